"""Words of a text as search compares them: French elision, accents, stems; digits exact. Pure functions."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

import Stemmer

from assistant import lexicon
from ingest.naming import fold

# "30 000" and "30.000" are one number; "2.1" and "133,6" keep their mark; a year stays a year.
_THOUSANDS = re.compile(r"(?<![\d.,])\d{1,3}(?:[ .]\d{3})+(?![\d])")
_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[a-z]+(?:'(?=[a-z]))?|[a-z]+\d+[a-z\d]*")
_ELISION = frozenset("l d j m n s t c qu jusqu lorsqu puisqu quoiqu".split())
# A stem shorter than this is kept whole: "PSSM" and "Jura" have no endings.
_STEMMED_FROM = 4

_FRENCH = Stemmer.Stemmer("french")
_ENGLISH = Stemmer.Stemmer("english")


def words(text: str) -> list[str]:
    """The folded words and numbers of a text, elided articles apart, in order; nothing is left out."""
    folded = _THOUSANDS.sub(lambda match: re.sub(r"[ .]", "", match.group()), fold(text))
    found = []
    for token in _TOKEN.findall(folded):
        if token.endswith("'"):
            if token[:-1] in _ELISION:
                continue
            token = token[:-1]
        found.append(token)
    return found


# Words of which the stem would make others: "les aidants" are no "aide", a "communauté" is no "communication".
_OF_THEIR_OWN = {
    word: own
    for own, family in {
        "aidant": "aidant aidants aidante aidantes",
        "communication": "communication communications",
        "communaute": "communaute communautes communautaire communautaires",
        "publication": "publication publications",
        "directeur": "directeur directeurs directrice directrices",
        "direction": "direction directions",
        "consultation": "consultation consultations",
        "preservatif": "preservatif preservatifs",
        "distributeur": "distributeur distributeurs",
    }.items()
    for word in family.split()
}


# Stems that no word is a shortening of.
OWN_STEMS = frozenset(_OF_THEIR_OWN.values())


@lru_cache(maxsize=100_000)
def stem(word: str, language: str = "fr") -> str:
    """The stem of a folded word; numbers and short words are their own."""
    if word[0].isdigit() or len(word) < _STEMMED_FROM:
        return word
    if word in _OF_THEIR_OWN:
        return _OF_THEIR_OWN[word]
    stemmed: str = (_ENGLISH if language == "en" else _FRENCH).stemWord(word)
    return stemmed


def terms(text: str, language: str = "fr") -> list[str]:
    """The stems of a text's words without stop words: what the lexical index holds."""
    stop = lexicon.load().stopwords
    return [stem(word, language) for word in words(text) if word not in stop]


def pairs(stems: list[str]) -> list[str]:
    """The neighbouring pairs of a text's stems, as index entries of their own."""
    return [f"{first}_{second}" for first, second in pairwise(stems)]
