"""Whether a body binds itself to pay for a thing: its pledge, its place beside the payer, or none."""

from __future__ import annotations

import pytest

from assistant.service import Assistant
from tests.contracts import ask, assistant_of

CONTRACT = """Contrat local de santé
du Val de Sorne
2031-2035
\f
Article 1 : Les parties signataires
Les signataires du contrat :
- L'Agence régionale de santé
- La Communauté de communes de la Sorne
- La Région Hautes-Marches
- La Mutualité sociale agricole
Article 5 : Les engagements
L'ARS s'engage à financer le poste de coordonnateur à hauteur de 40 % maximum, dans la limite de 21 000 € par an.
Les participations de la Région seront déterminées sur la base de dossiers, dans la limite de ses crédits.
Fait à Sornac, le 4 mars 2031
\f
Axe 1 : Soigner
Fiche action 1.1 : Ouvrir une navette vers les soins
Porteur
La Communauté de communes de la Sorne
Financement
Estimation du montant prévisionnel annuel du projet : 8 300 €
Taux d'intervention ARS : 100 %
Cofinancements : Région
\f
Fiche action 1.2 : Former aux premiers secours
Porteur
La Communauté de communes de la Sorne
Financement
Estimation du montant prévisionnel annuel du projet : 2 900 €
Taux d'intervention ARS : 100 %
Cofinancements : néant
"""


@pytest.fixture(scope="module")
def assistant() -> Assistant:
    return assistant_of({"contrat-sorne.txt": CONTRACT})


@pytest.mark.parametrize(
    ("question", "holds", "lacks"),
    [
        ("L'ARS s'engage-t-elle à financer la coordination ?", ["Oui, dans une limite", "40 % maximum"], ["Non"]),
        ("l'ars s'engage à payer 80% du poste de coordonnateur, c'est bien ça ?", ["Non", "40 % maximum"], ["Oui"]),
        (
            "est ce que la region s engage a financer la navette ?",
            ["« Région »", "sans montant", "sur la base de dossiers"],
            ["Oui"],
        ),
        ("La MSA doit-elle financer les premiers secours ?", ["Non", "2 900 €"], ["Oui"]),
        ("La MSA s'est-elle engagée à payer la navette ?", ["Non", "8 300 €"], ["Oui"]),
    ],
)
def test_a_pledge_is_told_from_a_name_beside_the_payer(
    assistant: Assistant, question: str, holds: list[str], lacks: list[str]
) -> None:
    answer = ask(assistant, question).answer
    assert all(words in answer for words in holds), answer
    assert not any(words in answer for words in lacks), answer
