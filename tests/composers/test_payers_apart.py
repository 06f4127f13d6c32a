"""What several payers give over all sheets: each his own list, with his own amounts."""

from __future__ import annotations

from tests.contracts import ask, assistant_of

CONTRACT = """Contrat local de santé
de la Haute-Belle
2031-2035
\f
Article 1 : Les parties prenantes au contrat
Les signataires engagés dans le contrat :
- L'Agence régionale de santé
- La Région Vermeil
Fait à Belleville, le 3 mars 2031
\f
Fiche action 1.1 : Ouvrir un centre de santé
Porteur
Région Vermeil
Financement
Montant prévisionnel annuel : 40 000 €
ARS : 10 000 €
Région Vermeil : 30 000 €
Fiche action 1.2 : Former aux premiers secours
Porteur
ARS
Financement
Montant prévisionnel annuel : 5 000 €
ARS : 5 000 €
"""


def test_the_money_of_one_is_not_the_others() -> None:
    question = "Quelles fiches sont financées par l'ARS et par la Région Vermeil ?"
    text = ask(assistant_of({"belle.txt": CONTRACT}), question).answer
    own, _, others = text.partition("financée par la Région Vermeil")
    assert "10 000 €" in own
    assert "30 000 €" not in own
    assert "30 000 €" in others
    assert "10 000 €" not in others
