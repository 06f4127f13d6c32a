"""Expansion of a question's words: acronyms both ways, synonyms, English terms, spelling mistakes. Pure functions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import simplemma
from rapidfuzz import fuzz

from assistant import lexicon
from assistant.searching.tokens import pairs, stem, words

# What each kind of alternative is worth beside a word of the question itself.
ACRONYM_WEIGHT = 0.9
SYNONYM_WEIGHT = 0.6
ENGLISH_WEIGHT = 0.7
SPELLING_WEIGHT = 0.8
# Two words that follow each other in the question, and in a passage.
PAIR_WEIGHT = 0.5
# Words that every contract's every page holds, or that say which contract and not what: they break ties only.
COMMON_WEIGHT = 0.15
# "premiers secours en santé mentale" is five words.
LONGEST_TERM = 7

# A stem unknown to the index, given the nearest known one ("" for none).
Speller = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Alternative:
    """Stems that together say what a group asks for, and what finding them is worth."""

    stems: tuple[str, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class Group:
    """One thing asked for, and the ways in which a document may put it."""

    alternatives: tuple[Alternative, ...]
    said: str = ""  # the question's own word, empty for a pair of words


_COMMON = (
    "contrat contrats local locaux cls sante pays territoire action actions fiche fiches prevu prevoit prevue commune"
)
# "Coordination" and "coordonnateur" are of one family; a letter of a short word makes another one (of 100).
SAME_FAMILY = 85


def expand(question: str, speller: Speller, common: Sequence[str] = ()) -> tuple[Group, ...]:
    """What a question asks for, group by group; `common` are folded words that name its contract."""
    lexicon_ = lexicon.load()
    said = words(question)
    light = {stem(word) for word in (*_COMMON.split(), *common)}
    groups: list[Group] = []
    for i, word in enumerate(said):
        if word not in lexicon_.stopwords:
            groups.append(Group((*_own(word, speller, light), *_others(said, i)), word))
    groups += [Group((Alternative((pair,), PAIR_WEIGHT),)) for pair in pairs(_stems(question))]
    return tuple(groups)


def _own(word: str, speller: Speller, light: set[str]) -> list[Alternative]:
    key = stem(word)
    found = [Alternative((key,), COMMON_WEIGHT if key in light else 1.0)]
    # Digits are exact: 2023 is never 2024.
    nearest = "" if any(c.isdigit() for c in word) else near_spelling(word, speller)
    if nearest:
        found.append(Alternative((nearest,), SPELLING_WEIGHT))
    return found


def near_spelling(word: str, speller: Speller) -> str:
    """The known stem that a word is meant to be; none but one of its family where the word is no typing error."""
    key = stem(word)
    nearest = speller(key)
    family = nearest.startswith(key) or key.startswith(nearest) or fuzz.ratio(key, nearest) >= SAME_FAMILY
    # "Les sourds" are no "sources": a word of the dictionary is what it says.
    return "" if nearest and not family and simplemma.is_known(word, lang="fr") else nearest


@cache
def _tables() -> tuple[tuple[dict[str, tuple[str, ...]], float, str], ...]:
    lexicon_ = lexicon.load()
    return (
        (_by_words(lexicon_.acronyms), ACRONYM_WEIGHT, "fr"),
        (_by_words(lexicon_.synonyms), SYNONYM_WEIGHT, "fr"),
        (_by_words(lexicon_.english), ENGLISH_WEIGHT, "en"),
    )


def _by_words(table: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """The table under its terms as questions are read: "groupe d'entraide" is two words, "com-com" too."""
    found: dict[str, tuple[str, ...]] = {}
    for term, others in table.items():
        key = " ".join(words(term))
        found[key] = (*found.get(key, ()), *others)
    return found


def _found(term: str, table: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    return table.get(term) or table.get(_singular(term)) or table.get(f"{term}s", ())


def _others(said: list[str], i: int) -> list[Alternative]:
    """The other ways to say the terms that word i is part of."""
    found: list[Alternative] = []
    for length in range(min(LONGEST_TERM, len(said)), 0, -1):
        for start in range(max(0, i - length + 1), min(i, len(said) - length) + 1):
            term = " ".join(said[start : start + length])
            # Each word of a term brings its share of what the whole term is worth.
            found += [Alternative(stems, weight / length) for stems, weight in _said_otherwise(term)]
    return found


@lru_cache(maxsize=65_536)
def _said_otherwise(term: str) -> tuple[tuple[tuple[str, ...], float], ...]:
    """The stems of each other way to say a term, and what they are worth; questions share most of their terms."""
    return tuple(
        (stems, weight)
        for table, weight, language in _tables()
        for other in _found(term, table)
        if (stems := tuple(dict.fromkeys(_stems(other, language))))
    )


def _stems(text: str, language: str = "fr") -> list[str]:
    stop = lexicon.load().stopwords
    return [stem(word, language) for word in words(text) if word not in stop]


def _singular(term: str) -> str:
    return " ".join(word[:-1] if len(word) > 3 and word[-1] in "sx" else word for word in term.split())
