"""A perimeter being filled: its groupings of communes, and what is told of each and of the whole."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from ingest.facts.perimeter.groupings import Mention
from ingest.facts.reading import letters
from ingest.facts.records import Epci, Evidence, Quantity, Said


@dataclass(slots=True)
class Grouping:
    """A grouping being filled."""

    name: str
    key: str
    evidence: tuple[Evidence, ...]
    acronym: str = ""
    inhabitants: list[Quantity] = field(default_factory=list)
    commune_counts: list[Quantity] = field(default_factory=list)
    communes: list[Said] = field(default_factory=list)

    def epci(self) -> Epci:
        """The grouping as the record keeps it."""
        return Epci(
            self.name,
            self.evidence,
            self.acronym,
            tuple(distinct(self.inhabitants)),
            tuple(distinct(self.commune_counts)),
            tuple(self.communes),
        )


@dataclass(slots=True)
class Found:
    """A perimeter being filled."""

    groupings: dict[str, Grouping] = field(default_factory=dict)
    evidence: tuple[Evidence, ...] = ()
    inhabitants: list[Quantity] = field(default_factory=list)
    commune_counts: list[Quantity] = field(default_factory=list)
    communes: list[Said] = field(default_factory=list)

    @property
    def size(self) -> int:
        """How much has been found."""
        return len(self.groupings) + len(self.communes) + len(self.commune_counts) + len(self.inhabitants)

    def known(self, mention: Mention) -> Grouping | None:
        """The grouping that a mention names, by its name or by its acronym ("la communauté d'agglomération ABC")."""
        return self.groupings.get(mention.key) or next(
            (g for g in self.groupings.values() if g.acronym and letters(g.acronym) == mention.key), None
        )


def distinct(quantities: list[Quantity]) -> list[Quantity]:
    """The figures that differ, the first of each; those with a year tell themselves apart by it."""
    kept: dict[tuple[float, str], Quantity] = {}
    for quantity in quantities:
        key = (quantity.value, quantity.year)
        bare = (quantity.value, "")
        if bare in kept and quantity.year:
            kept[bare] = replace(
                kept[bare],
                year=quantity.year,
                source=kept[bare].source or quantity.source,
                evidence=quantity.evidence,
                place=quantity.place,
            )
            continue
        if not quantity.year and any(value == quantity.value for value, _ in kept):
            continue
        kept.setdefault(key, quantity)
    return list(kept.values())
