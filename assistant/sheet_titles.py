"""The numbers and titles of a contract's sheets, in the order of its documents. Pure functions."""

from __future__ import annotations

from assistant.questions.periods import Contract
from ingest.records import SectionKind
from ingest.storage.snapshot import Snapshot


def sheet_titles(snapshot: Snapshot, contract: Contract) -> dict[str, str]:
    """The title of each sheet of a contract, by number."""
    found: dict[str, str] = {}
    for document in filter(None, map(snapshot.document, contract.document_ids)):
        ordered = sorted(
            (section for section in document.sections if section.number), key=lambda section: section.start
        )
        for section in ordered:
            if section.kind is SectionKind.SHEET:
                found.setdefault(section.number, section.title)
    return found
