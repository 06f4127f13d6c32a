"""Cells that hold their own label above their content, in tables with borders. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.facts.figures.territories import kind_of
from ingest.readers.columns import VisualLine, visual_lines
from ingest.readers.line_ends import ended_line
from ingest.readers.plan_tables import joined
from ingest.readers.ruled import RuledCell
from ingest.structure.labels import label_of

# Of the cells with text: so many open with a label, of so many different fields.
_CAPTIONED, _FIELDS = 0.8, 2
_ITEM = re.compile(r"[•▪◦*·►▸✓–-] ?(?=\S)")


def is_captioned(bands: Sequence[Sequence[RuledCell]]) -> bool:
    """Whether the cells of a table of several columns each hold a label and, below it, what it says."""
    if any(len(band) < 2 for band in bands):
        return False
    cells = [cell for band in bands for cell in band if _lines(cell)]
    heads = (lines[0].text for cell in cells if len(lines := _lines(cell)) > 1)
    named = [label.name for text in heads if (label := label_of(text))]
    return len(set(named)) >= _FIELDS and len(named) >= _CAPTIONED * len(cells)


def captioned_lines(cell: RuledCell) -> list[str]:
    """A cell's label, then its content; the lines that the cell's width broke are made one."""
    lines = _lines(cell)
    found: list[str] = []
    for i, line in enumerate(lines):
        text = line.text.strip()
        apart = i < 2 or _ITEM.match(text) is not None or ended_line(lines[i - 1], line, cell.box[2])
        # A region's name alone ends the name above it: "Promotion Santé / Grand Est".
        apart = apart and (i < 2 or kind_of(text) != "region")
        if apart:
            found.append(text)
        else:
            mark = _ITEM.match(found[-1])
            lead = mark.group() if mark else ""
            found[-1] = lead + joined([found[-1].removeprefix(lead), text])
    return found


def _lines(cell: RuledCell) -> list[VisualLine]:
    return visual_lines([f for f in cell.fragments if f.upright and f.text.strip()])
