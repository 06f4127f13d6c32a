"""Coloured areas of a page as a designer sets them: bands across it, boxes and columns beside its text. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from ingest.readers.columns import Fragment, Segment, VisualLine, visual_lines
from ingest.readers.strokes import Panel
from ingest.structure.labels import label_of
from ingest.structure.wording import told

# Points: areas nearer than this touch, text may reach so far over an edge, and lines so near stand level.
_TOUCH, _OVER, _LEVEL = 2.0, 4.0, 1.5
_GROUND = 0.9  # of the page's text: what holds so much is its background
_WIDE = 0.8  # of the text's width: a band across the page
_BAND_LINES = 6
_LARGER = 1.15  # of the usual size: so large is the only line of a band
_FEWEST_LINES = 3  # of a box beside text
_LABELS = 0.5  # of its blocks: a column of labels, whose contents stand beside it
_LEVEL_SHARE = 0.7  # of the lines of one side: rows of a sheet rather than two texts
_PROSE_FILL = 0.62
_APART = 1.6  # of the font size, from baseline to baseline, between blocks
_LABEL_WORDS = 6
# Of the font size: from baseline to baseline between paragraphs; where the next word would have fitted with so much
# to spare, a line was ended on purpose.
_PARAGRAPH, _ROOM = 1.75, 0.6
# So many labels open a column that nothing colours; a blank of so many font sizes ends it.
_FEWEST_LABELS, _BLANK = 4, 5.0
_FOOT = 3.0  # of the font size: the page's last line stands so far below the others


@dataclass(slots=True)
class _Area:
    """A panel and the fragments that stand on it."""

    panel: Panel
    own: list[Fragment]


def arranged(
    fragments: Sequence[Fragment], panels: Sequence[Panel], ruled: Set[int] = frozenset()
) -> list[tuple[list[Fragment], bool]] | None:
    """The page's text in the parts in which it is read, and whether each is a panel's own; None where none is apart.

    `ruled` are the identities of the fragments in tables with borders: their columns are no column of the page.
    """
    said = [f for f in fragments if f.text.strip() and f.upright]
    if not said:
        return None
    areas = _areas(said, [*_merged(panels), *_labelled([f for f in said if id(f) not in ruled])])
    if not areas:
        return None
    on_areas = {id(f) for area in areas for f in area.own}
    free = [f for f in said if id(f) not in on_areas]
    width = max(f.x1 for f in said) - min(f.x0 for f in said)
    usual = median(f.size for f in said)
    bands = [area for area in areas if _is_band(area, areas, free, width, usual)]
    asides = [area for area in areas if area not in bands and _is_aside(area, free)]
    if not bands and not asides:
        return None
    return _ordered(fragments, bands, asides)


def _labelled(said: Sequence[Fragment]) -> list[Panel]:
    """The column beside a page's text that labels in bold or capitals open, where nothing colours it."""
    segments = [segment for line in visual_lines(said) for segment in line.segments]
    labels = [s for s in segments if _labels(s.text) and (s.text.isupper() or _bold(s))]
    for edge in dict.fromkeys(s.x0 for s in labels):
        own = [s for s in labels if abs(s.x0 - edge) <= _TOUCH]
        if len(own) >= _FEWEST_LABELS and (panel := _column_of(own, segments, edge)):
            return [panel]
    return []


def _column_of(own: Sequence[Segment], segments: Sequence[Segment], edge: float) -> Panel | None:
    """The column that labels open at an edge; None where it is one side of rows, or text crosses its border."""
    top = own[0].line.y + _TOUCH
    below = [s for s in segments if s.line.y <= top]
    within = max(s.x1 for s in own)
    # Another column begins behind the labels, or none does.
    begins = sorted({s.x0 for s in below if s.x0 > within and sum(abs(s.x0 - o.x0) <= _TOUCH for o in below) > 2})
    for end in (*begins, max(s.x1 for s in segments) + 2 * _OVER):
        column = _unbroken([s for s in below if edge - _TOUCH <= s.x0 < end - _TOUCH])
        low = column[-1].line.y - _TOUCH
        beside = [s for s in below if s.line.y >= low and not edge - _TOUCH <= s.x0 < end - _TOUCH]
        clear = all(s.x1 < end for s in column) and all(s.x1 < edge or s.x0 > edge for s in beside)
        # Its contents stand under the labels, and what is beside it has labels of its own at most now and then.
        aligned = sum(abs(s.x0 - edge) <= _TOUCH for s in column)
        titled = sum(_labels(s.text) for s in beside)
        if clear and beside and 2 * aligned > len(column) >= 2 * len(own) and titled <= len(beside) / 4:
            return Panel(edge - _TOUCH, low - _OVER, end, top + own[0].line.size)
    return None


def _unbroken(column: Sequence[Segment]) -> list[Segment]:
    """The lines of a column down to the first wide blank."""
    for i, (above, below) in enumerate(pairwise(column)):
        if above.line.y - below.line.y > _BLANK * above.line.size:
            return list(column[: i + 1])
    return list(column)


def _labels(text: str) -> bool:
    return text[:1].isupper() and len(text.split()) <= _LABEL_WORDS and told(text) is not None


def _bold(segment: Segment) -> bool:
    return all(f.bold for f in segment.fragments if f.text.strip())


def panel_lines(fragments: Sequence[Fragment]) -> list[str] | None:
    """The lines of a panel of one column, blank ones where a line was ended on purpose; None for one of several."""
    lines = visual_lines([f for f in fragments if f.upright and f.text.strip()])
    if any(len(line.segments) > 1 for line in lines):
        return None
    right = max((line.segments[0].x1 for line in lines), default=0.0)
    texts: list[str] = []
    for above, line in pairwise([None, *lines]):
        if above is not None and line is not None and _parted(above, line, right):
            texts.append("")
        if line is not None:
            texts.append(line.text)
    return texts


def _parted(above: VisualLine, below: VisualLine, right: float) -> bool:
    """Whether two lines are two paragraphs: a blank parts them, or the next word would have fitted on the first."""
    if above.y - below.y > _PARAGRAPH * max(above.size, below.size):
        return True
    if above.bold or below.bold or abs(above.size - below.size) > 1:
        return not above.bold and below.bold  # a label, or a figure in large print, over what it is of
    text, following = above.text.rstrip(), below.text.lstrip()
    if text[-1:] in ",:;-–/(" or following[:1].islower():
        return False
    first = below.segments[0]
    word = (first.x1 - first.x0) * len(following.split(None, 1)[0]) / max(1, len(following))
    return above.segments[0].x1 + word + _ROOM * above.size <= right


def _areas(said: Sequence[Fragment], panels: Sequence[Panel]) -> list[_Area]:
    """The panels that hold whole lines of text, the widest first; none inside another."""
    found: list[_Area] = []
    for panel in sorted(panels, key=lambda p: -(p.x1 - p.x0) * (p.y1 - p.y0)):
        if any(_overlap(panel, area.panel) for area in found):
            continue
        own = [f for f in said if _on(panel, f)]
        if not own or len(own) > _GROUND * len(said):
            continue
        if any(f.x0 < panel.x0 - _OVER or f.x1 > panel.x1 + _OVER for f in own):
            continue
        found.append(_Area(panel, own))
    return found


def _on(panel: Panel, fragment: Fragment) -> bool:
    return panel.holds((fragment.x0 + fragment.x1) / 2, fragment.y + 0.25 * fragment.size)


def _overlap(one: Panel, other: Panel) -> bool:
    across = min(one.x1, other.x1) - max(one.x0, other.x0)
    return across > _TOUCH and min(one.y1, other.y1) - max(one.y0, other.y0) > _TOUCH


def _merged(panels: Iterable[Panel]) -> list[Panel]:
    """The panels, those that make one area with a neighbour put together: cells of a row, parts of a column."""
    found: list[Panel] = []
    for panel in sorted(panels, key=lambda p: (-p.y1, p.x0)):
        for i, other in enumerate(found):
            row = _same(panel.y0, other.y0) and _same(panel.y1, other.y1) and -_TOUCH <= panel.x0 - other.x1 <= _TOUCH
            column = _same(panel.x0, other.x0) and _same(panel.x1, other.x1) and abs(other.y0 - panel.y1) <= _TOUCH
            if row or column:
                low, high = min(panel.y0, other.y0), max(panel.y1, other.y1)
                found[i] = replace(other, x1=max(panel.x1, other.x1), y0=low, y1=high)
                break
        else:
            found.append(panel)
    return found


def _same(one: float, other: float) -> bool:
    return abs(one - other) <= _TOUCH


def _is_band(area: _Area, areas: Sequence[_Area], free: Sequence[Fragment], width: float, usual: float) -> bool:
    """Whether a panel runs across the page with a title on it: nothing stands beside it."""
    panel, lines = area.panel, visual_lines(area.own)
    if panel.x1 - panel.x0 < _WIDE * width or len(lines) > _BAND_LINES or any(len(x.segments) > 1 for x in lines):
        return False
    others = [f for other in areas if other is not area for f in other.own]
    if any(_between(panel, f) for f in (*free, *others)):
        return False
    return len(lines) > 1 or lines[0].size >= _LARGER * usual


def _between(panel: Panel, fragment: Fragment) -> bool:
    return panel.y0 <= fragment.y + 0.25 * fragment.size <= panel.y1


def _is_aside(area: _Area, free: Sequence[Fragment]) -> bool:
    """Whether a panel holds a text of its own beside that of the page, rather than a side of its rows."""
    beside = visual_lines([f for f in free if _between(area.panel, f)])
    own = visual_lines(area.own)
    if not beside or len(own) < _FEWEST_LINES:
        return False
    if _mostly_labels(own) or _mostly_labels(beside):
        return False
    level = sum(any(abs(line.y - other.y) <= _LEVEL for other in own) for line in beside)
    if level < _LEVEL_SHARE * min(len(own), len(beside)):
        return True
    return _is_prose(beside) and _is_prose(own)


def _mostly_labels(lines: Sequence[VisualLine]) -> bool:
    """Whether most of the blocks that blanks part are labels and nothing else."""
    blocks: list[list[VisualLine]] = []
    above: VisualLine | None = None
    for line in lines:
        if above is None or above.y - line.y > _APART * max(line.size, above.size):
            blocks.append([])
        blocks[-1].append(line)
        above = line
    labels = [block for block in blocks if _is_label(block)]
    return len(labels) >= _LABELS * len(blocks) > 0 and sum(map(len, labels)) >= _LABELS * len(lines)


def _is_label(block: Sequence[VisualLine]) -> bool:
    text = " ".join(line.text for line in block)
    if label_of(text):
        return True
    alike = all(a.bold == b.bold and abs(a.size - b.size) < 1 for a, b in pairwise(block))
    return alike and len(text.split()) <= _LABEL_WORDS and told(text) is not None


def _is_prose(lines: Sequence[VisualLine]) -> bool:
    lengths = [line.segments[-1].x1 - line.segments[0].x0 for line in lines]
    return median(lengths) >= _PROSE_FILL * max(lengths)


def _ordered(
    fragments: Sequence[Fragment], bands: Sequence[_Area], asides: Sequence[_Area]
) -> list[tuple[list[Fragment], bool]]:
    """The parts from top to bottom: between two bands, what stands on the left, the text, what stands beside it."""
    tops = sorted((area.panel.y1 for area in bands), reverse=True)
    where = {id(f): area for area in (*bands, *asides) for f in area.own}
    rest: list[list[Fragment]] = [[] for _ in range(len(tops) + 1)]
    held: dict[int, list[Fragment]] = {id(area): [] for area in (*bands, *asides)}
    part = rest[0]
    for fragment in fragments:
        # White space, line breaks among it, goes with what was written before it.
        if fragment.text.strip():
            area = where.get(id(fragment))
            part = held[id(area)] if area is not None else rest[sum(fragment.y < top for top in tops)]
        part.append(fragment)
    parts: list[tuple[list[Fragment], bool]] = []
    for i, text in enumerate(rest):
        if i:
            band = next(area for area in bands if area.panel.y1 == tops[i - 1])
            parts.append((held[id(band)], True))
        own = [area for area in asides if sum(area.panel.y1 <= top + _OVER for top in tops) == i]
        own.sort(key=lambda area: (-area.panel.y1, area.panel.x0))
        left = min((f.x0 for f in text if f.text.strip()), default=0.0)
        text, foot = _foot(text, own)
        parts += [(held[id(area)], True) for area in own if area.panel.x1 <= left + _OVER]
        parts.append((text, False))
        parts += [(held[id(area)], True) for area in own if area.panel.x1 > left + _OVER]
        parts.append((foot, False))
    return [(text, own) for text, own in parts if any(f.text.strip() for f in text)]


def _foot(text: Sequence[Fragment], asides: Sequence[_Area]) -> tuple[list[Fragment], list[Fragment]]:
    """The text, and what stands at the foot of the page, below it and below the boxes beside it."""
    lines = visual_lines([f for f in text if f.text.strip() and f.upright])
    if not asides or len(lines) < 2:
        return list(text), []
    above, last = lines[-2], lines[-1]
    if above.y - last.y < _FOOT * last.size or any(last.y > area.panel.y0 for area in asides):
        return list(text), []
    return [f for f in text if f.y > last.y + last.size], [f for f in text if f.y <= last.y + last.size]
