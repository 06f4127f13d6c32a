"""Sheets that bear a title and no number: what stands above the label that opens each of them. Pure functions."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from ingest.naming import fold
from ingest.records import SectionKind
from ingest.structure.headings import Heading, unfinished
from ingest.structure.labels import LabelMatch, normalise
from ingest.structure.lines import Line

# So many sheets, of so many different fields each, in this share of them; a title is no longer than this.
FEWEST_SHEETS, FEWEST_FIELDS, SHARE, TITLE_CHARACTERS = 3, 4, 0.8, 140
_MARKS = tuple("-•▪◦*·➢►▸▹▶→❖✓✔■□●○–—|")
_CONTENT = re.compile(r"(?:nombre|nb|taux|part|proportion|pourcentage) d|.*(?:€|\beuros?\b|\b20\d\d$)")


def bare_series(
    lines: Sequence[Line], labels: Mapping[int, LabelMatch], taken: Mapping[int, Heading]
) -> dict[int, Heading]:
    """The titles of sheets without numbers, by line: the lines right above a label that opens all of them."""
    where: dict[tuple[str, str], list[int]] = defaultdict(list)
    for i, match in sorted(labels.items()):
        words = lines[i].text[: match.characters or None]
        where[match.label.name, normalise(words)].append(i)
    for opened in sorted(where.values(), key=lambda own: own[0]):
        if len(opened) >= FEWEST_SHEETS and (found := _titles(lines, labels, taken, opened)):
            return found
    return {}


def _titles(
    lines: Sequence[Line], labels: Mapping[int, LabelMatch], taken: Mapping[int, Heading], opened: Sequence[int]
) -> dict[int, Heading]:
    """The titles above the labels of one kind; empty where those do not open sheets."""
    ends = [*opened[1:], len(lines)]
    fields = [
        len({labels[j].label.name for j in range(i, end) if j in labels}) for i, end in zip(opened, ends, strict=True)
    ]
    titles = [_title(lines, labels, taken, i) for i in opened]
    whole = [t for t, count in zip(titles, fields, strict=True) if t is not None and count >= FEWEST_FIELDS]
    told = {normalise(_text(lines, *t)) for t in whole}
    if len(whole) < max(FEWEST_SHEETS, SHARE * len(opened)) or len(told) < len(whole):
        return {}
    # What stands above a title is the end of the sheet before it: that has a field with content of its own.
    if any(low - 1 in labels and not labels[low - 1].characters for low, _ in whole):
        return {}
    return {low: Heading(SectionKind.SHEET, "", _text(lines, low, high)) for low, high in whole}


def _text(lines: Sequence[Line], low: int, high: int) -> str:
    return " ".join(line.text.strip() for line in lines[low:high])


def _title(
    lines: Sequence[Line], labels: Mapping[int, LabelMatch], taken: Mapping[int, Heading], i: int
) -> tuple[int, int] | None:
    """The lines of the title right above a label; None where something else stands there."""
    low = i
    while (
        low > max(0, i - 3) and low - 1 not in labels and low - 1 not in taken and lines[low - 1].page == lines[i].page
    ):
        low -= 1
        if lines[low].text.lstrip()[:1].isupper() and not (low and unfinished(lines[low - 1].text)):
            break
    text = _text(lines, low, i)
    if low == i or not text[:1].isupper() or not 3 < len(text) <= TITLE_CHARACTERS or text[-1] in ".;:,":
        return None
    if any(line.text.lstrip()[:1] in _MARKS or line.after_gap for line in lines[low + 1 : i]):
        return None
    return None if text[:1] in _MARKS or "|" in text or _CONTENT.match(fold(text)) else (low, i)
