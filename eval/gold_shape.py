"""A contract's record in the shape of the gold files, so that two alike things are compared."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from ingest.facts.records import (
    Action,
    ContractRecord,
    Epci,
    Funding,
    Indicator,
    Party,
    PartyRole,
    Place,
    Quantity,
    Said,
)

Shape = dict[str, Any]


def shape(record: ContractRecord) -> Shape:
    """The record in the gold shape; where a gold file has one value, here stand all that the record has."""
    return {
        **{
            name: _values(getattr(record, name))
            for name in ("territory", "period", "duration", "generation", "signed_on", "signed_at", "previous")
        },
        "signatories": [_party(party) for party in record.signatories],
        "associated": [_party(party) for party in record.parties if party.role is PartyRole.ASSOCIATED],
        "perimeter": {
            "commune_count": _numbers(record.perimeter.commune_counts),
            "inhabitants": _numbers(record.perimeter.inhabitants),
            "epci": [_epci(epci) for epci in record.perimeter.epci],
            "communes": _values(record.perimeter.communes),
        },
        "governance": [{"name": body.name, "frequency": _values(body.frequency)} for body in record.governance],
        "axes": [{"number": axis.number, "title": _first(axis.titles)} for axis in record.axes],
        "axis_count": _numbers(record.axis_counts),
        "actions": [_action(action) for action in record.actions],
        "funding": [_funding(line) for line in record.funding],
        "commitments": [{"party": c.party, "strength": c.strength, "text": c.text.value} for c in record.commitments],
        **{name: _values(getattr(record, name)) for name in ("revision", "termination", "communication", "evaluation")},
        "figures": [
            {
                "indicator": figure.indicator,
                "territory": figure.territory,
                "value": figure.value,
                "unit": figure.unit,
                "year": figure.year,
            }
            for figure in record.figures
        ],
        "contacts": [
            {"name": c.name, "organisation": c.organisation, "phone": c.phone, "email": c.email}
            for c in record.contacts
        ],
        "amendments": [{"number": amendment.number, "date": amendment.date} for amendment in record.amendments],
        "contradictions": [{"subject": c.subject, "field": c.field} for c in record.contradictions],
    }


def _values(said: Iterable[Said]) -> list[str]:
    return [one.value for one in said]


def _first(said: Sequence[Said]) -> str:
    return said[0].value if said else ""


def _numbers(quantities: Iterable[Quantity]) -> list[float]:
    return [quantity.value for quantity in quantities]


def _party(party: Party) -> Shape:
    return {
        "name": party.name,
        "representative": _values(party.representatives),
        "office": _values(party.offices),
    }


def _epci(epci: Epci) -> Shape:
    return {
        "name": epci.name,
        "acronym": epci.acronym,
        "inhabitants": _numbers(epci.inhabitants),
        "commune_count": _numbers(epci.commune_counts),
        "communes": _values(epci.communes),
    }


def _action(action: Action) -> Shape:
    # What the sheet says once for all its indicators may stand in each of them only.
    shared = {
        name: _values(getattr(action, name)) or _once(getattr(one, name) for one in action.indicators)
        for name in ("frequency", "source", "baseline", "follow_up")
    }
    return {
        "number": action.number,
        "title": _first(action.titles),
        "titles": _values(action.titles),
        "axis": action.axis,
        "leads": [one.value for one in action.leads if one.place is action.leads[0].place],
        "summary_leads": [one.value for one in action.leads if one.place is Place.SUMMARY],
        **{
            name: _values(getattr(action, name))
            for name in (
                *("partners", "public", "public_direct", "public_indirect", "territory", "results", "calendar"),
                *("status", "objectives", "objectives_operational"),
            )
        },
        "funding": [_funding(line) for line in action.funding],
        "indicators": [_indicator(one) for one in action.indicators],
        **shared,
        "policy": [{"label": link.label, "value": link.value.value} for link in action.policy],
    }


def _once(groups: Iterable[Sequence[Said]]) -> list[str]:
    return list(dict.fromkeys(one.value for group in groups for one in group))


def _indicator(one: Indicator) -> Shape:
    names = ("baseline", "target", "frequency", "source", "follow_up")
    return {"name": one.name, **{name: _values(getattr(one, name)) for name in names}}


def _funding(line: Funding) -> Shape:
    return {
        "state": line.state.value,
        "role": line.role.value,
        "amount": line.amount,
        "period": line.period.value,
        "nature": line.nature.value,
        "cap": line.cap,
        "cap_period": line.cap_period.value,
        "payer": line.payer,
        "instrument": line.instrument,
        "rate": line.rate,
        "rate_is_cap": line.rate_is_cap,
        "year": line.year,
        "earmark": line.earmark,
        "items": [{"label": item.label, "amount": item.amount} for item in line.items],
        "cofunders": _values(line.cofunders),
        "no_cofunding": line.no_cofunding,
    }
