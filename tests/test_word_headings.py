"""Headings that only their place or others of their wording tell, and items of a list that are none."""

from __future__ import annotations

import pytest

from ingest.records import Page
from ingest.structure.lines import body, mark_skipped
from ingest.structure.outline import outline

SENTENCE = "Il agit chaque année avec tous ses partenaires, dans chaque commune du territoire."


def titles(*texts: str) -> list[str]:
    """The titles of the sections of a document of these pages."""
    pages = [Page(number, text) for number, text in enumerate(texts, 1)]
    return [section.title for section in outline(body(mark_skipped(pages))).sections]


def test_headings_of_one_wording_are_headings_however_long() -> None:
    bodies = (
        "du Département de l'Arvière",
        "de la Caisse d'allocations familiales de l'Arvière et de ses antennes du nord (CAF)",
        "de l'Union régionale des professionnels de santé, dans ses six collèges réunis (URPS)",
    )
    text = "\n\n".join(f"• L'engagement {body} au service de la prévention\n\n{SENTENCE}" for body in bodies)
    assert titles(text) == [f"L'engagement {body} au service de la prévention" for body in bodies]


def test_two_sentences_that_begin_alike_are_no_headings() -> None:
    text = "\n\n".join(
        f"• L'engagement {body} au service de la prévention des risques est renouvelé, sans limite de durée."
        for body in ("du Département", "de la Région", "de la Ville")
    )
    assert titles(text) == []


@pytest.mark.parametrize(
    ("top", "taken"),
    [
        ("Offre hospitalière", True),
        ("Prévention", True),
        ("Offre hospitalière et 12 lits", False),
        ("Offre hospitalière.", False),
        ("offre hospitalière", False),
    ],
)
def test_a_title_alone_at_the_top_of_a_page_opens_a_section(top: str, taken: bool) -> None:
    first = f"Présentation du territoire\n\n{SENTENCE}\n- Un âge moyen élevé"
    assert titles(first, f"{top}\n\nM C O\n\nHôpital d'Arvière\n\n{SENTENCE}") == [
        "Présentation du territoire",
        *([top] if taken else []),
    ]


def test_what_goes_on_over_the_page_is_no_title() -> None:
    first = "\n".join(("Présentation du territoire\n", *5 * (SENTENCE,), "Tous sont réunis par la"))
    assert titles(first, f"Maison des Aînés\n\n{SENTENCE}") == ["Présentation du territoire"]


def test_an_item_that_announces_others_is_no_heading_among_items() -> None:
    items = (
        "- Une population âgée\n- Des médecins peu nombreux\n- Une offre rare :\nPeu de dentistes\nPeu de sages-femmes"
    )
    assert titles(f"Constats principaux\n\n{items}\n\n{SENTENCE}") == ["Constats principaux"]


def test_bulleted_headings_that_announce_lists_are_headings() -> None:
    text = f"• Les signataires :\n- l'ARS\n- la CPAM\n• Les partenaires :\n- le Département\n\n{SENTENCE}"
    assert titles(text) == ["Les signataires", "Les partenaires"]


def test_a_date_of_signature_on_the_title_page_ends_nothing() -> None:
    cover = "Contrat local de santé\nPays d'Arvière\n2031 – 2036\nSigné à Arvière le 12 mars 2031"
    text = f"1. Présentation du contrat\n{SENTENCE}\nLa gouvernance du contrat\n{SENTENCE}\n{SENTENCE}"
    assert titles(cover, text) == ["1. Présentation du contrat", "La gouvernance du contrat"]
