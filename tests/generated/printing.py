"""Prints invented contracts as PDFs, in layouts that differ as real ones do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tests.generated.articles import with_article
from tests.generated.records import Block, Book, Bullets, Entry, Grid, Layout, Para, Sheet, Signer


def quoted(text: str) -> str:
    """A text as typst code, nothing in it is markup."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'#"{escaped}"'


class Press:
    """Typst source of one contract in one layout."""

    def __init__(self, book: Book, layout: Layout) -> None:
        self.book, self.layout = book, layout

    def source(self) -> Iterator[str]:
        layout = self.layout
        yield f'#set text(lang: "fr", size: {layout.size}pt, font: "{layout.font}")'
        yield "#set par(justify: true)"
        yield "#set table(inset: 5pt)"
        yield self._page(self.book.header if layout.header else "", flipped=False)
        yield from (self._heading(line, "22pt") for line in self.book.cover)
        yield "#pagebreak()"
        if layout.contents:
            yield from self._contents()
        for part in self.book.parts:
            if part.heading:
                yield self._heading(part.heading, "12pt")
            yield from map(self._block, part.blocks)
        yield from self._signature()
        yield "#pagebreak()"
        if layout.landscape:
            yield self._page(self.book.header if layout.header else "", flipped=True)
        yield self._heading(self.book.annex, "14pt")
        yield from self._sheets()
        for part in self.book.after:
            yield "#pagebreak(weak: true)"
            yield self._page(self.book.header if layout.header else "", flipped=True)
            yield self._heading(part.heading, "12pt")
            yield from map(self._block, part.blocks)
        if self.book.contact:
            yield "#pagebreak(weak: true)"
            yield from (self._para(line) for line in self.book.contact)

    def _page(self, header: str, *, flipped: bool) -> str:
        head = f"header: [#set text(size: 8pt); {quoted(header)}]" if header else "header: none"
        before, _, after = self.layout.footer.partition("{n}")
        number = "#context counter(page).display()" if "{n}" in self.layout.footer else ""
        side = self.layout.extra.get("footer", "left")
        foot = f"footer: [#set text(size: 8pt); #set align({side}); {quoted(before)}{number}{quoted(after)}]"
        margin = self.layout.extra.get("margin", "2.2cm")
        return f'#set page(paper: "a4", flipped: {str(flipped).lower()}, margin: {margin}, {head}, {foot})'

    def _heading(self, text: str, size: str) -> str:
        broken = " #linebreak() ".join(map(quoted, text.splitlines()))
        return f'#block(sticky: true)[#text(size: {size}, weight: "bold", hyphenate: false)[{broken}]]'

    def _contents(self) -> Iterator[str]:
        yield self._heading("Sommaire", "14pt")
        headings = [part.heading for part in self.book.parts] + [sheet.heading for sheet in self.book.sheets]
        for number, heading in enumerate(filter(None, headings), 3):
            yield f"{quoted(' '.join(heading.splitlines()))} #box(width: 1fr, repeat[.]) {number}\n"
        yield "#pagebreak()"

    def _para(self, text: str, note: str = "") -> str:
        return quoted(text) + (f"#footnote[{quoted(note)}]" if note else "") + "\n"

    def _block(self, block: Block) -> str:
        if isinstance(block, Para):
            return self._para(block.text, block.note)
        if isinstance(block, Bullets):
            return " #linebreak()\n".join(quoted(f"{self.layout.bullet} {item}") for item in block.items) + "\n"
        return self._grid(block)

    def _grid(self, grid: Grid) -> str:
        width = len(grid.rows[0])
        cells = ", ".join(
            f"[#set par(justify: false)\n{'*' if i == 0 else ''}{quoted(cell)}{'*' if i == 0 else ''}]"
            for i, row in enumerate(grid.rows)
            for cell in row
        )
        columns = "(1.2fr, 2.4fr, 1.2fr)" if width == 3 and len(grid.rows) > 4 else f"({', '.join(['1fr'] * width)})"
        caption = f"\n{quoted(grid.caption)}\n" if grid.caption else ""
        return f"#table(columns: {columns}, stroke: 0.5pt, {cells})\n{caption}"

    def _blocks(self, blocks: Iterable[Block]) -> str:
        return "\n".join(map(self._block, blocks))

    # The signature page.

    def _signature(self) -> Iterator[str]:
        yield self._para(self.book.signature)
        form = self.layout.extra.get("signature", "grid")
        if form == "for":
            for s in self.book.signers:
                article = "la" if s.woman else "le"
                party = s.party[0].lower() + s.party[1:] if s.party.startswith(("Agence", "Conseil")) else s.party
                yield self._para(f"Pour {party}, {article} {s.office.lower()}, {s.person}")
        elif form == "threes":
            cells = ", ".join(
                f"[#set par(justify: false)\n{quoted(self._on_behalf(s))} #linebreak() {quoted(s.office)} #v(1.6cm)"
                f" {quoted(s.person)}]"
                for s in self.book.signers
            )
            yield f"#table(columns: (1fr, 1fr, 1fr), stroke: 0.4pt + gray, {cells})"
        elif form == "rows":
            cells = ", ".join(
                f"[{quoted(self._on_behalf(s))}], [{quoted(s.person)} #linebreak() {quoted(s.office)}], [#v(1.5cm)]"
                for s in self.book.signers
            )
            heads = ", ".join(f"[*{head}*]" for head in ("Institution", "Représentant", "Signature"))
            yield f"#table(columns: (1.3fr, 1fr, 1fr), stroke: 0.5pt, {heads}, {cells})"
        elif form == "list":
            for s in self.book.signers:
                yield f"{quoted(s.party)} #linebreak() {quoted(s.person)} #linebreak() {quoted(s.office)}\n"
        else:
            cells = ", ".join(
                f"[#set par(justify: false)\n{quoted(s.party)} #linebreak() {quoted(s.person)} #linebreak()"
                f" {quoted(s.office)} #v(1.2cm)]"
                for s in self.book.signers
            )
            yield f"#table(columns: (1fr, 1fr), stroke: none, {cells})"

    @staticmethod
    def _on_behalf(signer: Signer) -> str:
        """ "Pour l’Agence…"; a party in capitals, or as character recognition reads it, stands alone."""
        told = with_article(signer.party)
        return f"Pour l{told[1:]}" if not signer.party[1:4].isupper() and told[0] == "L" else signer.party

    # Sheets.

    def _sheets(self) -> Iterator[str]:
        before = ""
        for i, sheet in enumerate(self.book.sheets):
            yield from self._sheet(sheet, new_axis=sheet.axis_heading != before, first=i == 0)
            before = sheet.axis_heading

    def _sheet(self, sheet: Sheet, *, new_axis: bool, first: bool) -> Iterator[str]:
        flat = " ".join(sheet.heading.splitlines())
        if not first and not self.layout.flow:
            yield "#pagebreak(weak: true)"
        if self.layout.running:
            yield self._page(flat, flipped=self.layout.landscape)
        if self.layout.band:
            yield from self._band(sheet)
        elif self.layout.extra.get("title") == "band":
            lines = " #linebreak() ".join(f"*{quoted(line)}*" for line in sheet.heading.splitlines())
            yield (
                '#block(width: 100%, fill: rgb("#1f5f8b"), inset: 9pt)[#set text(fill: white)\n'
                f"{quoted(sheet.axis_heading)} #linebreak() #text(size: 14pt, hyphenate: false)[{lines}]]"
            )
        else:
            if new_axis or self.layout.extra.get("axis") == "always":
                yield self._heading(sheet.axis_heading, "13pt")
            yield self._heading(sheet.heading, "12pt")
        yield from getattr(self, f"_as_{self.layout.fields}")(sheet.entries)

    def _band(self, sheet: Sheet) -> Iterator[str]:
        number = sheet.heading.splitlines()[0]
        yield (
            f"#table(columns: (1fr, 1fr), stroke: 0.8pt, [{quoted(sheet.axis_heading)}],"
            f" [#align(right)[*{quoted(number)}*]], table.cell(colspan: 2)[*{quoted(sheet.title)}*])"
        )

    def _label(self, entry: Entry) -> str:
        return f"#set par(justify: false)\n*{quoted(entry.label)}*"

    def _two(self, entries: tuple[Entry, ...], stroke: str, more: str = "") -> Iterator[str]:
        cells = (f"[{self._label(entry)}], [{self._blocks(entry.blocks)}]" for entry in entries)
        yield f"#table(columns: (29%, 1fr), stroke: {stroke}, {more}{', '.join(cells)})"

    def _as_columns(self, entries: tuple[Entry, ...]) -> Iterator[str]:
        yield from self._two(entries, "none")

    def _as_bordered(self, entries: tuple[Entry, ...]) -> Iterator[str]:
        yield from self._two(entries, "0.5pt")

    def _as_coloured(self, entries: tuple[Entry, ...]) -> Iterator[str]:
        fill = 'fill: (x, _) => if x == 0 { rgb("#cfe3d8") } else { none }, '
        yield from self._two(entries, "0.4pt + gray", fill)

    def _as_right(self, entries: tuple[Entry, ...]) -> Iterator[str]:
        cells = (f"[{self._blocks(entry.blocks)}], [{self._label(entry)}]" for entry in entries)
        yield f"#table(columns: (1fr, 27%), stroke: none, {', '.join(cells)})"

    def _as_cells(self, entries: tuple[Entry, ...]) -> Iterator[str]:
        """Two fields side by side; the long ones over the whole width."""
        cells = []
        wide = {"context", "description", "objectives", "indicators", "funding"}
        row: list[str] = []
        for entry in entries:
            content = f"{self._label(entry)} \n\n {self._blocks(entry.blocks)}"
            if entry.name in wide:
                cells += [*row, "[]"] if row else []
                row = []
                cells.append(f"table.cell(colspan: 2)[{content}]")
            elif row:
                cells += [*row, f"[{content}]"]
                row = []
            else:
                row = [f"[{content}]"]
        cells += [*row, "[]"] if row else []
        yield f"#table(columns: (1fr, 1fr), stroke: 0.5pt, {', '.join(cells)})"

    def _as_inline(self, entries: tuple[Entry, ...]) -> Iterator[str]:
        for entry in entries:
            first, *others = entry.blocks or (Para(""),)
            if isinstance(first, Para):
                yield f"*{quoted(entry.label)} :* {self._para(first.text, first.note)}"
            else:
                yield f"*{quoted(entry.label)} :*\n"
                others = [first, *others]
            yield self._blocks(others)

    def _as_capitals(self, entries: tuple[Entry, ...]) -> Iterator[str]:
        for entry in entries:
            yield self._heading(entry.label.upper(), f"{self.layout.size}pt")
            yield self._blocks(entry.blocks)
