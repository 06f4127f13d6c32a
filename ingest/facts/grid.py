"""Rows whose cells a reader kept apart by « | »: tables of spreadsheets, Word documents and web pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ingest.facts.reading import Reading, Run
from ingest.records import Page
from ingest.structure.lines import lines_of


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's text without white space at its ends, and where it stands in its run's text."""

    text: str
    start: int
    end: int

    def __bool__(self) -> bool:
        return bool(self.text)


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one line; a line without « | » is a row of one cell."""

    cells: tuple[Cell, ...]
    start: int
    end: int

    def __getitem__(self, column: int) -> Cell:
        """The cell of a column; an empty one where the row is shorter."""
        return self.cells[column] if column < len(self.cells) else Cell("", self.end, self.end)

    @property
    def filled(self) -> tuple[Cell, ...]:
        """The cells that hold something."""
        return tuple(cell for cell in self.cells if cell)


def page_run(reading: Reading, page: Page) -> Run:
    """All lines of a page: a header row that every sheet of a workbook repeats is no furniture here."""
    return Run(reading.document_id, reading.pages, tuple(lines_of(replace(page, skipped=()))))


def rows(run: Run) -> Iterator[Row]:
    """The rows of a run, one a line."""
    for match in re.finditer(r"[^\n]+", run.text):
        yield Row(tuple(_cells(match.group(), match.start())), match.start(), match.end())


def _cells(line: str, offset: int) -> Iterator[Cell]:
    position = 0
    for piece in line.split("|"):
        text = piece.strip()
        start = offset + position + len(piece) - len(piece.lstrip())
        yield Cell(text, start, start + len(text))
        position += len(piece) + 1
