"""Bodies under headings of their own, in documents that tell their organisation in words and not in articles."""

from __future__ import annotations

import pytest

from ingest.facts.articles.governance import governance
from tests.facts.readings import reading_of


def _told(text: str) -> dict[str, list[str]]:
    return {body.name: [said.value for said in body.frequency] for body in governance(reading_of(text))}


@pytest.mark.parametrize("title", ["Comment ça marche ?", "Qui décide, qui fait", "6. Gouverner", "Les instances"])
def test_headings_of_any_wording_open_the_governance(title: str) -> None:
    assert _told(
        f"{title}\n\nLe comité stratégique\n\nPrésidé par le maire, il réunit les signataires deux fois par an.\n\n"
        "Le cercle des habitants\n\nVingt volontaires donnent un avis sur chaque mesure, une fois par an au moins.\n\n"
        "Les conférences de secteur\n\nUne conférence se tient tous les six mois, à l'invitation d'un maire.\n\n"
        "Durée et évolution\n\nLe contrat court jusqu'en 2031. Il est revu chaque année.\n"
    ) == {
        "comité stratégique": ["deux fois par an"],
        "cercle des habitants": ["une fois par an au moins"],
        "conférences de secteur": ["tous les six mois"],
    }


def test_a_rhythm_behind_its_label_is_of_the_body_above_and_who_sits_in_it_is_no_body() -> None:
    assert _told(
        "Gouvernance\n\nÉquipe projet\n\nLe chargé de mission du Pays et la coordinatrice des soins la composent.\n"
        "Elle prépare les décisions et suit les dépenses.\nRythme : toutes les six semaines\n\n"
        "Assemblée des habitants\n\nOuverte à tous, elle donne un avis.\nRythme : une fois par an\n\n"
        "Durée\n\nCinq ans.\n"
    ) == {"équipe projet": ["toutes les six semaines"], "assemblée des habitants": ["une fois par an"]}
