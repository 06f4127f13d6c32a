"""What a contract's own words tell of it: its rank, its name, its guests, the figures of its lists."""

from __future__ import annotations

import pytest

from ingest.facts.articles.dates import generation
from ingest.facts.parties.lists_of_parties import parties
from ingest.facts.records import PartyRole
from tests.facts.readings import figure_rows, reading_of

COVER = "Contrat local de santé\nOrvanne et Val d’Aurence\n2031-2035"
ARTICLES = (
    "Article 1 – Les parties\n\nLe contrat est conclu.\n\nArticle 2 – Le territoire\n\nLe pays compte 12 communes.\n\n"
    "Article 3 – La durée\n\nLe contrat dure cinq ans."
)
HEADER = "Contrat local de santé Orvanne et Val d’Aurence – 2031-2035"


def ranks(sentence: str) -> list[str]:
    return [said.value for said in generation(reading_of([COVER, f"Introduction\n\n{sentence}\n\n{ARTICLES}"]))]


@pytest.mark.parametrize(
    ("sentence", "rank"),
    [
        ("Le présent contrat est le deuxième signé à l’échelle du pays.", ["2"]),
        ("Le présent contrat est donc un contrat de deuxième génération.", ["2"]),
        ("Notre contrat, de troisième génération, compte neuf actions.", ["3"]),
        ("Ce troisième contrat s’appuie sur l’évaluation remise en février.", ["3"]),
        ("Notre deuxième contrat local de santé comporte neuf actions.", ["2"]),
        ("Ce premier contrat comporte neuf actions.", []),
        ("Ce deuxième contrat a permis d’ouvrir une maison de santé.", []),
        ("Les deux communautés n’avaient jamais conclu de contrat local de santé.", ["1"]),
        ("Le présent contrat est le deuxième outil du pays.", []),
        ("Les habitants n’avaient jamais vu de contrat local de santé.", []),
    ],
)
def test_which_contract_it_is(sentence: str, rank: list[str]) -> None:
    assert ranks(sentence) == rank


def test_a_name_alone_on_the_cover_that_every_page_repeats_is_the_territory() -> None:
    pages = [f"{HEADER}\n\nPage {word}\nSuite {word}\nFin {word}" for word in ("une", "deux", "trois", "quatre")]
    bearers = "Communauté de communes du Val d’Aurence\nCommunauté de communes de l’Orvanne"
    reading = reading_of([f"{COVER}\n{bearers}", f"{HEADER}\n\n{ARTICLES}", *pages])
    assert reading.metadata.territory == "Orvanne et Val d’Aurence"


def test_when_and_where_it_was_signed_on_the_cover_opens_no_signature_page() -> None:
    diagnosis = (
        "Ce que disent les chiffres\n\nSelon l’INSEE, le taux de pauvreté atteignait 13,9 % dans le Jura en 2031."
    )
    reading = reading_of([f"{COVER}\n\nContrat de deuxième génération\nsigné à Brévanne le 12 mai 2031", diagnosis])
    assert [section.title for section in reading.sections if section.kind.value == "signature"] == []


def test_guests_behind_their_heading_in_the_block_of_parties() -> None:
    block = (
        "Entre les soussignés\nLa communauté de communes du Val d’Aurence, représentée par son président, Monsieur Luc "
        "Roy ;\nL’Agence régionale de santé, représentée par sa directrice, Madame Ève Lin ;\nPartenaires associés, "
        "non signataires : Conseil régional, MSA du Val, CAF du Jura,\nCPTS des Deux Rives.\nVu le code de la santé "
        "publique, il est convenu ce qui suit.\n\n"
    )
    found = parties(reading_of([COVER, block + ARTICLES]))
    assert [party.name for party in found if party.role is PartyRole.ASSOCIATED] == [
        *("Conseil régional", "MSA du Val", "CAF du Jura", "CPTS des Deux Rives")
    ]
    assert len([party for party in found if party.role is PartyRole.SIGNATORY]) == 2


def test_guests_below_the_table_of_signatories() -> None:
    table = (
        "Article 1 – Les signataires\n\nOrganisme | Représenté par | Qualité\nPETR du Val | Ève Lin | Présidente\n"
        "Agence régionale de santé | Luc Roy | Directeur général\n\nSont associés à la mise en œuvre, sans être "
        "signataires : la CPTS des Deux Rives, la CAF du Jura,\nPromotion Santé et le secteur de psychiatrie du Val.\n"
        "\nArticle 2 – Le territoire\n\nLe pays compte 12 communes."
    )
    found = parties(reading_of([COVER, table]))
    assert [party.name for party in found if party.role is PartyRole.ASSOCIATED] == [
        *("CPTS des Deux Rives", "CAF du Jura", "Promotion Santé", "secteur de psychiatrie du Val")
    ]


def test_the_figures_of_a_list_with_those_of_other_places() -> None:
    text = (
        "• Habitants de 65 ans et plus : 19,2 % en 2032 (Jura : 18,6 % ; France\n: 21,0 %). Source : INSEE.\n"
        "• Recours aux urgences pour 1 000 habitants : 312 en 2033 (Jura : 268). Source : ORS.\n"
        "• Budget de la fête : 300 en 2031 (mairie : 200)."
    )
    assert [row for row in figure_rows(text) if row[1]] == [
        ("Habitants de 65 ans et plus", "Jura", 18.6, "%", "2032", "INSEE"),
        ("Habitants de 65 ans et plus", "France", 21.0, "%", "2032", "INSEE"),
        ("Recours aux urgences pour 1 000 habitants", "Jura", 268.0, "pour 1 000 habitants", "2033", "ORS"),
    ]


def test_minutes_are_a_unit() -> None:
    text = "Indicateur (source, année) | Jura | France\nTemps moyen d’accès (ARS, 2032) | 34 minutes | 52 minutes"
    assert figure_rows(text) == [
        ("Temps moyen d’accès", "Jura", 34.0, "minutes", "2032", "ARS"),
        ("Temps moyen d’accès", "France", 52.0, "minutes", "2032", "ARS"),
    ]
