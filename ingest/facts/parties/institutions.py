"""Whether two names as documents write them name one organisation. Pure functions over a data file."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from rapidfuzz import fuzz

from ingest.naming import fold

# Names of no known kind are the same when their words differ no more than this (0-100).
SAME_NAME = 92

_ARTICLE = re.compile(r"^(?:le |la |les |l'|monsieur |madame )+")
_TIES = frozenset("le la les l de du des d et a au aux en sur pour un une the of".split())


@cache
def _forms() -> tuple[tuple[str, str], ...]:
    """The (form, kind) pairs, the longest form first."""
    text = files("ingest.facts.lexicon").joinpath("institutions.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    pairs = ((form, kind) for kind, forms in rows for form in forms.split("|"))
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))


@cache
def institution(name: str) -> tuple[str, frozenset[str]]:
    """The kind of an organisation ("" when no known one) and the words that tell it from others of its kind."""
    bare = _ARTICLE.sub("", re.sub(r"\s*\([^)]*\)", "", fold(name)).replace("-", " ").strip(" .,;:"))
    for form, kind in _forms():
        if re.match(rf"{re.escape(form)}\b", bare):
            rest = bare[len(form) :]
            return kind, frozenset(re.findall(r"[a-z0-9]+", rest)) - _TIES
    return "", frozenset(re.findall(r"[a-z0-9]+", bare)) - _TIES


def same_organisation(one: str, other: str) -> bool:
    """Whether two names name one organisation: "ARS" and "ARS Y" do within one contract, "CPAM A" and "CPAM B" not."""
    (kind, words), (other_kind, other_words) = institution(one), institution(other)
    if kind and other_kind:
        return kind == other_kind and (words <= other_words or other_words <= words)
    if kind or other_kind:
        return False
    return (
        words == other_words
        or fuzz.token_sort_ratio(" ".join(sorted(words)), " ".join(sorted(other_words))) >= SAME_NAME
    )
