"""Sentences of a contract about a theme that no sheet has, and those beside them."""

from __future__ import annotations

import pytest

from tests.contracts import ask, assistant_of

CONTRACT = """Contrat local de santé
du Grand Orme
2031-2035
\f
Préambule
{}
Article 1 : Les parties signataires
Les signataires du contrat :
- l'Agence régionale de santé
- la Mutualité sociale agricole
Article 2 : Le périmètre
Le contrat couvre 12 communes.
Article 3 : La gouvernance
Un comité de pilotage se réunit chaque année.
Article 4 : La durée
Le contrat est conclu pour cinq ans.
Fait à Ormes, le 3 juillet 2031
\f
Axe 1 : La santé mentale
Fiche action 1.1 : Former aux premiers secours
Porteur
La MSA
Partenaires
L'ARS
Financement
Néant
"""
SAILORS = "Le port propose aux marins une visite de santé."
GOES_ON = "Cette visite organise le suivi avec la maison médicale."
BESIDE = "Le territoire propose un bus aux lycéens."


@pytest.mark.parametrize(
    ("sentences", "quoted"),
    [
        ((SAILORS, BESIDE), {SAILORS}),
        ((SAILORS, GOES_ON, BESIDE), {SAILORS, GOES_ON}),
        ((SAILORS, BESIDE, GOES_ON), {SAILORS}),
        ((SAILORS, GOES_ON.replace("visite", "aide")), {SAILORS}),
    ],
)
def test_a_neighbour_is_quoted_only_where_it_takes_up_the_sentence(
    sentences: tuple[str, ...], quoted: set[str]
) -> None:
    held = assistant_of({"contrat-orme": CONTRACT.format(" ".join(sentences))})
    answer = ask(held, "Que prévoit le CLS du Grand Orme pour les marins ?").answer
    assert {sentence for sentence in sentences if sentence in answer} == quoted
