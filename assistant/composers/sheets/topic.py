"""What an open question is about, and how much of it a text holds. Pure functions."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from functools import lru_cache

from assistant import lexicon
from assistant.searching.expansion import Alternative, Group
from assistant.searching.tokens import terms, words

# A word of the question itself, and another way to say it.
OWN, OTHER = 1.0, 0.75
# From this weight on, an alternative is the question's own word, its acronym or its right spelling.
OWN_WEIGHT = 0.8
# A stem of so few letters of a word of so many more says too little.
SHORT_STEM, ENDING = 3, 3


@dataclass(frozen=True, slots=True)
class Theme:
    """What an open question is about: its words, each with the ways to say it and what it is worth."""

    groups: tuple[tuple[Group, float], ...]

    def held(self, text: str, language: str = "fr") -> float:
        """What a text holds of the theme, by worth."""
        forms = forms_of(text, language)
        return sum(worth * strength(group, forms) for group, worth in self.groups)


@lru_cache(maxsize=8192)
def forms_of(text: str, language: str = "fr") -> frozenset[str]:
    """The stems of a text, and its words whole."""
    return frozenset((*terms(text, language), *(f"={singular(word)}" for word in words(text))))


def whole_word(group: Group) -> Group:
    """The group looked for by its whole word where the stem is too short to tell: "aidants" is not "aider"."""
    own, *others = group.alternatives
    if len(own.stems) > 1 or len(own.stems[0]) > SHORT_STEM or len(group.said) < len(own.stems[0]) + ENDING:
        return group
    return Group((Alternative((f"={singular(group.said)}",), own.weight), *others), group.said)


def singular(word: str) -> str:
    """A folded word without the mark of a plural."""
    return word[:-1] if len(word) > 3 and word[-1] in "sx" else word


def strength(group: Group, stems: Container[str]) -> float:
    """How surely the stems say what a group asks for: by its own word, by another, not at all."""
    held = [a for a in group.alternatives if all(stem in stems for stem in a.stems)]
    return max((_own(alternative, group) for alternative in held), default=0.0)


def _own(alternative: Alternative, group: Group) -> float:
    return OWN if alternative is group.alternatives[0] or alternative.weight >= OWN_WEIGHT else OTHER


def in_english(group: Group) -> Group:
    """The group with the English words for what its word stands for: "toubib" is "médecin" is "physician"."""
    held = lexicon.load()
    meant = (*held.synonyms.get(group.said, ()), *held.synonyms.get(singular(group.said), ()))
    english = dict.fromkeys(word for term in meant for word in held.english.get(term, ()))
    more = (Alternative(tuple(dict.fromkeys(terms(word, "en"))), OTHER) for word in english)
    return Group((*group.alternatives, *(one for one in more if one.stems)), group.said)
