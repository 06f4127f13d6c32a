"""Tables written as CSV and XLSX for spreadsheets; no cell ever runs as a formula."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from ingest.naming import slug

CSV_TYPE = "text/csv; charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

# What spreadsheets take for the beginning of a formula, its full-width forms too.
_FORMULA = re.compile(r"^\s*[=+\-@＝＋－＠]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_LONGEST_CELL = 32_767  # characters, what XLSX allows
_WIDEST_COLUMN = 60  # characters

Cell = str | float | None


@dataclass(frozen=True, slots=True)
class Table:
    """A titled table; a number stays a number, None an empty cell."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def csv_of(table: Table) -> bytes:
    """The table as French spreadsheets open it: UTF-8 with BOM, semicolons, decimal commas."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    writer.writerow(table.headings)
    writer.writerows([_csv_cell(cell) for cell in row] for row in table.rows)
    return file.getvalue().encode("utf-8-sig")


def xlsx_of(table: Table) -> bytes:
    """The table as a workbook of one sheet: headings kept in sight, a filter on them."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(re.sub(r"[\[\]:*?/\\]", " ", table.title)[:31])
    sheet.freeze_panes = "A2"
    last = get_column_letter(len(table.headings))
    sheet.auto_filter.ref = f"A1:{last}{len(table.rows) + 1}"
    for number, heading in enumerate(table.headings, 1):
        longest = max((len(str(row[number - 1] or "")) for row in table.rows), default=0)
        sheet.column_dimensions[get_column_letter(number)].width = min(_WIDEST_COLUMN, max(len(heading), longest) + 2)
    sheet.append([_xlsx_cell(sheet, heading, bold=True) for heading in table.headings])
    for row in table.rows:
        sheet.append([_xlsx_cell(sheet, cell) for cell in row])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def file_name(table: Table, suffix: str) -> str:
    """A file name for the table, in plain letters."""
    return f"{slug(table.title)}.{suffix}"


def _csv_cell(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, int | float):
        return f"{cell:.4f}".rstrip("0").rstrip(".").replace(".", ",")
    text = re.sub(r"\s+", " ", _clean(cell)).strip()
    return f"'{text}" if _FORMULA.match(text) else text


def _xlsx_cell(sheet: object, cell: Cell, *, bold: bool = False) -> object:
    if cell is None:
        return None
    written = WriteOnlyCell(sheet, _clean(cell) if isinstance(cell, str) else cell)
    if isinstance(cell, str):
        written.data_type = "s"  # whatever its first character
        written.quotePrefix = bool(_FORMULA.match(cell))
        written.alignment = Alignment(wrap_text=True, vertical="top")
    if bold:
        written.font = Font(bold=True)
    return written


def printable(text: str) -> str:
    """The text without the control characters that office files refuse."""
    return _CONTROL.sub("", text)


def _clean(text: str) -> str:
    return printable(text)[:_LONGEST_CELL]
