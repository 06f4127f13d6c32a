"""The words of the field as data: acronyms, synonyms, English terms, stop words. Read once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources

from ingest.naming import fold


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Folded term → folded terms that say the same; `acronyms` also the other way round."""

    acronyms: dict[str, tuple[str, ...]]
    synonyms: dict[str, tuple[str, ...]]
    english: dict[str, tuple[str, ...]]
    stopwords: frozenset[str]
    form: frozenset[str]  # words of questions, not of what they ask


def _read(name: str) -> list[list[str]]:
    text = resources.files("assistant.lexicon").joinpath(name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line.strip() and not line.startswith("#")]


def _table(name: str) -> dict[str, tuple[str, ...]]:
    table: dict[str, tuple[str, ...]] = {}
    for said, meant in _read(name):
        for term in said.split("|"):
            words = tuple(fold(word) for word in meant.split("|"))
            table[fold(term)] = (*table.get(fold(term), ()), *words)
    return table


@cache
def load() -> Lexicon:
    """The lexicon that ships with the product."""
    acronyms = _table("acronyms.tsv")
    for acronym, expansions in list(acronyms.items()):
        for expansion in expansions:
            acronyms[expansion] = (*acronyms.get(expansion, ()), acronym)
    return Lexicon(acronyms, _table("synonyms.tsv"), _table("english.tsv"), _words("stopwords.txt"), _words("form.txt"))


def is_form(word: str) -> bool:
    """Whether a word of a question is one of grammar or of form: it names nothing, with a capital or without."""
    held = load()
    return fold(word) in held.stopwords or fold(word) in held.form


def _words(name: str) -> frozenset[str]:
    return frozenset(fold(word) for row in _read(name) for word in " ".join(row).split())
