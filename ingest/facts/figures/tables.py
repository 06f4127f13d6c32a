"""Statistical tables recovered from the lines of a page: columns, rows, and which value stands in which column.

Text alone does not say where a column begins. A table is read only where its header can be cut into exactly as many
columns as its rows hold values, in one way; a row that does not fit is left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from ingest.facts.cells import Split, Value, splits
from ingest.facts.figures.measures import MEASURE
from ingest.facts.figures.table_headers import (
    CORNERS,
    LABEL_CHARACTERS,
    LABEL_LINES,
    NOTHING,
    SOURCE_WORDS,
    YEARS,
    TableLine,
    Text,
    columns_of,
    name_of,
)
from ingest.facts.figures.territories import Places
from ingest.facts.reading import Run
from ingest.naming import fold

# A header takes up to so many lines.
HEADER_LINES = 18
# A title takes up to so many lines; lines longer than this are prose.
TITLE_LINES, PROSE_CHARACTERS = 5, 130

_BULLET = re.compile(r"\s*[-•–▪◦*✓➢]\s+\D")
_OPEN = re.compile(
    r"(?:[,\-/’'(]|\b(?:de|du|des|d|la|le|les|l|et|ou|à|au|aux|en|par|pour|sur|avec|non))$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row: its label and one value a column, in the order of the columns."""

    label: Text
    values: tuple[Value, ...]
    start: int  # of the line that holds the values
    end: int
    year: str = ""  # what a column of its own says
    unit: str = ""  # likewise
    source: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table: what stands above it, its columns, its rows, and what stands below it."""

    title: Text
    columns: tuple[Text, ...]
    rows: tuple[TableRow, ...]
    caption: Text
    corner: Text = NOTHING  # what the header says over the rows' labels
    apart: bool = False  # the reader kept the cells apart: which value is whose is certain


def printed_tables(run: Run, places: Places) -> Iterator[Table]:
    """The tables of a page whose cells its text does not keep apart."""
    lines = _lines(run.text)
    floor = 0
    for first, last in _stretches(lines, places):
        table = _table(run.text, lines, floor, first, last, places)
        floor = last + 1
        if table is not None:
            yield table
        # A source below a table is its own, and so is a caption where nothing above it says what it measures.
        caption = table.caption if table is not None else _caption(run.text, lines, last)
        told = table is None or not MEASURE.match(fold(table.title.text))
        if SOURCE_WORDS.match(fold(caption.text)) or (told and SOURCE_WORDS.search(fold(caption.text))):
            while floor < len(lines) and lines[floor].start < caption.end:
                floor += 1


def _lines(text: str) -> list[TableLine]:
    found: list[TableLine] = []
    for match in re.finditer(r"[^\n]+", text):
        line = match.group()
        gap = match.start() < 2 or text[match.start() - 2 : match.start()] == "\n\n"
        found.append(TableLine(line, match.start(), gap, _row_splits(line)))
    return found


def _row_splits(line: str) -> tuple[Split, ...]:
    """The ways of reading a line as a row; none for years, sources, prose and items of lists."""
    if SOURCE_WORDS.match(fold(line)) or _BULLET.match(line) or "|" in line:
        return ()
    kept = [split for split in splits(line) if not line[: split.end].rstrip().endswith((".", ";", "!", "?"))]
    # "2031 – 2035" too: the dash is no empty cell.
    years = all(v.number is None or YEARS.fullmatch(v.shown) for split in kept for v in split.values)
    return () if years else tuple(kept)


def _stretches(lines: Sequence[TableLine], places: Places) -> Iterator[tuple[int, int]]:
    """The first and last line of each stretch of rows that only labels part."""
    rows = [i for i, line in enumerate(lines) if line.splits]
    start = 0
    for i, row in enumerate(rows):
        following = rows[i + 1] if i + 1 < len(rows) else None
        between = lines[row + 1 : following] if following is not None else ()
        if following is None or not _are_labels(between) or any(_heads(line, places) for line in between):
            yield rows[start], row
            start = i + 1


def _are_labels(lines: Sequence[TableLine]) -> bool:
    return len(lines) <= LABEL_LINES and all(
        len(line.text) <= LABEL_CHARACTERS / 2
        and not line.text.rstrip().endswith((".", ":", ";"))
        and not SOURCE_WORDS.match(fold(line.text))
        and not _BULLET.match(line.text)
        and not YEARS.search(line.text)
        for line in lines
    )


def _heads(line: TableLine, places: Places) -> bool:
    """Whether a line begins the header of another table: it opens with a corner, or ends on the names of two places."""
    folded = fold(line.text)
    if any(folded == corner or folded.startswith(f"{corner} ") for corner in CORNERS):
        return places.doubt(line.text) is None
    words = line.text.split()
    tails = [i for i in range(1, len(words)) if words[i][0].isupper() and places.doubt(" ".join(words[i:])) is not None]
    return any(
        words[j][0].isupper() and places.doubt(" ".join(words[j:i])) is not None for i in tails for j in range(i)
    )


def _table(text: str, lines: Sequence[TableLine], floor: int, first: int, last: int, places: Places) -> Table | None:
    counts = [{len(split.values) for split in lines[i].splits} for i in range(first, last + 1) if lines[i].splits]
    for count in sorted(set.union(*counts), key=lambda n: -sum(n in c for c in counts)):
        # A row may lack a cell, but most rows have one for each column.
        if sum(count in c for c in counts) < max(1, 0.6 * len(counts)):
            break
        header = _header(text, lines, floor, first, count, places)
        if header is None:
            continue
        columns, begin, body = header
        rows = tuple(_rows(text, lines, body, first, last, count))
        if not rows or not _plausible(columns, rows, places):
            continue
        corner = _corner(lines, begin)
        title = _title(text, lines, floor, corner.start)
        return Table(title, columns, rows, _caption(text, lines, last), corner)
    return None


def _header(
    text: str, lines: Sequence[TableLine], floor: int, first: int, count: int, places: Places
) -> tuple[tuple[Text, ...], int, int] | None:
    """The columns, the offset at which the header begins, and the line at which the first row's label begins."""
    for body in _bodies(lines, floor, first):
        top = max(floor, body - HEADER_LINES)
        if top >= body:
            continue
        columns = columns_of(text, lines[top:body], count, places)
        if columns:
            return columns, columns[0].start, body
    return None


def _bodies(lines: Sequence[TableLine], floor: int, first: int) -> Iterator[int]:
    """Where the first row's label may begin: on its own line, or some lines above when that line is not whole."""
    label = _label(lines[first])
    if label and not label[0].islower():
        yield first
        if not first or lines[first].gap or not _OPEN.search(lines[first - 1].text):
            return
    for body in range(first - 1, max(floor, first - LABEL_LINES) - 1, -1):
        below = "".join(line.text for line in lines[body:first])
        bracketed = lines[body].text[:1] == "(" or below.count(")") > below.count("(")
        if (lines[body].text[:1].islower() or bracketed) and not lines[body].gap:
            continue
        # The label is the last block; without gaps nothing tells where a longer one begins.
        yield body
        if lines[body].gap or not _OPEN.search(lines[body - 1].text if body else ""):
            return


def _label(line: TableLine) -> str:
    return line.text[: min(split.end for split in line.splits)].strip()


def _rows(text: str, lines: Sequence[TableLine], body: int, first: int, last: int, count: int) -> Iterator[TableRow]:
    above = body
    for i in range(first, last + 1):
        line = lines[i]
        if not line.splits:
            continue
        fitting = [split for split in line.splits if len(split.values) == count]
        label = _row_label(text, lines, above, i, fitting[0].end) if len(fitting) == 1 else None
        if label is not None:
            values = tuple(replace(v, start=v.start + line.start, end=v.end + line.start) for v in fitting[0].values)
            yield TableRow(label, values, line.start, line.end)
        above = i + 1


def _row_label(text: str, lines: Sequence[TableLine], above: int, row: int, end: int) -> Text | None:
    """The label of a row: before its values, and in the lines above that belong to it; None when that is not clear."""
    line = lines[row]
    between = list(range(above, row))
    # What goes on in lower case without a blank belongs to the label of the row above.
    while between and lines[between[0]].text[:1] in "(abcdefghijklmnopqrstuvwxyzàâéèêîôù" and not lines[between[0]].gap:
        between.pop(0)
    own = line.text[:end].strip()
    if own and own[0].isupper() and not (between and _OPEN.search(lines[between[-1]].text)):
        # A line above is the title of a group of rows, unless nothing parts it from this row alone.
        if between and not line.gap and (lines[between[-1]].gap or lines[between[0]].gap):
            return None
        between = []
    start = lines[between[0]].start if between else line.start
    label = name_of(text, start, line.start + end)
    first = label.text[:1]
    if not (first.isupper() or first.isdigit()) or not re.search(r"[^\W\d]", label.text):
        return None
    return label if len(label.text) <= LABEL_CHARACTERS else None


def _plausible(columns: Sequence[Text], rows: Sequence[TableRow], places: Places) -> bool:
    """Whether one side names territories or the columns are years: else what the rows count is not certain."""
    if all(places.doubt(column.text) is not None for column in columns) or YEARS.fullmatch(columns[0].text):
        return True
    named = sum(places.doubt(column.text) is not None for column in columns)
    return named * 2 >= len(columns) or sum(places.doubt(row.label.text) is not None for row in rows) * 2 >= len(rows)


def _corner(lines: Sequence[TableLine], begin: int) -> Text:
    """What the header says over the labels of the rows, before its first column or on a line of its own above it."""
    i = next(i for i, line in enumerate(lines) if line.start <= begin < line.end)
    line, before = lines[i], lines[i].text[: begin - lines[i].start]
    if i and not before and not line.gap:
        line, before = lines[i - 1], lines[i - 1].text
    return Text(before.strip(), line.start, line.end) if fold(before).strip() in CORNERS else Text("", begin, begin)


def _title(text: str, lines: Sequence[TableLine], floor: int, begin: int) -> Text:
    """What stands above the header: the nearest block, with those before it that it goes on from."""
    above = [i for i, line in enumerate(lines) if floor <= i and line.start < begin]
    if not above:
        return Text("", begin, begin)
    first = above[-1]
    for i in reversed(above):
        if above[-1] - i >= TITLE_LINES or lines[i].splits or len(lines[i].text) > PROSE_CHARACTERS:
            break
        if i != above[-1] and lines[i + 1].gap and not _goes_on(lines[i].text, lines[i + 1].text):
            break
        first = i
    return name_of(text, lines[first].start, min(lines[above[-1]].end, begin))


def _goes_on(above: str, below: str) -> bool:
    return bool(below[:1].islower() or below[:1].isdigit() or _OPEN.search(above) or SOURCE_WORDS.match(fold(below)))


def _caption(text: str, lines: Sequence[TableLine], last: int) -> Text:
    """The block below the last row, with a source in the block after it."""
    below = lines[last + 1 : last + 1 + TITLE_LINES]
    end = last
    for block, (_, group) in enumerate(groupby(below, key=_counter())):
        members = list(group)
        if block == 0 or SOURCE_WORDS.match(fold(members[0].text)):
            end += len(members)
            continue
        break
    for i in range(last + 1, end):
        # A sentence may follow a source without a blank.
        if SOURCE_WORDS.match(fold(lines[i].text)) and lines[i + 1].text[:1].isupper() and not lines[i + 1].gap:
            end = i
            break
    if end == last or _BULLET.match(lines[last + 1].text):
        return Text("", lines[last].end, lines[last].end)
    return name_of(text, lines[last + 1].start, lines[end].end)


def _counter() -> Callable[[TableLine], int]:
    """A key that changes at each line after a blank."""
    count = 0

    def key(line: TableLine) -> int:
        nonlocal count
        count += line.gap
        return count

    return key
