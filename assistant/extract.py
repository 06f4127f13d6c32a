"""The first composer: an answer in the documents' own words, quoted with page and section. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.decisive import Quote
from assistant.units import lines_apart
from assistant.verify import Claim, Proof
from ingest.naming import fold

# What a document is called before its quote; a contract needs no other name than its own.
_KINDS = {"communique": "communiqué", "presentation": "présentation", "article": "article", "contrat": "CLS"}

# A quote of at most so many lines of at most so many characters is said item by item.
MOST_ITEMS = 25
ITEM_CHARACTERS = 170


def claims_of(quotes: Sequence[Quote], *, name_contract: bool) -> tuple[Claim, ...]:
    """One claim for each quote: where it stands, then its words."""
    return tuple(_claim(quote, name_contract=name_contract) for quote in quotes)


def _claim(quote: Quote, *, name_contract: bool) -> Claim:
    document, passage = quote.document, quote.passage
    texts = {page.number: page.text for page in document.pages}
    section = section_label(passage.path)
    proofs = tuple(
        Proof(document, unit.page, unit.start, unit.end, texts[unit.page][unit.start : unit.end], section)
        for unit in quote.units
    )
    place = _place(quote, name_contract=name_contract)
    return Claim(_without_marks(f"{place} : {_words(proofs)}"), proofs, said=place)


def _words(proofs: Sequence[Proof]) -> str:
    """The quotes as said in a sentence: a list or labelled values item by item, else in one piece."""
    items = [item for proof in proofs for item in lines_apart(proof.quote)]
    if 1 < len(items) <= MOST_ITEMS and all(len(item) <= ITEM_CHARACTERS for item in items):
        return " ; ".join(f"« {shown(item)} »" for item in items)
    return f"« {' '.join(shown(proof.quote) for proof in proofs)} »"


def section_label(path: Sequence[str]) -> str:
    """A section path as shown beside a quote."""
    return " › ".join(path)


def shown(quote: str) -> str:
    """A quote on one line, without the bullet before it."""
    return re.sub(r"^(?:[•▪◦*–-]|o(?= )) ?", "", re.sub(r"\s+", " ", quote).strip())


def _without_marks(text: str) -> str:
    """The text with a document's own "[3]" in round brackets: square ones are the marks of our citations."""
    return re.sub(r"\[(\s*\d+\s*)\]", r"(\1)", text)


def _place(quote: Quote, *, name_contract: bool) -> str:
    metadata = quote.document.metadata
    section = section_label(quote.passage.path)
    kind = _KINDS.get(metadata.kind, "document")
    if metadata.notice_of is not None:
        kind = f"notice du {_KINDS.get(metadata.notice_of.kind, 'document')}" if kind != "CLS" else "notice du CLS"
        kind = kind.replace("du présentation", "de la présentation").replace("du article", "de l'article")
    label = metadata.contract_label
    repeats = fold(section) == fold(shown(quote.units[0].text))
    named = f"{kind} {label}".strip() if name_contract or repeats or not section or metadata.kind != "contrat" else ""
    if repeats:
        return named  # the quote is its section's title: "Fait à …, le …"
    if named and section:
        return f"{section[0].upper()}{section[1:]} ({named})"
    return section or named or metadata.title
