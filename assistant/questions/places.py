"""Names of places: regions and departments of the country, groupings and communes that records list. Pure functions."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources

from ingest.naming import fold, territory_name
from ingest.records import Document

# An acronym of fewer letters, or a name of one short word, may be anything.
SHORTEST_ACRONYM, SHORTEST_NAME = 3, 4


@cache
def _country() -> frozenset[str]:
    text = resources.files("assistant.lexicon").joinpath("places.tsv").read_text(encoding="utf-8")
    names = [line.split("\t")[0] for line in text.splitlines() if line.strip() and not line.startswith("#")]
    parts = {part for name in names for part in fold(name).split("-")}
    return frozenset({fold(name).replace("-", " ") for name in names} | {part for part in parts if len(part) > 4})


def region_or_department(name: str) -> bool:
    """Whether a folded name, or a word of it, is that of a region, a department or a river that names one."""
    return name in _country()


@cache
def _abbreviations() -> dict[str, str]:
    text = resources.files("assistant.lexicon").joinpath("places.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line.strip() and not line.startswith("#"))
    return {fold(short): fold(row[0]) for row in rows for short in (row[1].split("|") if len(row) > 1 else ()) if short}


def place_key(name: str) -> str:
    """What two spellings of one place have in common: "BFC", "Bourgogne-Franche-Comté", "BOURGOGNE FRANCHE COMTÉ"."""
    bare = re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")
    return _abbreviations().get(bare, bare)


def territory_places(document: Document | None) -> frozenset[str]:
    """The groupings of communes and the communes of a document's perimeter, folded, and where it was signed."""
    facts = document.facts if document else None
    if facts is None:
        return frozenset()
    found = {fold(commune.value) for commune in facts.perimeter.communes}
    found |= {fold(place.value) for place in facts.signed_at}
    for epci in facts.perimeter.epci:
        found |= {fold(territory_name(epci.name)), *(fold(commune.value) for commune in epci.communes)}
        if len(epci.acronym) >= SHORTEST_ACRONYM:
            found.add(fold(epci.acronym))
    plain = {re.sub(r"[^a-z0-9]+", " ", name).strip() for name in found}
    return frozenset(
        name
        for name in plain
        if len(name) >= SHORTEST_ACRONYM and not name.isdigit() and not region_or_department(name)
    )
