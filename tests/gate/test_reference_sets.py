"""The gate over the reference documents."""

from __future__ import annotations

import pytest

from assistant.service import Assistant
from eval.measure import Bench
from eval.memory import RememberingEncoder
from eval.sets import default_sets
from tests.gate.gated import QUICK, gate, named


@pytest.fixture(scope="module")
def bench(reference_assistant: Assistant, kept_encoder: RememberingEncoder) -> Bench:
    """The assistant over the reference documents, to be measured."""
    return Bench(reference_assistant, reference_assistant._source.snapshot(), kept_encoder, QUICK, kept_encoder)


@pytest.mark.reference
@pytest.mark.parametrize("name", [one.name for one in default_sets() if one.documents is None])
def test_answers_are_no_worse_than_stored(name: str, bench: Bench) -> None:
    results = bench.measure(named(name), lambda _: None)
    assert results.unfindable == ()
    gate(results)


def test_every_set_with_documents_of_its_own_has_its_gate() -> None:
    assert {one.name for one in default_sets() if one.documents} == {"generated", "invented"}
