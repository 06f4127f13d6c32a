"""Places beside quotes, on pages that a scan spoilt and on others."""

from __future__ import annotations

from dataclasses import replace

from assistant.quotations.section_names import is_spoilt, shown_path
from ingest.records import Section, SectionKind
from tests.fakes import document

CLEAN = document("contrat-a", "Article 9 : Résiliation et recours", "Le contrat peut être résilié.")
SPOILT = document(
    "contrat-b", "Article 9 : Rêslllation", "I'une des parties, I'autre partie, I'ARS et I'État sont d'accord."
)
PATH = ("Article 9 : Rêslllation et recourc",)


def test_a_heading_is_shown_as_printed() -> None:
    assert not is_spoilt(CLEAN, 1)
    assert shown_path(("Titre", "Article 9 : Résiliation"), CLEAN, 1) == "Titre › Article 9 : Résiliation"


def test_on_a_spoilt_page_an_article_goes_by_its_number() -> None:
    assert is_spoilt(SPOILT, 1)
    assert shown_path(PATH, SPOILT, 1) == "Article 9"
    assert shown_path(("Signatures",), SPOILT, 1) == "Signatures"


def test_a_heading_in_words_from_pages_before_is_left_out() -> None:
    part = Section(SectionKind.PART, "La télésanté", ("La télésanté",), (1, 0), (4, 10))
    article = Section(SectionKind.ARTICLE, "Article 2", ("La télésanté", "Article 2"), (1, 0), (4, 10), "2")
    held = replace(CLEAN, sections=(part, article))
    assert shown_path(("La télésanté",), held, 2) == "La télésanté"
    assert shown_path(("La télésanté",), held, 3) == ""
    assert shown_path(("La télésanté", "Article 2"), held, 3) == "Article 2"
