"""Prints invented contracts as PDFs, in layouts that differ as real ones do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import typst

from tests.generated.contracts import Contract, Field, Sheet


@dataclass(frozen=True)
class Layout:
    """How a contract is laid out on its pages."""

    fields: str = "columns"  # columns, table, inline, capitals
    header: bool = True
    footer: str = "Contrat local de santé – page {n}"
    contents: bool = True
    summary: bool = True  # a table that names each sheet before the sheets
    running: bool = False  # each page of a sheet repeats the sheet's heading
    opening: str = "articles"  # or "entre": older contracts name the parties before the articles
    new_pages: bool = True  # each sheet begins on a page of its own
    justified: bool = True


def typeset(contract: Contract, layout: Layout, path: Path) -> Path:
    """The contract as a PDF at `path`."""
    path.write_bytes(typst.compile("\n".join(_source(contract, layout)).encode(), ignore_system_fonts=True))
    return path


def _text(text: str) -> str:
    quoted = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'#"{quoted}"'


def _lines(text: str, size: str = "", weight: str = "bold") -> str:
    """A heading: each of its lines on a line of its own."""
    style = f'size: {size}, weight: "{weight}"' if size else f'weight: "{weight}"'
    broken = " #linebreak() ".join(map(_text, text.splitlines()))
    return f"#block(sticky: true)[#text({style}, hyphenate: false)[{broken}]]"


def _paragraphs(texts: tuple[str, ...]) -> str:
    return "\n\n".join(map(_text, texts))


def _page(layout: Layout, header: str) -> str:
    # The header's parts are printed one under the other, as many headers are.
    head = f"header: [#set text(size: 8pt); {_text(header)}]" if header else "header: none"
    before, _, after = layout.footer.partition("{n}")
    number = "#context counter(page).display()" if "{n}" in layout.footer else ""
    foot = f"footer: [#set text(size: 8pt); {_text(before)}{number}{_text(after)}]"
    return f'#set page(paper: "a4", margin: 2.2cm, {head}, {foot})'


def _source(contract: Contract, layout: Layout) -> Iterator[str]:
    header = contract.header if layout.header else ""
    yield '#set text(lang: "fr", size: 10.5pt, font: "Libertinus Serif")'
    yield f"#set par(justify: {str(layout.justified).lower()})"
    yield _page(layout, header)
    yield from (_lines(line, "22pt") for line in contract.cover)
    yield "#pagebreak()"
    if layout.contents:
        yield from _contents(contract)
    yield _lines("Introduction", "14pt")
    yield _paragraphs(contract.introduction)
    if layout.opening == "entre":
        yield from _between(contract)
    yield _lines("Il est convenu ce qui suit")
    for article in contract.articles:
        yield _lines(article.heading)
        yield _paragraphs(article.content)
        if layout.summary and article.number == "4":
            yield from _summary(contract)
    yield _lines(f"Fait à {contract.place}, le {contract.signed}", weight="regular")
    yield _paragraphs(tuple(f"Pour {party}" for party in contract.parties))
    yield "#pagebreak()"
    for index, sheet in enumerate(contract.sheets):
        yield from _sheet(contract, layout, sheet, first=index == 0 or contract.sheets[index - 1].axis != sheet.axis)


def _contents(contract: Contract) -> Iterator[str]:
    yield _lines("Sommaire", "14pt")
    headings = [article.heading for article in contract.articles] + [sheet.heading for sheet in contract.sheets]
    for number, heading in enumerate(headings, 3):
        flat = " ".join(heading.splitlines())
        yield f"{_text(flat)} #box(width: 1fr, repeat[.]) {number}\n"
    yield "#pagebreak()"


def _between(contract: Contract) -> Iterator[str]:
    yield _lines("Entre d’une part,")
    yield _paragraphs((f"{contract.parties[1]}, 3 rue des Halles, 99 100 {contract.place}",))
    yield _paragraphs(("Représentée par sa directrice générale, madame Aline Corvet,",))
    yield _lines("Et d’autre part,")
    yield _paragraphs(tuple(f"{party}," for party in contract.parties[2:]))


def _summary(contract: Contract) -> Iterator[str]:
    cells = []
    for sheet in contract.sheets:
        lead = next(field for field in sheet.fields if field.name == "lead")
        cells += [f"[{_text(' '.join(sheet.heading.splitlines()))}]", f"[{_text(lead.content[0].split(' (')[0])}]"]
    yield f"#table(columns: (60%, 1fr), [Actions], [Porteurs], {', '.join(cells)})"


def _sheet(contract: Contract, layout: Layout, sheet: Sheet, *, first: bool) -> Iterator[str]:
    if layout.running:
        yield "#pagebreak(weak: true)"
        yield _page(layout, " ".join(sheet.heading.splitlines()))
    elif layout.new_pages:
        yield "#pagebreak(weak: true)"
    if first or layout.new_pages:
        yield _lines(contract.axes[sheet.axis - 1], "13pt")
    yield _lines(sheet.heading, "12pt")
    if layout.fields in {"columns", "table"}:
        cells = (f"[{_label(field)}], [{_paragraphs(field.content)}]" for field in sheet.fields)
        stroke = "0.5pt" if layout.fields == "table" else "none"
        yield f"#table(columns: (29%, 1fr), stroke: {stroke}, {', '.join(cells)})"
    else:
        for field in sheet.fields:
            yield from _inline(field) if layout.fields == "inline" else _capitals(field)


def _label(field: Field) -> str:
    return f"#set par(justify: false)\n*{_text(field.label)}*"


def _inline(field: Field) -> Iterator[str]:
    yield f"*{_text(field.label)} :* {_text(field.content[0])}\n"
    yield _paragraphs(field.content[1:]) + "\n"


def _capitals(field: Field) -> Iterator[str]:
    yield _lines(field.label.upper())
    yield _paragraphs(field.content) + "\n"
