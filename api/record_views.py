"""Records of contracts turned into what the API and the command line show. Pure functions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from api.record_schemas import (
    ActionOut,
    AmendmentOut,
    AxisOut,
    BodyOut,
    CommitmentOut,
    ContactOut,
    ContractDetailOut,
    ContractRowOut,
    ContradictionOut,
    CountOut,
    CountsOut,
    DocumentRefOut,
    EpciOut,
    EvidenceOut,
    FigureOut,
    FundingItemOut,
    FundingOut,
    IndicatorOut,
    PartyOut,
    PerimeterOut,
    PolicyOut,
    QuantityOut,
    ScalarOut,
    ValueOut,
)
from api.views import page_url, title_of
from assistant.library import UnderstoodContract
from ingest.facts.reading import letters
from ingest.facts.records import (
    Action,
    Amendment,
    Axis,
    Body,
    Commitment,
    Contact,
    Contradiction,
    DiagnosisFigure,
    Epci,
    Evidence,
    Funding,
    Indicator,
    Party,
    PartyRole,
    Perimeter,
    Quantity,
    Said,
)
from ingest.records import Document


class RecordView:
    """Shows records whose evidence lies in these documents."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self._titles: Mapping[str, str] = {document.id: title_of(document) for document in documents}

    # --- contracts ---

    def contract(self, understood: UnderstoodContract) -> ContractDetailOut:
        """All that the documents say of one contract."""
        record = understood.record
        return ContractDetailOut(
            id=understood.ref.id,
            label=understood.ref.label,
            kind=understood.kind,
            current=understood.current,
            territory=self.scalar(record.territory),
            generation=self.scalar(record.generation),
            period=self.scalar(record.period),
            duration=self.scalar(record.duration),
            signed_on=self.scalar(record.signed_on),
            signed_at=self.scalar(record.signed_at),
            previous=self.values(record.previous),
            signatories=self._parties(record.parties, PartyRole.SIGNATORY),
            associated=self._parties(record.parties, PartyRole.ASSOCIATED),
            consulted=self._parties(record.parties, PartyRole.CONSULTED),
            perimeter=self._perimeter(record.perimeter),
            governance=[self._body(one) for one in record.governance],
            axes=[self._axis(axis) for axis in record.axes],
            axis_count=self.count(record.axis_counts),
            actions=[self.action(action) for action in record.actions],
            funding=[self.funding(line) for line in record.funding],
            commitments=[self._commitment(one) for one in record.commitments],
            revision=self.values(record.revision),
            termination=self.values(record.termination),
            communication=self.values(record.communication),
            evaluation=self.values(record.evaluation),
            figures=[self._figure(one) for one in record.figures],
            contacts=[self._contact(one) for one in record.contacts],
            amendments=[self._amendment(one) for one in record.amendments],
            contradictions=[self._contradiction(one) for one in record.contradictions],
            documents=[document_ref(document) for document in understood.documents],
        )

    def _figure(self, one: DiagnosisFigure) -> FigureOut:
        return FigureOut(
            indicator=one.indicator,
            value=one.value,
            unit=one.unit,
            territory=one.territory or None,
            year=one.year or None,
            source=one.source or None,
            shown=one.shown or None,
            evidence=self.evidence(one.evidence),
        )

    def _contact(self, one: Contact) -> ContactOut:
        return ContactOut(
            name=one.name,
            organisation=one.organisation or None,
            office=one.office or None,
            phone=one.phone or None,
            email=one.email or None,
            evidence=self.evidence(one.evidence),
        )

    def _amendment(self, one: Amendment) -> AmendmentOut:
        return AmendmentOut(
            number=one.number or None,
            date=one.date or None,
            changes=self.values(one.changes),
            evidence=self.evidence(one.evidence),
        )

    def _contradiction(self, one: Contradiction) -> ContradictionOut:
        return ContradictionOut(subject=one.subject, field=one.field, values=self.values(one.values), reason=one.reason)

    def _body(self, one: Body) -> BodyOut:
        return BodyOut(
            name=one.name,
            frequency=self.values(one.frequency),
            sentences=self.values(one.sentences),
            evidence=self.evidence(one.evidence),
        )

    def _commitment(self, one: Commitment) -> CommitmentOut:
        return CommitmentOut(
            party=one.party,
            text=one.text.value,
            strength=one.strength or None,
            theme=one.theme or None,
            evidence=self.evidence(one.text.evidence),
        )

    def _parties(self, parties: Sequence[Party], role: PartyRole) -> list[PartyOut]:
        return [
            PartyOut(
                name=party.name,
                representative=self.scalar(party.representatives),
                office=self.scalar(party.offices),
                evidence=self.evidence(party.evidence),
            )
            for party in parties
            if party.role is role
        ]

    def _perimeter(self, perimeter: Perimeter) -> PerimeterOut:
        return PerimeterOut(
            epci=[self._epci(one) for one in perimeter.epci],
            communes=self.values(perimeter.communes),
            commune_count=self.count(perimeter.commune_counts),
            inhabitants=self.count(perimeter.inhabitants),
            evidence=self.evidence(perimeter.evidence),
        )

    def _epci(self, one: Epci) -> EpciOut:
        return EpciOut(
            name=one.name,
            acronym=one.acronym or None,
            inhabitants=self.count(one.inhabitants),
            commune_count=self.count(one.commune_counts),
            communes=self.values(one.communes),
            evidence=self.evidence(one.evidence),
        )

    def _axis(self, axis: Axis) -> AxisOut:
        first, variants = _first_and_variants(axis.titles)
        return AxisOut(
            number=axis.number or None,
            title=first.value if first else "",
            title_variants=self.values(variants),
            evidence=self.evidence(first.evidence if first else ()),
        )

    # --- actions ---

    def action(self, action: Action) -> ActionOut:
        """One action with all that is said of it."""
        title, title_variants = _first_and_variants(action.titles)
        best = [said for said in action.leads if said.place is action.leads[0].place]
        return ActionOut(
            number=action.number or None,
            title=title.value if title else None,
            title_variants=self.values(title_variants),
            axis=action.axis or None,
            leads=self.values(best),
            lead_variants=self.values([said for said in action.leads if said not in best]),
            partners=self.values(action.partners),
            partners_in_text=self.values(action.partners_in_text),
            public=self.values(action.public),
            public_direct=self.values(action.public_direct),
            public_indirect=self.values(action.public_indirect),
            territory=self.values(action.territory),
            context=self.values(action.context),
            objectives=self.values(action.objectives),
            objectives_operational=self.values(action.objectives_operational),
            description=self.values(action.description),
            expected_results=self.values(action.results),
            calendar=self.values(action.calendar),
            status=self.values(action.status),
            funding=[self.funding(line) for line in action.funding],
            indicators=[self._indicator(one) for one in action.indicators],
            frequency=self.values(action.frequency),
            source=self.values(action.source),
            baseline=self.values(action.baseline),
            follow_up=self.values(action.follow_up),
            policy=[
                PolicyOut(label=one.label, value=one.value.value, evidence=self.evidence(one.value.evidence))
                for one in action.policy
            ],
            evidence=self.evidence(action.evidence),
        )

    def _indicator(self, one: Indicator) -> IndicatorOut:
        return IndicatorOut(
            name=one.name,
            baseline=self.values(one.baseline),
            target=self.values(one.target),
            frequency=self.values(one.frequency),
            source=self.values(one.source),
            follow_up=self.values(one.follow_up),
            evidence=self.evidence(one.evidence),
        )

    def funding(self, line: Funding) -> FundingOut:
        """One line of money."""
        return FundingOut(
            status=line.state.value,
            role=line.role.value,
            amount=line.amount,
            period=line.period.value or None,
            nature=line.nature.value or None,
            cap=line.cap,
            cap_period=line.cap_period.value or None,
            payer=line.payer or None,
            instrument=line.instrument or None,
            rate=line.rate,
            rate_is_cap=line.rate_is_cap,
            cofunders=self.values(line.cofunders),
            no_cofunding=line.no_cofunding,
            items=[
                FundingItemOut(label=item.label, amount=item.amount, evidence=self.evidence(item.evidence))
                for item in line.items
            ],
            year=line.year or None,
            earmark=line.earmark or None,
            conditions=self.values(line.conditions),
            evidence=self.evidence(line.evidence),
        )

    # --- values ---

    def scalar(self, values: Sequence[Said]) -> ScalarOut | None:
        """The best value, what agrees with it as more evidence, the others as variants."""
        first, variants = _first_and_variants(values)
        if first is None:
            return None
        agreeing = [e for said in values if letters(said.value) == letters(first.value) for e in said.evidence]
        return ScalarOut(value=first.value, variants=self.values(variants), evidence=self.evidence(agreeing))

    def values(self, values: Iterable[Said]) -> list[ValueOut]:
        """Each value with its evidence."""
        return [
            ValueOut(value=said.value, place=said.place.value, evidence=self.evidence(said.evidence)) for said in values
        ]

    def count(self, counts: Sequence[Quantity]) -> CountOut | None:
        """The best number, with the others as variants."""
        if not counts:
            return None
        shown = [self._quantity(one) for one in counts]
        return CountOut(**shown[0].model_dump(), variants=shown[1:])

    def _quantity(self, one: Quantity) -> QuantityOut:
        return QuantityOut(
            value=one.value,
            unit=one.unit,
            year=one.year or None,
            source=one.source or None,
            place=one.place.value,
            evidence=self.evidence(one.evidence),
        )

    def evidence(self, found: Iterable[Evidence]) -> list[EvidenceOut]:
        """Quotes with the title of their document and the address of their page."""
        return [
            EvidenceOut(
                document=one.document_id,
                document_title=self._titles.get(one.document_id, ""),
                page=one.page,
                start=one.start,
                end=one.end,
                quote=one.quote,
                url=page_url(one.document_id, one.page, one.start, one.end),
            )
            for one in dict.fromkeys(found)
        ]


def contract_row(understood: UnderstoodContract) -> ContractRowOut:
    """The contract as the list shows it."""
    record = understood.record
    counts = CountsOut(
        signatories=len(record.signatories),
        associated=sum(party.role is PartyRole.ASSOCIATED for party in record.parties),
        epci=len(record.perimeter.epci),
        axes=len(record.axes),
        actions=len(record.actions),
        actions_with_amount=sum(any(line.amount is not None for line in action.funding) for action in record.actions),
        contradictions=len(record.contradictions),
    )
    return ContractRowOut(
        id=understood.ref.id,
        label=understood.ref.label,
        territory=understood.territory,
        period=understood.period or None,
        kind=understood.kind,
        current=understood.current,
        documents=[document_ref(document) for document in understood.documents],
        counts=counts,
    )


def document_ref(document: Document) -> DocumentRefOut:
    """The document as a contract names it."""
    return DocumentRefOut(
        id=document.id,
        title=title_of(document),
        kind=document.metadata.kind,
        pages=len(document.pages),
        state=document.state.value,
        is_notice=document.metadata.notice_of is not None,
        url=page_url(document.id, 1),
    )


def _first_and_variants(values: Sequence[Said]) -> tuple[Said | None, list[Said]]:
    """The best value, and each other one that differs from it and from those before."""
    kept: dict[str, Said] = {}
    for said in values:
        kept.setdefault(letters(said.value), said)
    first, *variants = kept.values() if kept else [None]
    return first, [said for said in variants if said is not None]
