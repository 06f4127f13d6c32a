"""Plots of the report as SVG text: nothing to load, legible in black and white, read aloud by their title."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape

from assistant.composers import french

_WIDTH, _LEFT, _RIGHT = 820, 330, 110
_ROW, _BAR = 26, 14
_TOP = 24
_PLOT = _WIDTH - _LEFT - _RIGHT
_LABEL = 48  # characters that fit left of the bars, in a wide face too


@dataclass(frozen=True, slots=True)
class Bar:
    """One row: a value from 0 to `Bars.most`, its interval where it has one, and what is written behind it."""

    label: str
    value: float
    low: float | None = None
    high: float | None = None
    note: str = ""
    strong: bool = True  # ours, or what it is compared with


def shares(title: str, bars: Sequence[Bar]) -> str:
    """Shares from 0 to 100 % with their intervals."""
    ticks = [(tick / 4, f"{tick * 25} %") for tick in range(5)]
    return _drawn(title, bars, 1.0, ticks, lambda value: french.percent(round(100 * value, 1)))


def durations(title: str, bars: Sequence[Bar]) -> str:
    """Milliseconds from 0."""
    most = max([bar.value for bar in bars] or [1.0]) * 1.05
    ticks = [(most * i / 4, f"{most * i / 4:.0f} ms") for i in range(5)]
    return _drawn(title, bars, most, ticks, lambda value: f"{value:.0f} ms")


def _drawn(
    title: str, bars: Sequence[Bar], most: float, ticks: Sequence[tuple[float, str]], written: Callable[[float], str]
) -> str:
    height = _TOP + _ROW * len(bars) + 8
    told = " ; ".join(f"{bar.label} : {written(bar.value)}" for bar in bars)
    lines = [
        f'<svg viewBox="0 0 {_WIDTH} {height}" role="img" aria-label="{escape(title)}" class="plot">',
        f"<title>{escape(title)}</title><desc>{escape(told)}</desc>",
        *_grid(ticks, most, height),
    ]
    for i, bar in enumerate(bars):
        lines += _row(bar, _TOP + i * _ROW, most, written(bar.value))
    return "".join([*lines, "</svg>"])


def _x(value: float, most: float) -> float:
    return round(_LEFT + _PLOT * min(1.0, max(0.0, value / most)), 1)


def _grid(ticks: Sequence[tuple[float, str]], most: float, height: int) -> Iterator[str]:
    for value, label in ticks:
        x = _x(value, most)
        yield f'<line x1="{x}" y1="{_TOP - 4}" x2="{x}" y2="{height}" class="grid"/>'
        yield f'<text x="{x}" y="{_TOP - 10}" text-anchor="middle" class="tick">{escape(label)}</text>'


def _row(bar: Bar, y: int, most: float, written: str) -> Iterator[str]:
    middle = y + _ROW / 2
    short = bar.label if len(bar.label) <= _LABEL else f"{bar.label[: _LABEL - 1]}…"
    yield f'<text x="{_LEFT - 8}" y="{middle + 4}" text-anchor="end">{escape(short)}</text>'
    kind = "bar" if bar.strong else "bar other"
    width = round(_x(bar.value, most) - _LEFT, 1)
    yield f'<rect x="{_LEFT}" y="{middle - _BAR / 2}" width="{width}" height="{_BAR}" class="{kind}"/>'
    if bar.low is not None and bar.high is not None:
        low, high = _x(bar.low, most), _x(bar.high, most)
        yield f'<line x1="{low}" y1="{middle}" x2="{high}" y2="{middle}" class="whisker"/>'
        for x in (low, high):
            yield f'<line x1="{x}" y1="{middle - 5}" x2="{x}" y2="{middle + 5}" class="whisker"/>'
    yield f'<text x="{_WIDTH - _RIGHT + 8}" y="{middle + 4}">{escape(f"{written} {bar.note}".strip())}</text>'
