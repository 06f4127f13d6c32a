"""Labels in their paragraph ("Pilote. CPTS du Val. Partenaires. MSA."), told by their repetition. Pure functions."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from itertools import pairwise

from ingest.structure.labels import normalise
from ingest.structure.lines import Line
from ingest.structure.openings import VERBAL
from ingest.structure.wording import told

# A label whose words tell a field runs in at so many places; one whose words tell nothing at more of them.
TOLD_PLACES, UNTOLD_PLACES = 3, 6
# What follows a label differs from place to place.
VARIED = 0.5
# A short word and a stop are an abbreviation ("Dr. Morel") or the end of a sentence.
FEWEST_LETTERS = 4
_RUN_IN = re.compile(
    r"(?:^[ •▪–-]*|(?<=[.;!?…»)] ))(?P<label>[A-ZÀ-Ý][a-zà-ÿ’'ù]+(?:[ -][a-zà-ÿ’'][\w’']*){0,3})(?P<close>\."
    r"(?=\s+\S|$)|\s?:(?=\s+\S|$))\s*"
)
# "Le territoire d'intervention est ainsi défini : le Val." A sentence of so many words that a colon ends.
_PHRASED = re.compile(
    r"(?:^[ •▪–-]*|(?<=[.;!?…»)] ))(?P<label>[A-ZÀ-Ý][\w’'ù-]*(?:,? [a-zà-ÿ’'][\w’'-]*){1,8})\s?:(?=\s+\S|$)\s*"
)
# Cells set side by side on one line: "On part de : 12 écoles On regarde : tous les ans Vigie : Inès Roux".
_ABREAST = re.compile(
    r"(?<=[\w)»%] )(?P<label>[A-ZÀ-Ý][a-zà-ÿ’'ù]+(?: [a-zà-ÿ’'][\w’']*){0,3})(?P<close>\s?:)\s+(?=\S)"
)
_OPENED = re.compile(r"[ •▪▸–-]*(?P<label>[A-ZÀ-Ý][^:|.]{2,40}?)\s?:\s")
# Such labels stand on so many lines, most of them behind another label of their field's group.
ABREAST_PLACES = 4
# A bracket of fields lists so many and takes no more lines; a document has so many of them.
FEWEST_BRACKETED, BRACKET_LINES, FEWEST_BRACKETS = 3, 10, 2
LABEL_CHARACTERS = 40
_ABREAST_GROUPS = frozenset({"indicators", "actors", "calendar", "funding"})


def cut_run_ins(lines: Sequence[Line]) -> list[Line]:
    """The lines, those cut in two inside which a label begins that others of the document begin with too."""
    found: dict[tuple[str, str], list[tuple[int, int, str]]] = defaultdict(list)
    for i, line in enumerate(lines):
        if "|" not in line.text:
            for match in _RUN_IN.finditer(line.text):
                # A label at the end of its line has its content below.
                below = lines[i + 1].text if match.end() == len(line.text) and i + 1 < len(lines) else ""
                after = (line.text[match.end() :] or below)[:30]
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
    for i, at in _phrased(lines):
        cuts[i].append(at)
    apart = set(_bracketed(lines))
    for i, at in apart:
        cuts[i].append(at)
    return [
        part
        for i, line in enumerate(lines)
        for part in _parts(line, sorted(set(cuts.get(i, ()))), {at for k, at in apart if k == i})
    ]


def _phrased(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Where sentences begin that tell a field and end with a colon; also where one that the line's end breaks ends."""
    found: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
    for i, line in enumerate(lines):
        own = "" if "|" in line.text else line.text
        text = own + _following(lines, i) if own else ""
        for match in re.finditer(rf"(?:^|(?<=[.;] ))(?P<label>{VERBAL.pattern})", text):
            if match.start() < len(own):
                found[normalise(match["label"])].append((i, match.start(), 0))
        for match in _PHRASED.finditer(text):
            if match.start("label") < len(own):
                found[normalise(match["label"])].append((i, match.start("label"), match.end() - len(own) - 1))
    for label, places in found.items():
        if len(places) >= TOLD_PLACES and told(label) and any(at for _, at, _ in places):
            for i, at, beyond in places:
                if lines[i].text[:at].strip(" •▪–-"):
                    yield i, at
                if 0 < beyond < len(lines[i + 1].text if i + 1 < len(lines) else ""):
                    yield i + 1, beyond


def _following(lines: Sequence[Line], i: int) -> str:
    """The next line behind a space, where a sentence may go on there."""
    below = lines[i + 1] if i + 1 < len(lines) else None
    goes_on = below and below.page == lines[i].page and not below.after_gap and below.text[:1].islower()
    return f" {below.text}" if below and goes_on and "|" not in below.text else ""


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


def _bracketed(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Where labels begin in brackets that list several: "Former (pilote : CIAS ; public : élus ; budget : 900 €)"."""
    found: list[list[tuple[int, int]]] = []
    for i, line in enumerate(lines):
        for opened in re.finditer(r"\(\s*(?=[^\W\d])", line.text) if "|" not in line.text else ():
            own = _bracket(lines, i, opened.end())
            if len(own) > FEWEST_BRACKETED:
                found.append(own)
    if len(found) >= FEWEST_BRACKETS:
        yield from (place for own in found for place in own)


def _bracket(lines: Sequence[Line], i: int, start: int) -> list[tuple[int, int]]:
    """Where each part of a bracket that opens before `start` begins, and where it closes; empty where a part has no
    label of its own."""
    parts: list[tuple[int, int]] = [(i, start)]
    depth, at = 1, start
    for j in range(i, min(i + BRACKET_LINES, len(lines))):
        text = lines[j].text
        for k in range(at, len(text)):
            depth += {"(": 1, ")": -1}.get(text[k], 0)
            if depth == 0:
                return [*parts, (j, k)] if all(_part_label(lines, *part) for part in parts) else []
            if text[k] == ";" and depth == 1:
                behind = k + 1 + len(text[k + 1 :]) - len(text[k + 1 :].lstrip())
                parts.append((j, behind) if behind < len(text) else (j + 1, 0))
        at = 0
    return []


def _part_label(lines: Sequence[Line], i: int, at: int) -> bool:
    label, colon, _ = (lines[i].text[at:] if i < len(lines) else "").partition(":")
    return bool(colon) and len(label) <= LABEL_CHARACTERS and told(label) is not None


def _is_label(label: str, close: str, places: Sequence[tuple[int, int, str]]) -> bool:
    inside = sum(at > 0 for _, at, _ in places)
    if not inside or (len(label) < FEWEST_LETTERS and close != ":"):
        return False
    varied = len({after for _, _, after in places}) >= VARIED * len(places)
    if told(label) is not None:
        return len(places) >= TOLD_PLACES
    # A colon inside a paragraph also announces what a sentence lists.
    return close == "." and len(places) >= UNTOLD_PLACES and varied


def _parts(line: Line, cuts: Sequence[int], apart: Set[int]) -> Iterator[Line]:
    """The line cut in parts; those of a bracket, `apart`, stand as if white space were above them."""
    edges = [0, *cuts, len(line.text)]
    for k, (low, high) in enumerate(pairwise(edges)):
        text = line.text[low:high].rstrip()
        if len(edges) > 2 and high < len(line.text) and text.endswith("("):
            text = text[:-1].rstrip()  # the bracket that the fields open
        part = replace(line, start=line.start + low, end=line.start + low + len(text), text=text)
        if part.text or not apart:
            yield replace(
                part, after_gap=low in apart or (k == 0 and line.after_gap), after_skip=k == 0 and line.after_skip
            )
