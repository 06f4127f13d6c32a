"""Statistical tables whose cells the reader kept apart by « | »: a header of words, then a label and values a row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.facts.cells import Value, value_of
from ingest.facts.figures.measures import PERIOD, undated, year_told
from ingest.facts.figures.table_headers import NOTHING, SOURCE_WORDS, Text, name_of
from ingest.facts.figures.tables import Table, TableRow
from ingest.facts.grid import Cell, Row, rows
from ingest.facts.plans.columns import names_columns
from ingest.facts.reading import Run, flat, letters
from ingest.naming import fold

# A table's title is no longer than this with its source.
TITLE_WITH_SOURCE = 300

_DATED = re.compile(r"(?:annees?|periodes?|millesimes?|dates?)(?: (?:de reference|des donnees))?")

_SOURCED = re.compile(r"(?:sources?|origine|producteurs?|organismes?)(?: (?:des|de la) donnees?)?")

_UNIT = re.compile(r"unites?(?: de mesure)?")


def piped_tables(run: Run) -> Iterator[Table]:
    """The tables whose cells the reader kept apart: a header of words, then rows of a label and values."""
    table: list[Row] = []
    title = NOTHING
    for row in [*rows(run), None]:
        if row is not None and len(row.cells) > 1:
            table.append(row)
            continue
        alone = NOTHING if row is None else _text(row.cells[0])
        source = bool(SOURCE_WORDS.match(fold(alone.text)))
        # A source right below a table is that table's; below a title, the title's.
        yield from _piped(run, table, title, alone if source and table else NOTHING)
        title = NOTHING if source and table else _joined(run, title, alone) if not table else alone
        table = []


def _text(cell: Cell) -> Text:
    return Text(cell.text, cell.start, cell.end)


def _joined(run: Run, above: Text, below: Text) -> Text:
    """A title with the line below it that goes on with it: its source, or what a narrow column cut."""
    apart = "\n\n" in run.text[above.end : below.start] or len(above.text) + len(below.text) > TITLE_WITH_SOURCE
    goes_on = SOURCE_WORDS.match(fold(below.text)) or below.text[:1].islower() or below.text[:1].isdigit()
    return below if apart or not (above.text and goes_on) else name_of(run.text, above.start, below.end)


def _piped(run: Run, table: Sequence[Row], title: Text, caption: Text) -> Iterator[Table]:
    """The tables of some rows: two where a table is set in two halves side by side."""
    header = next((row for row in table if len(row.filled) > 1), None)
    half = len(header.cells) // 2 if header else 0
    names = [letters(cell.text) for cell in header.cells] if header else []
    if half > 1 and names[:half] == names[half:]:
        for part in (slice(0, half), slice(half, None)):
            yield from _half(run, [replace(row, cells=row.cells[part]) for row in table], title, caption)
        return
    yield from _half(run, table, title, caption)


def _about(columns: Sequence[Text]) -> tuple[list[int], int, int]:
    """The cells that hold figures, and those of a row's year and source, 0 for none; cell 0 is the label."""
    heads = [fold(column.text) for column in columns]
    dated = next((i + 1 for i, head in enumerate(heads) if _DATED.fullmatch(head)), 0)
    sourced = next((i + 1 for i, head in enumerate(heads) if _SOURCED.fullmatch(head)), 0)
    kept = [i + 1 for i in range(len(columns)) if i + 1 not in {dated, sourced}]
    return (kept, dated, sourced) if kept else ([i + 1 for i in range(len(columns))], 0, 0)


def _half(run: Run, table: Sequence[Row], title: Text, caption: Text) -> Iterator[Table]:
    header = next((row for row in table if len(row.filled) > 1), None)
    if header is None or names_columns(run.text[header.start : header.end]):
        return
    if any(value_of(cell.text) for cell in header.cells[1:] if not PERIOD.fullmatch(cell.text)):
        return
    every = tuple(Text(cell.text, cell.start, cell.end) for cell in header.cells[1:])
    places, dated, sourced = _about(every)
    columns = tuple(every[i - 1] for i in places)
    measured = next((i for i, column in zip(places, columns, strict=True) if _UNIT.fullmatch(fold(column.text))), None)
    found: list[TableRow] = []
    for row in table[table.index(header) + 1 :]:
        label = row[0]
        if not re.search(r"[^\W\d]", label.text) or len(row.cells) > len(header.cells):
            continue
        source = flat(re.sub(r"\s*;\s*", " ", row[sourced].text)) if sourced else ""
        # "Insee, 2021": the year of a source is that of its figures, where no column gives one.
        year = year_told(row[dated].text if dated else source)
        source = source if dated or not year else undated(source)
        cells = [row[i] for i in places]
        values = tuple(value_of(c.text, c.start) or Value(c.start, c.end, c.text, None) for c in cells)
        own = flat(row[measured].text) if measured is not None else ""
        found.append(TableRow(Text(label.text, label.start, label.end), values, row.start, row.end, year, own, source))
    kept = [i for i in range(len(columns)) if any(row.values[i].number is not None for row in found)]
    if found and kept:  # a column of words has no figure
        columns = tuple(columns[i] for i in kept)
        found = [replace(row, values=tuple(row.values[i] for i in kept)) for row in found]
        yield Table(title, columns, tuple(found), caption, corner=_text(header[0]), apart=True)
