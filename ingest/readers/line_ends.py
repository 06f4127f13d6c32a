"""Whether a line of a cell was ended on purpose, or by the cell's width. Pure functions."""

from __future__ import annotations

import re

from ingest.readers.columns import VisualLine
from ingest.structure.headings import unfinished

# Of the font size: where the next word would have fitted with so much to spare, a line was ended on purpose.
_ROOM = 1.5
_PAID = re.compile(
    r"\d ?(?:k?€|M€|%|euros?)(?: ?(?:TTC|HT))?(?: ?(?:/|par) ?an)?"
    r"(?: (?:sur|pour|pendant) (?:\d|deux|trois|quatre|cinq|six) ans)?(?: (?:maximum|max\.?|au plus|au maximum))?"
    r"(?: ?\([^)]*\)|\))?$"
)
# "2031 : 20 000 €" begins a line of its own behind an amount; "ARS : 50 %, soit" goes on.
_YEAR = re.compile(r"20\d\d(?:\s?[-–/]\s?(?:20)?\d\d)?\s?:")
_GOES_ON = re.compile(r"\b(?:soit|dont|environ)$")


def ended_line(above: VisualLine, below: VisualLine, right: float) -> bool:
    """Whether a line of a cell was ended on purpose: the next word would have fitted, and begins something."""
    text, following = above.text.rstrip(), below.text.lstrip()
    if above.bold and not below.bold and following[:1].isupper():
        return True  # a title in bold over what it is the title of
    if above.bold and below.bold:
        return False
    # "20 000 € / MILDECA : 9 000 €": what is paid ends a line, who pays next begins one.
    alone = re.fullmatch(r"[A-ZÀ-Ý]{3,8}", following.strip()) is not None
    if _PAID.search(text) and _YEAR.match(following):
        return True
    if following[0].isupper() and (_PAID.search(text) or alone):
        return True
    if _GOES_ON.search(text):
        return False
    if not following or following[0].islower() or unfinished(text) or text[-1:] in ",:;-/(":
        return False
    last, first = above.segments[-1], below.segments[0]
    word = (first.x1 - first.x0) * len(following.split(None, 1)[0]) / max(1, len(first.text))
    return last.x1 + word + _ROOM * above.size <= right
