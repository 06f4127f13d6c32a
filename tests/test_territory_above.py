"""A title page that names who bears the contract above the contract's own name."""

from __future__ import annotations

import pytest

from ingest.territory import territory_of


@pytest.mark.parametrize(
    ("title", "territory"),
    [
        ("Métropole de Castrin\nContrat local de santé\n2032-2035", "Castrin"),
        ("Pays du Haut-Orvan\nCLS 2032 > 2035", "Haut-Orvan"),
        ("Parc naturel régional des Collines d’Orvanne\nContrat local de santé", "Collines d’Orvanne"),
        ("Territoire de santé du Littoral de Castrin\nContrat local de santé\n2035 à 2040", "Littoral de Castrin"),
        ("CLS du Territoire de santé du Littoral de Castrin\n2036 à 2040", "Littoral de Castrin"),
        ("Agence régionale de santé Bocages\nContrat local de santé\n2032-2035", ""),
        ("CLS du Territoire\n2036-2040", ""),
    ],
)
def test_who_stands_above(title: str, territory: str) -> None:
    assert territory_of([title], "Le présent contrat est signé pour quatre ans.", "fr") == territory
