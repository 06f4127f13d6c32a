"""The first composer: an answer in the documents' own words, quoted with page and section. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.quotations.decisive import Quote
from assistant.quotations.marks import without_marks
from assistant.quotations.section_names import path_of, shown_path
from assistant.quotations.units import lines_apart
from assistant.verify import Claim, Proof
from ingest.naming import fold
from ingest.records import Metadata

# What a document is called before its quote; a contract needs no other name than its own.
_KINDS = {
    "communique": "le communiqué sur le CLS",
    "presentation": "la présentation du CLS",
    "article": "l'article sur le CLS",
    "contrat": "le CLS",
}

# A quote of at most so many lines of at most so many characters is said item by item.
MOST_ITEMS = 25
ITEM_CHARACTERS = 170


def claims_of(quotes: Sequence[Quote]) -> tuple[Claim, ...]:
    """One claim for each quote: who says it, where it stands, then its words."""
    return tuple(map(_claim, quotes))


def _claim(quote: Quote) -> Claim:
    document, passage = quote.document, quote.passage
    texts = {page.number: page.text for page in document.pages}
    section = shown_path(path_of(passage), document, quote.units[0].page if quote.units else passage.page)
    proofs = tuple(
        Proof(document, unit.page, unit.start, unit.end, texts[unit.page][unit.start : unit.end], section)
        for unit in quote.units
    )
    # A quote that is its section's title ("Fait à …, le …") stands under no other.
    where = "" if fold(section) == fold(shown(quote.units[0].text)) else without_marks(section)
    who, words = _who(document.metadata), without_marks(_words(proofs))
    text = f"{who} ({where}) : {words}" if where else f"{who} : {words}"
    return Claim(text, proofs, f"{who} {where}", who, where, words)


def _words(proofs: Sequence[Proof]) -> str:
    """The quotes as said in a sentence: a list or labelled values item by item, else in one piece."""
    items: list[str] = []
    for proof in proofs:
        pieces = lines_apart(proof.quote)
        if items and pieces and pieces[0][:1].islower() and items[-1][-1:].isalnum():
            # A sentence that a page breaks is one.
            items[-1] = f"{items[-1]} {pieces.pop(0)}"
        items += pieces
    if 1 < len(items) <= MOST_ITEMS and all(len(item) <= ITEM_CHARACTERS for item in items):
        return " ; ".join(f"« {shown(item)} »" for item in items)
    return f"« {' '.join(shown(proof.quote) for proof in proofs)} »"


def shown(quote: str) -> str:
    """A quote on one line, without the bullet before it."""
    return re.sub(r"^(?:[•▪◦*–-]|o(?= )) ?", "", re.sub(r"\s+", " ", quote).strip())


def _who(about: Metadata) -> str:
    """The document as the subject of a sentence: "le CLS X", "la notice du communiqué sur le CLS X"."""
    label = about.contract_label
    if not label:
        return f"le document « {about.title} »"
    kind = about.kind if about.notice_of is None else about.notice_of.kind
    named = f"{_KINDS.get(kind, 'un document sur le CLS')} {label}"
    if about.notice_of is None:
        return named
    of = f"du{named[2:]}" if named.startswith("le ") else f"d'{named}" if named.startswith("un ") else f"de {named}"
    return f"la notice {of}"
