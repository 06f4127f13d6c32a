"""Sheets that bear a title and no number, told by the label that opens each of them."""

from __future__ import annotations

import pytest

from ingest.facts.sheets.actions import actions
from ingest.records import Page, SectionKind
from ingest.structure.lines import body
from ingest.structure.outline import outline
from tests.facts.readings import reading_of

SHEET = (
    "{title}\nConstat\nLes habitants renoncent.\nPorteur\nCIAS {k}\nPublic\nTous\nBudget\n{k} 000 €\n"
    "Indicateurs\nNombre de pas\n"
)
TITLES = ("Marcher en ville", "Former les élus", "Ouvrir un centre de soins")


def sheets(text: str) -> list[str]:
    found = outline(body([Page(1, text)])).sections
    return [s.title for s in found if s.kind is SectionKind.SHEET]


def contract(titles: tuple[str, ...] = TITLES) -> str:
    return "".join(SHEET.format(title=title, k=k) for k, title in enumerate(titles, 1))


def test_the_line_above_the_first_label_is_the_title() -> None:
    assert sheets(contract()) == list(TITLES)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(contract(TITLES[:2]), id="two are no series"),
        pytest.param(contract(("Fiche", "Fiche", "Fiche")), id="one title for all"),
        pytest.param(contract().replace("Porteur\n", "").replace("Public\n", ""), id="too few fields"),
        pytest.param(contract(("le bourg.", "la ville ;", "les élus,")), id="sentences are no titles"),
    ],
)
def test_what_is_no_series_of_sheets(text: str) -> None:
    assert sheets(text) == []


def test_an_action_without_a_number_is_read_whole() -> None:
    found = actions(reading_of(["Contrat local de santé\ndu Val d’Aurence\n2031-2033", contract()]))
    assert [(a.number, a.titles[0].value, a.leads[0].value, a.funding[0].amount) for a in found] == [
        ("", title, f"CIAS {k}", k * 1000) for k, title in enumerate(TITLES, 1)
    ]
