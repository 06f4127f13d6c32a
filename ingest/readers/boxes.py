"""Boxes to tick, in the places that the text beside them leaves for them. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.readers.columns import Fragment

TICKED, OPEN = "☒☑", "☐"

_ONLY = re.compile(rf"\s*[{TICKED}{OPEN}](?:\s+[{TICKED}{OPEN}])*\s*")
_PLACE = re.compile(r"^ +| {2,}(?=\S)")
# So many fragments before the boxes their words are looked for.
_NEAR = 4


def boxed(fragments: Sequence[Fragment]) -> list[Fragment]:
    """The fragments with boxes put before the words they belong to.

    Programs that take boxes from another font write the words of a line first, with gaps, then all its boxes.
    """
    found = list(fragments)
    for i, item in enumerate(found):
        if not _ONLY.fullmatch(item.text):
            continue
        boxes = item.text.split()
        if len(boxes) == 1 and _stands_before(item, found[i + 1 :]):
            continue
        for j in range(i - 1, max(i - _NEAR, 0) - 1, -1):
            words = found[j]
            if not words.text.strip() or words.y != item.y:
                continue
            if len(boxes) == 1 and item.x0 >= words.x1:
                break  # the last on its line: its words begin the next
            if len(_PLACE.findall(words.text)) == len(boxes):
                filled = _filled(words.text, boxes)
                x0, x1 = min(words.x0, item.x0), max(words.x1, item.x1)
                found[j], found[i] = replace(words, text=filled, x0=x0, x1=x1), replace(item, text="")
            break
    return found


def _stands_before(box: Fragment, following: Sequence[Fragment]) -> bool:
    """Whether a box was written where it stands: its words come next, right behind it.

    Where one place is told for both, what was written next is what stands next.
    """
    words = next((other for other in following if other.text.strip()), None)
    beside = words is not None and (abs(words.x0 - box.x1) < (box.x1 - box.x0) or words.x0 == box.x0)
    return words is not None and words.y == box.y and beside


def _filled(words: str, boxes: Sequence[str]) -> str:
    left = iter(boxes)
    return _PLACE.sub(lambda match: f"{' ' if match.start() else ''}{next(left)} ", words)
