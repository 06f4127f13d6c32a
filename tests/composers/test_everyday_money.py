"""Who pays and how much, in everyday words: "mettre au pot", "de la poche de", "l'ARS a mis combien"."""

from __future__ import annotations

import pytest

from assistant.records import Status
from assistant.service import Assistant
from tests.contracts import ask, assistant_of

VERSANNE = """Contrat local de santé
du Pays de Versanne
2031-2035
\f
Article 1 : Les parties signataires
Les signataires du contrat :
- L'Agence régionale de santé
- La Région
- Le Pays de Versanne
Fait à Versanne, le 4 mars 2031
\f
Axe 1 : Prévention
Fiche action 1.1 : Prévenir les chutes des aînés
Description du projet
- Ouvrir des ateliers d'équilibre
Porteur
Mission locale
Financement
Estimation du montant prévisionnel annuel du projet : 2 500 €
Taux d'intervention ARS : 100 %
Cofinancements : communes avec des prêts de salle
\f
Axe 2 : Animation
Fiche action 2.1 : Animer et suivre le contrat
Description du projet
- L'animatrice santé prépare les réunions et suit les actions.
Porteur
Le Pays de Versanne
Financement
Estimation du montant prévisionnel annuel du projet : 44 000 €
Taux d'intervention ARS : 50 %
Cofinancements : Pays de Versanne, Région
"""

PRESS = """Communiqué de presse
Un contrat local de santé pour le Plateau de Courval
Le contrat local de santé du Plateau de Courval 2032-2036 est signé le 5 mai 2032 entre l'Agence régionale de santé
et la communauté de communes du Plateau de Courval.
L'Agence régionale de santé accompagne les territoires dans leurs projets de santé.
Contacts presse
Odile Verdan
Tél : 03 99 98 97 96
Mél : odile.verdan@exemple.fr
"""


@pytest.fixture(scope="module")
def assistant() -> Assistant:
    return assistant_of({"contrat-versanne.txt": VERSANNE, "communique-courval.txt": PRESS})


@pytest.mark.parametrize(
    "question",
    [
        "Pour les chutes des aînés, ma commune doit mettre au pot ou l'ARS prend tout ?",
        "La prévention des chutes, c'est de la poche de la commune ?",
        "Les chutes, c'est à la charge de la commune ou l'ARS paie tout ?",
        "qui cofinance la prévention des chutes dans le Pays de Versanne",
    ],
)
def test_who_pays_is_understood_in_everyday_words(assistant: Assistant, question: str) -> None:
    answer = ask(assistant, question)
    assert answer.status is Status.ANSWERED
    assert "financés à 100 % par l'ARS" in answer.answer
    assert "communes avec des prêts de salle" in answer.answer


@pytest.mark.parametrize(
    "question",
    [
        "A part l'ARS, qui paye le salaire de l'animatrice santé ?",
        "Qui d'autre que l'ARS finance le poste d'animatrice ?",
        "qui finance le poste de l'animatrice du contrat de Versanne",
    ],
)
def test_who_pays_for_an_office_is_no_question_of_a_name(assistant: Assistant, question: str) -> None:
    assert "Pays de Versanne, Région" in ask(assistant, question).answer


@pytest.mark.parametrize(
    "question",
    [
        "Combien l'ARS a-t-elle mis dans le contrat du Plateau de Courval ?",
        "combien la Région a apporté dans le CLS du Plateau de Courval",
        "l'ARS a mis combien dans le contrat du Plateau de Courval ?",
        "Combien d'argent l'ARS a-t-elle investi dans le contrat du Plateau de Courval ?",
    ],
)
def test_where_no_amount_is_written_none_is_looked_for_elsewhere(assistant: Assistant, question: str) -> None:
    answer = ask(assistant, question)
    assert answer.status is Status.NOT_FOUND
    assert "ne donnent aucun montant" in answer.answer
    assert "Courval" in answer.answer
    assert "03 99" not in answer.answer


def test_what_a_payer_puts_into_the_contract_is_added_up(assistant: Assistant) -> None:
    answer = ask(assistant, "Combien l'ARS a-t-elle mis dans le contrat du Pays de Versanne ?").answer
    assert "total de ce que paie l'ARS" in answer
    assert "2 500 €" in answer


def test_what_no_sheet_says_of_a_payer_is_not_the_whole_budget(assistant: Assistant) -> None:
    answer = ask(assistant, "Combien le Département met dans le contrat du Pays de Versanne ?")
    assert answer.status is Status.NOT_FOUND
    assert "ne désigne le Département comme son financeur" in answer.answer


@pytest.mark.parametrize(
    "question",
    ["Qui accompagne le Plateau de Courval ?", "Que fait Odile Verdan pour la santé du Plateau de Courval ?"],
)
def test_a_telephone_answers_only_who_asks_for_contacts(assistant: Assistant, question: str) -> None:
    assert "03 99" not in ask(assistant, question).answer
    assert "03 99" in ask(assistant, "Quel est le contact presse du Plateau de Courval ?").answer


ESCRAINE = """Contrat local de santé
du Val d’Escraine
2031-2035
\f
Article 1 : Les parties signataires
Les signataires du contrat :
- L'Agence régionale de santé
- Le Département
Article 6 : Durée et révision
L'ajout d'une fiche action n'exige pas d'avenant : il est acté par le comité de pilotage.
Fait à Sartel, le 4 mars 2031
\f
Axe 1 : Prévention
Fiche action 1.1 : Former aux gestes de secours
Description du projet
- Tenir des sessions
Porteur
Mission locale
Budget prévisionnel : 22 000 € par an
Financeurs : ARS : 15 000 € ; Département : 5 000 € ; Ligue contre le cancer : 2 000 €
\f
Fiche action 1.2 : Bouger et bien manger à l'école
Description du projet
- Tenir des ateliers
Porteur
Mission locale
Budget prévisionnel : 16 500 € par an
"""


@pytest.fixture(scope="module")
def escraine() -> Assistant:
    return assistant_of({"contrat-escraine.txt": ESCRAINE, "contrat-versanne.txt": VERSANNE})


@pytest.mark.parametrize(
    "question",
    [
        "Combien coute les gestes de secours à Escraine ?",
        "combien coûtent les gestes de secours au Val d'Escraine",
        "Quel est le budget des gestes de secours à Escraine ?",
    ],
)
def test_a_territory_is_named_by_the_name_behind_its_elision(escraine: Assistant, question: str) -> None:
    assert "22 000 € par an" in ask(escraine, question).answer


def test_what_others_pay_is_told_where_one_payer_is_left_aside(escraine: Assistant) -> None:
    answer = ask(escraine, "A part l'ARS, qui paye les gestes de secours du Val d'Escraine ?").answer
    assert "5 000 €" in answer
    assert "2 000 €" in answer
    assert "15 000 €" not in answer


def test_the_sum_of_two_is_made_of_two_amounts_or_not_at_all(escraine: Assistant) -> None:
    first, second = "Combien coûtent les gestes de secours au Val d'Escraine ?", "et pour bouger et bien manger ?"
    answered = ask(escraine, first).answer
    assert "16 500 €" in ask(escraine, second, first).answer
    assert "16 500 €" not in ask(escraine, "ça fait combien les deux ?", first).answer
    assert "38 500 €" not in answered


def test_how_sheets_are_added_is_no_subject_of_one(escraine: Assistant) -> None:
    answer = ask(escraine, "Pour rajouter une fiche au contrat d'Escraine il faut un avenant ?").answer
    assert answer.startswith("Non : ")
    assert "n'exige pas d'avenant" in answer
