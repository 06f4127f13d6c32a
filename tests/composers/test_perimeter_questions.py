"""The perimeter, asked as people type: how many communes, of which grouping, together or not."""

from __future__ import annotations

import pytest

from assistant.service import Assistant
from tests.contracts import ask, assistant_of

CONTRACT = """Contrat local de santé
du Pays d'Ormeval
2031-2036
\f
Article 1 : Les parties signataires
Les signataires du contrat :
- L'Agence régionale de santé
- Le PETR du Pays d'Ormeval
Article 2 : Le périmètre
Le contrat couvre 2 intercommunalités soit 5 communes :
- Communauté de communes de la Dure : 9 100 habitants et 3 communes :
Brévigny, Montrosel, Sartelle.
- Communauté d'agglomération du Haut Vernet : 44 200 habitants et 2 communes :
Landreux, Mont.
Article 3 : Les axes
Axe 1 : Accès aux soins
Axe 2 : Prévention
Article 4 : La durée
Le contrat est conclu pour une durée de cinq ans, de 2031 à 2036.
"""


@pytest.fixture(scope="module")
def assistant() -> Assistant:
    return assistant_of({"contrat-ormeval": CONTRACT})


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (
            "Brévigny et Sartelle, même communauté de communes ?",
            "Oui : dans le CLS Ormeval 2031-2036, Brévigny et Sartelle font partie"
            " de la Communauté de communes de la Dure",
        ),
        (
            "est-ce que landreux est dans la meme interco que brevigny",
            "Non : dans le CLS Ormeval 2031-2036, Brévigny fait partie de la Communauté de communes de la Dure"
            " et Landreux fait partie de la Communauté d'agglomération du Haut Vernet",
        ),
    ],
)
def test_yes_or_no_with_each_list(assistant: Assistant, question: str, said: str) -> None:
    answer = ask(assistant, question)
    assert answer.answer.startswith(said), answer.answer
    quotes = " ".join(citation.quote for citation in answer.citations)
    assert all(word in quotes for word in ("Brévigny", "Dure"))
    assert "Brévigny, Montrosel" in quotes, "a name alone does not say in which list it stands"


def test_one_commune_has_nothing_to_be_compared_with(assistant: Assistant) -> None:
    assert not ask(assistant, "Sartelle est-elle dans la même interco que Vézol ?").answer.startswith(
        ("Oui : dans", "Non")
    )


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("communes du contrat", "5 communes"),
        ("Le CLS s'étend sur combien de communes ?", "5 communes"),
        ("nombre de communes de l'agglo", "2 communes"),
        ("combien d'habitants dans l'agglo ?", "44 200"),
        ("axes du contrat", "Accès aux soins"),
    ],
)
def test_a_question_of_few_words(assistant: Assistant, question: str, said: str) -> None:
    assert said in ask(assistant, question).answer


def test_how_many_communes_something_else_concerns_is_not_how_many_there_are() -> None:
    one = assistant_of({"contrat-ormeval": CONTRACT.replace("La durée", "La durée et le frelon asiatique")})
    assert "5 communes" not in ask(one, "le frelon asiatique ça concerne combien de communes").answer
