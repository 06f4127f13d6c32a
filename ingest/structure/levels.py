"""Headings told by the series that they make: articles however they are called, groups of sheets. Pure functions."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.facts.articles.topics import title_topics
from ingest.naming import fold
from ingest.records import SectionKind
from ingest.structure.headings import Heading, in_figures
from ingest.structure.lines import Line
from ingest.structure.numbers import number_of

# A contract has so many articles at least, on so many different subjects of articles.
FEWEST_ARTICLES, FEWEST_TOPICS = 4, 3
# Sheets stand in so many groups at least.
FEWEST_GROUPS = 2
# A group that a number alone opens has its heading so close above its first sheet.
NUMBERED_REACH = 10
# What stands so close above the heading of a sheet, and so above this share of them, is its group, however numbered.
ABOVE_REACH, ABOVE_SHARE = 2, 0.6
# A heading is no longer than this; between two of a series there are no more lines than these.
HEADING_CHARACTERS, REACH = 110, 160
_WORDED = re.compile(
    r"(?P<word>[A-ZÀ-Ý][\w’']+(?: [a-zà-ÿ]+)?)\s(?:n\s?°\s?)?(?P<number>\d{1,2}|[IVX]{1,4}|[A-H])(?![\w%€,])"
    r"\s*[:.|·•–—-]\s*(?P<title>\S.*)"
)
_NUMBERED = re.compile(
    r"(?P<outer>(?:\d{1,2}|[IVX]{1,4}|[A-H])\s?[.-]\s?)?(?P<number>\d{1,2}|[IVX]{1,4}|[A-H])(?![\w%€,]|\.\d)\s*[.):–—-]{0,2}\s+(?P<title>[A-ZÀ-Ý].*)"
)
# "Objectif opérationnel 1 - Action 1.2": what a sheet belongs to, said on the line of its heading.
_LED = re.compile(
    r"(?P<word>[A-ZÀ-Ý][\w’']+(?: [a-zà-ÿ]+)?)\s(?:n\s?°\s?)?(?P<number>\d{1,2}|[IVX]{1,4}|[A-H])(?![\w%€,])"
    r"\s*[:.|/·•–—>-]?\s*(?P<title>.*)"
)
# What a contract's articles are about, its programme and its diagnosis apart.
_CONTRACTUAL = frozenset(
    "perimeter governance commitments revision termination communication evaluation duration parties".split()
)
_SHEETS = re.compile(
    r"(?:fiches?|actions?|mesures?|annexes?|tableaux?|figures?|pages?|lots?|etapes?|phases?|objectifs?)\b"
)


# What the words for an article are, beside "Article".
_PROVISIONS = re.compile(r"(?:clauses?|stipulations?|dispositions?|point|paragraphe|regle|titre|chapitre|section)")


@dataclass(frozen=True, slots=True)
class _Item:
    line: int
    number: str
    title: str


def articles(lines: Sequence[Line], taken: Mapping[int, Heading]) -> dict[int, Heading]:
    """The headings of a contract's articles, whatever word or number announces them; empty where it says "Article"."""
    if sum(item.kind is SectionKind.ARTICLE for item in taken.values()) >= FEWEST_TOPICS:
        return {}
    series: dict[tuple[str, str], list[_Item]] = defaultdict(list)
    for i, line in enumerate(lines):
        text = line.text.strip(" •*#")
        if (i in taken and taken[i].kind is not SectionKind.ARTICLE) or not 0 < len(text) <= HEADING_CHARACTERS:
            continue
        for kind, pattern in (("worded", _WORDED), ("numbered", _NUMBERED)):
            if (match := pattern.fullmatch(text)) and match["title"][-1] not in ",;:…":
                group = match["word"] if kind == "worded" else match["outer"] or ""
                series[kind, fold(group).strip(" .-")].append(_Item(i, match["number"], match["title"]))
    best: list[_Item] = []
    for (_, group), items in series.items():
        for run in _runs(items):
            topics = [title_topics(item.title) & _CONTRACTUAL for item in run]
            told = sum(map(bool, topics))
            several = len(frozenset().union(*topics)) >= FEWEST_TOPICS
            sure = several and (told >= len(run) / 2 or _PROVISIONS.match(group))
            if len(run) >= FEWEST_ARTICLES and sure and len(run) > len(best):
                best = run
    outer = _outer(lines, best)
    return {
        **{i: Heading(SectionKind.PART, "", lines[i].text.strip(" •*#")) for i in outer},
        **{item.line: Heading(SectionKind.ARTICLE, number_of(item.number), item.title) for item in best},
    }


def _runs(items: Sequence[_Item]) -> list[list[_Item]]:
    """The items in stretches that number 1, 2, 3… in their order."""
    runs: list[list[_Item]] = []
    for item in items:
        rank = _rank(item.number)
        if runs and rank == _rank(runs[-1][-1].number) + 1 and item.line - runs[-1][-1].line <= REACH:
            runs[-1].append(item)
        elif rank == 1:
            runs.append([item])
    return runs


def _rank(number: str) -> int:
    if number.isdigit():
        return int(number)
    if re.fullmatch(r"[IVX]+", number):
        return int(number_of(number))
    return ord(number) - ord("A") + 1


def _outer(lines: Sequence[Line], articles_: Sequence[_Item]) -> list[int]:
    """The headings of the level above, where articles are numbered "2.1", "2.2": the next of them ends the articles."""
    if not articles_ or not (match := re.match(r"(\d{1,2})\s?[.-]\s?\d", lines[articles_[0].line].text.strip())):
        return []
    wanted = int(match[1])
    found = []
    for i in range(len(lines)):
        text = lines[i].text.strip()
        own = re.fullmatch(r"(\d{1,2})\.?\s+([A-ZÀ-Ý][^.;:]{2,80})", text)
        if own and (
            (int(own[1]) == wanted and i < articles_[0].line) or (int(own[1]) == wanted + 1 and i > articles_[-1].line)
        ):
            found.append(i)
            wanted = int(own[1])
    return found


def groups(lines: Sequence[Line], taken: Mapping[int, Heading]) -> dict[int, Heading]:
    """The headings that group sheets, whatever word announces them ("Cap 2 – Vivre ensemble"), as axes."""
    sheets = [(i, item.number) for i, item in sorted(taken.items()) if item.kind is SectionKind.SHEET]
    if not sheets or any(item.kind is SectionKind.AXIS for item in taken.values()):
        return {}
    series: dict[str, list[_Item]] = defaultdict(list)
    for i, line in enumerate(lines):
        match = _WORDED.fullmatch(in_figures(line.text.strip(" •*#")))
        if i not in taken and match and len(line.text) <= HEADING_CHARACTERS and not _SHEETS.match(fold(match["word"])):
            series[fold(match["word"])].append(_Item(i, number_of(match["number"]), match["title"]))
    for items in series.values():
        heads = [item for item in items if _opens_group(item, sheets)]
        if len({item.number for item in heads}) >= FEWEST_GROUPS:
            numbers = {item.number for item in heads}
            return {i.line: Heading(SectionKind.AXIS, i.number, i.title) for i in items if i.number in numbers}
    for items in series.values():
        if heads := _holding(items, sheets, len(lines)):
            return {item.line: Heading(SectionKind.AXIS, item.number, item.title) for item in heads}
    for items in series.values():
        above = [item for item in items if any(0 < i - item.line <= ABOVE_REACH for i, _ in sheets)]
        titles = {item.number: item.title for item in above}
        if len(above) >= ABOVE_SHARE * len(sheets) and len(titles) >= FEWEST_GROUPS:
            found = {i.line: Heading(SectionKind.AXIS, i.number, i.title) for i in above}
            return {**found, **_dividers(lines, taken, titles)}
    return _opened(lines, taken, sheets) or _numbered_above(lines, taken, sheets)


def _holding(items: Sequence[_Item], sheets: Sequence[tuple[int, str]], end: int) -> list[_Item]:
    """The items that count 1, 2, 3…, each with sheets behind it; empty where any has none."""
    ends = [*(item.line for item in items[1:]), end]
    heads = [item for item, stop in zip(items, ends, strict=True) if any(item.line < i < stop for i, _ in sheets)]
    counted = [item.number for item in heads] == [str(k) for k in range(1, len(heads) + 1)]
    first = bool(heads) and heads[0].line < sheets[0][0]
    return heads if counted and first and len(heads) >= FEWEST_GROUPS else []


def _numbered_above(
    lines: Sequence[Line], taken: Mapping[int, Heading], sheets: Sequence[tuple[int, str]]
) -> dict[int, Heading]:
    """The groups that a number alone opens, that of all sheets below: "II. Soigner" above "II.1. Ouvrir un centre"."""
    found: dict[int, Heading] = {}
    before, last = "", -1
    for i, number in sheets:
        prefix = number.rpartition(".")[0]
        if prefix != before:
            above = range(max(last + 1, i - NUMBERED_REACH), i)
            items = ((k, _NUMBERED.fullmatch(lines[k].text.strip(" •*#"))) for k in above if k not in taken)
            head = next(
                ((k, m["title"]) for k, m in items if m and not m["outer"] and number_of(m["number"]) == prefix), None
            )
            if head is None or not prefix or len(lines[head[0]].text) > HEADING_CHARACTERS:
                return {}  # a group without a heading of its own: none is surely one
            found[head[0]] = Heading(SectionKind.AXIS, prefix, head[1])
        before, last = prefix, i
    return found if len(found) >= FEWEST_GROUPS else {}


def _opened(
    lines: Sequence[Line], taken: Mapping[int, Heading], sheets: Sequence[tuple[int, str]]
) -> dict[int, Heading]:
    """The groups that a word and a number alone open above their title, with sheets behind each: "Cap 2 / Soigner"."""
    series: dict[str, list[_Item]] = defaultdict(list)
    for i, (line, below) in enumerate(pairwise(lines)):
        match = _LED.fullmatch(line.text.strip(" •*#"))
        title = below.text.strip()
        if not match or match["title"] or i in taken or i + 1 in taken or _SHEETS.match(fold(match["word"])):
            continue
        if title[:1].isupper() and title[-1] not in ".;,:" and len(title) <= HEADING_CHARACTERS:
            series[fold(match["word"])].append(_Item(i, number_of(match["number"]), title))
    for items in series.values():
        ends = [*(item.line for item in items[1:]), len(lines)]
        behind = [any(item.line < i < end for i, _ in sheets) for item, end in zip(items, ends, strict=True)]
        counted = [item.number for item in items] == [str(k) for k in range(1, len(items) + 1)]
        if len(items) >= FEWEST_GROUPS and counted and all(behind) and items[0].line < sheets[0][0]:
            titles = {item.number: item.title for item in items}
            found = {i: Heading(SectionKind.AXIS, number, titles[number]) for i, number in _again(lines, titles)}
            return {**found, **_dividers(lines, taken, titles)}
    return {}


def _again(lines: Sequence[Line], titles: Mapping[str, str]) -> Iterator[tuple[int, str]]:
    """The lines that name a group with its title again, above its sheets."""
    for i, line in enumerate(lines):
        match = _WORDED.fullmatch(line.text.strip(" •*#"))
        number = number_of(match["number"]) if match else ""
        if match and fold(match["title"]) == fold(titles.get(number, "")):
            yield i, number


def _dividers(lines: Sequence[Line], taken: Mapping[int, Heading], titles: Mapping[str, str]) -> dict[int, Heading]:
    """The pages that open a group: its word and number alone above its title."""
    found: dict[int, Heading] = {}
    for i, (line, below) in enumerate(pairwise(lines)):
        match = _LED.fullmatch(line.text.strip(" •*#"))
        number = number_of(match["number"]) if match and not match["title"] and i not in taken else ""
        if number in titles and fold(below.text.strip()) == fold(titles[number]):
            found[i] = Heading(SectionKind.AXIS, number, "")
    return found


def beside_sheets(lines: Sequence[Line], taken: Mapping[int, Heading]) -> dict[int, Heading]:
    """The groups that sheets name on the line of their own heading, and the lines that entitle them, as axes."""
    found: dict[int, Heading] = {}
    words: set[str] = set()
    for i, below in zip(range(len(lines)), lines[1:], strict=False):
        joined = lines[i].end == below.start or lines[i].text.rstrip()[-1:] in "-–—|/>·"
        same_line = joined and lines[i].page == below.page and below.start - lines[i].end <= 1
        sheet = same_line and i + 1 in taken and taken[i + 1].kind is SectionKind.SHEET
        if sheet and i not in taken and (match := _LED.fullmatch(lines[i].text.strip(" •*#|-–—"))):
            words.add(fold(match["word"]))
            found[i] = Heading(SectionKind.AXIS, number_of(match["number"]), match["title"])
    numbers = {item.number for item in found.values()}
    first = min(found, default=0)
    for i in range(first):
        match = _WORDED.fullmatch(lines[i].text.strip(" •*#"))
        if match and i not in taken and fold(match["word"]) in words and number_of(match["number"]) in numbers:
            found[i] = Heading(SectionKind.AXIS, number_of(match["number"]), match["title"])
    return found


def _opens_group(item: _Item, sheets: Sequence[tuple[int, str]]) -> bool:
    """Whether the next sheet below a heading bears its number first."""
    following = next((number for i, number in sheets if i > item.line), "")
    return re.split(r"[.\-]", following)[0] == item.number
