"""Templates rendered with everything escaped."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape
from starlette.requests import Request
from starlette.responses import Response
from starlette.templating import Jinja2Templates

from api.web.presentation import KINDS, PROBLEM_STATES, STATES, STATUSES, blocks, citation_href

_HERE = Path(__file__).parent
STATIC = _HERE / "static"


def _code(text: str) -> Markup:
    """The text escaped, what stands between backquotes as code."""
    parts = (f"<code>{escape(part)}</code>" if rank % 2 else escape(part) for rank, part in enumerate(text.split("`")))
    return Markup("").join(Markup(part) for part in parts)  # noqa: S704 - each part is escaped above


_environment = Environment(
    loader=FileSystemLoader(_HERE / "templates"),
    autoescape=True,
    undefined=StrictUndefined,  # a misspelt name is an error, not a hole in the page
    trim_blocks=True,
    lstrip_blocks=True,
)
_environment.globals.update(kinds=KINDS, states=STATES, problem_states=PROBLEM_STATES, statuses=STATUSES)
_environment.filters.update(blocks=blocks, citation_href=citation_href, code=_code)
_templates = Jinja2Templates(env=_environment)


def render(
    request: Request,
    name: str,
    context: Mapping[str, Any],
    *,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """The page of that template."""
    return _templates.TemplateResponse(request, name, dict(context), status_code=status, headers=headers)
