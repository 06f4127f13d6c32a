"""The application, put together."""

from __future__ import annotations

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.staticfiles import StaticFiles

from api.collaborator import Assistant
from api.limits import BodyLimit, RateLimiter
from api.logs import RequestLog
from api.problems import ProblemError, handle_http, handle_problem, handle_validation
from api.routes import (
    ask,
    commitments,
    comparing,
    contract_pages,
    contracts,
    documents,
    evaluation,
    funding,
    health,
    obligations,
    organisations,
    pages,
    search,
)
from api.security import SecurityHeaders, TokenGate
from api.web.templating import STATIC
from ingest.settings import Settings


def create_app(assistant: Assistant, settings: Settings) -> FastAPI:
    """The HTTP API and the page over an assistant."""
    app = FastAPI(
        title="Assistant CLS",
        # The default documentation pages load code from other hosts, which the page promises not to do.
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        redirect_slashes=False,  # the redirection would repeat a forged Host
        # Outermost first: whatever happens is logged, and carries the headers.
        middleware=[
            Middleware(SecurityHeaders),
            Middleware(RequestLog),
            Middleware(TokenGate, token=settings.api_token),
            Middleware(BodyLimit),
        ],
        exception_handlers={
            ProblemError: handle_problem,
            HTTPException: handle_http,
            RequestValidationError: handle_validation,
        },
    )
    app.state.assistant = assistant
    app.state.log_questions = settings.log_questions
    app.state.results_dir = settings.results_dir
    app.state.limiter = RateLimiter(settings.rate_limit)
    for module in (ask, contracts, organisations, obligations, documents, search, health, pages, contract_pages):
        app.include_router(module.router)
    for page in (funding, commitments, comparing, evaluation):
        app.include_router(page.router)
    app.mount("/static", StaticFiles(directory=STATIC))
    return app
