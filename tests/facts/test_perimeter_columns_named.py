"""A table of groupings is read by what each of its columns is called, wherever it stands."""

from __future__ import annotations

from ingest.facts.perimeter.table import rows

HEAD = "EPCI | Communes membres | Nombre | Population\n"
VAL = "Communauté de communes du Val d'Orme (CCVO) | Aubry, Bel-Air, Courcelles | 3 | 17 260\n"
PLAINE = "Communauté de communes de la Plaine | Diou, Ermont | 2 | 9 845\n"


def test_how_many_live_there_is_not_how_many_communes_there_are() -> None:
    found = rows(HEAD + VAL + PLAINE)
    assert [(row.communes, row.inhabitants) for row in found] == [(3.0, 17260.0), (2.0, 9845.0)]


def test_too_few_people_for_a_grouping_are_not_said() -> None:
    [row] = rows("EPCI | Population\nCommunauté de communes du Val d'Orme | 14\n")
    assert row.inhabitants is None
