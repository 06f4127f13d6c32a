"""A document's own marks in the words quoted from it. Pure functions."""

from __future__ import annotations

import re


def without_marks(text: str) -> str:
    """The text with a document's own "[3]" in round brackets: square ones are the marks of our citations."""
    return re.sub(r"\[(\s*\d+\s*)\]", r"(\1)", text)
