"""Whole invented contracts of many houses, read and compared with their true records."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.invented_contracts import documents, floors, scored

EVERY = tuple(documents())


@pytest.mark.parametrize("path", EVERY, ids=lambda path: path.name)
def test_no_wrong_amount_and_no_false_signatory(path: Path) -> None:
    result = scored(path)
    false = [each for each in result.differences if each.field == "signatories" and each.kind == "wrong"]
    assert (result.wrong_amounts, [str(each) for each in false]) == ([], [])


@pytest.mark.parametrize("path", EVERY, ids=lambda path: path.name)
def test_what_was_reached_is_kept(path: Path) -> None:
    whole, (precision, recall) = scored(path).whole, floors()[path.name]
    assert (whole.precision >= precision, whole.recall >= recall) == (True, True), (whole.precision, whole.recall)


def test_every_contract_has_a_floor() -> None:
    assert {path.name for path in EVERY} == floors().keys()
