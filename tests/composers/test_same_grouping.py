"""Whether communes belong to the same grouping, asked as people type."""

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
Le contrat couvre 2 communautés de communes soit 5 communes :
- Communauté de communes de la Dure : 9 100 habitants et 3 communes :
Brévigny, Montrosel, Sartelle.
- Communauté de communes du Haut Vernet : 4 200 habitants et 2 communes :
Landreux, Mont.
Article 3 : La durée
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
            " et Landreux fait partie de la Communauté de communes du Haut Vernet",
        ),
    ],
)
def test_yes_or_no_with_each_list(assistant: Assistant, question: str, said: str) -> None:
    answer = ask(assistant, question)
    assert answer.answer.startswith(said), answer.answer
    quotes = " ".join(citation.quote for citation in answer.citations)
    assert all(word in quotes for word in ("Brévigny", "Dure"))


def test_one_commune_has_nothing_to_be_compared_with(assistant: Assistant) -> None:
    assert not ask(assistant, "Sartelle est-elle dans la même interco que Vézol ?").answer.startswith(
        ("Oui : dans", "Non")
    )
