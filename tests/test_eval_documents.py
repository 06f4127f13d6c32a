"""The questions over generated contracts and the files that they are asked on stay in step."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from eval.cases import load_cases
from eval.metrics import Source
from eval.sets import DOCUMENTS, default_sets
from eval.sources import unfindable
from ingest.readers import Limits, read
from tests.generated import questions


@pytest.fixture(scope="module")
def sources() -> list[Source]:
    """The files as they are read, without what is made of their pages."""
    found = []
    for path in sorted(DOCUMENTS["generated"].iterdir()):
        if path.suffix != ".yaml":
            pages = {page.number: page.text for page in read(path, Limits(ocr=False)).pages}
            found.append(Source(path.stem, path.stem, "", pages))
    return found


def test_every_evidence_stands_on_its_page(sources: list[Source]) -> None:
    assert unfindable(load_cases(questions.CASES), sources) == ()


def test_a_family_s_questions_are_those_that_are_kept(tmp_path: Path) -> None:
    turn = questions.FAMILIES.index("short city contract")
    drawn = list(questions.questions(questions.asked_of("short city contract", tmp_path), turn))
    kept = [json.loads(line) for line in questions.CASES.read_text("utf-8").splitlines()]
    assert drawn == [row for row in kept if row["id"].startswith(f"g{turn:02}-")]


def test_rough_questions_keep_their_figures_and_their_place() -> None:
    from random import Random

    for seed in range(20):
        typed = questions.rough("Combien coûte la fiche 2.1 dans le CLS du Haut-Tavmotot ?", Random(seed))
        assert "2.1" in typed
        assert typed.endswith("haut-tavmotot")
        assert typed == typed.lower()


def test_every_set_that_brings_its_documents_has_them() -> None:
    for one in default_sets():
        if one.documents:
            stems = {path.stem for path in one.documents.iterdir()}
            assert {evidence.document for case in one.cases for evidence in case.evidence} <= stems
