"""Lines of boxes to tick."""

from __future__ import annotations

import re

_BOXES_FIRST = re.compile(r"(?P<boxes>[☐☑☒✓✔✗□■](?:\s+[☐☑☒✓✔✗□■])+)\s+(?P<choices>[^☐☑☒✓✔✗□■]+)")


def ticked(line: str) -> str:
    """A line of boxes to tick with each box before its choice: a page may draw all boxes first, then the choices."""
    match = _BOXES_FIRST.fullmatch(line.strip())
    if match is None:
        return line
    boxes, choices = match["boxes"].split(), re.split(r"\s{2,}", match["choices"].strip())
    if len(boxes) != len(choices):
        return line
    return "  ".join(f"{box} {choice}" for box, choice in zip(boxes, choices, strict=True))
