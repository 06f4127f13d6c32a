"""Tables whose cells a page prints one below the other: a block of label and values a row. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.facts.cells import Value, value_of
from ingest.facts.figures.table_headers import (
    CORNERS,
    LABEL_CHARACTERS,
    LABEL_LINES,
    SOURCE_WORDS,
    TableLine,
    Text,
    columns_of,
    name_of,
)
from ingest.facts.figures.tables import Table, TableRow
from ingest.facts.figures.territories import Places
from ingest.facts.reading import Run
from ingest.naming import fold

# So many rows of as many values each make a table; with fewer, nothing tells that it is one.
FEWEST_ROWS, FEWEST_VALUES = 2, 2

_Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Block:
    """The lines between two blank ones: words first, then values."""

    words: tuple[_Span, ...]
    values: tuple[Value, ...]
    start: int
    end: int


def stacked_tables(run: Run, places: Places) -> Iterator[Table]:
    """The tables of a run whose rows are blocks of a label and as many values, below a header that names each."""
    blocks = list(_blocks(run.text))
    first = 0
    while first < len(blocks):
        count = len(blocks[first].values)
        last = first
        while last < len(blocks) and _is_row(blocks[last], count):
            last += 1
        if last - first >= FEWEST_ROWS and first:
            below = blocks[last] if last < len(blocks) else None
            yield from _table(run.text, blocks[first - 1], blocks[first:last], below, places)
        first = max(last, first + 1)


def _blocks(text: str) -> Iterator[_Block]:
    for match in re.finditer(r"[^\n]+(?:\n[^\n]+)*", text):
        lines = [(match.start() + m.start(), match.start() + m.end()) for m in re.finditer(r"[^\n]+", match.group())]
        values: list[Value] = []
        while lines and (value := value_of(text[slice(*lines[-1])], lines[-1][0])) is not None:
            values.insert(0, value)
            lines.pop()
        yield _Block(tuple(lines), tuple(values), match.start(), match.end())


def _is_row(block: _Block, count: int) -> bool:
    return len(block.values) == count >= FEWEST_VALUES and 0 < len(block.words) <= LABEL_LINES


def _table(text: str, head: _Block, rows: Sequence[_Block], below: _Block | None, places: Places) -> Iterator[Table]:
    found = _header(text, head, len(rows[0].values), places)
    if found is None:
        return
    title, corner, columns = found
    source = below is not None and not below.values and SOURCE_WORDS.match(fold(text[slice(*below.words[0])]))
    caption = name_of(text, below.start, below.end) if below and source else Text("", rows[-1].end, rows[-1].end)
    told = tuple(
        TableRow(name_of(text, row.words[0][0], row.words[-1][1]), row.values, row.values[0].start, row.end)
        for row in rows
    )
    if all(len(row.label.text) <= LABEL_CHARACTERS for row in told):
        yield Table(title, columns, told, caption, corner=corner, apart=True)


def _header(text: str, head: _Block, count: int, places: Places) -> tuple[Text, Text, tuple[Text, ...]] | None:
    """The title, the corner and the columns that a block above the rows names."""
    if head.values or not head.words:
        return None
    line = head.words[-1]
    columns = columns_of(text, [TableLine(text[slice(*line)], line[0], True, ())], count, places)
    above = head.words[:-1]
    if columns:
        corner = name_of(text, line[0], max(line[0], columns[0].start))
        return _title(text, above, line[0]), corner, columns
    for first in range(len(head.words)):
        names = _joined(text, head.words[first:], count + 1)
        if len(names) == count + 1 and fold(names[0].text) in CORNERS:
            return _title(text, head.words[:first], names[0].start), names[0], tuple(names[1:])
    return None


def _title(text: str, lines: Sequence[_Span], at: int) -> Text:
    return name_of(text, lines[0][0], lines[-1][1]) if lines else Text("", at, at)


def _joined(text: str, lines: Sequence[_Span], count: int) -> list[Text]:
    """The cells of a header set one below the other: a line goes on with a bracket, or in lower case where one must."""
    spans: list[_Span] = []
    for start, end in lines:
        if spans and text[start] == "(":
            spans[-1] = spans[-1][0], end
        else:
            spans.append((start, end))
    goes_on = [i for i, (start, _) in enumerate(spans) if text[start].islower() and not text.startswith("dont ", start)]
    if len(spans) - len(goes_on) == count:
        for i in reversed(goes_on):
            if i:
                spans[i - 1 : i + 1] = [(spans[i - 1][0], spans[i][1])]
    return [name_of(text, start, end) for start, end in spans]
