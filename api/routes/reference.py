"""The description of the interface: for programs, and as a page for people."""

from __future__ import annotations

from functools import cache

from fastapi import APIRouter, FastAPI, Request
from starlette.responses import Response

from api.openapi import describe, written
from api.web.reference import groups
from api.web.templating import render

router = APIRouter(include_in_schema=False)


@router.get("/openapi.json")
def openapi(request: Request) -> Response:
    """The OpenAPI document."""
    return Response(_document(request.app), media_type="application/json")


@router.get("/docs")
def docs(request: Request) -> Response:
    """The same for people, whole on one page, with nothing loaded from elsewhere."""
    schema = describe(request.app)
    base = (request.app.state.public_url or str(request.base_url)).rstrip("/")
    context = {"info": schema["info"], "token": schema["components"]["securitySchemes"]["jeton"]["description"]}
    return render(request, "reference.html", {**context, "groups": groups(schema, base), "base": base})


@cache
def _document(app: FastAPI) -> str:
    return written(describe(app))
