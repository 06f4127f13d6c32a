"""What was measured, as tables for people and as JSON for what comes after."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass

from eval.metrics import Interval, bootstrap, wilson
from eval.run import AnswerRow, Results
from eval.systems import OURS


@dataclass(frozen=True, slots=True)
class Table:
    """A titled table; the first row is its head."""

    title: str
    rows: tuple[tuple[str, ...], ...]


# What a reader must see by name.
_FAILURES = (
    ("refusal", "réponse ou refus à tort"),
    ("right_contract", "cite un autre contrat"),
    ("quotes_valid", "citations fausses"),
    ("figures_proved", "montant sans preuve"),
)
# The measures of answers, in the order shown.
_MEASURES = {
    "refusal": "répond quand il faut, refuse quand il faut",
    "facts_right": "faits attendus dits (montants, dates, noms, listes…)",
    "figures_proved": "montants dits, tous dans une citation ou somme refaite",
    "evidence_quoted": "preuve attendue dans une citation",
    "evidence_page": "citation de la page de la preuve",
    "right_contract": "ne cite que les bons contrats",
    "quotes_valid": "citations égales au texte de la page",
}


def plain_text(results: Sequence[Results]) -> str:
    """Every table, aligned."""
    return "\n\n".join(_blocks(results, lambda name: name, _aligned))


def markdown(results: Sequence[Results]) -> str:
    """Every table, for the documentation."""
    return "\n\n".join(_blocks(results, lambda name: f"### {name}", _markdown)) + "\n"


def _blocks(results: Sequence[Results], heading: Callable[[str], str], draw: Callable[[Table], str]) -> Iterable[str]:
    for result in results:
        yield heading(f"{result.name} : {len(result.cases)} questions")
        yield "\n".join(f"- {line}" for line in remarks(result))
        for table in tables(result):
            yield draw(table)


def tables(result: Results) -> tuple[Table, ...]:
    """The tables of one file of cases; those of what was not measured are left out."""
    made = (_search(result), _answers(result), _categories(result), _latency(result))
    return tuple(table for table in made if len(table.rows) > 1)


def remarks(result: Results) -> tuple[str, ...]:
    """What a reader of the tables must know: what was indexed, what cannot be found, what failed."""
    stand_ins = [source.name for source in result.sources if source.stands_in]
    own = [source.name for source in result.sources if not source.stands_in]
    lines = [f"documents mesurés avec leurs pages : {', '.join(own) or 'aucun'}"]
    if stand_ins:
        lines.append(f"notices et textes sans pages (les numéros de page sont ignorés) : {', '.join(stand_ins)}")
    if result.unfindable:
        lines.append(f"preuves absentes de toute page indexée, donc introuvables : {', '.join(result.unfindable)}")
    missed = [row.case for row in result.search if row.system == OURS and not row.recall_5]
    if missed:
        lines.append(f"preuve hors des cinq premiers : {', '.join(missed)}")
    for score, label in _FAILURES:
        failed = [row.case for row in result.answers if score in row.scores and not row.scores[score].value]
        if failed:
            lines.append(f"{label} : {', '.join(failed)}")
    return tuple(lines)


def _search(result: Results) -> Table:
    head = ("recherche", "rappel@1", "rappel@5", "rappel@10", "MRR@10", "toutes preuves@10", "n")
    rows = []
    for name in dict.fromkeys(row.system for row in result.search):
        own = [row for row in result.search if row.system == name]
        rows.append(
            (
                name,
                _percent(wilson([row.recall_1 for row in own])),
                _percent(wilson([row.recall_5 for row in own])),
                _percent(wilson([row.recall_10 for row in own])),
                _decimal(bootstrap([row.reciprocal_rank for row in own])),
                _percent(bootstrap([row.coverage_10 for row in own])),
                str(len(own)),
            )
        )
    return Table("Recherche de la preuve", (head, *rows))


def _answers(result: Results) -> Table:
    groups = [(label, _scores(result.answers, name)) for name, label in _MEASURES.items()]
    answerable = {case.id for case in result.cases if case.answerable}
    groups[1:1] = [
        ("… dont : ce que les documents disent", _scores(_of(result.answers, answerable, True), "refusal")),
        ("… dont : ce qu'ils ne disent pas", _scores(_of(result.answers, answerable, False), "refusal")),
        ("statut exactement attendu", [float(row.status == row.expected) for row in result.answers]),
    ]
    rows = [(label, _percent(wilson(scores)), str(len(scores))) for label, scores in groups if scores]
    return Table("Réponses", (("mesure", "part [95 %]", "n"), *rows))


def _of(rows: Sequence[AnswerRow], answerable: set[str], wanted: bool) -> list[AnswerRow]:
    return [row for row in rows if (row.case in answerable) is wanted]


def _scores(rows: Iterable[AnswerRow], name: str) -> list[float]:
    return [row.scores[name].value for row in rows if name in row.scores]


def _categories(result: Results) -> Table:
    head = ("catégorie", "questions", "rappel@5", "preuve citée", "faits dits", "répond ou refuse bien")
    found = {row.case: row.recall_5 for row in result.search if row.system == OURS}
    rows: list[tuple[str, ...]] = []
    for category in dict.fromkeys(case.category for case in result.cases):
        ids = [case.id for case in result.cases if case.category == category]
        answers = [row for row in result.answers if row.category == category]
        rows.append(
            (
                category,
                str(len(ids)),
                _count([found[id_] for id_ in ids if id_ in found]),
                _count(_scores(answers, "evidence_quoted")),
                _count(_scores(answers, "facts_right")),
                _count(_scores(answers, "refusal")),
            )
        )
    return Table("Par catégorie", (head, *rows))


def _latency(result: Results) -> Table:
    ours = [row.ms for row in result.answers]
    plain = [row.plain_ms for row in result.answers if row.plain_ms is not None]
    name = "réponse complète, par HTTP" if result.over_http else "réponse complète, dans le processus"
    named = [(label, times) for label, times in ((name, ours), ("LangChain : plongement et Chroma", plain)) if times]
    rows: list[tuple[str, ...]] = [
        (label, f"{_median(times):.1f}", f"{_p95(times):.1f}", str(len(times))) for label, times in named
    ]
    if ours and plain:
        ratios = (_median(ours) / _median(plain), _p95(ours) / _p95(plain))
        rows.append(("rapport", *(f"{ratio:.2f}" for ratio in ratios), ""))
    return Table("Durée", (("ms", "médiane", "95e centile", "n"), *rows))


def _median(times: Sequence[float]) -> float:
    return statistics.median(times)


def _p95(times: Sequence[float]) -> float:
    return sorted(times)[min(len(times) - 1, int(0.95 * len(times)))]


def as_json(results: Sequence[Results], about: dict[str, object]) -> dict[str, object]:
    """Everything measured, case by case, with the means and what they were measured on."""
    return {"about": about, "sets": [_set(result) for result in results]}


def _set(result: Results) -> dict[str, object]:
    times = [row.ms for row in result.answers]
    plain = [row.plain_ms for row in result.answers if row.plain_ms is not None]
    return {
        "name": result.name,
        "questions": len(result.cases),
        "documents": [{"name": s.name, "stands_in": s.stands_in, "pages": len(s.pages)} for s in result.sources],
        "unfindable": result.unfindable,
        "search": {
            name: {
                measure: asdict(bootstrap(values) if measure in {"reciprocal_rank", "coverage_10"} else wilson(values))
                for measure in ("recall_1", "recall_5", "recall_10", "reciprocal_rank", "coverage_10")
                if (values := [getattr(row, measure) for row in result.search if row.system == name])
            }
            for name in dict.fromkeys(row.system for row in result.search)
        },
        "answers": {name: asdict(wilson(scores)) for name in _MEASURES if (scores := _scores(result.answers, name))},
        "latency_ms": {
            "over_http": result.over_http,
            **({"median": _median(times), "p95": _p95(times)} if times else {}),
            **({"plain_median": _median(plain), "plain_p95": _p95(plain)} if plain else {}),
        },
        "search_cases": [asdict(row) for row in result.search],
        "answer_cases": [asdict(row) for row in result.answers],
    }


def _percent(interval: Interval) -> str:
    return f"{100 * interval.mean:.1f} % [{100 * interval.low:.0f}–{100 * interval.high:.0f}]".replace(".", ",")


def _decimal(interval: Interval) -> str:
    return f"{interval.mean:.2f} [{interval.low:.2f}–{interval.high:.2f}]".replace(".", ",")


def _count(scores: Sequence[float]) -> str:
    return f"{round(sum(scores), 1):g}/{len(scores)}" if scores else "–"


def _aligned(table: Table) -> str:
    widths = [max(len(row[i]) for row in table.rows) for i in range(len(table.rows[0]))]
    lines = [
        "  ".join(
            cell.ljust(width) if i == 0 else cell.rjust(width)
            for i, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in table.rows
    ]
    lines.insert(1, "  ".join("-" * width for width in widths))
    return "\n".join([table.title, *lines])


def _markdown(table: Table) -> str:
    lines = ["| " + " | ".join(row) + " |" for row in table.rows]
    lines.insert(1, "|" + "|".join("---" if i == 0 else "---:" for i in range(len(table.rows[0]))) + "|")
    return "\n".join([f"**{table.title}**", "", *lines])
