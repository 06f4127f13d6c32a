"""Tables of communes whose cells a page gives one a line: "Commune", "Habitants", then a name, a number, … Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.facts.perimeter.communes import commune_list, commune_name, is_commune
from ingest.facts.perimeter.counts import number
from ingest.facts.perimeter.table import Row
from ingest.naming import fold

# So few pairs of lines may be anything.
FEWEST = 3
_NAMES = re.compile(r"(?:les |liste des )?communes?(?: membres?)?")
_PEOPLE = re.compile(
    r"(?:nombre d'|nb d')?(?:habitants?|population)(?: municipale| totale| legale| insee)?"
    r"(?: (?:en |au )?\(?20\d\d\)?)?"
)
_HEADCOUNT = re.compile(r"\d{1,3}(?:[ .  ]\d{3})*|\d+")
_TOTAL = re.compile(r"(?:sous-)?total(?: general)?|ensemble")


def stacked_rows(text: str) -> tuple[Row, ...]:
    """The rows of the tables of communes whose cells stand one below the other."""
    lines = [match for match in re.finditer(r"[^\n]+", text) if match.group().strip()]
    found: list[Row] = []
    for i, line in enumerate(lines[:-1]):
        if _NAMES.fullmatch(_bare(line)) and _PEOPLE.fullmatch(_bare(lines[i + 1])):
            pairs = tuple(_pairs(text, lines[i + 2 :]))
            found += pairs if len(pairs) >= FEWEST else ()
    return tuple(found)


def _bare(line: re.Match[str]) -> str:
    return fold(line.group()).strip(" :.")


def _pairs(text: str, lines: list[re.Match[str]]) -> Iterator[Row]:
    """A row for each name with the number below it, up to what is neither."""
    for name, told in zip(lines[::2], lines[1::2], strict=False):
        if not _HEADCOUNT.fullmatch(told.group().strip()):
            return
        if _TOTAL.fullmatch(_bare(name)):
            yield Row("total", name.start(), told.end(), inhabitants=number(told.group().strip()))
            return
        spans = commune_list(text, name.start(), name.end())
        if len(spans) != 1 or not is_commune(commune_name(text[slice(*spans[0])])):
            return
        yield Row("commune", name.start(), told.end(), name=spans[0])
