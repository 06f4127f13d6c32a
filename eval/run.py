"""One evaluation: each case searched by each system, asked once, timed, and scored."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from assistant.records import Answer, Question, Status
from eval import metrics
from eval.cases import Case
from eval.facts import shown
from eval.metrics import Score, Source
from eval.systems import DEPTH, Plain, System
from eval.verdict import World, scores_of
from ingest.errors import UserError

Ask = Callable[[Question], Answer]
Progress = Callable[[str], None]

# The threads of a model go on spinning for a moment after their work: they would take the time of what comes next.
PAUSE_S = 0.02
# Of no case: what the first questions pay (models, caches of the machine) is not measured.
WARM_UP = (
    "Comment le contrat local de santé est-il organisé ?",
    "Quels sont les partenaires du territoire ?",
    "Que dit le premier axe ?",
)


@dataclass(frozen=True, slots=True)
class SearchRow:
    """What one system found for one answerable case; `rank` is that of the first evidence, 0 = not in the first ten."""

    system: str
    case: str
    cluster: str
    rank: int
    recall_1: float
    recall_5: float
    recall_10: float
    reciprocal_rank: float
    ndcg_10: float
    coverage_10: float


@dataclass(frozen=True, slots=True)
class Quote:
    """A citation as the report shows it."""

    document: str
    page: int
    text: str


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One case answered: its scores by name, and what it took, in milliseconds (`plain_ms` is plain LangChain's)."""

    case: str
    category: str
    cluster: str
    question: str
    expected: str  # the status
    wanted: str  # the facts, for readers
    status: str
    answer: str
    quotes: tuple[Quote, ...]
    scores: Mapping[str, Score]
    ms: float
    plain_ms: float | None = None
    error: str = ""  # what stopped the application


@dataclass(frozen=True, slots=True)
class Results:
    """What was measured on one set of cases; `unfindable` cases have no evidence on any indexed page."""

    name: str
    cases: tuple[Case, ...]
    unfindable: tuple[str, ...]
    search: tuple[SearchRow, ...] = ()
    answers: tuple[AnswerRow, ...] = ()
    ablations: Mapping[str, tuple[AnswerRow, ...]] = field(default_factory=dict)
    over_http: bool = False
    sources: tuple[Source, ...] = field(default=(), repr=False)


def search_rows(cases: Sequence[Case], systems: Mapping[str, System], tick: Progress) -> tuple[SearchRow, ...]:
    """Every answerable case by every system."""
    rows = []
    for name, system in systems.items():
        for case in cases:
            if case.answerable:
                rows.append(_search_row(name, case, system))
                tick(name)
    return tuple(rows)


def _search_row(name: str, case: Case, system: System) -> SearchRow:
    found = tuple(system(case))[:DEPTH]
    return SearchRow(
        name,
        case.id,
        case.cluster,
        metrics.evidence_rank(case, found),
        metrics.recall(case, found, 1).value,
        metrics.recall(case, found, 5).value,
        metrics.recall(case, found, 10).value,
        metrics.reciprocal_rank(case, found).value,
        metrics.ndcg(case, found, DEPTH).value,
        metrics.coverage(case, found, DEPTH).value,
    )


def warm_up(ask: Ask, plain: Plain | None) -> None:
    """Asks questions that are of no case."""
    for question in WARM_UP:
        ask(Question(question))
        if plain:
            plain(question)


def answer_rows(
    cases: Sequence[Case], ask: Ask, world: World, plain: Plain | None, tick: Progress, *, pause: float = PAUSE_S
) -> tuple[AnswerRow, ...]:
    """Every case asked once, then searched by plain retrieval, so that both meet the same moments of the machine."""
    rows = []
    for case in cases:
        time.sleep(pause)
        began = time.perf_counter()
        answer, error = _answered(ask, question_of(case, world))
        ms = _ms_since(began)
        row = answer_row(case, answer, world, ms, _plain_ms(case.question, plain, pause))
        rows.append(replace(row, error=error, scores={**row.scores, "right": Score(0.0, error)}) if error else row)
        tick("réponses")
    return tuple(rows)


def question_of(case: Case, world: World) -> Question:
    """A case as it is asked, in the contracts that its asker has chosen."""
    return Question(case.question, case.history, world.known_as(case.chosen) if case.chosen else ())


def _answered(ask: Ask, question: Question) -> tuple[Answer, str]:
    """The answer, or none with the name of what went wrong: one question that fails does not stop the others."""
    try:
        return ask(question), ""
    except UserError:  # the server is gone, the index closed: nothing more can be measured
        raise
    except Exception as defect:
        return Answer(Status.UNREADABLE, ""), f"l'application a échoué : {defect!r}"


def answer_row(case: Case, answer: Answer, world: World, ms: float, plain_ms: float | None = None) -> AnswerRow:
    """What is kept of one answer."""
    return AnswerRow(
        case.id,
        case.category,
        case.cluster,
        case.question,
        case.status.value,
        _wanted(case),
        answer.status.value,
        answer.answer,
        tuple(Quote(c.document_title, c.page, c.quote) for c in answer.citations),
        scores_of(case, answer, world),
        ms,
        plain_ms,
    )


def _wanted(case: Case) -> str:
    if not case.answerable:
        return f"un refus : {case.note}" if case.note else "un refus"
    facts = [shown(fact) for fact in case.facts]
    return " ; ".join(facts or [f"« {text} »" for evidence in case.evidence for text in evidence.contains])


def _plain_ms(question: str, plain: Plain | None, pause: float) -> float | None:
    if plain is None:
        return None
    time.sleep(pause)
    began = time.perf_counter()
    plain(question)
    return _ms_since(began)


def _ms_since(began: float) -> float:
    return (time.perf_counter() - began) * 1000
