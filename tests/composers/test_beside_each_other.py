"""What one contract has and another has not, how long each lasts, and the dearest sheet of each."""

from __future__ import annotations

import pytest

from assistant.composers.checking import passes
from assistant.composers.statement import Computation, Statement
from assistant.records import Status
from assistant.service import Assistant
from tests.composers.two_generations import TEXTS
from tests.contracts import ask, assistant_of


@pytest.fixture(scope="module")
def assistant() -> Assistant:
    return assistant_of(TEXTS)


@pytest.mark.parametrize(
    "question",
    [
        "Quels signataires du CLS de Brumelle 2031-2035 n'avaient pas signé celui de 2027 ?",
        "Qui a signé en 2031 mais pas en 2027 dans le Pays de Brumelle ?",
        "qui sont les signataires en plus dans le nouveau contrat du Pays de Brumelle par rapport à l'ancien ?",
    ],
)
def test_who_signs_only_the_later_contract(assistant: Assistant, question: str) -> None:
    answer = ask(assistant, question)
    assert answer.status is Status.ANSWERED
    lines = answer.answer.splitlines()
    lead = "Signataires du CLS Brumelle 2031-2035 qui ne figurent pas parmi ceux du CLS Brumelle"
    assert lines[0].startswith(f"{lead} 2027-2030 :")
    assert [line.split(" [")[0] for line in lines[1:]] == ["- Département de l'Orvelle", "- CPTS Brumelle-Vaux"]


@pytest.mark.parametrize(
    "question",
    [
        "Quels signataires du contrat de Brumelle de 2027 ne signent plus le nouveau ?",
        "Qui avait signé le CLS de Brumelle 2027-2030 mais pas celui de 2031 ?",
        "quels signataires de l'ancien contrat de Brumelle ont quitté le CLS ?",
    ],
)
def test_who_signs_only_the_earlier_contract(assistant: Assistant, question: str) -> None:
    answer = ask(assistant, question).answer
    assert "Signataires du CLS Brumelle 2027-2030 qui ne figurent pas" in answer
    assert "- Union des mutuelles de l'Orvelle" in answer
    assert "Département" not in answer


def test_of_another_territory_bodies_of_one_kind_are_alike(assistant: Assistant) -> None:
    answer = ask(assistant, "Quels signataires du contrat de Sarpe ne signent pas celui de Brumelle ?").answer
    assert "chaque territoire ayant les siens" in answer
    assert "- Communauté de communes des Coteaux de Sarpe" in answer
    assert "Caisse primaire" not in answer


def test_titles_without_their_like_are_listed_and_said_to_be_compared_by_their_words(assistant: Assistant) -> None:
    answer = ask(assistant, "Quelles actions du contrat de Brumelle de 2027 ont disparu du nouveau ?")
    assert answer.status is Status.PARTIAL
    assert "d'après leurs seuls mots" in answer.answer
    assert "- fiche 1.1 – Mettre en place un transport à la demande" in answer.answer
    assert "gestes qui sauvent" not in answer.answer


@pytest.mark.parametrize(
    "question",
    [
        "Quelle différence de durée entre le contrat de Brumelle 2031-2035 et celui des Coteaux de Sarpe ?",
        "Le contrat de Brumelle 2031-2035 dure-t-il plus longtemps que celui des Coteaux de Sarpe ?",
        "compare la durée du CLS de Brumelle 2031-2035 avec celle du CLS des Coteaux de Sarpe",
    ],
)
def test_the_gap_between_two_durations_is_our_own_calculation(assistant: Assistant, question: str) -> None:
    answer = ask(assistant, question).answer
    assert "CLS Brumelle 2031-2035 : 5 ans [" in answer
    assert "CLS Coteaux de Sarpe 2032-2035 : de 2032 à 2035, soit environ 3 ans (2035 − 2032)" in answer
    assert "soit environ 2 ans (5 − 3) de plus : ce calcul est le nôtre" in answer


def test_a_calculation_goes_on_only_from_one_that_stands() -> None:
    made = Computation("difference", (5.0, 3.0), 2.0)
    assert not passes(Statement("Soit 2 ans de plus", computed=(made,)))


def test_the_dearest_sheet_is_told_for_each_contract(assistant: Assistant) -> None:
    answer = ask(assistant, "Quelle action coûte le plus cher ?").answer
    assert "celui de la fiche 1.2 (Ouvrir une maison sport-santé) : 12 000 €" in answer
    assert "celui de la fiche 2.1 (Accueillir les internes) : 7 000 €" in answer


def test_a_length_that_is_no_number_of_years_is_not_made_of_two() -> None:
    odd = TEXTS["nouveau.txt"].replace("une durée de 5 ans", "une durée de 4 ans et demi")
    other = assistant_of({"nouveau.txt": odd, "sarpe.txt": TEXTS["sarpe.txt"]})
    question = "Quelle différence de durée entre le contrat de Brumelle et celui des Coteaux de Sarpe ?"
    assert "(2035 − 2031)" not in ask(other, question).answer
