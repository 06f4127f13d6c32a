"""The summary table of actions: one row an action, with its title and who leads it. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.facts.items import is_organisation, said_organisations
from ingest.facts.money.amounts import aligned
from ingest.facts.reading import Reading, Run, letters
from ingest.facts.records import Place, Said
from ingest.facts.sheets.fields import fields
from ingest.facts.sheets.titles import title_of, titled
from ingest.naming import fold
from ingest.records import Section, SectionKind
from ingest.structure.headings import heading
from ingest.structure.lines import Line
from ingest.structure.numbers import number_of

# A table has at least so many rows, none further than so many lines from the one before.
FEWEST_ROWS, ROW_REACH = 2, 14
# Of so many sheets, numbers that bear no title of theirs are those of other headings: "8.1 La durée".
FEWEST_SHEETS = 4
# A row takes no more lines than this.
ROW_LINES = 9
# Where the column of leads is named: so many lines before the first row.
HEADER_REACH = 12

# So many letters of a title tell that a row names its sheet.
TITLE_LETTERS = 14
_BARE = re.compile(r"\W*(\d{1,2}[.-]\d{1,2})(?:[.-](?=\s))?\s*(?:[:–|-]\s*)?(?=[A-ZÀ-ÝL«\"])")
_HEADER = re.compile(
    r"\b(?:tableau|synthese|recapitulatif|liste|programme|plan|declinaison)\b.{0,30}\bactions?\b"
    r"|\bactions?\b.{0,40}\b(?:porteurs?|pilotes?)\b"
)
_LEADS = re.compile(r"\b(?:porteurs?|pilotes?|chefs? de file|structures? (?:porteuses?|pilotes?)|operateurs?)\b")
# "Former des élus (pilote : CIAS)": the row says who leads in brackets behind its title.
_BRACKET = re.compile(
    r"\s*\((?:co-?)?(?:porteur|pilote|chef de file|structure (?:porteuse|pilote)|operateur)s?\s*:\s*(?P<leads>[^()]+)\)"
)
_OTHER_COLUMNS = re.compile(
    r"\b(?:partenaires?|publics?|echeances?|calendriers?|echeanciers?|budgets?|financ\w+|indicateurs?|objectifs?)\b"
)


@dataclass(frozen=True)
class Row:
    """A row of the table; `leads` is empty where the table names none."""

    number: str
    title: Said
    leads: tuple[Said, ...] = ()
    axis: str = ""


@dataclass(frozen=True)
class _Start:
    """Where a row begins: the index of its first line among the lines outside sheets."""

    index: int
    number: str
    axis: str
    bare: bool


def sheet_title(reading: Reading, sheet: Section) -> Said | None:
    """The title that a sheet's own heading writes."""
    return title_of(reading, sheet, Place.SHEET)


def summary(reading: Reading) -> tuple[Row, ...]:
    """The rows of the summary table, each number once."""
    lines = outside(reading)
    starts = _starts(reading, lines)
    titles = {s.number: sheet_title(reading, s) for s in reading.of(SectionKind.SHEET)}
    known = {letters(f.text) for s in reading.of(SectionKind.SHEET) for f in fields(reading, s) if f.name == "lead"}
    led, alone = _columns(lines, starts)
    drafts = [
        (start, _run(reading, lines, start, starts[k + 1].index if k + 1 < len(starts) else None))
        for k, start in enumerate(starts)
    ]
    for start, run in drafts:
        known |= {letters(run.text[at:]) for at in _gap(run, titles.get(start.number)) if led}
    # Where a blank parts most rows' titles from their leads, words at the end of a title's line are the title's.
    parted = sum(next(_gap(run, titles.get(start.number)), None) is not None for start, run in drafts)
    apart = parted * 2 > len(drafts)
    known |= _shared_ends([run.text.strip() for _, run in drafts])
    found: dict[str, Row] = {}
    for start, run in drafts:
        row = _row(start, run, titles.get(start.number), known - {""}, led=led, alone=alone, apart=apart)
        if row and (row.number not in found or (row.leads and not found[row.number].leads)):
            found[row.number] = row
    return tuple(found.values())


def _shared_ends(texts: Sequence[str]) -> set[str]:
    """Names of organisations with which more than one row ends: the leads of a table without lines."""
    ends: dict[str, set[str]] = {}
    for text in texts:
        for match in re.finditer(r"\s+", text):
            end = text[match.end() :]
            if end[:1].isupper() and is_organisation(end) and not _goes_on(text[: match.start()]):
                ends.setdefault(letters(end), set()).add(text)
    return {end for end, rows in ends.items() if len(rows) > 1}


def outside(reading: Reading) -> list[Line]:
    """The content lines that stand in no sheet."""
    spans = [(sheet.start, sheet.end) for sheet in reading.of(SectionKind.SHEET)]
    return [line for line in reading.lines if not any(low <= (line.page, line.start) < high for low, high in spans)]


def _starts(reading: Reading, lines: Sequence[Line]) -> list[_Start]:
    numbers = {sheet.number for sheet in reading.of(SectionKind.SHEET)}
    axis = ""
    found: list[_Start] = []
    for i, line in enumerate(lines):
        item = heading(line.text, actions=True)
        if item and item.kind is SectionKind.AXIS:
            axis = item.number
        elif item and item.kind is SectionKind.SHEET:
            found.append(_Start(i, item.number, axis, bare=False))
        elif match := _BARE.match(line.text):
            found.append(_Start(i, number_of(match[1]), axis, bare=True))
    if any(not start.bare for start in found):
        found = [start for start in found if not start.bare]
    else:
        # "1.1 Le contexte" numbers headings as well: rows bear sheets' numbers, or a table is named above.
        found = [s for s in found if s.number in numbers or _headed(lines, s.index)]
        listed = len(numbers) < FEWEST_SHEETS  # where there are sheets, a table of them names one
        return [
            s
            for group in _dense(found)
            for s in group
            if (listed and _headed(lines, s.index)) or _names_sheets(reading, lines, group)
        ]
    return [s for group in _dense(found) for s in group]


def _names_sheets(reading: Reading, lines: Sequence[Line], group: Sequence[_Start]) -> bool:
    """Whether a row of a group begins with the title of the sheet that has its number: the others may differ."""
    titles = {
        s.number: letters(t.value)[:TITLE_LETTERS]
        for s in reading.of(SectionKind.SHEET)
        if (t := sheet_title(reading, s))
    }
    return any(letters(_BARE.sub("", lines[s.index].text)).startswith(titles.get(s.number) or "-") for s in group)


def _dense(starts: Sequence[_Start]) -> Iterator[list[_Start]]:
    group: list[_Start] = []
    for start in starts:
        if group and start.index - group[-1].index > ROW_REACH:
            if len(group) >= FEWEST_ROWS:
                yield group
            group = []
        group.append(start)
    if len(group) >= FEWEST_ROWS:
        yield group


def _headed(lines: Sequence[Line], index: int) -> bool:
    return any(_HEADER.search(line.folded) for line in lines[max(0, index - 60) : index])


def _columns(lines: Sequence[Line], starts: Sequence[_Start]) -> tuple[bool, bool]:
    """Whether the table has a column of leads, and whether it has no other after it."""
    if not starts:
        return False, False
    above = " ".join(line.folded for line in lines[max(0, starts[0].index - HEADER_REACH) : starts[0].index])
    led = list(_LEADS.finditer(above))
    return bool(led), bool(led) and not _OTHER_COLUMNS.search(above[led[-1].end() : led[-1].end() + 80])


def _run(reading: Reading, lines: Sequence[Line], start: _Start, following: int | None) -> Run:
    kept = [lines[start.index]]
    for i in range(start.index + 1, min(following or len(lines), start.index + ROW_LINES, len(lines))):
        item = heading(lines[i].text)
        if item or _ends(lines[i]):
            break
        kept.append(lines[i])
    return Run(reading.document_id, reading.pages, tuple(kept))


def _ends(line: Line) -> bool:
    """Whether the table has ended: a sentence or a list begins after white space."""
    return line.after_gap and (len(line.text) > 100 or bool(re.match(r"\s*[•▪]", line.text)))


def _row(
    start: _Start, run: Run, own: Said | None, known: set[str], *, led: bool, alone: bool, apart: bool
) -> Row | None:
    if "|" in run.text:
        return _piped(start, run)
    if bracket := _BRACKET.search(aligned(run.text)):
        title = titled(run, 0, bracket.start(), Place.SUMMARY, numbered=True)
        leads = said_organisations(run, Place.SUMMARY, 0, *bracket.span("leads"))
        return Row(start.number, title, leads, start.axis or _axis(start.number)) if title else None
    split = _split(run, own, known, led=led, apart=apart)
    title = titled(run, 0, split, Place.SUMMARY, numbered=True)
    if title is None:
        return None
    end = len(run.text) if alone else _first_cell(run, split)
    leads = said_organisations(run, Place.SUMMARY, 0, split, end) if split < len(run.text) else ()
    leads = tuple(lead for lead in leads if re.search(r"[^\W\d]{2}", lead.value))
    return Row(start.number, title, leads, start.axis or _axis(start.number))


def _split(run: Run, own: Said | None, known: set[str], *, led: bool, apart: bool = False) -> int:
    """Where the title of a row ends and its leads begin; the end of the row where it names none."""
    text = run.text
    bare = titled(run, 0, len(text), Place.SUMMARY, numbered=True)
    if bare is None:
        return len(text)
    if led and (gap := next(_gap(run, own), None)) is not None:
        return gap
    if own and (after := _after(text, letters(own.value))) is not None:
        rest = text[after:]
        return after if rest and (led or letters(rest) in known or is_organisation(rest)) else len(text)
    for match in reversed(list(re.finditer(r"\s+", text))):
        # The shortest known end: a longer one takes words of the title.
        at = match.end()
        named = letters(text[at:]) in known and not _goes_on(text[: match.start()])
        if named and not (apart and "\n" not in text[match.start() : at]):
            return at
    if led:
        # The leads stand on lines of their own under the title.
        for match in list(re.finditer(r"\n", text))[:-1]:
            if is_organisation(text[match.end() :]) and not _goes_on(text[: match.start()]):
                return match.end()
    return len(text)


def _gap(run: Run, own: Said | None) -> Iterator[int]:
    """Where a blank line parts the title from what follows."""
    match = re.search(r"\n\n", run.text)
    while match:
        title, rest = run.text[: match.start()], run.text[match.end() :].strip()
        more = own is not None and len(letters(title)) < len(letters(own.value)) / 2
        if rest and not rest[0].islower() and not _goes_on(title) and not more:
            yield match.end()
            return
        match = re.compile(r"\n\n").search(run.text, match.end())


def _goes_on(title: str) -> bool:
    return bool(
        re.search(
            r"(?:[,(:–-]|\b(?:de|des|du|d|la|le|les|l|et|ou|a|au|aux|en|par|pour|avec|sur|dans))['’]?$", fold(title)
        )
    )


def _after(text: str, wanted: str) -> int | None:
    """Where a row's text goes on after the letters of a title."""
    for lead in (m.start() for m in re.finditer(r"\b\w", text[:40])):
        seen = ""
        for match in re.finditer(r"\S+\s*", text[lead:]):
            seen += letters(match.group())
            if seen == wanted:
                return lead + match.end()
            if not wanted.startswith(seen) and not seen.endswith("-"):
                break
    return None


def _first_cell(run: Run, start: int) -> int:
    """Where the cell of the leads ends in a table with more columns after it."""
    for match in re.compile(r"\n+").finditer(run.text, start):
        if len(match.group()) > 1 or not _goes_on(run.text[start : match.start()]):
            return match.start()
    return len(run.text)


def _piped(start: _Start, run: Run) -> Row | None:
    """A row of a table whose cells are parted by bars."""
    line = run.text.split("\n", 1)[0]
    cells = [(m.start(), m.end()) for m in re.finditer(r"[^|]+", line) if m.group().strip()]
    at = next((k for k, cell in enumerate(cells) if titled(run, *cell, Place.SUMMARY, numbered=True)), None)
    if at is None:
        return None
    title = titled(run, *cells[at], Place.SUMMARY, numbered=True)
    assert title is not None
    leads: tuple[Said, ...] = ()
    if at + 1 < len(cells) and is_organisation(run.text[slice(*cells[at + 1])].strip()):
        leads = said_organisations(run, Place.SUMMARY, 0, *cells[at + 1])
    return Row(start.number, title, leads, start.axis or _axis(start.number))


def _axis(number: str) -> str:
    return number.rsplit(".", 1)[0] if "." in number else ""
