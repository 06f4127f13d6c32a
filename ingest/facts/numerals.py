"""Whole numbers written in French words ("quatre mille", "mille deux cent cinquante"). Pure functions."""

from __future__ import annotations

import re

_SMALL = {
    word: value
    for value, word in enumerate(
        "zero un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize".split()
    )
}
_SMALL |= {"vingt": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60, "septante": 70, "nonante": 90}
_SCALES = {"mille": 1_000, "million": 1_000_000}
_WORD = rf"(?:{'|'.join(sorted([*_SMALL, *_SCALES, 'cent', 'et'], key=len, reverse=True))})s?"
# One numeral, folded: its words are parted by a space or a hyphen.
NUMERAL = rf"{_WORD}(?:[ \n-]{_WORD}){{0,14}}"


def numeral(text: str) -> int | None:
    """The number that folded words say, None for words that make no number."""
    words = [word for word in re.split(r"[\s-]+", text) if word]
    if not words or words[0] == "et" or words[-1] == "et":
        return None
    total = current = 0
    ceiling = 1_000_000_000  # scales must fall: "mille million" is no number
    for word in words:
        bare = word if word in _SMALL or word in _SCALES else word.rstrip("s")
        if bare == "et":
            continue
        if bare in _SCALES:
            scale = _SCALES[bare]
            if scale >= ceiling:
                return None
            total, current, ceiling = total + max(current, 1) * scale, 0, scale
        elif bare == "cent":
            if current > 9:
                return None
            current = max(current, 1) * 100
        elif bare in _SMALL:
            added = _added(current, _SMALL[bare])
            if added is None:
                return None
            current = added
        else:
            return None
    return total + current


def _added(current: int, value: int) -> int | None:
    """The number with one more word: tens take units, "quatre vingt" and "soixante dix" are French."""
    rest = current % 100
    if rest == 0:
        return current + value
    if rest == 4 and value == 20:
        return current - 4 + 80
    if rest in {60, 80} and 0 < value < 20:
        return current + value
    if rest in {20, 30, 40, 50, 70, 90} and 0 < value < 10:
        return current + value
    return current + value if rest == 10 and 7 <= value <= 9 else None
