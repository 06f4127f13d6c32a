"""The money of contracts: one row an action and amount, sums apart, a table for spreadsheets. Pure functions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pydantic import BaseModel, Field

from api import labels
from api.record_schemas import FundingOut, Number
from api.record_views import RecordView
from api.spreadsheets import Cell, Table
from assistant.cofunding import as_written
from assistant.composers import french
from assistant.library import UnderstoodContract
from assistant.totals import Sum, totals_of
from ingest.facts.records import Action, Funding, FundingState

HEADINGS = (
    "Contrat", "Fiche", "Intitulé", "Axe", "État", "Montant (€)", "Période", "Nature", "Plafond (€)", "Financeur",
    "Dispositif", "Taux (%)", "Cofinanceurs", "Document", "Page", "Passage", "Ligne", "Précisions",
)  # fmt: skip


class FundingRowOut(FundingOut):
    """A line of money with its contract and action; both are null for money that an article promises."""

    contract: str
    contract_label: str
    action: str | None
    title: str | None
    axis: str | None


class SumOut(BaseModel):
    """A sum of the actions' totals of one period; `requested`: the part of it that is only asked for, and where."""

    amount: Number
    actions: list[str]
    requested: Number
    requested_actions: list[str]


class LeftOutOut(BaseModel):
    """Actions that are in no sum, and why."""

    reason: str
    label: str
    count: int
    actions: list[str]


class TotalsOut(BaseModel):
    """The sums of a contract; null where no action has a total of that period."""

    contract: str
    contract_label: str
    annual: SumOut | None
    global_: SumOut | None = Field(serialization_alias="global")
    actions: int
    not_counted: list[LeftOutOut]


class FundingTableOut(BaseModel):
    """The rows and, contract by contract, the sums."""

    rows: list[FundingRowOut]
    totals: list[TotalsOut]


def funding_out(contracts: Sequence[UnderstoodContract]) -> FundingTableOut:
    """The money of these contracts."""
    rows = []
    for contract in contracts:
        view = RecordView(contract.documents)
        rows += [_row(view, contract, action, line) for action, line in lines_of(contract)]
    return FundingTableOut(rows=rows, totals=[totals_out(contract) for contract in contracts])


def lines_of(contract: UnderstoodContract) -> Iterator[tuple[Action | None, Funding]]:
    """Each line of money with its action, at least one an action; those of articles last."""
    for action in contract.record.actions:
        for line in action.funding or (Funding(FundingState.NOT_STATED, action.evidence),):
            yield action, line
    for line in contract.record.funding:
        yield None, line


def totals_out(contract: UnderstoodContract) -> TotalsOut:
    """The sums of one contract."""
    totals = totals_of(contract.record)
    return TotalsOut(
        contract=contract.ref.id,
        contract_label=contract.ref.label,
        annual=_sum_out(totals.annual),
        global_=_sum_out(totals.globally),
        actions=len(contract.record.actions),
        not_counted=[
            LeftOutOut(
                reason=reason, label=labels.LEFT_OUT[reason], count=len(actions), actions=[name_of(a) for a in actions]
            )
            for reason, actions in totals.left_out
        ],
    )


def name_of(action: Action) -> str:
    """An action's number, or its title for want of one."""
    return action.number or (action.titles[0].value if action.titles else "")


def funding_table(contracts: Sequence[UnderstoodContract]) -> Table:
    """The same rows for a spreadsheet; each line says whether it is a total, for those who add up."""
    rows = []
    for contract in contracts:
        titles = {document.id: document.metadata.title or document.file_name for document in contract.documents}
        axes = {axis.number: axis.titles[0].value for axis in contract.record.axes if axis.number and axis.titles}
        for action, line in lines_of(contract):
            rows.append(_cells(contract.ref.label, titles, axes, action, line))
    return Table("Financements", HEADINGS, tuple(rows))


def _cells(
    label: str, titles: dict[str, str], axes: dict[str, str], action: Action | None, line: Funding
) -> tuple[Cell, ...]:
    axis = action.axis if action else ""
    proof = line.evidence[0] if line.evidence else None
    return (
        label,
        action.number if action else "",
        action.titles[0].value if action and action.titles else "",
        f"{axis}. {axes[axis]}" if axis in axes else axis,
        labels.state(line),
        line.amount,
        labels.PERIODS[line.period],
        labels.NATURES[line.nature],
        line.cap,
        line.payer,
        line.instrument,
        line.rate,
        "néant" if line.no_cofunding and not line.cofunders else ", ".join(said.value for said in line.cofunders),
        titles.get(proof.document_id, "") if proof else "",
        proof.page if proof else None,
        " […] ".join(dict.fromkeys(one.quote for one in line.evidence)),
        labels.ROLES[line.role],
        _details(line),
    )


def _details(line: Funding) -> str:
    """What no column holds: the year, the cap's period, what the rate means, items, conditions."""
    told = [
        f"année {line.year}" if line.year else "",
        f"plafond {labels.PERIODS[line.cap_period]}" if line.cap is not None and line.cap_period else "",
        "taux maximum" if line.rate is not None and line.rate_is_cap else "",
        line.earmark,
        *(f"dont {item.label} : {french.euros(item.amount)}" for item in line.items),
        *(said.value for said in line.conditions),
    ]
    names = [said.value for said in line.cofunders]
    written = as_written(names, [one.quote for one in line.evidence])
    if written not in (" ; ".join(names), ", ".join(names)):
        told.append(f"cofinancement : {written}")
    return " ; ".join(text for text in told if text)


def _row(view: RecordView, contract: UnderstoodContract, action: Action | None, line: Funding) -> FundingRowOut:
    # The same objects: nothing of a line is shown in two ways.
    shown = dict(view.funding(line))
    return FundingRowOut(
        contract=contract.ref.id,
        contract_label=contract.ref.label,
        action=(action.number or None) if action else None,
        title=action.titles[0].value if action and action.titles else None,
        axis=(action.axis or None) if action else None,
        **shown,
    )


def _sum_out(found: Sum) -> SumOut | None:
    if not found.actions:
        return None
    return SumOut(
        amount=found.amount,
        actions=[name_of(action) for action in found.actions],
        requested=found.requested,
        requested_actions=[name_of(action) for action in found.asking],
    )
