"""Organisations, with their roles in every contract and action."""

from __future__ import annotations

from fastapi import APIRouter

from api.dependencies import ReadyAssistant
from api.organisation_views import OrganisationOut, OrganisationRowOut, organisation_out, organisation_row
from api.problems import ProblemError

router = APIRouter(prefix="/api/organisations")


@router.get("")
def organisations(assistant: ReadyAssistant) -> list[OrganisationRowOut]:
    """Every organisation that a contract names, by name."""
    library = assistant.library()
    return [organisation_row(one, library) for one in library.organisations]


@router.get("/{organisation_id}")
def organisation(organisation_id: str, assistant: ReadyAssistant) -> OrganisationOut:
    """One organisation with each of its roles."""
    library = assistant.library()
    found = library.organisation(organisation_id)
    if found is None:
        raise ProblemError(404, "Aucune organisation ne porte cet identifiant.")
    return organisation_out(found, library)
