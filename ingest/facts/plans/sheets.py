"""Sheets of action completed by the rows of a table of all of them: each says what the other leaves out. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from ingest.facts.funding.lines import yearly_of
from ingest.facts.reading import letters
from ingest.facts.records import Action, AmountPeriod, Funding, FundingState, LineRole, Nature, Place, Said

# Of a row with a sheet's number, so alike is its title (0-100), or it names the same lead.
SAME_TITLE = 75
# What a sheet without a field of its own takes from its row.
_TAKEN = ("partners", "calendar", "public", "territory", "indicators")


def completed(found: Sequence[Action], planned: Sequence[Action]) -> tuple[Action, ...]:
    """The actions of sheets, each with what its row says and it does not; rows that are not surely its own are left."""
    numbers = [action.number for action in planned if action.number]
    once = {action.number: action for action in planned if numbers.count(action.number) == 1}
    rows = {action.number: row for action in found if (row := once.get(action.number)) and _same(action, row)}
    if len(found) < 2 or len(rows) < len(found) / 2:
        return tuple(found)
    return tuple(_with_row(action, rows[action.number]) if action.number in rows else action for action in found)


def _same(action: Action, row: Action) -> bool:
    alike = any(
        fuzz.ratio(letters(one.value), letters(other.value)) >= SAME_TITLE
        for one in action.titles
        for other in row.titles
    )
    return alike or bool({letters(s.value) for s in action.leads} & {letters(s.value) for s in row.leads})


def _with_row(action: Action, row: Action) -> Action:
    changes: dict[str, object] = {
        name: tuple(replace(s, place=Place.SUMMARY) if isinstance(s, Said) else s for s in getattr(row, name))
        for name in _TAKEN
        if not getattr(action, name) and getattr(row, name)
    }
    return replace(action, **changes, funding=_funding(action.funding, row.funding))  # type: ignore[arg-type]


def _funding(own: Sequence[Funding], told: Sequence[Funding]) -> tuple[Funding, ...]:
    """The lines of a sheet, with who pays what of the same amount as its row says; the row's where it has none."""
    lines = tuple(replace(line, place=Place.SUMMARY) for line in told)
    stated = [line for line in lines if line.state is not FundingState.NOT_STATED]
    if not stated:
        return tuple(own)
    if all(line.state is FundingState.NOT_STATED for line in own):
        return tuple(stated)
    whole = next((line for line in own if line.role is LineRole.TOTAL and line.amount), None)
    total = next((line for line in lines if line.role is LineRole.TOTAL and line.amount), None)
    shares = [line for line in lines if line.role is LineRole.SHARE and line.payer]
    if not any(share.amount is not None or share.rate or share.cap for share in shares):
        shares = []  # names alone say less than the sheet does
    if whole is None or (total is None and any(share.amount is not None for share in shares)):
        return tuple(own)
    if total is not None and (whole.amount != total.amount or not _fits(whole.period, total.period)):
        return tuple(own)
    known = {letters(line.payer) for line in own if line.payer}
    more = [
        replace(
            share, period=share.period or whole.period if share.amount else share.period, nature=_firm(share, whole)
        )
        for share in shares
        if letters(share.payer) not in known
    ]
    if total is not None and not known and total.payer and not shares:
        paid = replace(
            whole,
            payer=total.payer,
            instrument=whole.instrument or total.instrument,
            nature=total.nature or whole.nature,
            evidence=(*whole.evidence, *total.evidence),
        )
        return (paid, *yearly_of(paid, [line for line in own if line is not whole]))
    return (*own, *more)


def _fits(one: AmountPeriod, other: AmountPeriod) -> bool:
    return one is other or not one or not other


def _firm(share: Funding, whole: Funding) -> Nature:
    return share.nature or (whole.nature if share.amount is not None else share.nature)
