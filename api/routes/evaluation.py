"""The page of the last evaluation report, and the report itself to take away."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.downloads import attachment
from api.evaluation_file import Found, last_report
from api.problems import ProblemError
from api.web.evaluation_page import report_of
from api.web.templating import render

router = APIRouter(prefix="/evaluation", include_in_schema=False)


@router.api_route("", methods=["GET", "HEAD"])
def evaluation(request: Request) -> Response:
    """What was measured last, or that nothing was."""
    found = _found(request)
    context = {"report": report_of(found.read) if found else None, "has_page": bool(found and found.page)}
    return render(request, "evaluation.html", context)


@router.api_route("/{number:int}", methods=["GET", "HEAD"])
def measured_set(request: Request, number: int) -> Response:
    """What was measured on one set of questions, by kind of question and by way of searching."""
    found = _found(request)
    sets = report_of(found.read).sets if found else ()
    if not 1 <= number <= len(sets):
        raise ProblemError(404, "Le dernier rapport d'évaluation n'a pas de série de ce numéro.")
    return render(request, "evaluation_set.html", {"one": sets[number - 1]})


@router.api_route("/rapport.html", methods=["GET", "HEAD"])
def whole_report(request: Request) -> Response:
    """The whole report as a file: it is styled by itself, which the policy of the site's pages forbids."""
    found = _found(request)
    if found is None or found.page is None:
        raise ProblemError(404, "Aucun rapport d'évaluation complet n'existe sur cette installation.")
    return attachment(found.page.read_bytes(), "text/html; charset=utf-8", "rapport-evaluation.html")


def _found(request: Request) -> Found | None:
    return last_report(request.app.state.results_dir)
