"""What an amount makes for each inhabitant, commune or year, and a thing that is only named in passing."""

from __future__ import annotations

import pytest

from assistant.records import Status
from assistant.service import Assistant
from tests.contracts import ask, assistant_of

CONTRACT = """Contrat local de santé
du Val de Sorne
2031-2035
\f
Article 1 : Les parties prenantes au contrat
Les signataires engagés dans le contrat :
- L'Agence régionale de santé
- La Communauté de communes du Val de Sorne
Article 2 : Le périmètre
Le contrat couvre les 20 communes du Val de Sorne, soit 12 500 habitants.
Fait à Sorne, le 3 mars 2031
\f
Fiche action 1.1 : Lancer une navette vers les soins
Porteur
Communauté de communes du Val de Sorne
Description du projet
Les usagers reçoivent un livret, une place de cinéma et une entrée à la patinoire.
Financement
Montant prévisionnel annuel : 25 000 €
Fiche action 1.2 : Équiper les cabinets
Porteur
ARS
Description du projet
Acheter des fauteuils adaptés et installer une borne dans chaque cabinet.
Financement
Montant : 43 400 € sur trois ans
"""


@pytest.fixture(scope="module")
def assistant() -> Assistant:
    return assistant_of({"sorne.txt": CONTRACT})


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Combien coûte la navette par habitant ?", "Par an, cela ferait 2 € par habitant (25 000 € ÷ 12 500)"),
        ("Combien coûte par commune la navette ?", "Par an, cela ferait 1 250 € par commune (25 000 € ÷ 20)"),
        (
            "En moyenne, combien coûte par an l'équipement des cabinets (fiche 1.2) ?",
            "14 466,67 € par an (43 400 € ÷ 3 ans)",
        ),
    ],
)
def test_an_amount_is_spread_over_what_the_documents_count(assistant: Assistant, question: str, said: str) -> None:
    answer = ask(assistant, question).answer
    assert said in answer
    assert "ce calcul est le nôtre" in answer


@pytest.mark.parametrize("thing", ["une patinoire", "un cinéma"])
def test_a_thing_named_in_passing_is_not_planned(assistant: Assistant, thing: str) -> None:
    answer = ask(assistant, f"Le contrat prévoit-il {thing} ?")
    assert answer.status is Status.NOT_FOUND
    assert "en dit" not in answer.answer


def test_a_thing_that_is_bought_is_planned(assistant: Assistant) -> None:
    assert ask(assistant, "Le contrat prévoit-il des fauteuils ?").status is not Status.NOT_FOUND
