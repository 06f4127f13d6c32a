"""Who else pays for an action: the fields of cofunding and what they say. Pure functions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.facts.funders import listed
from ingest.facts.money import aligned
from ingest.facts.money_fields import FieldKind, MoneyField
from ingest.facts.money_parts import parts
from ingest.facts.records import Evidence, FundingState, Place, Said
from ingest.facts.standing import NO_COFUNDING, standing


@dataclass(frozen=True, slots=True)
class Cofunding:
    """The cofunders that a sheet names, or that it says there are none, or later."""

    names: tuple[Said, ...] = ()
    is_none: bool = False
    is_later: bool = False
    evidence: tuple[Evidence, ...] = ()


def cofunding(fields: Sequence[MoneyField]) -> Cofunding:
    """What the fields of cofunding say together; a sentence in another field may say that there is none."""
    names: list[Said] = []
    evidence: list[Evidence] = []
    is_none = is_later = False
    for item in fields:
        match = NO_COFUNDING.search(aligned(item.text))
        if match and item.kind is not FieldKind.COFUNDING:
            is_none = True
            evidence += item.evidence(match.start(), match.end())
        if item.kind is not FieldKind.COFUNDING or item.is_empty:
            continue
        state = standing(item.text)
        if state is FundingState.NONE or match:
            is_none = True
        elif state is FundingState.TO_BE_SET:
            is_later = True
        elif state is not FundingState.NOT_STATED:
            names += _named(item)
        else:
            continue
        evidence += item.evidence()
    return Cofunding(tuple(names), is_none and not names, is_later, tuple(evidence))


def _named(item: MoneyField) -> list[Said]:
    """The names behind the label, one each when they are a list of names; else what is written, as one."""
    found = listed(item.text)
    if found:
        return [item.run.said(name.start, name.end, Place.SHEET) for name in found]
    told = dict.fromkeys(part.payer for part in parts(item) if part.payer and part.payer in item.text)
    if told:
        spans = ((item.text.index(name), len(name)) for name in told)
        return [item.run.said(low, low + size, Place.SHEET) for low, size in spans]
    low = len(item.text) - len(item.text.lstrip())
    return [item.run.said(low, len(item.text.rstrip()), Place.SHEET)]
