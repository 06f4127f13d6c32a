"""Contracts side by side: criterion by criterion, what each says with its evidence, or that it does not say. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

from pydantic import BaseModel

from api import labels
from api.record_schemas import EvidenceOut
from api.record_views import RecordView
from api.spreadsheets import Cell, Table
from assistant.composers import french
from assistant.library import UnderstoodContract
from assistant.totals import Sum, totals_of
from ingest.facts.reading import letters
from ingest.facts.records import Evidence, Quantity, Said

NOT_FOUND = "not_found"
NOT_FOUND_SHOWN = "non indiqué dans les documents"


class CellValueOut(BaseModel):
    """A value and what proves it."""

    value: str
    evidence: list[EvidenceOut]


class CriterionOut(BaseModel):
    """One criterion: contract id → values, or `not_found` where the documents do not say."""

    criterion: str
    label: str
    cells: dict[str, list[CellValueOut] | Literal["not_found"]]


class ComparedOut(BaseModel):
    """A contract that is compared."""

    id: str
    label: str


class ComparisonOut(BaseModel):
    """The table criterion × contract."""

    contracts: list[ComparedOut]
    criteria: list[CriterionOut]


Value = tuple[str, tuple[Evidence, ...]]
Reader = Callable[[UnderstoodContract], list[Value]]


def comparison_out(contracts: Sequence[UnderstoodContract]) -> ComparisonOut:
    """These contracts side by side."""
    views = {contract.ref.id: RecordView(contract.documents) for contract in contracts}
    criteria = []
    for code, label, read in CRITERIA:
        cells: dict[str, list[CellValueOut] | Literal["not_found"]] = {}
        for contract in contracts:
            view = views[contract.ref.id]
            values = [CellValueOut(value=value, evidence=view.evidence(proof)) for value, proof in read(contract)]
            cells[contract.ref.id] = values or "not_found"
        criteria.append(CriterionOut(criterion=code, label=label, cells=cells))
    compared = [ComparedOut(id=contract.ref.id, label=contract.ref.label) for contract in contracts]
    return ComparisonOut(contracts=compared, criteria=criteria)


def comparison_table(contracts: Sequence[UnderstoodContract]) -> Table:
    """The same for a spreadsheet: each contract has its values and, beside them, where they stand."""
    shown = comparison_out(contracts)
    headings = [text for contract in shown.contracts for text in (contract.label, f"Sources – {contract.label}")]
    rows: list[tuple[Cell, ...]] = []
    for criterion in shown.criteria:
        row: list[Cell] = [criterion.label]
        for contract in shown.contracts:
            cell = criterion.cells[contract.id]
            row += [NOT_FOUND_SHOWN, ""] if cell == "not_found" else [_values(cell), _sources(cell)]
        rows.append(tuple(row))
    return Table("Comparaison", ("Critère", *headings), tuple(rows))


def _values(cell: list[CellValueOut]) -> str:
    return " ; ".join(one.value for one in cell)


def _sources(cell: list[CellValueOut]) -> str:
    pages = dict.fromkeys((proof.document_title, proof.page) for one in cell for proof in one.evidence)
    return " ; ".join(f"{title}, page {page}" for title, page in pages)


# --- what each criterion reads of a record ---


def _said(values: Sequence[Said]) -> list[Value]:
    kept: dict[str, Value] = {}
    for said in values:
        key = letters(said.value)
        before = kept[key][1] if key in kept else ()
        kept[key] = (kept[key][0] if key in kept else said.value, (*before, *said.evidence))
    return list(kept.values())


def _dates(values: Sequence[Said]) -> list[Value]:
    return [(french.date(value) if value[:4].isdigit() else value, proof) for value, proof in _said(values)]


def _numbers(counts: Sequence[Quantity]) -> list[Value]:
    return [(f"{french.number(one.value)} {one.unit}".strip(), one.evidence) for one in counts]


def _parties(role: str) -> Reader:
    return lambda contract: [(p.name, p.evidence) for p in contract.record.parties if p.role.value == role]


def _epci(contract: UnderstoodContract) -> list[Value]:
    return [(f"{e.name} ({e.acronym})" if e.acronym else e.name, e.evidence) for e in contract.record.perimeter.epci]


def _axes(contract: UnderstoodContract) -> list[Value]:
    return [
        (f"{axis.number}. {axis.titles[0].value}" if axis.number else axis.titles[0].value, axis.titles[0].evidence)
        for axis in contract.record.axes
        if axis.titles
    ]


def _action_count(contract: UnderstoodContract) -> list[Value]:
    actions = contract.record.actions
    if not actions:
        return []
    return [(str(len(actions)), tuple(one for action in actions for one in action.evidence[:1]))]


def _sums(contract: UnderstoodContract) -> list[Value]:
    totals = totals_of(contract.record)
    found = [*_sum(totals.annual, "par an"), *_sum(totals.globally, "pour l'ensemble des projets")]
    for reason, actions in totals.left_out:
        proofs = tuple(one for action in actions for line in action.funding for one in line.evidence[:1])
        count = f"{len(actions)} action{'s' if len(actions) > 1 else ''}"
        found.append((f"hors total : {count} ({labels.LEFT_OUT[reason]})", proofs))
    return found


def _sum(found: Sum, period: str) -> list[Value]:
    if not found.actions:
        return []
    count = f"{len(found.actions)} action{'s' if len(found.actions) > 1 else ''}"
    proofs = tuple(one for line in found.lines for one in line.evidence)
    return [(f"{french.euros(found.amount)} {period} ({count})", proofs)]


def _governance(contract: UnderstoodContract) -> list[Value]:
    return [
        (
            f"{body.name} ({', '.join(said.value for said in body.frequency)})" if body.frequency else body.name,
            (*body.evidence, *(one for said in body.frequency for one in said.evidence)),
        )
        for body in contract.record.governance
    ]


def _commitments(contract: UnderstoodContract) -> list[Value]:
    return [
        (" ".join(text for text in (f"{one.party} :", one.strength, one.text.value) if text), one.text.evidence)
        for one in contract.record.commitments
    ]


CRITERIA: tuple[tuple[str, str, Reader], ...] = (
    ("territory", "Territoire", lambda c: _said(c.record.territory)),
    ("generation", "Génération", lambda c: _said(c.record.generation)),
    ("period", "Période", lambda c: _said(c.record.period)),
    ("duration", "Durée", lambda c: _said(c.record.duration)),
    ("signed_on", "Date de signature", lambda c: _dates(c.record.signed_on)),
    ("signed_at", "Lieu de signature", lambda c: _said(c.record.signed_at)),
    ("signatories", "Signataires", _parties("signatory")),
    ("associated", "Partenaires associés", _parties("associated")),
    ("epci", "EPCI du périmètre", _epci),
    ("commune_count", "Nombre de communes", lambda c: _numbers(c.record.perimeter.commune_counts)),
    ("inhabitants", "Population", lambda c: _numbers(c.record.perimeter.inhabitants)),
    ("axes", "Axes", _axes),
    ("actions", "Nombre d'actions", _action_count),
    ("funding", "Totaux des financements des actions", _sums),
    ("governance", "Gouvernance", _governance),
    ("commitments", "Engagements", _commitments),
    ("communication", "Communication", lambda c: _said(c.record.communication)),
    ("evaluation", "Suivi et évaluation", lambda c: _said(c.record.evaluation)),
    ("revision", "Révision", lambda c: _said(c.record.revision)),
    ("termination", "Résiliation", lambda c: _said(c.record.termination)),
)
