"""Answers composed from records, asked over invented contracts as people type."""

from __future__ import annotations

import re

import pytest

from assistant.records import Answer, Status
from assistant.service import Assistant
from tests.contracts import ask, assistant_of

ORVELLE = """Contrat local de santé
du Val d'Orvelle
2024-2029
\f
Article 1 : Les parties signataires
Les signataires du contrat :
- L'Agence régionale de santé
- La Communauté de communes du Val d'Orvelle
- Le Département
- La CPAM de Brumes
Les partenaires associés en tant que de besoin :
- La Mission locale
Article 2 : Le périmètre
Le contrat couvre 2 communautés de communes soit 5 communes :
- Communauté de communes du Val d'Orvelle (CCVO) : 12 300 habitants et 3 communes :
Maraville, Pontigny-sur-Orvelle, Sartel.
- Communauté de communes des Hauts-Prés : 4 150 habitants et 2 communes :
Belmont-le-Haut, Quersac.
Article 4 : Les axes
Il a été décidé de retenir 3 axes stratégiques :
Axe 1 : Accès aux soins
Axe 2 : Santé mentale
Article 6 : Durée et révision
Le contrat est conclu pour une durée de cinq ans, de 2024 à 2029.
Toute fiche action nouvelle est intégrée par un avenant validé par le comité de pilotage.
Article 8 : Communication
Les signataires s'engagent à faire figurer le logo de l'ARS sur les affiches.
Article 9 : Résiliation
Le contrat peut être résilié par chaque partie avec un préavis de quatre mois.
Fait à Maraville, le 3 avril 2024
\f
Axe 1 : Accès aux soins
Fiche action 1.1 : Accueillir les internes en médecine
Contexte
Le territoire manque de médecins.
Porteur
La Communauté de communes du Val d'Orvelle
Partenaires
CPAM de Brumes, Mission locale
Public
Internes en médecine
Calendrier prévisionnel
2024-2026
Financement
Estimation du montant prévisionnel annuel du projet : 8 200 €
Taux d'intervention ARS : 100 %
Cofinancements : néant
Indicateurs
Description :
- Nombre d'internes accueillis
Fréquence de mesure : annuelle
Responsable du suivi : Odile Verdan
\f
Fiche action 1.2 : Ouvrir un bus dentaire
Contexte
Les dentistes sont rares.
Porteur
CPAM de Brumes
Partenaires
Département
Public
Enfants
Calendrier prévisionnel
2025
Financement
Estimation du montant prévisionnel annuel du projet : 1 300 €
Taux d'intervention ARS : 50 %
Cofinancements : Département
Indicateurs
Description :
- Nombre de journées de bus
\f
Axe 2 : Santé mentale
Fiche action 2.1 : Former aux premiers secours en santé mentale
Contexte
La souffrance des jeunes augmente.
Porteur
La Mission locale
Partenaires
Département
Public
Jeunes
Calendrier prévisionnel
2024-2029
Financement
Estimation du montant prévisionnel global du projet : néant
Taux d'intervention ARS : CPOM Mission locale
Cofinancements : néant
Indicateurs
Description :
- Nombre de personnes formées
"""


@pytest.fixture(scope="module")
def assistant() -> Assistant:
    return assistant_of({"contrat-orvelle.txt": ORVELLE})


def said(assistant: Assistant, question: str, *before: str) -> Answer:
    """The answer, every mark of which has its citation."""
    answer = ask(assistant, question, *before)
    numbers = {citation.number for citation in answer.citations}
    assert {int(n) for n in re.findall(r"\[(\d+)\]", answer.answer)} <= numbers
    return answer


@pytest.mark.parametrize(
    ("question", "status", "holds"),
    [
        ("Combien coûte l'accueil des internes ?", "answered", ["8 200 € par an", "100 %", "ARS"]),
        ("cb coute le bus dentaire", "answered", ["1 300 € par an", "50 %"]),
        ("Comment est financée la fiche 2.1 ?", "answered", ["ne donne pas de montant", "CPOM Mission locale"]),
        ("Quel est le budget total du contrat ?", "partial", ["8 200 €", "1 300 €", "9 500 € par an", "2.1"]),
        ("Quelle est la fiche la plus chère ?", "answered", ["1.1", "8 200 €"]),
        ("Combien de fiches n'ont aucun montant ?", "answered", ["Une fiche action sur 3", "2.1"]),
        ("Quelles fiches sont financées à 100 % par l'ARS ?", "answered", ["1.1", "8 200 €"]),
        ("L'axe 1, ça fait combien en tout ?", "partial", ["9 500 € par an"]),
        ("Quand a été signé le contrat et jusqu'à quand court-il ?", "answered", ["3 avril 2024", "2024-2029"]),
        ("Quelles sont les fiches actions ?", "answered", ["trois fiches actions", "bus dentaire"]),
        ("Combien de fiches dans l'axe santé mentale ?", "answered", ["une fiche action", "2.1"]),
        ("Qui porte le bus dentaire et combien ça coûte ?", "answered", ["CPAM de Brumes", "1 300 €"]),
        ("Qui suit la fiche 1.1 ?", "answered", ["Odile Verdan"]),
        ("Quels indicateurs pour la 1.1 et à quel rythme ?", "answered", ["internes accueillis", "annuelle"]),
        ("Quersac fait-elle partie du périmètre ?", "answered", ["Oui", "Quersac", "Hauts-Prés"]),
        ("Combien d'habitants à la CCVO ?", "answered", ["12 300"]),
        ("Quelle est l'interco qui compte le plus de communes ?", "answered", ["Val d'Orvelle", "3"]),
        ("Combien d'axes ?", "answered", ["deux axes", "3"]),
        ("Peut-on ajouter une fiche en cours de route ?", "answered", ["avenant"]),
        ("Comment résilier ?", "answered", ["quatre mois"]),
        ("Faut-il mettre le logo de l'ARS ?", "answered", ["logo"]),
    ],
)
def test_answers_hold_what_the_contract_says(
    assistant: Assistant, question: str, status: str, holds: list[str]
) -> None:
    answer = said(assistant, question)
    assert answer.status == Status(status), answer.answer
    for words in holds:
        assert words in answer.answer, f"{words!r} not in {answer.answer!r}"


def test_figures_are_typed_and_point_to_their_quote(assistant: Assistant) -> None:
    answer = said(assistant, "Combien coûte l'accueil des internes ?")
    amount = next(figure for figure in answer.figures if figure.unit == "EUR/an")
    assert (amount.text, amount.value) == ("8 200 €", 8200)
    quote = next(citation.quote for citation in answer.citations if citation.number == amount.citation)
    assert "8 200" in quote


def test_a_sheet_that_does_not_exist_is_said_not_to(assistant: Assistant) -> None:
    answer = said(assistant, "Combien coûte la fiche 7.4 ?")
    assert answer.status is Status.NOT_FOUND
    assert "8 200" not in answer.answer


def test_what_was_spent_is_not_what_was_planned(assistant: Assistant) -> None:
    assert said(assistant, "Combien a-t-on réellement dépensé pour les internes ?").status is Status.NOT_FOUND
