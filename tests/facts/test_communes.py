"""Names of communes in lists, and numbers of communes and inhabitants in sentences."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.facts.perimeter.communes import commune_list, commune_name, is_commune
from ingest.facts.perimeter.counts import counts
from ingest.facts.perimeter.groupings import mentions

NAMES = ("Arvière", "Bellac-sur-Orle", "Le Corny", "L'Étang", "Val d'Essue", "Saint-Mézard", "Les Deux Chênes", "Velle")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("36 673 habitants", 36673),
        ("91.000 habitants", 91000),
        ("20674 hab.", 20674),
        ("près de 25 000 habitants", 25000),
    ],
)
def test_numbers_of_inhabitants(text: str, value: float) -> None:
    assert [count.value for count in counts(f"Le territoire compte {text}")] == [value]


@pytest.mark.parametrize("text", ["133,6 pour 100 000 habitants", "23 habitants par km²", "13 communes colonisées"])
def test_what_is_no_number_of_the_perimeter(text: str) -> None:
    assert counts(text) == ()


@pytest.mark.parametrize(
    "name", [*NAMES, "Velle en Petite Montagne", "Velle-sur-l'Orle", "VALS-LE-HAUT", "Vaux-lès-Orle"]
)
def test_names_of_communes(name: str) -> None:
    assert is_commune(name)


@pytest.mark.parametrize(
    "name", ["Le contrat", "les habitants", "Communauté de communes", "Source", "12 communes", "", "sur"]
)
def test_what_is_no_commune(name: str) -> None:
    assert not is_commune(name)


def test_a_grouping_needs_a_name() -> None:
    assert mentions("Cette communauté de communes compte 3 communautés de communes voisines.") == ()


@given(
    st.lists(st.sampled_from(NAMES), min_size=2, max_size=8, unique=True),
    st.sampled_from([", ", ",\n", " ; ", "\n", "\n• ", "\n- "]),
)
def test_a_list_gives_its_names_back(names: list[str], separator: str) -> None:
    text = f" {'' if separator[0] != chr(10) else separator}{separator.join(names)}.\nLe contrat est signé."
    assert [commune_name(text[a:b]) for a, b in commune_list(text, 0, len(text), len(names))] == names
