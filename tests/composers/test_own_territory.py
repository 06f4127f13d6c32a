"""A contract whose territory is also the name of a body: asked of one, asked of the other."""

from __future__ import annotations

import pytest

from assistant.service import Assistant
from tests.contracts import ask, assistant_of

CONTRACT = """Contrat local de santé
du Grand Orme
2031-2035
\f
Article 1 : Les parties signataires
Les signataires du contrat :
- le Grand Orme
- l'Agence régionale de santé
- la Mutualité sociale agricole
Fait à Ormes, le 3 juillet 2031
\f
Axe 1 : La santé mentale
Fiche action 1.1 : Former aux premiers secours en santé mentale
Porteur
Le Grand Orme
Partenaires
MSA
Population bénéficiaire
Habitants du Grand Orme
Financement
Néant
\f
Fiche action 1.2 : Dépister les cancers
Porteur
Le centre régional de dépistage
Partenaires
Le Grand Orme, les pharmacies
Population bénéficiaire
{public}
Financement
Néant
"""


@pytest.fixture(scope="module")
def orme() -> Assistant:
    return assistant_of({"contrat-orme": CONTRACT.format(public="Toutes les femmes du Grand Orme")})


@pytest.mark.parametrize(
    "question", ["que fait le Grand Orme contre les cancers ?", "Cancers : que fait le Grand Orme ?"]
)
def test_what_a_territory_does_for_a_theme_is_its_contract_s(orme: Assistant, question: str) -> None:
    answer = ask(orme, question).answer
    assert "Dépister les cancers" in answer
    assert "cite" not in answer
    assert "centre régional de dépistage" in answer


def test_what_the_body_does_without_a_theme_is_its_own_part(orme: Assistant) -> None:
    answer = ask(orme, "Que fait le Grand Orme ?").answer
    assert "fiche 1.1 (Former aux premiers secours en santé mentale) : porteur" in answer
    assert "fiche 1.2 (Dépister les cancers) : partenaire" in answer


@pytest.mark.parametrize(
    "question",
    ["Que fait la MSA dans le Grand Orme ?", "Dans quelles fiches la MSA est-elle partenaire dans le Grand Orme ?"],
)
def test_the_territory_where_another_body_acts_is_not_asked_about(orme: Assistant, question: str) -> None:
    answer = ask(orme, question).answer
    assert "fiche 1.1 (Former aux premiers secours en santé mentale) : partenaire" in answer
    assert "fiche 1.2" not in answer


def test_those_who_live_in_a_territory_are_not_the_body_of_its_name(orme: Assistant) -> None:
    assert "public" not in ask(orme, "Que fait le Grand Orme ?").answer


def test_the_body_that_an_action_is_for_is_told(orme: Assistant) -> None:
    served = assistant_of({"contrat-orme": CONTRACT.format(public="Les agents, le Grand Orme")})
    answer = ask(served, "Que fait le Grand Orme ?").answer
    assert "fiche 1.2 (Dépister les cancers) : partenaire et public visé" in answer
