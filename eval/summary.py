"""What was measured, as the plain data that the report, the stored result, the page and the README are made from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from eval.run import AnswerRow, Results, SearchRow
from eval.statistics import clustered, paired, percentile
from eval.systems import OURS, PLAIN
from eval.verdict import GRAVE
from eval.words import MEASURES, SHOWN

Data = dict[str, Any]

SEARCH_MEASURES = ("recall_1", "recall_5", "recall_10", "reciprocal_rank", "ndcg_10", "coverage_10")
# The measures shown for each category.
_BY_CATEGORY = ("right", "refusal", "facts_right", "evidence_page")


def summary(results: Sequence[Results], about: Mapping[str, object]) -> Data:
    """Everything measured: by set, by category, case by case, with what it was measured on."""
    return {"about": dict(about), "words": SHOWN, "sets": [_set(result) for result in results]}


def _set(result: Results) -> Data:
    return {
        "name": result.name,
        "questions": len(result.cases),
        "documents": [{"name": s.name, "stands_in": s.stands_in, "pages": len(s.pages)} for s in result.sources],
        "unfindable": list(result.unfindable),
        "answers": {name: interval for name in MEASURES if (interval := _interval(result.answers, name))},
        "grave": {name: _count(result.answers, name) for name in GRAVE},
        "errors": [row.case for row in result.answers if row.error],
        "categories": _categories(result),
        "search": _search(result.search),
        "against": _against(result.search),
        "ablations": {name: _ablation(result.answers, rows) for name, rows in result.ablations.items()},
        "latency_ms": _latency(result),
        "cases": [_case(row, result.search) for row in result.answers],
    }


def _rows(rows: Iterable[AnswerRow], measure: str) -> list[tuple[AnswerRow, float]]:
    """The rows that a measure has a meaning for, with its value."""
    parts = {"answered": True, "refused": False}
    if measure in parts:
        wanted = parts[measure]
        return [(row, row.scores["refusal"].value) for row in rows if _answerable(row) is wanted]
    return [(row, row.scores[measure].value) for row in rows if measure in row.scores]


def _answerable(row: AnswerRow) -> bool:
    return row.expected in {"answered", "partial"}


def _interval(rows: Iterable[AnswerRow], measure: str) -> Data:
    found = _rows(rows, measure)
    return asdict(clustered([value for _, value in found], [row.cluster for row, _ in found])) if found else {}


def _count(rows: Iterable[AnswerRow], measure: str) -> int:
    return sum(row.scores[measure].count for row in rows if measure in row.scores)


def _categories(result: Results) -> Data:
    found: Data = {}
    recalled = {row.case: row for row in result.search if row.system == OURS}
    for category in dict.fromkeys(row.category for row in result.answers):
        rows = [row for row in result.answers if row.category == category]
        own = [recalled[row.case] for row in rows if row.case in recalled]
        found[category] = {name: interval for name in _BY_CATEGORY if (interval := _interval(rows, name))}
        if own:
            found[category]["recall_5"] = _searched(own, "recall_5")
        found[category]["questions"] = len(rows)
    return found


def _search(rows: Sequence[SearchRow]) -> Data:
    systems = dict.fromkeys(row.system for row in rows)
    return {
        name: {measure: _searched([row for row in rows if row.system == name], measure) for measure in SEARCH_MEASURES}
        for name in systems
    }


def _searched(rows: Sequence[SearchRow], measure: str) -> Data:
    return asdict(clustered([getattr(row, measure) for row in rows], [row.cluster for row in rows]))


def _against(rows: Sequence[SearchRow]) -> Data:
    """Our search against each other one, case by case: evidence among the first five."""
    by_system: dict[str, dict[str, float]] = {}
    for row in rows:
        by_system.setdefault(row.system, {})[row.case] = row.recall_5
    ours = by_system.pop(OURS, {})
    return {
        name: asdict(paired([other[case] for case in ours], list(ours.values()))) for name, other in by_system.items()
    }


def _ablation(whole: Sequence[AnswerRow], rows: Sequence[AnswerRow]) -> Data:
    """What a part is worth: the measures without it, and the whole against it, case by case."""
    without = {row.case: row.scores["right"].value for row in rows}
    both = [row for row in whole if row.case in without]
    return {
        "right": _interval(rows, "right"),
        "refusal": _interval(rows, "refusal"),
        "grave": {name: _count(rows, name) for name in GRAVE},
        "worth": asdict(paired([without[row.case] for row in both], [row.scores["right"].value for row in both])),
    }


def _latency(result: Results) -> Data:
    times = [row.ms for row in result.answers]
    plain = [row.plain_ms for row in result.answers if row.plain_ms is not None]
    found: Data = {"over_http": result.over_http}
    if times:
        found |= {"median": percentile(times, 0.5), "p95": percentile(times, 0.95)}
    if plain:
        found |= {"plain_median": percentile(plain, 0.5), "plain_p95": percentile(plain, 0.95)}
    return found


def _case(row: AnswerRow, search: Sequence[SearchRow]) -> Data:
    ranks = {found.system: found.rank for found in search if found.case == row.case and found.system in {OURS, PLAIN}}
    return {**asdict(row), "scores": {name: asdict(score) for name, score in row.scores.items()}, "ranks": ranks}
