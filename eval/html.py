"""The report that a person opens: one page, self-contained, with plots and every failure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from assistant.composers import french
from eval import words
from eval.svg import Bar, durations, shares
from eval.systems import OURS
from eval.verdict import GRAVE
from eval.words import MEASURES


def html(summary: Mapping[str, Any]) -> str:
    """The report of a summary."""
    environment = Environment(loader=PackageLoader("eval"), autoescape=True, undefined=StrictUndefined)
    environment.trim_blocks = environment.lstrip_blocks = True
    environment.filters |= {"share": share, "status": words.status, "ms": lambda value: f"{value:.0f} ms"}
    page = environment.get_template("report.html")
    return page.render(
        about=summary["about"],
        date=french.date(str(summary["about"].get("date", ""))[:10]),
        sets=[_view(one) for one in summary["sets"]],
        overview=shares("Réponses entièrement justes, par jeu de questions", list(_overview(summary["sets"]))),
        grave=[(words.case_set(one["name"]), *(one["grave"][name] for name in GRAVE)) for one in summary["sets"]],
        grave_words=[words.GRAVE[name] for name in GRAVE],
    )


def share(value: float) -> str:
    """A share in percent."""
    return french.percent(round(100 * value, 1))


def interval(measured: Mapping[str, Any]) -> str:
    """A mean with its interval."""
    return f"{share(measured['mean'])} [{100 * measured['low']:.0f}–{100 * measured['high']:.0f}]"


def _overview(sets: Sequence[Mapping[str, Any]]) -> Iterator[Bar]:
    for one in sets:
        if "right" in one["answers"]:
            yield _bar(words.case_set(one["name"]), one["answers"]["right"])


def _bar(label: str, measured: Mapping[str, Any], *, strong: bool = True) -> Bar:
    note = f"({measured['n']})"
    return Bar(label, measured["mean"], measured["low"], measured["high"], note, strong)


def _view(one: Mapping[str, Any]) -> dict[str, Any]:
    categories = [
        _bar(words.category(name), measured["right"])
        for name, measured in one["categories"].items()
        if "right" in measured
    ]
    title = words.case_set(one["name"])
    return {
        "id": one["name"],
        "title": title,
        "questions": one["questions"],
        "documents": one["documents"],
        "unfindable": one["unfindable"],
        "measures": [
            (label, interval(one["answers"][name]), one["answers"][name]["n"])
            for name, label in MEASURES.items()
            if name in one["answers"]
        ],
        "categories": shares(f"{title} : réponses justes, par catégorie", categories),
        "search": _search(title, one),
        "ablations": list(_ablations(one)),
        "latency": _latency(title, one["latency_ms"]),
        "failures": [_failure(row) for row in one["cases"] if row["scores"]["right"]["value"] < 1],
        "right": sum(row["scores"]["right"]["value"] == 1 for row in one["cases"]),
    }


def _search(title: str, one: Mapping[str, Any]) -> dict[str, Any] | None:
    if not one["search"]:
        return None
    bars = [_bar(name, found["recall_5"], strong=name == OURS) for name, found in one["search"].items()]
    ranks = ("reciprocal_rank", "ndcg_10")
    rows = [
        (
            name,
            *(share(found[measure]["mean"]) for measure in ("recall_1", "recall_5", "recall_10")),
            *(french.number(round(found[measure]["mean"], 2)) for measure in ranks),
        )
        for name, found in one["search"].items()
    ]
    against = [(name, found["gained"], found["lost"], _p(found["p"])) for name, found in one["against"].items()]
    return {
        "plot": shares(f"{title} : preuve parmi les cinq premiers extraits", bars),
        "rows": rows,
        "against": against,
    }


def _ablations(one: Mapping[str, Any]) -> Iterator[tuple[str, str, str, str, str]]:
    for name, found in one["ablations"].items():
        worth = found["worth"]
        grave = ", ".join(f"{found['grave'][kind]} {words.GRAVE[kind]}" for kind in GRAVE if found["grave"][kind])
        moved = f"{worth['gained']} gagnées, {worth['lost']} perdues"
        yield name, interval(found["right"]), moved, _p(worth["p"]), grave or "aucune"


def _p(value: float) -> str:
    return "< 0,001" if value < 0.001 else french.number(round(value, 3))


def _latency(title: str, latency: Mapping[str, Any]) -> str:
    named = (
        ("réponse complète, médiane", "median", True),
        ("réponse complète, 95e centile", "p95", True),
        ("LangChain sans réponse, médiane", "plain_median", False),
        ("LangChain sans réponse, 95e centile", "plain_p95", False),
    )
    bars = [Bar(label, latency[key], strong=strong) for label, key, strong in named if key in latency]
    return durations(f"{title} : durées", bars) if bars else ""


def _failure(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "id": row["case"],
        "category": words.category(row["category"]),
        "question": row["question"],
        "expected": row["expected"],
        "wanted": row["wanted"],
        "status": row["status"],
        "answer": row["answer"],
        "reason": row["scores"]["right"]["reason"],
        "grave": [words.GRAVE[name] for name in GRAVE if row["scores"].get(name, {}).get("count")],
        "quotes": row["quotes"],
    }
