"""A table of a row for each funder of an action; headings that name a group; what ends sheets and signatures."""

from __future__ import annotations

import pytest

from ingest.facts.articles.contacts import contacts
from ingest.facts.assemble import read_facts
from ingest.facts.money.amounts import moneys
from ingest.facts.money.ledger import with_ledger
from ingest.facts.parties.lists_of_parties import parties
from ingest.facts.perimeter.extent import perimeter
from ingest.facts.records import AmountPeriod, LineRole, Nature, PartyRole
from ingest.facts.sheets.actions import actions
from ingest.facts.sheets.axes import axes
from tests.facts.readings import reading_of, stands

COVER = "Contrat local de santé\ndu Val d’Aurence\n2031-2033"
SHEETS = (
    "Fiche action A-1 : Ouvrir une permanence\n\nPilote : CPTS des Deux Rives\n\nPublic : Habitants\n\n"
    "Financement : 30 000 €\n\nIndicateurs : nombre de patients reçus\n\n"
    "Fiche action A-2 : Former des aidants\n\nPilote : Ville d’Orvanne\n\nPublic : Aidants\n\n"
    "Financement : voir l’annexe\n\nIndicateurs : nombre d’aidants formés\n"
)
HEAD = "Annexe financière\n\nMontants prévisionnels en euros\n\nAction | Financeur | 2031 | 2032 | Total\n"
ROWS = (
    "A-1 | ARS (FIR) | 8 000 | 12 000 | 20 000\nA-1 | Ville d’Orvanne | – | 10 000 | 10 000\n"
    "A-1 | Ensemble | 8 000 | 22 000 | 30 000\nA-2 | CPAM de l’Orvanne | 1 500 | 1 500 | 3 000\n"
)
Line = tuple[LineRole, str, float, AmountPeriod, str]


def lines(rows: str) -> dict[str, list[Line]]:
    reading = reading_of([COVER, SHEETS, HEAD + rows])
    found = with_ledger(reading, actions(reading))
    assert all(stands(reading, line.evidence) for action in found for line in action.funding)
    return {
        action.number: [
            (line.role, line.payer, line.amount, line.period, line.year)
            for line in action.funding
            if line.amount is not None
        ]
        for action in found
    }


def test_who_pays_what_in_which_year() -> None:
    whole, unknown = AmountPeriod.GLOBAL, AmountPeriod.UNKNOWN
    assert lines(ROWS) == {
        "A.1": [
            (LineRole.TOTAL, "", 30000, whole, ""),
            (LineRole.SHARE, "ARS", 20000, whole, ""),
            (LineRole.SHARE, "ARS", 8000, unknown, "2031"),
            (LineRole.SHARE, "ARS", 12000, unknown, "2032"),
            (LineRole.SHARE, "Ville d’Orvanne", 10000, whole, ""),
            (LineRole.SHARE, "Ville d’Orvanne", 10000, unknown, "2032"),
            (LineRole.YEAR, "", 8000, unknown, "2031"),
            (LineRole.YEAR, "", 22000, unknown, "2032"),
        ],
        "A.2": [
            (LineRole.SHARE, "CPAM de l’Orvanne", 3000, whole, ""),
            (LineRole.SHARE, "CPAM de l’Orvanne", 1500, unknown, "2031"),
            (LineRole.SHARE, "CPAM de l’Orvanne", 1500, unknown, "2032"),
        ],
    }


@pytest.mark.parametrize(
    ("written", "instead"),
    [
        ("8 000 | 12 000 | 20 000", "8 000 | 12 000 | 21 000"),  # its years do not make its total
        ("A-2 | CPAM", "Z-9 | CPAM"),  # an action that the contract does not have
    ],
)
def test_a_table_that_does_not_add_up_says_nothing(written: str, instead: str) -> None:
    assert lines(ROWS.replace(written, instead))["A.1"] == [(LineRole.TOTAL, "", 30000, AmountPeriod.UNKNOWN, "")]


def test_parts_that_do_not_make_the_whole_are_left_out() -> None:
    rows = ROWS.replace("8 000 | 22 000 | 30 000", "9 000 | 22 000 | 31 000")
    assert [role for role, *_ in lines(rows)["A.1"]] == [LineRole.TOTAL]
    assert len(lines(rows)["A.2"]) == 3


GROUPED = [
    f"Mesure {n} | Cap {cap}\n{title}\n\nPILOTE\n{lead}\n\nPUBLIC\n{public}\n\nINDICATEURS\n{measure}\n"
    for n, cap, title, lead, public, measure in (
        (1, "1 Se soigner", "Ouvrir une permanence", "CPTS des Rives", "Habitants", "Nombre de patients"),
        (2, "1 Se soigner", "Transporter les malades", "Ville d’Orvanne", "Malades", "Nombre de trajets"),
        (3, "2 Se loger", "Visiter les logements", "CAF de l’Orvanne", "Locataires", "Part des visites"),
    )
]


def test_a_group_beside_a_number_is_no_title() -> None:
    reading = reading_of([COVER, *GROUPED])
    found = actions(reading)
    assert [(a.number, a.titles[0].value, a.axis) for a in found] == [
        ("1", "Ouvrir une permanence", "1"),
        ("2", "Transporter les malades", "1"),
        ("3", "Visiter les logements", "2"),
    ]
    assert [(axis.number, axis.titles[0].value) for axis in axes(reading)] == [("1", "Se soigner"), ("2", "Se loger")]


def test_nobody_signs_in_a_table_of_figures() -> None:
    signing = "Fait à Castrin, le 14 mars 2031.\n\nPour la Ville d’Orvanne\nAline CORVET\n\nPour l’ARS\nInès ROUVRAY\n"
    reading = reading_of([COVER, SHEETS, signing, "Répartition\n\n" + HEAD.split("\n", 2)[2] + ROWS])
    facts, _ = read_facts(reading)
    named = {party.name for party in facts.parties if party.role is PartyRole.SIGNATORY}
    assert not named & {"CPAM de l’Orvanne", "ARS (FIR)", "Ensemble"}


def test_parties_between_the_undersigned() -> None:
    reading = reading_of(
        [
            COVER,
            "Entre les soussignés : la communauté de communes du Val d’Aurence, représentée par son président, M. Hugo "
            "Lestrade ; l’agence régionale de santé Grand Est, représentée par sa directrice, Mme Inès Rouvray ; "
            "la Ville d’Orvanne, représentée par son maire, M. Paul Astier,\n\nil a été convenu ce qui suit.\n\n"
            "Article 1. Durée\n\nTrois ans.\n",
        ]
    )
    assert [party.name for party in parties(reading) if party.role is PartyRole.SIGNATORY] == [
        "communauté de communes du Val d’Aurence",
        "agence régionale de santé Grand Est",
        "Ville d’Orvanne",
    ]


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("9 600 € par an (quatre sessions à 2 400 €)", [False, True]),
        ("9 600 € par an (4 sessions à 2 400 €)", [False, True]),
        ("deux postes à 30 000 €", [True]),
        ("le budget est fixé à 30 000 €", [False]),
    ],
)
def test_the_price_of_one_of_several(text: str, units: list[bool]) -> None:
    assert [money.is_unit for money in moneys(text)] == units


def test_who_follows_an_action_is_no_contact() -> None:
    sheets = SHEETS.replace("Indicateurs :", "Contact : Aline Corvet, infirmière\n\nIndicateurs :", 1)
    reading = reading_of([COVER, sheets, "Annexe – Contacts\n\nInès Rouvray, ARS – 03 00 00 00 00\n"])
    assert [contact.name for contact in contacts(reading)] == ["Inès Rouvray"]


def test_columns_of_a_table_of_groupings_are_told_by_their_heads() -> None:
    reading = reading_of(
        [
            COVER,
            "Article 2 – Le périmètre\n\nLe contrat s’applique aux communes suivantes.\n\n"
            "EPCI | Sigle | Habitants | Nombre de communes | Communes\n"
            "Communauté de communes du Val d’Aurence | CCVA | 8 240 | 3 | Castrin, Orvanne, Belmont\n"
            "Communauté de communes des Deux Rives | CCDR | 5 105 | 2 | Vernay, La Chapelle\n\n"
            "Article 3 – Durée\n\n3 ans.\n",
        ]
    )
    epci = perimeter(reading).epci
    assert [(e.name, e.acronym, e.inhabitants[0].value, [c.value for c in e.communes]) for e in epci] == [
        ("Communauté de communes du Val d’Aurence", "CCVA", 8240, ["Castrin", "Orvanne", "Belmont"]),
        ("Communauté de communes des Deux Rives", "CCDR", 5105, ["Vernay", "La Chapelle"]),
    ]


def test_planned_amounts_are_planned() -> None:
    reading = reading_of([COVER, SHEETS, HEAD + ROWS])
    found = with_ledger(reading, actions(reading))
    assert {line.nature for line in found[0].funding if line.payer} == {Nature.ESTIMATED}
