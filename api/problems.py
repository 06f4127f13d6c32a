"""Errors for the outside: RFC 9457 problem details in French, or a page for a person who is browsing."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from typing import Any

from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from api.web.error_page import error_context
from api.web.templating import render
from api.wording import explain_field, field_name

_log = logging.getLogger("api.requests")

# Title and default detail of each status that the API answers with.
_WORDS: dict[int, tuple[str, str]] = {
    400: ("Requête malformée", "Le corps de la requête n'est pas un JSON valide en UTF-8."),
    401: ("Accès réservé", "Cette installation demande un jeton : en-tête « Authorization: Bearer … »."),
    403: ("Accès refusé", "Cette installation n'admet pas cette opération."),
    404: ("Introuvable", "Rien ne se trouve à cette adresse."),
    405: ("Méthode non admise", "Cette adresse n'accepte pas cette méthode HTTP."),
    413: ("Requête trop volumineuse", "Le corps de la requête dépasse la taille admise."),
    415: ("Format non accepté", "Le corps de la requête doit être envoyé en « application/json »."),
    422: ("Requête incorrecte", "Un champ de la requête n'a pas la valeur attendue."),
    429: ("Trop de demandes", "Trop de questions en peu de temps : patientez avant la suivante."),
    500: ("Erreur interne", "Une erreur imprévue s'est produite. Réessayez ; si elle revient, signalez-la."),
    503: ("Service indisponible", "Le service n'est pas prêt. Réessayez dans un instant."),
}
_FOR_SOFTWARE = ("/api/", "/v1/", "/static/", "/healthz", "/readyz", "/metrics")
# What OpenAI's interface calls the errors of the same status.
CHAT_PREFIX = "/v1/"
_CHAT_ERRORS: dict[int, tuple[str, str | None]] = {
    401: ("invalid_request_error", "invalid_api_key"),
    429: ("rate_limit_error", "rate_limit_exceeded"),
}
_OTHER = ("Requête refusée", "La requête n'a pas pu être traitée.")


class ProblemError(Exception):
    """An error to answer with; `errors` holds (field, French explanation) pairs."""

    def __init__(
        self,
        status: int,
        detail: str = "",
        *,
        headers: Mapping[str, str] | None = None,
        errors: tuple[tuple[str, str], ...] = (),
        code: str = "",
    ) -> None:
        super().__init__(f"{status} {detail}".strip())
        self.status = status
        self.title, default = _WORDS.get(status, _OTHER)
        self.detail = detail or default
        self.headers = dict(headers or {})
        self.errors = errors
        self.code = code

    def body(self) -> dict[str, Any]:
        """The problem details."""
        body: dict[str, Any] = {
            "type": "about:blank",
            "title": self.title,
            "status": self.status,
            "detail": self.detail,
        }
        if self.errors:
            body["errors"] = [{"field": field, "detail": detail} for field, detail in self.errors]
        return body

    def chat_body(self) -> dict[str, Any]:
        """The same as OpenAI's clients read it."""
        kind, code = _CHAT_ERRORS.get(self.status, ("invalid_request_error", None))
        kind = "server_error" if self.status >= 500 else kind
        field = self.errors[0][0] if self.errors else None
        return {"error": {"message": self.detail, "type": kind, "param": field, "code": self.code or code}}


def respond(request: Request, problem: ProblemError) -> Response:
    """The problem as JSON (under `/v1/` as OpenAI's clients read it), or as a page when a person is browsing."""
    if _is_browsing(request):
        context = error_context(request, problem.status, problem.title, problem.detail)
        return render(request, "error.html", context, status=problem.status, headers=problem.headers)
    as_chat = request.url.path.startswith(CHAT_PREFIX)
    return Response(
        json.dumps(problem.chat_body() if as_chat else problem.body(), ensure_ascii=False),
        status_code=problem.status,
        headers=problem.headers,
        media_type="application/json" if as_chat else "application/problem+json",
    )


def _is_browsing(request: Request) -> bool:
    # Whatever is not the interface of other software is a page; and so is what a browser opens by itself, a file to
    # download that is not there.
    opened = request.headers.get("sec-fetch-dest") == "document"
    is_page = opened or not request.url.path.startswith(_FOR_SOFTWARE)
    return is_page and "text/html" in request.headers.get("accept", "")


async def handle_problem(request: Request, error: Exception) -> Response:
    """Answer with a problem raised on purpose."""
    assert isinstance(error, ProblemError)
    return respond(request, error)


async def handle_http(request: Request, error: Exception) -> Response:
    """Answer with the framework's own errors, whose English details are replaced."""
    assert isinstance(error, HTTPException)
    headers = dict(error.headers or {})
    if error.status_code == 405:
        # The framework names the methods of one route, and an address may have several.
        headers["Allow"] = ", ".join(request.app.state.methods(request.url.path)) or headers.get("Allow", "GET")
    return respond(request, ProblemError(error.status_code, headers=headers))


async def handle_validation(request: Request, error: Exception) -> Response:
    """Answer 400 to what is not JSON, 422 with the name of each wrong field to the rest."""
    assert isinstance(error, RequestValidationError)
    found = error.errors()
    if any(item["type"] == "json_invalid" for item in found):
        return respond(request, ProblemError(400))
    errors = tuple((field_name(item["loc"]), explain_field(item)) for item in found)
    detail = " ".join(f"« {field} » : {explanation}." for field, explanation in errors)
    # OpenAI's interface knows no 422.
    status = 400 if request.url.path.startswith(CHAT_PREFIX) else 422
    return respond(request, ProblemError(status, detail, errors=errors))


async def handle_unready(request: Request, error: Exception) -> Response:
    """Answer 503 where the index does not answer; the sentence, which may name a folder, is for the log."""
    _log.error("%s", error)
    detail = "L'index ne répond pas. Réessayez dans un instant ; si cela dure, prévenez qui administre ce service."
    return respond(request, ProblemError(503, detail, headers={"Retry-After": "10"}))
