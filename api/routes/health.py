"""Whether the process lives and can answer, and its figures."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.dependencies import ReadyAssistant
from api.metrics import CONTENT_TYPE
from api.schemas import HealthOut

router = APIRouter()


@router.head("/healthz", include_in_schema=False)
@router.get("/healthz")
async def healthz() -> HealthOut:
    """The process lives."""
    return HealthOut(status="ok")


@router.head("/readyz", include_in_schema=False)
@router.get("/readyz")
def readyz(_assistant: ReadyAssistant) -> HealthOut:
    """The index is open and loaded; 503 with the reason when not."""
    return HealthOut(status="ready")


@router.get("/metrics", response_class=Response)
def metrics(request: Request) -> Response:
    """Figures for Prometheus."""
    return Response(request.app.state.metrics.exposed(), media_type=CONTENT_TYPE)
