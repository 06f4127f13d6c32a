"""Who signs, where a block of soussignés opens the contract or a press release tells it."""

from __future__ import annotations

import pytest

from ingest.facts.parties.lists_of_parties import parties
from tests.facts.party_samples import LISTS, SIX, contract, named, spoken
from tests.facts.readings import reading_of, stands


def test_co_signatories_sign() -> None:
    text = (
        "ENTRE : L’Agence Régionale de Santé de l’Orvanne, représentée par M. le Dr Jean-Luc CASTAN, Directeur "
        "Général\n"
        "ET Rives Communauté, représentée par sa Présidente, Mme Odile VERDAN, dûment habilitée par délibération\n"
        "en date du 14 décembre 2030\nET les co-signataires associés :\nLa Préfecture de l’Orvanne\n"
        "Représentée par le préfet, M. Paul ASTIER\nLe Conseil Départemental de l’Orvanne\n"
        "Représenté par sa Vice-Présidente, Mme Ana BRUEL\nLe Centre Hospitalier de Castrin,\n"
        "Représenté par son Directeur, M. Yves TOURNEL\n\nVu le Code de la Santé Publique,\n"
    )
    found = parties(contract("Article 1 : Objet du contrat\n\nLe contrat décline le projet régional de santé.", text))
    assert spoken(found) == {
        "Agence Régionale de Santé de l’Orvanne": ("Jean-Luc CASTAN", "Directeur Général"),
        "Rives Communauté": ("Odile VERDAN", "Présidente"),
        "Préfecture de l’Orvanne": ("Paul ASTIER", "préfet"),
        "Conseil Départemental de l’Orvanne": ("Ana BRUEL", "Vice-Présidente"),
        "Centre Hospitalier de Castrin": ("Yves TOURNEL", "Directeur"),
    }


OPENINGS = {
    "one part and the other": (
        "Entre d’une part,\n\nL’Agence Régionale de Santé, 3 rue des Halles, 99 100 Castrin\n\n"
        "Représentée par sa directrice générale, madame Aline Corvet,\n\nEt d’autre part,\n\n"
        "La Communauté de communes des Deux Rives\n12, avenue du Lac – BP 45\n99120 ARVIÈRE CEDEX\n"
        "Représentée par son président, monsieur Hugo Lestrade\nci-après dénommée « la communauté »\n\n"
        "Le Centre hospitalier de Castrin,\nReprésenté par sa directrice, madame Inès Rouvray\n"
    ),
    "the undersigned": (
        "ENTRE LES SOUSSIGNÉS :\n\nL’Agence Régionale de Santé,\nSise 3 rue des Halles – 99100 Castrin,\n"
        "Représentée par sa directrice générale,\nMadame Aline Corvet,\nCi-après désignée « l’ARS »,\n\nET\n\n"
        "La Communauté de communes des Deux Rives,\ndont le siège est situé 12 avenue du Lac à Arvière,\n"
        "représentée par son président, Monsieur Hugo Lestrade, dûment habilité par délibération du 4 mai 2030,\n\nET\n"
        "\n"
        "Le Centre hospitalier de Castrin, représenté par sa directrice, Madame Inès Rouvray,\n"
    ),
    "one paragraph each": (
        "ENTRE LES SOUSSIGNÉS\n\nL’Agence Régionale de Santé, 3 rue des Halles, 99123 Castrin, représentée par Madame\n"
        "Aline Corvet, directrice générale,\n\nLa Communauté de communes des Deux Rives, 12 avenue de la Gare, 99410 "
        "Arvière,"
        " représentée par Monsieur\nHugo Lestrade, président,\n\nLe Centre hospitalier de Castrin, 1 place du Général "
        "LECLERC,"
        " 99123 Castrin,\nreprésentée par Madame Inès Rouvray, directrice,\n"
    ),
    "between and and": (
        "Entre\n\nL’Agence Régionale de Santé représentée par sa directrice générale, Mme Aline Corvet\n\nEt\n\n"
        "La Communauté de communes des Deux Rives représentée par son président, M. Hugo Lestrade\n\nEt\n\n"
        "Le Centre hospitalier de Castrin représenté par sa directrice, Mme Inès Rouvray\n"
    ),
}


@pytest.mark.parametrize("layout", OPENINGS)
def test_the_block_that_opens_a_contract(layout: str) -> None:
    text = f"{OPENINGS[layout]}\nVu le code de la santé publique ;\nIl est convenu ce qui suit"
    reading = contract("Article 1 : Objet\n\nLe contrat décline le projet régional de santé.", text)
    found = parties(reading)
    assert spoken(found) == {
        "Agence Régionale de Santé": ("Aline Corvet", "directrice générale"),
        "Communauté de communes des Deux Rives": ("Hugo Lestrade", "président"),
        "Centre hospitalier de Castrin": ("Inès Rouvray", "directrice"),
    }
    assert all(stands(reading, said.evidence) for party in found for said in (*party.representatives, *party.offices))


def test_the_article_names_and_the_opening_block_represents() -> None:
    opening = f"{OPENINGS['the undersigned']}\nVu le code de la santé publique ;"
    found = parties(contract(LISTS["bullets"], opening))
    assert named(found) == SIX
    assert spoken(found)["Agence Régionale de Santé"] == ("Aline Corvet", "directrice générale")


def test_representatives_inside_a_list() -> None:
    text = (
        "Article 1 : Les parties signataires\n\nLe contrat est signé entre :\n"
        "- le Pays des Rives, représenté par sa présidente, Mme Odile Verdan,\n"
        "- l’Agence régionale de santé, représentée par son directeur général, M. Paul Astier,\n"
        "- l’État, représenté par le préfet de l’Orvanne,\n- la Ville de Castrin."
    )
    found = parties(contract(text))
    assert named(found) == ["Pays des Rives", "Agence régionale de santé", "État", "Ville de Castrin"]
    assert spoken(found) == {
        "Pays des Rives": ("Odile Verdan", "présidente"),
        "Agence régionale de santé": ("Paul Astier", "directeur général"),
        "État": ("", "préfet de l’Orvanne"),
    }


def test_persons_named_before_their_organisation() -> None:
    text = (
        "Article 1 : Les signataires\n\n- Mme Aline Corvet, directrice générale de l’ARS de l’Orvanne\n"
        "- M. Hugo Lestrade, président de la Communauté de communes des Deux Rives\n- M. Paul Astier, préfet de "
        "l’Orvanne"
    )
    assert spoken(parties(contract(text))) == {
        "ARS de l’Orvanne": ("Aline Corvet", "directrice générale"),
        "Communauté de communes des Deux Rives": ("Hugo Lestrade", "président"),
        "préfet de l’Orvanne": ("Paul Astier", "préfet de l’Orvanne"),
    }


RELEASES = {
    "bullets": "Les signataires\n\n-L’ARS de l’Orvanne\n-La Ville de Castrin\n-La MSA\n\nContacts presse\nAline Corvet",
    "sentence": (
        "Les signataires du CLS\n\nLe CLS est signé entre l’ARS de l’Orvanne, la Ville de Castrin\net la MSA.\n\n"
        "Contacts presse"
    ),
    "signed by": (
        "Le contrat local de santé a été signé le 3 mars 2031 par l’ARS de l’Orvanne, la Ville de Castrin et la MSA "
        "pour cinq ans."
    ),
    "as well as by": (
        "Le contrat est conclu entre l’ARS de l’Orvanne et la Ville de Castrin ainsi que la MSA, pour une durée de "
        "cinq ans."
    ),
    "listed below": (
        "Les partenaires cités ci-dessous ont signé le contrat local de santé le 3 mars 2031 :\n\n- ARS de l’Orvanne\n"
        "- Ville de Castrin\n- MSA"
    ),
    "its signatories": (
        "Le contrat local de santé engage ses signataires :\n- l’ARS de l’Orvanne\n- la Ville de Castrin\n- la MSA\n"
        "Contact presse : A. Corvet"
    ),
}


@pytest.mark.parametrize("layout", RELEASES)
def test_a_press_release(layout: str) -> None:
    text = (
        "COMMUNIQUÉ DE PRESSE\n\nUn contrat local de santé pour le Val d’Aurence\n\n"
        "L’ARS et la Ville s’engagent dans un contrat local de santé pour agir sur la prévention.\n\n"
        f"{RELEASES[layout]}"
    )
    assert named(parties(reading_of(text))) == ["ARS de l’Orvanne", "Ville de Castrin", "MSA"]


def test_an_english_text_that_says_who_signed() -> None:
    text = (
        "A new local health contract\n\nThe local health contract was signed by the ARS, the Regional Council and the "
        "Community of municipalities of the Rives in March 2031."
    )
    assert named(parties(reading_of(text)))[:2] == ["ARS", "Regional Council"]


def test_a_seat_that_has_a_name_and_a_postcode_at_the_line_s_end() -> None:
    article = (
        "Article 1 : Les parties\n\nLe présent contrat est passé entre :\n\n"
        "Agence Régionale de Santé, 3 rue des Halles, 99100 Castrin, représenté(e) par Aline Corvet, Directrice ;\n\n"
        "Département de l’Orvanne, Hôtel du Département, 99100 Castrin, représenté(e) par\n"
        "Hugo Lestrade, Président ;\n\n"
        "Caisse Primaire d’Assurance Maladie de l’Orvanne, 14 avenue du Lac, 99100\n"
        "Castrin, représenté(e) par Inès Rouvray, Directrice ;\n\n"
        "La Région Ponant et la CAF de l’Orvanne\nsont partenaires du contrat, sans en être parties."
    )
    assert named(parties(contract(article))) == [
        "Agence Régionale de Santé",
        "Département de l’Orvanne",
        "Caisse Primaire d’Assurance Maladie de l’Orvanne",
    ]
