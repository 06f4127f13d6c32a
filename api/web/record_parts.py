"""The parts of a contract's record: which stand on its first page, which have one of their own. Pure functions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import quote

from api.record_schemas import ContractDetailOut, FigureOut
from api.web.figures import FigureTable
from assistant.composers import french

# What is short is read at once; longer, it would make the first page heavy and bury what follows.
_MOST_BINDING = 8
_MOST_CONTRADICTIONS = 4
_MOST_FIGURES = 12
# Values of the diagnosis on one page: each carries its proof.
MOST_VALUES = 80
_MOST_TITLES = 6  # tables named on the first page

PAGES = {
    "engagements": "Engagements et règles",
    "chiffres": "Chiffres du diagnostic",
    "contradictions": "Contradictions relevées",
}
_LEADS_TO = {
    "engagements": "Lire les engagements et les règles",
    "chiffres": "Voir les chiffres en tableaux",
    "contradictions": "Les valeurs en cause",
}


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the record; `page` names its own page, empty where it stands on the first."""

    id: str
    title: str
    address: str
    count: int = 0
    page: str = ""
    summary: str = ""

    @property
    def leads_to(self) -> str:
        """The words of the link to its page."""
        return _LEADS_TO[self.page]


def parts(contract: ContractDetailOut, figures: Sequence[FigureTable]) -> tuple[Part, ...]:
    """The parts of which the documents say something, in the order of reading."""
    base = f"/contrats/{quote(contract.id, safe='')}"
    perimeter = contract.perimeter
    has_perimeter = perimeter.epci or perimeter.communes or perimeter.inhabitants or perimeter.commune_count
    binding, values, contradictions = _binding(contract), values_of(figures), len(contract.contradictions)
    found = (
        (contract.signatories or contract.associated or contract.consulted, Part("parties", "Parties", "")),
        (has_perimeter, Part("perimetre", "Périmètre", "")),
        (
            contract.actions or contract.axes,
            Part("actions", "Axes et fiches actions" if contract.actions else "Axes", "", len(contract.actions)),
        ),
        (binding, _part("engagements", 0, binding > _MOST_BINDING, _told_binding(contract))),
        (values, _part("chiffres", values, values > _MOST_FIGURES, _told_figures(figures))),
        (contradictions, _part("contradictions", contradictions, contradictions > _MOST_CONTRADICTIONS, "")),
        (contract.documents, Part("documents", "Documents", "")),
    )
    return tuple(
        replace(part, address=f"{base}/{part.page}" if part.page else f"{base}#{part.id}")
        for there, part in found
        if there
    )


def values_of(figures: Sequence[FigureTable]) -> int:
    """How many values the tables hold."""
    return sum(_width(cells) for table in figures for _, cells in table.rows)


def sliced(figures: Sequence[FigureTable], most: int = MOST_VALUES) -> tuple[tuple[FigureTable, ...], ...]:
    """The tables by pages of at most so many values: whole where they fit, and never a row in two."""
    pages: list[list[FigureTable]] = [[]]
    room = most
    for table in figures:
        width = values_of([table])
        if pages[-1] and width > room:
            pages.append([])
            room = most
        for piece in _pieces(table, most):
            if values_of([piece]) > room:
                pages.append([])
                room = most
            pages[-1].append(piece)
            room -= values_of([piece])
    return tuple(tuple(page) for page in pages)


def _pieces(table: FigureTable, most: int) -> list[FigureTable]:
    rows: list[list[tuple[str, tuple[FigureOut | None, ...]]]] = [[]]
    held = 0
    for name, cells in table.rows:
        if held + _width(cells) > most and rows[-1]:
            rows.append([])
            held = 0
        rows[-1].append((name, cells))
        held += _width(cells)
    return [replace(table, rows=tuple(own)) for own in rows]


def _width(cells: Sequence[object]) -> int:
    return sum(cell is not None for cell in cells)


def _part(page: str, count: int, is_long: bool, summary: str) -> Part:
    return Part(page, PAGES[page], "", count, page if is_long else "", summary)


def _binding(contract: ContractDetailOut) -> int:
    bodies = sum(max(1, len(body.frequency) + len(body.sentences)) for body in contract.governance)
    return bodies + len(contract.commitments) + len(contract.funding) + len(contract.amendments) + _rules(contract)


def _rules(contract: ContractDetailOut) -> int:
    return sum(map(len, (contract.revision, contract.termination, contract.communication, contract.evaluation)))


def _told_binding(contract: ContractDetailOut) -> str:
    subjects = (
        (contract.governance, "la gouvernance"),
        (contract.commitments or contract.funding, "qui s'engage à quoi"),
        (contract.revision, "la révision"),
        (contract.termination, "la résiliation"),
        (contract.communication, "la communication"),
        (contract.evaluation, "le suivi et l'évaluation"),
        (contract.amendments, "les avenants"),
    )
    named = [name for there, name in subjects if there]
    told = ", ".join(named[:-1]) + (" et " if len(named) > 1 else "") + named[-1] if named else ""
    return french.capital(told)


def _told_figures(figures: Sequence[FigureTable]) -> str:
    titles = [table.title for table in figures[:_MOST_TITLES]]
    more = len(figures) - len(titles)
    return " ; ".join(titles) + (f" ; {more} autre{'s' if more > 1 else ''}" if more > 0 else "")
