"""Follow-up questions over several turns, and complete ones that nothing is added to."""

from __future__ import annotations

import pytest

from assistant.questions.halves import halves
from assistant.questions.scope import ScopeResolver
from assistant.questions.understand import Query, understand
from assistant.records import Question, Turn
from tests.contracts import snapshot_of

RESOLVER = ScopeResolver(snapshot_of())
RIVES, ORIEL = "hautes-rives-2024-2028", "monts-d-oriel-2025-2030"
BEFORE, NOW = "val-brumeux-2019-2023", "val-brumeux-2024-2029"


def query(*said: str | tuple[str, str]) -> Query:
    """The query of the last of these questions; those before may come with their answers."""
    turns = [Turn(turn) if isinstance(turn, str) else Turn(*turn) for turn in said]
    return understand(Question(turns[-1].question, tuple(turns[:-1])), RESOLVER, 2026)


PSSM = ("Combien coûte la formation PSSM ?", "La fiche action 2.1 du CLS Hautes Rives 2024-2028 prévoit 4 120 € [1].")
SIGNED = "Qui a signé le CLS du Val Brumeux ?"


@pytest.mark.parametrize(
    ("said", "understood"),
    [
        (
            ["Le Département a-t-il signé le CLS du Val Brumeux ?", "c'était signé quel jour ?"],
            "C'était signé quel jour : le CLS du Val Brumeux ?",
        ),
        (["Combien d'axes compte le contrat des Monts d'Oriel ?", "Et dans le Val Brumeux ?"],
         "Combien d'axes compte le CLS Val Brumeux ?"),
        (["Que fait le Val Brumeux contre l'ambroisie ?", "Et contre les moustiques ?"],
         "Que fait le Val Brumeux contre les moustiques ?"),
        (["Combien de signataires a le CLS du Val Brumeux ?", "La MSA en fait partie ?", "Et la CAF ?"],
         "La CAF fait-elle partie des signataires du CLS du Val Brumeux ?"),
        (["Le Département a-t-il signé le CLS du Val Brumeux ?", "Et la MSA ?"],
         "La MSA fait-elle partie des signataires du CLS du Val Brumeux ?"),
        (["Aubeterre est-elle dans le CLS des Hautes Rives ?", "Et Lunac ?"],
         "Lunac est-elle dans le CLS des Hautes Rives ?"),
        (["Combien coûte la fiche 2.1 du CLS des Hautes Rives ?", "ki la porte"],
         "Qui porte la fiche 2.1 du CLS des Hautes Rives ?"),
        (["Quels partenaires pour la fiche 2.1 du CLS des Hautes Rives ?", "c'est combien ?", "Et la 1.1 ?"],
         "Combien coûte la fiche 1.1 du CLS des Hautes Rives ?"),
        (["Combien l'ARS finance-t-elle la fiche 2.1 des Hautes Rives ?", "et la Région ?"],
         "Combien la Région finance-t-elle la fiche 2.1 des Hautes Rives ?"),
        (["À quoi s'engage la MSA dans le CLS des Hautes Rives ?", "et la CPAM ?"],
         "À quoi s'engage la CPAM dans le CLS des Hautes Rives ?"),
        (["Que signifie PSSM ?", "Et SISM ?"], "Que signifie SISM ?"),
        # a part of the contract, named alone
        (["Qui porte la fiche 2.1 du CLS des Hautes Rives ?", "Et les axes ?"],
         "Quels sont les axes du CLS des Hautes Rives ?"),
        # who signed another generation
        (["La CPTS est-elle signataire du CLS Val Brumeux 2024-2029 ?", "et elle l'a signé en 2019 aussi ?"],
         "La CPTS est-elle signataire du CLS Val Brumeux 2019-2023 ?"),
        (["Qui a signé le CLS Val Brumeux 2024-2029 ?", "et avant, c'était qui ?"],
         "Qui a signé le CLS Val Brumeux 2019-2023 ?"),
        # the same number of others
        (["Combien d'infirmiers pour 10 000 habitants dans les Hautes Rives ?", "et les dentistes ?"],
         "Combien de dentistes pour 10 000 habitants du CLS Hautes Rives 2024-2028 ?"),
        # what a sheet says of itself
        (["Que prévoit la fiche 2.1 du CLS des Hautes Rives ?", "pour quel public ?"],
         "Pour quel public : la fiche 2.1 du CLS des Hautes Rives ?"),
        # another complement of the same figure
        (["Quel est le taux de dépistage du cancer du sein à Lunac des Hautes Rives ?", "et pour le colorectal ?"],
         "Quel est le taux de dépistage du cancer du colorectal à Lunac du CLS Hautes Rives 2024-2028 ?"),
        (["Combien coûte la fiche 2-1 du CLS des Hautes Rives ?", "Et la 1-1, combien ?"],
         "Combien coûte la fiche 1.1 du CLS des Hautes Rives ?"),
        (["Qui finance la fiche C1 du CLS des Hautes Rives ?", "Et pour la C2 ?"],
         "Qui finance la fiche C.2 du CLS des Hautes Rives ?"),
        # whether another organisation does what was asked of all
        (["Qui paie la fiche 2.1 du CLS des Hautes Rives ?", "et la MSA ?"],
         "Est-ce que la MSA paie la fiche 2.1 du CLS des Hautes Rives ?"),
        (["Qui a signé le CLS des Hautes Rives ?", "Quels sont les axes ?"],
         "Quels sont les axes dans le CLS des Hautes Rives ?"),
        # whether an amount is a year's: the amount again
        (["Combien coûte la fiche 2.1 du CLS des Hautes Rives ?", "c'est par an ?"],
         "Combien coûte la fiche 2.1 du CLS des Hautes Rives ?"),
        (["Combien coûte la fiche 2.1 du CLS des Hautes Rives ?", "c'est global ou annuel ?"],
         "Combien coûte la fiche 2.1 du CLS des Hautes Rives ?"),
        ([SIGNED, "et quand ?"], "Quand a été signé le CLS du Val Brumeux ?"),
        (["who signed the Val Brumeux contract?", "and when?"], "Quand a été signé le contrat de Val Brumeux ?"),
        # another generation
        ([SIGNED, "et dans l'ancien ?"], "Qui a signé le CLS Val Brumeux 2019-2023 ?"),
        (["À quoi s'engage la MSA dans le CLS du Val Brumeux ?", "Et dans l'ancien contrat ?"],
         "À quoi s'engage la MSA dans le CLS Val Brumeux 2019-2023 ?"),
        (
            ["Qui a signé le CLS du Val Brumeux 2024-2029 ?", "et pour l'ancien contrat ?"],
            "Qui a signé le CLS Val Brumeux 2019-2023 ?",
        ),
        (["Combien coûte le CLS ?", "et l'ancien ?"], "Combien coûte le CLS Val Brumeux 2019-2023 ?"),
        (["Que paie la MSA ?", "et dans l'ancien ?"], "Que paie la MSA dans le CLS Val Brumeux 2019-2023 ?"),
        (["Qui a signé le CLS Val Brumeux 2019-2023 ?", "et l'actuel ?"], "Qui a signé le CLS Val Brumeux 2024-2029 ?"),
        # what the answer before named
        ([PSSM, "qui la porte ?"], "Qui porte la fiche 2.1 du CLS Hautes Rives 2024-2028 ?"),
        ([PSSM, "Quels sont ses partenaires ?"],
         "Quels sont les partenaires de la fiche 2.1 du CLS Hautes Rives 2024-2028 ?"),
        ([PSSM, "Quels sont ses partenaires ?", "Et la 2.2 ?"],
         "Quels sont les partenaires de la fiche 2.2 du CLS Hautes Rives 2024-2028 ?"),
        ([("Quelle fiche parle de formation ?", PSSM[1]), "combien ?"],
         "Combien coûte la fiche 2.1 du CLS Hautes Rives 2024-2028 ?"),
    ],
)  # fmt: skip
def test_it_is_rewritten_to_stand_alone(said: list[str | tuple[str, str]], understood: str) -> None:
    assert query(*said).understood == understood


@pytest.mark.parametrize(
    ("said", "contracts"),
    [
        ([SIGNED, "et en 2019 ?"], [BEFORE]),
        ([SIGNED, "et l'autre ?"], [BEFORE]),
        ([SIGNED, "Et les deux ?"], [BEFORE, NOW]),
        ([SIGNED, "et en 2019 ?", "et dans les Hautes Rives ?"], [RIVES]),
        (["Que font les Monts d'Oriel pour la santé mentale ?", "et qui paie ?"], [ORIEL]),
        ([SIGNED, "Jusqu'à quand ?"], [NOW]),
        ([SIGNED, "quel est le budget total ?"], [NOW]),
    ],
)
def test_it_keeps_its_contract(said: list[str], contracts: list[str]) -> None:
    assert sorted(c.ref.id for c in query(*said).scope.contracts) == contracts


@pytest.mark.parametrize(
    "question",
    [
        "Que prévoit le CLS des Hautes Rives pour la santé mentale ?",
        "Que veut dire PSSM ?",
        "Merci",
    ],
)
def test_a_complete_question_is_left_alone(question: str) -> None:
    assert query(SIGNED, question).text == question


def test_a_complete_question_that_names_no_contract_is_of_the_one_before() -> None:
    asked = query(SIGNED, "À quoi la CPAM est-elle engagée ?")
    assert asked.text.startswith("À quoi la CPAM est-elle engagée dans le CLS ")
    assert [c.ref.id for c in asked.scope.contracts] == [NOW]


def test_a_complete_question_stays_on_the_territory_that_the_asker_named() -> None:
    asked = query(SIGNED, "Quelles actions pour lutter contre l'ambroisie ?")
    assert asked.text == "Quelles actions pour lutter contre l'ambroisie dans le CLS du Val Brumeux ?"


def test_what_is_asked_of_all_contracts_is_of_all() -> None:
    assert (
        query(SIGNED, "Quels contrats ont été signés par la CPAM ?").text
        == "Quels contrats ont été signés par la CPAM ?"
    )


def test_a_territory_of_which_nothing_is_known_stays_unknown() -> None:
    assert query(SIGNED, "et à Besançon ?").scope.unknown == "Besançon"


def test_an_answer_that_names_no_contract_of_the_index_says_nothing() -> None:
    told = query(
        ("Combien ça coûte ?", "La fiche 9.9 du CLS de Nulle Part 1999-2003 coûte 3 €."), "Qui a signé le CLS ?"
    )
    assert told.text == "Qui a signé le CLS ?"


def test_a_year_asked_of_no_amount_is_not_the_question_before() -> None:
    before = "Qui porte la fiche 2.1 du CLS des Hautes Rives ?"
    assert query(before, "c'est par an ?").text != before


@pytest.mark.parametrize(
    "question",
    [
        "Quels sont les axes ?",
        "Quelles sont les fiches de l'axe 2 ?",
        "De quoi parle l'axe 2 ?",
        "Qui a signé le contrat de 2019 ?",
    ],
)
@pytest.mark.parametrize("before", [PSSM, "Qui a signé le CLS des Hautes Rives ?", "Qui porte la fiche 2.1 ?"])
def test_what_names_all_it_asks_of_takes_nothing_from_the_question_before(
    before: str | tuple[str, str], question: str
) -> None:
    """Glued to the one before, "Quels sont les axes ?" was answered by its signatories, its payers or its lead."""
    whole = question.rstrip(" ?")
    asked = query(before, question).text.rstrip(" ?")
    assert asked in (whole, f"{whole} dans le CLS Hautes Rives 2024-2028", f"{whole} dans le CLS des Hautes Rives")


def test_the_pronoun_of_a_second_question_is_what_the_first_names() -> None:
    assert halves("Le RAB c'est quoi et il fait quoi dans le contrat ?") == (
        "Le RAB c'est quoi ?",
        "Le RAB fait quoi dans le contrat ?",
    )
