"""Organisations turned into what the API shows. Pure functions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from pydantic import BaseModel

from api.comparison import ComparedOut
from api.record_schemas import EvidenceOut
from api.record_views import RecordView
from assistant.library import Library
from assistant.organisations import Organisation


class RoleOut(BaseModel):
    """A role in a contract, or in one of its actions where `action` or `title` names one."""

    contract: ComparedOut
    role: str
    name: str
    action: str | None
    title: str | None
    evidence: list[EvidenceOut]


class OrganisationRowOut(BaseModel):
    """One organisation of the list; `roles` counts its roles by kind."""

    id: str
    name: str
    acronym: str | None
    kind: str
    spellings: list[str]
    contracts: list[ComparedOut]
    roles: dict[str, int]


class OrganisationOut(BaseModel):
    """One organisation with each of its roles."""

    id: str
    name: str
    acronym: str | None
    kind: str
    spellings: list[str]
    contracts: list[ComparedOut]
    roles: list[RoleOut]


def organisation_row(organisation: Organisation, library: Library) -> OrganisationRowOut:
    """The organisation as the list shows it."""
    return OrganisationRowOut(
        id=organisation.id,
        name=organisation.name,
        acronym=organisation.acronym or None,
        kind=organisation.kind,
        spellings=list(organisation.spellings),
        contracts=list(_contracts(organisation, library)),
        roles=dict(Counter(role.role.value for role in organisation.roles)),
    )


def organisation_out(organisation: Organisation, library: Library) -> OrganisationOut:
    """The organisation with each of its roles."""
    contracts = {one.id: one for one in _contracts(organisation, library)}
    known = (library.contract(contract_id) for contract_id in contracts)
    view = RecordView(document for contract in known if contract for document in contract.documents)
    return OrganisationOut(
        id=organisation.id,
        name=organisation.name,
        acronym=organisation.acronym or None,
        kind=organisation.kind,
        spellings=list(organisation.spellings),
        contracts=list(contracts.values()),
        roles=[
            RoleOut(
                contract=contracts[role.contract],
                role=role.role.value,
                name=role.name,
                action=role.action or None,
                title=role.title or None,
                evidence=view.evidence(role.evidence),
            )
            for role in organisation.roles
        ],
    )


def _contracts(organisation: Organisation, library: Library) -> Iterator[ComparedOut]:
    for contract_id in organisation.contracts:
        contract = library.contract(contract_id)
        yield ComparedOut(id=contract_id, label=contract.ref.label if contract else contract_id)
