"""The pages of what an organisation is committed to: the search, then all of one organisation's roles and duties."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Query, Request
from starlette.responses import RedirectResponse, Response

from api.comparison import ComparedOut
from api.dependencies import ReadyAssistant, known_contracts
from api.obligation_files import fed, to_follow
from api.obligations import ObligationsOut, obligations_out
from api.problems import ProblemError
from api.schemas import MAX_CONTRACTS, ContractId
from api.web.bodies import called, grouped, named_by, own_sheets, suggested, tally
from api.web.funding_page import sheet_urls
from api.web.templating import render
from assistant.library import Library
from assistant.organisations import Organisation

router = APIRouter(include_in_schema=False)

# Contracts shown in full, and named beside them.
MOST_CONTRACTS, MOST_NAMED = 3, 24


@router.api_route("/engagements", methods=["GET", "HEAD"])
def organisations(
    request: Request, assistant: ReadyAssistant, q: Annotated[str, Query(max_length=200)] = ""
) -> Response:
    """The organisations that the words name, or those with most roles; one that is named exactly opens at once."""
    library = assistant.library()
    every = library.organisations
    # A script that refreshes the list while one types wants the list.
    is_navigation = request.headers.get("sec-fetch-mode", "navigate") == "navigate"
    only = called(every, q) if q.strip() and is_navigation else None
    if only is not None:
        return RedirectResponse(f"/engagements/{quote(only.id, safe='')}", status_code=303)
    found = named_by(every, q)
    groups = grouped(found, {one.ref.id: one.ref.label for one in library.contracts})
    shown = sum(map(len, groups.values()))
    context = {"words": q, "names": suggested(every), "groups": groups, "told": _told(shown, len(found), q)}
    return render(request, "engagements.html", context)


@router.api_route("/engagements/{organisation_id}", methods=["GET", "HEAD"])
def organisation(
    request: Request,
    organisation_id: str,
    assistant: ReadyAssistant,
    contract: Annotated[list[ContractId], Query(max_length=MAX_CONTRACTS)] = [],  # noqa: B006 - FastAPI copies it
) -> Response:
    """All that the contracts give one organisation to do."""
    library = assistant.library()
    found = library.organisation(organisation_id)
    if found is None:
        raise ProblemError(404, "Aucun organisme ne porte cet identifiant.")
    known_contracts(library, contract)
    shown = _shown(library, found, contract)
    obligations = obligations_out(found, library, shown or contract)
    others = [one for one in found.contracts if one not in shown]
    export = f"/api/organisations/{quote(found.id, safe='')}/obligations?"
    if contract:
        export += urlencode({"contract": contract}, doseq=True) + "&"
    context = {
        "found": obligations,
        "own_sheets": {one.contract.id: own_sheets(one) for one in obligations.contracts},
        "to_follow": to_follow,
        "fed_by": fed,
        "tallies": {one.contract.id: tally(one) for one in obligations.contracts},
        "urls": _urls(library, obligations),
        "elsewhere": [_named(library, one) for one in others[:MOST_NAMED]],
        "unlisted": max(0, len(others) - MOST_NAMED),
        "export": export,
    }
    return render(request, "organisme.html", context)


def _shown(library: Library, found: Organisation, asked: list[str]) -> list[str]:
    """The contracts to show in full: those asked for, else those in force, else the first."""
    if asked:
        return [one for one in found.contracts if one in asked][:MOST_CONTRACTS]
    current = [one for one in found.contracts if (known := library.contract(one)) and known.current]
    return (current or list(found.contracts))[:MOST_CONTRACTS]


def _urls(library: Library, obligations: ObligationsOut) -> dict[tuple[str, str | None, str | None], str]:
    """Contract, number and title of each sheet → the address of its page."""
    found = {}
    for duties in obligations.contracts:
        known = library.contract(duties.contract.id)
        urls = sheet_urls(known) if known else {}
        for action in known.record.actions if known else ():
            title = action.titles[0].value if action.titles else None
            found[duties.contract.id, action.number or None, title] = urls[id(action)]
    return found


def _named(library: Library, contract_id: str) -> ComparedOut:
    known = library.contract(contract_id)
    return ComparedOut(id=contract_id, label=known.ref.label if known else contract_id)


def _told(shown: int, found: int, words: str) -> str:
    if not found:
        return f"Aucun organisme des documents lus ne porte « {words} » dans son nom." if words else "Aucun organisme."
    told = f"{found} organisme{'s' if found > 1 else ''}"
    return f"{told}." if shown == found else f"{told} : les {shown} les plus cités sont là, précisez le nom."
