"""The pages of documents: what is indexed, and a document page by page, a quote read in its place."""

from __future__ import annotations

import json
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from api.dependencies import AnyAssistant, KnownDocument
from api.problems import ProblemError
from api.views import clamp, page_of, page_out
from api.web.presentation import STATES
from api.web.shelf import CHANGES, MANY, filtered, shelve
from api.web.templating import render
from assistant.library import Library
from ingest.records import Document, Page, SectionKind

router = APIRouter(prefix="/documents", include_in_schema=False)

_MAX_WORDS = 200  # characters of a filter


@router.api_route("", methods=["GET", "HEAD"])
def documents(request: Request, assistant: AnyAssistant, q: str = "", revoir: str = "") -> Response:
    """What is indexed and what could not be read; with the administrator's token, the ways to change it."""
    library = assistant.library() if assistant.ready()[0] else Library()
    shelf = shelve(assistant.documents(), library)
    context = {
        "shelf": filtered(shelf, q[:_MAX_WORDS], bool(revoir)),
        "count": sum(not one.unreadable for one in shelf),
        "pages": sum(len(one.document.pages) for one in shelf if not one.unreadable),
        "care": sum(one.needs_care for one in shelf),
        "has_filter": len(shelf) > MANY,
        "q": q[:_MAX_WORDS],
        "revoir": bool(revoir),
        "words": json.dumps({"states": {state.value: word for state, word in STATES.items()}, "changes": CHANGES}),
    }
    return render(request, "documents.html", context)


@router.api_route("/{document_id}", methods=["GET", "HEAD"])
def document(
    request: Request,
    document: KnownDocument,
    assistant: AnyAssistant,
    page: Annotated[int, Query()] = 1,
    start: Annotated[int, Query()] = 0,
    end: Annotated[int, Query()] = 0,
) -> Response:
    """One page of a document, as printed and as text, with the span marked in both."""
    shown = page_of(document, page)
    if shown is None and (document.pages or page != 1):
        raise ProblemError(404, "Ce document n'a pas de page lue de ce numéro.")
    span = clamp(shown.text, start, end) if shown else None
    library = assistant.library() if assistant.ready()[0] else Library()
    [shelved] = [one for one in shelve(assistant.documents(), library) if one.document.id == document.id]
    context = {
        "shelved": shelved,
        "document": document,
        "contract": library.contract(shelved.contract_id),
        "page": shown,
        "where": _where(document, shown, span),
        "parts": _parts(shown, span),
        "span": span,
        "numbers": _neighbours(document, page),
        "has_file": assistant.file(document.id) is not None,
        "is_pdf": document.file_name.lower().endswith(".pdf"),
    }
    return render(request, "document.html", context)


def _where(document: Document, page: Page | None, span: tuple[int, int] | None) -> str:
    """The sections in which the span stands, or the page begins."""
    if page is None:
        return ""
    at = span[0] if span else 0
    within = [s for s in page_out(document, page).sections if s.start <= at < s.end and s.kind is not SectionKind.PART]
    return " › ".join(within[-1].path) if within else ""


def _parts(page: Page | None, span: tuple[int, int] | None) -> tuple[str, str, str]:
    """The text before, inside and after the span."""
    text = page.text if page else ""
    if span is None:
        return text, "", ""
    return text[: span[0]], text[span[0] : span[1]], text[span[1] :]


def _neighbours(document: Document, number: int) -> dict[str, int]:
    """The numbers of the previous and next pages, and of the last; 0 for none."""
    numbers = [page.number for page in document.pages]
    return {
        "previous": max((n for n in numbers if n < number), default=0),
        "next": min((n for n in numbers if n > number), default=0),
        "last": max(numbers, default=0),
    }
