"""What a field of money says where it gives no amount. Pure functions."""

from __future__ import annotations

import re

from assistant.quotations.marks import without_marks
from ingest.facts.records import Funding, FundingState
from ingest.naming import fold

# Shorter words behind a label say nothing of the money; longer ones are cut at a sentence.
INSTEAD_WORDS, INSTEAD_CHARACTERS = 6, 320


_TAKEN_OVER = re.compile(
    r"\b(?:prise?s? en charge|financee?s?|payee?s?|supportee?s?|assumee?s?) (?:\w+ )?(?:par|sur|dans)\b"
)


def said_instead(line: Funding) -> str:
    """What a field of money says in the place of an amount: "Sans objet : l'intervention est prise en charge par…"."""
    for evidence in line.evidence:
        bare = re.sub(r"^[^.:\n]{3,60}(?:[.:] |\n)\s*", "", re.sub(r"[ \t]+", " ", evidence.quote).strip())
        bare = re.sub(r"\s+", " ", bare)
        if "|" not in bare and len(bare.split()) >= INSTEAD_WORDS and not re.search(r"\d ?(?:€|k€|euros?)", bare):
            pieces = re.split(r"(?<=[.;]) (?=[A-ZÀ-Ý])", bare)
            kept = pieces[0]
            for piece in pieces[1:]:
                if len(kept) + len(piece) >= INSTEAD_CHARACTERS:
                    break
                kept = f"{kept} {piece}"
            return "" if len(kept) > INSTEAD_CHARACTERS else without_marks(kept.rstrip("."))
    return ""


def is_taken_over(line: Funding) -> bool:
    """Whether a field says "sans objet" because somebody pays elsewhere: then nobody's "néant" is meant."""
    return _TAKEN_OVER.search(fold(said_instead(line))) is not None


_REST = re.compile(r"\b(solde|reste|complement|reliquat)\b")
_SPELT = {"complement": "complément"}


def rest_word(line: Funding, *, priced: bool) -> str:
    """What a payer without an amount pays of a priced sheet, where its own words call it the rest; else empty."""
    if not priced or line.state is not FundingState.FUNDER_ONLY or not line.payer or line.rate is not None:
        return ""
    words = " ".join(fold(line.evidence[-1].quote).split())
    found = _REST.search(words) if fold(line.payer) in words else None
    return _SPELT.get(found[1], found[1]) if found else ""
