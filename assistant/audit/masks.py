"""What a sentence repeats word for word — quotes, titles, labels — set apart from what it says itself. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from assistant.audit.ground import Ground, Quoted
from assistant.audit.names import letters
from assistant.verify import numbers
from ingest.naming import fold

# What stands in the place of words set apart: no letter, no digit.
HIDDEN = "\u25af"
# A title is recognised among other words from so many letters on.
SHORTEST = 6
# Fewer letters with a figure among them must stand as words of their own.
SHORT = 12
_CUT = re.compile(r"\[…\]|…|\[\.\.\.\]")


def without_quotes(text: str, cited: Sequence[Quoted], ground: Ground) -> tuple[str, str]:
    """The text with what stands between « » set apart, and the first such words that no cited quote holds."""
    shown, start = text, 0
    while (opening := shown.find("«", start)) >= 0:
        closings = [i for i in range(len(shown) - 1, opening, -1) if shown[i] == "»"]
        end = next((i for i in closings if _stands(shown[opening + 1 : i], cited, ground)), None)
        if end is None:
            return shown, shown[opening : (closings[-1] + 1 if closings else len(shown))]
        shown = shown[:opening] + HIDDEN * (end + 1 - opening) + shown[end + 1 :]
        start = end + 1
    return shown, ""


def _stands(words: str, cited: Sequence[Quoted], ground: Ground) -> bool:
    pieces = [letters(piece) for piece in _CUT.split(words)]
    bare = "".join(pieces)
    if not bare:
        return True
    if bare in ground.known.document_titles:
        return True
    whole = "".join(one.letters for one in cited)
    if len(bare) < SHORT and re.search(r"\d", bare) and not any(_stands_apart(words, one.flat) for one in cited):
        return bare in ground.question_letters
    if all(any(piece in one.letters for one in cited) or piece in whole for piece in pieces):
        held = frozenset[str]().union(*(one.numbers for one in cited))
        held |= numbers(" ".join(one.citation.quote for one in cited))
        return numbers(words) <= held
    if not cited and set(re.findall(r"\w+", fold(words))) <= ground.question_words:
        return True
    named = {*ground.known.document_titles, *(one.place for one in cited)}
    if bare in ground.question_letters or any(bare in name for name in named):
        return True
    return any(bare in letters(title) for title in ground.known.titles({one.contract_id for one in cited}))


def _stands_apart(words: str, flat: str) -> bool:
    """Whether few words with a figure stand in a quote as words of their own: "34 %" is not in "2034 %"."""
    parts = (re.escape(part) for part in re.findall(r"[^\W_]+|[€%]", fold(words)))
    return re.search(rf"(?<!\w){r'[^a-z0-9]*'.join(parts)}(?!\w)", flat) is not None


def without_titles(text: str, cited: Sequence[Quoted], ground: Ground) -> str:
    """The text with the titles of sheets, articles and documents and the sections of its quotes set apart."""
    sections = (part for one in cited for part in (one.citation.section, *one.citation.section.split(" › ")))
    titles = (one.document.metadata.title for one in cited)
    known = ground.known.titles({one.contract_id for one in cited} or ground.contract_ids)
    return hidden(text, sorted({*sections, *titles, *known}, key=len, reverse=True))


def without_pages(text: str, cited: Sequence[Quoted]) -> str:
    """The text with the pages of its quotes set apart: a quote stands on the page that its citation names."""
    pages = {one.citation.page for one in cited}

    def held(match: re.Match[str]) -> str:
        return HIDDEN * len(match.group()) if int(match[1]) in pages else match.group()

    return re.sub(r"\bpage (\d{1,4})\b(?! ?[€%])", held, text)


def without_labels(text: str, labels: Iterable[str]) -> tuple[str, tuple[str, ...]]:
    """The text with the labels of contracts set apart, and those that it says."""
    said = []
    for label in sorted(labels, key=len, reverse=True):
        pattern = _pattern(label) if letters(label) in letters(text) else None
        if pattern and pattern.search(text):
            said.append(label)
            text = pattern.sub(lambda match: HIDDEN * len(match.group()), text)
    return text, tuple(said)


def hidden(text: str, words: Iterable[str]) -> str:
    """The text with some words set apart wherever they stand, white space and capitals apart."""
    own = letters(text)
    for one in words:
        if len(one) < SHORTEST or letters(one) not in own:
            continue
        pattern = _pattern(one)
        if pattern:
            text = pattern.sub(lambda match: HIDDEN * len(match.group()), text)
    return text


@lru_cache(maxsize=4_096)
def _pattern(words: str) -> re.Pattern[str] | None:
    parts = words.split()
    if not parts:
        return None
    body = r"\s+".join(re.sub(r"['’]", "['’]", re.escape(part)) for part in parts)
    return re.compile(rf"(?<!\w){body}(?!\w)", re.IGNORECASE)
