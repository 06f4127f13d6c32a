"""The sentences of a document with the place in which they stand. Pure functions."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from ingest.facts.folding import Folded, folded
from ingest.facts.reading import Reading, Run, letters
from ingest.facts.records import Place, Said
from ingest.records import Section, SectionKind
from ingest.structure.lines import Line

# A title page has no more lines than this; a title at the head of a text stands within so many.
COVER_LINES, TITLE_LINES = 8, 12
# A longer line at the head of a document is text.
TITLE_CHARACTERS = 90

# Where a date or a duration is said, the surest place first.
PLACES = (Place.ARTICLE, Place.SIGNATURE, Place.COVER, Place.TEXT, Place.SHEET)
# What speaks of a local health contract, on folded text.
CONTRACT = re.compile(
    r"\bcls\b|contrats? loca(?:l|ux)|contrat socle|(?:present|nouveau) contrat|\b(?:le|ce|du|un) contrat\b"
    r"|health contract"
)

_END = re.compile(
    r"(?<![ (]M)(?<![Mm]me)(?<! Dr)(?<! Mr)(?<!art)[.!?…](?:[»”\")])?\s+(?=[«“\"(]?[A-ZÀ-Ý0-9])"
    r"|\n(?=\s*(?:[•▪◦●○■□►▸➢➔→✓✔❖‣]|[-–—*] ?\w))|\n\n"
)
_BROKEN = re.compile(r"(?:\b(?:de|du|des|d['’]|la|le|les|l['’]|et|à|au|aux|pour|en|sur)|,)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence: `folded.text` for matching, `said` for what a stretch of it says; `title` of its article."""

    run: Run
    start: int
    folded: Folded
    place: Place
    title: str = ""  # folded

    def said(self, start: int, end: int, value: str = "") -> Said:
        """What characters `start` to `end` of the folded text say."""
        first, last = self.folded.back(start, end)
        return self.run.said(self.start + first, self.start + last, self.place, value)

    def original(self, start: int, end: int) -> str:
        """Characters `start` to `end` of the folded text as printed."""
        first, last = self.folded.back(start, end)
        return self.run.text[self.start + first : self.start + last]


def statements(reading: Reading) -> Iterator[Statement]:
    """All sentences: those of the articles, of the cover, of the text, then of the sheets."""
    articles = reading.of(SectionKind.ARTICLE)
    sheets = reading.of(SectionKind.SHEET)
    for article in articles:
        yield from of_run(reading.run(article), Place.ARTICLE, folded(article.title).text)
    yield from cover(reading)
    first = {(line.page, line.start) for line in cover_lines(reading).lines}
    inner = (*articles, *sheets, *reading.of(SectionKind.SIGNATURE))
    rest = tuple(
        line
        for line in reading.lines
        if (line.page, line.start) not in first and not _inside(inner, line.page, line.start)
    )
    for title, lines in _titled(reading, rest):
        yield from of_run(Run(reading.document_id, reading.pages, lines), Place.TEXT, title)
    for sheet in sheets:
        yield from of_run(reading.run(sheet), Place.SHEET)


def _titled(reading: Reading, lines: Sequence[Line]) -> Iterator[tuple[str, tuple[Line, ...]]]:
    """Consecutive lines under one heading, with that heading: contracts without articles have headings in words."""
    parts = reading.of(SectionKind.PART)
    starts = [part.start for part in parts]
    for index, group in groupby(lines, key=lambda line: bisect_right(starts, (line.page, line.start))):
        yield folded(parts[index - 1].title).text if index else "", tuple(group)


def cover(reading: Reading) -> Iterator[Statement]:
    """The title as one stretch: it may take several lines."""
    run = cover_lines(reading)
    if run:
        yield Statement(run, 0, _one_line(run.text), Place.COVER)


def cover_lines(reading: Reading) -> Run:
    """The lines of the title page, or those at the head of the first page up to its first sentence."""
    page = reading.lines[0].page if reading.lines else 0
    first = [line for line in reading.lines if line.page == page]
    if len(first) > COVER_LINES or len(first) == len(reading.lines):
        titled: list[Line] = []
        for paragraph in _paragraphs(first[:TITLE_LINES]):
            if not all(map(_in_title, paragraph)):
                titled += [] if titled or not _in_title(paragraph[0]) else paragraph[:1]
                break
            titled += paragraph
        first = titled
    return Run(reading.document_id, reading.pages, tuple(first))


def _paragraphs(lines: Sequence[Line]) -> Iterator[list[Line]]:
    starts = [i for i, line in enumerate(lines) if line.after_gap and i]
    for start, end in zip([0, *starts], [*starts, len(lines)], strict=True):
        if start < end:
            yield list(lines[start:end])


def _in_title(line: Line) -> bool:
    return len(line.text) <= TITLE_CHARACTERS and not line.text.rstrip().endswith((".", ",", ";", ":"))


def of_run(run: Run, place: Place, title: str = "") -> Iterator[Statement]:
    """The sentences of a run."""
    at = 0
    for match in _END.finditer(run.text):
        # White space inside a sentence is a page's end, not the sentence's.
        if match.group() == "\n\n" and _BROKEN.search(run.text[at : match.start()].rstrip()):
            continue
        if run.text[at : match.end()].strip():
            yield Statement(run, at, _one_line(run.text[at : match.end()]), place, title)
        at = match.end()
    if run.text[at:].strip():
        yield Statement(run, at, _one_line(run.text[at:]), place, title)


def _one_line(text: str) -> Folded:
    whole = folded(text)
    return Folded(whole.text.replace("\n", " "), whole.origins)


def _inside(sections: tuple[Section, ...], page: int, start: int) -> bool:
    return any(section.start <= (page, start) < section.end for section in sections)


def ranked(found: Iterable[Said]) -> tuple[Said, ...]:
    """Each value once, as its best place says it; the best place first."""
    best: dict[str, Said] = {}
    for said in sorted(found, key=lambda said: PLACES.index(said.place)):
        best.setdefault(letters(said.value), said)
    return tuple(best.values())
