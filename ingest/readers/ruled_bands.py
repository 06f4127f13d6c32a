"""The rows of a table with borders, as bands that no cell reaches beyond. Pure functions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ingest.readers.columns import Fragment
from ingest.readers.ruled import RuledCell, RuledTable


def fragments_of(table: RuledTable) -> Iterator[Fragment]:
    """The text of a table, that of the tables in its cells included."""
    for cell in table.cells:
        yield from cell.fragments
        for inner in cell.tables:
            yield from fragments_of(inner)


def bands_of(cells: Sequence[RuledCell]) -> Iterator[list[RuledCell]]:
    """The stretches of rows that no cell reaches beyond."""
    band: list[RuledCell] = []
    end = 0
    for cell in cells:
        if band and cell.rows[0] >= end:
            yield sorted(band, key=lambda cell: (cell.columns[0], cell.rows[0]))
            band = []
        band.append(cell)
        end = max(end, cell.rows[1])
    if band:
        yield sorted(band, key=lambda cell: (cell.columns[0], cell.rows[0]))


def head_height(bands: Sequence[list[RuledCell]], i: int) -> int:
    """How many bands a heading takes: two where cells of the first stand over several of the second."""
    wide = [cell for cell in bands[i] if cell.columns[1] - cell.columns[0] > 1]
    if not wide or len(bands) < i + 3 or any(cell.rows != bands[i][0].rows for cell in bands[i]):
        return 1
    below, after = len(bands[i + 1]), len(bands[i + 2])
    return 2 if len(bands[i]) < below and below >= after else 1


def columns_of(cells: Sequence[RuledCell]) -> tuple[int, ...]:
    """Where the columns of a heading begin."""
    return tuple(sorted({cell.columns[0] for cell in cells}))


def fills_rows(cells: Sequence[RuledCell], rows: tuple[int, int]) -> bool:
    """Whether cells fill rows of their own beside another."""
    return all(rows[0] <= cell.rows[0] and cell.rows[1] <= rows[1] for cell in cells) and len(cells) > 1


def one_stands_out(band: Sequence[RuledCell]) -> bool:
    """Whether some cells of a row are in bold and others are not: a label and its content, not labels alone."""
    bold = {all(f.bold for f in own) for cell in band if (own := [f for f in cell.fragments if f.text.strip()])}
    return len(bold) > 1
