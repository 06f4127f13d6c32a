"""Sums over the actions of a contract: annual and global amounts apart, and what is in no sum. Pure functions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.facts.records import Action, AmountPeriod, ContractRecord, Funding, FundingState, LineRole, Nature

# Why an action is in no sum: its state, or what of its amount cannot be summed.
CAP_ONLY = "cap_only"  # a cap and no amount
PERIOD_UNKNOWN = "period_unknown"  # an amount that is said to be neither annual nor global
NO_TOTAL = "no_total"  # amounts of parts, no total
STATES = (
    *(state.value for state in FundingState if state is not FundingState.AMOUNT),
    CAP_ONLY,
    PERIOD_UNKNOWN,
    NO_TOTAL,
)


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum of totals of one period, with the lines that were added."""

    amount: float = 0.0
    actions: tuple[Action, ...] = ()
    lines: tuple[Funding, ...] = ()
    requested: float = 0.0  # the part that the documents say is only asked for
    asking: tuple[Action, ...] = ()  # the actions of that part


@dataclass(frozen=True, slots=True)
class Totals:
    """The sums of a contract; `left_out`: reason → the actions in no sum."""

    annual: Sum
    globally: Sum
    left_out: tuple[tuple[str, tuple[Action, ...]], ...]


def totals_of(record: ContractRecord) -> Totals:
    """The sums over a record's actions; only lines that are a sheet's total count, each once."""
    annual, globally = (_sum(record.actions, period) for period in (AmountPeriod.ANNUAL, AmountPeriod.GLOBAL))
    counted = {id(action) for one in (annual, globally) for action in one.actions}
    left_out: dict[str, list[Action]] = {}
    for action in record.actions:
        if id(action) not in counted:
            left_out.setdefault(_reason(action), []).append(action)
    ordered = tuple((reason, tuple(left_out[reason])) for reason in STATES if reason in left_out)
    return Totals(annual, globally, ordered)


def _sum(actions: Sequence[Action], period: AmountPeriod) -> Sum:
    found = [(action, counted_lines(action, period)) for action in actions]
    found = [(action, lines) for action, lines in found if lines]
    lines = tuple(line for _, own in found for line in own)
    amount = round(sum(line.amount or 0.0 for line in lines), 2)
    asked = [(action, line) for action, own in found for line in own if line.nature is Nature.REQUESTED]
    return Sum(
        amount,
        tuple(action for action, _ in found),
        lines,
        round(sum(line.amount or 0.0 for _, line in asked), 2),
        tuple({id(action): action for action, _ in asked}.values()),
    )


def counted_lines(action: Action, period: AmountPeriod) -> tuple[Funding, ...]:
    """The totals of a period that an action's best place gives: another place or document repeats them."""
    lines = [
        line
        for line in action.funding
        if line.role is LineRole.TOTAL and line.amount is not None and line.period is period
    ]
    return tuple(line for line in lines if _origin(line) == _origin(lines[0]))


def _origin(line: Funding) -> tuple[str, str]:
    return line.place.value, line.evidence[0].document_id if line.evidence else ""


def _reason(action: Action) -> str:
    with_amount = [line for line in action.funding if line.amount is not None]
    if any(line.role is LineRole.TOTAL for line in with_amount):
        return PERIOD_UNKNOWN
    if with_amount:
        return NO_TOTAL
    if any(line.cap is not None for line in action.funding):
        return CAP_ONLY
    states = [line.state for line in action.funding if line.state is not FundingState.AMOUNT]
    return states[0].value if states else FundingState.NOT_STATED.value
