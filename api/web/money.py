"""A line of money in words: what is said first, what comes with it, and how it is drawn. Pure functions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from api import labels
from api.record_schemas import EvidenceOut, FundingOut
from assistant.cofunding import as_written
from assistant.composers import french
from ingest.facts.records import AmountPeriod, FundingState, LineRole, Nature

# An amount is known, a silence is a gap, the rest lies between.
_FAMILIES = {FundingState.AMOUNT: "good", FundingState.NOT_STATED: "warn"}


@dataclass(frozen=True, slots=True)
class Money:
    """`shown` is the amount or the state, `details` what qualifies it, `family` the badge it is drawn as."""

    shown: str
    details: tuple[str, ...]
    family: str
    is_amount: bool
    evidence: tuple[EvidenceOut, ...]


def money(line: FundingOut) -> Money:
    """The line in words; a cap and a rate are never told as an amount."""
    state = FundingState(line.status)
    evidence = (*line.evidence, *(one for item in line.items for one in item.evidence))
    if line.amount is not None:
        shown, is_amount = _with_period(line.amount, line.period), True
    elif line.cap is not None:
        shown, is_amount = f"{_with_period(line.cap, line.cap_period)} au maximum", True
    else:
        stated = FundingState.NOT_STATED if state is FundingState.AMOUNT else state
        shown, is_amount = french.capital(labels.STATES[stated]), False
    return Money(
        shown,
        tuple(_details(line)),
        _FAMILIES.get(state, ""),
        is_amount,
        tuple({one.url: one for one in evidence}.values()),
    )


def _details(line: FundingOut) -> Iterator[str]:
    role = LineRole(line.role)
    if line.payer:
        yield f"payeur : {line.payer}{_rate(line)}"
    elif line.rate is not None:
        yield f"taux{_rate(line)}"
    if line.instrument and line.instrument != line.payer:
        yield line.instrument
    nature = labels.NATURES[Nature(line.nature or "")]
    if nature and (line.amount is not None or line.cap is not None):
        yield f"montant {nature}"
    if line.amount is not None and line.cap is not None:
        yield f"plafond : {_with_period(line.cap, line.cap_period)}"
    if role is not LineRole.TOTAL:
        yield f"{labels.ROLES[role]}{f' ({line.year})' if line.year else ''}"
    if line.cofunders:
        written = as_written([said.value for said in line.cofunders], [one.quote for one in line.evidence])
        yield f"cofinancement : {written}"
    elif line.no_cofunding:
        yield "cofinancements : néant"
    if line.earmark:
        yield line.earmark
    yield from (f"dont {item.label} : {french.euros(item.amount)}" for item in line.items)
    yield from (said.value for said in line.conditions)


def _rate(line: FundingOut) -> str:
    if line.rate is None:
        return ""
    return f" ({'au plus ' if line.rate_is_cap else ''}{french.percent(line.rate)})"


def _with_period(amount: float, period: str | None) -> str:
    return f"{french.euros(amount)} {labels.PERIODS[AmountPeriod(period or '')]}".strip()
