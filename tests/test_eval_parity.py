"""Notices and originals asked the same questions: what differs is named, what each lacks is said."""

from __future__ import annotations

from pathlib import Path

from assistant.records import Answer, Question, Status
from eval.cases import Case, Fact, FactKind
from eval.measure import indexed
from eval.parity import pairs, report
from ingest.settings import Settings
from tests.contracts import TEXTS, write
from tests.fakes import FakeEncoder

SIGNED = Case("p-1", "Quand ?", "dates", Status.ANSWERED, facts=(Fact(FactKind.AMOUNT, 4821, "EUR", "annual"),))
SILENT = Case("p-2", "Qui est le maire ?", "unanswerable", Status.NOT_FOUND)


class Says:
    """An assistant that always says the same."""

    def __init__(self, answer: Answer) -> None:
        self._answer = answer

    def ask(self, question: Question) -> Answer:
        return self._answer


def test_what_a_notice_lacks_is_named() -> None:
    full = Says(Answer(Status.ANSWERED, "Elle coûte 4 821 € par an."))
    bare = Says(Answer(Status.ANSWERED, "Elle a un coût."))
    mute = Says(Answer(Status.NOT_FOUND, "Les documents lus ne le disent pas."))
    same = report(pairs([SIGNED, SILENT], full, full))
    assert same == ("2 questions ; même verdict : 2 ; mêmes faits : 1 sur 1 ; la notice dit moins que l'original : 0")
    less = report(pairs([SIGNED], full, bare)).splitlines()
    assert less[0].startswith("1 questions ; même verdict : 1 ; mêmes faits : 0 sur 1")
    assert less[0].endswith("moins que l'original : 1")
    assert less[1].startswith("p-1 : 1.00 / 0.00 (")
    none = report(pairs([SIGNED], full, mute))
    assert "p-1 : answered / not_found : Quand ?" in none


def test_of_a_folder_with_a_catalogue_only_the_documents_are_read(tmp_path: Path, settings: Settings) -> None:
    folder = write(tmp_path / "corpus", TEXTS)
    (folder / "catalogue.toml").write_text("", encoding="utf-8")
    (folder / "build.py").write_text("print()", encoding="utf-8")
    with indexed(folder, settings, FakeEncoder()) as store:
        assert len(store.snapshot().documents) == len(TEXTS)
