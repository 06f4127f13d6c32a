"""The tables of a contract that end on a line of totals, as their cells. Pure functions over pages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.facts.records import Evidence
from ingest.naming import fold
from ingest.records import Document

# A title of a table is no longer than this.
TITLE = 90

_TOTAL = re.compile(r"^\W*(?:sous[- ]?total|total|ensemble)\b")
_PART = re.compile(r"^\W*sous[- ]?total\b")
_AMOUNT = re.compile(r"^(\d{1,3}(?:[ .\u00a0\u202f]\d{3})+|\d+)(?:,(\d\d?))? ?(k ?)?(?:€|euros?)?(?: ?/ ?an)?(?: |$)")
_EUROS = re.compile(r"(?i)€|\beuros\b")
_ZERO = re.compile(r"^[-–—]?$")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table, its cells as written."""

    cells: tuple[str, ...]
    evidence: Evidence

    @property
    def name(self) -> str:
        """The first cell that says something."""
        return next((cell for cell in self.cells if cell), "")

    def amount(self, column: int) -> float | None:
        """The amount in a column: 0 where a dash stands, None where no amount does."""
        return amount_in(self.cells[column]) if column < len(self.cells) else None


@dataclass(frozen=True, slots=True)
class MoneyTable:
    """A table and its line of totals; `title` is the line above it, None where none stands near."""

    title: Evidence | None
    header: Row
    rows: tuple[Row, ...]
    total: Row

    @property
    def columns(self) -> tuple[int, ...]:
        """The columns of which the line of totals gives one."""
        found = (i for i, cell in enumerate(self.total.cells) if cell and (self.total.amount(i) or 0) > 0)
        return tuple(found)

    def column(self, year: str) -> int | None:
        """The column of a year, or the one of totals where no year is asked; None where the table has none such."""
        heads = [fold(cell) for cell in self.header.cells]
        if year:
            return next(
                (i for i in self.columns if re.search(rf"\b{year}\b", heads[i] if i < len(heads) else "")), None
            )
        whole = [i for i in self.columns if i < len(heads) and re.search(r"\btotal|\bensemble\b", heads[i])]
        return whole[0] if whole else self.columns[0] if len(self.columns) == 1 else None

    def is_over_years(self) -> bool:
        """Whether its columns are years."""
        return sum(re.fullmatch(r"20\d\d", cell.strip()) is not None for cell in self.header.cells) > 1

    def parts(self, column: int) -> tuple[Row, ...]:
        """The rows that the total of a column adds: its subtotals where it has some."""
        subtotals = tuple(row for row in self.rows if _PART.match(fold(row.name)))
        return tuple(row for row in subtotals or self.rows if row.amount(column))


def amount_in(cell: str) -> float | None:
    """The amount that a cell begins with, 0 of a dash, None where it holds none."""
    if _ZERO.match(cell):
        return 0.0
    match = _AMOUNT.match(fold(cell))
    if not match:
        return None
    whole = float(re.sub(r"\D", "", match[1]) + (f".{match[2]}" if match[2] else ""))
    return whole * 1_000 if match[3] else whole


def euros_at(documents: Iterable[Document], rows: Sequence[Row]) -> Evidence | None:
    """Where rows of a table are said to count euros: in one of them, or on their page; None where nothing says so."""
    for row in rows:
        if _EUROS.search(row.evidence.quote):
            return row.evidence
    place = rows[0].evidence
    for document in documents:
        for page in document.pages:
            said = _EUROS.search(page.text) if (document.id, page.number) == (place.document_id, place.page) else None
            if said:
                start = page.text.rfind("\n", 0, said.start()) + 1
                end = page.text.find("\n", said.end())
                end = len(page.text) if end < 0 else end
                return Evidence(document.id, page.number, start, end, page.text[start:end])
    return None


def money_tables(document: Document) -> tuple[MoneyTable, ...]:
    """The tables of a document that end on a line of totals, those that run over pages in one piece."""
    found: list[MoneyTable] = []
    pending: tuple[Row, list[Row], Evidence | None] | None = None
    for page in document.pages:
        for title, rows in runs(document.id, page.number, page.text):
            header, body = rows[0], list(rows[1:])
            if pending and pending[0].cells == header.cells:
                title, body = pending[2], [*pending[1], *body]
            pending = None
            if not body:
                continue
            last = body[-1]
            if not _TOTAL.match(fold(last.name)) or _PART.match(fold(last.name)):
                pending = (header, body, title)
                continue
            table = MoneyTable(title, header, tuple(body[:-1]), last)
            if table.columns and len(table.rows) > 1:
                found.append(table)
    return tuple(found)


def runs(document_id: str, page: int, text: str) -> Iterator[tuple[Evidence | None, Sequence[Row]]]:
    """The runs of lines with cells, each with the title above it; a heading among the rows parts none."""
    title: Evidence | None = None
    rows: list[Row] = []
    places: list[Evidence | None] = []
    start = 0
    for line in text.split("\n"):
        places.append(Evidence(document_id, page, start, start + len(line), line))
        start += len(line) + 1
    for place, following in pairwise([*places, None]):
        if place is None:
            continue
        line = place.quote
        if "|" in line:
            rows.append(Row(tuple(cell.strip() for cell in line.split("|")), place))
            continue
        if rows and line.strip() and following is not None and "|" in following.quote:
            continue
        if rows:
            yield title, rows
            rows, title = [], None
        if line.strip():
            title = place if len(line) <= TITLE and not line.rstrip().endswith((".", ";", ",")) else None
    if rows:
        yield title, rows
