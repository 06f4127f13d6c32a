"""How many communes each grouping has, where its name's cell or the words before its list say it."""

from __future__ import annotations

import pytest

from ingest.facts.perimeter.extent import perimeter
from ingest.facts.perimeter.groupings import mentions
from tests.facts.readings import reading_of

COVER = "Contrat local de santé du Pays de l’Aurence\n2031-2035\n"


def told(article: str) -> list[tuple[str, list[float], list[float], int]]:
    found = perimeter(reading_of(f"{COVER}Article 2 – Le périmètre\n{article}\nArticle 3 – La gouvernance\nLe comité."))
    return [
        (e.name, [q.value for q in e.commune_counts], [q.value for q in e.inhabitants], len(e.communes))
        for e in found.epci
    ]


@pytest.mark.parametrize(
    ("head", "count"),
    [("– 3 communes", [3.0]), ("(3 communes)", [3.0]), ("– 5 communes", []), ("", [])],
)
def test_the_cell_of_a_grouping_s_name(head: str, count: list[float]) -> None:
    table = (
        "Le contrat s’applique aux 5 communes membres des deux communautés de communes du Pays de l’Aurence.\n\n"
        "Communauté de communes | Communes | Habitants\n"
        f"Communauté de communes du Val d’Orle (CCVO) {head} | Orle, Lunac, Ivray-le-Sec | 11 860\n"
        "Communauté de communes Plateau et Bois | Belmont, Courcel | 6 470"
    )
    assert told(table) == [
        ("Communauté de communes du Val d’Orle", count, [11860.0], 3),
        ("Communauté de communes Plateau et Bois", [], [6470.0], 2),
    ]


@pytest.mark.parametrize(
    ("verb", "count"),
    [("en rassemble trois :", [3.0]), ("en compte 3 communes :", [3.0]), ("en regroupe deux :", [])],
)
def test_the_communes_that_a_pronoun_stands_for(verb: str, count: list[float]) -> None:
    text = (
        "La Communauté de communes Aurence Aval (9 240 habitants) comprend deux communes : Orle et Lunac. "
        f"Enfin, la Communauté de communes Causse de Belmont (3 105 habitants) {verb} Belmont, Courcel et Ivray."
    )
    assert told(text) == [
        ("Communauté de communes Aurence Aval", [2.0], [9240.0], 2),
        ("Communauté de communes Causse de Belmont", count, [3105.0], 3),
    ]


@pytest.mark.parametrize("several", ["des deux", "les trois", "Quatre", "ses 3"])
def test_several_groupings_together_are_none_by_name(several: str) -> None:
    assert mentions(f"{several} communautés de communes du Pays de l’Aurence se réunissent.") == ()
