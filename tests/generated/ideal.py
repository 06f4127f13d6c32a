"""The record that a perfect reader would give: for testing the instrument that measures the real one."""

from __future__ import annotations

from eval.gold_tally import listed
from ingest.facts.records import (
    Action,
    AmountPeriod,
    Axis,
    Body,
    Commitment,
    Contact,
    ContractRecord,
    Contradiction,
    DiagnosisFigure,
    Epci,
    Evidence,
    Funding,
    FundingItem,
    FundingState,
    Indicator,
    LineRole,
    Nature,
    Party,
    PartyRole,
    Perimeter,
    Place,
    PolicyLink,
    Quantity,
    Said,
)
from tests.generated.records import Truth

_PROOF = (Evidence("d", 1, 0, 1, "x"),)
_TEXTS = (
    *("partners", "public", "public_direct", "public_indirect", "territory", "results", "calendar", "status"),
    *("objectives", "objectives_operational", "frequency", "source", "baseline", "follow_up"),
)


def record_of(truth: Truth) -> ContractRecord:
    """A record that says all that is true and nothing else."""
    parties = [_party(party, PartyRole.SIGNATORY) for party in listed(truth.get("signatories"))]
    parties += [_party(party, PartyRole.ASSOCIATED) for party in listed(truth.get("associated"))]
    scalars = ("territory", "period", "duration", "generation", "signed_on", "signed_at", "previous")
    sentences = ("revision", "termination", "communication")
    return ContractRecord(
        **{name: said(truth.get(name)) for name in scalars},
        **{name: said([f"Il est dit : {few}, et plus." for few in listed(truth.get(name))]) for name in sentences},
        parties=tuple(parties),
        perimeter=_perimeter(truth.get("perimeter") or {}),
        governance=tuple(
            Body(body["name"], _PROOF, frequency=said(body.get("frequency")))
            for body in listed(truth.get("governance"))
        ),
        axes=tuple(Axis(axis["number"], said(axis["title"])) for axis in listed(truth.get("axes"))),
        axis_counts=_numbers(truth.get("axis_count"), "axes"),
        actions=tuple(map(_action, listed(truth.get("actions")))),
        funding=tuple(map(_funding, listed(truth.get("funding")))),
        commitments=tuple(
            Commitment(one["party"], said(one["text"])[0], one["strength"]) for one in listed(truth.get("commitments"))
        ),
        figures=tuple(
            DiagnosisFigure(
                f["indicator"], f["value"], f.get("unit", ""), _PROOF, f.get("territory", ""), str(f.get("year", ""))
            )
            for f in listed(truth.get("figures"))
        ),
        contacts=tuple(
            Contact(c["name"], _PROOF, phone=c.get("phone", ""), email=c.get("email", ""))
            for c in listed(truth.get("contacts"))
        ),
        contradictions=tuple(
            Contradiction(one["subject"], one["field"], (), "") for one in listed(truth.get("contradictions"))
        ),
    )


def said(values: object, place: Place = Place.SHEET) -> tuple[Said, ...]:
    """Values as a record holds them."""
    return tuple(Said(str(value), _PROOF, place) for value in listed(values))


def _numbers(values: object, unit: str) -> tuple[Quantity, ...]:
    return tuple(Quantity(float(value), unit, _PROOF) for value in listed(values))


def _party(party: Truth, role: PartyRole) -> Party:
    return Party(party["name"], role, _PROOF, said(party.get("representative")), said(party.get("office")))


def _perimeter(perimeter: Truth) -> Perimeter:
    return Perimeter(
        _PROOF,
        epci=tuple(
            Epci(
                epci["name"],
                _PROOF,
                epci.get("acronym", ""),
                _numbers(epci.get("inhabitants"), "habitants"),
                _numbers(epci.get("commune_count"), "communes"),
                said(epci.get("communes")),
            )
            for epci in listed(perimeter.get("epci"))
        ),
        commune_counts=_numbers(perimeter.get("commune_count"), "communes"),
        inhabitants=_numbers(perimeter.get("inhabitants"), "habitants"),
    )


def _action(action: Truth) -> Action:
    return Action(
        action["number"],
        (*said(action["title"]), *said(action.get("summary_title"), Place.SUMMARY)),
        _PROOF,
        axis=action.get("axis", ""),
        leads=(*said(action.get("leads")), *said(action.get("summary_leads"), Place.SUMMARY)),
        **{name: said(action.get(name)) for name in _TEXTS},
        funding=tuple(map(_funding, listed(action.get("funding")))),
        indicators=tuple(
            Indicator(
                one["name"],
                _PROOF,
                **{name: said(one.get(name)) for name in ("baseline", "target", "frequency", "source", "follow_up")},
            )
            for one in action.get("indicators", ())
        ),
        policy=tuple(PolicyLink(link["label"], said(link["value"])[0]) for link in action.get("policy", ())),
    )


def _funding(line: Truth) -> Funding:
    return Funding(
        FundingState(line["state"]),
        _PROOF,
        LineRole(line.get("role", "total")),
        amount=line.get("amount"),
        period=AmountPeriod(line.get("period", "")),
        nature=Nature(line.get("nature", "")),
        cap=line.get("cap"),
        cap_period=AmountPeriod(line.get("cap_period", "")),
        payer=line.get("payer", ""),
        instrument=line.get("instrument", ""),
        rate=line.get("rate"),
        rate_is_cap=line.get("rate_is_cap", False),
        year=str(line.get("year", "")),
        earmark=line.get("earmark", ""),
        items=tuple(FundingItem(item["label"], item["amount"], _PROOF) for item in line.get("items", ())),
        cofunders=said(line.get("cofunders")),
        no_cofunding=line.get("no_cofunding", False),
    )
