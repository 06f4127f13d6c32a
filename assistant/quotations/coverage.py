"""How much of what a question asks a text holds, word by word, each by its rarity. Pure functions."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache

from assistant import lexicon
from assistant.questions.understand import Query
from assistant.quotations.answerability import is_name
from assistant.searching.expansion import COMMON_WEIGHT, Group
from assistant.searching.index import SearchIndex
from assistant.searching.tokens import stem, words

# What a word that no document holds counts for: everyday wording, not matter.
UNKNOWN_WORTH = 0.25
# Questions whose matter weighs less than this share of the rarest word are answered by the section they ask for.
LITTLE_ASKED = 0.85


def matter(query: Query, groups: Sequence[Group], index: SearchIndex) -> list[tuple[Group, float]]:
    """What a question asks about, apart from its form and its contract's name, and what each is worth."""
    return [(group, _worth(group, query, index)) for group in groups if group.said and _is_asked(group, query)]


def is_general(query: Query, groups: Sequence[Group], index: SearchIndex) -> bool:
    """Whether a question has no matter of its own: "qui a signé ?" has an answer in each contract."""
    return bool(query.intents) and sum(worth for _, worth in matter(query, groups, index)) < LITTLE_ASKED * index.rarest


def share_held(asked: Sequence[tuple[Group, float]], stems: frozenset[str]) -> float:
    """The share of what is asked that the stems hold, by worth; 1 when nothing but form is asked."""
    total = sum(worth for _, worth in asked)
    held = sum(worth * max(share_of_way(a.stems, stems) for a in group.alternatives) for group, worth in asked)
    return held / total if total else 1.0


def coverage_of(asked: Sequence[tuple[Group, float]], text: str) -> float:
    """The share of what is asked that a text holds, in French or in English, by worth."""
    return share_held(asked, stems_of(text, "fr") | stems_of(text, "en"))


def share_of_way(wanted: Sequence[str], stems: frozenset[str]) -> float:
    """The share of the stems of one way to say a thing that are among the stems given; 0 up to a half."""
    found = sum(1 for s in wanted if s in stems) / len(wanted)
    return found if found > 0.5 else 0.0


def is_known(group: Group, index: SearchIndex) -> bool:
    """Whether a document says the thing in any of its ways."""
    return any(index.knows(stem) for alternative in group.alternatives for stem in alternative.stems)


def rarity(group: Group, index: SearchIndex) -> float:
    """How rare the question's own word for a thing is in the documents."""
    return max(index.rarity(stem) for stem in group.alternatives[0].stems)


@lru_cache(maxsize=16_384)
def stems_of(text: str, language: str) -> frozenset[str]:
    """The stems of a passage's text or of a heading: the same passages are weighed for many questions."""
    return frozenset(stem(word, language) for word in words(text))


@cache
def form_words() -> frozenset[str]:
    """The words that make a question and are not what it asks for."""
    return frozenset(lexicon.load().form)


def _is_asked(group: Group, query: Query) -> bool:
    """Whether a group is matter to be found, and not the question's form or its contract's name."""
    return (
        group.alternatives[0].weight > COMMON_WEIGHT
        and group.said not in form_words()
        and group.said not in {query.sheet, query.article}
        and not any(intent.ask.search(group.said) for intent in query.intents)
    )


def _worth(group: Group, query: Query, index: SearchIndex) -> float:
    """What finding a group counts for: its rarity; a word that no document has counts little, unless it is a name."""
    whole = is_known(group, index) or group.said[0].isdigit() or is_name(group.said, query.text)
    return rarity(group, index) if whole else UNKNOWN_WORTH * rarity(group, index)
