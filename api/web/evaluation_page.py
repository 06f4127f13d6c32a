"""What the page shows of an evaluation report, in the words that its file holds: sets, measures, durations.

Pure functions; what a file does not hold is left out, and what it does not name is shown under its own name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from assistant.composers import french


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure in words: its share, the bounds of its interval, how many questions it was taken on."""

    name: str
    share: str
    bounds: str
    count: str
    width: float  # percent, for its bar


@dataclass(frozen=True, slots=True)
class MeasuredSet:
    """One set of questions with what was measured on it."""

    name: str
    questions: int
    measures: tuple[Measure, ...]
    grave: tuple[tuple[int, str], ...]  # how many of each grave fault, and its words
    categories: tuple[Measure, ...]  # answers wholly right, by kind of question
    search: tuple[Measure, ...]  # evidence among the first five, by way of searching
    durations: tuple[tuple[str, str], ...]
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """A report as the page shows it."""

    about: tuple[tuple[str, str], ...]
    sets: tuple[MeasuredSet, ...]


# The kinds of things that a report's file names.
_NAMED = ("measures", "sets", "categories", "grave", "one_grave")
Named = Mapping[str, Mapping[str, str]]


def report_of(read: Mapping[str, Any]) -> Report:
    """The report of what its file holds; what it does not hold is left out."""
    about, words = _mapping(read.get("about")), _mapping(read.get("words"))
    named = {kind: {name: str(word) for name, word in _mapping(words.get(kind)).items()} for kind in _NAMED}
    sets = [_set(one, named) for one in read["sets"] if isinstance(one, dict)]
    return Report(tuple(_about(about)), tuple(sets))


def _about(about: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    if about.get("date"):
        day, _, hour = str(about["date"]).partition("T")
        yield "Mesuré le", f"{_date(day)}{f' à {hour[:5]} UTC' if hour else ''}"
    if about.get("commit"):
        yield "Version", str(about["commit"])[:12]
    for key, label in (("model", "Modèle de vecteurs"), ("language_model", "Modèle de langue")):
        if key in about:
            yield label, str(about[key]).replace("packaged", "celui qui est livré") or "aucun"


def _date(day: str) -> str:
    try:
        return french.date(day)
    except (ValueError, IndexError):
        return day


def _set(one: Mapping[str, Any], named: Named) -> MeasuredSet:
    answers, measures = _mapping(one.get("answers")), named["measures"]
    ordered = [name for name in measures if name in answers] + [name for name in answers if name not in measures]
    documents = one.get("documents") if isinstance(one.get("documents"), list) else []
    return MeasuredSet(
        name=named["sets"].get(str(one.get("name", "")), str(one.get("name", ""))),
        questions=int(_number(one.get("questions")) or 0),
        measures=tuple(m for name in ordered if (m := _measure(measures.get(name, name), answers[name]))),
        grave=tuple(_grave(_mapping(one.get("grave")), named)),
        categories=_measures(one.get("categories"), "right", named["categories"]),
        search=_measures(one.get("search"), "recall_5", {}),
        durations=tuple(_durations(_mapping(one.get("latency_ms")))),
        documents=tuple(str(d.get("name", "")) for d in documents or [] if isinstance(d, dict)),
    )


def _measures(read: object, of: str, words: Mapping[str, str]) -> tuple[Measure, ...]:
    """One measure of each row of a table, those that have it."""
    rows = ((words.get(name, name), _mapping(row).get(of)) for name, row in _mapping(read).items())
    return tuple(found for name, value in rows if (found := _measure(name, value)))


def _grave(counts: Mapping[str, Any], named: Named) -> Iterator[tuple[int, str]]:
    for name, found in counts.items():
        count = _number(found)
        if count is not None:
            kind = "grave" if count > 1 else "one_grave"
            yield int(count), named[kind].get(name, name)


def _measure(name: str, value: object) -> Measure | None:
    interval = _mapping(value)
    mean = _number(interval.get("mean"))
    if mean is None:
        return None
    low, high, count = (_number(interval.get(key)) for key in ("low", "high", "n"))
    bounds = f"{_percent(low)} à {_percent(high)}" if low is not None and high is not None else ""
    counted = french.number(count) if count is not None else ""
    return Measure(name, _percent(mean), bounds, counted, round(100 * min(1.0, max(0.0, mean)), 1))


def _durations(latency: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    words = {
        "median": "réponse complète, médiane",
        "p95": "réponse complète, 95e centile",
        "plain_median": "LangChain + Chroma sans réponse, médiane",
        "plain_p95": "LangChain + Chroma sans réponse, 95e centile",
    }
    for key, label in words.items():
        value = _number(latency.get(key))
        if value is not None:
            yield label, f"{french.number(round(value, 1))} ms"


def _percent(share: float) -> str:
    return french.percent(round(100 * share, 1))


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None
