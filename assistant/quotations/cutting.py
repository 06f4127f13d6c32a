"""Long values cut where their sentences end: what is quoted is whole, and proved by its own words alone. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

import simplemma

from assistant.quotations.units import spans_apart
from ingest.facts.records import Evidence, Said

LEFT_OUT = " […]"
# A cut at a sentence's end, else at a comma, keeps at least so much of what could be kept.
LEAST = 0.4
# One sentence alone may be so much longer than the rest and stay whole.
ALONE = 1.5


def sentences(said: Said) -> list[Said]:
    """A value sentence by sentence, each with the words that prove it; whole where its words cannot be told apart."""
    found: list[Said] = []
    at = 0
    for piece in _pieces(said.evidence):
        text = next((t for t in _ways(piece) if t and t in said.value[at:]), "")
        start = said.value.find(text, at) if text else -1
        if start < 0 or re.search(r"\w", said.value[at:start]):
            return [said]
        at = start + len(text)
        found.append(replace(said, value=_mended(text), evidence=tuple(piece)))
    return found if found and not re.search(r"\w", said.value[at:]) else [said]


def whole_sentences(said: Said, most: int) -> Said:
    """A value of at most so many characters: its first sentences, and the first one cut where it alone is longer."""
    flat = " ".join(said.value.split())
    if len(flat) <= most:
        return replace(said, value=flat)
    every, kept = sentences(said), list[Said]()
    for one in every:
        if kept and len(" ".join([*(k.value for k in kept), one.value])) > most:
            break
        kept.append(one)
    return _together(said, kept, most, after=len(kept) < len(every))


def between(said: Said, pieces: Sequence[Said], first: int, last: int, most: int) -> Said:
    """The pieces `first` to `last` of a value as one, with what stands before and behind marked as left out."""
    chosen = _together(said, pieces[first : last + 1], most, after=last + 1 < len(pieces))
    return replace(chosen, value=f"{LEFT_OUT.strip()} {chosen.value}") if first else chosen


def cut(text: str, most: int) -> str:
    """A text of at most so many characters, cut where a sentence, a part or a word ends, no quotation mark left open.

    >>> cut("Elle tient un « guichet d'accueil » ouvert", 28)
    'Elle tient un […]'
    """
    flat = " ".join(text.split())
    if len(flat) <= most:
        return flat
    head = flat[:most].rsplit(" ", 1)[0]
    for end in (r"[.!?;](?=\s|$)", r",(?=\s|$)"):
        ends = [m.end() for m in re.finditer(end, head) if m.end() >= LEAST * most]
        if ends:
            head = head[: ends[-1]].rstrip(",;")
            break
    return f"{_closed(head)}{LEFT_OUT}"


def _together(said: Said, kept: Sequence[Said], most: int, *, after: bool) -> Said:
    text = " ".join(one.value for one in kept)
    if len(text) > ALONE * most and len(kept) == 1:
        text, after = cut(text, most), False
    evidence = tuple(e for one in kept for e in one.evidence)
    return replace(said, value=f"{text}{LEFT_OUT if after else ''}", evidence=evidence)


def _closed(text: str) -> str:
    """A text up to the quotation mark or bracket that it leaves open."""
    for opening, closing in (("«", "»"), ("(", ")"), ("“", "”")):
        if text.count(opening) > text.count(closing):
            text = text[: text.rfind(opening)].rstrip(" ,:;")
    return text


def _mended(text: str) -> str:
    """A text whose words broken at the end of a page are whole: "d'in- tégration"."""

    def joined(match: re.Match[str]) -> str:
        word = match["head"] + match["tail"]
        return word if simplemma.is_known(word, lang="fr") else match.group()

    return re.sub(r"(?P<head>[a-zà-ÿ]+)- (?P<tail>[a-zà-ÿ]+)", joined, text)


def _pieces(evidence: Sequence[Evidence]) -> Iterator[list[Evidence]]:
    """The sentences of some evidence in a row; one that a page cuts in two stands on both."""
    open_: list[Evidence] = []
    for one in evidence:
        spans = spans_apart(one.quote)
        for i, (start, end) in enumerate(spans):
            piece = replace(one, start=one.start + start, end=one.start + end, quote=one.quote[start:end])
            runs_on = open_ and i == 0 and piece.quote[:1].islower()
            if open_ and not runs_on:
                yield open_
                open_ = []
            open_.append(piece)
            if i + 1 < len(spans):
                yield open_
                open_ = []
    if open_:
        yield open_


def _ways(piece: Sequence[Evidence]) -> Iterator[str]:
    """The ways in which a value may write its words: a word broken at the end of a line is whole there."""
    text = "\n".join(one.quote for one in piece)
    text = re.sub(r"^\s*(?:[•▪◦*–-]|o(?= )|\d{1,2}[.)]) ?", "", text)
    yield " ".join(text.split())
    yield " ".join(re.sub(r"(?<=\w)-\n(?=[a-zà-ÿ])", "", text).split())
    yield " ".join(re.sub(r"(?<=\w)-\n(?=[a-zà-ÿ])", "-", text).split())
