"""Footnotes: the lines at the foot of a page that a number in its text calls. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from ingest.structure.lines import Line

# The notes of a page take no more lines than this.
NOTE_LINES = 10
_NOTE = re.compile(r"\s*(\d{1,2})(?:(?=[^\W\d_]{2})|\s(?=[A-ZÀ-Ý«]))")

_GLUED = re.compile(r"\d{1,2}(?:Source|Donnée|Voir|Cf|Selon|Art|Loi|Décret|Enquête|Rapport|Chiffre)s?\b")


def footnotes(lines: Sequence[Line]) -> set[int]:
    """The indices of the lines that are footnotes."""
    found: set[int] = set()
    for _, group in groupby(enumerate(lines), key=lambda pair: pair[1].page):
        page = list(group)
        first = _first(page)
        found.update(i for i, _ in page[first:])
    return found


def _first(page: Sequence[tuple[int, Line]]) -> int:
    """Where the notes of a page begin, the number of its lines where it has none."""
    for k in range(max(1, len(page) - NOTE_LINES), len(page)):
        note = _NOTE.match(page[k][1].text)
        # "1Source : …" below a blank: a number hangs on no other word.
        if _GLUED.match(page[k][1].text) and page[k][1].after_gap:
            return k
        if note and _called(note[1], [line.text for _, line in page[:k]]):
            return k
    return len(page)


def _called(number: str, texts: Sequence[str]) -> bool:
    """Whether a number hangs on a word of the text above: "par an.4", "médecins2"."""
    call = re.compile(rf"[^\W\d_][)»”.,;]?{number}(?![\d\w])")
    return any(number in text and call.search(text) for text in texts)


def without_call(title: str, texts: Sequence[str]) -> str:
    """A title without the number that calls a footnote among the lines below it."""
    call = re.search(r"(?<=[^\W\d_])(\d{1,2})$|(?<=[)»])(\d{1,2})$", title)
    if call and any((note := _NOTE.match(text)) and note[1] == call.group() for text in texts):
        return title[: call.start()]
    return title
