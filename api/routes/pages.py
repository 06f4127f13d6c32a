"""The page where one asks, and the page of a document where a quote is read in its place."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from pydantic import TypeAdapter, ValidationError
from starlette.responses import Response

from api.collaborator import Assistant
from api.dependencies import AnyAssistant, KnownDocument, count_question
from api.logs import note_answer, note_question
from api.problems import ProblemError
from api.schemas import MAX_QUESTION, QuestionText
from api.views import clamp, page_of, title_of
from api.web.presentation import examples
from api.web.templating import render
from api.wording import explain_field
from assistant.records import Answer, Question
from ingest.records import Document, Page

router = APIRouter(include_in_schema=False)

_QUESTION: TypeAdapter[str] = TypeAdapter(QuestionText)


@router.api_route("/", methods=["GET", "HEAD"])
def home(request: Request, assistant: AnyAssistant, q: str | None = None) -> Response:
    """The question box, with the answer to `q` when there is one."""
    if q is None:
        return _home(request, assistant, "")
    try:
        question = _QUESTION.validate_python(q)
    except ValidationError as error:
        wrong = f"Votre question : {explain_field(error.errors()[0])}."
        return _home(request, assistant, q[:MAX_QUESTION], wrong=wrong, status=422)
    try:
        count_question(request)
    except ProblemError as problem:
        return _home(request, assistant, question, wrong=problem.detail, status=problem.status, headers=problem.headers)
    if not assistant.ready()[0]:
        return _home(request, assistant, question, status=503, headers={"Retry-After": "5"})
    note_question(request, question)
    answer = assistant.ask(Question(question))
    note_answer(request, answer)
    return _home(request, assistant, question, answer=answer)


def _home(
    request: Request,
    assistant: Assistant,
    question: str,
    *,
    answer: Answer | None = None,
    wrong: str = "",
    status: int = 200,
    headers: dict[str, str] | None = None,
) -> Response:
    is_ready, reason = assistant.ready()
    contracts = assistant.contracts()
    context = {
        "question": question,
        "answer": answer,
        "wrong": wrong,
        "unready": "" if is_ready else reason,
        "contracts": contracts,
        "documents": [(document, title_of(document)) for document in assistant.documents()],
        "examples": examples(contracts, assistant.documents()),
        "max_question": MAX_QUESTION,
    }
    return render(request, "home.html", context, status=status, headers=headers)


@router.api_route("/documents/{document_id}", methods=["GET", "HEAD"])
def document(
    request: Request,
    document: KnownDocument,
    assistant: AnyAssistant,
    page: Annotated[int, Query()] = 1,
    start: Annotated[int, Query()] = 0,
    end: Annotated[int, Query()] = 0,
) -> Response:
    """The text of one page, with the span marked, and the way to the file."""
    shown = page_of(document, page)
    if shown is None and (document.pages or page != 1):
        raise ProblemError(404, "Ce document n'a pas de page lue de ce numéro.")
    span = clamp(shown.text, start, end) if shown else None
    context = {
        "document": document,
        "title": title_of(document),
        "page": shown,
        "parts": _parts(shown, span),
        "span": span,
        "numbers": _neighbours(document, page),
        "has_file": assistant.file(document.id) is not None,
        "is_pdf": document.file_name.lower().endswith(".pdf"),
    }
    return render(request, "document.html", context)


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
