"""Follow-ups that ask again, correct, narrow a list, or ask of another place or generation."""

from __future__ import annotations

import pytest

from tests.test_followup import BEFORE, NOW, PSSM, SIGNED, query

LISTED = (
    "Quelles fiches de prévention dans le CLS des Hautes Rives ?",
    "Le CLS Hautes Rives 2024-2028 a deux fiches actions : [1]\n- 1.1 – Accueillir [1]\n- 2.1 – Former [2]",
)
COST = "Combien coûte la fiche 2.1 du CLS des Hautes Rives ?"


@pytest.mark.parametrize(
    ("said", "understood"),
    [
        # the same again, with its quotes
        ([COST, "c'est écrit où ?"], COST),
        ([COST, "à quelle page ?"], COST),
        ([COST, "tu es sûr ?"], COST),
        ([COST, "Vous êtes sûrs ?"], COST),
        (["Qui finance la fiche 2.1 du CLS des Hautes Rives ?", "à quelle hauteur ?"],
         "Qui finance la fiche 2.1 du CLS des Hautes Rives ?"),
        # a correction
        ([COST, "non, pas la 2.1, la 1.1"], "Combien coûte la fiche 1.1 du CLS des Hautes Rives ?"),
        ([COST, "je parle de la 1.1"], "Combien coûte la fiche 1.1 du CLS des Hautes Rives ?"),
        ([SIGNED, "non, je parle des Hautes Rives"], "Qui a signé le CLS Hautes Rives ?"),
        ([SIGNED, "parlons plutôt des Monts d'Oriel"], "Qui a signé le CLS Monts d'Oriel ?"),
        # what was listed
        ([LISTED, "qui les porte ?"], "Qui porte les fiches 1.1 et 2.1 du CLS des Hautes Rives ?"),
        ([LISTED, "combien en tout ?"], "Combien coûtent au total les fiches 1.1 et 2.1 du CLS des Hautes Rives ?"),
        ([LISTED, "et le total ?"], "Combien coûtent au total les fiches 1.1 et 2.1 du CLS des Hautes Rives ?"),
        ([LISTED, "lesquelles sont pour les jeunes ?"],
         "Quelles actions de prévention sont pour les jeunes du CLS des Hautes Rives ?"),
        # another place, another body
        (["Combien d'habitants compte Lunac dans les Hautes Rives ?", "et celle d'Aubeterre ?"],
         "Combien d'habitants compte Aubeterre du CLS Hautes Rives 2024-2028 ?"),
        ([SIGNED, "la CPAM y est ?"], "La CPAM fait-elle partie des signataires du CLS du Val Brumeux ?"),
        (["Que fait la CPAM dans le contrat du Pays des Hautes Rives ?", "et la MSA ?"],
         "Que fait la MSA dans le contrat du Pays des Hautes Rives ?"),
        (["À quoi s'engage la MSA dans le CLS des Hautes Rives ?", "eux ils paient quoi ?"],
         "La MSA paient quoi du CLS des Hautes Rives ?"),
        (["Combien de signataires a le CLS du Val Brumeux ?", "Et la CAF ?"],
         "La CAF fait-elle partie des signataires du CLS du Val Brumeux ?"),
        # a subject in the place of a number
        (["Qui suit la fiche 2.1 du CLS des Hautes Rives ?", "et pour les moustiques ?"],
         "Qui suit les moustiques du CLS des Hautes Rives ?"),
    ],
)  # fmt: skip
def test_it_is_rewritten_to_stand_alone(said: list[str | tuple[str, str]], understood: str) -> None:
    assert query(*said).understood == understood


def test_what_has_changed_is_between_the_contracts_of_the_territory() -> None:
    asked = query("Quels sont les axes du CLS du Val Brumeux 2024-2029 ?", "qu'est-ce qui a changé ?")
    assert sorted(c.ref.id for c in asked.scope.contracts) == [BEFORE, NOW]
    assert "différences entre les axes" in asked.text


def test_sheets_that_an_answer_makes_up_are_not_asked_of() -> None:
    told = ("Quelles fiches de prévention dans le CLS des Hautes Rives ?", "- 8.8 – Rien [1]\n- 9.9 – Rien [2]")
    assert "9.9" not in query(told, "qui les porte ?").text


@pytest.mark.parametrize("question", ["Qui a changé de siège ?", "Non."])
def test_a_word_of_correction_alone_changes_nothing(question: str) -> None:
    assert "2.1" not in query(PSSM, question).text
