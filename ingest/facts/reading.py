"""A document as the modules of facts read it: its lines under its sections, and the way back to the page."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from ingest.facts.records import Evidence, Place, Said
from ingest.naming import fold
from ingest.records import Metadata, Page, Section, SectionKind
from ingest.structure.lines import Line


@dataclass(frozen=True)
class Run:
    """Consecutive content lines as one text, in which every stretch leads back to its pages."""

    document_id: str
    pages: tuple[Page, ...]
    lines: tuple[Line, ...]

    @cached_property
    def text(self) -> str:
        """The lines joined by newlines; a blank line of the page is a blank line here."""
        gaps = ("\n" if line.after_gap and i else "" for i, line in enumerate(self.lines))
        return "".join(f"{gap}{line.text}\n" for gap, line in zip(gaps, self.lines, strict=True))

    @cached_property
    def _starts(self) -> list[int]:
        starts, offset = [], 0
        for i, line in enumerate(self.lines):
            offset += bool(line.after_gap and i)
            starts.append(offset)
            offset += len(line.text) + 1
        return starts

    def __bool__(self) -> bool:
        return bool(self.lines)

    def evidence(self, start: int = 0, end: int | None = None) -> tuple[Evidence, ...]:
        """The evidence for characters `start` to `end` of `text`: one a page, without white space at its ends."""
        end = len(self.text) if end is None else end
        chosen = self.text[start:end]
        start, end = start + len(chosen) - len(chosen.lstrip()), start + len(chosen.rstrip())
        spans: list[tuple[int, int, int]] = []
        for i in range(max(0, bisect.bisect_right(self._starts, start) - 1), len(self.lines)):
            line, first = self.lines[i], self._starts[i]
            if first >= end:
                break
            low, high = max(start, first), min(end, first + len(line.text))
            if low >= high:
                continue
            span = (line.page, line.start + low - first, line.start + high - first)
            if spans and spans[-1][0] == span[0] and not line.after_skip:
                span = (span[0], spans.pop()[1], span[2])
            spans.append(span)
        return tuple(
            Evidence(self.document_id, page, low, high, self._page(page)[low:high]) for page, low, high in spans
        )

    def said(self, start: int, end: int, place: Place, value: str = "") -> Said:
        """What characters `start` to `end` say: `value`, or their text with single spaces."""
        return Said(value or flat(self.text[start:end]), self.evidence(start, end), place)

    def part(self, start: int, end: int | None = None) -> Run:
        """The run of the lines that characters `start` to `end` of `text` touch."""
        end = len(self.text) if end is None else end
        kept = [
            line
            for line, first in zip(self.lines, self._starts, strict=True)
            if first < end and first + len(line.text) > start
        ]
        return Run(self.document_id, self.pages, tuple(kept))

    def paragraphs(self) -> Iterator[tuple[int, int]]:
        """The (start, end) of the stretches between blank lines."""
        for match in re.finditer(r"[^\n]+(?:\n(?!\n)[^\n]+)*", self.text):
            yield match.span()

    def _page(self, number: int) -> str:
        return next(page.text for page in self.pages if page.number == number)


@dataclass(frozen=True)
class Reading:
    """One document: content lines in order, sections, pages, and what is known of it as a whole."""

    document_id: str
    metadata: Metadata
    pages: tuple[Page, ...]
    lines: tuple[Line, ...]
    sections: tuple[Section, ...]

    @cached_property
    def whole(self) -> Run:
        """All content lines."""
        return Run(self.document_id, self.pages, self.lines)

    @cached_property
    def _places(self) -> list[tuple[int, int]]:
        """Where each line begins, in order."""
        return [(line.page, line.start) for line in self.lines]

    def run(self, section: Section, *, heading: bool = False) -> Run:
        """The lines of a section, those of the sections inside it too; without its own heading unless asked for."""
        low, high = (bisect.bisect_left(self._places, place) for place in (section.start, section.end))
        found = list(self.lines[low:high])
        if not heading:
            found = self._without_heading(section, found)
        return Run(self.document_id, self.pages, tuple(found))

    def of(self, *kinds: SectionKind) -> tuple[Section, ...]:
        """The sections of these kinds, in order."""
        return tuple(section for section in self.sections if section.kind in kinds)

    def inside(self, outer: Section, *kinds: SectionKind) -> tuple[Section, ...]:
        """The sections of these kinds that lie within another."""
        return tuple(
            section
            for section in self.sections
            if section is not outer
            and section.kind in kinds
            and outer.start <= section.start
            and section.end <= outer.end
        )

    def before(self, section: Section) -> Run:
        """The lines that stand before a section."""
        return Run(self.document_id, self.pages, self.lines[: bisect.bisect_left(self._places, section.start)])

    @staticmethod
    def _without_heading(section: Section, lines: Sequence[Line]) -> list[Line]:
        """The lines after the heading; of a label followed by its content on one line, the content."""
        left = letters(section.title)
        for i, line in enumerate(lines):
            own = letters(line.text)
            if not left:
                return list(lines[i:])
            if left.startswith(own):
                left = left[len(own) :]
                continue
            if own.startswith(left):
                return [_after(line, left), *lines[i + 1 :]] if len(own) > len(left) else list(lines[i + 1 :])
            return list(lines[i:])
        return []


def _after(line: Line, heading: str) -> Line:
    """The line from the first word after a heading of these letters, its colon and its bullet left out."""
    seen = 0
    for offset, character in enumerate(line.text):
        if seen >= len(heading):
            rest = line.text[offset:]
            lead = len(rest) - len(rest.lstrip(" :|–—-.)\u00a0"))
            return Line(line.page, line.start + offset + lead, line.end, rest[lead:], after_gap=line.after_gap)
        seen += len(letters(character))
    return line


def letters(text: str) -> str:
    """Letters and digits only, folded."""
    return re.sub(r"[^a-z0-9]", "", fold(text))


def flat(text: str) -> str:
    """The text on one line, white space single."""
    return re.sub(r"\s+", " ", text).strip()
