"""Tables of the money of all actions: by payer, by year, turned, in bands, a row for each payer; their sums checked."""

from __future__ import annotations

import pytest

from ingest.facts.assemble import read_facts
from ingest.facts.records import AmountPeriod, ContractRecord, FundingState, LineRole, Place
from tests.facts.readings import reading_of, stands

COVER = "Contrat local de santé\ndu Val d’Aurence\n2031-2033"
SHEETS = (
    "Fiche action 1.1 : Ouvrir une permanence de soins dentaires\n\nPilote : CPTS des Deux Rives\n\n"
    "Public : Habitants\n\n"
    "Financement : {one}\n\nIndicateurs : nombre de patients reçus\n\n"
    "Fiche action 1.2 : Former des aidants à la maladie\n\nPilote : Ville d’Orvanne\n\nPublic : Aidants\n\n"
    "Financement : voir l’annexe financière\n\nIndicateurs : nombre d’aidants formés\n"
)
BY_PAYER = (
    "Annexe 3 – Maquette financière\n\nMontants en euros, sur la durée du contrat\n\n"
    "Action | ARS (FIR) | Région | Ville et EPCI | Total\n"
    "1.1 Ouvrir une permanence de soins dentaires | 20 000 | 10 000 | – | 30 000\n"
    "1.2 Former des aidants à la maladie | 4 000 |  | valorisation | 4 000\n"
    "Total | 24 000 | 10 000 | 0 | 34 000\n"
)
Line = tuple[str, str, float | None, str, str]


def record(annex: str, one: str = "voir l’annexe") -> ContractRecord:
    reading = reading_of([COVER, SHEETS.format(one=one), annex])
    found, failed = read_facts(reading)
    assert not failed
    every = [*found.funding, *(line for action in found.actions for line in action.funding)]
    assert all(stands(reading, line.evidence) for line in every)
    return found


def lines(found: ContractRecord, number: str = "") -> list[Line]:
    own = next((a.funding for a in found.actions if a.number == number), found.funding)
    told = [
        (line.role.value, line.payer, line.amount, line.period.value, line.year)
        for line in own
        if line.place is Place.SUMMARY
    ]
    return sorted(told, key=lambda line: (["total", "share", "year"].index(line[0]), bool(line[1])))


def test_who_pays_what_for_each_action_and_in_all() -> None:
    found = record(BY_PAYER)
    assert lines(found, "1.1") == [
        ("total", "", 30000, "global", ""),
        ("share", "ARS", 20000, "global", ""),
        ("share", "Région", 10000, "global", ""),
    ]
    assert found.actions[0].funding[1].instrument == "FIR"
    assert lines(found, "1.2") == [
        ("total", "", 4000, "global", ""),
        ("share", "ARS", 4000, "global", ""),
        ("share", "Ville et EPCI", None, "", ""),
    ]
    assert lines(found) == [
        ("total", "", 34000, "global", ""),
        ("share", "ARS", 24000, "global", ""),
        ("share", "Région", 10000, "global", ""),
    ]


@pytest.mark.parametrize(
    "annex",
    [
        "Plan de financement prévisionnel\n\nEn k€, pour la durée du contrat\n\n"
        "Financeurs | Action 1.1 | Action 1.2 | Total\n"
        "ARS | 20 | 4 | 24\nRégion | 10 | - | 10\nTotal | 30 | 4 | 34\n",
        "Maquette budgétaire du contrat\n\nRépartition sur la durée du contrat\n\n"
        "N° | Intitulé | Participation de l’ARS | Conseil régional | Coût total\n"
        "1.1 | Ouvrir une permanence de soins dentaires | 20 000 € | 10 000 € | 30 000 €\n"
        "1.2 | Former des aidants à la maladie | 4 000 € | néant | 4 000 €\n",
    ],
)
def test_the_same_in_other_layouts(annex: str) -> None:
    found = record(annex)
    assert [line[:1] + line[2:] for line in lines(found, "1.1")] == [
        ("total", 30000, "global", ""),
        ("share", 20000, "global", ""),
        ("share", 10000, "global", ""),
    ]
    assert [line[2] for line in lines(found, "1.2") if line[2]] == [4000, 4000]


def test_years_payers_of_years_and_rows_of_payers() -> None:
    years = record(
        "Budget du contrat (en euros)\n\nFiche action | 2031 | 2032 | Total 2031-2033\n"
        "1.1 Ouvrir une permanence de soins dentaires | 8 000 | 12 000 | 20 000\n"
        "1.2 Former des aidants à la maladie | à définir | 3 000 | 3 000\nEnsemble | 8 000 | 15 000 | 23 000\n"
    )
    assert lines(years, "1.1") == [
        ("total", "", 20000, "global", ""),
        ("year", "", 8000, "", "2031"),
        ("year", "", 12000, "", "2032"),
    ]
    priced = [line for line in lines(years, "1.2") if line[2]]
    assert priced == [("total", "", 3000, "global", ""), ("year", "", 3000, "", "2032")]
    bands = record(
        "Maquette financière (en €)\n\nAction | ARS 2031 | Région 2031 | ARS 2032 | Région 2032 | Total\n"
        "1.1 Ouvrir une permanence de soins dentaires | 5 000 | 1 000 | 5 000 | – | 11 000\n"
        "1.2 Former des aidants à la maladie | 2 000 | – | – | – | 2 000\n"
    )
    assert lines(bands, "1.1") == [
        ("total", "", 11000, "global", ""),
        ("year", "ARS", 5000, "", "2031"),
        ("year", "Région", 1000, "", "2031"),
        ("year", "ARS", 5000, "", "2032"),
    ]


def test_the_whole_by_payer_and_year_is_the_contract_s() -> None:
    found = record(
        "Maquette financière du contrat\n\nPar financeur et par année (en euros)\n\n"
        "Financeur | 2031 | 2032 | Total\nARS | 8 000 | 9 000 | 17 000\nMutualité | 1 000 | – | 1 000\n"
        "Total | 9 000 | 9 000 | 18 000\n"
    )
    assert lines(found) == [
        ("total", "", 18000, "global", ""),
        ("share", "ARS", 17000, "global", ""),
        ("share", "Mutualité", 1000, "global", ""),
        ("year", "", 9000, "", "2031"),
        ("year", "", 9000, "", "2032"),
        ("year", "ARS", 8000, "", "2031"),
        ("year", "ARS", 9000, "", "2032"),
        ("year", "Mutualité", 1000, "", "2031"),
    ]
    assert {line.state for action in found.actions for line in action.funding} <= {
        FundingState.NOT_STATED,
        FundingState.TO_BE_SET,
        FundingState.FUNDER_ONLY,
    }


def test_parts_that_make_more_than_their_sum_are_not_said() -> None:
    wrong = BY_PAYER.replace("| 10 000 | – | 30 000", "| 10 000 | 9 000 | 30 000").replace("4 000\n", "3 000\n")
    assert lines(record(wrong), "1.1") == []


def test_the_time_of_a_table_without_words_for_it_is_told_by_the_sheet() -> None:
    annex = BY_PAYER.replace(", sur la durée du contrat", "")
    assert {line[3] for line in lines(record(annex, "10 000 € par an"), "1.1")} == {"global"}
    assert {line[3] for line in lines(record(annex), "1.1")} == {""}


def test_a_sum_that_the_sheet_gives_otherwise_is_a_contradiction_and_the_sheet_s_stays() -> None:
    found = record(BY_PAYER, "28 000 € sur la durée du contrat")
    assert [
        (c.subject, c.field, [v.value for v in c.values]) for c in found.contradictions if c.field == "montant"
    ] == [("fiche action 1.1", "montant", ["28000", "30000"])]
    totals = [line for line in found.actions[0].funding if line.role is LineRole.TOTAL]
    assert [(line.amount, line.period) for line in totals] == [(28000, AmountPeriod.GLOBAL)]


@pytest.mark.parametrize("word", ["Solde", "Complément", "complément", "Le reste"])
def test_who_pays_what_is_left_without_a_figure(word: str) -> None:
    reading = reading_of([COVER, SHEETS.format(one=f"10 000 € par an\nARS : 5 000 € par an\n{word} : Ville d’Orvanne")])
    found, _ = read_facts(reading)
    left = [(f.payer, f.amount) for f in found.actions[0].funding if f.state is FundingState.FUNDER_ONLY]
    assert left == [("Ville d’Orvanne", None)]
