"""Prints sheets in designs of their own: groups of rows, newspaper columns, bars, dashes, and plans in tables."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import typst

from tests.generated.printing import Press, quoted
from tests.generated.records import Book, Entry, Layout, Para, Sheet

# What the cells on the left of a grouped table name, and the fields that they span.
_GROUPS = (
    ("Diagnostic", {"context"}),
    ("Objectifs", {"objectives"}),
    ("Mise en œuvre", {"description", "calendar", "territory"}),
    ("Acteurs", {"lead", "partners", "public"}),
    ("Moyens", {"funding", "rate", "cofunding"}),
    ("Évaluation", {"results", "indicators", "frequency", "source", "baseline", "follow_up"}),
    ("Cohérence", {"policy"}),
)
_WIDTHS = {"lead": "13%", "partners": "17%", "calendar": "11%", "funding": "16%", "indicators": "20%"}


def print_book(book: Book, layout: Layout, path: Path) -> Path:
    """The contract as a PDF at `path`."""
    path.write_bytes(typst.compile("\n".join(_Designs(book, layout).source()).encode(), ignore_system_fonts=True))
    return path


class _Designs(Press):
    """The press with more ways to print sheets."""

    def _sheets(self) -> Iterator[str]:
        if self.layout.fields != "rows":
            yield from super()._sheets()
            return
        for axis, sheets in groupby(self.book.sheets, key=lambda sheet: sheet.axis_heading):
            yield from self._plan(axis, list(sheets))

    def _plan(self, axis: str, sheets: list[Sheet]) -> Iterator[str]:
        """A table for each axis, a row for each action; its headings stand on top of each page."""
        columns = sheets[0].entries
        heads = ", ".join(f"[*{quoted(text)}*]" for text in ("Action", *(entry.label for entry in columns)))
        if self.layout.extra.get("axis") == "row":
            heads = f"table.cell(colspan: {len(columns) + 1})[*{quoted(axis)}*], {heads}"
        else:
            yield self._heading(axis, "13pt")
        numbered = self.layout.extra.get("numbers") == "apart"
        if numbered:
            heads = heads.replace("[*", '[*#"N°"*], [*', 1)
        cells = ", ".join(
            cell for sheet in sheets for cell in (*self._named(sheet, numbered), *map(self._cell, sheet.entries))
        )
        widths = ", ".join((*(["1.2cm"] if numbered else []), "1fr", *(_WIDTHS[entry.name] for entry in columns)))
        fill = 'fill: (_, y) => if y == 0 { rgb("#dbe5f1") } else { none }'
        inside = "#set par(justify: false)\n#set text(hyphenate: true)\n"
        yield f"#[{inside}#table(columns: ({widths}), stroke: 0.5pt, {fill}, table.header({heads}), {cells})]"

    def _named(self, sheet: Sheet, numbered: bool) -> list[str]:
        if numbered:
            return [f"[{quoted(sheet.number)}]", f"[*{quoted(sheet.title)}*]"]
        return [f"[*{self._lines(sheet.heading)}*]"]

    def _cell(self, entry: Entry) -> str:
        return f"[{self._blocks(entry.blocks)}]"

    def _lines(self, text: str) -> str:
        return " #linebreak() ".join(map(quoted, text.splitlines()))

    def _as_grouped(self, entries: tuple[Entry, ...]) -> Iterator[str]:
        """A bordered table; shaded cells on the left span the rows of several labels."""
        cells = []
        upright = self.layout.extra.get("groups") == "rotated"
        for name, fields in _GROUPS:
            held = [entry for entry in entries if entry.name in fields]
            for i, entry in enumerate(held):
                if len(held) == 1:
                    cells.append(f"table.cell(colspan: 2, fill: luma(225))[{self._label(entry)}]")
                else:
                    label = f"#text(hyphenate: false)[*{quoted(name.upper())}*]"
                    label = f"#rotate(-90deg, reflow: true)[{label}]" if upright else label
                    first = f"table.cell(rowspan: {len(held)}, fill: luma(205), align: center + horizon)[{label}], "
                    cells.append(f"{first if i == 0 else ''}table.cell(fill: luma(235))[{self._label(entry)}]")
                cells.append(f"[{self._blocks(entry.blocks)}]")
        columns = "(0.9cm, 22%, 1fr)" if upright else "(15%, 19%, 1fr)"
        yield f"#table(columns: {columns}, stroke: 0.6pt, {', '.join(cells)})"

    def _as_newspaper(self, entries: tuple[Entry, ...]) -> Iterator[str]:
        """Labels above their contents in two columns of text."""
        parts = [
            f'#text(fill: rgb("#1f5f8b"))[{self._heading(entry.label, "10pt")}]\n{self._blocks(entry.blocks)}'
            for entry in entries
        ]
        if self.layout.extra.get("columns") == "flow":
            told = "\n\n".join(parts)
            yield f"#columns(2, gutter: 16pt)[{told}]"
        else:
            # Designers balance the columns by hand.
            sizes = [len(part) for part in parts]
            half = next(i for i in range(len(parts)) if sum(sizes[: i + 1]) * 2 >= sum(sizes))
            left, right = ("\n\n".join(side) for side in (parts[: half + 1], parts[half + 1 :]))
            yield f"#grid(columns: (1fr, 1fr), gutter: 16pt, [{left}], [{right}])"

    def _as_bars(self, entries: tuple[Entry, ...]) -> Iterator[str]:
        """Each label in a shaded bar over the whole width, its content below."""
        for entry in entries:
            yield f"#block(width: 100%, fill: luma(222), inset: 4pt, sticky: true)[*{quoted(entry.label)}*]"
            yield self._blocks(entry.blocks)

    def _as_dashes(self, entries: tuple[Entry, ...]) -> Iterator[str]:
        """Label, dash, content."""
        for entry in entries:
            first, *others = entry.blocks or (Para(""),)
            if isinstance(first, Para):
                yield f"*{quoted(entry.label)}* {quoted('–')} {self._para(first.text, first.note)}"
            else:
                yield f"*{quoted(entry.label)}* {quoted('–')}\n"
                others = [first, *others]
            yield self._blocks(others)

    def _as_numbered(self, entries: tuple[Entry, ...]) -> Iterator[str]:
        """Each label a numbered heading, its content below."""
        for number, entry in enumerate(entries, 1):
            yield self._heading(f"{number}. {entry.label}", f"{self.layout.size}pt")
            yield self._blocks(entry.blocks)

    def _as_stacked(self, entries: tuple[Entry, ...]) -> Iterator[str]:
        """A table of one column: a shaded row for each label, the row below for its content."""
        cells = (
            f"table.cell(fill: luma(215))[*{quoted(entry.label)}*], [{self._blocks(entry.blocks)}]" for entry in entries
        )
        yield f"#table(columns: (1fr,), stroke: 0.5pt, {', '.join(cells)})"

    def _as_pairs(self, entries: tuple[Entry, ...]) -> Iterator[str]:
        """Label, content, label, content; what is long takes the whole width."""
        wide = {"context", "description", "objectives", "indicators", "funding", "policy"}
        cells: list[str] = []
        row: list[str] = []
        for entry in entries:
            label = f"table.cell(fill: luma(235))[{self._label(entry)}]"
            if entry.name in wide:
                cells += [*row, "[]", "[]"] if row else []
                row = []
                cells += [label, f"table.cell(colspan: 3)[{self._blocks(entry.blocks)}]"]
            else:
                row += [label, f"[{self._blocks(entry.blocks)}]"]
                if len(row) == 4:
                    cells, row = cells + row, []
        cells += [*row, "[]", "[]"] if row else []
        yield f"#table(columns: (19%, 1fr, 19%, 1fr), stroke: 0.5pt, {', '.join(cells)})"

    def _as_identity(self, entries: tuple[Entry, ...]) -> Iterator[str]:
        """A card of who, for whom, where and when on top; the rest below, each label over its content."""
        short = [entry for entry in entries if entry.name in {"lead", "public", "territory", "calendar"}]
        cells = [f"[*{quoted(entry.label)} :* #linebreak() {self._blocks(entry.blocks)}]" for entry in short]
        cells += ["[]"] * (len(cells) % 2)
        yield f'#table(columns: (1fr, 1fr), fill: rgb("#eef3f8"), stroke: 0.6pt + gray, {", ".join(cells)})'
        for entry in entries:
            if entry not in short:
                yield self._heading(entry.label, f"{self.layout.size + 1}pt")
                yield self._blocks(entry.blocks)
