"""What is taken out of the assistant is really out, and back afterwards, whatever was asked before."""

from __future__ import annotations

from assistant import service
from assistant.searching.expansion import expand
from eval.ablations import WITHOUT_CHECK, WITHOUT_LEXICON, WITHOUT_VECTORS, without


def _ways(question: str) -> int:
    return max(len(group.alternatives) for group in expand(question, lambda _: ""))


def test_the_lexicon_is_out_although_the_same_words_were_read_before() -> None:
    question = "Que fait la CPAM ?"
    assert _ways(question) > 1
    with without(WITHOUT_LEXICON):
        assert _ways(question) == 1
    assert _ways(question) > 1


def test_the_last_reading_is_out() -> None:
    whole = service.faults_of
    with without(WITHOUT_CHECK):
        assert service.faults_of is not whole
    assert service.faults_of is whole


def test_what_is_taken_from_the_snapshot_leaves_the_code_whole() -> None:
    with without(WITHOUT_VECTORS):
        assert _ways("Que fait la CPAM ?") > 1
