"""What an error's page says to do next, and where from: a person should never be left with a number."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request

from api.web.templating import SITE_PAGES

_AGAIN = "Revenez à la page précédente et recommencez ; si cela se reproduit, prévenez qui administre ce service."
# What to do next after each status, for a person; the problem's detail has said what happened.
_NEXT = {
    401: "Rechargez la page : votre navigateur demandera le jeton, à saisir comme mot de passe.",
    403: "La personne qui administre ce service peut le permettre.",
    404: "L'adresse est peut-être incomplète, ou ce qu'elle montrait a été retiré depuis. Repartez d'une de ces pages.",
    413: "Raccourcissez votre question, ou commencez une nouvelle conversation.",
    422: "Corrigez cette valeur dans l'adresse, ou repartez d'une de ces pages.",
    429: "Votre question n'est pas perdue : revenez à la page précédente, et reposez-la quand ce temps est passé.",
    503: "Rechargez la page dans un instant.",
}
_MAIN = "/"
# Where a file that software reads is offered to a person.
_OFFERED_ON = {
    "/api/funding": "/financement",
    "/api/compare": "/comparer",
    "/api/organisations": "/engagements",
    "/api/contracts": "/contrats",
    "/api/documents": "/documents",
}
NOTHING_READ = (
    "Aucun document n'est encore lu",
    "Rien ne peut être répondu, ni montré ici, tant que l'assistant n'a pas lu un contrat.",
    "Ajoutez des documents : chacun est lu en quelques secondes, puis cette page se remplit.",
)


def nothing_is_read(request: Request) -> bool:
    """Whether no document of the index has a page."""
    return not any(document.pages for document in request.app.state.assistant.documents())


def error_context(request: Request, status: int, title: str, detail: str) -> dict[str, Any]:
    """The page's title, what happened, what to do, and the page of the site to start again from."""
    if status == 503 and nothing_is_read(request):
        title, detail, advice = NOTHING_READ
        return {"title": title, "detail": detail, "advice": advice, "back": None, "empty": True}
    return {
        "title": title,
        "detail": detail,
        "advice": _NEXT.get(status, _AGAIN),
        "back": _back(request.url.path, asked=bool(request.url.query)),
        "empty": False,
    }


def _back(path: str, *, asked: bool) -> tuple[str, str] | None:
    """The page of the site of which that path is a part; the path itself only where something was asked of it."""
    offered = next((page for prefix, page in _OFFERED_ON.items() if path.startswith(prefix)), path)
    parts = [(page, name) for page, name in SITE_PAGES if page not in (_MAIN, "/documents") and (asked or page != path)]
    return next((one for one in parts if offered == one[0] or offered.startswith(f"{one[0]}/")), None)
