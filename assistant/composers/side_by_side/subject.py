"""A subject in words, all the ways in which documents may put it, and the passages that hold it whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from assistant import lexicon
from assistant.library import UnderstoodContract
from assistant.searching.expansion import Alternative, Group, Speller, near_spelling
from assistant.searching.index import SearchIndex
from assistant.searching.tokens import stem, terms, words
from ingest.records import Passage

# "premiers secours en santé mentale" is five words.
LONGEST_TERM = 7
# Two spellings of one word ("ambroisie", "ambrosie") are at least so alike, of 100.
SPELT_ALIKE = 88
Way = tuple[str, ...]  # stems that together say a word


@dataclass(frozen=True, slots=True)
class Part:
    """One word of a subject: the ways to say it, and those to say something near it."""

    said: str
    own: tuple[Way, ...]
    near: tuple[Way, ...] = ()

    def ways(self, *, near: bool) -> tuple[Way, ...]:
        """The ways to find the part by."""
        return (*self.own, *self.near) if near else self.own


@dataclass(frozen=True, slots=True)
class Subject:
    """What a question is about: its parts, and the whole in the question's words."""

    parts: tuple[Part, ...]
    phrase: tuple[str, ...]  # folded words, in order, small ones too

    def __bool__(self) -> bool:
        return bool(self.parts)


# The passages of some contracts, by contract, that hold every part of a subject, or something near it.
FindPassages = Callable[[Subject, Sequence[UnderstoodContract], bool], Mapping[str, tuple[Passage, ...]]]


def subject_of(text: str, speller: Speller) -> Subject:
    """The subject that folded words name."""
    said = words(text)
    lexicon_ = lexicon.load()
    stop = lexicon_.stopwords
    own_tables, near_tables = _tables()
    parts = []
    for i, word in enumerate(said):
        if word in stop:
            continue
        own: list[Way] = [(stem(word),), (stem(word, "en"),)]
        nearest = "" if any(c.isdigit() for c in word) else near_spelling(word, speller)
        own += [(nearest,)] if nearest else []
        own += _others(said, i, own_tables)
        # An institution named beside a public is no talk of it: "MSA" is not "agriculteurs".
        near = [way for way in _others(said, i, near_tables) if not (len(way) == 1 and way[0] in lexicon_.acronyms)]
        own += [way for way in near if len(way) == 1 and fuzz.ratio(way[0], stem(word)) >= SPELT_ALIKE]
        parts.append(Part(word, tuple(dict.fromkeys(own)), tuple(dict.fromkeys(near))))
    return Subject(tuple(parts), _trimmed(said, stop))


def exact(subject: Subject) -> Subject:
    """The subject in its own words alone."""
    return Subject(tuple(Part(part.said, part.own[:1]) for part in subject.parts), subject.phrase)


def _trimmed(said: Sequence[str], stop: frozenset[str]) -> tuple[str, ...]:
    """The words from the first that counts to the last."""
    telling = [i for i, word in enumerate(said) if word not in stop]
    return tuple(said[telling[0] : telling[-1] + 1]) if telling else ()


@cache
def _tables() -> tuple[dict[str, tuple[Way, ...]], dict[str, tuple[Way, ...]]]:
    """The ways to say a term, and what is near it, by the term's words without endings."""
    lexicon_ = lexicon.load()
    own: dict[str, tuple[Way, ...]] = {}
    near: dict[str, tuple[Way, ...]] = {}
    for table, language, into in (
        (lexicon_.acronyms, "fr", own),
        (lexicon_.english, "en", own),
        (lexicon_.synonyms, "fr", near),
    ):
        for term, others in table.items():
            key = _key(words(term))
            into[key] = (*into.get(key, ()), *(tuple(dict.fromkeys(terms(other, language))) for other in others))
    return own, near


def _key(said: Sequence[str]) -> str:
    return " ".join(stem(word) for word in said)


def _others(said: Sequence[str], i: int, table: Mapping[str, tuple[Way, ...]]) -> Iterator[Way]:
    """The other ways to say the terms that word i is part of."""
    for length in range(min(LONGEST_TERM, len(said)), 0, -1):
        for start in range(max(0, i - length + 1), min(i, len(said) - length) + 1):
            yield from (way for way in table.get(_key(said[start : start + length]), ()) if way)


class PassageFinder:
    """Finds the passages that hold a subject whole, over one index."""

    def __init__(self, index: SearchIndex) -> None:
        self._index = index

    def subject(self, text: str) -> Subject:
        """The subject that folded words name, misspellings mended by the words of the documents."""
        return subject_of(text, self._index.spell)

    def find(
        self, subject: Subject, contracts: Sequence[UnderstoodContract], near: bool
    ) -> Mapping[str, tuple[Passage, ...]]:
        """The passages, with what their headings say, of each contract that has some."""
        held = np.ones(len(self._index), dtype=bool)
        for part in subject.parts:
            held &= self._any(part.ways(near=near))
        found = {}
        for contract in contracts:
            rows = self._index.rows([document.id for document in contract.documents])
            passages = tuple(self._index.snapshot.passages[int(row)] for row in rows[held[rows]])
            if passages:
                found[contract.ref.id] = passages
        return found

    def _any(self, ways: Sequence[Way]) -> NDArray[np.bool_]:
        found = np.zeros(len(self._index), dtype=bool)
        for way in ways:
            whole = np.ones(len(self._index), dtype=bool)
            for each in way:
                whole &= self._index.lexical_scores((Group((Alternative((each,), 1.0),), each),)) > 0
            found |= whole
        return found
