"""The sentences and list items of a run, each with what announces it and the heading under which it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.facts.reading import Run, flat
from ingest.naming import fold

_BULLET = re.compile(
    r"\s*(?P<sign>[•▪◦*·●○■□►▸➢➔→✓✔❖‣⁃§]|[-–—](?!\d)|o(?=\s)|(?P<number>\d{1,2}|[a-hA-H])(?:\s?[)/]|[.°](?=\s)))\s*"
)
_NUMBERED_HEADING = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})+|[IVX]{1,4}|[A-H]|\d{1,2})\s?[.):/–-]?\s+(?=\S)")
_SUBNUMBER = re.compile(r"\d{1,2}\.\d{1,2}\b[.)]?\s+[A-ZÀ-Þ]")
# A line ends a paragraph when the next line's first word would still have fitted on it.
FULL_LINE = 0.86
# Headings inside an article are short.
HEADING_CHARACTERS = 90
HEADING_WORDS = 12
_END = re.compile(r"[.!?…](?:[»”\")]|\s»)?(?=\s+[«“\"A-ZÀ-Ý0-9]|\s*$)|;(?=\s*\n|\s*$)|:(?=\s*\n)")
_FIGURE = re.compile(r"\d{1,3}(?:[  .]?\d{3})*(?:,\d+)? ?(?:€|%|k€|M€|euros?\b|habitants\b|communes\b|ans\b|mois\b)")
# "Rythme : deux fois par an": a label with its content.
_RHYTHM = re.compile(r"(?:rythme|frequence|periodicite|reunions?) ?: ?\S")
# A full stop behind one of these does not end a sentence.
_ABBREVIATION = re.compile(
    r"(?:^|[\s('’])(?:art|al|cf|ch|dr|ex|m|mm|me|mme|n|p|pr|réf|st|tél|vs|[A-Z])\.$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Clause:
    """A sentence or list item: characters `start` to `end` of a run's text, its bullet left out."""

    start: int
    end: int
    text: str
    sign: str = ""  # the bullet of a list item; every item behind an announcement has one, "," where none is printed
    heading: str = ""
    opening: tuple[int, int] | None = None  # the sentence ending in a colon that announces it
    block: int = 0  # which paragraph of the run it stands in

    @property
    def folded(self) -> str:
        """The text for comparing."""
        return fold(self.text)

    @property
    def announces(self) -> bool:
        """Whether a list follows."""
        return self.text.endswith(":")


@dataclass(slots=True)
class _Block:
    start: int
    end: int
    sign: str
    first: str  # its first line without bullet
    lines: int = 1


def clauses(run: Run) -> tuple[Clause, ...]:
    """The sentences and list items of a run, in order, without its sub-headings."""
    return tuple(_Clauses(run).build())


def bulleted(line: str) -> bool:
    """Whether a line opens a list item."""
    return _BULLET.match(line) is not None


# A line with so many bars between cells is a row.
ROW_BARS = 2


class _Clauses:
    def __init__(self, run: Run) -> None:
        self.text = run.text
        self.blocks = _blocks(run)

    def build(self) -> Iterator[Clause]:
        heading = ""
        openings: list[tuple[str, tuple[int, int]]] = []  # (bullet of the announcing item, its span)
        for number, block in enumerate(self.blocks):
            if self._is_heading(number):
                heading, openings = flat(self.text[block.start : block.end]).rstrip(" :"), []
                continue
            if block.sign:
                while openings and openings[-1][0] == block.sign:
                    openings.pop()
            for start, end in _sentences(self.text, block.start, block.end):
                text = flat(self.text[start:end])
                listed = block.sign or ("," if openings and _item_like(text) else "")
                if not listed:
                    openings = []
                opening = openings[-1][1] if openings else None
                yield Clause(start, end, text, listed, heading, opening, number)
                if text.endswith(":"):
                    openings.append((block.sign, (start, end)))

    def _is_heading(self, number: int) -> bool:
        block = self.blocks[number]
        after = self.blocks[number + 1] if number + 1 < len(self.blocks) else None
        bare = flat(self.text[block.start : block.end])
        if after is None or block.lines > 2 or not 3 < len(bare) <= HEADING_CHARACTERS:
            return False
        if len(bare.split()) > HEADING_WORDS or bare[-1] in ".,;!?" or not _capital(_unnumbered(bare)):
            return False
        if (bare.endswith(":") and (_verb(bare) or after.sign)) or _RHYTHM.match(fold(bare)):
            return False
        following = flat(self.text[after.start : after.end])
        # What stands under a heading is a sentence or a list of another kind, not one more item of the same list.
        if block.sign and after.sign == block.sign:
            return False
        return not _verb(bare) and (len(following) > len(bare) or bool(after.sign) or following[-1] in ".;:")


def _blocks(run: Run) -> list[_Block]:
    text = run.text
    width = _width(run)
    found: list[_Block] = []
    previous = ""
    for match, line in zip(re.finditer(r"[^\n]+", text), run.lines, strict=True):
        bullet = _BULLET.match(match.group())
        sign = "" if bullet is None else ("1" if bullet["number"] else bullet["sign"])
        if bullet and bullet["number"] and found and not _opens_number(previous, bullet["number"]):
            bullet, sign = None, ""
        start = match.start() + (bullet.end() if bullet else 0)
        first = match.group()[bullet.end() :] if bullet else match.group()
        alone = bool(found) and not found[-1].first.strip()  # a bullet printed on a line of its own
        if found and not bullet and (alone or not _breaks(previous, line.text, width, gap=line.after_gap)):
            found[-1].end = match.end()
            found[-1].lines += 1
            if alone:
                found[-1].first, found[-1].start = first, start
        else:
            found.append(_Block(start, match.end(), sign, first))
        previous = line.text
    return [block for block in found if text[block.start : block.end].strip()]


def _opens_number(previous: str, number: str) -> bool:
    """Whether "2." at the beginning of a line may number an item: not where a sentence goes on."""
    return previous.rstrip()[-1:] in ".;:,!?" or number in "1aA" or not number.isalpha()


def _width(run: Run) -> int:
    """How long the full lines of the run's pages are: a short article alone does not tell."""
    touched = {line.page for line in run.lines}
    texts = (text for page in run.pages if page.number in touched for text in page.text.split("\n"))
    lengths = sorted(len(text) for text in texts if text.strip())
    return lengths[int(0.9 * (len(lengths) - 1))] if lengths else 0


def _breaks(above: str, text: str, width: int, *, gap: bool) -> bool:
    """Whether a line without bullet begins a new paragraph."""
    above, bare = above.rstrip(), text.lstrip()
    if not _capital(bare):
        # Page ends and wide line spacing cut sentences too.
        return gap and above[-1:] in ".:;!?"
    if gap or _SUBNUMBER.match(bare):
        return True
    if above.count("|") == bare.count("|") >= ROW_BARS:
        return True  # the next row of a table
    if _FIGURE.match(bare) and above[-1:] not in ".:;!?":
        return False  # "… s'engage à verser / 5 000 € par an"
    first = bare.split()[0]
    return len(above) + 1 + len(first) < FULL_LINE * width or (above[-1:] in ".:" and len(above) < FULL_LINE * width)


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    for match in _END.finditer(text, start, end):
        if text[match.start()] == "." and _ABBREVIATION.search(text[max(at, match.end() - 6) : match.end()]):
            continue
        if text[at : match.end()].strip():
            yield _trim(text, at, match.end())
        at = match.end()
    if text[at:end].strip():
        yield _trim(text, at, end)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    chosen = text[start:end]
    return start + len(chosen) - len(chosen.lstrip()), start + len(chosen.rstrip())


def _item_like(text: str) -> bool:
    return text[-1:] in ";," or text[:1].islower()


def _capital(text: str) -> bool:
    first = next((c for c in text if c.isalnum()), "")
    return first.isupper() or first.isdigit()


def _unnumbered(text: str) -> str:
    match = _NUMBERED_HEADING.match(text)
    return text[match.end() :] if match else text


_VERB = re.compile(
    r"\b(?:(?<!grand )est|sont|sera|seront|peut|peuvent|pourra|pourront|doit|doivent|devra|devront|a pour"
    r"|ont pour|se reuni\w*"
    r"|s'engage\w*|s'efforce\w*|\w{3,}(?:eront|era)|decident?|contribuent?|comprend|comprennent|couvre)\b"
)


def _verb(text: str) -> bool:
    return _VERB.search(fold(text)) is not None
