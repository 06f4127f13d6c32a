"""The indexed documents as they are measured, and which evidence no page of theirs holds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from eval.cases import Case, Evidence
from eval.metrics import Source, has_text, same_document
from ingest.records import Document, Passage
from ingest.storage.snapshot import Snapshot


def source_of(document: Document) -> Source:
    """One document as measured; one without pages of its own (text) that stands for a paged one is a stand-in."""
    return make_source(
        document.id,
        document.file_name,
        document.metadata.contract_id,
        {page.number: page.text for page in document.pages},
        notice=document.metadata.notice_of is not None,
    )


def make_source(id_: str, file_name: str, contract: str, pages: dict[int, str], *, notice: bool) -> Source:
    """A source from what the store or the interface says of a document."""
    path = Path(file_name)
    # A text extracted from a PDF has page 1 only, whatever page its evidence names.
    unpaged = path.suffix.lower() in {".txt", ".md"}
    return Source(id_, path.stem, contract, pages, stands_in=notice or unpaged, known_as=contract)


def sources_of(snapshot: Snapshot) -> dict[str, Source]:
    """The sources of the documents that are answered from, by id."""
    return {document.id: source_of(document) for document in snapshot.documents if document.pages}


def pages_of(passage: Passage) -> frozenset[int]:
    """The pages that a passage runs over."""
    return frozenset(span.page for span in passage.spans)


def section_of(passage: Passage) -> str:
    """The sheet or the article that a passage belongs to."""
    return f"fiche {passage.sheet}" if passage.sheet else f"article {passage.article}" if passage.article else ""


def unfindable(cases: Iterable[Case], sources: Sequence[Source]) -> tuple[str, ...]:
    """The ids of the answerable cases of which no evidence stands on any indexed page: no search can find them."""
    return tuple(
        case.id
        for case in cases
        if case.answerable and not any(_stands(evidence, source) for evidence in case.evidence for source in sources)
    )


def _stands(evidence: Evidence, source: Source) -> bool:
    if not same_document(evidence, source):
        return False
    return any(
        has_text(evidence, text, stands_in=source.stands_in)
        for number, text in source.pages.items()
        if source.stands_in or not evidence.pages or number in evidence.pages
    )
