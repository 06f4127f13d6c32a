"""Contracts as understood, their money, and contracts side by side."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query
from starlette.responses import Response

from api.collaborator import Assistant
from api.comparison import ComparisonOut, comparison_out, comparison_table
from api.dependencies import ReadyAssistant, check_contracts
from api.downloads import table_file
from api.funding_view import FundingTableOut, funding_out, funding_table
from api.problems import ProblemError
from api.record_schemas import ContractDetailOut, ContractRowOut
from api.record_views import RecordView, contract_row
from api.schemas import MAX_CONTRACTS, ContractId
from assistant.library import UnderstoodContract

router = APIRouter(prefix="/api")

Format = Literal["json", "csv", "xlsx"]


@router.get("/contracts")
def contracts(assistant: ReadyAssistant) -> list[ContractRowOut]:
    """Every contract of which a document is indexed."""
    return [contract_row(contract) for contract in assistant.library().contracts]


@router.get("/contracts/{contract_id}")
def contract(contract_id: str, assistant: ReadyAssistant) -> ContractDetailOut:
    """All that the documents say of one contract."""
    found = assistant.library().contract(contract_id)
    if found is None:
        raise ProblemError(404, "Aucun contrat indexé ne porte cet identifiant.")
    return RecordView(found.documents).contract(found)


@router.get("/funding", response_model=FundingTableOut)
def funding(
    assistant: ReadyAssistant,
    contract: Annotated[list[ContractId], Query(max_length=MAX_CONTRACTS)] = [],  # noqa: B006 - FastAPI copies it
    format: Format = "json",
) -> FundingTableOut | Response:
    """One row an action and amount of these contracts (none = all), with the sums in JSON."""
    asked = _asked(assistant, contract)
    return funding_out(asked) if format == "json" else table_file(funding_table(asked), format)


@router.get("/compare", response_model=ComparisonOut)
def compare(
    assistant: ReadyAssistant,
    contract: Annotated[list[ContractId], Query(min_length=2, max_length=MAX_CONTRACTS)],
    format: Format = "json",
) -> ComparisonOut | Response:
    """Two contracts or more, criterion by criterion."""
    asked = _asked(assistant, contract)
    if len(asked) < 2:
        explanation = "il faut deux contrats différents"
        raise ProblemError(422, f"« contract » : {explanation}.", errors=(("contract", explanation),))
    return comparison_out(asked) if format == "json" else table_file(comparison_table(asked), format)


def _asked(assistant: Assistant, ids: list[str]) -> list[UnderstoodContract]:
    """The contracts of these ids, in the order asked for; all of them for none."""
    check_contracts(assistant, ids, "contract")
    library = assistant.library()
    if not ids:
        return list(library.contracts)
    return [found for wanted in dict.fromkeys(ids) if (found := library.contract(wanted))]
