"""Communes with how many live in each, where no head or more than one names the columns. Pure functions on strings."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from ingest.facts.perimeter.communes import commune_name, is_commune
from ingest.facts.perimeter.table import Row

# So many lines or cells alike make a list of communes.
FEWEST = 3
_HEADCOUNT = r"\d{1,3}(?:[  .\u202f]\d{3})+|\d{2,6}"
_LINE = re.compile(
    rf"[\s•▪◦*–-]*(?P<name>[A-ZÀ-ÖØ-ÞŒ][^\d|:;()]*?)\s*(?:[:–…._-]+\s*)?\(?(?P<count>{_HEADCOUNT})(?:\s*hab\w*\.?)?\)?\s*"
)
_COUNT = re.compile(rf"\s*(?:{_HEADCOUNT})(?:\s*hab\w*\.?)?\s*")
Span = tuple[int, int]


def column_rows(text: str) -> tuple[Row, ...]:
    """The communes of lines "Name 1 203", of rows "Name | 1 203 | Name | 876", of names above their figures."""
    lines = [match.span() for match in re.finditer(r"[^\n]+", text)]
    return tuple(sorted((*_one_a_line(text, lines), *_several_a_row(text, lines), *_names_above(text, lines)), key=_at))


def _at(row: Row) -> int:
    return row.start


def _one_a_line(text: str, lines: list[Span]) -> Iterator[Row]:
    group: list[Row] = []
    for start, end in [*lines, (len(text), len(text))]:
        match = _LINE.fullmatch(text[start:end])
        if match and is_commune(commune_name(match["name"])):
            name = (start + match.start("name"), start + match.end("name"))
            group.append(Row("commune", start, end, name))
            continue
        if len(group) >= FEWEST:
            yield from group
        group = []


def _several_a_row(text: str, lines: list[Span]) -> Iterator[Row]:
    """The rows that hold two communes and more, each with its headcount in the next cell."""
    group: list[Row] = []
    for start, end in [*lines, (len(text), len(text))]:
        cells = _cells(text, start, end)
        pairs = list(zip(cells[::2], cells[1::2], strict=False))
        named = [pair for pair in pairs if text[slice(*pair[0])] or text[slice(*pair[1])]]
        told = len(pairs) > 1 and len(cells) % 2 == 0 and bool(named) and all(_pair(text, *pair) for pair in named)
        if told:
            group += [Row("commune", name[0], count[1], name) for name, count in named]
            continue
        if len(group) >= FEWEST:
            yield from group
        group = []


def _names_above(text: str, lines: list[Span]) -> Iterator[Row]:
    """The names of a row of cells, each above its headcount."""
    for (start, end), (low, high) in itertools.pairwise(lines):
        names, counts = _cells(text, start, end), _cells(text, low, high)
        if len(names) == len(counts) >= FEWEST and all(
            is_commune(commune_name(text[slice(*name)])) and _COUNT.fullmatch(text[slice(*count)])
            for name, count in zip(names, counts, strict=True)
        ):
            yield from (Row("commune", *name, name) for name in names)


def _pair(text: str, name: Span, count: Span) -> bool:
    return is_commune(commune_name(text[slice(*name)])) and _COUNT.fullmatch(text[slice(*count)]) is not None


def _cells(text: str, start: int, end: int) -> list[Span]:
    if "|" not in text[start:end]:
        return []
    found: list[Span] = []
    at = start
    for cell in text[start:end].split("|"):
        lead = len(cell) - len(cell.lstrip())
        found.append((at + lead, at + max(lead, len(cell.rstrip()))))
        at += len(cell) + 1
    return found
