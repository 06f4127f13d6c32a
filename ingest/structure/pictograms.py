"""Pictograms before labels ("◆ Pilote", "€ Moyens"), cut from the lines that they decorate. Pure functions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from ingest.structure.labels import inline_label, label_of, normalise
from ingest.structure.lines import Line

# The same words behind the same sign in so many places are a label, whatever they say.
REPEATED = 3
# One sign of a font of icons, alone before words: no letter, no figure, no quotation mark, no bracket, no box to tick.
_LEAD = re.compile(r"\s*(?P<sign>[^\w\s«»“”\"'’(\[{☐☒☑□.,;:|/\\•·–—-]\ufe0f?)\s+(?=[A-ZÀ-Ý])")
# Signs that open the items of lists too: only before a label whose words tell a field.
_LISTING = frozenset("▪◦*➢►▶→❖✓✔■●○‣⁃▸◆◇➔➤")


def without_pictograms(lines: Sequence[Line]) -> list[Line]:
    """The lines, each that is a label behind a pictogram beginning with the label."""
    led = {i: match for i, line in enumerate(lines) if (match := _LEAD.match(line.text))}
    times = Counter(_key(lines[i], match) for i, match in led.items())
    cut = list(lines)
    for i, match in led.items():
        told = _told(lines[i].text[match.end() :])
        sign = match["sign"][0]
        often = times[_key(lines[i], match)] >= REPEATED
        if (told and (often or sign not in _LISTING)) or (often and sign not in _LISTING):
            line = lines[i]
            cut[i] = replace(line, start=line.start + match.end(), text=line.text[match.end() :])
    return cut


def _key(line: Line, match: re.Match[str]) -> tuple[str, str]:
    return match["sign"], normalise(line.text[match.end() :].split(":")[0])


def _told(text: str) -> bool:
    return inline_label(text) is not None or label_of(text.strip(" :")) is not None
