"""Shapes of what was understood of a contract: every value with its evidence, null or an empty list where unsaid."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, PlainSerializer


def _whole(value: float | None) -> float | int | None:
    return int(value) if value is not None and value.is_integer() else value


Number = Annotated[float, PlainSerializer(_whole)]


class EvidenceOut(BaseModel):
    """A verbatim quote; `start`/`end` are offsets into the page's text."""

    document: str
    document_title: str
    page: int
    start: int
    end: int
    quote: str
    url: str


class _Proved(BaseModel):
    evidence: list[EvidenceOut]


class ValueOut(_Proved):
    """One value; `place` is where in its document it stands."""

    value: str
    place: str


class ScalarOut(_Proved):
    """What should be one value; `variants` are what other places say instead."""

    value: str
    variants: list[ValueOut]


class QuantityOut(_Proved):
    """A number in its unit."""

    value: Number
    unit: str
    year: str | None
    source: str | None
    place: str


class CountOut(QuantityOut):
    """What should be one number."""

    variants: list[QuantityOut]


class PartyOut(_Proved):
    """An organisation that takes part in the contract, and who represents it."""

    name: str
    representative: ScalarOut | None
    office: ScalarOut | None


class EpciOut(_Proved):
    """A grouping of communes inside the perimeter."""

    name: str
    acronym: str | None
    inhabitants: CountOut | None
    commune_count: CountOut | None
    communes: list[ValueOut]


class PerimeterOut(_Proved):
    """The territory covered; `communes` are those listed outside any EPCI."""

    epci: list[EpciOut]
    communes: list[ValueOut]
    commune_count: CountOut | None
    inhabitants: CountOut | None


class BodyOut(_Proved):
    """A body of the governance."""

    name: str
    frequency: list[ValueOut]
    sentences: list[ValueOut]


class AxisOut(_Proved):
    """An axis of the contract."""

    number: str | None
    title: str
    title_variants: list[ValueOut]


class FundingItemOut(_Proved):
    """A sub-item of an amount, in euros."""

    label: str
    amount: Number


class FundingOut(_Proved):
    """One line of money, in euros; a cap and a rate are never an amount."""

    status: str
    role: str
    amount: Number | None
    period: str | None
    nature: str | None
    cap: Number | None
    cap_period: str | None
    payer: str | None
    instrument: str | None
    rate: Number | None
    rate_is_cap: bool
    cofunders: list[ValueOut]
    no_cofunding: bool
    items: list[FundingItemOut]
    year: str | None
    earmark: str | None
    conditions: list[ValueOut]


class IndicatorOut(_Proved):
    """An indicator of an action."""

    name: str
    baseline: list[ValueOut]
    target: list[ValueOut]
    frequency: list[ValueOut]
    source: list[ValueOut]
    follow_up: list[ValueOut]


class PolicyOut(_Proved):
    """A plan or priority to which an action is tied."""

    label: str
    value: str


class ActionOut(_Proved):
    """An action; `title` and `leads` are its sheet's, the variants what other places say."""

    number: str | None
    title: str | None
    title_variants: list[ValueOut]
    axis: str | None
    leads: list[ValueOut]
    lead_variants: list[ValueOut]
    partners: list[ValueOut]
    partners_in_text: list[ValueOut]
    public: list[ValueOut]
    public_direct: list[ValueOut]
    public_indirect: list[ValueOut]
    territory: list[ValueOut]
    context: list[ValueOut]
    objectives: list[ValueOut]
    objectives_operational: list[ValueOut]
    description: list[ValueOut]
    expected_results: list[ValueOut]
    calendar: list[ValueOut]
    status: list[ValueOut]
    funding: list[FundingOut]
    indicators: list[IndicatorOut]
    frequency: list[ValueOut]
    source: list[ValueOut]
    baseline: list[ValueOut]
    follow_up: list[ValueOut]
    policy: list[PolicyOut]


class CommitmentOut(_Proved):
    """What a party binds itself to; `strength` keeps the verb."""

    party: str
    text: str
    strength: str | None
    theme: str | None


class FigureOut(_Proved):
    """A figure of the diagnosis; `shown` is the value as written."""

    indicator: str
    value: Number
    unit: str
    territory: str | None
    year: str | None
    source: str | None
    shown: str | None


class ContactOut(_Proved):
    """A contact that the document itself publishes."""

    name: str
    organisation: str | None
    office: str | None
    phone: str | None
    email: str | None


class AmendmentOut(_Proved):
    """An amendment and what it changes."""

    number: str | None
    date: str | None
    changes: list[ValueOut]


class ContradictionOut(BaseModel):
    """Values for what should be one, the one that ranks first before the others, and why."""

    subject: str
    field: str
    values: list[ValueOut]
    reason: str


class DocumentRefOut(BaseModel):
    """A document that speaks of the contract."""

    id: str
    title: str
    kind: str
    pages: int
    state: str
    is_notice: bool
    url: str


class CountsOut(BaseModel):
    """How much was understood of a contract."""

    signatories: int
    associated: int
    epci: int
    axes: int
    actions: int
    actions_with_amount: int
    contradictions: int


class ContractRowOut(BaseModel):
    """One contract of the list."""

    id: str
    label: str
    territory: str
    period: str | None
    kind: str
    current: bool
    documents: list[DocumentRefOut]
    counts: CountsOut


class ContractDetailOut(BaseModel):
    """All that the documents say of one contract."""

    id: str
    label: str
    kind: str
    current: bool
    territory: ScalarOut | None
    generation: ScalarOut | None
    period: ScalarOut | None
    duration: ScalarOut | None
    signed_on: ScalarOut | None
    signed_at: ScalarOut | None
    previous: list[ValueOut]
    signatories: list[PartyOut]
    associated: list[PartyOut]
    consulted: list[PartyOut]
    perimeter: PerimeterOut
    governance: list[BodyOut]
    axes: list[AxisOut]
    axis_count: CountOut | None
    actions: list[ActionOut]
    funding: list[FundingOut]
    commitments: list[CommitmentOut]
    revision: list[ValueOut]
    termination: list[ValueOut]
    communication: list[ValueOut]
    evaluation: list[ValueOut]
    figures: list[FigureOut]
    contacts: list[ContactOut]
    amendments: list[AmendmentOut]
    contradictions: list[ContradictionOut]
    documents: list[DocumentRefOut]
