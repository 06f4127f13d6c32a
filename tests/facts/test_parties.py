"""Who signs a contract, who is associated and who was consulted, in the layouts that contracts come in."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.analysis import analyse
from ingest.facts.parties.lists_of_parties import parties
from ingest.facts.parties.organisations import enumeration, name_span
from ingest.facts.parties.sentences import namings
from ingest.facts.reading import Reading
from ingest.facts.records import PartyRole
from ingest.facts.signature.page_of_signatures import representatives
from ingest.readers import Limits, read
from ingest.structure.lines import body
from tests.conftest import REFERENCE
from tests.facts.party_samples import COVER, LISTS, SIX, contract, named, spoken
from tests.facts.readings import reading_of, stands


@pytest.mark.parametrize("layout", LISTS)
def test_the_article_on_the_parties_lists_the_signatories(layout: str) -> None:
    reading = contract(LISTS[layout])
    found = parties(reading)
    assert named(found) == SIX
    assert named(found, PartyRole.ASSOCIATED) == []
    assert all(stands(reading, party.evidence) for party in found)


FOUR = (
    "Agence régionale de santé",
    "Communauté de communes des Deux Rives",
    "Préfecture de l’Orvanne",
    "CPAM de Castrin",
)
FORMS = {
    "after a colon": "Article 1 : Parties\n\nSignataires : {0} ; {1} ; {2} ; {3}.",
    "a sentence without verb": "Article 1 : Les signataires\n\nL’{0}, la {1}, la {2} et la {3}.",
    "rows of a table": (
        "Article 1 : Les signataires\n\nOrganisme | Représentant | Fonction\n{0} | Aline CORVET | Directrice\n"
        "{1} | Hugo LESTRADE | Président\n{2} | Paul ASTIER | Préfet\n{3} | Ana BRUEL | Directrice"
    ),
    "an announcement": "Article 1 : Parties\n\nLe présent contrat lie :\n- l’{0} ;\n- la {1} ;\n- la {2} ;\n- la {3}.",
    "letters": "Article 1 : Les parties signataires\n\na) L’{0}\nb) La {1}\nc) La {2}\nd) La {3}",
    "numbers in brackets": "Article 1 : Les parties signataires\n\n(1) L’{0}\n(2) La {1}\n(3) La {2}\n(4) La {3}",
    "no article": "I. LES PARTIES SIGNATAIRES\n\n- L’{0}\n- La {1}\n- La {2}\n- La {3}\n\nII. LE PÉRIMÈTRE\n\nDix.",
    "numbered headings": (
        "1. Les signataires du contrat\n\n- L’{0}\n- La {1}\n- La {2}\n- La {3}\n\n2. Le périmètre du contrat\n\n"
        "Le contrat couvre dix communes.\n\n3. La gouvernance du contrat\n\nUn comité se réunit."
    ),
    "what is said of each": (
        "Article 1 : Les signataires\n\n- L’{0}, pilote de la politique de santé ;\n- La {1}, porteuse du contrat ;\n"
        "- La {2}, au titre de la politique de la ville ;\n- La {3} (financeur)."
    ),
    "a sheet of identity": "Identité\n\nTerritoire | Deux Rives\nSignataires | {0}, {1}, {2}, {3}\nDurée | 5 ans",
    "two columns run together": "Article 1 : Les signataires\n\nL’{0} La {1}\nLa {2} La {3}",
    "cells of a table": "Article 1 : Les signataires\n\nL’{0} | La {1}\nLa {2} | La {3}",
    "bullets on one line": "Article 1 : Les signataires\n\n• L’{0} • La {1}\n• La {2} • La {3}",
    "narrow columns": (
        "Article 1 : Les signataires\n\n- L’{0}\n- La Communauté de communes des\nDeux Rives\n- La Préfecture de\n"
        "l’Orvanne\n"
        "- La {3}\n\nLe territoire compte dix communes"
    ),
    "who signs, before the verb": (
        "Article 1 : Les parties\n\nL’{0}, la {1}, la {2} et la {3} signent le présent contrat. Elles le révisent par "
        "avenant."
    ),
    "signatories by a sentence": "Article 1 : Parties\n\nSont signataires du contrat l’{0}, la {1}, la {2} et la {3}.",
    "groups": (
        "Article 1 : Les parties\n\n1.1 Les signataires institutionnels\n- L’{0}\n- La {1}\n\n1.2 Les autres "
        "signataires\n"
        "- La {2}\n- La {3}"
    ),
}


@pytest.mark.parametrize("form", FORMS)
def test_other_forms_of_lists(form: str) -> None:
    reading = contract(FORMS[form].format(*FOUR))
    assert named(parties(reading)) == list(FOUR)


@pytest.mark.parametrize(
    "sentence",
    [
        "La MSA et l’Éducation nationale sont associées en tant que de besoin.",
        "Sont associées en tant que de besoin la MSA et l’Éducation nationale.",
        "Sont également associées au contrat : la MSA, l’Éducation nationale.",
    ],
)
def test_a_sentence_tells_who_is_associated(sentence: str) -> None:
    text = "Article 1 : Les parties\n\nLe contrat est signé entre l’ARS, la Ville de Castrin et la Région."
    found = parties(contract(f"{text} {sentence}"))
    assert named(found) == ["ARS", "Ville de Castrin", "Région"]
    assert named(found, PartyRole.ASSOCIATED) == ["MSA", "Éducation nationale"]


def test_who_is_consulted_behind_the_soussignes_does_not_sign() -> None:
    reading = reading_of(
        "Contrat local de santé du Pays de la Dure 2031-2035\n\nENTRE LES SOUSSIGNÉS\n\n"
        "– Le PETR du Pays de la Dure, représenté par son président, M. Paul Arvieux,\n\nd'une part,\n\nET\n\n"
        "– l'Agence régionale de santé, représentée par sa directrice générale, Mme Odile Verdan,\n\nd'autre part,\n\n"
        "il est conclu ce contrat. Sont consultés, sans être parties : caisse d'allocations familiales ;\n"
        "direction départementale de l'Éducation nationale ; centre hospitalier de Montrosel ; France Usagers\n"
        "Santé.\n"
    )
    assert named(parties(reading)) == ["PETR du Pays de la Dure", "Agence régionale de santé"]


def test_offices_that_stand_for_their_organisations() -> None:
    text = (
        "Le CLS a été signé le 3 mars 2031 par le président de la Communauté de communes des Deux Rives, la directrice "
        "générale de l’Agence régionale de santé et le préfet de l’Orvanne."
    )
    assert named(parties(reading_of(f"Le CLS du Val d’Aurence\n\n{text}"))) == [
        "Communauté de communes des Deux Rives",
        "Agence régionale de santé",
        "préfet de l’Orvanne",
    ]


@pytest.mark.parametrize(
    "heading",
    [
        "• Les partenaires institutionnels et associatifs identifiés qui seront associés en tant que de\nbesoin :",
        "Les partenaires associés :",
        "Partenaires associés en tant que de besoin",
        "Sont également associés au contrat :",
        "En présence de :",
        "Autres partenaires du contrat (non signataires) :",
    ],
)
def test_a_heading_switches_the_role(heading: str) -> None:
    text = (
        "Article 1 : Les parties prenantes au contrat\n\n• Les signataires engagés dans le contrat :\n\n"
        "L’Agence Régionale de Santé\n\nLa Ville de Castrin\n\nLe Département de l’Orvanne\n\n"
        f"{heading}\n\nLa Caisse d’Allocations Familiales\n\nL’Education Nationale\n\n"
        "Les associations sportives et culturelles."
    )
    found = parties(contract(text))
    assert named(found) == ["Agence Régionale de Santé", "Ville de Castrin", "Département de l’Orvanne"]
    assert named(found, PartyRole.ASSOCIATED) == [
        "Caisse d’Allocations Familiales",
        "Education Nationale",
        "Les associations sportives et culturelles",
    ]


def test_a_table_whose_columns_only_space_keeps_apart() -> None:
    found = parties(
        contract(
            "Article 1 – Les institutions signataires\nInstitution Qualité Représentant\n"
            "Val d'Orbe Agglomération Président Fabien Delcourt\n"
            "Préfecture de l'Orbe Préfète déléguée pour l'égalité des\nchances\nClaire-Anne Bouvet\n"
            "Centre hospitalier d'Aubigny Directrice générale Laure Thiers\n"
            "Le rectorat signe pour la première fois."
        )
    )
    assert spoken(found) == {
        "Val d'Orbe Agglomération": ("Fabien Delcourt", "Président"),
        "Préfecture de l'Orbe": ("Claire-Anne Bouvet", "Préfète déléguée pour l'égalité des chances"),
        "Centre hospitalier d'Aubigny": ("Laure Thiers", "Directrice générale"),
    }


@pytest.mark.parametrize(
    "text",
    [
        "The contract brings together institutions, health professionals and non-profit associations.",
        "L’ARS et la Ville s’engagent dans un contrat local de santé.",
        "Les signataires s’engagent à :\n- informer les habitants,\n- participer aux réunions du comité.",
        "Le contrat de ville signé entre l’État, la Ville de Castrin et le Département porte sur l’emploi.",
        "Les contrats locaux de santé sont conclus entre l’agence, notamment, et les collectivités territoriales.",
        "Le contrat local de santé est conclu entre l’agence régionale de santé et les collectivités territoriales.",
        "Le CLS est un outil de coordination entre l’ARS, la Ville de Castrin et le Département.",
        "Le contrat renforce les liens entre l’ARS, la Région et le Département, et leurs partenaires.",
        "Le CRTE, signé entre l’État, la Ville de Castrin et le Département, s’articule avec le CLS.",
        "Les signataires du contrat local de santé sont désignés plus loin.",
        "Le comité de pilotage du CLS réunit :\n- l’ARS,\n- la Ville de Castrin,\n- le Département.",
        "Un premier CLS avait été signé par la Ville de Castrin sur la période 2020-2023.",
        "Les partenaires cités ci-dessous ont signé le 3 mars 2031 le contrat local de santé.\n\nIl suit sept axes.\n\n"
        "- Soutenir l’installation",
        "Vu la délibération de la Ville de Castrin ;\nVu l’avis du Conseil départemental ;",
    ],
)
def test_who_signs_is_not_guessed(text: str) -> None:
    assert named(parties(reading_of(f"Contrat local de santé du Val d’Aurence\n\n{text}"))) == []


def test_who_was_thanked_or_met_is_consulted() -> None:
    text = (
        "Remerciements\n\nNous remercions les structures rencontrées :\n- le GEM de Castrin\n- l’UNAFAM\n\n"
        "Ces échanges ont nourri le diagnostic."
    )
    found = parties(contract(LISTS["bullets"], text))
    assert named(found) == SIX
    assert named(found, PartyRole.CONSULTED) == ["GEM de Castrin", "UNAFAM"]


def test_the_signature_page_names_the_parties_where_nothing_else_does() -> None:
    text = (
        "Article 1 : Objet\n\nLe contrat décline le projet régional de santé.\n\nFait à Castrin, le 3 mars 2031\n\n"
        "Pour l’Agence Régionale de Santé\nLa directrice générale\nAline CORVET\n\nPour la Ville de Castrin\nLe maire\n"
        "Hugo LESTRADE"
    )
    reading = reading_of([COVER, text])
    assert spoken(representatives(reading, parties(reading))) == {
        "Agence Régionale de Santé": ("Aline CORVET", "directrice générale"),
        "Ville de Castrin": ("Hugo LESTRADE", "maire"),
    }


_WORDS = st.lists(
    st.sampled_from("l’ARS la Ville de Castrin, et Le représentée par - • 12 rue \n ( ) € Vu ;".split(" ")), max_size=40
)


@given(_WORDS)
def test_whatever_the_text_every_party_stands_on_its_page(words: list[str]) -> None:
    reading = reading_of([COVER, f"Article 1 : Les parties signataires\n\n{' '.join(words)}"])
    found = representatives(reading, parties(reading))
    assert all(party.name and stands(reading, party.evidence) for party in found)


@given(st.text(max_size=120))
def test_spans_lie_within_the_text(text: str) -> None:
    span = name_span(text, 0, len(text))
    assert span is None or 0 <= span[0] < span[1] <= len(text)
    assert all(0 <= start < end <= len(text) for start, end in enumeration(text, 0, len(text)))


def _reference(name: str) -> Reading:
    path = Path(REFERENCE) / "documents" / name
    if not path.is_file():
        pytest.skip(f"reference documents absent: {path} (set CLS_REFERENCE_CORPUS)")
    document, _ = analyse(read(path, Limits(ocr=False)), document_id="d", file_name=name)
    return Reading("d", document.metadata, document.pages, tuple(body(document.pages)), document.sections)


@pytest.mark.parametrize(
    ("name", "signatories", "associated"),
    [
        ("contrat-pays-ledonien-2025-2030.pdf", 10, 7),
        ("communique-pays-ledonien-2019.pdf", 8, 0),
        ("communique-portes-du-haut-doubs-2021.pdf", 8, 0),
        ("presentation-pays-ledonien-2019-2024.pdf", 0, 0),  # says that partners signed; their names are pictures
        ("article-haut-jura-2026.html", 0, 0),
    ],
)
def test_the_reference_documents(name: str, signatories: int, associated: int) -> None:
    found = parties(_reference(name))
    assert len(named(found)) == signatories
    assert len(named(found, PartyRole.ASSOCIATED)) == associated


def test_associated_partners_who_do_not_sign() -> None:
    text = (
        "Les partenaires associés, qui ne signent pas, sont : le Rectorat de Brune et la Caisse d’allocations d’Essue."
    )
    found = namings(text, contract=True)
    assert [(n.role, [text[low:high] for low, high in n.spans]) for n in found] == [
        (PartyRole.ASSOCIATED, ["le Rectorat de Brune", "la Caisse d’allocations d’Essue"])
    ]


def test_guests_whose_names_no_known_word_opens_are_apart() -> None:
    text = "Participent aux travaux, sans signer : CPTS des Rives, Atmo Rives, CRCDC Rives et Caisse de Brune."
    found = namings(text, contract=True)
    assert [[text[low:high] for low, high in n.spans] for n in found] == [
        ["CPTS des Rives", "Atmo Rives", "CRCDC Rives", "Caisse de Brune"]
    ]


def test_an_acronym_and_a_name_of_two_words_are_parties_and_who_is_called_signs_nothing() -> None:
    reading = reading_of(
        [
            "Contrat local de santé\ndu Val d’Aurence\n2031-2035",
            "Article 1 : Les parties\n\nLe présent contrat est conclu entre :\n\n"
            "Le Centre hospitalier de Brune, représenté par sa directrice, Madame Ida Morin,\n"
            "L’EHS des Coteaux, représenté par son directeur, Monsieur Guy Lanoë.\n\n"
            "Article 2 : Durée\n\nCinq ans.\n\n"
            "Annexe : contacts\n\nNom | Organisme | Téléphone\n"
            "Olivier Fontan | Centre hospitalier de Brune | 02 99 00 14 52\nLéa Roy | Rives Intercom | 02 99 00 77 20",
        ]
    )
    found = [p for p in parties(reading) if p.role is PartyRole.SIGNATORY]
    assert [(party.name, [said.value for said in party.representatives]) for party in found] == [
        ("Centre hospitalier de Brune", ["Ida Morin"]),
        ("EHS des Coteaux", ["Guy Lanoë"]),
    ]
    listed = reading_of(
        "Article 1 : Les parties\n\nLe présent contrat est conclu entre :\n\n- Rives Intercom ;\n- l’ARS d’Aurence ;\n"
        "\nArticle 2 : Durée\n\nCinq ans."
    )
    assert named(parties(listed)) == ["Rives Intercom", "ARS d’Aurence"]


def test_those_whom_a_person_speaks_for_in_other_words() -> None:
    reading = reading_of(
        [
            "Contrat local de santé du Val d’Aurence\n2031-2035",
            "Ceux qui s’engagent\n\nCe contrat est passé entre les trois signataires que voici.\n"
            "Communauté de communes du Val d’Aurence, que représente Guy\nLanoë, président ;\n"
            "Agence régionale de santé de Brune, ayant pour mandataire Ida Morin, directrice générale ;\n"
            "État, agissant par Léa Roy, préfète de Brune ;\n"
            "Et personne d’autre. La Région de Brune, l’Éducation nationale et le conseil de développement sont des\n"
            "compagnons de route : ils siègent aux réunions et n’ont pas signé.\n",
        ]
    )
    found = parties(reading)
    assert spoken(found) == {
        "Communauté de communes du Val d’Aurence": ("Guy Lanoë", "président"),
        "Agence régionale de santé de Brune": ("Ida Morin", "directrice générale"),
        "État": ("Léa Roy", "préfète de Brune"),
    }
    assert named(found, PartyRole.ASSOCIATED) == ["Région de Brune", "Éducation nationale", "conseil de développement"]
