"""One organisation or two of a kind, over the contracts that they sign."""

from __future__ import annotations

import pytest

from assistant.service import Assistant
from tests.contracts import ask, assistant_of

CONTRACT = """Contrat local de santé
du {territory}
2031-2035
\f
Article 1 : Les parties signataires
Les signataires du contrat :
- L'Agence régionale de santé de Bretagne
- La Caisse primaire d'assurance maladie {department}
- La Mutualité sociale agricole d'Armorique
Fait à {town}, le 4 mai 2031
"""


@pytest.fixture(scope="module")
def two() -> Assistant:
    return assistant_of(
        {
            "contrat-brumelle": CONTRACT.format(
                territory="Pays de Brumelle", department="du Finistère", town="Brumelle"
            ),
            "contrat-ormaie": CONTRACT.format(territory="Val d'Ormaie", department="du Morbihan", town="Ormaie"),
        }
    )


def test_two_of_a_kind_are_two_and_each_signs_under_its_own_name(two: Assistant) -> None:
    answer = ask(two, "Est-ce la même CPAM qui a signé le CLS du Pays de Brumelle et celui du Val d'Ormaie ?").answer
    assert answer.startswith("Non : ")
    assert "assurance maladie du Finistère est signataire du CLS Brumelle 2031-2035" in answer
    assert "assurance maladie du Morbihan est signataire du CLS Val d'Ormaie 2031-2035" in answer
    assert "également" not in answer


def test_one_organisation_is_taken_up_by_a_pronoun(two: Assistant) -> None:
    answer = ask(two, "Est-ce la même MSA qui signe le CLS du Pays de Brumelle et celui du Val d'Ormaie ?").answer
    assert answer.startswith("Oui : la Mutualité sociale agricole d'Armorique est signataire")
    assert "Elle est également signataire du CLS Val d'Ormaie 2031-2035" in answer


def test_whether_a_body_of_this_kind_signs_both_never_lends_one_the_other_ones_name(two: Assistant) -> None:
    answer = ask(two, "La CPAM est-elle signataire du CLS du Pays de Brumelle et du CLS du Val d'Ormaie ?").answer
    assert "du Finistère est signataire du CLS Brumelle 2031-2035" in answer
    assert "du Morbihan est signataire du CLS Val d'Ormaie 2031-2035" in answer
    assert "Elle est" not in answer


@pytest.mark.parametrize(
    "question",
    ["Est-ce que la MSA a signé les deux contrats ?", "La MSA a-t-elle signé les deux contrats, oui ou non ?"],
)
def test_whether_one_body_has_signed_each_is_no_comparison(two: Assistant, question: str) -> None:
    answer = ask(two, question).answer
    assert answer.startswith("Oui : la Mutualité sociale agricole d'Armorique est signataire du CLS Brumelle 2031-2035")
    assert "Elle est également signataire du CLS Val d'Ormaie 2031-2035" in answer
    assert "communs" not in answer


def test_what_the_signatories_have_in_common_is_a_comparison(two: Assistant) -> None:
    answer = ask(two, "Est-ce que les mêmes organismes ont signé les deux contrats ?").answer
    assert "Signataires communs" in answer


@pytest.mark.parametrize(
    "question", ["Compare le Pays de Brumelle et le Val d'Ormaie", "différences entre Brumelle et le Val d'Ormaie"]
)
def test_two_territories_named_alone_are_compared(two: Assistant, question: str) -> None:
    answer = ask(two, question).answer
    assert "Période du CLS Brumelle 2031-2035" in answer
    assert "Période du CLS Val d'Ormaie 2031-2035" in answer


@pytest.mark.parametrize(
    ("first", "second", "again"),
    [
        ("La Région Bretagne", "Le Conseil régional de Bretagne", "Elle est également"),
        ("Le Conseil régional de Bretagne", "La Région Bretagne", "Il est également"),
    ],
)
def test_the_pronoun_stands_for_the_name_that_was_said(first: str, second: str, again: str) -> None:
    own = CONTRACT.replace("La Mutualité sociale agricole d'Armorique", "{party}")
    named = (("Pays de Brumelle", "Brumelle", first), ("Val d'Ormaie", "Ormaie", second))
    texts = {
        f"contrat-{town.lower()}": own.format(territory=territory, department="du Finistère", town=town, party=party)
        for territory, town, party in named
    }
    answer = ask(assistant_of(texts), "La Région a-t-elle signé les deux contrats ?").answer
    assert f"{again} signataire du CLS Val d'Ormaie 2031-2035" in answer
