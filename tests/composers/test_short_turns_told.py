"""What short turns are answered, over a whole contract: pages, reasons, totals, claims that are wrong, services."""

from __future__ import annotations

import pytest

from assistant.records import Question, Status, Turn
from assistant.service import Assistant
from tests.composers.cendre import CENDRE
from tests.contracts import ask, assistant_of


@pytest.fixture(scope="module")
def cendre() -> Assistant:
    text = CENDRE.replace("Partenaires\nclubs sportifs", "Partenaires\nDépartement (PMI), clubs sportifs, CAF")
    text = text.replace("Partenaires\nCentre hospitalier", "Partenaires\nPMI, Centre hospitalier")
    return assistant_of({"contrat-cendre.txt": text})


def _talk(assistant: Assistant, *questions: str) -> str:
    history: tuple[Turn, ...] = ()
    answer = ""
    for question in questions:
        answer = assistant.ask(Question(question, history)).answer
        history = (*history, Turn(question, answer))
    return answer


@pytest.mark.parametrize("turn", ["c'est écrit où ?", "quelle page ?", "d'où tu sors ça ?"])
def test_where_it_is_written_is_told_with_its_page(cendre: Assistant, turn: str) -> None:
    told = _talk(cendre, "Combien coûte la fiche 2.1 ?", turn)
    assert told.startswith("C'est écrit page ")
    assert "4 400 €" in told


def test_whether_it_is_sure_says_it_again_with_its_place(cendre: Assistant) -> None:
    told = _talk(cendre, "Qui porte la fiche 2.2 ?", "tu es sûr ?")
    assert "FREDON" in told.splitlines()[0]
    assert "C'est écrit page " in told


def test_the_total_is_of_the_amounts_just_asked_for(cendre: Assistant) -> None:
    told = _talk(cendre, "Combien coûte la fiche 2.1 ?", "et la 2.3 ?", "et le total ?")
    assert "7 000 €" in told


def test_a_reason_that_no_sheet_gives_is_not_told(cendre: Assistant) -> None:
    history = (Turn("Qui a signé le contrat ?", ask(cendre, "Qui a signé le contrat ?").answer),)
    told = cendre.ask(Question("pourquoi ?", history))
    assert told.status is Status.NOT_FOUND


@pytest.mark.parametrize("typed", ["pk la 1.2 coute 12000 euros ??", "Est-ce que la fiche 1.2 coûte 9 000 € ?"])
def test_an_amount_claimed_of_a_sheet_without_any_is_denied(cendre: Assistant, typed: str) -> None:
    assert ask(cendre, typed).answer.startswith("Non : la fiche action 1.2")


def test_a_service_in_brackets_is_counted(cendre: Assistant) -> None:
    told = ask(cendre, "Dans quelles fiches la PMI est-elle citée ?").answer
    assert "deux fiches actions" in told
    assert "fiche 1.2" in told
    assert "fiche 2.3" in told
