"""Whether a sentence says more firmly than its quotes what they say. Pure functions over a data file."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from ingest.naming import fold


@dataclass(frozen=True, slots=True)
class Force:
    """One degree of firmness: what says it, what a quote must hold for it, and the quotes that it concerns."""

    name: str
    said: re.Pattern[str]
    holds: re.Pattern[str]
    unless: re.Pattern[str] | None  # the degree is only asked of a quote that holds this


@cache
def _forces() -> tuple[Force, ...]:
    data = tomllib.loads(resources.files("assistant.lexicon").joinpath("force.toml").read_text(encoding="utf-8"))
    return tuple(
        Force(
            name,
            re.compile(part["said"]),
            re.compile(part["holds"]),
            re.compile(part["unless"]) if "unless" in part else None,
        )
        for name, part in data.items()
    )


def too_strong(said: str, quotes: str, *, proved: str = "") -> str:
    """The degree of firmness that a sentence claims and its quotes do not hold, "" when it says no more than they.

    `proved` is a degree that is known to hold by other means.
    """
    sentence, held = fold(said), fold(quotes)
    for force in _forces():
        if force.name == proved or (force.unless is not None and not force.unless.search(held)):
            continue
        if force.said.search(sentence) and not force.holds.search(held):
            return force.name
    return ""
