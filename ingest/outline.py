"""The sections of a document: articles, axes, action sheets, labelled fields, headings. Pure functions on lines."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ingest.headings import Heading, heading, list_heading, numbered_headings, title_below, words_heading
from ingest.labels import LabelMatch, cell_label, label_at, normalise
from ingest.lines import Line
from ingest.records import Section, SectionKind

# A sheet's heading is followed by at least this many labels; a line of a summary table is not.
SHEET_LABELS = 2
# Labels that other fields use as ordinary words: they are labels only among the indicators.
_INDICATOR_ONLY = frozenset({"source", "frequency", "baseline", "follow_up"})
# What contains what: a field stands in a sheet, a sheet under an axis.
_LEVELS = {
    SectionKind.AXIS: 0,
    SectionKind.ARTICLE: 0,
    SectionKind.SIGNATURE: 0,
    SectionKind.SHEET: 1,
    SectionKind.PART: 2,
    SectionKind.FIELD: 2,
}
# A page with no more lines than this is a title page: what follows it begins afresh.
TITLE_PAGE_LINES = 6
# The last line of a paragraph, as against an item of a list without bullets.
PARAGRAPH_CHARACTERS = 60
_BULLETS = tuple("-•–▪◦*")
# A longer title is cut in paths.
TITLE_CHARACTERS = 100


@dataclass(slots=True)
class _Open:
    """A section being filled: the indices of its first and last line."""

    kind: SectionKind
    title: str
    number: str
    level: int
    first: int
    last: int
    label: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A leaf stretch of lines under one path: what passages are cut from; `lines` begin with its heading."""

    path: tuple[str, ...]
    lines: tuple[Line, ...]
    sheet: str = ""
    sheet_title: str = ""
    article: str = ""
    field: str = ""  # the group of the labelled field
    heading_lines: int = 0  # how many of its first lines are headings


@dataclass(slots=True)
class Outline:
    """The sections and the blocks of a document, in order."""

    sections: list[Section] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)


def outline(lines: Sequence[Line]) -> Outline:
    """The structure of a document's content lines."""
    return _Builder(lines).build()


class _Builder:
    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.result = Outline()
        self.stack: list[_Open] = []
        self.opened: list[_Open] = []
        self.heading_end = -2  # the last line of the latest heading
        sizes = Counter(line.page for line in lines)
        self.title_pages = {page for page, size in sizes.items() if size <= TITLE_PAGE_LINES}
        self.key: tuple[tuple[int, ...], str] | None = None
        named = sum(1 for line in lines if (h := heading(line.text)) and h.kind is SectionKind.SHEET)
        # "Action 1." is a sheet only in a document that has no sheets called so.
        self.headings: dict[int, Heading] = {
            i: h for i, line in enumerate(lines) if (h := heading(line.text, actions=named == 0))
        }
        self.numbered = numbered_headings([line.text for line in lines]) - self.headings.keys()
        self.repeated = {text for text, times in Counter(line.folded for line in lines).items() if times > 2}
        self.labels = self._labels()
        self._keep_true_sheets()

    def _labels(self) -> dict[int, LabelMatch]:
        found: dict[int, LabelMatch] = {}
        covered = -1
        for i, line in enumerate(self.lines):
            if i <= covered or i in self.headings:
                continue
            run = [line.text]
            for j in range(i + 1, min(i + 6, len(self.lines))):
                if self.lines[j].page != line.page or j in self.headings:
                    break
                run.append(self.lines[j].text)
            match = label_at(run)
            if match:
                found[i] = match
                covered = i + match.lines - 1
        # Where cells were set side by side, a label that stands alone elsewhere opens a line of content here.
        alone = frozenset(
            normalise(" ".join(line.text for line in self.lines[i : i + match.lines]))
            for i, match in found.items()
            if not match.characters
        )
        taken = {j for i, match in found.items() for j in range(i, i + match.lines)} | self.headings.keys()
        for i, line in enumerate(self.lines):
            if i not in taken and (cell := cell_label(line.text, alone)):
                found[i] = cell
        return found

    def _keep_true_sheets(self) -> None:
        # The same sheet is named in a summary table and in its own heading: the one with fields under it is the sheet.
        marks = [
            i
            for i, h in self.headings.items()
            if h.kind in {SectionKind.SHEET, SectionKind.ARTICLE, SectionKind.SIGNATURE}
        ]
        by_number: dict[str, list[int]] = defaultdict(list)
        weight: dict[int, int] = {}
        for i, end in zip(marks, [*marks[1:], len(self.lines)], strict=False):
            if self.headings[i].kind is SectionKind.SHEET:
                by_number[self.headings[i].number].append(i)
                weight[i] = sum(1 for j in range(i, end) if j in self.labels)
        any_fields = any(count >= SHEET_LABELS for count in weight.values())
        for candidates in by_number.values():
            true = [i for i in candidates if weight[i] >= SHEET_LABELS]
            if not any_fields:
                # Narrative actions without labels: the candidate with most text under it.
                ends = {i: next((m for m in marks if m > i), len(self.lines)) for i in candidates}
                true = [max(candidates, key=lambda i: ends[i] - i)]
            for i in candidates:
                if i not in true:
                    del self.headings[i]
        self._drop_running_headings()

    def _drop_running_headings(self) -> None:
        # A sheet over several pages repeats its heading at the top of each: one sheet, not several.
        current = ""
        for i in sorted(self.headings):
            item = self.headings[i]
            if item.kind is SectionKind.SHEET:
                if item.number == current:
                    del self.headings[i]
                current = item.number
            elif item.kind is not SectionKind.AXIS:
                current = ""

    def build(self) -> Outline:
        i = 0
        while i < len(self.lines):
            opened = self._heading(i) or self._field(i) or self._part(i)
            if opened:
                while self.stack and self.stack[-1].level >= opened.level:
                    self.stack.pop()
                self.stack.append(opened)
                self.opened.append(opened)
                self.heading_end = opened.last
            for j in range(i, opened.last + 1 if opened else i + 1):
                self._add_line(j, is_heading=opened is not None)
            i = opened.last + 1 if opened else i + 1
        self._close_sections()
        return self.result

    # --- opening ---

    def _inside(self, kind: SectionKind) -> _Open | None:
        return next((item for item in self.stack if item.kind is kind), None)

    def _heading(self, i: int) -> _Open | None:
        item = self.headings.get(i)
        if item is None:
            return None
        last = i + self._title_lines(i, item) - 1
        title = " ".join(self.lines[j].text.strip(" •-–▪|*#") for j in range(i, last + 1))
        level = _LEVELS[item.kind]
        if item.kind is SectionKind.PART:
            level = 0  # an annex ends what stands before it
        opens_sheet = any(
            j in self.headings and self.headings[j].kind is SectionKind.SHEET for j in range(i + 1, i + 4)
        )
        listed = item.kind is SectionKind.AXIS and self._inside(SectionKind.ARTICLE) and not opens_sheet
        if listed and not self._inside(SectionKind.SHEET):
            level += 1  # the axes that an article lists belong to the article
        return _Open(item.kind, title, item.number, level, i, last)

    def _field(self, i: int) -> _Open | None:
        match = self.labels.get(i)
        if match is None or not self._inside(SectionKind.SHEET):
            return None
        current = self._inside(SectionKind.FIELD)
        among_indicators = current is not None and current.group == "indicators"
        if match.label.name in _INDICATOR_ONLY and not among_indicators:
            return None
        if match.label.name == "description" and among_indicators:
            return None
        last = i + match.lines - 1
        return _Open(
            SectionKind.FIELD,
            self._label_title(i, match),
            "",
            _LEVELS[SectionKind.FIELD],
            i,
            last,
            match.label.name,
            match.label.group,
        )

    def _part(self, i: int) -> _Open | None:
        if self._inside(SectionKind.SHEET) or self._inside(SectionKind.SIGNATURE):
            return None
        taken = list_heading([item.text for item in self.lines[i : i + 2]])
        line = self.lines[i]
        if not taken and (not self._inside(SectionKind.ARTICLE) or self._stands_apart(i)):
            before = self.lines[i - 1] if i else None
            after = self.lines[i + 1].text if i + 1 < len(self.lines) else None
            opened = i - 1 == self.heading_end and line.after_gap and self.opened[-1].kind is SectionKind.ARTICLE
            if before and (opened or (before.page != line.page and before.page in self.title_pages)):
                before = None
            in_words = words_heading(line.text, before.text if before else None, after, gap=line.after_gap)
            taken = int(in_words or i in self.numbered)
        if not taken:
            return None
        title = " ".join(item.text.strip(" •▪◦*:-–") for item in self.lines[i : i + taken])
        # What is said under several headings ("Principaux constats") stands under each of them.
        level = _LEVELS[SectionKind.PART] + (self.lines[i].folded in self.repeated)
        return _Open(SectionKind.PART, title, "", level, i, i + taken - 1)

    def _stands_apart(self, i: int) -> bool:
        """Whether white space and what stands above tell a heading from the short lines that abound in an article."""
        above, text = self.lines[i - 1].text, self.lines[i].text
        # A sentence that announces a list ("Le contrat est conclu entre :") is no heading.
        return (
            self.lines[i].after_gap
            and not text.rstrip().endswith(":")
            and (i - 1 == self.heading_end or above.lstrip()[:1] in _BULLETS or len(above) >= PARAGRAPH_CHARACTERS)
        )

    def _title_lines(self, i: int, item: Heading) -> int:
        """How many lines the heading's title takes."""
        taken = 1
        title = item.title
        while i + taken < len(self.lines) and taken < 4:
            after = self.lines[i + taken]
            if (i + taken) in self.headings or item.kind is SectionKind.SIGNATURE:
                break
            if (i + taken) in self.labels and item.kind is not SectionKind.ARTICLE:
                break
            text = after.text.strip()
            first = next((c for c in text if c.isalpha()), "")
            goes_on = bool(title) and first.islower() and text[:1] not in "-•–▪o" and title[-1] not in ".;"
            starts = not title and (
                title_below(text) if item.kind is SectionKind.ARTICLE else len(text) <= 160 and text[:1] not in _BULLETS
            )
            upper = bool(title) and title.isupper() and text.isupper() and item.kind is not SectionKind.ARTICLE
            if not (goes_on or starts or upper) or len(title) + len(text) > 240:
                break
            title = f"{title} {text}".strip()
            taken += 1
        return taken

    def _label_title(self, i: int, match: LabelMatch) -> str:
        text = self.lines[i].text
        if match.lines == 1 and match.characters:
            return text[: match.characters].strip(" :|•-–")
        whole = [self.lines[j].text for j in range(i, i + match.lines)]
        if match.characters:
            whole[-1] = whole[-1][: match.characters]
        return re.sub(r"(\w)- (?=\w)", r"\1", " ".join(part.strip() for part in whole)).strip(" :|•-–")

    # --- filling ---

    def _add_line(self, i: int, *, is_heading: bool) -> None:
        for item in self.stack:
            item.last = max(item.last, i)
        sheet, article, fld = (
            self._inside(kind) for kind in (SectionKind.SHEET, SectionKind.ARTICLE, SectionKind.FIELD)
        )
        named = [item for item in self.stack if item.kind is not SectionKind.FIELD]
        if sheet:
            named = named[named.index(sheet) :]  # a sheet's number says enough: its axis is left out
        key = (tuple(item.first for item in named), fld.group if fld else "")
        if key == self.key:
            last = self.result.blocks[-1]
            only_headings = is_heading and last.heading_lines == len(last.lines)
            self.result.blocks[-1] = replace(
                last,
                lines=(*last.lines, self.lines[i]),
                heading_lines=last.heading_lines + 1 if only_headings else last.heading_lines,
            )
            return
        self.key = key
        path = tuple(_short(item) for item in named)
        self.result.blocks.append(
            Block(
                # The first label of a run names it: "Financement", not its "Taux d'intervention".
                path=(*path, fld.title) if fld else path,
                lines=(self.lines[i],),
                sheet=sheet.number if sheet else "",
                sheet_title=sheet.title if sheet else "",
                article=article.number if article else "",
                field=fld.group if fld else "",
                heading_lines=int(is_heading),
            )
        )

    def _close_sections(self) -> None:
        parents: list[_Open] = []
        for item in self.opened:
            parents = [parent for parent in parents if parent.level < item.level and parent.last >= item.first]
            first, last = self.lines[item.first], self.lines[item.last]
            self.result.sections.append(
                Section(
                    kind=item.kind,
                    title=item.title,
                    path=(*(_short(parent) for parent in parents), _short(item)),
                    start=(first.page, first.start),
                    end=(last.page, last.end),
                    number=item.number,
                    label=item.label,
                )
            )
            parents.append(item)


def _short(item: _Open) -> str:
    """What a section is called in a path."""
    if item.kind is SectionKind.SHEET:
        return f"Fiche action {item.number}"
    return item.title if len(item.title) <= TITLE_CHARACTERS else f"{item.title[: TITLE_CHARACTERS - 1].rstrip()}…"
