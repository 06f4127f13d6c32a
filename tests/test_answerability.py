"""What a quote must hold before it may answer."""

from __future__ import annotations

import pytest

from assistant.questions.scope import Resolved, ScopeResolver
from assistant.questions.understand import Query, understand
from assistant.quotations.answerability import asks_done, enough, holds_names, is_name
from assistant.records import Question, Status
from assistant.service import Assistant
from ingest.naming import fold
from tests.contracts import ask, assistant_of, snapshot_of


@pytest.fixture(scope="module")
def assistant() -> Assistant:
    return assistant_of()


@pytest.mark.parametrize(
    "question",
    [
        "Quel est le taux de vaccination des médecins généralistes des Hautes Rives ?",
        "Combien de places de crèche dans les Hautes Rives ?",
        "y a t il une centre de naissance dans les Hautes Rives",
        "Qui finance la navette fluviale des Hautes Rives ?",
    ],
)
def test_what_no_document_names_is_not_answered_by_what_stands_beside_it(assistant: Assistant, question: str) -> None:
    assert ask(assistant, question).status is Status.NOT_FOUND


def test_the_same_questions_on_what_is_named_are_answered(assistant: Assistant) -> None:
    assert "5,2" in ask(assistant, "Quelle est la densité de médecins généralistes des Hautes Rives ?").answer
    assert "7 350" in ask(assistant, "Qui finance l'accueil des médecins des Hautes Rives ?").answer


@pytest.mark.parametrize(
    ("question", "done"),
    [
        ("Combien de personnes ont été formées l'an dernier ?", True),
        ("combien de kits a-t-on distribués ?", True),
        ("Combien de médecins se sont installés ?", False),
        ("Combien d'internes ont déjà été accueillis ?", True),
        ("Combien a été prévu pour le poste ?", False),
        ("Combien d'organismes ont signé ?", False),
        ("Combien coûte la fiche 2.1 ?", False),
        ("Combien de communes sont dans le périmètre ?", False),
    ],
)
def test_what_was_done_is_not_what_is_planned(question: str, done: bool) -> None:
    assert asks_done(fold(question)) is done


@pytest.mark.parametrize(
    "opening", ["Est-ce que", "Peut-on", "A-t-on le droit d'", "Faut-il", "Y-a-t-il de quoi", "Doivent-elles"]
)
def test_a_verb_with_its_pronoun_names_nobody(opening: str) -> None:
    asked = understand(Question(f"{opening} soigner l'ambroisie du Val Brumeux ?"), ScopeResolver(snapshot_of()), 2026)
    assert holds_names(asked, [], "un talus", frozenset())


def test_a_hyphenated_place_is_a_name() -> None:
    asked = understand(Question("Est-ce que Saint-Cyr-sur-Ronde est soignée ?"), ScopeResolver(snapshot_of()), 2026)
    assert not holds_names(asked, [], "un talus", frozenset())


@pytest.mark.parametrize(
    ("word", "question", "expected"),
    [
        ("comment", "Comment ajouter une fiche en cours de route ?", False),
        ("pourquoi", "Pourquoi ce contrat ?", False),
        ("combien", "Combien de places ?", False),
        ("brumelin", "Que fait Brumelin ?", True),
        ("brumelin", "que fait brumelin ?", False),
    ],
)
def test_a_word_of_grammar_is_no_name_though_it_begins_the_question(word: str, question: str, expected: bool) -> None:
    assert is_name(word, question) is expected


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        ("Les étudiants recevront un kit découverte : 3 repas, une entrée à la piscine.", False),
        ("Le pays a distribué 40 kits découverte aux étudiants.", True),
    ],
)
def test_what_will_be_handed_out_is_no_count_of_what_was(quote: str, expected: bool) -> None:
    query = Query("Combien de kits découverte ont déjà été distribués ?", Resolved(()), ())
    assert enough(query, 1.0, quote) is expected


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        ("Le territoire recense 8 médecins pour 10 000 habitants.", False),
        ("12 médecins seront installés d'ici 2035.", True),
    ],
)
def test_what_there_is_says_nothing_of_what_will_be(quote: str, expected: bool) -> None:
    query = Query("Combien de médecins vont s'installer ?", Resolved(()), ())
    assert enough(query, 1.0, quote) is expected
