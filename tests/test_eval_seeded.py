"""The scorer itself: right answers pass, and of 100 answers made wrong by one fault at least 95 are caught."""

from __future__ import annotations

from collections import Counter

import pytest

from assistant.records import Answer
from eval.cases import Case
from eval.verdict import GRAVE, scores_of
from tests.seeded import FAULTS, RIGHT, WORLD, Right, seeded

SEEDED, CAUGHT = 100, 95


def faulted(case: Case, answer: Answer) -> bool:
    """Whether some measure says that an answer is not the right one."""
    scores = scores_of(case, answer, WORLD)
    return scores["right"].value < 1 or any(scores[name].value < 1 for name in ("citation_support",) if name in scores)


@pytest.mark.parametrize("one", RIGHT, ids=lambda one: one.case.id)
def test_a_right_answer_is_right_by_every_measure(one: Right) -> None:
    scores = scores_of(one.case, one.answer, WORLD)
    assert {name: score.reason for name, score in scores.items() if score.value < 1} == {}


def test_of_a_hundred_seeded_wrong_answers_at_least_95_are_caught(capsys: pytest.CaptureFixture[str]) -> None:
    wrong = seeded(SEEDED)
    assert len(wrong) == SEEDED
    missed = [f"{fault} ({case.id})" for fault, case, answer in wrong if not faulted(case, answer)]
    with capsys.disabled():
        print(
            f"\n{SEEDED - len(missed)} of {SEEDED} seeded wrong answers caught; missed: {', '.join(missed) or 'none'}"
        )
    assert len(missed) <= SEEDED - CAUGHT, missed


def test_every_kind_of_fault_is_among_the_hundred() -> None:
    assert Counter(fault for fault, _, _ in seeded(SEEDED)).keys() == {fault.__name__ for fault in FAULTS}


@pytest.mark.parametrize(
    ("fault", "measure"),
    [
        ("digit_changed", "wrong_figures"),
        ("zero_added", "wrong_figures"),
        ("period_changed", "wrong_figures"),
        ("rate_changed", "wrong_figures"),
        ("day_changed", "wrong_figures"),
        ("total_changed", "wrong_figures"),
        ("signatory_added", "false_signatories"),
        ("partner_added", "false_signatories"),
        ("signatory_replaced", "false_signatories"),
        ("sentence_of_signatories", "false_signatories"),
        ("yes_for_no", "false_signatories"),
        ("other_contract", "wrong_territory"),
        ("wrong_page", "quotes_valid"),
        ("quote_digit", "quotes_valid"),
        ("quote_word", "quotes_valid"),
        ("refused", "refusal"),
        ("answered", "refusal"),
        ("person_replaced", "facts_right"),
        ("place_changed", "citation_support"),
    ],
)
def test_a_fault_is_caught_by_the_measure_that_is_made_for_it(fault: str, measure: str) -> None:
    wrong = [scores_of(case, answer, WORLD) for name, case, answer in seeded(SEEDED) if name == fault]
    caught = [scores[measure] for scores in wrong if measure in scores and scores[measure].value < 1]
    assert caught
    assert measure not in GRAVE or all(score.count > 0 for score in caught)
