"""A contract in a few lines: the questions whose answers make an overview. Pure functions."""

from __future__ import annotations

from functools import cache
from importlib import resources

from assistant.composers.forms import asks
from ingest.naming import fold


def asks_overview(text: str) -> bool:
    """Whether a question asks for a contract as a whole: "résume le contrat en trois lignes"."""
    return asks("overview", "ask", fold(text)) and not asks("overview", "part", fold(text))


@cache
def overview_questions() -> tuple[str, ...]:
    """The questions that an overview answers, in order."""
    text = resources.files("assistant.lexicon").joinpath("overview.txt").read_text(encoding="utf-8")
    return tuple(line for line in text.splitlines() if line and not line.startswith("#"))
