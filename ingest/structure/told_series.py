"""Headings of actions told in prose, which no label follows: word, number and title, in series. Pure functions."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from ingest.facts.reading import Run
from ingest.facts.sheets.prose import leads_in
from ingest.naming import fold
from ingest.records import SectionKind
from ingest.structure.headings import Heading, in_figures, numbered, title_below
from ingest.structure.lines import Line
from ingest.structure.numbers import number_of

# So many actions make a series, each told in so many characters; a title is no longer than this.
FEWEST, TOLD_CHARACTERS, TITLE_CHARACTERS = 3, 200, 140
# Of so many of them a sentence says who leads; where no word announces an action, of more.
LED_SHARE, LED_SHARE_OF_OTHERS = 0.4, 0.6
# The last one ends below a heading, once it is as long as this share of the others.
LAST_SHARE = 0.6
# A heading is so much shorter than the lines of the paragraphs that follow it closely.
HEADING_SHARE, NEAR_LINES = 0.8, 6
_WORDED = re.compile(
    r"(?P<word>[A-ZÀ-Ý][\w’']+(?: [a-zà-ÿ]+)?)\s(?:n\s?°\s?)?(?P<number>\d{1,2}(?:\.\d{1,2})?)(?![\w%€,])"
    r"\s*[:.|·•–—-]\s*(?P<title>[A-ZÀ-Ý«].*)"
)
_ACTIONS = re.compile(r"(?:fiches?(?:[ -](?:actions?|projets?))?|actions?|projets?|chantiers?|mesures?|operations?)n?$")
_OTHERS = re.compile(
    r"(?:articles?|annexes?|tableaux?|figures?|pages?|axes?|chapitres?|titres?|parties?|sections?|phases?"
    r"|etapes?|lots?|tomes?"
    r"|thematiques?|priorites?|enjeux?|orientations?|objectifs?.*|volets?|piliers?|defis?|ambitions?|zones?"
    r"|cartes?|graphiques?|sources?)$"
)


@dataclass(frozen=True, slots=True)
class _Item:
    line: int
    number: str
    title: str


def told_series(lines: Sequence[Line], taken: Mapping[int, Heading]) -> dict[int, Heading]:
    """The longest series of headings, by line, that actions told in prose have, and the heading after the last."""
    series: dict[str, list[_Item]] = defaultdict(list)
    for i, line in enumerate(lines):
        if i in taken and taken[i].kind is not SectionKind.SHEET:
            continue
        if found := _heads(line.text):
            word, number, title = found
            series[word].append(_Item(i, number, title))
    edges = sorted(i for i, item in taken.items() if item.kind is not SectionKind.SHEET)
    best: list[_Item] = []
    for word, items in series.items():
        told = _told(lines, items, edges)
        share = LED_SHARE if _ACTIONS.fullmatch(word) else LED_SHARE_OF_OTHERS
        led = sum(leads_in(_run(lines, item.line, end)) for item, end in told)
        if len(told) > max(len(best), FEWEST - 1) and led >= share * len(told):
            best = [item for item, _ in told]
            last = _after_last(lines, told)
    if not best:
        return {}
    found_ = {item.line: Heading(SectionKind.SHEET, item.number, item.title) for item in best}
    return found_ if last is None else {**found_, last: Heading(SectionKind.PART, "", lines[last].text.strip())}


def _heads(text: str) -> tuple[str, str, str] | None:
    """The word, the number and the title of a line that can head an action."""
    if len(text) > TITLE_CHARACTERS:
        return None
    form = numbered(text)
    if form and form.title and form.word:
        return form.word, form.number, form.title
    match = _WORDED.fullmatch(in_figures(text.strip(" •*#")))
    if match is None or match["title"][-1] in ",;:" or _OTHERS.fullmatch(fold(match["word"])):
        return None
    return fold(match["word"]), number_of(match["number"]), match["title"]


def _told(lines: Sequence[Line], items: Sequence[_Item], edges: Sequence[int]) -> list[tuple[_Item, int]]:
    """The items with enough text under them, each number once, in their order; and the line where each ends."""
    stops = [*(item.line for item in items[1:]), len(lines)]
    runs: list[list[tuple[_Item, int]]] = []
    for item, stop in zip(items, stops, strict=True):
        end = min((edge for edge in edges if item.line < edge < stop), default=stop)
        if sum(len(line.text) for line in lines[item.line + 1 : end]) < TOLD_CHARACTERS:
            continue
        if runs and _rank(item) > _rank(runs[-1][-1][0]):
            runs[-1].append((item, end))
        elif _rank(item)[-1] == 1:
            runs.append([(item, end)])
    return max(runs, key=len, default=[])


def _rank(item: _Item) -> tuple[int, ...]:
    return tuple(int(n) for n in re.findall(r"\d+", item.number)) or (0,)


def _run(lines: Sequence[Line], start: int, end: int) -> Run:
    return Run("", (), tuple(lines[start + 1 : end]))


def _after_last(lines: Sequence[Line], told: Sequence[tuple[_Item, int]]) -> int | None:
    """The heading in words that follows the last action, where no other has one inside."""
    *others, (last, end) = told
    if any(True for item, stop in others for _ in _inner(lines, item.line + 1, stop)):
        return None
    usual = median(sum(len(line.text) for line in lines[item.line + 1 : stop]) for item, stop in others)
    seen = 0
    for i in range(last.line + 1, end):
        if seen >= LAST_SHARE * usual and _is_heading(lines, i):
            return i
        seen += len(lines[i].text)
    return None


def _inner(lines: Sequence[Line], start: int, end: int) -> Iterator[int]:
    return (i for i in range(start, end) if _is_heading(lines, i))


def _is_heading(lines: Sequence[Line], i: int) -> bool:
    line = lines[i]
    if _WORDED.fullmatch(in_figures(line.text.strip(" •*#"))):
        return False  # of an axis
    apart = line.after_gap or line.page != lines[i - 1].page
    if not apart or not title_below(line.text) or ". " in line.text or i + 1 >= len(lines):
        return False
    below = lines[i + 1]
    # The first line of a paragraph fills its column, and goes on.
    wider = max(len(each.text) for each in lines[i + 1 : i + 1 + NEAR_LINES])
    return len(line.text) <= HEADING_SHARE * wider and (below.after_gap or below.text[:1].isupper())
