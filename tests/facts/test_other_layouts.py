"""Layouts met in contracts that were not used while building: who signs, money in columns, parts of a grouping."""

from __future__ import annotations

import pytest

from ingest.facts.articles.amendments import amendments
from ingest.facts.articles.dates import generation, previous
from ingest.facts.assemble import read_facts
from ingest.facts.parties.lists_of_parties import parties
from ingest.facts.perimeter.extent import perimeter
from ingest.facts.records import AmountPeriod, LineRole, Nature, PartyRole
from ingest.facts.sheets.actions import actions
from ingest.facts.signature.page_of_signatures import representatives
from ingest.facts.signature.signing import signed_on
from tests.facts.readings import reading_of, stands

COVER = "Contrat local de santé\ndu Val d’Aurence\n2031-2035"
SHEETS = (
    "4. Les fiches actions\n\nFICHE ACTION N° 1\nOuvrir une permanence de soins\n\nPilote\nCPTS des Deux Rives\n\n"
    "Partenaires\nCPAM de l’Orvanne\nMission locale\n\nPublic\nHabitants\n"
)


def signing(*pages: str) -> dict[str, tuple[str, str]]:
    reading = reading_of([COVER, *pages])
    found = representatives(reading, parties(reading))
    return {
        p.name: (
            p.representatives[0].value if p.representatives else "",
            p.offices[0].value if p.offices else "",
        )
        for p in found
        if p.role is PartyRole.SIGNATORY
    }


def test_nobody_signs_in_the_annexes() -> None:
    article = (
        "Article 1 – Signataires\nLe contrat local de santé est signé entre :\n\nCommunauté d’agglomération Val-Est\n"
        "Agence régionale de santé Grand Est\nRégion Grand Est\nCPTS des Deux Rives\n\nArticle 2 – Durée\n\nCinq ans.\n"
    )
    page = (
        "Fait à Castrin, le 14 mars 2031.\n\nLa Présidente de la Communauté d’agglomération,\n\nAline CORVET\n"
        "La Directrice générale de l’ARS Grand Est,\n\nInès ROUVRAY\n"
    )
    assert signing(article, page, SHEETS) == {
        "Communauté d’agglomération Val-Est": ("Aline CORVET", "Présidente"),
        "Agence régionale de santé Grand Est": ("Inès ROUVRAY", "Directrice générale"),
        "Région Grand Est": ("", ""),
        "CPTS des Deux Rives": ("", ""),
    }


def test_offices_that_say_for_whom() -> None:
    article = (
        "Article 1 – Les parties signataires\n\n- Préfecture de l’Orvanne\n- Département de l’Orvanne\n"
        "- Direction des services départementaux de l’Éducation nationale de l’Orvanne\n\nArticle 2 – Pilotage\n\n"
        "Y siège Hugo Lestrade, président du Département de l’Orvanne.\n"
    )
    page = (
        "Fait à Castrin, le 14 mars 2031.\n\nPour le Préfet de l’Orvanne, le Secrétaire général,\n\nPaul ASTIER\n\n"
        "Le Président,\n\nHugo LESTRADE\n\nL’Inspecteur d’académie,\n\nRené MARCHAL\n"
    )
    assert signing(article, page) == {
        "Préfecture de l’Orvanne": ("Paul ASTIER", "Secrétaire général"),
        "Département de l’Orvanne": ("Hugo LESTRADE", "Président"),
        "Direction des services départementaux de l’Éducation nationale de l’Orvanne": (
            "René MARCHAL",
            "Inspecteur d’académie",
        ),
    }


def test_a_press_release_says_who_signed_on_the_day_before() -> None:
    reading = reading_of(
        "COMMUNIQUÉ DE PRESSE\nCastrin, le 18 juin 2031\n\nLe Val d’Aurence signe son contrat local de santé\n\n"
        "Hier, mardi 17 juin, le président de la communauté de communes du Val d’Aurence, Hugo Lestrade, et la "
        "directrice générale de l’ARS de l’Orvanne, Aline Corvet, ont signé le contrat local de santé 2031-2035, en "
        "présence de la Région.\nContact presse : 03 00 00 00 00\n"
    )
    assert [(p.name, p.representatives[0].value) for p in parties(reading)] == [
        ("communauté de communes du Val d’Aurence", "Hugo Lestrade"),
        ("ARS de l’Orvanne", "Aline Corvet"),
    ]
    assert [said.value for said in signed_on(reading)] == ["2031-06-17"]


AMENDMENT = (
    "Avenant n° 1 au contrat local de santé de\nCastrin 2031-2033\nEntre la Ville de Castrin, "
    "représentée par son maire, "
    "Monsieur Hugo Lestrade,\nl’ARS de l’Orvanne, représentée par la préfète déléguée pour l’égalité des "
    "chances, Madame "
    "Aline Corvet,\net le Département de l’Orvanne.\n\nArticle 1 – Prolongation\n\nLa durée du contrat "
    "est prolongée d’un an. "
    "Il prend fin le 31 décembre 2034.\n\nArticle 2 – Poste\n\nPour l’année 2034, la participation de "
    "l’ARS au poste de "
    "coordination est portée à 32 000 € au\nmaximum, le taux de 50 % restant inchangé.\n\nArticle 3 – Reste\n\n"
    "Les autres dispositions demeurent en vigueur.\n\nFait à Castrin, le 4 décembre 2033.\n"
)


def test_an_amendment_names_its_parties_and_its_changes() -> None:
    reading = reading_of(AMENDMENT)
    assert [party.name for party in parties(reading)] == [
        "Ville de Castrin",
        "ARS de l’Orvanne",
        "Département de l’Orvanne",
    ]
    (amendment,) = amendments(reading)
    assert [change.value for change in amendment.changes] == [
        "La durée du contrat est prolongée d’un an. Il prend fin le 31 décembre 2034.",
        "Pour l’année 2034, la participation de l’ARS au poste de coordination est portée à 32 000 € au "
        "maximum, le taux "
        "de 50 % restant inchangé.",
    ]
    record, _ = read_facts(reading)
    assert [(line.amount, line.cap, line.year, line.rate) for line in record.funding] == [(None, 32000, "2034", 50)]


def test_parts_of_the_one_grouping() -> None:
    reading = reading_of(
        [
            COVER,
            "Article 2 – Périmètre\n\nLe contrat couvre les 5 communes de la Communauté d’agglomération Val-Est "
            "(CAVE) soit\n"
            "9 538 habitants.\n\nPôle de Castrin (3 communes 7 972 habitants) : Castrin (6 870), Belmont, Thierval.\n\n"
            "Pôle des Côtes (2 communes 1 566 habitants) : Vignerolles, Bovel-les-\nCôtes.\n",
        ]
    )
    (epci,) = perimeter(reading).epci
    assert [q.value for q in epci.commune_counts] == [5]
    assert [q.value for q in epci.inhabitants] == [9538]
    assert [said.value for said in epci.communes] == [
        "Castrin",
        "Belmont",
        "Thierval",
        "Vignerolles",
        "Bovel-les-Côtes",
    ]


def test_a_row_of_communes_over_two_pages() -> None:
    pages = (
        "Article 2 – Le périmètre\n\nLe contrat s’applique aux 5 communes suivantes.\n\n"
        "Communauté de communes | Communes | Habitants | Liste (population 2029)\n"
        "Communauté de communes des Monts (CCM) | 2 | 1 150 | Castrin (864), Belmont-sur-Orge (286)\n"
        "Communauté de communes du Val | 3 | 2 021 | Thierval (1 154), Vignerolles (733), Bovel",
        "(CC2V) | | | (134)\nTotal | 5 | 3 171 |\n",
    )
    found = {epci.name: [said.value for said in epci.communes] for epci in perimeter(reading_of([COVER, *pages])).epci}
    assert found["Communauté de communes des Monts"] == ["Castrin", "Belmont-sur-Orge"]
    assert found["Communauté de communes du Val"] == ["Thierval", "Vignerolles", "Bovel"]


BUDGETS = {
    "who pays over two lines": (
        "40 000 € par an : ARS 20 000 €, Communauté\nd’agglomération 12 000 €, Centre hospitalier\nspécialisé 8 000 €",
        [
            (LineRole.TOTAL, 40000, "annual", "", None),
            (LineRole.SHARE, 20000, "annual", "ARS", None),
            (LineRole.SHARE, 12000, "annual", "Communauté d’agglomération", None),
            (LineRole.SHARE, 8000, "annual", "Centre hospitalier spécialisé", None),
        ],
    ),
    "a capped share and what it comes to": (
        "1 ETP : 58 000 € par an, dont ARS 50 % plafonné\nà 30 000 €, soit 29 000 €, et 29 000 € de la\n"
        "Communauté d’agglomération\nÉvaluation : 10 000 € en 2032, à la charge de\nl’ARS",
        [
            (LineRole.TOTAL, 58000, "annual", "", None),
            (LineRole.SHARE, 29000, "annual", "ARS", 30000),
            (LineRole.SHARE, 29000, "annual", "Communauté d’agglomération", None),
            (LineRole.YEAR, 10000, "", "ARS", None),
        ],
    ),
    "a year on the next line": (
        "7 500 € en 2031 et 9 200 € en\n2032",
        [(LineRole.YEAR, 7500, "", "", None), (LineRole.YEAR, 9200, "", "", None)],
    ),
}


@pytest.mark.parametrize("name", BUDGETS)
def test_money_in_a_narrow_column(name: str) -> None:
    content, expected = BUDGETS[name]
    (action,) = actions(reading_of([COVER, f"{SHEETS}\nBudget\n{content}\n\nIndicateurs\nNombre de patients\n"]))
    assert [(f.role, f.amount, str(f.period), f.payer, f.cap) for f in action.funding] == expected


def test_beside_indicators_the_follow_up_names_who_follows() -> None:
    followed = "\nIndicateurs\nNombre de patients\n\nSuivi\nDirectrice de la CPTS\n"
    other = SHEETS.replace("N° 1", "N° 2").split("\n\n", 1)[1]
    found = actions(reading_of([COVER, SHEETS + followed, other + followed.replace("Directrice", "Infirmière")]))
    assert [[said.value for said in action.follow_up] for action in found] == [
        ["Directrice de la CPTS"],
        ["Infirmière de la CPTS"],
    ]
    assert [[i.name for i in action.indicators] for action in found] == [["Nombre de patients"]] * 2


def test_what_is_done_without_asking_for_money_is_not_requested() -> None:
    sheet = f"{SHEETS}\nBudget\n39 600 € par an, sans demande de financement\n"
    (action,) = actions(reading_of([COVER, sheet]))
    assert [(f.amount, f.nature) for f in action.funding] == [(39600, Nature.ESTIMATED)]


def test_what_is_said_once_of_all_amounts() -> None:
    notice = "Annexe – Les fiches-actions\nSans mention, le montant est prévisionnel.\n\n"
    record, _ = read_facts(reading_of([COVER, notice + SHEETS.split("\n\n", 1)[1] + "\nCoût total\n6 000 € par an\n"]))
    (line,) = record.actions[0].funding
    assert (line.amount, line.period, line.nature) == (6000, AmountPeriod.ANNUAL, Nature.ESTIMATED)
    assert any("sans mention" in piece.quote.lower() for piece in line.evidence)


def test_ordinals_tell_which_contract_it_is() -> None:
    reading = reading_of(
        [
            COVER + "\nTroisième contrat, signé le 14 mars 2031 à Castrin",
            "Édito\n\nEn 2020, nous avons signé le premier contrat (2020-2023). Au moment du deuxième "
            "(2025-2029), on nous "
            "demandait davantage.\n",
        ]
    )
    assert [said.value for said in generation(reading)] == ["3"]
    told = previous(reading)
    assert [said.value for said in told] == ["2020-2023", "2025-2029"]
    assert all(stands(reading, said.evidence) for said in told)
