"""Templates rendered with everything escaped."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape
from starlette.requests import Request
from starlette.responses import Response
from starlette.templating import Jinja2Templates

from api import labels
from api.obligation_files import role_detail
from api.web.chart import cut
from api.web.presentation import KINDS, MAX_PEEK, PROBLEM_STATES, STATES, blocks, citation_href, quoted, short, unbroken
from api.web.proofs import gathered, place_of, same_words
from assistant.composers import french

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


def _today() -> str:
    return french.date(datetime.datetime.now().astimezone().date().isoformat())


# The ways in, in the order in which the header shows them.
SITE_PAGES = (
    ("/", "Demander"),
    ("/financement", "Ce que finance le CLS"),
    ("/engagements", "Mes engagements"),
    ("/comparer", "Comparer"),
    ("/contrats", "Contrats"),
    ("/documents", "Documents"),
    ("/evaluation", "Évaluation"),
)

_environment.globals.update(
    today=_today, site_pages=SITE_PAGES, kinds=KINDS, states=STATES, problem_states=PROBLEM_STATES
)
_environment.filters.update(
    blocks=blocks,
    citation_href=citation_href,
    short=short,
    quoted=quoted,
    euros=french.euros,
    count=french.number,
    french_date=french.date,
    code=_code,
)
_environment.globals.update(labels=labels, max_peek=MAX_PEEK)
_environment.filters.update(
    cut=cut, gathered=gathered, place_of=place_of, same_words=same_words, role_detail=role_detail, unbroken=unbroken
)
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
