"""The inhabitants of one commune, where a list of communes gives them. Pure functions."""

from __future__ import annotations

import re

from assistant.library import UnderstoodContract
from ingest.facts.records import Evidence, Said
from ingest.naming import fold

_BRACKETED = re.compile(r"\s*\(\s*(\d{1,3}(?:[ .\u00a0\u202f]\d{3})*|\d+)(?: hab\w*\.?)?\s*\)")


def inhabitants_of(contract: UnderstoodContract, name: Said) -> tuple[float, Evidence] | None:
    """The inhabitants that stand in brackets behind a commune's name, where the page counts inhabitants."""
    for piece in name.evidence:
        document = next((d for d in contract.documents if d.id == piece.document_id), None)
        text = next((p.text for p in document.pages if p.number == piece.page), "") if document else ""
        behind = _BRACKETED.match(text, piece.end)
        if behind and re.search(r"habitant|population", fold(text)):
            whole = Evidence(piece.document_id, piece.page, piece.start, behind.end(), text[piece.start : behind.end()])
            return float(re.sub(r"\D", "", behind[1])), whole
    return None
