"""The contracts that a page offers to choose from: those that are searched for, never all of hundreds. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.library import Library, UnderstoodContract
from ingest.naming import fold

# What a reader takes in at a glance; beyond, one searches by territory.
MOST_CHOICES = 12


@dataclass(frozen=True, slots=True)
class Choice:
    """A contract to choose."""

    id: str
    label: str
    current: bool
    chosen: bool


@dataclass(frozen=True, slots=True)
class Picker:
    """The choices shown: those chosen first, then those that the words find; `hidden` counts the others."""

    choices: tuple[Choice, ...]
    words: str
    searchable: bool  # more contracts than can be shown at once
    hidden: int
    total: int


def picker_of(library: Library, chosen: Sequence[str], words: str = "") -> Picker:
    """What to offer when these contracts are chosen and these words searched for."""
    asked = fold(words).split()
    found = [one for one in library.contracts if all(word in fold(one.ref.label) for word in asked)]
    picked = [one for one in library.contracts if one.ref.id in chosen]
    # Contracts in force first: they are what most people ask about.
    others = sorted((one for one in found if one.ref.id not in chosen), key=lambda one: not one.current)
    room = max(0, MOST_CHOICES - len(picked))
    shown = {one.ref.id for one in (*picked, *others[:room])}
    return Picker(
        choices=tuple(_choice(one, chosen) for one in library.contracts if one.ref.id in shown),
        words=words,
        searchable=len(library.contracts) > MOST_CHOICES,
        hidden=len(others) - len(others[:room]),
        total=len(library.contracts),
    )


def _choice(one: UnderstoodContract, chosen: Sequence[str]) -> Choice:
    return Choice(one.ref.id, one.ref.label, one.current, one.ref.id in chosen)
