"""Documents, their pages, their files."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import FileResponse, Response

from api.collaborator import Assistant
from api.dependencies import AnyAssistant, KnownDocument
from api.files import file_headers, is_pdf, media_type
from api.picture import PictureError, draw_page
from api.problems import ProblemError
from api.schemas import DocumentOut, PageOut
from api.views import clamp, document_out, page_of, page_out
from ingest.catalogue import active
from ingest.records import Document, Page

router = APIRouter(prefix="/api/documents")

Offset = Annotated[int, Query(ge=0)]


@router.get("")
def documents(assistant: AnyAssistant) -> list[DocumentOut]:
    """Every document that was read, the rejected ones with the reason."""
    found = assistant.documents()
    answering = {document.id for document in active(found)}
    return [document_out(document, superseded=document.id not in answering) for document in found]


@router.get("/{document_id}")
def document(document: KnownDocument, assistant: AnyAssistant) -> DocumentOut:
    """One document."""
    return document_out(document, superseded=document not in active(assistant.documents()))


@router.get("/{document_id}/file", response_class=FileResponse)
def file(document: KnownDocument, assistant: AnyAssistant) -> FileResponse:
    """The original file: a PDF to look at, any other to download."""
    path = _file(document, assistant)
    kind = media_type(document.file_name, path)
    return FileResponse(
        path,
        media_type=kind,
        # Only the name: where the file was found is nobody's business.
        filename=Path(document.file_name).name,
        content_disposition_type="inline" if kind == "application/pdf" else "attachment",
        headers=file_headers(kind),
    )


# Before the page itself, whose pattern would also take "3.png".
@router.get("/{document_id}/pages/{number}.png", response_class=Response)
def picture(
    document: KnownDocument, number: int, assistant: AnyAssistant, start: Offset = 0, end: Offset = 0
) -> Response:
    """The page as a picture; `X-Span-Marked` says whether all, part or none of the span is marked."""
    page = _page(document, number)
    path = _file(document, assistant)
    if not is_pdf(path):
        raise ProblemError(404, "Seules les pages d'un PDF ont une image.")
    span = clamp(page.text, start, end)
    try:
        drawn = draw_page(path, page.number, page.text, span)
    except PictureError as error:
        raise ProblemError(503, str(error)) from error
    headers = {"X-Span-Marked": drawn.marked, "Cache-Control": "private, max-age=3600"}
    return Response(drawn.png, media_type="image/png", headers=headers)


@router.get("/{document_id}/pages/{number}")
def page(document: KnownDocument, number: int) -> PageOut:
    """The text of one physical page, 1-based."""
    return page_out(document, _page(document, number))


def _page(document: Document, number: int) -> Page:
    page = page_of(document, number)
    if page is None:
        raise ProblemError(404, "Ce document n'a pas de page lue de ce numéro.")
    return page


def _file(document: Document, assistant: Assistant) -> Path:
    path = assistant.file(document.id)
    if path is None or not path.is_file():
        raise ProblemError(404, "Le fichier d'origine de ce document n'est pas conservé.")
    return path
