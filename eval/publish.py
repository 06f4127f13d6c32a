"""What the repository shows of a measure: the stored result, the README's table, the report in `docs/`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from assistant.composers import french
from eval import stored, words
from eval.abridged import abridged
from eval.html import html, share
from eval.systems import OURS, PLAIN
from eval.verdict import GRAVE
from ingest.errors import UserError

ROOT = Path(__file__).parent.parent
README, REPORT = ROOT / "README.md", ROOT / "docs" / "evaluation.html"
BEGIN = "<!-- chiffres : écrits par « make stored », jamais à la main -->"
END = "<!-- fin des chiffres -->"


def publish(summary: Mapping[str, Any]) -> tuple[Path, ...]:
    """Writes all three from one summary; gives their paths."""
    kept = stored.stored_of(summary)
    stored.write(kept, stored.STORED)
    README.write_text(with_table(README.read_text("utf-8"), stored.read()), encoding="utf-8")
    REPORT.write_text(html(abridged(summary)), encoding="utf-8")
    return stored.STORED, README, REPORT


def with_table(readme: str, kept: Mapping[str, Any]) -> str:
    """The README with the table of a stored result between its marks; raises `UserError` without marks."""
    before, begin, rest = readme.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise UserError(f"README.md : il manque les marques « {BEGIN} » et « {END} ».")
    return f"{before}{BEGIN}\n{table(kept)}{END}{after}"


def table(kept: Mapping[str, Any]) -> str:
    """The table of a stored result, with its date and its command."""
    return "".join(f"{line}\n" for line in _lines(kept))


def _lines(kept: Mapping[str, Any]) -> Iterator[str]:
    about = kept["about"]
    date = french.date(str(about["date"])[:10])
    grave = "/".join(words.GRAVE[name] for name in GRAVE)
    measured = f"Mesuré le {date} (version `{about['commit']}`, `{about['command']}`)"
    yield f"{measured} ; tout est dans [docs/evaluation.html](docs/evaluation.html)."
    yield ""
    search = "preuve dans les 5 premiers | la même par LangChain + Chroma"
    yield f"| questions | justes [95 %] | refus à propos | {search} | {grave} | durée médiane |"
    yield "|---|---:|---:|---:|---:|---:|---:|"
    for one in kept["sets"]:
        yield "| " + " | ".join(_row(one)) + " |"


def _row(one: Mapping[str, Any]) -> Iterator[str]:
    answers, search, latency = one["answers"], one["search"], one["latency_ms"]
    yield f"{words.case_set(one['name'])} ({one['questions']})"
    right = answers["right"]
    yield f"{share(right['mean'])} [{100 * right['low']:.0f}–{100 * right['high']:.0f}]"
    yield share(answers["refused"]["mean"]) if "refused" in answers else "–"
    for name in (OURS, PLAIN):
        yield share(search[name]["recall_5"]["mean"]) if name in search else "–"
    yield " / ".join(str(one["grave"][name]) for name in GRAVE)
    yield f"{latency['median']:.0f} ms" if "median" in latency else "–"
