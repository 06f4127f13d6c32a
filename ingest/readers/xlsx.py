"""Excel workbooks: one page a sheet, one line a row."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl

from ingest.readers import archive
from ingest.readers.limits import AnnounceOcr, Limits, unreadable
from ingest.records import RawPage, ReadResult, ReadState

# A line that ends so goes on in the next; one that begins so may be an entry of a list.
_OPEN_END = re.compile(
    r"[,;:(/'’-]$|\b(?:à|au|aux|avec|d|de|des|du|en|et|l|la|le|les|ou|par|pour|sur|un|une|n°)$", re.I
)
_ENTRY = re.compile(r"[A-ZÀ-ÖØ-Þ•▪◦–*-]|\d+\S*\s+\D")


def read(path: Path, limits: Limits, _announce_ocr: AnnounceOcr) -> ReadResult:
    """The visible sheets of the workbook, each opened by its name; a sheet's page is its place in the workbook."""
    archive.check(path, limits)
    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True, keep_links=False)
    except MemoryError:
        raise
    except Exception as error:  # openpyxl lets errors of zip, XML and missing parts through
        raise unreadable(ReadState.DAMAGED) from error
    if len(book.worksheets) > limits.pages:
        raise unreadable(ReadState.TOO_LARGE)
    pages: list[RawPage] = []
    warnings: list[str] = []
    room = limits.characters
    for number, sheet in enumerate(book.worksheets, start=1):
        if sheet.sheet_state != "visible":
            warnings.append(f"La feuille masquée « {sheet.title} » n’a pas été lue.")
            continue
        sheet.reset_dimensions()  # what a file declares of them may be wrong
        lines: list[str] = []
        for row in sheet.rows:
            line = _line(row)
            if line:
                lines.append(line)
                room -= len(line)
            if room < 0:
                raise unreadable(ReadState.TOO_LARGE)
        if lines:
            pages.append(RawPage(number, "\n".join([sheet.title, *lines])))
    title = (book.properties.title or "").strip()
    book.close()
    if not pages:
        raise unreadable(ReadState.EMPTY)
    return ReadResult(ReadState.READY, pages=tuple(pages), title=title, warnings=tuple(warnings))


def _line(row: Iterable[Any]) -> str:
    return " | ".join(_shown(cell) for cell in row).rstrip(" |")


def _shown(cell: Any) -> str:
    """A cell as French readers see it: dates day first, percentages and euros with their sign."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, datetime):
        return f"{value:%d/%m/%Y}" if value.time() == time() else f"{value:%d/%m/%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, int | float):
        return _number(value, cell.number_format or "")
    return _lines_joined(str(value))


def _lines_joined(text: str) -> str:
    """A cell's lines as one, without cell marks: entries parted by semicolons, the lines of a sentence by spaces."""
    joined = ""
    for line in filter(None, (" ".join(line.split()) for line in text.replace("|", "/").splitlines())):
        # A title in capitals may be broken anywhere; a list in capitals is one of acronyms.
        goes_on = _OPEN_END.search(joined) or (joined.isupper() and line.isupper() and len(joined.split()) > 2)
        apart = _ENTRY.match(line) and not goes_on
        joined = f"{joined}{' ;' if apart else ''} {line}" if joined else line
    return joined


def _number(value: float, number_format: str) -> str:
    if "%" in number_format:
        return f"{_plain(round(value * 100, 6))} %"
    return f"{_plain(value)} €" if "€" in number_format else _plain(value)


def _plain(value: float) -> str:
    """A number without a useless decimal part, with a decimal comma."""
    return str(int(value)) if value == int(value) else f"{value:.10g}".replace(".", ",")
