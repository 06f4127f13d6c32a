"""Rows of a sheet: labels on the left, their content on the right."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from ingest.readers.columns import Band, Fragment, Segment

# A label line that ends so is not finished: « Motivation, », « Liens avec la poli- », « Objectifs de ».
_UNFINISHED = re.compile(
    r"(?:[,\-/’'(]|\b(?:de|du|des|d’un|la|le|les|l|et|ou|à|au|aux|en|par|pour|sur|avec|son|sa|ses))\s*$", re.IGNORECASE
)
_ROW_GAP = 1.35  # of the usual leading: wider blanks separate rows
_SAME_LEVEL = 0.5  # of the font size


@dataclass(slots=True)
class Run:
    """Consecutive fragments of the stream in one column of a band."""

    column: int
    fragments: list[Fragment]

    @property
    def first(self) -> Fragment:
        return self.fragments[0]

    @property
    def last(self) -> Fragment:
        return self.fragments[-1]

    @property
    def one_line(self) -> bool:
        return all(abs(f.y - self.first.y) <= _SAME_LEVEL * f.size for f in self.fragments)

    def level(self, other: Run) -> bool:
        """Whether the other run begins on this one's last line."""
        return abs(self.last.y - other.first.y) <= _SAME_LEVEL * self.last.size


def side_runs(band: Band, fragments: Iterable[Fragment]) -> list[Run]:
    """The stream of the band's fragments, cut where it changes columns."""
    columns = {id(fragment): column for fragment, column in band.placed()}
    runs: list[Run] = []
    for fragment in fragments:
        column = columns.get(id(fragment))
        if column is None:
            continue
        if runs and runs[-1].column == column:
            runs[-1].fragments.append(fragment)
        else:
            runs.append(Run(column, [fragment]))
    return runs


def continues_label(above: Fragment, below: Fragment) -> bool:
    """Whether the lower of two label lines goes on with the upper one's label."""
    if above.y - below.y > 2 * max(above.size, below.size) or above.y <= below.y:
        return False
    text = below.text.strip()
    return bool(text) and (text[0].islower() or bool(_UNFINISHED.search(above.text)))


@dataclass(slots=True)
class Row:
    """A label and what stands beside it; what stands above the first label has none."""

    label: list[Segment]
    content: list[Segment]

    @property
    def texts(self) -> list[str]:
        """The row's lines, the complete label first."""
        return [*(segment.text for segment in self.label), *_lines(self.content)]


def sheet_rows(band: Band) -> list[Row]:
    """The rows of a sheet, from top to bottom."""
    left = [s for line in band.lines for s in line.segments if band.column(s.x0) == 0]
    right = [s for line in band.lines for s in line.segments if band.column(s.x0) > 0]
    labels = _labels(left)
    starts = _row_starts(labels, right)
    rows = [Row([], []), *(Row(label, []) for label in labels)]
    for segment in right:
        rows[sum(segment.line.y <= start for start in starts)].content.append(segment)
    return rows if rows[0].content else rows[1:]


def _lines(segments: Sequence[Segment]) -> list[str]:
    texts: list[str] = []
    for index, segment in enumerate(segments):
        if index and segments[index - 1].line is segment.line:
            texts[-1] += " " + segment.text
        else:
            texts.append(segment.text)
    return texts


def _labels(segments: Sequence[Segment]) -> list[list[Segment]]:
    labels: list[list[Segment]] = []
    for segment in segments:
        if labels and continues_label(labels[-1][-1].fragments[-1], segment.fragments[0]):
            labels[-1].append(segment)
        else:
            labels.append([segment])
    return labels


def _row_starts(labels: Sequence[Sequence[Segment]], content: Sequence[Segment]) -> list[float]:
    """The height at which each label's row begins: the label's own, or the top of the block that it is centred on."""
    blocks = _blocks(content)
    starts: list[float] = []
    for label in labels:
        top, bottom = label[0].line.y, label[-1].line.y
        start = top
        for block in blocks:
            inside = [other for other in labels if block[0] >= other[0].line.y >= block[1]]
            centred = abs((top + bottom) - (block[0] + block[1])) / 2 <= 0.75 * label[0].line.size
            if block[0] > top >= block[1] and centred and len(inside) == 1:
                start = block[0]
        starts.append(start + 0.5 * label[0].line.size)
    return starts


def _blocks(content: Sequence[Segment]) -> list[tuple[float, float]]:
    """Top and bottom of the blocks of content that blanks separate."""
    heights = sorted({segment.line.y for segment in content}, reverse=True)
    gaps = [a - b for a, b in pairwise(heights)]
    if not gaps:
        return [(h, h) for h in heights]
    usual = median(gaps)
    blocks = [(heights[0], heights[0])]
    for above, below in pairwise(heights):
        if above - below > _ROW_GAP * usual:
            blocks.append((below, below))
        else:
            blocks[-1] = (blocks[-1][0], below)
    return blocks
