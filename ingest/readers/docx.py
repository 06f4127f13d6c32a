"""Word documents, by python-docx; the XML is walked so that content controls, insertions and text boxes count."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
from docx.oxml.ns import qn

from ingest.readers import archive
from ingest.readers.limits import AnnounceOcr, Limits, unreadable
from ingest.readers.ruled import RuledCell
from ingest.readers.ruled_text import written_table
from ingest.records import RawPage, ReadResult, ReadState

# Deleted text, field codes, what older programs show instead of a drawing, and text boxes, which come apart.
_SKIPPED = frozenset(
    {
        qn("w:del"),
        qn("w:moveFrom"),
        qn("w:instrText"),
        qn("w:pPr"),
        qn("w:rPr"),
        "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
        qn("w:txbxContent"),
    }
)
_MARKS = {qn("w:tab"): " ", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
_BOXES = ".//w:txbxContent[not(ancestor::*[local-name()='Fallback'])]"
_HEADING = re.compile(r"heading|titre|title", re.IGNORECASE)
_LIST = re.compile(r"list|liste|puce|bullet", re.IGNORECASE)
# From so many cells on, a row is one of a grid, unless a cell holds more than a list.
_GRID_CELLS, _GRID_CHARACTERS = 3, 600
_WIDEST_SPAN = 63  # columns of a table in Word


def read(path: Path, limits: Limits, _announce_ocr: AnnounceOcr) -> ReadResult:
    """The document's paragraphs, lists and tables in their order, as page 1."""
    archive.check(path, limits)
    try:
        document = docx.Document(str(path))
        body = document.element.body
    except MemoryError:
        raise
    except Exception as error:  # python-docx lets errors of zip, XML and missing parts through
        raise unreadable(ReadState.DAMAGED) from error
    names = {style.style_id: style.name or "" for style in document.styles}
    lines = [line for block in _blocks(body) for line in _block_lines(block, names)]
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")
    if not text.strip():
        raise unreadable(ReadState.EMPTY)
    return ReadResult(
        ReadState.READY,
        pages=(RawPage(1, text),),
        title=(document.core_properties.title or "").strip(),
        language=(document.core_properties.language or "").strip(),
    )


def _blocks(parent: Any) -> Iterator[Any]:
    """Paragraphs and tables, out of their content controls and insertions."""
    for child in parent:
        if child.tag in (qn("w:p"), qn("w:tbl")):
            yield child
        elif child.tag in (qn("w:sdt"), qn("w:sdtContent"), qn("w:ins"), qn("w:customXml"), qn("w:moveTo")):
            yield from _blocks(child)


def _block_lines(block: Any, names: dict[str, str]) -> list[str]:
    if block.tag == qn("w:tbl"):
        if (pressed := written_table(list(_cells(block, names)))) is not None:
            return pressed
        return [line for row in _rows(block) for line in _row_lines(row, names)]
    text = _text(block).strip()
    lines = [_marked(block, text, names)] if text else []
    if text and _HEADING.search(_style(block, names)):
        lines = ["", *lines, ""]  # blank lines tell a heading from a short paragraph
    for box in block.xpath(_BOXES):
        lines.extend(line for inner in _blocks(box) for line in _block_lines(inner, names))
    return lines


def _marked(paragraph: Any, text: str, names: dict[str, str]) -> str:
    """The paragraph's text, with a dash before it when it is an item of a list."""
    name = _style(paragraph, names)
    # Numbered headings carry numbering too, and are no items.
    numbered = bool(paragraph.xpath("./w:pPr/w:numPr[not(w:numId/@w:val='0')]"))
    if not _HEADING.search(name) and (numbered or _LIST.search(name)):
        return f"- {text}"
    return text


def _style(paragraph: Any, names: dict[str, str]) -> str:
    """The paragraph's style, by its id and its name."""
    style = paragraph.style or ""
    return f"{style} {names.get(style, '')}"


def _rows(table: Any) -> Iterator[Any]:
    for child in table:
        if child.tag == qn("w:tr"):
            yield child
        elif child.tag in (qn("w:sdt"), qn("w:sdtContent"), qn("w:customXml")):
            yield from _rows(child)


def _cells(table: Any, names: dict[str, str]) -> Iterator[RuledCell]:
    """The cells of a table in the grid of its rows and columns, those over several rows once."""
    above: dict[int, RuledCell] = {}
    found: list[RuledCell] = []
    for at, row in enumerate(_rows(table)):
        column = int(row.xpath("string(./w:trPr/w:gridBefore/@w:val)") or 0)
        for cell in row.xpath("./w:tc | ./w:sdt/w:sdtContent/w:tc"):
            end = column + min(int(cell.xpath("string(./w:tcPr/w:gridSpan/@w:val)") or 1), _WIDEST_SPAN)
            merge = cell.xpath("./w:tcPr/w:vMerge")
            if merge and merge[0].get(qn("w:val")) != "restart" and column in above:
                above[column].rows = (above[column].rows[0], at + 1)
            else:
                lines = tuple(line for block in _blocks(cell) for line in _block_lines(block, names) if line)
                found.append(RuledCell((at, at + 1), (column, end), (0.0, 0.0, 0.0, 0.0), lines=lines))
                above[column] = found[-1]
            column = end
    yield from found


def _row_lines(row: Any, names: dict[str, str]) -> list[str]:
    """One line « a | b »; cell after cell when a cell holds several lines, as in a sheet of labels and contents."""
    cells = [
        [line for block in _blocks(cell) for line in _block_lines(block, names) if line]
        for cell in row.xpath("./w:tc | ./w:sdt/w:sdtContent/w:tc")
    ]
    if len(cells) >= _GRID_CELLS and all(len("".join(lines)) <= _GRID_CHARACTERS for lines in cells):
        cells = [[" ; ".join(lines)] if lines else [] for lines in cells]
    if all(len(lines) <= 1 for lines in cells):
        line = " | ".join(lines[0] if lines else "" for lines in _placed(row, cells))
        return [line] if line.strip(" |") else []
    return [line for lines in cells for line in lines]


def _placed(row: Any, cells: list[list[str]]) -> list[list[str]]:
    """The cells with empty ones for the further columns that one spans, so that what follows keeps its column."""
    spans = [
        min(int(cell.xpath("string(./w:tcPr/w:gridSpan/@w:val)") or 1), _WIDEST_SPAN)
        for cell in row.xpath("./w:tc | ./w:sdt/w:sdtContent/w:tc")
    ]
    placed = [lines for cell, span in zip(cells, spans, strict=True) for lines in (cell, *([[]] * (span - 1)))]
    while any(span > 1 for span in spans) and len(placed) > 1 and not placed[-1]:
        placed.pop()
    return placed


def _text(element: Any) -> str:
    parts: list[str] = []
    for child in element:
        if child.tag in _SKIPPED:
            continue
        if child.tag == qn("w:t"):
            parts.append(child.text or "")
        elif child.tag in _MARKS:
            parts.append(_MARKS[child.tag])
        else:
            parts.append(_text(child))
    return "".join(parts)
