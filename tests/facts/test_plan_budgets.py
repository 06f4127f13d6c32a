"""Tables of money in a plan: amounts by year or by payer, under a caption, beside the table of the actions."""

from __future__ import annotations

import pytest

from ingest.facts.plans.rows import plan_actions
from ingest.facts.records import Action
from tests.facts.readings import reading_of, stands

Line = tuple[str, str, float | None, str]
YEARS = """N° | Action | Pilote | 2031 | 2032 | 2033 | Total 2031-2033
1.1 | Attirer des internes | CPTS | 1 000 € | 2 000 € | 3 000 € | 6 000 €
1.2 | Former les agents | Pays | {} | | |
"""
PAYERS = """Action | ARS | Région | Total
1.1 Attirer des internes | 4 000 € | 2 000 € | 6 000 €
1.2 Former les agents | 1 000 € | – | 1 000 €
"""


def planned(*pages: str) -> tuple[Action, ...]:
    """The actions of these pages, every line of their money proved."""
    reading = reading_of(pages)
    found = plan_actions(reading)
    assert all(stands(reading, line.evidence) for action in found for line in action.funding)
    return found


def lines(action: Action) -> list[Line]:
    """State, role, amount, and the year or the payer of each line."""
    return [(x.state.value, x.role.value, x.amount, x.year or x.payer) for x in action.funding]


def test_a_figure_and_a_letter_number_an_action() -> None:
    interns, agents = planned("N° | Action | Pilote\n1a | Attirer des internes | CPTS\n1B | Former les agents | Pays\n")
    assert (interns.number, agents.number) == ("1.A", "1.B")


def test_the_column_that_sums_up_the_years_is_the_total_of_the_whole_time() -> None:
    interns, _ = planned(YEARS.format("À définir"))
    assert lines(interns) == [
        ("amount", "year", 1000, "2031"),
        ("amount", "year", 2000, "2032"),
        ("amount", "year", 3000, "2033"),
        ("amount", "total", 6000, ""),
    ]
    assert interns.funding[-1].period == "global"


@pytest.mark.parametrize(
    ("words", "state"),
    [("Sans financement dédié", "none"), ("À définir", "to_be_set")],
)
def test_words_across_the_columns_of_years_are_of_all_the_money(words: str, state: str) -> None:
    _, agents = planned(YEARS.format(words))
    assert lines(agents) == [(state, "total", None, "")]


def test_an_amount_in_the_column_of_one_year_alone_is_that_year_s() -> None:
    _, agents = planned(YEARS.format("1 500 €"))
    assert lines(agents) == [("amount", "year", 1500, "2031")]


def test_columns_headed_by_payers_over_amounts_are_shares_beside_a_total() -> None:
    interns, agents = planned(PAYERS)
    assert lines(interns) == [
        ("amount", "share", 4000, "ARS"),
        ("amount", "share", 2000, "Région"),
        ("amount", "total", 6000, ""),
    ]
    assert lines(agents) == [("amount", "share", 1000, "ARS"), ("amount", "total", 1000, "")]


@pytest.mark.parametrize(
    "table",
    [
        PAYERS.replace("ARS | Région", "Printemps | Été"),
        PAYERS.replace("4 000 € | 2 000 € | 6 000 €", "oui | oui | non"),
        PAYERS.replace(" €", ""),
        PAYERS.replace("Total", "Avis").replace("6 000 €", "bon"),
    ],
)
def test_without_payers_or_amounts_a_row_heads_no_money(table: str) -> None:
    assert planned(table) == ()


BARE = """{}
N° | Action | Pilote | 2031 | 2032
1.1 | Attirer des internes | CPTS | 1 000 | 2 000
"""


def test_a_caption_says_that_bare_numbers_are_money_and_planned() -> None:
    [interns] = planned(BARE.format("Budget prévisionnel des actions (en euros)"))
    assert lines(interns) == [("amount", "year", 1000, "2031"), ("amount", "year", 2000, "2032")]
    assert {line.nature for line in interns.funding} == {"estimated"}


def test_a_caption_of_money_that_plans_nothing_leaves_its_nature_open() -> None:
    [interns] = planned(BARE.format("Dépenses des actions (en euros)"))
    assert lines(interns)[0] == ("amount", "year", 1000, "2031")
    assert {line.nature for line in interns.funding} == {""}


def test_under_another_caption_bare_numbers_are_no_money() -> None:
    [interns] = planned(BARE.format("Nombre de personnes attendues"))
    assert all(line.amount is None for line in interns.funding)


def test_a_caption_says_that_what_each_pays_is_for_the_whole_time() -> None:
    interns, _ = planned(f"Financement sur la durée du contrat\n{PAYERS}")
    assert {line.period for line in interns.funding} == {"global"}
    without, _ = planned(PAYERS)
    assert [line.period.value for line in without.funding] == ["", "", "global"]


def test_what_a_year_costs_is_not_for_the_whole_time() -> None:
    [interns] = planned(BARE.format("Budget sur la durée du contrat (en euros)"))
    assert [(line.year, line.period.value) for line in interns.funding] == [("2031", ""), ("2032", "")]


def test_a_row_of_several_cells_is_no_caption() -> None:
    [interns] = planned(BARE.format("Coûts | Euros"))
    assert all(line.amount is None for line in interns.funding)


def test_a_total_beside_one_year_does_not_say_of_which_time_it_is() -> None:
    header = "N° | Action | Pilote | Coût 2031 (€) | Montant total"
    [interns] = planned(f"{header}\n1.1 | Attirer des internes | CPTS | 1 000 | 6 000\n")
    assert [(line.role.value, line.period.value) for line in interns.funding] == [("year", ""), ("total", "")]


PLAN = """Axe 1 : Accès aux soins

N° | Action | Pilote | Partenaires | Coût
1.1 | Attirer des internes | CPTS | ARS, MSA | 12 000 €
1.2 | Former les agents | Pays | CPAM | 4 500 €
"""
MONEY = """Budget

N° | Action | Pilote | Coût
1.1 | Attirer des internes | CPTS | {}
1.2 | Former les agents | Pays | 4 500 €
"""


def test_the_rows_of_a_table_of_money_without_axes_are_the_plan_s() -> None:
    found = planned(PLAN, MONEY.format("12 000 €"))
    assert [(action.axis, action.number) for action in found] == [("1", "1.1"), ("1", "1.2")]


def test_a_line_that_two_tables_say_stands_once_with_both_proofs() -> None:
    interns, _ = planned(PLAN, MONEY.format("12 000 €"))
    assert lines(interns) == [("amount", "total", 12000, "")]
    assert {piece.page for piece in interns.funding[0].evidence} == {1, 2}


def test_two_amounts_of_two_tables_stand_both() -> None:
    interns, _ = planned(PLAN, MONEY.format("13 000 €"))
    assert [line.amount for line in interns.funding] == [12000, 13000]


@pytest.mark.parametrize("total", ["Ensemble des actions", "Ensemble du plan"])
def test_the_row_of_all_actions_is_a_total_and_no_action(total: str) -> None:
    found = planned(f"Action | Pilote | Coût\nAttirer des internes | CPTS | 9 000 €\n{total} | | 9 000 €\n")
    assert [action.titles[0].value for action in found] == ["Attirer des internes"]


def test_an_action_for_all_is_no_total() -> None:
    found = planned("Action | Pilote | Coût\nEnsemble, bougeons plus | CPTS | 9 000 €\n")
    assert [action.titles[0].value for action in found] == ["Ensemble, bougeons plus"]
