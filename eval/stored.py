"""The stored result that every change is compared with: one line a case, so that what moved is seen in a diff."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from eval.verdict import GRAVE
from ingest.errors import UserError

STORED = Path(__file__).parent / "reference" / "stored.json"
# What is kept of each set besides its cases: what the page and the README show.
_KEPT = (
    *("name", "questions", "documents", "answers", "grave", "errors", "categories", "search", "against", "ablations"),
    "latency_ms",
)


def stored_of(summary: Mapping[str, Any]) -> dict[str, Any]:
    """What is kept of a summary: all but texts."""
    return {
        "about": summary["about"],
        "words": summary["words"],
        "sets": [
            {**{key: one[key] for key in _KEPT}, "cases": {row["case"]: _kept(row) for row in one["cases"]}}
            for one in summary["sets"]
        ],
    }


def _kept(row: Mapping[str, Any]) -> dict[str, Any]:
    scores = row["scores"]
    kept = {"cluster": row["cluster"], "status": row["status"], "right": int(scores["right"]["value"] == 1)}
    kept |= {"refusal": int(scores["refusal"]["value"] == 1), **{name: scores[name]["count"] for name in GRAVE}}
    for name in ("facts_right", "evidence_page"):
        if name in scores:
            kept[name] = round(scores[name]["value"], 3)
    return kept | ({"rank": next(iter(row["ranks"].values()))} if row["ranks"] else {})


def write(stored: Mapping[str, Any], path: Path) -> None:
    """Writes a stored result."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(_lines(stored)), encoding="utf-8")


def _lines(stored: Mapping[str, Any]) -> Iterator[str]:
    yield f'{{"about": {_json(stored["about"])},\n"words": {_json(stored["words"])},\n"sets": ['
    for i, one in enumerate(stored["sets"]):
        yield ",\n{" if i else "\n{"
        for key in _KEPT:
            yield f'"{key}": {_json(one[key])},\n'
        cases = (f"  {_json(id_)}: {_json(case)}" for id_, case in sorted(one["cases"].items()))
        yield '"cases": {\n' + ",\n".join(cases) + "\n}}"
    yield "\n]}\n"


def _json(value: object) -> str:
    return json.dumps(_rounded(value), ensure_ascii=False)


def _rounded(value: object) -> object:
    """Four decimals: what changes at each run is not in a diff."""
    if isinstance(value, float):
        return round(value, 4)
    if isinstance(value, dict):
        return {key: _rounded(one) for key, one in value.items()}
    return [_rounded(one) for one in value] if isinstance(value, list | tuple) else value


def read(path: Path | None = None) -> dict[str, Any]:
    """The stored result; raises `UserError` where it cannot be read."""
    path = path or STORED
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UserError(f"Le résultat de référence « {path} » ne se lit pas : refaites-le (make stored).") from error
    return dict(found)
