"""The pages of contracts: the list, the record of each, and each of its action sheets."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.dependencies import ReadyAssistant
from api.problems import ProblemError
from api.record_schemas import ContractDetailOut
from api.record_views import RecordView, contract_row
from api.web.figures import figure_tables
from api.web.money import money
from api.web.record_page import by_axis, cards, communes, promises, unsaid
from api.web.templating import render
from assistant.library import Library

router = APIRouter(prefix="/contrats", include_in_schema=False)


@router.api_route("", methods=["GET", "HEAD"])
def contracts(request: Request, assistant: ReadyAssistant) -> Response:
    """Every contract that the documents speak of."""
    rows = [contract_row(one) for one in assistant.library().contracts]
    return render(request, "contracts.html", {"contracts": rows})


@router.api_route("/{contract_id}", methods=["GET", "HEAD"])
def contract(request: Request, contract_id: str, assistant: ReadyAssistant) -> Response:
    """The record of one contract, every value with its proof."""
    found = _known(contract_id, assistant.library())
    all_cards = cards(found)
    context = {
        "contract": found,
        "axes": by_axis(found, all_cards),
        "figures": figure_tables(found.figures, found.perimeter.epci),
        "unsaid": unsaid(found),
        "communes": communes(found),
        "article_money": [money(line) for line in found.funding],
        "promises": promises(found.commitments),
    }
    return render(request, "contract.html", context)


@router.api_route("/{contract_id}/fiches/{key}", methods=["GET", "HEAD"])
def sheet(request: Request, contract_id: str, key: str, assistant: ReadyAssistant) -> Response:
    """One action sheet, whole."""
    found = _known(contract_id, assistant.library())
    all_cards = cards(found)
    at = next((at for at, card in enumerate(all_cards) if card.key == key), None)
    if at is None:
        raise ProblemError(404, "Ce contrat n'a pas de fiche action de ce numéro.")
    card = all_cards[at]
    context = {
        "contract": found,
        "card": card,
        "axis": next((axis for axis in found.axes if axis.number and axis.number == card.action.axis), None),
        "previous": all_cards[at - 1] if at else None,
        "next": all_cards[at + 1] if at + 1 < len(all_cards) else None,
        "contradictions": [
            one for one in found.contradictions if card.action.number and _is_about(one.subject, card.action.number)
        ],
    }
    return render(request, "sheet.html", context)


def _is_about(subject: str, number: str) -> bool:
    return subject.split()[-1:] == [number]


def _known(contract_id: str, library: Library) -> ContractDetailOut:
    understood = library.contract(contract_id)
    if understood is None:
        raise ProblemError(404, "Aucun contrat indexé ne porte cet identifiant.")
    return RecordView(understood.documents).contract(understood)
