"""What the command line prints: answers, outcomes and documents as lines."""

from __future__ import annotations

from dataclasses import replace

import pytest

from api import listing
from assistant.records import Answer, Citation, Scope, Status
from ingest.records import Metadata, Original, Outcome, Page, PageOrigin, ReadState
from tests.contracts import loaded, snapshot_of

SNAPSHOT = snapshot_of()
CITATION = Citation(1, "d", "Contrat", 6, "Fiche action 2.1 › Financement", "4 120 €", 0, 7, "/documents/d?page=6")


def test_an_answer_is_its_text_its_note_its_sources_and_what_else_can_be_asked() -> None:
    found = Answer(
        Status.ANSWERED,
        "La fiche coûte 4 120 € [1].",
        (CITATION, replace(CITATION, number=2, section="", page=7)),
        scope=Scope((), "contrat en vigueur"),
        suggestions=("Et la 2.2 ?",),
    )
    assert listing.answer(found) == (
        "La fiche coûte 4 120 € [1].\n\n(contrat en vigueur)\n\nSources :\n"
        "[1] Contrat, page 6, Fiche action 2.1 › Financement\n[2] Contrat, page 7\n\n"
        "Vous pouvez demander :\n- Et la 2.2 ?"
    )


def test_a_bare_answer_is_its_text_alone() -> None:
    assert listing.answer(Answer(Status.NOT_FOUND, "Rien.")) == "Rien."


@pytest.mark.parametrize(
    ("outcome", "line"),
    [
        (
            Outcome("a.pdf", ReadState.READY, "added", pages=53, passages=210),
            "a.pdf : ajouté, lu, 53 pages, 210 passages",
        ),
        (
            Outcome("a.txt", ReadState.READY, "unchanged", pages=1, passages=1),
            "a.txt : inchangé, lu, 1 page, 1 passage",
        ),
        (Outcome("a.txt", ReadState.READY, "removed"), "a.txt : retiré"),
        (
            Outcome("a.pdf", ReadState.ENCRYPTED, "rejected", message="Enlevez le mot de passe."),
            "a.pdf : non lu (protégé par mot de passe) — Enlevez le mot de passe.",
        ),
        (
            Outcome("a.pdf", ReadState.PARTIAL, "replaced", pages=2, passages=0, warnings=("Page 2 sans texte.",)),
            "a.pdf : remplacé, lu en partie, 2 pages, 0 passage — Page 2 sans texte.",
        ),
    ],
)
def test_an_outcome_is_one_line(outcome: Outcome, line: str) -> None:
    assert list(listing.outcomes([outcome])) == [line]


def test_each_state_and_each_change_has_its_french_words() -> None:
    assert set(listing._STATES) == set(ReadState)
    for change in ("added", "replaced", "unchanged", "removed", "rejected"):
        assert change not in "".join(listing.outcomes([Outcome("a", ReadState.READY, change)]))


def test_a_document_is_one_line() -> None:
    assert list(listing.documents(SNAPSHOT.documents))[-1] == (
        "Contrat local de santé du Val Brumeux 2024-2029 (lu, 4 pages, Val Brumeux 2024-2029) — val-brumeux.txt"
    )
    notice = Metadata("Notice", "contrat", "A", "2031-2036", notice_of=Original("CLS", "contrat", "A", "2031-2036"))
    [line] = listing.documents([loaded("n.txt", "Texte", metadata=notice).document])
    assert line == "Notice (lu, 1 page, A 2031-2036, notice) — n.txt"
    [line] = listing.documents([loaded("x.pdf", "", state=ReadState.DAMAGED).document])
    assert line == "x.pdf (abîmé) — x.pdf"


def test_a_document_is_a_json_object_without_its_path() -> None:
    document = SNAPSHOT.documents[-1]
    row = listing.document_row(replace(document, source="/secret/a.txt", pages=(Page(1, "x", PageOrigin.OCR),)))
    assert row == {
        "id": document.id,
        "title": "Contrat local de santé du Val Brumeux 2024-2029",
        "kind": "contrat",
        "territory": "Val Brumeux",
        "period": "2024-2029",
        "contract": "val-brumeux-2024-2029",
        "language": "fr",
        "file_name": "val-brumeux.txt",
        "state": "ready",
        "pages": 1,
        "pages_by_ocr": [1],
        "passages": document.passage_count,
        "warnings": [],
        "message": None,
        "ingested_at": "",
    }
