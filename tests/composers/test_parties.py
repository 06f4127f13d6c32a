"""Who signs, for whom, and who does not: the sentences, their contract and their proofs."""

from __future__ import annotations

import pytest

from assistant.records import Answer, Status
from assistant.service import Assistant
from tests.composers.health_contracts import TEXTS
from tests.contracts import ask, assistant_of


@pytest.fixture(scope="module")
def assistant() -> Assistant:
    return assistant_of(TEXTS)


def quoted(answer: Answer) -> str:
    return " ".join(citation.quote for citation in answer.citations)


@pytest.mark.parametrize(
    "question",
    [
        "qui sont les signataires du cls des vallons",
        "combien de signataires pour le contrat des Vallons",
        "Suppose que la CAF est signataire. Qui sont les signataires du CLS des Vallons ?",
    ],
)
def test_the_signatories_are_listed_with_who_speaks_for_them(assistant: Assistant, question: str) -> None:
    answer = ask(assistant, question)
    assert answer.answer.startswith("Le CLS Vallons 2031-2036 a huit signataires :")
    assert "ARVIEU, directrice générale" in answer.answer
    assert "familiales" not in answer.answer


def test_associated_partners_are_another_list(assistant: Assistant) -> None:
    answer = ask(assistant, "Quels sont les partenaires associés du CLS des Vallons ?").answer
    assert answer.startswith("Le CLS Vallons 2031-2036 a trois partenaires associés :")
    assert "centre hospitalier" not in answer


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("le ch de st orens est il signataire du cls des vallons ?", "Oui : le centre hospitalier de Saint-Orens est"),
        ("la sécu a signé le contrat des vallons ?", "Oui : la Caisse primaire d'assurance maladie"),
        ("est-ce que la MSA fait partie du CLS des Vallons", "Oui : la Mutualité sociale agricole est signataire"),
        ("L'hôpital a-t-il signé le CLS des Vallons ?", "Oui : le centre hospitalier de Saint-Orens"),
        ("la cpts est elle signataire du cls des vallons", "Oui : la communauté professionnelle"),
        ("la comcom des Grands Rivages est signataire ?", "Oui : la communauté de communes des Grands Rivages"),
        (
            "Le PETR du Pays des Vallons a-t-il signé en 2016 ?",
            "Oui : le PETR du Pays des Vallons est signataire du CLS",
        ),
    ],
)
def test_a_signatory_is_confirmed(assistant: Assistant, question: str, begins: str) -> None:
    answer = ask(assistant, question)
    assert answer.status is Status.ANSWERED
    assert answer.answer.startswith(begins)
    assert answer.citations


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("le ch de st claude est dans le cls des vallons ?", "le CH de Saint-Claude"),
        ("La CPAM de la Brise est-elle signataire du CLS des Vallons ?", "la CPAM de la Brise"),
        ("Est-ce que Médecins du Monde a signé le CLS des Vallons ?", "Médecins du Monde"),
        ("La région est-elle signataire du CLS des Vallons ?", "la région"),
    ],
)
def test_another_of_its_kind_is_not_taken_for_it(assistant: Assistant, question: str, name: str) -> None:
    answer = ask(assistant, question)
    assert answer.answer.startswith(f"Non : {name} ne figure pas parmi les huit signataires du CLS Vallons 2031-2036")
    assert "centre hospitalier de Saint-Orens" in quoted(answer)


def test_an_associated_partner_does_not_sign(assistant: Assistant) -> None:
    answer = ask(assistant, "La CAF est-elle signataire ou seulement partenaire du CLS des Vallons ?").answer
    assert "ne figure pas parmi les huit signataires" in answer
    assert "mais comme partenaire associée" in answer
    assert "partenaire (fiche 2.2)" in answer


def test_a_partner_of_sheets_does_not_sign(assistant: Assistant) -> None:
    answer = ask(assistant, "le CIDFF est-il signataire du CLS des Vallons ?").answer
    assert answer.startswith("Non : le CIDFF ne figure pas")
    assert "Il apparaît dans les fiches actions comme partenaire (fiche 2.2)" in answer


@pytest.mark.parametrize(
    "question", ["Qui représente le CIDFF dans le CLS des Vallons ?", "qui represente le cidff (vallons)"]
)
def test_nobody_represents_who_does_not_sign(assistant: Assistant, question: str) -> None:
    answer = ask(assistant, question).answer
    assert "CIDFF ne figure pas parmi les huit signataires du CLS Vallons" in answer
    assert "\n- " not in answer


def test_another_generation_is_named(assistant: Assistant) -> None:
    answer = ask(assistant, "La CPAM avait-elle signé le CLS des Vallons en 2016 ?").answer
    assert answer.startswith("Non : la CPAM ne figure pas parmi les cinq signataires du CLS Vallons 2016-2020")
    assert "est en revanche signataire de celui de 2031-2036" in answer


def test_the_contracts_of_one_are_listed(assistant: Assistant) -> None:
    answer = ask(assistant, "Dans quels contrats la MSA est-elle signataire ?").answer
    assert answer.startswith("La MSA est signataire de trois contrats :")
    assert "CLS Grands Rivages 2030-2034 : la mutualité sociale agricole de la Brise" in answer


def test_a_false_premise_is_set_right(assistant: Assistant) -> None:
    answer = ask(assistant, "Pourquoi la MSA s'est-elle retirée du CLS des Vallons ?").answer
    assert answer.startswith("Les documents lus ne parlent d'aucun retrait : ")
    assert "la Mutualité sociale agricole figure parmi les huit signataires du CLS Vallons 2031-2036" in answer


def test_the_same_standing_in_two_contracts(assistant: Assistant) -> None:
    question = "La MSA a-t-elle le même statut dans les Vallons et dans les Grands Rivages ?"
    assert ask(assistant, question).answer.startswith("Oui :")


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (
            "c'est quoi le nom de la directrice de l'ars qui a signé le cls des vallons",
            "Jeanne ARVIEU, directrice générale",
        ),
        ("le présidant du petr des vallons c ki", "Luc TERRIN, président"),
        ("Qui a signé pour la CPAM dans le CLS des Vallons ?", "Inès COMBAL, directrice"),
        ("qui représente la caisse primaire dans le CLS des Vallons ?", "Inès COMBAL, directrice"),
    ],
)
def test_the_person_who_signs_is_named_with_the_office(assistant: Assistant, question: str, said: str) -> None:
    answer = ask(assistant, question)
    assert "est représenté" in answer.answer
    assert said in answer.answer
    assert said.split(",")[0].split()[-1] in quoted(answer)


@pytest.mark.parametrize(
    "question",
    ["Qui a signé pour le Département dans le CLS des Vallons ?", "qui est le préfet signataire du CLS des Vallons ?"],
)
def test_a_name_that_no_page_gives_is_said_to_be_missing(assistant: Assistant, question: str) -> None:
    answer = ask(assistant, question)
    assert answer.status is Status.PARTIAL
    assert "Les documents lus ne donnent pas le nom" in answer.answer


@pytest.mark.parametrize(
    "question",
    [
        "qui est le président de la République ?",
        "quel âge a la directrice de la CPAM de l'Ombrée ?",
        "Qui a signé la charte des Vallons ?",
        "La commune de Saint-Orens fait-elle partie du CLS des Vallons ?",
        "Qui est le président du club de football de Saint-Orens ?",
    ],
)
def test_what_is_no_matter_of_parties_is_left_alone(assistant: Assistant, question: str) -> None:
    answer = ask(assistant, question).answer
    assert "représentée par" not in answer or "«" in answer
    assert not answer.startswith(("Oui", "Non", "Le CLS Vallons 2031-2036 a huit signataires"))


def test_who_may_be_a_party_under_a_wider_name_is_not_denied(assistant: Assistant) -> None:
    # The contract says "L'État" without saying which prefecture speaks for it.
    answer = ask(assistant, "le prefet de la brise a t il signé le cls des vallons").answer
    assert not answer.startswith(("Oui", "Non"))


@pytest.mark.parametrize(
    "question",
    [
        "Orlac est dans le périmètre du CLS des Vallons ?",
        "Le comité de pilotage, c'est avec qui et il se réunit quand ?",
        "Et les tiques, c'était déjà un sujet dans le CLS 2016-2020 du Pays des Vallons ?",
        "Les tiques sont-elles dans le CLS des Vallons ?",
    ],
)
def test_what_is_in_the_contract_is_no_party_for_that(assistant: Assistant, question: str) -> None:
    answer = ask(assistant, question).answer
    assert not answer.startswith(("Oui", "Non", "Le CLS"))


@pytest.mark.parametrize(
    "question", ["la cpam a signé le cls des vallons ? et qui", "c ki la dame de la cpam ki a signé"]
)
def test_who_signs_is_named_with_whether_he_does(assistant: Assistant, question: str) -> None:
    assert "Inès COMBAL" in ask(assistant, question).answer


def test_one_authority_with_the_powers_of_two_signs_under_its_own_name() -> None:
    islands = """Contrat local de santé
du Pays de Brumelle
2031-2035
\f
Article 1 : Les parties signataires
Les signataires du contrat :
- L'Agence régionale de santé
- La Communauté de communes de Brumelle
- La Collectivité de Corse
Fait à Brumelle, le 4 mai 2031
"""
    own = assistant_of({"contrat-brumelle": islands})
    answer = ask(own, "le département et la région ont signé le contrat de Brumelle ou pas ?").answer
    assert answer.startswith("Non, pas sous ce nom : la Collectivité de Corse est signataire"), answer
    named = ask(own, "la Collectivité de Corse est-elle signataire du contrat de Brumelle ?").answer
    assert named.startswith("Oui : la Collectivité de Corse est signataire"), named
