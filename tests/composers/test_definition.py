"""Acronyms and terms as the documents explain them, each sense with its place."""

from __future__ import annotations

import pytest

from assistant.service import Assistant
from tests.contracts import TEXTS, ask, assistant_of

TERMS = """Contrat local de santé
du Pays des Hautes Rives
2024-2028
\f
Introduction
Le contrat local de santé (CLS) est un outil qui réunit l'Agence régionale de santé et les collectivités.
La conseillère en parcours de soins (CPS) reçoit les habitants de Lunac.
Le Réseau d'orthophonie des Rives (ROR) forme les écoles.
L'animatrice santé (AS) travaille avec la chargée d'études en santé publique (CE SP).
Une approche de santé communautaire (« démarche par laquelle les habitants d'un quartier
définissent ensemble leurs priorités et agissent sur elles ») est recherchée.
Les perturbateurs endocriniens sont des substances qui dérèglent les hormones.
« La santé est un état de bien-être qui dépasse la maladie. »
Définition de la charte de Lunac
\f
Axe 1 : La santé mentale
Fiche action 1.1 : Former les aidants
Contexte
Le GEM de Rochevive accueille trente personnes. La formation PSSM les concerne.
Porteur
La Maison des adolescents, un ETP
Financement
Néant
\f
Fiche action 1.2 : Premiers secours en santé mentale
Contexte
Une session par an.
Porteur
Le Pays
"""
BEFORE = """Communiqué de presse
Le Val Brumeux signe son contrat local de santé 2019-2023
Le contrat local de santé du Val Brumeux a été signé le jeudi 14 mars 2019 à Maraval pour la période 2019-2023.
Il développe l'éducation thérapeutique du patient (ETP) et les compétences psychosociales (CPS).
"""


@pytest.fixture(scope="module")
def assistant() -> Assistant:
    return assistant_of({**TEXTS, "hautes-rives.txt": TERMS, "communique-val-brumeux-2019.txt": BEFORE})


@pytest.mark.parametrize(
    ("question", "held"),
    [
        ("CPS, ça veut dire quoi ?", ["conseillère en parcours de soins", "compétences psychosociales"]),
        ("ETP ça veut dire quoi ?", ["éducation thérapeutique du patient", "sans être expliqué", "équivalent temps"]),
        ("Que signifie ROR ?", ["Réseau d'orthophonie des Rives"]),
        ("Que signifie CE SP dans ce contrat ?", ["chargée d'études en santé publique"]),
        ("AS, ça désigne l'aide-soignante ?", ["Non", "animatrice santé"]),
        ("AS c'est l'animatrice santé ?", ["Oui", "animatrice santé"]),
        ("ROR ?", ["Réseau d'orthophonie des Rives"]),
        ("c'est quoi un GEM", ["sans être expliqué", "groupe d'entraide mutuelle"]),
        ("What does PSSM mean?", ["Premiers secours en santé mentale", "en toutes lettres"]),
        ("qu'est-ce qu'un CLS ?", ["contrat local de santé"]),
        ("Qu'entend-on par « santé communautaire » ?", ["définissent ensemble leurs priorités"]),
        ("Qu'appelle-t-on un perturbateur endocrinien dans le contrat ?", ["dérèglent les hormones"]),
        ("c'est quoi les perturbateurs endocriniens", ["dérèglent les hormones"]),
        ("Quelle définition de la santé est citée dans le contrat ?", ["état de bien-être", "charte de Lunac"]),
    ],
)
def test_meanings(assistant: Assistant, question: str, held: list[str]) -> None:
    answer = ask(assistant, question)
    said = answer.answer.lower()
    assert all(words.lower() in said for words in held), answer.answer
    assert answer.citations


@pytest.mark.parametrize(
    "question",
    [
        "c'est quoi le nom de la fiche 1.1",
        "c'est quoi le taux de l'ARS",
        "c'est quoi le budget de la 1.1",
        "C'est quoi la durée du CLS ?",
        "c'est quoi les formations Sentinelle",
        "c'est quoi un hippogriffe",
        "Que veut dire ZQX ?",
        "merci",
    ],
)
def test_what_is_no_term_or_is_explained_nowhere(assistant: Assistant, question: str) -> None:
    answer = ask(assistant, question).answer
    assert "sigle" not in answer
    assert not answer.startswith(("« ", "Dans « "))


def test_contracts_are_those_of_the_documents_cited(assistant: Assistant) -> None:
    answer = ask(assistant, "CPS, ça veut dire quoi ?")
    assert {contract.label for contract in answer.scope.contracts} == {
        "Hautes Rives 2024-2028",
        "Val Brumeux 2019-2023",
    }


def test_a_second_question_makes_it_partial(assistant: Assistant) -> None:
    assert ask(assistant, "ROR ça veut dire quoi et il y en a combien ?").status.value == "partial"
