"""Acronyms and what they stand for, as documents themselves write them. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.naming import fold

# Words that an acronym may leave out.
SMALL_WORDS = frozenset("le la les l de du des d et en sur au aux a pour par un une dans the of".split())
# An acronym of this many letters may leave out one more word ("FeMaSCo").
LONG_ACRONYM = 5
# A definition's long form has at most this many words more than the acronym has letters.
MOST_MORE_WORDS = 8

_SHORT = r"[A-ZÉÈÎ][A-Za-zÀ-ÿ&./-]{1,11}"
_BEHIND = re.compile(rf"\(\s*(?P<short>{_SHORT})\s*\)")
_AHEAD = re.compile(rf"(?<!\w)(?P<short>{_SHORT})\s*\((?P<long>[^()]{{8,120}})\)")


def is_acronym(text: str) -> bool:
    """Whether a word looks like an acronym: one word, mostly capitals."""
    capitals = sum(c.isupper() for c in text)
    return bool(re.fullmatch(r"[\w&.’'/-]{2,12}", text)) and capitals >= 2 and 2 * capitals >= len(text)


def abbreviates(acronym: str, name: str) -> bool:
    """Whether the letters of an acronym are beginnings of the words of a name, in order, all words counting."""
    short = re.sub(r"[^a-z0-9]", "", fold(acronym))
    words = re.findall(r"[a-z0-9]+", fold(name))
    if len(short) < 2 or not words or len(words) < 2 or short[0] != words[0][0]:
        return False
    return _fits(short, tuple(words), 1 if len(short) >= LONG_ACRONYM else 0)


def spells(acronym: str, name: str) -> bool:
    """Whether the letters of an acronym stand in a name of several words in order, the first at its beginning."""
    short, rest = re.sub(r"[^a-z0-9]", "", fold(acronym)), fold(name)
    if len(name.split()) < 2 or not short or not rest.startswith(short[0]):
        return False
    letters = iter(rest)
    return all(letter in letters for letter in short)


def _fits(short: str, words: Sequence[str], spare: int) -> bool:
    if not short:
        return sum(word not in SMALL_WORDS for word in words) <= spare
    if not words:
        return False
    word, rest = words[0], words[1:]
    for length in range(min(len(short), len(word)), 0, -1):
        if word.startswith(short[:length]) and _fits(short[length:], rest, spare):
            return True
    if word in SMALL_WORDS:
        return _fits(short, rest, spare)
    return spare > 0 and _fits(short, rest, spare - 1)


def definitions(text: str) -> Iterator[tuple[str, str]]:
    """The (acronym, long form) pairs that a text spells out: "long form (ACRONYM)" or "ACRONYM (long form)"."""
    flat = re.sub(r"\s+", " ", text)
    for match in _BEHIND.finditer(flat):
        short = match["short"]
        if is_acronym(short):
            long = _long_form(short, flat[max(0, match.start() - 160) : match.start()])
            if long:
                yield short, long
    for match in _AHEAD.finditer(flat):
        if is_acronym(match["short"]) and abbreviates(match["short"], match["long"]):
            yield match["short"], match["long"].strip()


def _long_form(short: str, before: str) -> str:
    """The fewest words before an acronym that it abbreviates."""
    clause = re.split(r"[.;:•()]", before)[-1]
    starts = [match.start() for match in re.finditer(r"[\w&]+", clause)]
    for start in reversed(starts[-(len(short) + MOST_MORE_WORDS) :]):
        if abbreviates(short, clause[start:]):
            return clause[start:].strip()
    return ""
