"""The page of what contracts fund: sums, bars and the table of sheets, filtered by the address."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from api.dependencies import ReadyAssistant, known_contracts
from api.funding_view import TotalsOut, totals_out
from api.schemas import MAX_CONTRACTS, ContractId
from api.web.chart import GROUPS, charts_of, highest
from api.web.funding_page import STATES, Filters, Money, axis_names, has_money, money_of, payer_names
from api.web.picker import picker_of
from api.web.templating import render
from assistant.library import Library, UnderstoodContract
from ingest.naming import fold

router = APIRouter(include_in_schema=False)

# More contracts in full would be a page that nobody reads.
MOST_CONTRACTS = 4
# Contracts of the list from which one is chosen.
MOST_LISTED = 30

Text = Annotated[str, Query(max_length=200)]


@router.api_route("/financement", methods=["GET", "HEAD"])
def funding(
    request: Request,
    assistant: ReadyAssistant,
    contract: Annotated[list[ContractId], Query(max_length=MAX_CONTRACTS)] = [],  # noqa: B006 - FastAPI copies it
    territoire: Text = "",
    axe: Text = "",
    financeur: Text = "",
    etat: Text = "",
    q: Text = "",
    par: Text = "fiche",
) -> Response:
    """The money of the contracts asked for, or of the one that most will ask about."""
    library = assistant.library()
    asked = known_contracts(library, contract) or _obvious(library, territoire)
    shown = asked[:MOST_CONTRACTS]
    by = par if par in GROUPS else "fiche"
    filters = Filters(axe, fold(financeur), etat if etat in STATES else "", q)
    pages = [money_of(one, filters) for one in shown]
    scale = max((highest(one.contract, one.actions, by) for one in pages), default=0.0)
    charts = {one.contract.ref.id: charts_of(one.contract, one.actions, by, scale) for one in pages}
    context = {
        "picker": picker_of(library, [one.ref.id for one in asked], territoire),
        "filters": filters,
        "axes": axis_names(shown),
        "payers": payer_names(shown),
        "money_states": STATES,
        "groups": GROUPS,
        "by": by,
        "pages": pages,
        "charts": charts,
        "overview": [] if pages else _overview(library, territoire),
        "told": _told(pages, asked),
    }
    return render(request, "financement.html", context)


def _obvious(library: Library, words: str) -> list[UnderstoodContract]:
    """The one contract in force that speaks of money, else all that do where they are few; none while one searches."""
    if words:
        return []
    funded = [one for one in library.contracts if has_money(one)]
    current = [one for one in funded if one.current]
    if len(current) == 1:
        return current
    return sorted(funded, key=lambda one: not one.current) if len(funded) <= MOST_CONTRACTS else []


def _overview(library: Library, words: str) -> list[TotalsOut]:
    """The contracts to choose from, those in force first."""
    found = [one for one in library.contracts if all(word in fold(one.ref.label) for word in fold(words).split())]
    return [totals_out(one) for one in sorted(found, key=lambda one: not one.current)[:MOST_LISTED]]


def _told(pages: Sequence[Money], asked: Sequence[UnderstoodContract]) -> str:
    if not pages:
        return ""
    shown, every = sum(len(page.actions) for page in pages), sum(page.every for page in pages)
    if not every:
        return "Aucune fiche action dans les documents lus."
    # A contract known by an article or a press release has actions, and no sheets.
    has_sheets = any(action.number for page in pages for action in page.contract.record.actions)
    plural = "s" if shown > 1 else ""
    told = f"{shown} {'fiche' if has_sheets else 'action'}{plural} affichée{plural} sur {every}."
    if len(asked) > MOST_CONTRACTS:
        told += f" {MOST_CONTRACTS} contrats au plus s'affichent à la fois : les premiers sont là."
    return told
