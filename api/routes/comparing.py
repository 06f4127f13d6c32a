"""The page where contracts stand side by side."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from api.comparison import comparison_out
from api.dependencies import ReadyAssistant, known_contracts
from api.schemas import MAX_CONTRACTS, ContractId
from api.web.comparison_page import (
    DIFFERING,
    MOST_VALUES,
    SAID,
    is_row,
    parts_of,
    summary_of,
    together,
    unsaid_of,
    verdict_of,
)
from api.web.picker import picker_of
from api.web.templating import render
from assistant.library import Library, UnderstoodContract

router = APIRouter(include_in_schema=False)

# Columns that a wide screen holds.
MOST_CONTRACTS = 5


@router.api_route("/comparer", methods=["GET", "HEAD"])
def comparing(
    request: Request,
    assistant: ReadyAssistant,
    contract: Annotated[list[ContractId], Query(max_length=MAX_CONTRACTS)] = [],  # noqa: B006 - FastAPI copies it
    territoire: Annotated[str, Query(max_length=200)] = "",
    ecarts: Annotated[str, Query(max_length=1)] = "",
) -> Response:
    """The contracts asked for, or the two last ones of a territory that has two; `ecarts` keeps what differs."""
    library = assistant.library()
    asked = known_contracts(library, contract)
    if not contract and not territoire:
        asked = _generations(library)
    shown = asked[:MOST_CONTRACTS]
    compared = comparison_out(shown) if len(shown) > 1 else None
    context = {
        "picker": picker_of(library, [one.ref.id for one in asked], territoire),
        "compared": compared,
        "parts": parts_of(compared, DIFFERING if ecarts else SAID) if compared else {},
        "unsaid": unsaid_of(compared) if compared and not ecarts else [],
        "differing": bool(ecarts),
        "verdict_of": verdict_of,
        "most": MOST_VALUES,
        "is_row": is_row,
        "together": together,
        "export": f"/api/compare?{urlencode({'contract': [one.ref.id for one in shown]}, doseq=True)}&",
        "told": summary_of(compared, differing=bool(ecarts)) if compared else _missing(library, shown),
    }
    return render(request, "comparer.html", context)


def _generations(library: Library) -> list[UnderstoodContract]:
    """The last two contracts of the only territory that has several: what people come to compare."""
    by_territory: dict[str, list[UnderstoodContract]] = {}
    for one in library.contracts:
        by_territory.setdefault(one.territory, []).append(one)
    several = [contracts for contracts in by_territory.values() if len(contracts) > 1]
    return sorted(several[0], key=lambda one: one.period)[-2:] if len(several) == 1 else []


def _missing(library: Library, shown: list[UnderstoodContract]) -> str:
    if len(library.contracts) < 2:
        return "Il faut deux contrats pour comparer : les documents lus n'en disent qu'un." if library.contracts else ""
    return "Cochez un contrat de plus." if shown else "Cochez au moins deux contrats."
