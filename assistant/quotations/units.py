"""Sentences and list items of a passage, each with its place on its page. Pure functions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from ingest.naming import fold
from ingest.records import Document, Passage

# A sentence ends at its full stop before a capital, a bullet or a line of its own; abbreviations are left whole.
_BREAK = re.compile(
    r"(?<=[.;!?…»])\s+(?=[A-ZÀ-Ý«\"“•▪◦*–-])|\n(?=\s*(?:[•▪◦*–-]|o |\d{1,2}[.)/] |[a-z][.)] ))|(?<=[.;!?…])\n|\n{2,}"
)
_ABBREVIATION = re.compile(r"(?:\b(?:art|cf|etc|ex|p|n°|M|Mme|Dr|Pr|St|L|R|D)|\b[A-Z])\.$")
# A sentence without its full stop at the end of a line, before one that begins as only sentences do.
_GLUED = re.compile(r"(?<=[^\W\d_])\n(?=L['’][A-ZÀ-Ý]|(?:Ces|Cette|Cet|Il|Elle|Ils|Elles|Une|Dans) \w)")
# A short line before a capital is a title, a cell or an item: it does not run on into the next line.
_SHORT_LINE = re.compile(r"(?:(?<=\n)|^)(?P<line>[^\n]{1,60})\n(?=[A-ZÀ-Ý•–-])")
# A line of a table has at least so many borders.
FEWEST_BORDERS = 2
# A shorter title does not go on below.
LONG_TITLE = 20
# A passage may begin with the title of the part in which it stands; so many lines are looked through for its own.
_PART, HEADING_LINES = re.compile(r"\W*(?:fiche|axe|article|action|chapitre|partie|titre)\b"), 8
_ITEM = re.compile(r"(?:o |[a-z][.)] )")
_SIGNING = re.compile(r"(?:fait|signe) a .*\d{4}$")
_RUNS_ON = re.compile(
    r"[,:(]$|\b(?:de|du|des|d|la|le|les|et|en|au|aux|à|pour|par|sur|avec|un|une|ou|dans|qui|que)$", re.I
)
# Lines of a table or of labelled values stand each for itself.
_LABELLED_LINE = re.compile(r"\n(?=[A-ZÀ-Ý][^\n:]{2,70} ?: ?\S)")


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence, list item or labelled line: characters `start` to `end` of page `page`."""

    page: int
    start: int
    end: int
    text: str


def units_of(passage: Passage, document: Document) -> tuple[Unit, ...]:
    """The units of a passage, in order; none crosses a page, and its titles are none of its first sentence."""
    texts = {page.number: page.text for page in document.pages}
    found: list[Unit] = []
    for i, span in enumerate(passage.spans):
        text = texts[span.page][span.start : span.end]
        cuts = {m.end() for p in (_BREAK, _LABELLED_LINE) for m in p.finditer(text) if not _abbreviated(text, m)}
        cuts |= {m.end() for m in _GLUED.finditer(text) if not runs_on(text[: m.start()])}
        cuts = {cut for cut in cuts if not _in_a_row(text, cut)}
        if i == 0:
            cuts |= {_end_of_headings(text, passage.path)} - {0, len(text)}
        for start, end in pairwise([0, *sorted(cuts), len(text)]):
            piece = text[start:end]
            lead = len(piece) - len(piece.lstrip())
            bare = piece.strip()
            if bare:
                first = span.start + start + lead
                found.append(Unit(span.page, first, first + len(bare), bare))
    return tuple(found)


def _in_a_row(text: str, cut: int) -> bool:
    """Whether a cut falls inside a row of a table: half a row says nothing of what it is a row of."""
    start, end = text.rfind("\n", 0, cut) + 1, text.find("\n", cut)
    row = text[start : end if end >= 0 else len(text)]
    return start < cut and row.count("|") >= FEWEST_BORDERS


def runs_on(text: str) -> bool:
    """Whether a text ends in the middle of a sentence: with a comma, an article or a preposition."""
    return bool(_RUNS_ON.search(text.rstrip()[-20:]))


def lines_apart(text: str) -> list[str]:
    """A text cut into its sentences, items and labelled lines."""
    return [text[start:end] for start, end in spans_apart(text)]


def spans_apart(text: str) -> list[tuple[int, int]]:
    """Where the sentences, items and labelled lines of a text stand in it."""
    cuts = sorted(_cuts(text) - {0, len(text)})
    pieces = ((start, text[start:end]) for start, end in pairwise([0, *cuts, len(text)]))
    return [
        (start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip()))
        for start, piece in pieces
        if piece.strip()
    ]


def _cuts(text: str) -> set[int]:
    found = {m.end() for p in (_BREAK, _LABELLED_LINE) for m in p.finditer(text) if not _abbreviated(text, m)}
    found |= {m.end() for m in _SHORT_LINE.finditer(text)}
    return {cut for cut in found if not _runs_on(text, cut)}


def _runs_on(text: str, cut: int) -> bool:
    """Whether the words before a cut go on after it: a line that ends in a comma or "de", or a small letter after."""
    before, after = text[:cut].rstrip(), text[cut:].lstrip()
    if after[:1] in tuple("•▪◦*–-") or _ITEM.match(after):
        return False
    return bool(_RUNS_ON.search(before[-20:])) or (
        after[:1].islower() and before[-1:] not in ".!?;:" and not _ITEM.match(after)
    )


def _abbreviated(text: str, match: re.Match[str]) -> bool:
    return bool(_ABBREVIATION.search(text[: match.start()])) and "\n" not in match.group()


def whole(passage: Passage, document: Document) -> tuple[Unit, ...]:
    """The passage as it stands, without the headings that its path repeats: one unit for each unbroken stretch."""
    texts = {page.number: page.text for page in document.pages}
    units = [Unit(s.page, s.start, s.end, texts[s.page][s.start : s.end]) for s in passage.spans]
    return tuple(unit for unit in (_without_headings(unit, passage.path) for unit in units) if unit.text.strip())


def is_heading(text: str, path: tuple[str, ...]) -> bool:
    """Whether a line only repeats a title of the path, or a part of one."""
    bare = _bare(text)
    if _SIGNING.match(bare):
        return False  # "Fait à …, le …" opens the signatures and says when and where
    titles = [_bare(title) for title in path]
    if not bare or any(title.startswith(bare) or title.endswith(bare) for title in titles):
        return True
    if "\n" in text.strip() and _end_of_headings(text, path) == len(text):
        return True
    # A numbered title of two lines, of which the path holds the first.
    wrapped = titles and re.match(r"\d+ ", titles[-1]) and LONG_TITLE <= len(titles[-1]) <= len(bare)
    return (
        bool(wrapped) and bare.startswith(titles[-1]) and len(bare) <= 2 * len(titles[-1]) and text.strip()[-1] != "."
    )


def _end_of_headings(text: str, path: tuple[str, ...]) -> int:
    """How many characters of a text are lines at its head that only repeat titles: its path's, its sheet's, its axis's.

    The title of a field may stand below those of its sheet, which the path does not hold whole.
    """
    lines = re.findall(r"[^\n]*\n|[^\n]+$", text)
    repeated = next((i for i, line in enumerate(lines) if not is_heading(line, path)), len(lines))
    if path and _PART.match(fold(text)):
        title = _bare(path[-1])
        for i in range(min(HEADING_LINES, len(lines))):
            own = (_bare("".join(lines[j : i + 1])) == title for j in range(max(0, i - 1), i + 1))
            repeated = max(repeated, i + 1 if any(own) else 0)
    return sum(map(len, lines[:repeated]))


def _without_headings(unit: Unit, path: tuple[str, ...]) -> Unit:
    start = unit.start + _end_of_headings(unit.text, path)
    return Unit(unit.page, start, unit.end, unit.text[start - unit.start :]) if start < unit.end else unit


def _bare(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", fold(text)).strip()
