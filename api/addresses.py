"""The addresses of this service in what answers say: where one page ends and another program begins. Pure."""

from __future__ import annotations

import re

from starlette.requests import Request

# Where answers send their reader: pages and tables of this service, and nothing else. `turn.js` has the same.
ADDRESS = re.compile(
    r"((?:^|(?<= ))/(?:api/funding|api/compare|financement|comparer|engagements)(?:\?[\w=&%.-]+)?)(?![\w/])", re.M
)
_TOOLS = (
    "Ces adresses sont celles de la page (« cls-assistant serve ») ; ici, l'outil « funding » donne le tableau de "
    "l'argent, l'outil « compare » la comparaison."
)


def absolute(text: str, base: str) -> str:
    """The text whose addresses another program can follow: from `base`; without one, what to use instead is said."""
    if base:
        return ADDRESS.sub(lambda found: base + found[1], text)
    return f"{text}\n{_TOOLS}" if ADDRESS.search(text) else text


def base_of(request: Request) -> str:
    """The address of this service: the public one where it is set, else the one that the request was sent to."""
    return str(request.app.state.public_url or request.base_url).rstrip("/")
