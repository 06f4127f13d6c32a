"""The record of a contract in parts: what is long has a page of its own, and words are found in all of it."""

from __future__ import annotations

import pytest

from api.record_schemas import ContractDetailOut
from api.record_views import RecordView
from api.web.figures import FigureTable, figure_tables
from api.web.proofs import letter_of, place_of, same_words
from api.web.record_page import cards, contested
from api.web.record_parts import parts, sliced, values_of
from api.web.record_search import search
from tests.facts.records_samples import CONTRACT_ID, library


@pytest.fixture
def detail() -> ContractDetailOut:
    understood = library().contract(CONTRACT_ID)
    assert understood
    return RecordView(understood.documents).contract(understood)


def test_what_is_short_stands_on_the_first_page_and_what_is_long_on_its_own(detail: ContractDetailOut) -> None:
    short = parts(detail, figure_tables(detail.figures))
    assert [one.id for one in short] == [
        "parties", "perimetre", "actions", "engagements", "chiffres", "contradictions", "documents",
    ]  # fmt: skip
    assert {one.page for one in short} == {""}
    assert short[-2].address == f"/contrats/{CONTRACT_ID}#contradictions"
    detail.contradictions *= 6
    detail.commitments *= 9
    detail.figures *= 13
    long = {one.id: one for one in parts(detail, figure_tables(detail.figures))}
    assert [one.page for one in long.values() if one.page] == ["engagements", "chiffres", "contradictions"]
    assert long["contradictions"].address == f"/contrats/{CONTRACT_ID}/contradictions"
    assert long["engagements"].summary.startswith("La gouvernance, qui s'engage à quoi")


def test_a_part_of_which_nothing_is_said_is_not_named(detail: ContractDetailOut) -> None:
    detail.figures, detail.contradictions, detail.actions, detail.axes = [], [], [], []
    assert [one.id for one in parts(detail, ())] == ["parties", "perimetre", "engagements", "documents"]


@pytest.mark.parametrize(
    ("sizes", "pages"),
    [
        ((), [[]]),
        ((3, 4), [[3, 4]]),
        ((3, 6, 2), [[3], [6, 2]]),
        ((25,), [[8], [8], [8], [1]]),
        ((7, 9, 1), [[7], [8], [1, 1]]),
    ],
)
def test_tables_are_paged_whole_where_they_fit(
    detail: ContractDetailOut, sizes: tuple[int, ...], pages: list[list[int]]
) -> None:
    figure = detail.figures[0]
    tables = [FigureTable(str(n), ("",), tuple((str(row), (figure,)) for row in range(n))) for n in sizes]
    told = [[values_of([table]) for table in page] for page in sliced(tables, 8)]
    assert told == pages
    assert sum(map(sum, told)) == sum(sizes)


@pytest.mark.parametrize(
    ("words", "where"),
    [
        ("gers", ["Signataires", "Signataires"]),
        ("INTERNES", ["Fiche 1.1", "Fiche 1.1 › Indicateurs", "Fiche 1.1 › PRS"]),
        ("étudiants", ["Fiche 1.1 › Public"]),
        ("fiche 1.1 etudiants", ["Fiche 1.1 › Public"]),
        ("chômage", ["Chiffres du diagnostic"]),
        ("lunac", ["Périmètre › CCTS"]),
        ("4 791,50", ["Fiche 1.1 › Financement"]),
        ("hélicoptère", []),
        ("  ", []),
    ],
)
def test_words_are_found_wherever_the_record_says_them(detail: ContractDetailOut, words: str, where: list[str]) -> None:
    found = search(detail, cards(detail), words)
    assert [one.where for one in found] == where
    assert all(one.evidence for one in found)
    assert all((one.sheet == "1.1") is one.where.startswith("Fiche 1.1") for one in found)


def test_contradictions_are_told_under_what_decides_between_them(detail: ContractDetailOut) -> None:
    first = detail.contradictions[0]
    other = first.model_copy(update={"subject": "fiche action 9.9", "field": "porteurs"})
    assert contested([first, other]) == (
        (first.reason, (f"{first.subject} ({first.field})", "fiche action 9.9 (porteurs)")),
    )


def test_a_page_for_paper_says_where_a_value_stands_in_letters(detail: ContractDetailOut) -> None:
    one = detail.signatories[0].evidence[0]
    assert place_of(one, {one.document: ""}) == f"p.\N{NO-BREAK SPACE}{one.page}"
    assert place_of(one, {one.document: "B"}) == f"B, p.\N{NO-BREAK SPACE}{one.page}"
    assert [letter_of(at) for at in (0, 25, 26, 52)] == ["A", "Z", "AA", "BA"]


@pytest.mark.parametrize(
    ("quote", "text", "is_same"),
    [
        ("L'avenant\nest signé.", "l’avenant est signé", True),
        ("« L'avenant »", "L'avenant", True),
        ("L'avenant de 2031", "L'avenant", False),
        ("1 500 €", "1 600 €", False),
    ],
)
def test_a_quote_that_is_the_value_itself_is_not_said_twice(quote: str, text: str, is_same: bool) -> None:
    assert same_words(quote, text) is is_same
