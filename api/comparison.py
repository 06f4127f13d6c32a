"""Contracts side by side: criterion by criterion, what each says with its evidence, or that it does not say. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from pydantic import BaseModel

from api import labels
from api.criteria import Criterion, Mark, Value, criteria_of
from api.record_schemas import EvidenceOut
from api.record_views import RecordView
from api.spreadsheets import Cell, Table
from assistant.library import UnderstoodContract

NOT_FOUND = "not_found"

# How the cells of a criterion stand to each other: all alike, none, some; one alone speaks, or none; sentences to read.
Verdict = Literal["same", "different", "partly", "alone", "unsaid", "to_read"]


class CellValueOut(BaseModel):
    """A value, what proves it, and how it stands to the other contracts; null where nothing can be told."""

    value: str
    mark: str | None
    evidence: list[EvidenceOut]


class CriterionOut(BaseModel):
    """One criterion: contract id → values, or `not_found` where the documents do not say."""

    criterion: str
    label: str
    verdict: Verdict
    cells: dict[str, list[CellValueOut] | Literal["not_found"]]


class ComparedOut(BaseModel):
    """A contract that is compared."""

    id: str
    label: str


class ComparisonOut(BaseModel):
    """The table criterion × contract."""

    contracts: list[ComparedOut]
    criteria: list[CriterionOut]


Said = Mapping[str, Sequence[Value]]


def comparison_out(contracts: Sequence[UnderstoodContract]) -> ComparisonOut:
    """These contracts side by side."""
    views = {contract.ref.id: RecordView(contract.documents) for contract in contracts}
    compared = [ComparedOut(id=contract.ref.id, label=contract.ref.label) for contract in contracts]
    return ComparisonOut(
        contracts=compared, criteria=[_criterion_out(one, contracts, views) for one in criteria_of(contracts)]
    )


def _criterion_out(
    criterion: Criterion, contracts: Sequence[UnderstoodContract], views: Mapping[str, RecordView]
) -> CriterionOut:
    said = {contract.ref.id: criterion.read(contract) for contract in contracts}
    marks = {one: [_mark(criterion, value, one, said) for value in values] for one, values in said.items()}
    cells: dict[str, list[CellValueOut] | Literal["not_found"]] = {}
    for one, values in said.items():
        shown = [
            CellValueOut(value=value.text, mark=mark, evidence=views[one].evidence(value.evidence))
            for value, mark in zip(values, marks[one], strict=True)
        ]
        cells[one] = shown or "not_found"
    return CriterionOut(
        criterion=criterion.code, label=criterion.label, verdict=_verdict(criterion, said, marks), cells=cells
    )


def _mark(criterion: Criterion, value: Value, contract: str, said: Said) -> Mark | None:
    """How a value stands to the other contracts that say something of the criterion."""
    others = [values for one, values in said.items() if one != contract and values]
    if criterion.match is None or not others:
        return None
    found = [{criterion.match(value, other) for other in values} for values in others]
    if all(Mark.COMMON in one for one in found):
        return Mark.COMMON
    if all(one - {None} for one in found):
        return Mark.COUNTERPART
    return Mark.SOME if any(one - {None} for one in found) else Mark.OWN


def _verdict(criterion: Criterion, said: Said, marks: Mapping[str, Sequence[Mark | None]]) -> Verdict:
    speaking = [one for one, values in said.items() if values]
    if len(speaking) < 2:
        return "alone" if speaking else "unsaid"
    if criterion.match is None:
        return "to_read"
    found = {mark for one in speaking for mark in marks[one]}
    if found == {Mark.COMMON} and len(speaking) == len(said):
        return "same"
    return "different" if found == {Mark.OWN} else "partly"


def comparison_table(contracts: Sequence[UnderstoodContract]) -> Table:
    """The same for a spreadsheet: each contract has its values and, beside them, where they stand."""
    shown = comparison_out(contracts)
    headings = [text for contract in shown.contracts for text in (contract.label, f"Sources – {contract.label}")]
    rows: list[tuple[Cell, ...]] = []
    for criterion in shown.criteria:
        row: list[Cell] = [criterion.label]
        for contract in shown.contracts:
            cell = criterion.cells[contract.id]
            row += [labels.NOT_FOUND, ""] if cell == "not_found" else [_values(cell), _sources(cell)]
        rows.append((*row, labels.VERDICTS[criterion.verdict]))
    return Table("Comparaison", ("Critère", *headings, "Comparaison"), tuple(rows))


def _values(cell: list[CellValueOut]) -> str:
    return " ; ".join(f"{one.value} [{labels.MARKS[one.mark]}]" if one.mark in _SHOWN else one.value for one in cell)


# What a spreadsheet says of a value: that it is common goes without saying.
_SHOWN = (Mark.OWN.value, Mark.SOME.value)


def _sources(cell: list[CellValueOut]) -> str:
    pages = dict.fromkeys((proof.document_title, proof.page) for one in cell for proof in one.evidence)
    return " ; ".join(f"{title}, page {page}" for title, page in pages)
