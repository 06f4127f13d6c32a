"""Labels in their paragraph ("Pilote. CPTS du Val. Partenaires. MSA."), told by their repetition. Pure functions."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from ingest.labels import normalise
from ingest.lines import Line
from ingest.wording import told

# A label whose words tell a field runs in at so many places; one whose words tell nothing at more of them.
TOLD_PLACES, UNTOLD_PLACES = 3, 6
# What follows a label differs from place to place.
VARIED = 0.5
# A short word and a stop are an abbreviation ("Dr. Morel") or the end of a sentence.
FEWEST_LETTERS = 4
_RUN_IN = re.compile(
    r"(?:^[ •▪–-]*|(?<=[.;!?…»)] ))(?P<label>[A-ZÀ-Ý][a-zà-ÿ’'ù]+(?:[ -][a-zà-ÿ’'][\w’']*){0,3})(?P<close>\."
    r"|\s?:)\s+(?=\S)"
)
# Cells set side by side on one line: "On part de : 12 écoles On regarde : tous les ans Vigie : Inès Roux".
_ABREAST = re.compile(
    r"(?<=[\w)»%] )(?P<label>[A-ZÀ-Ý][a-zà-ÿ’'ù]+(?: [a-zà-ÿ’'][\w’']*){0,3})(?P<close>\s?:)\s+(?=\S)"
)
_OPENED = re.compile(r"[ •▪▸–-]*(?P<label>[A-ZÀ-Ý][^:|.]{2,40}?)\s?:\s")
# Such labels stand on so many lines, most of them behind another label of their field's group.
ABREAST_PLACES = 4
_ABREAST_GROUPS = frozenset({"indicators", "actors", "calendar", "funding"})


def cut_run_ins(lines: Sequence[Line]) -> list[Line]:
    """The lines, those cut in two inside which a label begins that others of the document begin with too."""
    found: dict[tuple[str, str], list[tuple[int, int, str]]] = defaultdict(list)
    for i, line in enumerate(lines):
        if "|" not in line.text:
            for match in _RUN_IN.finditer(line.text):
                after = line.text[match.end() : match.end() + 30]
                key = normalise(match["label"]), match["close"].strip()
                found[key].append((i, match.start("label"), after))
    cuts: dict[int, list[int]] = defaultdict(list)
    for i, at in _abreast(lines):
        cuts[i].append(at)
    for (label, close), places in found.items():
        if _is_label(label, close, places):
            for i, at, _ in places:
                if lines[i].text[:at].strip(" •▪–-"):
                    cuts[i].append(at)
    return [part for i, line in enumerate(lines) for part in _parts(line, sorted(set(cuts.get(i, ()))))]


def _abreast(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Where a label begins inside a line that another label of the same group opens, line after line."""
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for i, line in enumerate(lines):
        opened = _OPENED.match(line.text)
        first = told(opened["label"]) if opened and "|" not in line.text else None
        for match in _ABREAST.finditer(line.text) if first else ():
            label = told(match["label"])
            if first and label and label.group == first.group in _ABREAST_GROUPS:
                found[normalise(match["label"])].append((i, match.start("label")))
    yield from (place for places in found.values() if len(places) >= ABREAST_PLACES for place in places)


def _is_label(label: str, close: str, places: Sequence[tuple[int, int, str]]) -> bool:
    inside = sum(at > 0 for _, at, _ in places)
    if not inside or (len(label) < FEWEST_LETTERS and close != ":"):
        return False
    varied = len({after for _, _, after in places}) >= VARIED * len(places)
    if told(label) is not None:
        return len(places) >= TOLD_PLACES
    # A colon inside a paragraph also announces what a sentence lists.
    return close == "." and len(places) >= UNTOLD_PLACES and varied


def _parts(line: Line, cuts: Sequence[int]) -> Iterator[Line]:
    edges = [0, *cuts, len(line.text)]
    for k, (low, high) in enumerate(pairwise(edges)):
        text = line.text[low:high].rstrip()
        part = replace(line, start=line.start + low, end=line.start + low + len(text), text=text)
        yield part if k == 0 else replace(part, after_gap=False, after_skip=False)
