"""The application, put together."""

from __future__ import annotations

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import DEFAULT_EXCLUDED_CONTENT_TYPES, GZipMiddleware
from starlette.routing import Route

from api.administration import Administration
from api.collaborator import Assistant
from api.council_note import NOTE_TYPE
from api.limits import BodyLimit, RateLimiter
from api.logs import RequestLog
from api.mcp_server import PATH as TOOLS_PATH
from api.mcp_server import OverHttp, tools_server
from api.metrics import Measured, Metrics
from api.openapi import operation_id
from api.problems import ProblemError, handle_http, handle_problem, handle_unready, handle_validation
from api.routes import administration as administration_routes
from api.routes import (
    ask,
    chat,
    commitments,
    comparing,
    contract_pages,
    contracts,
    document_pages,
    documents,
    evaluation,
    funding,
    health,
    obligations,
    organisations,
    pages,
    reference,
    search,
)
from api.security import SecurityHeaders, TokenGate
from api.spreadsheets import XLSX_TYPE
from api.web.static_files import RevalidatedFiles
from api.web.templating import STATIC
from ingest.errors import UserError
from ingest.settings import Settings

_FOR_SOFTWARE = (
    ask, chat, contracts, organisations, obligations, documents, search, administration_routes, health, reference
)  # fmt: skip
_PAGES = (pages, contract_pages, document_pages, funding, commitments, comparing, evaluation)
_MODULES = (*_FOR_SOFTWARE, *_PAGES)
# A contract's page is a tenth of its length on the way; a PDF or an office file gains nothing.
_ALREADY_SMALL = (*DEFAULT_EXCLUDED_CONTENT_TYPES, "application/pdf", NOTE_TYPE, XLSX_TYPE)
# What the wrapping of the files takes, beyond the largest of them.
_FORM_BYTES = 2**20


def create_app(assistant: Assistant, settings: Settings, administration: Administration | None = None) -> FastAPI:
    """The HTTP API and the page over an assistant; without an administration, the index cannot be changed over it."""
    metrics = Metrics(assistant, administration)
    tools = OverHttp(tools_server(assistant, settings.public_url.rstrip("/"), metrics.answered))
    app = FastAPI(
        title="Assistant CLS",
        # The default documentation pages load code from other hosts, which the page promises not to do.
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        lifespan=tools.running,
        generate_unique_id_function=operation_id,
        redirect_slashes=False,  # the redirection would repeat a forged Host
        # Outermost first: whatever happens is logged, and carries the headers.
        middleware=[
            Middleware(SecurityHeaders),
            Middleware(Measured, metrics=metrics),
            Middleware(RequestLog),
            Middleware(TokenGate, token=settings.api_token, admin_token=settings.admin_token if administration else ""),
            Middleware(BodyLimit, uploads=settings.max_bytes + _FORM_BYTES),
            Middleware(GZipMiddleware, compresslevel=6, exclude_content_types=_ALREADY_SMALL),
        ],
        exception_handlers={
            ProblemError: handle_problem,
            HTTPException: handle_http,
            RequestValidationError: handle_validation,
            UserError: handle_unready,
        },
    )
    app.state.assistant = assistant
    app.state.metrics = metrics
    app.state.administration = administration
    app.state.administrable = bool(administration and settings.admin_token)
    app.state.public_url = settings.public_url
    app.state.log_questions = settings.log_questions
    app.state.results_dir = settings.results_dir
    app.state.limiter = RateLimiter(settings.rate_limit)
    for module in _MODULES:
        app.include_router(module.router)
    app.state.methods = _methods
    app.router.routes.append(Route(TOOLS_PATH, tools, methods=["GET", "POST", "DELETE"], include_in_schema=False))
    app.mount("/static", RevalidatedFiles(directory=STATIC))
    return app


def _methods(path: str) -> list[str]:
    """The methods that the address takes."""
    routes = [route for module in _MODULES for route in module.router.routes if isinstance(route, APIRoute)]
    return sorted({method for route in routes if route.path_regex.match(path) for method in route.methods or ()})
