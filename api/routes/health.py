"""Whether the process lives and can answer."""

from __future__ import annotations

from fastapi import APIRouter

from api.dependencies import ReadyAssistant
from api.schemas import HealthOut

router = APIRouter()


@router.api_route("/healthz", methods=["GET", "HEAD"])
async def healthz() -> HealthOut:
    """The process lives."""
    return HealthOut(status="ok")


@router.api_route("/readyz", methods=["GET", "HEAD"])
def readyz(_assistant: ReadyAssistant) -> HealthOut:
    """The index is open and loaded; 503 with the reason when not."""
    return HealthOut(status="ready")
