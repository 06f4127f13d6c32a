"""English questions put into the French in which everything else is understood. Pure functions."""

from __future__ import annotations

import re
from functools import cache, partial
from importlib import resources

from assistant import lexicon
from ingest.naming import fold

# From so many English words on, and more of them than French ones, a question is English.
ENOUGH = 2

_CONTRACTED = (
    (r"\bde (?:le|un) (?!$)", "du "),
    (r"\bde les ", "des "),
    (r"\bde (?=[lL]'|la )", "de "),
    (r"\bà le ", "au "),
    (r"\bà les ", "aux "),
    (r"\b(de|que) (?=[aeiouéèêh][^\W\d_])", r"\1'"),
    (r"\b(le|la|les|l') ?(?:le |la |les |l')(?=\w)", r"\1 "),
)


def is_english(question: str) -> bool:
    """Whether a question is put in English."""
    said = re.findall(r"[a-z]+", fold(question))
    small = _small_words()
    french = lexicon.load().stopwords - small
    english = sum(word in small and word not in _BOTH for word in said)
    return english >= ENOUGH and english > sum(word in french and word not in small for word in said)


# Words of both languages tell nothing.
_BOTH = frozenset("a an on me do par not or list can will long it partner partners lead".split())
# What is French already is written in letters of its own until the end, lest it be taken for English.
_HIDDEN = {code: 0xE000 + code for code in range(ord("A"), 0x180)}
_SHOWN = {hidden: code for code, hidden in _HIDDEN.items()}
# "the Val X contract": a name before its noun.
_NAME_BEFORE = re.compile(
    r"\b(?:the )?((?:(?!(?:Which|What|Who|When|How|The|Is|Did|And)\b)[A-ZÀ-Ý][\w’'-]+ )+)(?:contract|CLS)\b"
)


def in_french(question: str) -> str:
    """The question in French where it is English, as it stands otherwise."""
    if not is_english(question):
        return question
    text = re.sub(r"\s+", " ", question.replace("’", "'")).strip()
    text = _NAME_BEFORE.sub(r"the contract of \1", text)
    for pattern, french in (*_rows("english_questions.tsv"), *_rows("english_terms.tsv")):
        text = pattern.sub(partial(_put, french), text)
    text = text.translate(_SHOWN)
    for pattern_, french in _CONTRACTED:
        text = re.sub(pattern_, french, text)
    text = re.sub(r"\s+([?.,])", r"\1", re.sub(r"\s+", " ", text)).strip()
    bare = text.rstrip("?. ")
    return f"{bare[:1].upper()}{bare[1:]} ?"


def _put(french: str, match: re.Match[str]) -> str:
    """The French for what was found; the groups that it takes over are still English."""
    parts = re.split(r"\\(\d)", french)
    return "".join((match[int(part)] or "") if i % 2 else part.translate(_HIDDEN) for i, part in enumerate(parts))


@cache
def _rows(name: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    rows = []
    for line in resources.files("assistant.lexicon").joinpath(name).read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            pattern, _, french = line.partition("\t")
            rows.append((re.compile(pattern, re.IGNORECASE), french))
    return tuple(rows)


@cache
def _small_words() -> frozenset[str]:
    text = resources.files("assistant.lexicon").joinpath("english_words.txt").read_text(encoding="utf-8")
    return frozenset(" ".join(line for line in text.splitlines() if not line.startswith("#")).split())
