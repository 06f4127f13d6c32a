"""Writes invented contracts as DOCX, HTML and XLSX files."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path

import openpyxl
from docx import Document

from tests.generated.designs import print_book
from tests.generated.records import Block, Book, Bullets, Grid, Layout, Para


def write_book(book: Book, layout: Layout, folder: Path) -> Path:
    """The contract as a file of the layout's format in `folder`."""
    path = folder / f"contrat.{layout.format}"
    write = {"pdf": print_book, "docx": _docx, "html": _html, "xlsx": _xlsx}[layout.format]
    return write(book, layout, path)


def _docx(book: Book, layout: Layout, path: Path) -> Path:
    document = Document()
    for line in book.cover:
        document.add_heading(line, 0)
    for part in book.parts:
        if part.heading:
            document.add_heading(part.heading, 1)
        for block in part.blocks:
            _add(document, document, block)
    document.add_paragraph(book.signature)
    table = document.add_table(rows=0, cols=2)
    for i in range(0, len(book.signers), 2):
        cells = table.add_row().cells
        for cell, signer in zip(cells, book.signers[i : i + 2], strict=False):
            cell.text = f"{signer.party}\n{signer.person}\n{signer.office}"
    document.add_heading(book.annex, 1)
    before = ""
    for sheet in book.sheets:
        if sheet.axis_heading != before:
            document.add_heading(sheet.axis_heading, 1)
        before = sheet.axis_heading
        document.add_heading(" ".join(sheet.heading.splitlines()), 2)
        if layout.fields == "headings":
            for entry in sheet.entries:
                document.add_heading(entry.label, 3)
                for block in entry.blocks:
                    _add(document, document, block)
            continue
        table = document.add_table(rows=0, cols=2)
        table.style = "Table Grid"
        for entry in sheet.entries:
            label, content = table.add_row().cells
            label.text = entry.label
            for block in entry.blocks:
                _add(document, content, block)
    for part in book.after:
        document.add_heading(part.heading, 1)
        for block in part.blocks:
            _add(document, document, block)
    for line in book.contact:
        document.add_paragraph(line)
    document.save(str(path))
    return path


def _add(document: object, holder: object, block: Block) -> None:
    if isinstance(block, Grid):
        width = len(block.rows[0])
        table = holder.add_table(len(block.rows), width)  # type: ignore[attr-defined]
        for cells, row in zip(table.rows, block.rows, strict=True):
            for cell, text in zip(cells.cells, row, strict=True):
                cell.text = text
        if block.caption:
            holder.add_paragraph(block.caption)  # type: ignore[attr-defined]
    elif isinstance(block, Bullets):
        for item in block.items:
            holder.add_paragraph(f"• {item}")  # type: ignore[attr-defined]
    else:
        holder.add_paragraph(block.text)  # type: ignore[attr-defined]


def _html(book: Book, layout: Layout, path: Path) -> Path:
    path.write_text("\n".join(_markup(book, layout)), "utf-8")
    return path


def _markup(book: Book, layout: Layout) -> Iterator[str]:
    title = escape(" ".join(book.cover))
    yield f'<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8"><title>{title}</title></head><body><article>'
    yield f"<h1>{title}</h1>"
    for part in book.parts:
        yield f"<h2>{escape(part.heading)}</h2>" if part.heading else ""
        yield from map(_marked, part.blocks)
    yield f"<p>{escape(book.signature)}</p>"
    for signer in book.signers:
        yield f"<p>{escape(signer.party)}<br>{escape(signer.person)}<br>{escape(signer.office)}</p>"
    before = ""
    for sheet in book.sheets:
        yield f"<h2>{escape(sheet.axis_heading)}</h2>" if sheet.axis_heading != before else ""
        before = sheet.axis_heading
        yield f"<h3>{escape(' '.join(sheet.heading.splitlines()))}</h3>"
        if layout.fields == "bordered":
            rows = (
                f"<tr><th>{escape(e.label)}</th><td>{''.join(map(_marked, e.blocks))}</td></tr>" for e in sheet.entries
            )
            yield f"<table>{''.join(rows)}</table>"
        else:
            for entry in sheet.entries:
                yield f"<p><strong>{escape(entry.label)}</strong></p>"
                yield from map(_marked, entry.blocks)
    for part in book.after:
        yield f"<h2>{escape(part.heading)}</h2>"
        yield from map(_marked, part.blocks)
    yield from (f"<p>{escape(line)}</p>" for line in book.contact)
    yield "</article></body></html>"


def _marked(block: Block) -> str:
    if isinstance(block, Para):
        return f"<p>{escape(block.text)}</p>"
    if isinstance(block, Bullets):
        return f"<ul>{''.join(f'<li>{escape(item)}</li>' for item in block.items)}</ul>"
    rows = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in block.rows)
    return f"<table>{rows}</table>" + (f"<p>{escape(block.caption)}</p>" if block.caption else "")


def _xlsx(book: Book, layout: Layout, path: Path) -> Path:
    workbook = openpyxl.Workbook()
    page = workbook.active
    page.title = "Plan d’actions"
    page.append([" ".join(book.cover)])
    page.append([])
    for row in book.plan:
        page.append(list(row))
    workbook.save(path)
    return path
