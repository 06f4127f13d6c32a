"""Readings of invented texts: what the modules of facts are given, without a file."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.analysis import analyse
from ingest.facts.figures.diagnosis import figures
from ingest.facts.reading import Reading
from ingest.facts.records import Evidence
from ingest.records import RawPage, ReadResult, ReadState
from ingest.structure.lines import body


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


def figure_rows(text: str) -> list[tuple[str, str, float, str, str, str]]:
    """Indicator, territory, value, unit, year and source of each figure of a diagnosis, each proved by its lines."""
    reading = reading_of(f"Diagnostic territorial\n\n{text}")
    told = figures(reading)
    assert all(stands(reading, figure.evidence) for figure in told)
    assert all(any(f.shown in e.quote.replace("\n", " ") for e in f.evidence) for f in told)
    return [(f.indicator, f.territory, f.value, f.unit, f.year, f.source) for f in told]
