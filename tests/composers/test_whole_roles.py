"""The part of a body over all sheets: who leads, who helps, what descriptions and indicators say of it by name."""

from __future__ import annotations

import pytest

from assistant.service import Assistant
from tests.contracts import ask, assistant_of

CONTRACT = """Contrat local de santé
du Val de Corne
2031-2035
\f
Article 1 : Les parties signataires
Les signataires du contrat :
- L'Agence régionale de santé
- La Communauté de communes de la Corne
- La Caisse primaire d'assurance maladie de la Vouivre
Article 3 : La gouvernance
Le comité technique associe le Comité contre les addictions aux bilans de chaque année.
Article 5 : Les engagements
Les signataires partagent une même vision de la santé.
Les signataires s'engagent à participer aux instances.
Les signataires s'engagent à transmettre leurs données.
Les signataires s'engagent à désigner un référent.
La CPAM s'engage à diffuser les campagnes de dépistage.
Fait à Cornevin, le 4 mars 2031
\f
Axe 1 : Prévenir
Fiche action 1.1 : Réduire le tabagisme
Porteur
La Communauté de communes de la Corne
Partenaires
Comité contre les addictions, CPAM de la Vouivre
Description du projet
- Ouvrir une permanence à Cornevin
- Accompagner le Comité contre les addictions dans le déploiement des squares sans tabac
Indicateurs
- Nombre de squares ouverts avec le Comité contre les addictions
\f
Fiche action 1.2 : Parler des écrans
Porteur
La Communauté de communes de la Corne
Description du projet
- Animer des soirées en lien avec le Comité contre les addictions
"""


@pytest.fixture(scope="module")
def assistant() -> Assistant:
    return assistant_of({"contrat-corne.txt": CONTRACT})


@pytest.mark.parametrize(
    "question",
    [
        "Quel est le rôle du Comité contre les addictions ?",
        "c koi le role du comité contre les addictions ds le contrat",
        "que fait le Comité contre les addictions ?",
        "Rôle du Comité contre les addictions",
    ],
)
def test_a_body_is_told_wherever_sheets_name_it(assistant: Assistant, question: str) -> None:
    answer = ask(assistant, question).answer
    for words in (
        "partenaire",
        "déploiement des squares sans tabac",
        "soirées en lien avec",
        "indicateur « Nombre de squares",
        "comité technique associe",
    ):
        assert words in answer, answer


def test_the_part_of_a_party_tells_what_binds_all_in_short(assistant: Assistant) -> None:
    role = ask(assistant, "Quel est le rôle de la CPAM de la Vouivre ?").answer
    assert "s'engage en propre" in role, role
    assert "campagnes de dépistage" in role
    assert role.index("campagnes de dépistage") < role.index("Comme tous les signataires")
    assert "même vision" not in role
    bound = ask(assistant, "À quoi s'engage la CPAM de la Vouivre ?").answer
    for words in ("participer aux instances", "transmettre leurs données", "désigner un référent"):
        assert words in bound, bound
