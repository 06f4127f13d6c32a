"""Rows of coloured tiles, each with its own label and content: "Lieu : …" beside "Échéances : …". Pure functions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ingest.readers.columns import Fragment, visual_lines
from ingest.readers.ruled import RuledCell, RuledTable
from ingest.readers.strokes import Panel
from ingest.structure.wording import told

# Points: tiles of a row begin and end so nearly level, and stand no further apart.
_LEVEL, _GUTTER = 2.0, 14.0
_FEWEST = 2


def tile_rows(panels: Sequence[Panel], fragments: Sequence[Fragment]) -> list[RuledTable]:
    """The rows of tiles of a page from top to bottom, each as a table of one row; every tile opens with a label."""
    said = [f for f in fragments if f.text.strip() and f.upright]
    found = []
    for row in _rows(panels):
        cells = [
            RuledCell((0, 1), (i, i + 1), (p.x0, p.y0, p.x1, p.y1), [f for f in said if _on(p, f)])
            for i, p in enumerate(row)
        ]
        if len(cells) >= _FEWEST and all(_labelled(cell) for cell in cells):
            found.append(RuledTable(cells, (*(p.x0 for p in row), row[-1].x1)))
    return sorted(found, key=lambda table: -table.box[3])


def _rows(panels: Sequence[Panel]) -> Iterator[list[Panel]]:
    row: list[Panel] = []
    for panel in sorted(panels, key=lambda p: (-round(p.y1), p.x0)):
        if row and _level(row[-1], panel) and -_LEVEL <= panel.x0 - row[-1].x1 <= _GUTTER:
            row.append(panel)
            continue
        if row:
            yield row
        row = [panel]
    if row:
        yield row


def _level(one: Panel, other: Panel) -> bool:
    return abs(one.y0 - other.y0) <= _LEVEL and abs(one.y1 - other.y1) <= _LEVEL


def _on(panel: Panel, fragment: Fragment) -> bool:
    return panel.holds((fragment.x0 + fragment.x1) / 2, fragment.y + 0.25 * fragment.size)


def _labelled(cell: RuledCell) -> bool:
    """Whether a tile opens with a label that a colon closes, or that stands above its content; no text leaves it."""
    lines = visual_lines(cell.fragments)
    if not lines or any(f.x1 > cell.box[2] + _LEVEL or f.x0 < cell.box[0] - _LEVEL for f in cell.fragments):
        return False
    label, colon, content = lines[0].text.partition(":")
    if not colon:
        return len(lines) > 1 and told(lines[0].text) is not None
    return told(label) is not None and bool(content.strip() or len(lines) > 1)
