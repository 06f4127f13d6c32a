"""What the routes receive: the assistant, ready or not, and the guards of the ask routes."""

from __future__ import annotations

from typing import Annotated, cast

from fastapi import Depends, Request

from api.collaborator import Assistant
from api.limits import RateLimiter
from api.problems import ProblemError
from assistant.library import Library, UnderstoodContract
from ingest.records import Document


def any_assistant(request: Request) -> Assistant:
    """The assistant, whether it can answer or not."""
    return cast(Assistant, request.app.state.assistant)


AnyAssistant = Annotated[Assistant, Depends(any_assistant)]


def ready_assistant(assistant: AnyAssistant) -> Assistant:
    """The assistant, or a 503 that says why it cannot answer."""
    is_ready, reason = assistant.ready()
    if not is_ready:
        raise ProblemError(503, reason, headers={"Retry-After": "5"})
    return assistant


ReadyAssistant = Annotated[Assistant, Depends(ready_assistant)]


def known_document(document_id: str, assistant: AnyAssistant) -> Document:
    """The document of the path, or a 404."""
    document = assistant.document(document_id)
    if document is None:
        raise ProblemError(404, "Aucun document ne porte cet identifiant.")
    return document


KnownDocument = Annotated[Document, Depends(known_document)]


def json_only(request: Request) -> None:
    """Refuse a body that does not say it is JSON."""
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type != "application/json":
        raise ProblemError(415)


def count_question(request: Request) -> None:
    """Count one question for the address, or refuse it with the seconds to wait."""
    limiter = cast(RateLimiter, request.app.state.limiter)
    seconds = limiter.wait(request.client.host if request.client else "")
    if seconds:
        detail = f"Trop de questions en peu de temps : patientez {seconds} s."
        raise ProblemError(429, detail, headers={"Retry-After": str(seconds)})


def check_contracts(assistant: Assistant, asked: list[str], field: str) -> None:
    """Refuse the id of a contract that is not indexed: searching nothing would look like finding nothing."""
    known = {contract.id for contract in assistant.contracts()}
    if any(contract not in known for contract in asked):
        explanation = "aucun contrat indexé ne porte cet identifiant"
        raise ProblemError(422, f"« {field} » : {explanation}.", errors=((field, explanation),))


def known_contracts(library: Library, ids: list[str]) -> list[UnderstoodContract]:
    """The contracts of a page's address, in its order; a 404 where one is unknown."""
    found = [library.contract(wanted) for wanted in dict.fromkeys(ids)]
    if None in found:
        raise ProblemError(404, "Aucun contrat indexé ne porte cet identifiant.")
    return [one for one in found if one is not None]
