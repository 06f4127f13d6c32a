"""Headings by which a contract speaks of itself again, behind its last sheet."""

from __future__ import annotations

import pytest

from ingest.records import Page
from ingest.structure.closing import closes_sheets
from ingest.structure.lines import body
from tests.test_outline import FIELDS, sections

TOLD = "Des ateliers sont ouverts chaque mois dans les communes."
SHEETS = f"Fiche action 1.1 : Former\n{FIELDS}\nFiche action 1.2 : Agir\n{FIELDS}\n{TOLD}"
SENTENCE = "Les parties suivent le contrat et se réunissent chaque année."


def closes(above: str, heading: str, below: str, *, gap: str = "\n\n") -> bool:
    """Whether the heading between these lines closes the sheets."""
    return closes_sheets(body((Page(1, f"{above}{gap}{heading}\n{below}\n"),)))


@pytest.mark.parametrize(
    "heading",
    [
        "Les engagements",
        "La durée du contrat",
        "Notre organisation",
        "L’évaluation",
        "Vie du contrat",
        "Suivi et évaluation du contrat local de santé",
        "Partie III – La gouvernance",
    ],
)
def test_what_a_contract_says_of_itself(heading: str) -> None:
    assert closes(TOLD, heading, SENTENCE)


@pytest.mark.parametrize("heading", ["Évaluation", "Les partenaires", "Suivi et évaluation", "La durée :", "la durée"])
def test_a_field_of_a_sheet_closes_none(heading: str) -> None:
    assert not closes(TOLD, heading, SENTENCE)


def test_it_stands_apart_behind_a_sentence_and_above_one() -> None:
    assert not closes(TOLD, "Les engagements", SENTENCE, gap="\n")
    assert not closes("Des ateliers", "Les engagements", SENTENCE)
    assert not closes(TOLD, "Les engagements", "Néant")
    assert not closes(TOLD, "Les engagements", "les parties suivent le contrat et se réunissent.")


def test_it_ends_the_last_sheet() -> None:
    found = sections(f"{SHEETS}\n\nLes engagements\n{SENTENCE}")
    assert found[-1] == ("part", "", "Les engagements")
    over_the_page = sections(SHEETS, f"La durée du contrat\n{SENTENCE}")
    assert over_the_page[-1] == ("part", "", "La durée du contrat")


def test_it_ends_no_sheet_that_another_follows_nor_stands_twice() -> None:
    first = f"Fiche action 1.1 : Former\n{FIELDS}\n{TOLD}\n\nLes engagements\n{SENTENCE}\n"
    assert "Les engagements" not in [title for *_, title in sections(f"{first}Fiche action 1.2 : Agir\n{FIELDS}")]
    twice = sections(f"{SHEETS}\n\nLes engagements\n{SENTENCE}\n\nLes engagements\n{SENTENCE}")
    assert "Les engagements" not in [title for *_, title in twice]
