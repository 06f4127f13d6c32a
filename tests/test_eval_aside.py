"""Sets with documents of their own: measured in another process, as they would be in this one."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.records import Status
from eval import aside
from eval.cases import Case, Evidence
from eval.measure import Parts, indexed
from eval.run import Results
from eval.sets import CaseSet, default_sets
from ingest.settings import Settings
from tests.fakes import FakeEncoder

PLAIN = Parts(baselines=False, ablations=False, pause=0.0)
CONTRACT = """Contrat local de santé du Pays d'Ormont 2031-2035

Article 1 : Les signataires
Le présent contrat est conclu entre l'Agence régionale de santé et la commune d'Ormont.

Fiche action 1 : Marcher ensemble
Porteur : commune d'Ormont
Coût : 1 234 € par an, financé par l'ARS
"""


@pytest.fixture
def case_set(tmp_path: Path) -> CaseSet:
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "cls-ormont.txt").write_text(CONTRACT, encoding="utf-8")
    evidence = (Evidence("cls-ormont", (1,), ("1 234 €",)),)
    case = Case("t-1", "Combien coûte la fiche 1 ?", "money", Status.ANSWERED, (), evidence)
    return CaseSet("ormont", (case,), folder)


def _told(results: list[Results]) -> list[tuple[str, str, str, float]]:
    return [(one.name, row.status, row.answer, row.scores["right"].value) for one in results for row in one.answers]


@pytest.mark.slow
def test_another_process_finds_what_this_one_does(case_set: CaseSet, settings: Settings, tmp_path: Path) -> None:
    ticks: list[str] = []
    with aside.beside([case_set], settings, tmp_path / "beside.npz", PLAIN, ticks.append) as found:
        there = _told(found())
    here = _told(aside.measured_with_documents([case_set], settings, tmp_path / "here.npz", PLAIN, lambda _: None))
    assert there == here
    assert "1 234 €" in there[0][2]
    assert ticks.count("réponses") == 1
    assert (tmp_path / "beside.npz").is_file()


def test_a_document_that_no_question_of_the_set_is_about_is_not_read(case_set: CaseSet, settings: Settings) -> None:
    assert case_set.documents is not None
    (case_set.documents / "cls-autre.txt").write_text(CONTRACT.replace("Ormont", "Ailleurs"), encoding="utf-8")
    encoder = FakeEncoder()
    with indexed(case_set.documents, settings, encoder, only=frozenset({"cls-ormont"})) as store:
        assert [document.file_name for document in store.snapshot().documents] == ["cls-ormont.txt"]
    with indexed(case_set.documents, settings, encoder) as store:
        assert len(store.snapshot().documents) == 2


def test_each_set_with_documents_is_measured_on_those_that_its_questions_are_about() -> None:
    for one in default_sets():
        assert bool(one.only) is (one.documents is not None)
        stems = {path.stem for path in one.documents.iterdir()} if one.documents else set()
        assert one.only <= stems


def test_no_set_starts_no_process(settings: Settings, tmp_path: Path) -> None:
    with aside.beside([], settings, tmp_path / "none.npz", PLAIN, lambda _: None) as found:
        assert found() == []
    assert not (tmp_path / "none.npz").exists()


def test_one_core_measures_in_place(
    case_set: CaseSet, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: 1)
    monkeypatch.setattr(aside, "get_context", lambda _: pytest.fail("a process was started"))
    monkeypatch.setattr(aside, "measured_with_documents", lambda *_: ["here"])
    with aside.beside([case_set], settings, tmp_path / "one.npz", PLAIN, lambda _: None) as found:
        assert found() == ["here"]
