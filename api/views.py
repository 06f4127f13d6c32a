"""Records turned into what the API and the pages show; nothing here touches disk or network."""

from __future__ import annotations

from urllib.parse import quote, urlencode

from api.schemas import DocumentOut, OriginalOut, PageOut, ResultOut, SectionOut, SpanOut
from assistant.records import Hit
from ingest.records import Document, Page, Passage, Section


def title_of(document: Document) -> str:
    """The document's title, or its file name for want of one."""
    return document.metadata.title or document.file_name


def document_out(document: Document, *, superseded: bool) -> DocumentOut:
    """The document as the API lists it; `superseded` where it is a notice whose original is there."""
    about = document.metadata
    return DocumentOut(
        id=document.id,
        title=title_of(document),
        file_name=document.file_name,
        kind=about.kind,
        territory=about.territory,
        period=about.period,
        contract=about.contract_id,
        publisher=about.publisher,
        published=about.published,
        language=about.language,
        notice_of=OriginalOut.model_validate(about.notice_of) if about.notice_of else None,
        superseded=superseded,
        pages=len(document.pages),
        passages=document.passage_count,
        state=document.state,
        message=document.message,
        warnings=list(document.warnings),
        sha256=document.id,
        ingested_at=document.ingested_at,
    )


def page_of(document: Document, number: int) -> Page | None:
    """The document's page of that physical number."""
    return next((page for page in document.pages if page.number == number), None)


def page_out(document: Document, page: Page) -> PageOut:
    """The page with the sections that run through it, outermost first."""
    sections = [out for section in document.sections if (out := _on_page(section, page))]
    return PageOut(page=page.number, text=page.text, sections=sections)


def _on_page(section: Section, page: Page) -> SectionOut | None:
    if not section.start[0] <= page.number <= section.end[0]:
        return None
    start = section.start[1] if section.start[0] == page.number else 0
    end = section.end[1] if section.end[0] == page.number else len(page.text)
    if start >= end:
        return None
    return SectionOut(
        kind=section.kind,
        title=section.title,
        path=list(section.path),
        number=section.number,
        start=start,
        end=end,
    )


def clamp(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The span inside the text, or None when it marks nothing."""
    start, end = max(0, start), min(len(text), end)
    return (start, end) if start < end else None


def page_url(document_id: str, page: int, start: int = 0, end: int = 0) -> str:
    """The address of the page view, with the span to mark when there is one."""
    query = {"page": page} | ({"start": start, "end": end} if end else {})
    return f"/documents/{quote(document_id, safe='')}?{urlencode(query)}"


def result_out(passage: Passage, hit: Hit, document: Document | None) -> ResultOut:
    """The passage as search returns it."""
    first = passage.spans[0]
    return ResultOut(
        passage_id=passage.id,
        document_id=passage.document_id,
        document_title=title_of(document) if document else "",
        page=passage.page,
        section=" › ".join(passage.path),
        text=passage.text,
        spans=[SpanOut.model_validate(span) for span in passage.spans],
        url=page_url(passage.document_id, first.page, first.start, first.end),
        score=hit.score,
        lexical_rank=hit.lexical_rank,
        vector_rank=hit.vector_rank,
    )
