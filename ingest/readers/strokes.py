"""What a PDF page draws: straight lines, which borders of tables are made of, and coloured areas under its text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

# Points. A filled box thinner than this is a line; a shorter line is a tick or a dash.
_THIN, _SHORT = 3.0, 4.0
_STRAIGHT = 1.0  # how far the ends of a line may differ across its direction
# A filled area narrower or lower than this is a cell's or a word's background, or a rule.
_NARROW, _LOW = 60.0, 18.0
_WHITE = 0.985
_CORNERS, _OUTLINE = 4, 0.6
# A page that draws more holds a picture, and no table is looked for on it.
_MOST = 20_000

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_STROKED, _FILLED = frozenset({b"S", b"s"}), frozenset({b"f", b"F", b"f*"})
_BOTH = frozenset({b"B", b"B*", b"b", b"b*"})


@dataclass(frozen=True, slots=True)
class Stroke:
    """A horizontal or vertical line, its ends in the order of the axes."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def level(self) -> bool:
        """Whether it is horizontal."""
        return self.x1 - self.x0 > self.y1 - self.y0

    def turned(self, turn: int) -> Stroke:
        """The line on a page that is read after so many quarter turns."""
        ends = [((x, y), (y, -x), (-x, -y), (-y, x))[turn] for x, y in ((self.x0, self.y0), (self.x1, self.y1))]
        (a, b), (c, d) = ends
        return Stroke(min(a, c), min(b, d), max(a, c), max(b, d))


@dataclass(frozen=True, slots=True)
class Panel:
    """A coloured area with straight sides that a page fills, its corners rounded or not."""

    x0: float
    y0: float
    x1: float
    y1: float

    def turned(self, turn: int) -> Panel:
        """The area on a page that is read after so many quarter turns."""
        ends = [((x, y), (y, -x), (-x, -y), (-y, x))[turn] for x, y in ((self.x0, self.y0), (self.x1, self.y1))]
        (a, b), (c, d) = ends
        return Panel(min(a, c), min(b, d), max(a, c), max(b, d))

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies in the area."""
        return self.x0 <= x <= self.x1 and self.y0 <= y <= self.y1


def strokes(operations: Sequence[tuple[Any, bytes]]) -> tuple[list[Stroke], list[Panel]]:
    """The straight lines and the areas that a page's operations paint; none where they draw a picture."""
    return _Pen().drawn(operations)


class _Pen:
    def __init__(self) -> None:
        self.white, self.whites = False, list[bool]()
        self.panels: list[Panel] = []
        self.matrix, self.kept = _IDENTITY, list[Matrix]()
        self.paths: list[list[Point]] = []
        self.curved = False
        self.found: list[Stroke] = []

    def drawn(self, operations: Sequence[tuple[Any, bytes]]) -> tuple[list[Stroke], list[Panel]]:
        for operands, operator in operations:
            step = _STEPS.get(operator)
            if step is not None:
                try:
                    step(self, operands)
                except (IndexError, TypeError, ValueError):  # a malformed operation draws nothing
                    continue
            elif operator in _STROKED or operator in _FILLED or operator in _BOTH:
                self._paint(operator)
            if len(self.found) > _MOST:
                return [], []
        return self.found, list(dict.fromkeys(self.panels))

    def save(self, _: Any) -> None:
        self.kept.append(self.matrix)
        self.whites.append(self.white)

    def restore(self, _: Any) -> None:
        self.matrix = self.kept.pop() if self.kept else _IDENTITY
        self.white = self.whites.pop() if self.whites else False

    def light(self, operands: Any) -> None:
        """A colour made of grey, or of red, green and blue."""
        self.white = bool(operands) and all(float(value) >= _WHITE for value in operands)

    def ink(self, operands: Any) -> None:
        """A colour made of cyan, magenta, yellow and black."""
        self.white = bool(operands) and all(float(value) <= 1 - _WHITE for value in operands)

    def no_colour(self, _: Any) -> None:
        """A space of colours begins with its black."""
        self.white = False

    def any_colour(self, operands: Any) -> None:
        """A colour of a space of its own: of four parts, as inks; a pattern's name is no white."""
        parts = [value for value in operands if not isinstance(value, str)]
        (self.ink if len(parts) == 4 else self.light)(parts)

    def transform(self, operands: Any) -> None:
        a, b, c, d, e, f = map(float, operands)
        m = self.matrix
        self.matrix = (
            a * m[0] + b * m[2],
            a * m[1] + b * m[3],
            c * m[0] + d * m[2],
            c * m[1] + d * m[3],
            e * m[0] + f * m[2] + m[4],
            e * m[1] + f * m[3] + m[5],
        )

    def move(self, operands: Any) -> None:
        self.paths.append([self._placed(*map(float, operands))])

    def line(self, operands: Any) -> None:
        self.paths[-1].append(self._placed(*map(float, operands)))

    def box(self, operands: Any) -> None:
        x, y, w, h = map(float, operands)
        corners = ((x, y), (x + w, y), (x + w, y + h), (x, y + h), (x, y))
        self.paths.append([self._placed(*corner) for corner in corners])

    def close(self, _: Any) -> None:
        self.paths[-1].append(self.paths[-1][0])

    def curve(self, operands: Any) -> None:
        self.curved = True
        self.paths[-1].append(self._placed(*map(float, operands[-2:])))

    def drop(self, _: Any) -> None:
        self.paths, self.curved = [], False

    def _placed(self, x: float, y: float) -> Point:
        m = self.matrix
        return x * m[0] + y * m[2] + m[4], x * m[1] + y * m[3] + m[5]

    def _paint(self, operator: bytes) -> None:
        if operator not in _STROKED and not self.white:
            self.panels += filter(None, map(_area, self.paths))
        if not self.curved:
            for path in self.paths:
                ends = [*path, path[0]] if operator in {b"s", b"b", b"b*"} else path
                self.found += _thin(path) if operator in _FILLED else _sides(ends)
        self.drop(None)


_STEPS = {
    b"q": _Pen.save,
    b"Q": _Pen.restore,
    b"cm": _Pen.transform,
    b"m": _Pen.move,
    b"l": _Pen.line,
    b"re": _Pen.box,
    b"h": _Pen.close,
    b"c": _Pen.curve,
    b"v": _Pen.curve,
    b"y": _Pen.curve,
    b"n": _Pen.drop,
    b"g": _Pen.light,
    b"rg": _Pen.light,
    b"k": _Pen.ink,
    b"sc": _Pen.any_colour,
    b"scn": _Pen.any_colour,
    b"cs": _Pen.no_colour,
}


def _sides(points: Sequence[Point]) -> Iterator[Stroke]:
    for (a, b), (c, d) in pairwise(points):
        stroke = Stroke(min(a, c), min(b, d), max(a, c), max(b, d))
        across = min(stroke.x1 - stroke.x0, stroke.y1 - stroke.y0)
        if across <= _STRAIGHT and max(stroke.x1 - stroke.x0, stroke.y1 - stroke.y0) >= _SHORT:
            yield stroke


def _thin(points: Sequence[Point]) -> Iterator[Stroke]:
    """A filled box that is as thin as a line."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    x0, y0, x1, y1 = min(xs), min(ys), max(xs), max(ys)
    if min(x1 - x0, y1 - y0) > _THIN or max(x1 - x0, y1 - y0) < _SHORT:
        return
    if x1 - x0 > y1 - y0:
        yield Stroke(x0, (y0 + y1) / 2, x1, (y0 + y1) / 2)
    else:
        yield Stroke((x0 + x1) / 2, y0, (x0 + x1) / 2, y1)


def _area(points: Sequence[Point]) -> Panel | None:
    """The area that a path of straight sides encloses, None where it is small or of another form."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    panel = Panel(min(xs), min(ys), max(xs), max(ys))
    if panel.x1 - panel.x0 < _NARROW or panel.y1 - panel.y0 < _LOW or len(points) < _CORNERS:
        return None
    # The sides of a box, rounded or not, cover most of its outline.
    sides = sum(
        max(abs(a - c), abs(b - d)) for (a, b), (c, d) in pairwise([*points, points[0]]) if _straight(a, b, c, d)
    )
    return panel if sides >= _OUTLINE * 2 * (panel.x1 - panel.x0 + panel.y1 - panel.y0) else None


def _straight(a: float, b: float, c: float, d: float) -> bool:
    return min(abs(a - c), abs(b - d)) <= _STRAIGHT
