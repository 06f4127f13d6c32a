"""What the contracts give an organisation to do: standing, sheets, commitments, indicators, each proved. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from pydantic import BaseModel

from api import contract_text
from api.comparison import ComparedOut
from api.organisation_views import OrganisationRowOut, organisation_row
from api.record_schemas import EvidenceOut
from api.record_views import RecordView
from assistant.composers import french
from assistant.duties import EVERYONE, commitments_of, communication_rules, is_of_communication, shared_roles
from assistant.library import Library, UnderstoodContract
from assistant.organisation_names import named
from assistant.organisations import Organisation, OrganisationRole, Role
from ingest.facts.reading import letters
from ingest.facts.records import Action, Commitment, ContractRecord, Evidence, Indicator, Party, Said
from ingest.naming import fold

MENTION = "mention"  # named in the text of a sheet, not in its list of partners
# Led by it as the summary table says, where the sheet itself names another.
LEAD_ELSEWHERE = "lead_elsewhere"
SOURCE = "source"  # named as where an indicator's figures come from
# What a sheet can give to do, in the order of reading.
ROLES = (
    Role.LEAD.value,
    LEAD_ELSEWHERE,
    Role.PARTNER.value,
    Role.PAYER.value,
    Role.COFUNDER.value,
    Role.FOLLOW_UP.value,
    MENTION,
)
_STANDINGS = (Role.SIGNATORY, Role.ASSOCIATED, Role.CONSULTED)


class StandingOut(BaseModel):
    """How the organisation takes part in the contract itself, and who represents it."""

    role: str
    name: str
    representatives: list[str]
    offices: list[str]
    evidence: list[EvidenceOut]


class SheetRoleOut(BaseModel):
    """A role in a sheet; `collective` where it names all signatories, `detail`: the money, or who it names instead."""

    role: str
    name: str
    collective: bool
    detail: str | None
    evidence: list[EvidenceOut]


class SheetDutiesOut(BaseModel):
    """A sheet with the organisation's roles in it, the heaviest first."""

    action: str | None
    title: str | None
    roles: list[SheetRoleOut]


class CommitmentDutyOut(BaseModel):
    """What an article binds the organisation to: in its own name, or `shared` by all signatories."""

    text: str
    strength: str | None
    theme: str | None
    shared: bool
    evidence: list[EvidenceOut]


class IndicatorDutyOut(BaseModel):
    """An indicator to report; `reasons`: why it concerns the organisation (lead, follow_up, source)."""

    action: str | None
    title: str | None
    name: str
    frequency: list[str]
    source: list[str]
    reasons: list[str]
    evidence: list[EvidenceOut]


class ContractDutiesOut(BaseModel):
    """All that one contract gives the organisation to do; `indicators`: also those of which it only gives figures."""

    contract: ComparedOut
    current: bool
    standing: list[StandingOut]
    sheets: list[SheetDutiesOut]
    commitments: list[CommitmentDutyOut]
    communication: list[CommitmentDutyOut]
    indicators: list[IndicatorDutyOut]


class ObligationsOut(BaseModel):
    """All that the contracts give one organisation to do, those in force first."""

    organisation: OrganisationRowOut
    contracts: list[ContractDutiesOut]


def obligations_out(organisation: Organisation, library: Library, contracts: Sequence[str] = ()) -> ObligationsOut:
    """What these contracts (none = all that name it) give an organisation to do."""
    asked = [one for one in organisation.contracts if not contracts or one in contracts]
    known = [found for one in asked if (found := library.contract(one))]
    known.sort(key=lambda contract: not contract.current)
    taken = _taken(organisation, library, set(asked))
    return ObligationsOut(
        organisation=organisation_row(organisation, library),
        contracts=[_Duties(organisation, one, frozenset(taken[one.ref.id])).out() for one in known],
    )


def _taken(organisation: Organisation, library: Library, contracts: set[str]) -> dict[str, set[str]]:
    """Contract id → the names that are other organisations' there."""
    found: dict[str, set[str]] = {one: set() for one in contracts}
    for other in library.organisations:
        if other.id != organisation.id:
            for contract in contracts.intersection(other.contracts):
                found[contract] |= _spellings(other)
    return found


@dataclass(frozen=True)
class _Duties:
    organisation: Organisation
    contract: UnderstoodContract
    taken: frozenset[str]  # names of other organisations of the contract

    def out(self) -> ContractDutiesOut:
        standing = list(self._standing())
        signs = any(one.role == Role.SIGNATORY.value for one in standing)
        commitments, communication = self._commitments(signs=signs)
        return ContractDutiesOut(
            contract=ComparedOut(id=self.contract.ref.id, label=self.contract.ref.label),
            current=self.contract.current,
            standing=standing,
            sheets=[sheet for action in self._record.actions if (sheet := self._sheet(action, signs=signs)).roles],
            commitments=commitments,
            communication=communication,
            indicators=[duty for action in self._record.actions for duty in self._indicators(action)],
        )

    @property
    def _record(self) -> ContractRecord:
        return self.contract.record

    @cached_property
    def _view(self) -> RecordView:
        return RecordView(self.contract.documents)

    def _roles(self, *roles: Role) -> Iterator[OrganisationRole]:
        own = (one for one in self.organisation.roles if one.contract == self.contract.ref.id)
        yield from (one for one in own if one.role in roles)

    # --- standing ---

    def _standing(self) -> Iterator[StandingOut]:
        for role in self._roles(*_STANDINGS):
            parties = [p for p in self._record.parties if p.role.value == role.role.value and self._is_party(p, role)]
            people = _distinct(said for party in parties for said in party.representatives)
            offices = _distinct(said for party in parties for said in party.offices)
            proofs = (*role.evidence, *(e for said in (*people, *offices) for e in said.evidence))
            yield StandingOut(
                role=role.role.value,
                name=role.name,
                representatives=[said.value for said in people],
                offices=[said.value for said in offices],
                evidence=self._view.evidence(proofs),
            )

    def _is_party(self, party: Party, role: OrganisationRole) -> bool:
        return self._is_named(party.name) and any(one in role.evidence for one in party.evidence)

    # --- sheets ---

    def _sheet(self, action: Action, *, signs: bool) -> SheetDutiesOut:
        title = action.titles[0].value if action.titles else ""
        found = [*self._own_roles(action, title), *(self._collective(action) if signs else ())]
        found.sort(key=lambda one: ROLES.index(one.role))
        return SheetDutiesOut(action=action.number or None, title=title or None, roles=found)

    def _own_roles(self, action: Action, title: str) -> Iterator[SheetRoleOut]:
        wanted = (Role.LEAD, Role.PARTNER, Role.PAYER, Role.COFUNDER, Role.FOLLOW_UP)
        for role in self._roles(*wanted):
            if (role.action, role.title) != (action.number, title):
                continue
            if role.role is Role.LEAD:
                code, instead = self._leading(action, role)
                yield from self._role(role.name, code, role.evidence, instead)
            elif role.role is Role.PARTNER:
                listed = {e for said in action.partners for e in said.evidence}
                yield from self._role(role.name, Role.PARTNER.value, [e for e in role.evidence if e in listed])
                yield from self._role(role.name, MENTION, [e for e in role.evidence if e not in listed])
            else:
                pays = role.role in {Role.PAYER, Role.COFUNDER}
                money = contract_text.money(action) if pays else ""
                yield from self._role(role.name, role.role.value, role.evidence, money)

    @staticmethod
    def _leading(action: Action, role: OrganisationRole) -> tuple[str, str]:
        """Whether the best place names it as lead; else the leads that this place names instead."""
        best = [said for said in action.leads if said.place is action.leads[0].place]
        if any(one in role.evidence for said in best for one in said.evidence):
            return Role.LEAD.value, ""
        return LEAD_ELSEWHERE, french.listed([said.value for said in best])

    def _role(self, name: str, role: str, evidence: Sequence[Evidence], detail: str = "") -> Iterator[SheetRoleOut]:
        if evidence:
            shown = self._view.evidence(evidence)
            yield SheetRoleOut(role=role, name=name, collective=False, detail=detail or None, evidence=shown)

    def _collective(self, action: Action) -> Iterator[SheetRoleOut]:
        """The roles that a sheet gives to all signatories together."""
        for one in shared_roles(self._record):
            if one.action is action:
                money = contract_text.money(action) if one.role == Role.COFUNDER.value else None
                proofs = self._view.evidence(one.evidence)
                yield SheetRoleOut(role=one.role, name=one.words, collective=True, detail=money, evidence=proofs)

    # --- articles ---

    def _commitments(self, *, signs: bool) -> tuple[list[CommitmentDutyOut], list[CommitmentDutyOut]]:
        """The commitments of the articles, and what they say of communication."""
        duties: list[CommitmentDutyOut] = []
        communication: list[CommitmentDutyOut] = []
        for one in commitments_of(self._record):
            shared = one.party == EVERYONE
            if not (signs if shared else self._is_own(one)):
                continue
            duty = CommitmentDutyOut(
                text=one.text.value,
                strength=one.strength or None,
                theme=one.theme or None,
                shared=shared,
                evidence=self._view.evidence(one.text.evidence),
            )
            (communication if is_of_communication(one.text.value) else duties).append(duty)
        if signs:
            communication += self._rules()
        # What it owes in its own name comes first.
        return sorted(duties, key=lambda duty: duty.shared), communication

    def _rules(self) -> list[CommitmentDutyOut]:
        """The rules of communication that no commitment repeats."""
        return [
            CommitmentDutyOut(
                text=said.value, strength=None, theme=None, shared=True, evidence=self._view.evidence(said.evidence)
            )
            for said in communication_rules(self._record)
        ]

    def _is_own(self, commitment: Commitment) -> bool:
        """Whether a commitment is the organisation's own; one sentence may bind several, each to something else."""
        proofs = set(commitment.text.evidence)
        if not any(proofs <= set(role.evidence) for role in self._roles(Role.COMMITMENT)):
            return False
        others = (one for one in self._record.commitments if set(one.text.evidence) == proofs)
        return self._is_named(commitment.party) or all(one.party == commitment.party for one in others)

    # --- indicators ---

    def _indicators(self, action: Action) -> Iterator[IndicatorDutyOut]:
        title = action.titles[0].value if action.titles else ""
        of_sheet = (action.number, title)
        here = [role for role in self._roles(Role.LEAD, Role.FOLLOW_UP) if (role.action, role.title) == of_sheet]
        leads = [self._leading(action, role)[0] for role in here if role.role is Role.LEAD]
        for one in action.indicators:
            followed = {e for said in one.follow_up for e in said.evidence} or {
                e for said in action.follow_up for e in said.evidence
            }
            follows = any(role.role is Role.FOLLOW_UP and followed & set(role.evidence) for role in here)
            reasons = [
                *leads[:1],
                *([Role.FOLLOW_UP.value] if follows else []),
                *([SOURCE] if any(self._is_source(said.value) for said in one.source) else []),
            ]
            if reasons:
                yield self._indicator(action, title, one, reasons)

    def _indicator(self, action: Action, title: str, one: Indicator, reasons: list[str]) -> IndicatorDutyOut:
        proofs = (*one.evidence, *(e for said in (*one.frequency, *one.source) for e in said.evidence))
        return IndicatorDutyOut(
            action=action.number or None,
            title=title or None,
            name=one.name,
            frequency=[said.value for said in one.frequency],
            source=[said.value for said in one.source],
            reasons=reasons,
            evidence=self._view.evidence(proofs),
        )

    def _is_source(self, text: str) -> bool:
        return any(self._is_named(part) for part in re.split(r"[/,;]| et ", text) if part.strip())

    # --- names ---

    def _is_named(self, text: str) -> bool:
        """Whether a name is one of the organisation's, and of no other organisation of this contract."""
        name = named(text)
        return name is not None and fold(name.shown) in self._names

    @cached_property
    def _names(self) -> frozenset[str]:
        return _spellings(self.organisation) - self.taken


def _spellings(organisation: Organisation) -> frozenset[str]:
    written = (organisation.name, organisation.acronym, *organisation.spellings)
    return frozenset(fold(text) for text in written if text)


def _distinct(values: Iterable[Said]) -> list[Said]:
    kept: dict[str, Said] = {}
    for said in values:
        kept.setdefault(letters(said.value), said)
    return list(kept.values())
