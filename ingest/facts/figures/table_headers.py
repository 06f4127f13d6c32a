"""The header of a printed table, cut into exactly as many columns as its rows hold values. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.facts.cells import Split
from ingest.facts.figures.measures import MEASURE
from ingest.facts.figures.territories import LONGEST_NAME, Places
from ingest.facts.reading import flat
from ingest.naming import fold

# A cell of a header, or the label of a row, takes up to so many lines and characters.
LABEL_LINES, LABEL_CHARACTERS = 4, 120
# The lines of a header whose cells stand on one another's lines are no more than this.
HEADER_BLOCK_LINES = 12
# Of two ways to cut a header into names, the better is that much less doubtful; how doubtful unknown words are.
CLEAR_LEAD, UNKNOWN_NAME = 2, 3

SOURCE_WORDS = re.compile(r"\(?\bsources?\b\s*:?|\b(?:donnees|exploitation)\b")
YEARS = re.compile(r"(?:(?:19|20)\d\d(?:\s?[-–/]\s?(?:19|20)?\d\d)?)")
_TIE = frozenset("de du des d la le les l et ou a au aux en par pour sur sans avec non plus moins hors".split())
CORNERS = frozenset(
    "territoire territoires commune communes epci intercommunalite intercommunalites indicateur indicateurs secteur "
    "zone canton departement region annee annees echelle perimetre collectivite".split()
) | {"communaute de communes", "communautes de communes", "tranche d'age", "zone geographique"}


@dataclass(frozen=True, slots=True)
class Text:
    """A stretch of the run's text that stands for one label: `text` is its words on one line."""

    text: str
    start: int
    end: int


NOTHING = Text("", 0, 0)


@dataclass(frozen=True, slots=True)
class TableLine:
    """One line of a page, and the ways of reading it as a row."""

    text: str
    start: int
    gap: bool
    splits: tuple[Split, ...]

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def columns_of(text: str, lines: Sequence[TableLine], count: int, places: Places) -> tuple[Text, ...]:
    """The last `count` cells of a header, empty where there is no certain way to cut it so."""
    for cut in (_by_places, _by_years, _by_blocks, _by_capitals):
        columns = cut(text, lines, count, places)
        if columns:
            return columns
    return ()


def _by_places(text: str, lines: Sequence[TableLine], count: int, places: Places) -> tuple[Text, ...]:
    """The header's end as exactly so many names of territories, when there is one way to cut it so."""
    words = [(line, m) for line in lines for m in re.finditer(r"\S+", line.text)]
    spans = [(line.start + m.start(), line.start + m.end()) for line, m in words]
    best: list[tuple[int, tuple[tuple[int, int], ...]]] = []

    def cut(end: int, left: int, doubt: int, done: tuple[tuple[int, int], ...]) -> None:
        if left == 0:
            best.append((doubt, done))
            return
        for begin in range(end - 1, max(-1, end - 1 - LONGEST_NAME - 3), -1):
            if left > begin + 1:
                return
            name = _mended(text, spans[begin][0], spans[end - 1][1], places)
            own = places.doubt(name.text) if name.text[:1].isupper() or name.text[:1].isdigit() else None
            # Only the first name may be one that nobody knows, and only as a cell of its own.
            if own is None and left == 1 and _is_block(lines, spans[begin][0], spans[end - 1][1]):
                own = UNKNOWN_NAME if _may_name(name.text) else None
            if own is not None:
                cut(begin, left - 1, doubt + own, ((spans[begin][0], spans[end - 1][1]), *done))

    cut(len(spans), count, 0, ())
    ways = sorted(way for way in best if _is_whole(text, lines, way[1], places))
    if not ways or (len(ways) > 1 and ways[1][0] - ways[0][0] < CLEAR_LEAD):
        return ()
    return tuple(_mended(text, start, end, places) for start, end in ways[0][1])


def _may_name(words: str) -> bool:
    folded = fold(words)
    told = MEASURE.match(folded) or SOURCE_WORDS.match(folded) or re.search(r"\d", folded)
    return words[:1].isupper() and len(words.split()) <= LONGEST_NAME and not told


def _mended(text: str, start: int, end: int, places: Places) -> Text:
    name = name_of(text, start, end)
    return replace(name, text=places.mended(name.text))


def _is_whole(text: str, lines: Sequence[TableLine], spans: Sequence[tuple[int, int]], places: Places) -> bool:
    """Whether the names differ, all but one are told, and no further name stands right before them."""
    names = [_mended(text, start, end, places).text for start, end in spans]
    told = sum(places.doubt(name) is not None for name in names)
    if len(set(map(fold, names))) < len(names) or told < max(2, len(names) - 1):
        return False
    line = next(line for line in lines if line.start <= spans[0][0] < line.end)
    before = line.text[: spans[0][0] - line.start].split()
    heads = [" ".join(before[-n:]) for n in range(1, min(6, len(before)) + 1) if before[-n][0].isupper()]
    first = name_of(text, *spans[0]).text
    if any(places.doubt(name) is not None for head in heads for name in (head, f"{head} {first}")):
        return False
    # "CC Rives du / Nord": the name may have begun on the line above.
    above = lines[lines.index(line) - 1].text.split() if not before and not line.gap and line is not lines[0] else []
    longer = (" ".join([*above[-n:], first]) for n in range(1, min(5, len(above)) + 1) if above[-n][0].isupper())
    return all(places.doubt(name) is None for name in longer)


def _is_block(lines: Sequence[TableLine], start: int, end: int) -> bool:
    """Whether a stretch is all that stands between two blank lines, or the lines at the header's end after one."""
    opens = [line.start for line in lines if line.gap and start <= line.start < end] == [start]
    closes = any(line.end == end and (i + 1 == len(lines) or lines[i + 1].gap) for i, line in enumerate(lines))
    return opens and closes


def _by_years(_text: str, lines: Sequence[TableLine], count: int, _places: Places) -> tuple[Text, ...]:
    """The header's last line as exactly so many years; a word before them is the corner."""
    found = list(YEARS.finditer(lines[-1].text))
    tail = lines[-1].text[found[-count].start() :] if 2 <= count <= len(found) else ""
    before = lines[-1].text[: found[-count].start()] if tail else ""
    if not tail or len(found) != count or YEARS.sub("", tail).strip() or before.rstrip().endswith((",", "-", "et")):
        return ()
    return tuple(Text(m.group(), lines[-1].start + m.start(), lines[-1].start + m.end()) for m in found)


def _by_blocks(text: str, lines: Sequence[TableLine], count: int, _places: Places) -> tuple[Text, ...]:
    """The last blocks between blank lines, one a column, when each can only be one."""
    starts = [i for i, line in enumerate(lines) if line.gap]
    if count < 2 or len(starts) < count:
        return ()
    bounds = [*starts[-count:], len(lines)]
    blocks = [name_of(text, lines[a].start, lines[b - 1].end) for a, b in pairwise(bounds)]
    alone = all(
        b - a <= LABEL_LINES and len(_segments(text, block)) == 1 and len(block.text) <= LABEL_CHARACTERS
        for a, b, block in zip(bounds, bounds[1:], blocks, strict=False)
    )
    told = all(block.text[:1].isupper() and not SOURCE_WORDS.search(fold(block.text)) for block in blocks)
    return tuple(blocks) if alone and told and not all(block.text.isupper() for block in blocks) else ()


def _by_capitals(text: str, lines: Sequence[TableLine], count: int, _places: Places) -> tuple[Text, ...]:
    """The header's last line cut before its capitals, a corner left out; with a corner, the last lines together."""
    for i in range(len(lines) - 1, max(-1, len(lines) - 1 - HEADER_BLOCK_LINES), -1):
        pieces = _segments(text, Text("", lines[i].start, lines[-1].end))
        corner = bool(pieces) and fold(pieces[0].text) in CORNERS
        alone = i == len(lines) - 1 and (i == 0 or lines[i].gap)
        if count > 1 and len(pieces) == count + corner and (corner or alone):
            return tuple(pieces[-count:])
        if lines[i].gap:
            break
    return ()


def _segments(text: str, whole: Text) -> list[Text]:
    """A text cut before each capital that does not go on with the words before it."""
    found = list(re.finditer(r"\S+", text[whole.start : whole.end]))
    cuts = [0]
    for i in range(1, len(found)):
        word, before = found[i].group(), found[i - 1].group()
        opens = word[0].isupper() and not (word.isupper() and len(word) > 1)
        # "75 ans et plus" is whole.
        more = i > 1 and fold(before) in {"plus", "moins"} and found[i - 2].group() in {"et", "ou"}
        tied = fold(before).strip("’'(") in _TIE and not more
        if opens and not tied and not before.endswith(("-", "’", "'", "(", "/")):
            cuts.append(i)
    bounds = [*cuts, len(found)]
    return [
        name_of(text, whole.start + found[a].start(), whole.start + found[b - 1].end())
        for a, b in pairwise(bounds)
        if b > a
    ]


def name_of(text: str, start: int, end: int) -> Text:
    """The words from `start` to `end` as one label."""
    # A narrow cell breaks its words: the hyphen at a line's end stays, its blank goes.
    return Text(re.sub(r"(?<=\w)- (?=\w)", "-", flat(text[start:end])), start, end)
