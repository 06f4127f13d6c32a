"""Figures of the diagnosis as tables: a row an indicator, a column a place, under one name each. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from api.record_schemas import EpciOut, FigureOut
from assistant.questions.places import place_key
from ingest.naming import fold

# Words that initials may leave out.
_SMALL = frozenset({"d", "de", "des", "du", "en", "et", "l", "la", "le", "les", "sur"})


@dataclass(frozen=True, slots=True)
class FigureTable:
    """Figures of one heading: a row an indicator, a column a territory."""

    title: str
    territories: tuple[str, ...]
    rows: tuple[tuple[str, tuple[FigureOut | None, ...]], ...]


def figure_tables(figures: Sequence[FigureOut], groupings: Sequence[EpciOut] = ()) -> tuple[FigureTable, ...]:
    """The figures by what stands before the colon of their indicator; a figure alone is a row of the last table."""
    names = one_name([figure.territory or "" for figure in figures], groupings)
    found: dict[str, list[FigureOut]] = {}
    for figure in figures:
        head, colon, _ = figure.indicator.partition(" : ")
        found.setdefault(head if colon else "", []).append(figure)
    tables = [_table(title, of_title, names) for title, of_title in found.items() if title]
    if "" not in found:
        return tuple(tables)
    return (*tables, _table("Autres chiffres" if tables else "Chiffres", found[""], names))


def _table(title: str, figures: Sequence[FigureOut], names: Mapping[str, str]) -> FigureTable:
    territories = tuple(dict.fromkeys(names[figure.territory or ""] for figure in figures))
    rows: dict[tuple[str, str], list[FigureOut]] = {}
    for figure in figures:
        name = figure.indicator.removeprefix(f"{title} : ")
        year = f" ({figure.year})" if figure.year and figure.year not in name else ""
        rows.setdefault((name + year, figure.unit), []).append(figure)
    return FigureTable(
        title,
        territories,
        tuple(
            (_named(name, unit, title), cells)
            for (name, unit), own in rows.items()
            for cells in _lines(own, territories, names)
        ),
    )


def _named(name: str, unit: str, title: str) -> str:
    is_said = not unit or unit == "%" or fold(unit) in fold(name) or fold(unit) in fold(title)
    return name if is_said else f"{name}, {unit}"


def _lines(
    figures: Sequence[FigureOut], territories: Sequence[str], names: Mapping[str, str]
) -> Iterator[tuple[FigureOut | None, ...]]:
    """One line, or several where the same territory has several values."""
    left = list(figures)
    while left:
        line = []
        for territory in territories:
            cell = next((one for one in left if names[one.territory or ""] == territory), None)
            line.append(cell)
            if cell is not None:
                left.remove(cell)
        yield tuple(line)


# --- names of places ---


def one_name(spellings: Sequence[str], groupings: Sequence[EpciOut] = ()) -> dict[str, str]:
    """Each spelling → the one name of its place: the fullest that is written, rather not in capitals."""
    places: dict[str, list[str]] = {}
    for own in dict.fromkeys(spellings):
        places.setdefault(place_key(own), []).append(own)
    # An abbreviation that two places could have stays a place of its own.
    for key, short in list(places.items()):
        meant = [other for other in places if other != key and _is_short(short, places[other], groupings)]
        if len(meant) == 1:
            places[meant[0]] += places.pop(key)
    shown = {own: max(place, key=_fullness) for place in places.values() for own in place}
    return {own: shown[own] for own in spellings}


def _fullness(name: str) -> tuple[bool, int]:
    return not name.isupper(), len(name)


def _is_short(short: Sequence[str], full: Sequence[str], groupings: Sequence[EpciOut]) -> bool:
    """Whether some spelling of a place abbreviates one of another, or the acronym of the grouping that both name."""
    if any(abbreviates(one, other) for one in short for other in full):
        return True
    return any(
        len(one) < len(other) and _names(one, grouping) and _names(other, grouping)
        for grouping in groupings
        for one in short
        for other in full
    )


def abbreviates(short: str, full: str) -> bool:
    """Whether a spelling begins with the initials, in capitals, of what the other begins with, and ends alike."""
    initials, *rest = _words(short) or [""]
    words = _words(full)
    head, tail = words[: len(words) - len(rest)], words[len(words) - len(rest) :]
    return _are_initials(initials, head) and [*map(fold, rest)] == [*map(fold, tail)]


def _names(own: str, grouping: EpciOut) -> bool:
    """Whether it is the grouping's name, or its acronym behind the beginning of the name or its initials."""
    if place_key(own) == place_key(grouping.name):
        return True
    words, name = _words(own), _words(grouping.name)
    if not grouping.acronym or not words or words[-1] != grouping.acronym:
        return False
    kind = words[:-1]
    begins = [*map(fold, kind)] == [*map(fold, name[: len(kind)])]
    return begins or (len(kind) == 1 and any(_are_initials(kind[0], name[:most]) for most in range(2, len(name) + 1)))


def _are_initials(letters: str, words: Sequence[str]) -> bool:
    own = [word for word in words if fold(word) not in _SMALL]
    made = ("".join(fold(word)[:1] for word in kept) for kept in (words, own) if len(kept) > 1)
    return letters.isupper() and fold(letters) in made


def _words(name: str) -> list[str]:
    return re.findall(r"[^\W_]+", name)
