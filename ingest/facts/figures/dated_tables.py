"""Printed tables of territories whose last column dates each row: "Taux de chômage 33 % 29 % 2019". Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.facts.cells import splits
from ingest.facts.figures.table_headers import YEARS, TableLine, Text, columns_of, name_of
from ingest.facts.figures.tables import Table, TableRow
from ingest.facts.figures.territories import Places
from ingest.facts.reading import Run

# A table compares so many territories; between two rows stand no more lines than these, all parts of a label.
FEWEST_COLUMNS, MOST_COLUMNS, LABEL_LINES = 2, 5, 2
_DATED = re.compile(r"(?P<head>.+?)\s+(?:[Aa]nn[ée]es?|[Pp][ée]riodes?|[Mm]ill[ée]simes?|[Dd]ates?)\s*")
_ROW = re.compile(rf"(?P<cells>.*?\S)\s+(?P<year>{YEARS.pattern})\s*")


def dated_tables(run: Run, places: Places) -> Iterator[Table]:
    """The tables whose header ends with the year's column."""
    lines = [TableLine(m.group(), m.start(), gap=False, splits=()) for m in re.finditer(r"[^\n]+", run.text)]
    for i, line in enumerate(lines):
        header = _DATED.fullmatch(line.text) if "|" not in line.text else None
        if header is None:
            continue
        head = [replace(line, text=header["head"])]
        for count in range(MOST_COLUMNS, FEWEST_COLUMNS - 1, -1):
            columns = columns_of(run.text, head, count, places)
            if columns and all(places.doubt(column.text) is not None for column in columns):
                rows = tuple(_rows(run.text, lines[i + 1 :], count))
                if rows:
                    above = lines[i - 1] if i else line
                    title = Text("", line.start, line.start) if above is line else _title(run.text, above)
                    yield Table(title, columns, rows, Text("", line.start, line.start), apart=True)
                break


def _title(text: str, line: TableLine) -> Text:
    return name_of(text, line.start, line.end)


def _rows(text: str, lines: Sequence[TableLine], count: int) -> Iterator[TableRow]:
    pending: list[TableLine] = []  # a label whose values stand on the next line
    for line in lines:
        match = _ROW.fullmatch(line.text)
        cells = match["cells"] if match else ""
        # A label of a line above leaves nothing but values on this one.
        ways = [split for split in splits(f"x {cells}") if len(split.values) == count] if match else []
        if len(ways) != 1:
            pending.append(line)
            if len(pending) > LABEL_LINES or line.text.rstrip().endswith((".", ":", ";")):
                return
            continue
        way = ways[0]
        values = tuple(replace(v, start=line.start + v.start - 2, end=line.start + v.end - 2) for v in way.values)
        own = cells[: max(0, way.end - 2)].strip()
        first = pending[0].start if pending and (not own or not own[0].isupper()) else line.start
        label = name_of(text, first, line.start + max(0, way.end - 2))
        pending = []
        if re.search(r"[^\W\d]{3}", label.text):
            year = re.sub(r"\s", "", match["year"] if match else "").replace("–", "-")
            yield TableRow(label, values, line.start, line.end, year)
