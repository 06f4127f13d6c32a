"""The last check of every answer: quotes stand on their pages, and what is said stands in them. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.naming import fold
from ingest.records import Document

# A number as people write it: thousands by spaces or dots, a decimal comma or point.
_NUMBER = re.compile(r"(?<![\w.,])\d{1,3}(?:[ .\u00a0\u202f]\d{3})+(?:,\d+)?(?!\d)|\d+(?:[.,]\d+)*")


@dataclass(frozen=True, slots=True)
class Proof:
    """Words on a page: `quote` must be the page's text from `start` to `end`, white space apart."""

    document: Document
    page: int
    start: int
    end: int
    quote: str
    section: str


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence to be said and the proofs that it stands on; `said` is what it says beyond their words.

    What quotes says so in parts: `who` speaks ("le CLS X"), `where` (its section), and the `words`.
    """

    text: str
    proofs: tuple[Proof, ...]
    said: str = ""
    who: str = ""
    where: str = ""
    words: str = ""


# What a notice says of its original's silence is no fact of the contract.
_SILENCE = re.compile(
    r"\b(?:aucune?s?|ne (?:donne|nomme|dit|dresse|precise|contient|mentionne|indique|publie|cite)\w*)\b"
)


def says_nothing(claim: Claim) -> bool:
    """Whether a claim only quotes a notice that says what its original does not say."""
    return all(
        proof.document.metadata.notice_of is not None and _SILENCE.search(fold(proof.quote)) for proof in claim.proofs
    )


def verified(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims that pass: every quote stands verbatim on its page, and every number said stands in a quote."""
    return tuple(claim for claim in claims if claim.proofs and all(map(stands, claim.proofs)) and _says_no_more(claim))


def stands(proof: Proof) -> bool:
    """Whether a quote is what its page says there, white space apart."""
    return bool(proof.quote.strip()) and flat_text(_page_text(proof)) == flat_text(proof.quote)


def _page_text(proof: Proof) -> str:
    text = next((page.text for page in proof.document.pages if page.number == proof.page), "")
    return text[proof.start : proof.end]


def _says_no_more(claim: Claim) -> bool:
    # A section's number and a contract's period name where the quote stands.
    place = " ".join(
        f"{p.section} {p.document.metadata.title} {p.document.metadata.contract_label}" for p in claim.proofs
    )
    # Each quote alone and all in a row: what ends one page and begins the next is said in one breath.
    quotes = [proof.quote for proof in claim.proofs]
    held = numbers(place).union(numbers(" ".join(quotes)), *map(numbers, quotes))
    return numbers(claim.said) | numbers(claim.text) <= held


_THOUSANDS = re.compile(r"\b(?:en|unite :) ?(?:milliers d'euros|k€|keuros)")


def in_thousands(text: str) -> bool:
    """Whether the heading of a table says that its cells are thousands of euros."""
    return _THOUSANDS.search(fold(text)) is not None


def numbers(text: str) -> frozenset[str]:
    """The numbers of a text in one form: "30 000", "30.000" and "30000" are the same, "2,50" and "2.5" too."""
    return frozenset(_canonical(match.group()) for match in _NUMBER.finditer(fold(text)))


def _canonical(raw: str) -> str:
    bare = re.sub(r"[ \u00a0\u202f]", "", raw)
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", bare):
        bare = bare.replace(".", "")
    # A comma makes a decimal, whose last zeros say nothing; sheet 2.10 is not sheet 2.1.
    return re.sub(r"\.?0+$", "", bare.replace(",", ".")) if re.fullmatch(r"\d+,\d+", bare) else bare.replace(",", ".")


def flat_text(text: str) -> str:
    """The text without white space, which is all that may differ between a quote and its page."""
    return re.sub(r"\s+", "", text)
