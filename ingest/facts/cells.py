"""The values at the end of a table's line: how many there are, and what stands before them. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from ingest.naming import fold

# A line of more values than this is no row of a printed table.
MOST_VALUES = 12
# Beyond so many words that may go on with the number before them, a line is not read.
MOST_GROUPS = 12

_NUMBER = re.compile(r"[+\-–−]?\d+(?:[.,]\d+)?(?:%|€|‰)?\*?")
_UNIT = re.compile(r"%|‰|€|k€|ans|minutes?|points?|pts?|lits|places|hab\.?|hab\.?/km2|hab\.?/km²|habitants")
_MISSING = re.compile(r"[-–—/*]|n\.?d\.?|n\.?c\.?|n\.?s\.?|nr|s\.?o\.?|…|\.\.\.", re.IGNORECASE)
_GROUP = re.compile(r"\d{3}(?:,\d+)?(?:%|€)?")
_YEAR = re.compile(r"(?:19|20)\d\d")
_TIED = re.compile(
    r"(?:^|[\s’'(])(?:a|à|au|aux|de|des|du|d|en|et|ou|la|le|les|l|par|pour|sur|dans|entre|depuis|que|<|>|n°"
    r"|(?<!\bet )(?<!\bou )(?:moins|plus))$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Value:
    """One cell: its number and unit, and where its text stands; `number` is None in a cell without one ("-", "nd")."""

    start: int
    end: int
    shown: str
    number: float | None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Split:
    """One way of reading a line: the label that ends at `end`, then the values."""

    end: int
    values: tuple[Value, ...]


def splits(line: str) -> tuple[Split, ...]:
    """All ways of reading a line as a label and values, with two values at least; "12 500 14 300" has several."""
    atoms = _atoms(line)
    found: list[Split] = []
    for first in range(len(atoms)):
        label = line[: atoms[first][0]].rstrip(" :")
        if not _may_end(label, [line[a:b] for a, b in atoms[:first]]):
            continue
        found += [
            Split(len(label), values)
            for values in _groups(line, tuple(atoms[first:]))
            if 2 <= len(values) <= MOST_VALUES
        ]
    return tuple(found)


def _may_end(label: str, taken: Sequence[str]) -> bool:
    """Whether a label may end here, with the numbers that it takes from the values: a year, an age, "1" of "Axe 1"."""
    if _TIED.search(label):
        return False
    if not taken:
        return True
    return (len(taken) == 1 and bool(_YEAR.fullmatch(taken[0]))) or taken[-1] == "ans" or _per(label)


def _per(label: str) -> bool:
    """Whether a label ends with what its values are counted for: "pour 100 000 habitants"."""
    return (
        re.search(r"\b(?:pour|p\.) (?:1 ?000|10 ?000|100 ?000)(?: (?:hab\w*\.?|personnes|enfants|naissances))?$", label)
        is not None
    )


def _atoms(line: str) -> list[tuple[int, int]]:
    """The last words of a line that are numbers, units or signs of a missing value."""
    found: list[tuple[int, int]] = []
    for match in reversed(list(re.finditer(r"\S+", line))):
        word = match.group()
        if not (_NUMBER.fullmatch(word) or _UNIT.fullmatch(fold(word)) or _MISSING.fullmatch(word)):
            break
        found.append(match.span())
    found.reverse()
    while found and _UNIT.fullmatch(fold(line[found[0][0] : found[0][1]])):
        found.pop(0)
    return found if any(any(c.isdigit() for c in line[a:b]) for a, b in found) else []


def _groups(line: str, atoms: tuple[tuple[int, int], ...]) -> Iterator[tuple[Value, ...]]:
    """The ways of reading words as values: thousands may stand apart ("12 500")."""

    @cache
    def read(first: int) -> tuple[tuple[Value, ...], ...]:
        if first == len(atoms):
            return ((),)
        ways: list[tuple[Value, ...]] = []
        for last in _ends(line, atoms, first):
            value = _value(line, atoms[first][0], atoms[last - 1][1])
            if value is not None:
                ways += [(value, *rest) for rest in read(last)]
        return tuple(ways)

    # Each number of three figures or less doubles the ways; where they are too many, none is certain.
    if sum(bool(_GROUP.fullmatch(line[a:b])) for a, b in atoms) <= MOST_GROUPS:
        yield from read(0)


def _ends(line: str, atoms: Sequence[tuple[int, int]], first: int) -> Iterator[int]:
    """Behind which words a value that begins at the word `first` may end."""

    def word(i: int) -> str:
        return line[atoms[i][0] : atoms[i][1]]

    last = first + 1
    numeric = bool(_NUMBER.fullmatch(word(first)))
    grouped = numeric and re.fullmatch(r"[+\-–−]?\d{1,3}", word(first)) is not None
    while True:
        unit = last < len(atoms) and _UNIT.fullmatch(fold(word(last))) is not None
        yield last + 1 if unit and numeric else last
        if not grouped or last >= len(atoms) or not _GROUP.fullmatch(word(last)):
            return
        grouped = re.fullmatch(r"\d{3}", word(last)) is not None
        last += 1


def _value(line: str, start: int, end: int) -> Value | None:
    shown = line[start:end]
    if _MISSING.fullmatch(shown):
        return Value(start, end, shown, None)
    return value_of(shown, start)


def value_of(shown: str, start: int = 0) -> Value | None:
    """A cell's text as a value, None when it is more than a number with its unit."""
    match = re.fullmatch(r"([+\-–−]?)(\d{1,3}(?:[ .]\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?)\s*(\D{0,14}?)\*?", shown.strip())
    if match is None or (match[3] and not _UNIT.fullmatch(fold(match[3]))) or re.match(r"0\d", match[2]):
        return None
    digits = match[2]
    # "1.250" and "91.000" are thousands; "1.25" is a decimal.
    digits = re.sub(r"[ .]", "", digits) if re.fullmatch(r"\d{1,3}(?:[ .]\d{3})+(?:,\d+)?", digits) else digits
    number = float(digits.replace(",", "."))
    number = -number if match[1] in {"-", "–", "−"} else number
    return Value(start, start + len(shown), shown.strip(), number, unit(match[3]))


def unit(text: str) -> str:
    """A unit as records write it."""
    bare = fold(text).strip(" .")
    if bare in {"hab", "habitants"}:
        return "habitants"
    if bare in {"hab./km2", "hab/km2", "hab./km²", "hab/km²"}:
        return "habitants/km²"
    return {"pt": "points", "pts": "points", "point": "points"}.get(bare, bare)
