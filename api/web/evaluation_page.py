"""What the page shows of an evaluation report, whatever it holds: sets, measures, durations. Pure functions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from assistant.composers import french

# What each measure is, in the order of reading; one that is not named here is shown under its own name.
MEASURES = {
    "right": "réponses entièrement justes",
    "refusal": "répond quand il faut, refuse quand il faut",
    "answered": "… dont : ce que les documents disent",
    "refused": "… dont : ce qu'ils ne disent pas",
    "facts_right": "faits attendus dits (montants, dates, noms, listes…)",
    "figures_proved": "montants dits, tous dans une citation ou somme refaite",
    "wrong_figures": "réponses sans aucun chiffre faux",
    "false_signatories": "réponses sans faux signataire",
    "wrong_territory": "réponses sans erreur de territoire",
    "right_contract": "ne cite que les bons contrats",
    "quotes_valid": "citations égales au texte de la page",
    "citation_support": "phrases soutenues par leurs citations",
    "citation_precision": "citations utiles à leur phrase",
    "evidence_quoted": "preuve attendue dans une citation",
    "evidence_page": "citation de la page de la preuve",
    "set_f1": "listes complètes et sans intrus (F1)",
}
# What sets of questions and their kinds are called.
SETS = {
    "evidence": "Questions d'agents, pour construire",
    "council": "Questions d'élus et de partenaires, pour construire",
    "heldout": "Questions tenues à part, première série",
    "heldout2": "Questions tenues à part, seconde série",
    "generated": "Contrats tirés au sort",
    "invented": "Contrats inventés par un tiers",
}
CATEGORIES = {
    "signatories": "signataires",
    "money": "argent",
    "totals": "totaux et décomptes",
    "dates": "dates et durées",
    "actions": "actions",
    "roles": "rôles et porteurs",
    "perimeter": "périmètre",
    "diagnosis": "chiffres du diagnostic",
    "governance": "gouvernance et règles",
    "comparison": "comparaisons",
    "contradictions": "contradictions",
    "definitions": "définitions et sigles",
    "rough": "langage relâché, SMS",
    "followup": "questions de suite",
    "english": "source en anglais",
    "unanswerable": "sans réponse dans les documents",
    "out_of_scope": "hors sujet, urgences",
    "injection": "tentatives de détournement",
}
# Faults that nothing excuses, counted one by one.
GRAVE = {
    "wrong_figures": ("chiffre faux", "chiffres faux"),
    "false_signatories": ("faux signataire", "faux signataires"),
    "wrong_territory": ("réponse par un autre territoire", "réponses par un autre territoire"),
}


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


def report_of(read: Mapping[str, Any]) -> Report:
    """The report of what its file holds; what it does not hold is left out."""
    about = _mapping(read.get("about"))
    sets = [_set(one) for one in read["sets"] if isinstance(one, dict)]
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


def _set(one: Mapping[str, Any]) -> MeasuredSet:
    answers = _mapping(one.get("answers"))
    ordered = [name for name in MEASURES if name in answers] + [name for name in answers if name not in MEASURES]
    documents = one.get("documents") if isinstance(one.get("documents"), list) else []
    return MeasuredSet(
        name=SETS.get(str(one.get("name", "")), str(one.get("name", ""))),
        questions=int(_number(one.get("questions")) or 0),
        measures=tuple(m for name in ordered if (m := _measure(MEASURES.get(name, name), answers[name]))),
        grave=tuple(_grave(_mapping(one.get("grave")))),
        categories=_measures(one.get("categories"), "right", CATEGORIES),
        search=_measures(one.get("search"), "recall_5", {}),
        durations=tuple(_durations(_mapping(one.get("latency_ms")))),
        documents=tuple(str(d.get("name", "")) for d in documents or [] if isinstance(d, dict)),
    )


def _measures(read: object, of: str, words: Mapping[str, str]) -> tuple[Measure, ...]:
    """One measure of each row of a table, those that have it."""
    rows = ((words.get(name, name), _mapping(row).get(of)) for name, row in _mapping(read).items())
    return tuple(found for name, value in rows if (found := _measure(name, value)))


def _grave(counts: Mapping[str, Any]) -> Iterator[tuple[int, str]]:
    for name, (one, several) in GRAVE.items():
        count = _number(counts.get(name))
        if count is not None:
            yield int(count), several if count > 1 else one


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
