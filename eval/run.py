"""One evaluation: each case searched by each system, asked once, timed, and scored."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from assistant.records import Answer, Question
from eval import metrics
from eval.cases import REFUSALS, Case
from eval.facts import facts_right, figures_proved
from eval.metrics import Score, Source
from eval.systems import DEPTH, Plain, System

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
    rank: int
    recall_1: float
    recall_5: float
    recall_10: float
    reciprocal_rank: float
    coverage_10: float


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One case answered: its scores by name, and what it took, in milliseconds (`plain_ms` is plain LangChain's)."""

    case: str
    category: str
    question: str
    expected: str
    status: str
    answer: str
    scores: Mapping[str, Score]
    ms: float
    plain_ms: float | None


@dataclass(frozen=True, slots=True)
class Results:
    """What was measured on one file of cases; `unfindable` cases have no evidence on any indexed page."""

    name: str
    cases: tuple[Case, ...]
    unfindable: tuple[str, ...]
    search: tuple[SearchRow, ...] = ()
    answers: tuple[AnswerRow, ...] = ()
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
        metrics.evidence_rank(case, found),
        metrics.recall(case, found, 1).value,
        metrics.recall(case, found, 5).value,
        metrics.recall(case, found, 10).value,
        metrics.reciprocal_rank(case, found).value,
        metrics.coverage(case, found, DEPTH).value,
    )


def warm_up(ask: Ask, plain: Plain | None) -> None:
    """Asks questions that are of no case."""
    for question in WARM_UP:
        ask(Question(question))
        if plain:
            plain(question)


def answer_rows(
    cases: Sequence[Case], ask: Ask, sources: Mapping[str, Source], plain: Plain | None, tick: Progress
) -> tuple[AnswerRow, ...]:
    """Every case asked once, then searched by plain retrieval, so that both meet the same moments of the machine."""
    rows = []
    for case in cases:
        time.sleep(PAUSE_S)
        began = time.perf_counter()
        answer = ask(Question(case.question, case.history))
        ms = _ms_since(began)
        rows.append(
            AnswerRow(
                case.id,
                case.category,
                case.question,
                case.status.value,
                answer.status.value,
                answer.answer,
                scores_of(case, answer, sources),
                ms,
                _plain_ms(case.question, plain),
            )
        )
        tick("réponses")
    return tuple(rows)


def _plain_ms(question: str, plain: Plain | None) -> float | None:
    if plain is None:
        return None
    time.sleep(PAUSE_S)
    began = time.perf_counter()
    plain(question)
    return _ms_since(began)


def _ms_since(began: float) -> float:
    return (time.perf_counter() - began) * 1000


def scores_of(case: Case, answer: Answer, sources: Mapping[str, Source]) -> dict[str, Score]:
    """The measures that have a meaning for this case and this answer, by name."""
    scores = {"refusal": metrics.refusal(case, answer)}
    if answer.citations or answer.status not in REFUSALS:
        scores["quotes_valid"] = metrics.quotes_valid(answer, sources)
        scores["figures_proved"] = figures_proved(answer)
    if case.answerable:
        scores["evidence_quoted"] = metrics.evidence_quoted(case, answer, sources)
        scores["evidence_page"] = metrics.evidence_page(case, answer, sources)
        if case.contracts and answer.citations:
            scores["right_contract"] = metrics.right_contract(case, answer, sources)
    if (case.facts and case.answerable) or case.forbidden:
        scores["facts_right"] = facts_right(case, answer)
    return scores
