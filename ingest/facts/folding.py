"""A text folded for matching, with the way back from every match to the characters as printed."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

_SPELLED = {"’": "'", "‘": "'", "œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "–": "-", "—": "-"}


@dataclass(frozen=True, slots=True)
class Folded:
    """`text` is the original in lower case, without accents, on one line a paragraph; `origins` leads back."""

    text: str
    origins: tuple[int, ...]  # of each character of `text`, its place in the original; one more for the end

    def span(self, match: re.Match[str], group: str | int = 0) -> tuple[int, int]:
        """Where a match of `text` stands in the original."""
        return self.back(match.start(group), match.end(group))

    def back(self, start: int, end: int) -> tuple[int, int]:
        """Where characters `start` to `end` of `text` stand in the original."""
        return self.origins[start], self.origins[end - 1] + 1 if end > start else self.origins[start]


@cache
def _bare(character: str) -> str:
    spelled = _SPELLED.get(character)
    parts = spelled or "".join(c for c in unicodedata.normalize("NFKD", character) if not unicodedata.combining(c))
    return parts.lower()


@lru_cache(maxsize=4096)
def folded(original: str) -> Folded:
    """The folded text: white space single, blank lines kept as line breaks."""
    characters: list[str] = []
    origins: list[int] = []
    for i, character in enumerate(original):
        if character.isspace():
            blank = character == "\n" and original[i + 1 : i + 2] == "\n"
            if characters and characters[-1] == " " and blank:
                characters[-1] = "\n"
            elif characters and characters[-1] not in " \n":
                characters.append("\n" if blank else " ")
                origins.append(i)
            continue
        for c in _bare(character):
            characters.append(c)
            origins.append(i)
    return Folded("".join(characters), (*origins, len(original)))


@cache
def words_of(name: str) -> tuple[str, ...]:
    """The entries of a word list of the lexicon, the longest first."""
    text = files("ingest.facts").joinpath("lexicon", name).read_text("utf-8")
    entries = (entry.strip() for line in text.splitlines() if not line.startswith("#") for entry in line.split("|"))
    return tuple(sorted(filter(None, entries), key=len, reverse=True))


@cache
def pattern_of(name: str) -> str:
    """A word list of the lexicon as one alternation for a regular expression on folded text."""
    return "(?:" + "|".join(re.escape(entry).replace(r"\ ", "[ -]") for entry in words_of(name)) + ")"
