"""Visual lines of a page, the gutters between its columns, and what each stretch of columns is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise
from statistics import median

from ingest.structure.labels import label_of

# Lengths are in points; multiples are of the font size.
_SAME_BASELINE = 0.45  # superscripts and footnote marks stay on their line
CELL_GAP = 1.4  # wider than the spaces of justified text
WORD_GAP = 0.17
_ALIGNED = 4.0  # left edges of one column differ by less
_MIN_ALIGNED = 4  # lines with text that begins at a gutter's right edge, one at least beside other text
_MIN_INDENT = 55.0  # an edge nearer to the margin is an indent
_LABEL_WIDTH = 0.36  # a left column narrower than this share of the width holds labels
_BAND_BREAK = 1.9  # of the usual leading: wider blanks end a stretch of columns
_PROSE_FILL = 0.62  # of the column's longest line: the median line of prose is at least so long
_PROSE_WORDS = 3  # in the median line of prose
_LABELS = 2  # in each column of a sheet whose labels stand above their contents
_PROSE_DENSITY = 0.5  # of the lines: the last column may be half empty
_FIGURES = re.compile(r"^[\d\s.,%€+\-–/()<>=*kM]+$")
# Of the font size: a hyphen at a line's end stands no further from its word; a footnote's call is smaller than this.
_HANGING, _SMALLER = 0.7, 0.85
_BULLET = re.compile(r"^(?:\W{1,3}|\(?\w{1,3}[.)°]|[o§])$")


@dataclass(frozen=True, slots=True, eq=False)
class Fragment:
    """A run of text as a page's stream shows it: left end of its baseline, right end, font size."""

    text: str
    x0: float
    x1: float
    y: float  # upwards
    size: float
    upright: bool = True
    bold: bool = False


@dataclass(slots=True, eq=False)
class Segment:
    """Fragments of one visual line without a wide gap between them."""

    fragments: list[Fragment]
    line: VisualLine

    @property
    def x0(self) -> float:
        return self.fragments[0].x0

    @property
    def x1(self) -> float:
        return max(f.x1 for f in self.fragments)

    def _raised(self, fragment: Fragment) -> bool:
        """Whether a fragment stands above the line's baseline, in a smaller size."""
        return fragment.size < _SMALLER * self.line.size and fragment.y > self.line.y

    @property
    def text(self) -> str:
        text = ""
        previous: Fragment | None = None
        for fragment in self.fragments:
            piece = " ".join(fragment.text.split("\n")).strip("\n")
            spaced = text.endswith(" ") or piece.startswith(" ")
            # The hyphen of a line's end and the call of a footnote hang on the word before them.
            hangs = piece.strip() in {"-", "\u2010"} or (piece.strip().isdigit() and self._raised(fragment))
            if hangs and previous is not None and fragment.x0 - previous.x1 <= _HANGING * previous.size:
                text = text.rstrip(" ") + piece.lstrip(" ")
                previous = fragment
                continue
            if previous is not None and not spaced and fragment.x0 - previous.x1 > WORD_GAP * fragment.size:
                text += " "
            text += piece
            previous = fragment
        return text.strip(" ")


@dataclass(slots=True, eq=False)
class VisualLine:
    """What stands on one baseline, from left to right."""

    y: float
    size: float
    segments: list[Segment] = field(default_factory=list)

    @property
    def text(self) -> str:
        return " ".join(segment.text for segment in self.segments)

    @property
    def bold(self) -> bool:
        """Whether all of the line is set in a bold font."""
        return all(f.bold for segment in self.segments for f in segment.fragments if f.text.strip())


class Kind(StrEnum):
    """What columns hold, hence in which order they are read."""

    COLUMNS = "columns"  # one whole column after the other
    SHEET = "sheet"  # row by row: a label, then its content
    TABLE = "table"  # row by row, on one line


@dataclass(slots=True, eq=False)
class Band:
    """Consecutive visual lines that none crosses the gutters of."""

    lines: list[VisualLine]
    gutters: list[float]  # left edges of the second and further columns
    kind: Kind

    def column(self, x: float) -> int:
        """The column in which text that begins at `x` stands."""
        return sum(x >= gutter - _ALIGNED / 2 for gutter in self.gutters)

    def placed(self) -> Iterator[tuple[Fragment, int]]:
        """The band's fragments, each with its column."""
        for line in self.lines:
            for segment in line.segments:
                column = self.column(segment.x0)
                for fragment in segment.fragments:
                    yield fragment, column


def visual_lines(fragments: Sequence[Fragment]) -> list[VisualLine]:
    """The page's lines from top to bottom, each cut where there is a wide gap."""
    lines: list[tuple[VisualLine, list[Fragment]]] = []
    # Larger text first: a superscript joins the line it belongs to, whatever its own height.
    for fragment in sorted(fragments, key=lambda f: (-f.y, f.x0)):
        for line, members in reversed(lines[-3:]):
            if abs(line.y - fragment.y) <= _SAME_BASELINE * max(line.size, fragment.size):
                members.append(fragment)
                if fragment.size > line.size:
                    line.y, line.size = fragment.y, fragment.size
                break
        else:
            lines.append((VisualLine(fragment.y, fragment.size), [fragment]))
    for line, members in lines:
        line.segments = _segments(line, sorted(members, key=lambda f: f.x0))
    return sorted((line for line, _ in lines), key=lambda line: -line.y)


def _segments(line: VisualLine, fragments: list[Fragment]) -> list[Segment]:
    segments: list[Segment] = []
    for fragment in fragments:
        last = segments[-1] if segments else None
        near = last is not None and fragment.x0 - last.x1 <= CELL_GAP * line.size
        if last is not None and (near or _BULLET.match(last.text)):
            last.fragments.append(fragment)
        else:
            segments.append(Segment([fragment], line))
    return segments


def find_bands(lines: Sequence[VisualLine]) -> list[Band]:
    """The stretches of the page that stand in columns, from top to bottom."""
    free: list[list[VisualLine]] = [list(lines)] if lines else []
    bands: list[Band] = []
    while free:
        stretch = free.pop()
        found = _best_band(stretch)
        if found is None:
            continue
        first, last, band = found
        bands.append(band)
        free.extend(part for part in (stretch[:first], stretch[last + 1 :]) if part)
    return sorted(bands, key=lambda band: -band.lines[0].y)


def _edges(lines: Sequence[VisualLine]) -> list[float]:
    """Left edges at which text begins on several lines, beside other text on one at least; the most frequent first."""
    margin = min(line.segments[0].x0 for line in lines)
    starts = sorted((s.x0, i > 0) for line in lines for i, s in enumerate(line.segments) if s.x0 > margin + _MIN_INDENT)
    clusters: list[list[tuple[float, bool]]] = []
    for start in starts:
        if clusters and start[0] - clusters[-1][0][0] <= _ALIGNED:
            clusters[-1].append(start)
        else:
            clusters.append([start])
    frequent = [c for c in clusters if len(c) >= _MIN_ALIGNED and any(beside for _, beside in c)]
    return [c[0][0] for c in sorted(frequent, key=lambda c: (-sum(beside for _, beside in c), -len(c)))]


def _crosses(line: VisualLine, x: float) -> bool:
    return any(s.x0 < x - _ALIGNED / 2 and s.x1 > x + _ALIGNED / 2 for s in line.segments)


def _has_both(line: VisualLine, x: float) -> bool:
    return line.segments[0].x0 < x - _ALIGNED / 2 and line.segments[-1].x0 >= x - _ALIGNED / 2


def _best_band(lines: Sequence[VisualLine]) -> tuple[int, int, Band] | None:
    """The stretch with the most lines in columns: its first and last index, and the band."""
    best: tuple[int, int, int, float] | None = None
    for edge in _edges(lines):
        for first, last in _uncrossed(lines, edge):
            support = sum(_has_both(line, edge) for line in lines[first : last + 1])
            aligned = sum(_begins_at(line, edge) for line in lines[first : last + 1])
            if support and aligned >= _MIN_ALIGNED and (best is None or support > best[0]):
                best = (support, first, last, edge)
    if best is None:
        return None
    support, first, last, edge = best
    members = list(lines[first : last + 1])
    gutters = [edge]
    for other in _edges(members):
        clear = not any(_crosses(line, other) for line in members)
        apart = all(abs(other - gutter) > 3 * members[0].size for gutter in gutters)
        if clear and apart and sum(_has_both(line, other) for line in members) >= support / 2:
            gutters.append(other)
    gutters.sort()
    width = max(s.x1 for line in lines for s in line.segments) - min(line.segments[0].x0 for line in lines)
    return first, last, Band(members, gutters, _kind(members, gutters, width))


def _uncrossed(lines: Sequence[VisualLine], edge: float) -> Iterator[tuple[int, int]]:
    """Runs of lines that do not cross `edge`, from one with text on both sides on, without wide blanks."""
    gaps = [a.y - b.y for a, b in pairwise(lines) if a.y - b.y > 1]
    widest = _BAND_BREAK * median(gaps) if gaps else 0.0
    first: int | None = None
    last = 0
    for index, line in enumerate(lines):
        # A label column may be blank for long: only what stands right of the edge shows that the rows go on.
        blank = index > 0 and lines[index - 1].y - line.y > widest and not _begins_at(line, edge)
        if first is not None and (blank or _crosses(line, edge)):
            yield first, last
            first = None
        if _crosses(line, edge):
            continue
        # Lines on the left only, above the columns, may be a heading: they are read first in any case,
        # but a label may break over two lines before its content begins.
        left_only = line.segments[0].x0 < edge - _ALIGNED / 2 and not _has_both(line, edge)
        if first is None and left_only and not _opens_label(lines, index, edge, widest):
            continue
        first = index if first is None else first
        last = index
    if first is not None:
        yield first, last


def _begins_at(line: VisualLine, edge: float) -> bool:
    """Whether text on the line begins at the edge."""
    return any(abs(segment.x0 - edge) <= _ALIGNED for segment in line.segments)


def _opens_label(lines: Sequence[VisualLine], index: int, edge: float, widest: float) -> bool:
    following = lines[index + 1] if index + 1 < len(lines) else None
    return following is not None and lines[index].y - following.y <= widest and _begins_at(following, edge)


def _kind(lines: Sequence[VisualLine], gutters: Sequence[float], width: float) -> Kind:
    """What a stretch of columns holds."""
    left = min(line.segments[0].x0 for line in lines)
    right = max(segment.x1 for line in lines for segment in line.segments)
    if _is_figures([s.text for line in lines for s in line.segments if s.x0 >= gutters[0] - _ALIGNED / 2]):
        return Kind.TABLE
    columns = [
        [s for line in lines for s in line.segments if start - _ALIGNED / 2 <= s.x0 < end - _ALIGNED / 2]
        for start, end in pairwise([left, *gutters, right + _ALIGNED])
    ]
    if len(gutters) == 1 and all(_labelled(column) for column in columns):
        return Kind.COLUMNS  # each column has labels of its own, above their contents
    if len(gutters) == 1:
        # Short contents narrow the page: labels are told by their ragged lines too.
        narrow = gutters[0] - left < _LABEL_WIDTH * width
        return Kind.SHEET if narrow or not _is_prose(columns[0], len(lines)) else Kind.COLUMNS
    return Kind.COLUMNS if all(_is_prose(column, len(lines)) for column in columns) else Kind.TABLE


def _labelled(segments: Sequence[Segment]) -> bool:
    """Whether a column has labels on lines of their own, with other lines below them."""
    known = [label_of(segment.text) is not None for segment in segments]
    return sum(known) >= _LABELS and not known[-1] and sum(known) <= len(known) / 2


def _is_prose(segments: Sequence[Segment], lines: int) -> bool:
    """Whether a column's lines follow each other and are full, as those of a paragraph; cells of a table are ragged."""
    if len(segments) < _PROSE_DENSITY * lines:
        return False
    lengths = [segment.x1 - segment.x0 for segment in segments]
    words = median(len(segment.text.split()) for segment in segments)
    return words >= _PROSE_WORDS and median(lengths) >= _PROSE_FILL * max(lengths)


def _is_figures(cells: Sequence[str]) -> bool:
    return bool(cells) and sum(bool(_FIGURES.match(cell)) for cell in cells) >= len(cells) / 2
