"""Proofs as a page shows them: few links, each to a block of a page. Pure functions."""

from __future__ import annotations

from collections.abc import Sequence

from api.record_schemas import EvidenceOut
from api.views import page_url

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
