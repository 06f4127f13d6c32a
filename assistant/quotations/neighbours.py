"""What must stand beside the decisive words of a passage for them to say what they say. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.quotations.table_text import is_row, is_table_line
from assistant.quotations.units import Unit, lines_apart, units_of
from ingest.naming import fold
from ingest.records import Document, Passage
from ingest.storage.snapshot import Snapshot

# A quote longer than this is cut to its decisive sentence; a list is told to its end up to so many.
QUOTE_CHARACTERS = 700
LIST_CHARACTERS = 1_500
SHORT_UNIT = 45
# A sentence that goes on about the thing just named: without the one before, it says nothing.
_GOES_ON = re.compile(
    r"(?:celui|celle|ceux|celles)-ci\b|ces? derni(?:er|ere)s?\b|(?:il|elle|cela) (?:s'agit|consiste)\b"
)
# And one that draws from what was just said: without it, nobody knows from what.
_DRAWS = re.compile(
    r"(?:ces? |cet |cette |tous ces |l'ensemble de ces )(?:constats?|enjeux?|elements?|donnees|chiffres|difficultes"
    r"|besoins?|raisons?|contexte|situation|tendances?|facteurs?|actions|missions|mesures)\b"
    r"|c'est pourquoi\b|c'est dans ce\b|dans ce cadre\b|a ce titre\b|face a ces?\b|a ces? \w+\b|ainsi,"
)
_ITEM = re.compile(r"[•▪◦*–-]|o |\d{1,2}[.)/] |[a-z][.)] ")


def with_neighbours(
    units: Sequence[Unit], best: int, proving: Sequence[bool], *, listed: bool = False
) -> tuple[Unit, ...]:
    """A unit with those neighbours of its page that complete it: a list's heading or items, the next proof.

    `listed`: the question asks for several things, so that an item is quoted with its whole list.
    """
    if listed and (items := _list_around(units, best)):
        return items
    page, first, last = units[best].page, best, best

    def fits(i: int) -> bool:
        inside = 0 <= i < len(units) and units[i].page == page
        return (
            inside and max(units[i].end, units[last].end) - min(units[i].start, units[first].start) <= QUOTE_CHARACTERS
        )

    if units[best].text.endswith(":"):
        while fits(last + 1):
            last += 1
    while proving[best] and fits(last + 1) and proving[last + 1]:
        last += 1  # "conclu pour cinq ans. Il prend fin le…"
    short = units[last].end - units[first].start < 2 * SHORT_UNIT
    if (short or units[first].text[:1].islower() or units[first].text[:1] in "-•–▪") and fits(first - 1):
        first -= 1
    if any(is_row(units[i].text) for i in range(first, last + 1)):
        # A row alone may be taken for another's: a table is quoted with its other rows and its headings.
        while fits(first - 1) and is_table_line(units[first - 1].text):
            first -= 1
        while fits(last + 1) and is_table_line(units[last + 1].text):
            last += 1
    if first == last:
        return (units[best],)
    return (Unit(page, units[first].start, units[last].end, ""),)


def _list_around(units: Sequence[Unit], best: int) -> tuple[Unit, ...]:
    """The list in which a unit is an item, with the line that announces it; empty where it is none or too long."""
    page = units[best].page
    if not _ITEM.match(units[best].text):
        return ()

    def is_item(i: int) -> bool:
        return 0 <= i < len(units) and units[i].page == page and _ITEM.match(units[i].text) is not None

    first = last = best
    while is_item(first - 1):
        first -= 1
    while is_item(last + 1):
        last += 1
    if first and units[first - 1].page == page and units[first - 1].text.endswith(":"):
        first -= 1
    whole = units[last].end - units[first].start <= LIST_CHARACTERS
    return (Unit(page, units[first].start, units[last].end, ""),) if whole and first < last else ()


def carried_on(chosen: tuple[Unit, ...], passage: Passage, document: Document, snapshot: Snapshot) -> tuple[Unit, ...]:
    """The chosen words with what the same section goes on to say of them: a list's last items, "celui-ci…"."""
    if not chosen:
        return ()
    around = [unit for beside in _beside(passage, snapshot) for unit in units_of(beside, document)]
    first, last = chosen[0], chosen[-1]
    before = [unit for unit in around if unit.page == first.page and unit.end <= first.start]
    after = [unit for unit in around if unit.page == last.page and unit.start >= last.end]
    texts = {page.number: page.text for page in document.pages}
    start, end = first.start, last.end
    while before and end - before[-1].start <= QUOTE_CHARACTERS and _leans(texts[first.page][start:end]):
        start = before.pop().start
    announced = _announces(lines_apart(texts[last.page][last.start : last.end]))
    for unit in after:
        item = announced and _ITEM.match(unit.text) is not None
        if not (item or _goes_on(unit.text)) or unit.end - start > (LIST_CHARACTERS if item else QUOTE_CHARACTERS):
            break
        end = unit.end
    rest = _over_the_page(texts[last.page][last.start : end], last.page, end, around)
    if len(chosen) == 1:
        whole = chosen if (start, end) == (first.start, last.end) else (Unit(first.page, start, end, ""),)
        return (*whole, *rest)
    return (replace(first, start=start), *chosen[1:-1], replace(last, end=end), *rest)


def _over_the_page(text: str, page: int, end: int, around: Sequence[Unit]) -> tuple[Unit, ...]:
    """The end of a sentence that a page breaks: what opens the next one with a small letter, where words are cut."""
    last = text.rstrip()
    broken = last[-1:].isalnum() or last.count("«") > last.count("»")
    more = any(unit.page == page and unit.start >= end for unit in around)
    after = next((unit for unit in around if unit.page == page + 1), None)
    if not broken or more or after is None or not after.text[:1].islower() or is_row(after.text):
        return ()
    return (after,) if len(after.text) <= QUOTE_CHARACTERS and not _ITEM.match(after.text) else ()


def _beside(passage: Passage, snapshot: Snapshot) -> list[Passage]:
    """A passage with those of the same section just before and after it."""
    row = snapshot.row(passage.id)
    if row is None:
        return [passage]
    own = snapshot.rows_of(passage.document_id)
    near = [snapshot.passages[i] for i in (row - 1, row, row + 1) if i in own]
    return [one for one in near if (one.path, one.sheet) == (passage.path, passage.sheet)]


def _announces(lines: Sequence[str]) -> bool:
    """Whether words are those before a list with all its items so far."""
    head = next((i for i, line in enumerate(lines) if line.endswith(":")), None)
    return head is not None and all(_ITEM.match(line) for line in lines[head + 1 :])


def _leans(text: str) -> bool:
    return _goes_on(text) or _DRAWS.match(fold(text)) is not None


def _goes_on(text: str) -> bool:
    return _GOES_ON.match(fold(text)) is not None
