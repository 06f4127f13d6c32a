"""Headings in words that only the lines around them, or others of the same wording, tell as such. Pure functions."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from ingest.naming import fold
from ingest.structure.headings import unfinished
from ingest.structure.lines import Line

# Headings of one wording share so many words at their beginning and at their end, and stand so often.
SHARED_FIRST, SHARED_LAST, FEWEST_ALIKE = 2, 3, 3
ALIKE_WORDS, ALIKE_CHARACTERS = 7, 170
# A heading alone at the top of a page has at most so many words and characters.
TOP_WORDS, TOP_CHARACTERS = 8, 70
# The item above stands within so many lines.
ITEM_REACH = 5
_BULLET = re.compile(r"[•▪◦*–-](?= ?\w)")


def last_of_cover(lines: Sequence[Line], most: int) -> int:
    """The last line of a title page of at most so many lines that opens a longer document, -1 where none does.

    "Signé à …, le …" ends nothing there.
    """
    own = [i for i, line in enumerate(lines) if line.page == lines[0].page]
    return own[-1] if len(own) <= most and len(own) < len(lines) else -1


def alike(lines: Sequence[Line]) -> set[int]:
    """Which lines are headings of one wording with another subject each: "La politique de X en matière de santé"."""
    families: defaultdict[tuple[str, ...], dict[str, int]] = defaultdict(dict)
    for i, line in enumerate(lines):
        text = line.text.strip(" •▪◦*–-:")
        told = re.findall(r"\w+", fold(text))
        whole = text[:1].isupper() and text[-1:] not in ".,;" and len(text) <= ALIKE_CHARACTERS
        apart = line.after_gap or i == 0 or lines[i - 1].page != line.page
        alone = i + 1 < len(lines) and lines[i + 1].after_gap and not re.search(r"\d", text)
        if whole and apart and alone and len(told) >= ALIKE_WORDS and not unfinished(text):
            families[(*told[:SHARED_FIRST], *told[-SHARED_LAST:])].setdefault(fold(text), i)
    return {i for family in families.values() if len(family) >= FEWEST_ALIKE for i in family.values()}


def opens_page(lines: Sequence[Line], i: int) -> bool:
    """Whether a line is a title alone at the top of its page: few words, no figure, white space below."""
    line = lines[i]
    if i == 0 or i + 1 == len(lines) or lines[i - 1].page == line.page or lines[i + 1].page != line.page:
        return False
    text = line.text.strip()
    few = len(text.split()) <= TOP_WORDS and len(text) <= TOP_CHARACTERS
    wording = text[:1].isupper() and text[-1:].isalpha() and not re.search(r"[\d|%€«»\"]", text)
    return few and wording and lines[i + 1].after_gap and not unfinished(lines[i - 1].text) and not unfinished(text)


def among_items(lines: Sequence[Line], i: int) -> bool:
    """Whether a bulleted line stands in a list of such items of which the one above announces nothing."""
    bullet = _BULLET.match(lines[i].text.strip())
    if bullet is None:
        return False
    for above in reversed(lines[max(0, i - ITEM_REACH) : i]):
        other = _BULLET.match(above.text.strip())
        if other:
            return other.group() == bullet.group() and not above.text.rstrip().endswith(":")
    return False
