"""English questions put into French."""

from __future__ import annotations

import pytest

from assistant.questions.english import in_french
from assistant.questions.intents import intents_of


@pytest.mark.parametrize(
    ("question", "french"),
    [
        ("Who signed the Val Brumeux contract?", "Qui a signé le contrat de Val Brumeux ?"),
        ("When was the contract signed?", "Quand a été signé le contrat ?"),
        ("until when does the contract run?", "Jusqu'à quand court le contrat ?"),
        ("what does PSSM stand for?", "Que veut dire PSSM ?"),
        ("who pays for the tiger mosquito action and how much", "Qui paie le moustique tigre et combien ?"),
        ("Which contract talks about ragweed?", "Quel contrat parle de l'ambroisie ?"),
        ("What is the total budget of the contract?", "Quel est le budget total du contrat ?"),
        ("Who leads action sheet 2.1?", "Qui porte la fiche action 2.1 ?"),
        ("which towns are covered by the contract", "Quelles communes sont couvertes par le contrat ?"),
        ("How often does the steering committee meet?", "Combien de fois par an se réunit le comité de pilotage ?"),
        ("What is planned for young people?", "Que prévoit le contrat pour les jeunes ?"),
        ("and who pays?", "Et qui paie ?"),
        (
            "Which actions target young people in the Val Brumeux contract?",
            "Quelles fiches actions concernent les jeunes dans le contrat de Val Brumeux ?",
        ),
        ("Which projects help the elderly?", "Quelles fiches actions concernent les personnes âgées ?"),
        ("Which measures are aimed at teenagers?", "Quelles fiches actions concernent les jeunes ?"),
        ("What does the ARS fund at 100 %?", "Que finance ARS à 100 % ?"),
        ("What does the ARS fund in full?", "Que finance ARS à 100 % ?"),
        ("What does the ARS pay for?", "Que finance ARS ?"),
        ("Which actions does the CPTS lead?", "Quelles fiches actions porte CPTS ?"),
        ("Which projects will the ARS fund?", "Quelles fiches actions finance ARS ?"),
    ],
)
def test_an_english_question_is_put_into_french(question: str, french: str) -> None:
    assert in_french(question) == french


@pytest.mark.parametrize(
    ("question", "intent"),
    [
        ("Who signed the contract?", "signatories"),
        ("When was the contract signed?", "signed_on"),
        ("How much does the training cost?", "money"),
        ("Who pays for it?", "money"),
        ("How long does the contract run?", "duration"),
        ("Who leads the action?", "lead"),
        ("Which municipalities are covered by the contract?", "perimeter"),
    ],
)
def test_it_has_the_intents_of_the_french_question(question: str, intent: str) -> None:
    assert intent in {found.name for found in intents_of(in_french(question))}


@pytest.mark.parametrize(
    "question",
    [
        "Qui a signé le CLS ?",
        "one health, le contrat en dit quoi ?",
        "RAFT c'est quoi",
        "On a signé quand ?",
        "Le programme « Who's who » est-il financé par la Région ?",
        "",
    ],
)
def test_a_french_question_stays_as_it_is(question: str) -> None:
    assert in_french(question) == question
