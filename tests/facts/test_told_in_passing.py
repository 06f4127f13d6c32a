"""Bodies in tables and lists, rules told in passing, communes counted in words, leads that a table tells apart."""

from __future__ import annotations

import pytest

from ingest.facts.articles.governance import governance
from ingest.facts.articles.rules import communication
from ingest.facts.parties.leads_apart import leads_apart
from ingest.facts.perimeter.extent import perimeter
from ingest.facts.records import Evidence, Place, Said
from tests.facts.readings import reading_of

COVER = "Contrat local de santé\ndu Val d’Aurence\n2031-2035"
LISTED = (
    "Le fonctionnement du contrat\n\nLe contrat s’appuie sur des instances qui se complètent toute l’année.\n"
    "• Comité de pilotage : il réunit les signataires une fois par an et arrête le programme.\n"
    "• Comité technique : il réunit les pilotes trois fois par an.\n"
    "• Ateliers citoyens : ils sont ouverts à tous et organisés deux fois par an."
)


def test_how_often_each_body_of_a_list_meets() -> None:
    found = governance(reading_of([COVER, LISTED]))
    assert [(body.name, [said.value for said in body.frequency]) for body in found] == [
        ("comité de pilotage", ["une fois par an"]),
        ("comité technique", ["trois fois par an"]),
        ("ateliers citoyens", ["deux fois par an"]),
    ]


def test_how_often_a_body_of_a_table_meets() -> None:
    row = "Comité de pilotage | Signataires, une fois par mandat | une fois par an"
    heads = "Instance | Composition | Rythme"
    found = governance(reading_of([COVER, f"Article 3 – La gouvernance\n\n{heads}\n{row}\n\nArticle 4 – Les axes"]))
    assert [(body.name, [said.value for said in body.frequency]) for body in found] == [
        ("comité de pilotage", ["une fois par an"])
    ]


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Les supports de communication mentionnent le contrat et ses signataires.", True),
        ("Les logos de tous les signataires figurent sur les documents diffusés.", True),
        ("Les documents de suivi sont remis au comité.", False),
    ],
)
def test_communication_told_in_another_article(sentence: str, told: bool) -> None:
    article = f"Article 6 – Durée et fin du contrat\n\nLe contrat dure cinq ans. {sentence}"
    assert bool(communication(reading_of([COVER, article]))) is told


def test_communes_counted_in_words_for_each_grouping() -> None:
    text = (
        "Article 2 – Le territoire\n\nLe contrat concerne 7 communes et 55 870 habitants :\n"
        "• pour la Métropole de Brévanne, les quatre communes du secteur Nord (43 150 habitants) :\n"
        "Aubry, Belmont, Corvol, Dornes ;\n"
        "• la Communauté de communes du Val d’Aurence (CCVA) dans son entier, soit trois\n"
        "communes (12 720 habitants) : Estrelle, Fourques, Grand-Lac."
    )
    found = perimeter(reading_of([COVER, text]))
    assert [([c.value for c in e.commune_counts], [p.value for p in e.inhabitants]) for e in found.epci] == [
        ([4.0], [43150.0]),
        ([3.0], [12720.0]),
    ]
    assert [count.value for count in found.commune_counts] == [7.0]


def told(name: str, start: int) -> Said:
    return Said(name, (Evidence("d", 9, start, start + len(name), name),), Place.SUMMARY)


def test_leads_that_the_table_tells_apart() -> None:
    quote = "ADMR du Val Hôpital de Brévanne"
    lead = Said(quote, (Evidence("d", 1, 10, 10 + len(quote), quote),), Place.SHEET)
    summed = [told("ADMR du Val", 10), told("Hôpital de Brévanne", 23)]
    found = leads_apart([lead], summed)
    assert [(said.value, said.evidence[0].start) for said in found] == [
        ("ADMR du Val", 10),
        ("Hôpital de Brévanne", 22),
    ]
    assert leads_apart([lead], summed[:1]) == (lead,)
    assert leads_apart([lead], [summed[0], told("Hôpital de Brévanne", 22)]) == (lead,)
