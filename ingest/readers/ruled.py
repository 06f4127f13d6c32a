"""Tables whose borders a page draws: the grid of their cells, from the lines."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ingest.readers.columns import Fragment
from ingest.readers.strokes import Stroke

# Points: lines nearer than this are one line, and lines that come so near to one another meet.
_SAME, _MEETS = 3.0, 3.0
_COVERED = 0.6  # a wall stands along this share of a cell's side
_OVERHANG = 6.0  # text may reach so far over the border of its cell, for widths are estimates
_STRAY = 0.05  # of the fragments: so few may cross a border


@dataclass(slots=True, eq=False)
class RuledCell:
    """A cell: its rows and columns in the grid (ends excluded), its box, and the text that stands in it."""

    rows: tuple[int, int]
    columns: tuple[int, int]
    box: tuple[float, float, float, float]  # left, bottom, right, top
    fragments: list[Fragment] = field(default_factory=list)
    tables: list[RuledTable] = field(default_factory=list)
    lines: tuple[str, ...] | None = None  # in files that know the paragraphs of their cells, instead of fragments

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies in the cell."""
        return self.box[0] <= x <= self.box[2] and self.box[1] <= y <= self.box[3]


@dataclass(slots=True, eq=False)
class RuledTable:
    """A grid of cells, from top to bottom and left to right."""

    cells: list[RuledCell]
    edges: tuple[float, ...]  # of the columns, from left to right

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, bottom, right, top."""
        boxes = [cell.box for cell in self.cells]
        return min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)


def ruled_tables(strokes: Sequence[Stroke], fragments: Sequence[Fragment]) -> list[RuledTable]:
    """The tables of a page from top to bottom, each fragment of text in its cell; nested ones stand in their cells."""
    tables = [table for lines in _joined(_merged(strokes)) if (table := _grid(lines)) is not None]
    tables.sort(key=lambda table: _area(table.box))
    kept: list[RuledTable] = []
    for i, table in enumerate(tables):
        outer = next((cell for other in tables[i + 1 :] for cell in other.cells if _inside(table.box, cell.box)), None)
        if outer is not None:
            outer.tables.append(table)
        else:
            kept.append(table)
    found = [table for table in kept if not any(_beside(table, other) for other in kept if other is not table)]
    found = [table for table in found if _filled(table, fragments)]
    return sorted(found, key=lambda table: -table.box[3])


def _area(box: tuple[float, float, float, float]) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _inside(box: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return (
        box[0] >= other[0] - _SAME
        and box[1] >= other[1] - _SAME
        and box[2] <= other[2] + _SAME
        and (box[3] <= other[3] + _SAME)
    )


def _beside(table: RuledTable, other: RuledTable) -> bool:
    """Whether two tables share a height of the page, so that no order of reading is certain."""
    return table.box[1] < other.box[3] - _SAME and other.box[1] < table.box[3] - _SAME


def _merged(strokes: Sequence[Stroke]) -> list[Stroke]:
    """The strokes, those that lie on one line and meet made one."""
    found: list[Stroke] = []
    for level in (True, False):
        ordered = sorted(
            ((s.y0, s.x0, s.x1) if level else (s.x0, s.y0, s.y1) for s in strokes if s.level is level),
        )
        lines: list[list[tuple[float, float, float]]] = []
        for item in ordered:
            if lines and item[0] - lines[-1][0][0] <= _SAME:
                lines[-1].append(item)
            else:
                lines.append([item])
        for line in lines:
            at = sum(item[0] for item in line) / len(line)
            start, end = None, 0.0
            for _, low, high in sorted(line, key=lambda item: item[1]):
                if start is None:
                    start, end = low, high
                elif low <= end + _MEETS:
                    end = max(end, high)
                else:
                    found.append(_stroke(at, start, end, level=level))
                    start, end = low, high
            if start is not None:
                found.append(_stroke(at, start, end, level=level))
    return found


def _stroke(at: float, low: float, high: float, *, level: bool) -> Stroke:
    return Stroke(low, at, high, at) if level else Stroke(at, low, at, high)


def _joined(strokes: Sequence[Stroke]) -> Iterator[list[Stroke]]:
    """The groups of lines that meet one another."""
    level, upright = [s for s in strokes if s.level], [s for s in strokes if not s.level]
    parent = {id(s): id(s) for s in strokes}

    def root(key: int) -> int:
        while parent[key] != key:
            parent[key] = parent[parent[key]]
            key = parent[key]
        return key

    for h in level:
        for v in upright:
            across = h.x0 - _MEETS <= v.x0 <= h.x1 + _MEETS and v.y0 - _MEETS <= h.y0 <= v.y1 + _MEETS
            if across:
                parent[root(id(h))] = root(id(v))
    groups: dict[int, list[Stroke]] = defaultdict(list)
    for stroke in strokes:
        groups[root(id(stroke))].append(stroke)
    yield from (lines for lines in groups.values() if len(lines) > 2)


def _places(values: Sequence[float]) -> list[float]:
    """The different values, those nearer than a line's width taken as one."""
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _SAME:
            found.append(value)
    return found


def _grid(lines: Sequence[Stroke]) -> RuledTable | None:
    """The cells between lines; None where they make fewer than two, or none that are rectangles."""
    level, upright = [s for s in lines if s.level], [s for s in lines if not s.level]
    # A table may be open at its sides: its rows then end where its lines do.
    xs = _places([*(v.x0 for v in upright), *(x for h in level for x in (h.x0, h.x1))])
    ys = _places([*(h.y0 for h in level), *(y for v in upright for y in (v.y0, v.y1))])[::-1]
    width, height = len(xs) - 1, len(ys) - 1
    if width < 1 or height < 1 or width * height < 2:
        return None
    walls = _Walls(level, upright)
    group = {(r, c): (r, c) for r in range(height) for c in range(width)}

    def root(key: tuple[int, int]) -> tuple[int, int]:
        while group[key] != key:
            key = group[key]
        return key

    for r in range(height):
        for c in range(width):
            if c + 1 < width and not walls.upright_at(xs[c + 1], ys[r + 1], ys[r]):
                group[root((r, c + 1))] = root((r, c))
            if r + 1 < height and not walls.level_at(ys[r + 1], xs[c], xs[c + 1]):
                group[root((r + 1, c))] = root((r, c))
    members: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for key in group:
        members[root(key)].append(key)
    cells: list[RuledCell] = []
    around: list[RuledCell] = []
    for places in members.values():
        rows, columns = [r for r, _ in places], [c for _, c in places]
        top, end, left, right = min(rows), max(rows) + 1, min(columns), max(columns) + 1
        cell = RuledCell((top, end), (left, right), (xs[left], ys[end], xs[right], ys[top]))
        (cells if (end - top) * (right - left) == len(places) else around).append(cell)
    # What is no rectangle is the cell around a table that touches its border.
    for cell in around:
        nested = _nested(cell, cells, xs)
        if nested is None:
            return None
        cell.tables = nested
        cells = [other for other in cells if not _within(other, cell)] + [cell]
    if len(cells) < 2:
        return None
    return RuledTable(sorted(cells, key=lambda cell: (cell.rows[0], cell.columns[0])), tuple(xs))


def _within(cell: RuledCell, other: RuledCell) -> bool:
    return (
        other.rows[0] <= cell.rows[0]
        and cell.rows[1] <= other.rows[1]
        and other.columns[0] <= cell.columns[0]
        and cell.columns[1] <= other.columns[1]
    )


def _size(cell: RuledCell) -> int:
    return (cell.rows[1] - cell.rows[0]) * (cell.columns[1] - cell.columns[0])


def _nested(cell: RuledCell, cells: Sequence[RuledCell], xs: Sequence[float]) -> list[RuledTable] | None:
    """The tables that the others of the cells make inside one; None where they fill no rectangles or reach beyond."""
    inner = sorted((other for other in cells if _within(other, cell)), key=lambda c: (c.rows[0], c.columns[0]))
    beyond = [
        other
        for other in cells
        if other not in inner
        and min(other.rows[1], cell.rows[1]) > max(other.rows[0], cell.rows[0])
        and min(other.columns[1], cell.columns[1]) > max(other.columns[0], cell.columns[0])
    ]
    if not inner or beyond:
        return None
    groups: list[list[RuledCell]] = []
    end = -1
    for other in inner:
        if other.rows[0] >= end + bool(groups):
            groups.append([])
        groups[-1].append(other)
        end = max(end, other.rows[1])
    found = []
    for group in groups:
        left, right = min(c.columns[0] for c in group), max(c.columns[1] for c in group)
        top, low = min(c.rows[0] for c in group), max(c.rows[1] for c in group)
        if sum(map(_size, group)) != (right - left) * (low - top):
            return None
        found.append(RuledTable(group, tuple(xs[left : right + 1])))
    return found


class _Walls:
    """The lines of a table, asked whether one stands between two of its places."""

    def __init__(self, level: Sequence[Stroke], upright: Sequence[Stroke]) -> None:
        self.level, self.upright = level, upright

    def upright_at(self, x: float, low: float, high: float) -> bool:
        return any(
            abs(v.x0 - x) <= _SAME and min(v.y1, high) - max(v.y0, low) >= _COVERED * (high - low) for v in self.upright
        )

    def level_at(self, y: float, low: float, high: float) -> bool:
        return any(
            abs(h.y0 - y) <= _SAME and min(h.x1, high) - max(h.x0, low) >= _COVERED * (high - low) for h in self.level
        )


def _filled(table: RuledTable, fragments: Sequence[Fragment]) -> bool:
    """Puts the fragments into the cells; whether the lines are the borders of a table for the text."""
    left, bottom, right, top = table.box
    own = [f for f in fragments if left <= _middle(f)[0] <= right and bottom <= _middle(f)[1] <= top]
    stray = 0
    for fragment in own:
        x, y = _middle(fragment)
        cell = next((cell for cell in table.cells if cell.holds(x, y)), None)
        if cell is None:
            return False
        over = max(cell.box[0] - fragment.x0, fragment.x1 - cell.box[2])
        stray += bool(fragment.text.strip()) and over > _OVERHANG
        inner = next((t for t in cell.tables if _inside((x, y, x, y), t.box)), None)
        if inner is None:
            cell.fragments.append(fragment)
    for cell in table.cells:
        cell.tables = [inner for inner in cell.tables if _filled(inner, fragments) or _returned(cell, inner, own)]
        cell.tables.sort(key=lambda inner: -inner.box[3])
    said = sum(bool(fragment.text.strip()) for fragment in own)
    filled = sum(any(f.text.strip() for f in cell.fragments) or bool(cell.tables) for cell in table.cells)
    return filled > 1 and stray <= max(1, _STRAY * said)


def _returned(cell: RuledCell, inner: RuledTable, own: Sequence[Fragment]) -> bool:
    """Gives a cell the text of what is no table inside it; always false."""
    mine = {id(f) for f in cell.fragments}
    mine |= {id(f) for f in own if _inside((*_middle(f), *_middle(f)), inner.box)}
    cell.fragments = [f for f in own if id(f) in mine]
    return False


def _middle(fragment: Fragment) -> tuple[float, float]:
    """A point that lies in a fragment's cell: a little above its baseline."""
    x = (fragment.x0 + fragment.x1) / 2 if fragment.upright else fragment.x0
    return x, fragment.y + 0.25 * fragment.size
