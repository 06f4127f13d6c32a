"""The page of the last evaluation report."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.evaluation_file import last_report
from api.web.evaluation_page import report_of
from api.web.templating import render

router = APIRouter(include_in_schema=False)


@router.api_route("/evaluation", methods=["GET", "HEAD"])
def evaluation(request: Request) -> Response:
    """What was measured last, or that nothing was."""
    read = last_report(request.app.state.results_dir)
    return render(request, "evaluation.html", {"report": report_of(read) if read else None})
