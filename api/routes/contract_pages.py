"""The pages of contracts: the list, the record of each, and each of its action sheets."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from api.dependencies import ReadyAssistant
from api.problems import ProblemError
from api.record_schemas import ContractDetailOut
from api.record_views import RecordView, contract_row
from api.web.figures import figure_tables
from api.web.money import money
from api.web.proofs import letter_of
from api.web.record_page import by_axis, cards, communes, contested, promises, unsaid
from api.web.record_parts import PAGES, parts, sliced
from api.web.record_search import MOST_FOUND, search
from api.web.templating import render
from assistant.library import Library

router = APIRouter(prefix="/contrats", include_in_schema=False)

_MOST_WORDS = 200  # characters of a search
_SHORT_VALUE = 90  # characters that a card shows of a value


@router.api_route("", methods=["GET", "HEAD"])
def contracts(request: Request, assistant: ReadyAssistant) -> Response:
    """Every contract that the documents speak of."""
    rows = [contract_row(one) for one in assistant.library().contracts]
    return render(request, "contracts.html", {"contracts": rows})


@router.api_route("/{contract_id}", methods=["GET", "HEAD"])
def contract(request: Request, contract_id: str, assistant: ReadyAssistant) -> Response:
    """The record of one contract, every value with its proof; what is long has a page of its own."""
    context = _record(contract_id, assistant.library())
    return render(request, "contract.html", {**context, "short_value": _SHORT_VALUE})


@router.api_route("/{contract_id}/engagements", methods=["GET", "HEAD"])
def engagements(request: Request, contract_id: str, assistant: ReadyAssistant) -> Response:
    """How the contract is steered, who promises what, and under which rules."""
    return _part(request, "engagements", _record(contract_id, assistant.library()))


@router.api_route("/{contract_id}/contradictions", methods=["GET", "HEAD"])
def contradictions(request: Request, contract_id: str, assistant: ReadyAssistant) -> Response:
    """What the documents say in two ways, each value with its proof."""
    return _part(request, "contradictions", _record(contract_id, assistant.library()))


@router.api_route("/{contract_id}/chiffres", methods=["GET", "HEAD"])
def figures(
    request: Request, contract_id: str, assistant: ReadyAssistant, page: Annotated[int, Query(ge=1)] = 1
) -> Response:
    """The figures of the diagnosis as tables, some of them a page."""
    context = _record(contract_id, assistant.library())
    pages = sliced(context["figures"])
    if page > len(pages):
        raise ProblemError(404, "Les chiffres de ce contrat n'ont pas de page de ce numéro.")
    return _part(request, "chiffres", {**context, "figures": pages[page - 1]}, number=page, last=len(pages))


@router.api_route("/{contract_id}/recherche", methods=["GET", "HEAD"])
def found(request: Request, contract_id: str, assistant: ReadyAssistant, q: str = "") -> Response:
    """Where the record says some words, on whichever of its pages."""
    context = _record(contract_id, assistant.library())
    words = " ".join(q[:_MOST_WORDS].split())
    values = search(context["contract"], context["cards"], words)
    return render(request, "contract_search.html", {**context, "words": words, "found": values, "most": MOST_FOUND})


@router.api_route("/{contract_id}/imprimer", methods=["GET", "HEAD"])
def whole(request: Request, contract_id: str, assistant: ReadyAssistant) -> Response:
    """The whole record on one page for paper: its proofs are page numbers."""
    context = _record(contract_id, assistant.library())
    documents = context["contract"].documents
    letters = {one.id: letter_of(at) if len(documents) > 1 else "" for at, one in enumerate(documents)}
    return render(request, "contract_paper.html", {**context, "plain_proofs": letters})


def _part(request: Request, page: str, context: Mapping[str, Any], number: int = 1, last: int = 1) -> Response:
    if not any(part.id == page for part in context["parts"]):
        raise ProblemError(404, f"Les documents lus ne disent rien de ceci : {PAGES[page].lower()}.")
    own = {"page": page, "title": PAGES[page], "number": number, "last": last}
    return render(request, "contract_part.html", {**context, **own})


def _record(contract_id: str, library: Library) -> dict[str, Any]:
    """What the pages of a contract are made of."""
    known = _known(contract_id, library)
    all_cards = cards(known)
    tables = figure_tables(known.figures, known.perimeter.epci) if known.figures else ()
    return {
        "contract": known,
        "cards": all_cards,
        "axes": by_axis(known, all_cards),
        "figures": tables,
        "parts": parts(known, tables),
        "unsaid": unsaid(known),
        "communes": communes(known),
        "article_money": [money(line) for line in known.funding],
        "promises": promises(known.commitments),
        "contested": contested(known.contradictions),
    }


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
