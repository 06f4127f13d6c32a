"""Ranked passages."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from api.dependencies import ReadyAssistant, check_contracts
from api.schemas import MAX_CONTRACTS, MAX_RESULTS, ContractId, QuestionText, ResultOut
from api.views import result_out

router = APIRouter(prefix="/api")


@router.get("/search")
def search(
    assistant: ReadyAssistant,
    q: Annotated[QuestionText, Query()],
    contract: Annotated[list[ContractId], Query(max_length=MAX_CONTRACTS)] = [],  # noqa: B006 - FastAPI copies it
    limit: Annotated[int, Query(ge=1, le=MAX_RESULTS)] = 10,
) -> list[ResultOut]:
    """The passages nearest to the query, best first."""
    check_contracts(assistant, contract, "contract")
    found = assistant.search(q, contracts=tuple(contract), limit=limit)
    return [result_out(passage, hit, assistant.document(passage.document_id)) for passage, hit in found]
