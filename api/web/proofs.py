"""Proofs as a page shows them: few links, each to a block of a page. Pure functions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from string import ascii_uppercase

from api.record_schemas import EvidenceOut
from api.views import page_url
from ingest.naming import fold

# Quotes of one page that lie this close make one proof: a block of a sheet, not two ends of a page.
ONE_BLOCK = 700  # characters


def gathered(evidence: Sequence[EvidenceOut]) -> list[EvidenceOut]:
    """One proof a block of a page, best document first: its span holds the quotes that lie close together."""
    documents = list(dict.fromkeys(one.document for one in evidence))
    found: list[EvidenceOut] = []
    for one in sorted(evidence, key=lambda e: (documents.index(e.document), e.page, e.start)):
        last = found[-1] if found else None
        if last and (last.document, last.page) == (one.document, one.page) and one.start - last.end <= ONE_BLOCK:
            quote = last.quote if one.end <= last.end else f"{last.quote} […] {one.quote}"
            end = max(last.end, one.end)
            url = page_url(one.document, one.page, last.start, end)
            found[-1] = last.model_copy(update={"end": end, "quote": quote, "url": url})
        else:
            found.append(one)
    return found


def letter_of(at: int) -> str:
    """The letter of the document of that place in a list: A to Z, then AA, AB…"""
    rest, letter = divmod(at, len(ascii_uppercase))
    return (letter_of(rest - 1) if rest else "") + ascii_uppercase[letter]


def place_of(evidence: EvidenceOut, letters: Mapping[str, str]) -> str:
    """Where a value stands as paper says it: the letter of its document where there are several, and the page."""
    letter = letters.get(evidence.document, "")
    return f"{letter}{', ' if letter else ''}p.\N{NO-BREAK SPACE}{evidence.page}"


def same_words(quote: str, text: str) -> bool:
    """Whether a quote is nothing but that text, spaces, quotation marks and a final stop apart."""
    return _bare(quote) == _bare(text)


def _bare(text: str) -> str:
    return " ".join(fold(text).strip('«»". \N{NO-BREAK SPACE}').split())
