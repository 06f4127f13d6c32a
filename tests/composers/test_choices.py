"""Questions that give two answers to choose from, and what a contract says of its beginning and its end."""

from __future__ import annotations

import pytest

from assistant.quotations.quote_verdict import verdict_of
from assistant.records import Answer, Status
from tests.contracts import ask, assistant_of

BRUMEL = """Contrat local de santé
du Haut-Brumel
2031-2035
\f
Préambule
Vingt-huit communes préparent ce contrat depuis deux ans.
Article 1 : Les parties signataires
Les signataires du contrat :
- L'Agence régionale de santé
- Brumel Métropole
- La CPAM de Brumes
Article 2 : Le périmètre
Le contrat couvre 27 communes.
L'île voisine de Sormelle n'est pas comprise dans le contrat.
Article 5 : Les engagements
L'ARS s'engage à cofinancer le poste de coordination dans la limite de 26 000 € par an.
Article 6 : Durée
Le contrat est conclu pour cinq ans, du 1er mars 2031 au 28 février 2035. Il n'est pas reconduit tacitement.
Fait à Brumel, le 3 février 2031
\f
Axe 1 : Accès aux soins
Fiche action 1.1 : Coordonner le contrat
Porteur
Brumel Métropole
Financement
Le poste est financé par l'ARS, plafonné à 25 000 € par an.
Fiche action 1.2 : Équiper les cabinets dentaires
Porteur
CPAM de Brumes
Financement
Estimation du montant prévisionnel annuel du projet : 9 000 €
"""


def answer(question: str) -> Answer:
    return ask(assistant_of({"cls-haut-brumel.pdf": BRUMEL}), question)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Le plafond de l'ARS pour la coordination, c'est 25 000 ou 26 000 € ?", ("25 000", "26 000")),
        ("on est combien de communes, 27 ou 28 ?", ("27 communes", "Vingt-huit communes")),
        ("Le contrat finit quand exactement et il se renouvelle tout seul ?", ("28 février 2035", "Non : «")),
        ("Quand le contrat prend-il effet et jusqu'à quand court-il ?", ("1er mars 2031", "28 février 2035")),
        ("Brumel Métropole est-elle signataire du contrat ?", ("Oui",)),
    ],
)
def test_what_the_contract_writes_is_said(question: str, said: tuple[str, ...]) -> None:
    given = answer(question)
    assert given.status is Status.ANSWERED
    assert [words for words in said if words not in given.answer] == []


def test_the_territory_that_says_which_contract_is_not_whom_the_question_asks_about() -> None:
    texts = {"cls-brumel.pdf": BRUMEL.replace("du Haut-Brumel", "de Brumel Métropole")}
    given = ask(assistant_of(texts), "La CAF de Brumes a-t-elle signé le contrat de Brumel Métropole ?")
    assert given.answer.startswith("Non : la ")


@pytest.mark.parametrize(
    "question",
    [
        "Le CLS du Bas-Brumel est signé depuis quand ?",
        "le cls du pays de clermoussac il a combien de fiches",
        "Quels signataires au CLS de l'île de Sormelle ?",
    ],
)
def test_a_neighbour_of_which_nothing_is_indexed_has_no_answer(question: str) -> None:
    given = answer(question)
    assert given.status is Status.NOT_FOUND
    assert "Aucun document indexé" in given.answer


@pytest.mark.parametrize(
    ("question", "quote", "verdict"),
    [
        ("Le budget des maraudes est-il fixé ?", "montant à arrêter par le comité technique", "Non"),
        (
            "La Ville a-t-elle accordé ses 10 000 € ?",
            "la part de la Ville, 10 000 €, est demandée et non acquise",
            "Non",
        ),
        ("La Ville a-t-elle accordé ses 10 000 € ?", "la part de la Ville, 10 000 €, est acquise", "Oui"),
        ("Les 11 000 € de l'hôpital sont-ils versés ?", "l'hôpital : temps valorisé à 11 000 €, en nature", "Non"),
        ("La MSA donne 6 000 € par an, c'est bien ça ?", "la MSA : 6 000 € en tout, et non par an", "Non"),
        ("L'ARS peut-elle payer plus de 25 000 € ?", "l'ARS paie la moitié, sans dépasser 25 000 €", "Non"),
        ("L'ARS peut-elle payer plus de 25 000 € ?", "l'ARS paie la moitié du poste", ""),
    ],
)
def test_a_quote_that_settles_a_question_of_money_gives_its_yes_or_no(question: str, quote: str, verdict: str) -> None:
    assert verdict_of(question, quote) == verdict


def test_a_sheet_about_the_evaluation_says_who_evaluates_and_when() -> None:
    sheet = (
        "Fiche action 1.3 : Évaluer le contrat\nPorteur\nUn cabinet choisi par marché\nCalendrier\nDernier semestre\n"
    )
    assistant = assistant_of({"cls-haut-brumel.pdf": BRUMEL + sheet})
    assert "cabinet choisi par marché" in ask(assistant, "Qui sera chargé d'évaluer le contrat ?").answer
    assert "Dernier semestre" in ask(assistant, "À quel moment est programmée l'évaluation du contrat ?").answer
