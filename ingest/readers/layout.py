"""The reading order of a page: from placed fragments of text to lines in the order in which a person reads.

Most producers write a page in reading order, cell by cell; that order is kept. It is rebuilt only where the page's
geometry shows that lines were written across a gutter, from one column to the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from ingest.readers.columns import WORD_GAP, Band, Fragment, Kind, Segment, VisualLine, find_bands, visual_lines
from ingest.readers.plan_tables import PlanTable, plan_tables
from ingest.readers.right_labels import Label, labels_first, labels_on_the_right, stretches
from ingest.readers.rows import continues_label, sheet_rows, side_runs

__all__ = ["Fragment", "reading_order"]

# Written across the gutter at least so many times before a page is taken apart: one or two may be chance.
_MIN_CROSSINGS = 3
_PARAGRAPH = 1.75  # of the font size, from baseline to baseline: usual leading is 1.2 to 1.5
_OVERLAP = 0.3  # of the font size: neighbours may touch


def reading_order(fragments: Sequence[Fragment]) -> str:
    """The page's text, a line of text for each visual line, in reading order; the fragments come in stream order."""
    upright = [f for f in fragments if f.upright and f.text.strip()]
    lines = visual_lines(upright)
    if (table := next(plan_tables(lines), None)) is not None:
        return _around(fragments, table)
    if labels := labels_on_the_right(lines):
        return _beside_labels(fragments, lines, labels)
    bands = find_bands(lines)
    if not any(_is_out_of_order(band, upright) for band in bands):
        return _as_streamed(fragments, lines, bands)
    turned = [f.text.strip() for f in fragments if not f.upright and f.text.strip()]
    return "\n".join([*_by_geometry(lines, bands), *turned])


def cell_lines(fragments: Sequence[Fragment]) -> list[str]:
    """The lines of a cell, by their places alone, with blank ones between its paragraphs."""
    lines = visual_lines([f for f in fragments if f.upright and f.text.strip()])
    return _by_geometry(lines, find_bands(lines)) if lines else []


def _around(fragments: Sequence[Fragment], table: PlanTable) -> str:
    """The text of a page that holds a table of actions: what stands above it, its rows, what stands below it."""
    inside = {id(f) for line in table.lines for segment in line.segments for f in segment.fragments}
    above: list[Fragment] = []
    below: list[Fragment] = []
    part: list[Fragment] | None = above
    for fragment in fragments:
        # White space, line breaks among it, goes with what was written before it.
        if fragment.text.strip():
            part = None if id(fragment) in inside else above if fragment.y >= table.lines[0].y else below
        if part is not None:
            part.append(fragment)
    texts = [reading_order(above).strip("\n"), "\n".join(table.texts), reading_order(below).strip("\n")]
    return "\n\n".join(text for text in texts if text)


def _beside_labels(fragments: Sequence[Fragment], lines: Sequence[VisualLine], labels: Sequence[Label]) -> str:
    """The text of a page whose labels stand on the right: what stands between its sheets is read on its own."""
    parts = stretches(lines, labels)
    inside = {id(f): i for i, part in enumerate(parts) for line in part for s in line.segments for f in s.fragments}
    between: list[list[Fragment]] = [[] for _ in range(len(parts) + 1)]
    part: list[Fragment] | None = between[0]
    for fragment in fragments:
        # White space, line breaks among it, goes with what was written before it.
        if fragment.text.strip():
            above = sum(fragment.y < lines_[-1].y for lines_ in parts)
            part = None if id(fragment) in inside else between[above]
        if part is not None:
            part.append(fragment)
    texts = [reading_order(between[0])]
    for stretch, below in zip(parts, between[1:], strict=True):
        texts += ["\n".join(labels_first(stretch, labels)), reading_order(below)]
    return "\n\n".join(text.strip("\n") for text in texts if text.strip())


def _is_out_of_order(band: Band, fragments: Sequence[Fragment]) -> bool:
    """Whether the stream of the band's fragments is not the order in which its columns or rows are read."""
    runs = side_runs(band, fragments)
    crossings = sum(
        1
        for left, right in pairwise(runs)
        if left.column < right.column and left.one_line and right.one_line and left.level(right)
    )
    if band.kind is Kind.COLUMNS:
        return crossings >= _MIN_CROSSINGS
    if band.kind is Kind.TABLE:
        # Written one column after the other: the figures must come back beside what they are figures of.
        return len(runs) <= len(band.gutters) + 1 < len(band.lines)
    rows = sheet_rows(band)
    labels = [run for run in runs if run.column == 0]
    if len(labels) == 1 and sum(bool(row.label) for row in rows) > 1:
        return True
    # A label broken over two lines with content written in between.
    return any(continues_label(above.last, below.first) for above, below in pairwise(labels))


def _as_streamed(fragments: Sequence[Fragment], lines: Sequence[VisualLine], bands: Sequence[Band]) -> str:
    """The text as it was written, with a line break between columns and none inside a visual line."""
    columns = {id(f): column for band in bands if band.kind is not Kind.TABLE for f, column in band.placed()}
    rows = {id(line) for band in bands if band.kind is Kind.TABLE for line in band.lines}
    # What belongs on one line of text: a segment, or the whole row of a table.
    units = {
        id(f): id(line) if id(line) in rows else id(segment)
        for line in lines
        for segment in line.segments
        for f in segment.fragments
    }
    text = ""
    previous: Fragment | None = None
    for fragment in fragments:
        piece = fragment.text
        if piece.strip():
            if previous is not None and columns.get(id(previous), -1) != columns.get(id(fragment), -1):
                text = text.rstrip(" ")
                text += "" if text.endswith("\n") else "\n"
                piece = piece.lstrip(" ")
            elif previous is not None and text.endswith("\n") and _is_apart(previous, fragment):
                text += "\n"
            elif previous is not None and text.endswith("\n") and units.get(id(previous)) == units.get(id(fragment)):
                text = _rejoined(text, previous, fragment)
            previous = fragment
        text += piece
    return text


def _is_apart(above: Fragment, below: Fragment) -> bool:
    """Whether white space that is more than a line's leading stands between two fragments: a paragraph or a heading."""
    return above.upright and below.upright and above.y - below.y > _PARAGRAPH * max(above.size, below.size)


def _rejoined(text: str, previous: Fragment, fragment: Fragment) -> str:
    """The text without the line break that was written between two neighbours of one visual line."""
    gap = fragment.x0 - previous.x1
    if not previous.upright or gap < -_OVERLAP * previous.size:
        return text
    return text.removesuffix("\n") + (" " if gap > WORD_GAP * fragment.size else "")


def _by_geometry(lines: Sequence[VisualLine], bands: Sequence[Band]) -> list[str]:
    """The lines from top to bottom, each band in its own order."""
    starts = {id(band.lines[0]): band for band in bands}
    inside = {id(line) for band in bands for line in band.lines}
    texts: list[str] = []
    above: VisualLine | None = None
    for line in lines:
        band = starts.get(id(line))
        if band is not None:
            texts.extend(_band_lines(band))
        elif id(line) not in inside:
            if above is not None and above.y - line.y > _PARAGRAPH * max(above.size, line.size):
                texts.append("")
            texts.append(line.text)
        above = line
    return texts


def _band_lines(band: Band) -> list[str]:
    if band.kind is Kind.TABLE:
        return [line.text for line in band.lines]
    if band.kind is Kind.SHEET:
        return [text for row in sheet_rows(band) for text in row.texts]
    columns: list[list[Segment]] = [[] for _ in range(len(band.gutters) + 1)]
    for line in band.lines:
        for segment in line.segments:
            columns[band.column(segment.x0)].append(segment)
    return [text for column in columns for text in _joined(column)]


def _joined(segments: Iterable[Segment]) -> list[str]:
    """One text for each visual line of a column: segments of one line are joined."""
    texts: list[str] = []
    line: VisualLine | None = None
    for segment in segments:
        if segment.line is line:
            texts[-1] += " " + segment.text
        else:
            texts.append(segment.text)
        line = segment.line
    return texts
