"""Readings of invented texts: what the modules of facts are given, without a file."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.analysis import analyse
from ingest.facts.reading import Reading
from ingest.facts.records import Evidence
from ingest.lines import body
from ingest.records import RawPage, ReadResult, ReadState


def reading_of(text: str | Sequence[str], *, file_name: str = "contrat.pdf") -> Reading:
    """The reading of a text, or of one text a page."""
    texts = [text] if isinstance(text, str) else list(text)
    pages = tuple(RawPage(number, page) for number, page in enumerate(texts, 1))
    document, _ = analyse(ReadResult(ReadState.READY, pages=pages), document_id="d", file_name=file_name)
    return Reading("d", document.metadata, document.pages, tuple(body(document.pages)), document.sections)


def stands(reading: Reading, evidence: Sequence[Evidence]) -> bool:
    """Whether every quote is its page's text."""
    texts = {page.number: page.text for page in reading.pages}
    return bool(evidence) and all(texts[e.page][e.start : e.end] == e.quote and e.quote.strip() for e in evidence)
