"""The published report quotes first words only; what is ours to say stays whole."""

from __future__ import annotations

import copy

import pytest

from eval.abridged import abridged, first_words, unquoted

LONG = "un deux trois quatre cinq six sept huit neuf dix"
CUT = "un deux trois quatre cinq six sept huit […]"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (LONG, CUT),
        ("un deux trois quatre cinq six sept huit", "un deux trois quatre cinq six sept huit"),
        ("", ""),
    ],
)
def test_first_words(text: str, shown: str) -> None:
    assert first_words(text) == shown


def test_only_quotes_within_a_text_are_cut() -> None:
    assert unquoted(f"Il dit : « {LONG} » et « néant ».") == f"Il dit : « {CUT} » et « néant »."
    assert unquoted(LONG) == LONG


def test_every_text_that_quotes_is_cut_and_the_summary_is_left_as_it_was() -> None:
    row = {
        "case": "a", "answer": f"« {LONG} » [1]", "wanted": f"« {LONG} »",
        "quotes": [{"document": "Contrat", "page": 3, "text": LONG}],
        "scores": {"right": {"value": 0, "reason": f"manque « {LONG} »"}},
    }  # fmt: skip
    summary = {"about": {}, "sets": [{"name": "essai", "cases": [row]}]}
    before = copy.deepcopy(summary)
    [shown] = abridged(summary)["sets"][0]["cases"]
    assert summary == before
    assert (shown["answer"], shown["wanted"]) == (f"« {CUT} » [1]", f"« {CUT} »")
    assert shown["quotes"] == [{"document": "Contrat", "page": 3, "text": CUT}]
    assert shown["scores"]["right"]["reason"] == f"manque « {CUT} »"
