"""The sentence in which evidence stands, for a quote that says something by itself. Pure functions."""

from __future__ import annotations

import re

from assistant.library import UnderstoodContract
from assistant.quotations.marks import without_marks
from assistant.quotations.units import Unit
from ingest.facts.records import Evidence
from ingest.records import Document

# A longer sentence is a list or a broken table: the evidence is quoted as it is.
LONGEST = 420
_END = re.compile(r"[.!?…](?=\s|$)|\n\s*\n|\n(?=\s*[•▪◦–-] )")
# A line that begins with a capital begins something else.
_BEGINS = re.compile(r"\s*\n\s*(?=[A-ZÀ-Ý])")


def evidence_of(document: Document, unit: Unit) -> Evidence:
    """The unit as evidence, with the words of its page as they stand."""
    page = next(page for page in document.pages if page.number == unit.page)
    return Evidence(document.id, unit.page, unit.start, unit.end, page.text[unit.start : unit.end])


def words_of(evidence: Evidence) -> str:
    """The quote on one line, without the bullet before it; a footnote call "[2]" becomes "(2)".

    The answer's own citations are written "[2]".
    """
    return without_marks(re.sub(r"\s+", " ", evidence.quote).strip(" •▪◦–-"))


def sentence_of(contract: UnderstoodContract, evidence: Evidence) -> Evidence:
    """The evidence widened to its whole sentence; as it is where that would be too long."""
    text = _page(contract, evidence)
    start = max((match.end() for match in _END.finditer(text, 0, evidence.start)), default=0)
    found = _END.search(text, evidence.end)
    end = (found.end() if found.group() in ".!?…" else found.start()) if found else len(text)
    start += len(text[start:end]) - len(text[start:end].lstrip(" \n•▪◦–-"))
    if end - start > LONGEST or not start <= evidence.start < end:
        return evidence
    end = start + len(text[start:end].rstrip())
    return Evidence(evidence.document_id, evidence.page, start, end, text[start:end])


def rest_of(contract: UnderstoodContract, evidence: Evidence) -> Evidence:
    """The evidence up to the end of its sentence, or to the line that begins something else, as labels of sheets do."""
    text = _page(contract, evidence)
    found = (pattern.search(text, evidence.end) for pattern in (_END, _BEGINS))
    ends = (match.start() + (match.group() in ".!?…") for match in found if match)
    end = min(ends, default=len(text.rstrip()))
    return Evidence(evidence.document_id, evidence.page, evidence.start, end, text[evidence.start : end])


def _page(contract: UnderstoodContract, evidence: Evidence) -> str:
    pages = (page for doc in contract.documents if doc.id == evidence.document_id for page in doc.pages)
    return next((page.text for page in pages if page.number == evidence.page), "")
