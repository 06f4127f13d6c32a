"""Who pays beside the payer, in the words of the sheet: what they bring, and whether they only may. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.naming import fold

# A field's label and what stands behind it; a field with figures is told line by line.
_FIELD = re.compile(r"(?P<label>[^:\n]{3,60}):\s*(?P<words>[^\d€]+)", re.S)
_COFUNDING = re.compile(r"\bco-? ?financ|\bautres? (?:financ|contribu)|\bcontribut")
LONGEST = 200  # characters: more is no list of names


def as_written(names: Sequence[str], quotes: Sequence[str]) -> str:
    """The names as their sheet's field writes them with what goes with them, else one after the other."""
    for quote in quotes if names else ():
        match = _FIELD.fullmatch(quote.strip())
        if match and _COFUNDING.search(fold(match["label"])):
            words = " ".join(match["words"].split()).strip(" .;,")
            if len(words) <= LONGEST and all(fold(name) in fold(words) for name in names):
                return words
    return " ; ".join(names)
