"""What the contracts give an organisation to do, to read and to take away."""

from __future__ import annotations

import datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Query
from starlette.responses import Response

from api.dependencies import ReadyAssistant, check_contracts
from api.downloads import attachment, table_file
from api.obligation_files import DOCX_TYPE, obligations_docx, obligations_table
from api.obligations import ObligationsOut, obligations_out
from api.problems import ProblemError
from api.schemas import MAX_CONTRACTS, ContractId
from api.spreadsheets import file_name

router = APIRouter(prefix="/api/organisations")


@router.get("/{organisation_id}/obligations", response_model=ObligationsOut)
def obligations(
    organisation_id: str,
    assistant: ReadyAssistant,
    contract: Annotated[list[ContractId], Query(max_length=MAX_CONTRACTS)] = [],  # noqa: B006 - FastAPI copies it
    format: Literal["json", "csv", "xlsx", "docx"] = "json",
) -> ObligationsOut | Response:
    """Standing, sheets, commitments and indicators of one organisation in these contracts (none = all)."""
    check_contracts(assistant, contract, "contract")
    library = assistant.library()
    organisation = library.organisation(organisation_id)
    if organisation is None:
        raise ProblemError(404, "Aucune organisation ne porte cet identifiant.")
    found = obligations_out(organisation, library, contract)
    if format == "json":
        return found
    table = obligations_table(found)
    if format == "docx":
        made = obligations_docx(found, datetime.datetime.now(datetime.UTC).date().isoformat())
        return attachment(made, DOCX_TYPE, file_name(table, "docx"))
    return table_file(table, format)
