"""The description of the interface: for programs, and as a page for people."""

from __future__ import annotations

from functools import cache

from fastapi import APIRouter, FastAPI, Request
from starlette.responses import Response

from api.openapi import describe, written
from api.problems import ProblemError
from api.web.reference import Group, groups
from api.web.templating import render

router = APIRouter(include_in_schema=False)


@router.get("/openapi.json")
def openapi(request: Request) -> Response:
    """The OpenAPI document."""
    return Response(_document(request.app), media_type="application/json")


@router.get("/docs")
def docs(request: Request) -> Response:
    """The same for people: every operation with its command, and nothing loaded from elsewhere."""
    schema = describe(request.app)
    context = {"info": schema["info"], "token": schema["components"]["securitySchemes"]["jeton"]["description"]}
    return render(request, "reference.html", {**context, "groups": _groups(request)})


@router.get("/docs/{name}")
def operation(request: Request, name: str) -> Response:
    """One operation: what it takes, what it answers, with an example."""
    told = [(group, one) for group in _groups(request) for one in group.operations]
    at = next((at for at, (_, one) in enumerate(told) if one.id == name), None)
    if at is None:
        raise ProblemError(404, "L'interface n'a pas d'opération de ce nom.")
    context = {
        "group": told[at][0],
        "one": told[at][1],
        "previous": told[at - 1][1] if at else None,
        "next": told[at + 1][1] if at + 1 < len(told) else None,
    }
    return render(request, "operation.html", context)


def _groups(request: Request) -> tuple[Group, ...]:
    base = (request.app.state.public_url or str(request.base_url)).rstrip("/")
    return groups(describe(request.app), base)


@cache
def _document(app: FastAPI) -> str:
    return written(describe(app))
