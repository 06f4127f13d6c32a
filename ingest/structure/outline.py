"""The sections of a document: articles, axes, action sheets, labelled fields, headings. Pure functions on lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ingest.records import Section, SectionKind
from ingest.structure.closing import CONTACT, CONTACT_LINES, REACHED, closes_sheets, heads_table
from ingest.structure.headings import (
    Heading,
    group,
    list_heading,
    numbered_headings,
    table_heading,
    title_below,
    unfinished,
    words_heading,
)
from ingest.structure.induction import OTHER
from ingest.structure.labels import LabelMatch, head_labels, normalise
from ingest.structure.lines import Line
from ingest.structure.marks import marks
from ingest.structure.open_sections import OpenSection
from ingest.structure.word_headings import alike, among_items, last_of_cover, opens_page

# Labels that other fields use as ordinary words: of one word, they are labels only among the indicators.
_INDICATOR_ONLY = frozenset({"source", "frequency", "baseline", "target"})
# How often an indicator is measured, or, elsewhere, how an action proceeds.
_RHYTHM = "rythme"
# Who answers for the follow-up is also named among the actors.
_FOLLOWED = frozenset({"indicators", "actors", "axis"})
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
# A line of choices to tick is no title.
_BOXES = tuple("☐☑☒✓✔✗□■")
_BULLETS = tuple("-•–▪◦*")
# A title stands below this, or behind it.
_ENTITLED = re.compile(r"(?:intitule|titre|nom|libelle)\b(?: (?:de l |de la |du )?(?:action|fiche|projet))?")
# The group of fields that are short, stand side by side and mean different things.
_APART = "actors"
# What marks, while a document is read, the part that a summary table makes.
_TABLE = "summary"
# A title takes no more lines than this; a line that a title fills has at least so many characters.
TITLE_LINES, WRAPPED_CHARACTERS = 6, 40
# The axis that a sheet names under its number takes no more lines than this.
GROUP_LINES = 3
# The label of most sheets stands in this share of them.
USUAL_SHARE = 0.6


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
        self.stack: list[OpenSection] = []
        self.opened: list[OpenSection] = []
        self.heading_end = -2  # the last line of the latest heading
        sizes = Counter(line.page for line in lines)
        self.title_pages = {page for page, size in sizes.items() if size <= TITLE_PAGE_LINES}
        self.cover = last_of_cover(lines, TITLE_PAGE_LINES)
        self.key: tuple[tuple[int, ...], str] | None = None
        self.marks = marks(lines)
        self.headings, self.labels = self.marks.headings, self.marks.labels
        self.in_series = (numbered_headings([line.text for line in lines]) | alike(lines)) - self.headings.keys()
        self.folded = Counter(line.folded for line in lines)
        self.repeated = {text for text, times in self.folded.items() if times > 2}
        self.last_sheet = max((i for i, item in self.headings.items() if item.kind is SectionKind.SHEET), default=-1)

    def build(self) -> Outline:
        i = 0
        while i < len(self.lines):
            opened = self._heading(i) or self._contact(i) or self._closing(i) or self._field(i) or self._part(i)
            if opened:
                # The sheets that follow the page of signatures are annexes: nobody signs there.
                while self.stack and (self.stack[-1].level >= opened.level or self._signed(opened)):
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

    def _signed(self, opened: OpenSection) -> bool:
        return opened.kind is SectionKind.SHEET and self.stack[-1].kind is SectionKind.SIGNATURE

    def _inside(self, kind: SectionKind) -> OpenSection | None:
        return next((item for item in self.stack if item.kind is kind), None)

    def _heading(self, i: int) -> OpenSection | None:
        item = self.headings.get(i)
        if item is None or (item.kind is SectionKind.SIGNATURE and i <= self.cover):
            return None
        last = i + self._title_lines(i, item) - 1
        title = " ".join(self.lines[j].text.strip(" •-–▪|*#") for j in range(i, last + 1))
        level = _LEVELS[item.kind]
        if item.kind is SectionKind.PART:
            level = 0  # an annex ends what stands before it
        listed = (
            item.kind is SectionKind.AXIS and self._inside(SectionKind.ARTICLE) and not self.marks.opens_sheet(last)
        )
        if listed and not self._inside(SectionKind.SHEET):
            level += 1  # the axes that an article lists belong to the article
        if item.kind is SectionKind.AXIS and self._inside_table() and not self.marks.next_is_sheet(last):
            level += 1  # and those of its summary table to the table
        return OpenSection(item.kind, title, item.number, level, i, last)

    def _field(self, i: int) -> OpenSection | None:
        match = self.labels.get(i)
        if match is None or not self._inside(SectionKind.SHEET):
            return None
        current = self._inside(SectionKind.FIELD)
        among_indicators = current is not None and current.group == "indicators"
        last = i + match.lines - 1
        title = self._label_title(i, match)
        bare = match.label.name in _INDICATOR_ONLY and len(title.split()) < 2
        if bare and not among_indicators and not (self._behind_other(current) and self._usual(i, match)):
            return None
        out_of_place = match.label.name == "follow_up" and current and current.group not in _FOLLOWED
        if out_of_place and len(title.split()) < 2 and not self._usual(i, match):
            return None
        if match.label.name == "description" and among_indicators:
            return None
        name, group = match.label.name, match.label.group
        if among_indicators and name == "calendar" and normalise(title) == _RHYTHM:
            name, group = "frequency", current.group if current else group
        if (
            self._in_table(current)
            and not match.characters
            and (match.label.name in {"cofunding", "rate"} or self._goes_on(last))
        ):
            return None  # "Part des communes", "Délai / moyen d'obtention": rows of the table
        return OpenSection(
            SectionKind.FIELD,
            title,
            "",
            _LEVELS[SectionKind.FIELD],
            i,
            last,
            name,
            group,
        )

    @staticmethod
    def _behind_other(current: OpenSection | None) -> bool:
        """Whether the field above is one that cannot be told: "Relevé / Rythme : annuel"."""
        return current is not None and current.label == OTHER.name

    def _usual(self, i: int, match: LabelMatch) -> bool:
        """Whether most sheets have a label of these words."""
        sheets = self._sheet_count()
        own = normalise(self._label_title(i, match))
        same = sum(m.label == match.label and normalise(self._label_title(j, m)) == own for j, m in self.labels.items())
        return sheets > 1 and same >= USUAL_SHARE * sheets

    def _contact(self, i: int) -> OpenSection | None:
        """The block of contacts that follows the last sheet: it belongs to none."""
        if not self._inside(SectionKind.SHEET) or not CONTACT.fullmatch(normalise(self.lines[i].text)):
            return None
        current = self._inside(SectionKind.FIELD)
        apart = self.lines[i].after_gap or self.lines[i].page != self.lines[i - 1].page
        below = " ".join(line.text for line in self.lines[i + 1 : i + 1 + CONTACT_LINES])
        other_page = self.lines[i].page != self.lines[i - 1].page
        # The one line of these words in a document of several sheets labels no field of them.
        only = sum(line.folded == self.lines[i].folded for line in self.lines) == 1 and self._sheet_count() > 1
        among = current is not None and current.group == "indicators" and not other_page
        if ((among or not apart) and not only) or not REACHED.search(below):
            return None
        return OpenSection(SectionKind.PART, self.lines[i].text.strip(" •▪◦▸▹▶►*:-–"), "", 0, i, i)

    def _closing(self, i: int) -> OpenSection | None:
        """The heading, behind the last sheet, of what the contract says of itself: "Les engagements", "La durée"."""
        if not self._inside(SectionKind.SHEET) or i <= self.last_sheet + 1:
            return None
        if heads_table(self.lines, i, self.headings.values()):
            return OpenSection(SectionKind.PART, self.lines[i].text.strip(), "", 0, i, i, label=_TABLE)
        if self.folded[self.lines[i].folded] > 1 or not closes_sheets(self.lines[i - 1 : i + 2]):
            return None
        return OpenSection(SectionKind.PART, self.lines[i].text.strip(), "", 0, i, i)

    def _sheet_count(self) -> int:
        return sum(item.kind is SectionKind.SHEET for item in self.headings.values())

    @staticmethod
    def _in_table(current: OpenSection | None) -> bool:
        return current is not None and len(head_labels(current.title)) > 1

    def _goes_on(self, i: int) -> bool:
        """Whether the line below goes on in a small letter."""
        return i + 1 < len(self.lines) and self.lines[i + 1].text.lstrip()[:1].islower()

    def _inside_table(self) -> bool:
        return any(item.label == _TABLE for item in self.stack)

    def _part(self, i: int) -> OpenSection | None:
        if self._inside(SectionKind.SHEET) or self._inside(SectionKind.SIGNATURE):
            return None
        if table_heading(self.lines[i].text):
            # It ends the axis above it; the axes that it names are its own.
            level = _LEVELS[SectionKind.ARTICLE] + int(self._inside(SectionKind.ARTICLE) is not None)
            return OpenSection(
                SectionKind.PART, self.lines[i].text.strip(" •▪◦▸▹▶►*:-–"), "", level, i, i, label=_TABLE
            )
        line = self.lines[i]
        taken = 0 if among_items(self.lines, i) else list_heading([item.text for item in self.lines[i : i + 2]])
        if not taken and (not self._inside(SectionKind.ARTICLE) or self._stands_apart(i)):
            before = self.lines[i - 1] if i else None
            after = self.lines[i + 1].text if i + 1 < len(self.lines) else None
            opened = i - 1 == self.heading_end and line.after_gap and self.opened[-1].kind is SectionKind.ARTICLE
            if before and (opened or (before.page != line.page and before.page in self.title_pages)):
                before = None
            in_words = words_heading(line.text, before.text if before else None, after, gap=line.after_gap)
            top = all(item.kind is SectionKind.PART for item in self.stack) and opens_page(self.lines, i)
            taken = int(in_words or i in self.in_series or top)
        if not taken:
            return None
        title = " ".join(item.text.strip(" •▪◦▸▹▶►*:-–") for item in self.lines[i : i + taken])
        # What is said under several headings ("Principaux constats") stands under each of them.
        level = _LEVELS[SectionKind.PART] + (self.lines[i].folded in self.repeated)
        return OpenSection(SectionKind.PART, title, "", level, i, i + taken - 1)

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
        taken = 1 + self._group_lines(i, item)
        title = item.title
        while i + taken < len(self.lines) and taken < TITLE_LINES:
            after = self.lines[i + taken]
            if (i + taken) in self.headings or item.kind is SectionKind.SIGNATURE or after.text.lstrip()[:1] in _BOXES:
                break
            text = after.text.strip()
            # "COORDINATION, ANIMATION ET" goes on, even with a word that is a label elsewhere.
            dangling = bool(title) and unfinished(title) and title.isupper() == text.isupper()
            entitled = not title and item.kind is SectionKind.SHEET and _ENTITLED.match(normalise(text)) is not None
            if (i + taken) in self.labels and item.kind is not SectionKind.ARTICLE and not (dangling or entitled):
                break
            if "|" in text and "|" not in self.lines[i].text:
                break  # the first row of the table that the heading names
            first = next((c for c in text if c.isalpha()), "")
            goes_on = bool(title) and first.islower() and text[:1] not in "-•–▪o" and title[-1] not in ".;"
            starts = not title and (
                title_below(text) if item.kind is SectionKind.ARTICLE else len(text) <= 160 and text[:1] not in _BULLETS
            )
            upper = bool(title) and title.isupper() and text.isupper() and item.kind is not SectionKind.ARTICLE
            open_ended = bool(title) and unfinished(title) and text[:1] not in "-•–▪"
            wrapped = bool(title) and item.kind is SectionKind.SHEET and self._wrapped(i, taken)
            if not (goes_on or starts or upper or open_ended or wrapped) or len(title) + len(text) > 240:
                break
            title = "" if _ENTITLED.fullmatch(normalise(text)) and not title else f"{title} {text}".strip()
            taken += 1
        return taken

    def _group_lines(self, i: int, item: Heading) -> int:
        """How many lines below a sheet's bare number name its axis before white space and the sheet's title."""
        match = self.labels.get(i + 1)
        if item.title or item.kind is not SectionKind.SHEET or match is None or match.label.group != "axis":
            return 0
        following = range(i + 2, min(i + 2 + GROUP_LINES, len(self.lines) - 1))
        whole = [k for k in following if self.lines[k].after_gap]
        whole = whole or [k for k in following if self.lines[k - 1].folded in self.repeated]
        if not whole or any(k in self.labels or k in self.headings for k in range(i + 2, whole[0] + 1)):
            return 0
        own = group(" ".join(line.text.strip() for line in self.lines[i + 1 : whole[0]]))
        return whole[0] - i - 1 if own is not None and own.title else 0

    def _wrapped(self, i: int, taken: int) -> bool:
        """Whether a line ends a sheet's title: it follows a long line without white space, a label follows it."""
        above, line = self.lines[i + taken - 1], self.lines[i + taken]
        text = line.text.strip()
        if line.after_gap or line.page != above.page or len(above.text.strip()) < WRAPPED_CHARACTERS:
            return False
        if len(text) > len(above.text.strip()) + 1 + len(text.split(maxsplit=1)[0]) or unfinished(text):
            return False  # its first word had room on the line above, or the line goes on itself
        if text[:1] in "-•–▪◦*|" or text[-1:] in ".:;" or above.text.rstrip()[-1:] in ".;" or ":" in text:
            return False
        following = [j for j in range(i + taken + 1, i + taken + 3) if j in self.labels or j in self.headings]
        return bool(following) and following[0] in self.labels

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
            # A footnote is no part of a field that it ends.
            if item.kind is not SectionKind.FIELD or i not in self.marks.notes:
                item.last = max(item.last, i)
        sheet, article, fld = (
            self._inside(kind) for kind in (SectionKind.SHEET, SectionKind.ARTICLE, SectionKind.FIELD)
        )
        named = [item for item in self.stack if item.kind is not SectionKind.FIELD]
        if sheet:
            named = named[named.index(sheet) :]  # a sheet's number says enough: its axis is left out
        # A pilot is no partner: those fields are read one by one, the others in groups.
        read_with = "" if fld is None else fld.label if fld.group == _APART else fld.group
        if fld is not None and fld.label == OTHER.name:
            read_with = fld.title  # nothing says that two of them belong together
        key = (tuple(item.first for item in named), read_with)
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
        path = tuple(item.short for item in named)
        self.result.blocks.append(
            Block(
                # The first label of a run names it: "Financement", not its "Taux d'intervention".
                path=(*path, fld.title) if fld else path,
                lines=(self.lines[i],),
                sheet=sheet.number if sheet else "",
                sheet_title=sheet.title if sheet else "",
                article=article.number if article else "",
                field=fld.group if fld and fld.label != OTHER.name else "",
                heading_lines=int(is_heading),
            )
        )

    def _close_sections(self) -> None:
        parents: list[OpenSection] = []
        for item in self.opened:
            parents = [parent for parent in parents if parent.level < item.level and parent.last >= item.first]
            first, last = self.lines[item.first], self.lines[item.last]
            self.result.sections.append(
                Section(
                    kind=item.kind,
                    title=item.title,
                    path=(*(parent.short for parent in parents), item.short),
                    start=(first.page, first.start),
                    end=(last.page, last.end),
                    number=item.number,
                    label=item.label if item.kind is SectionKind.FIELD else "",
                )
            )
            parents.append(item)
