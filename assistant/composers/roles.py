"""Answers about what an organisation has to do: party, commitments, sheets that it leads or joins. Pure functions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.composers import french
from assistant.composers.asked import Asked
from assistant.composers.forms import asks
from assistant.composers.naming import named_in
from assistant.composers.statement import Composed, Statement
from assistant.library import UnderstoodContract
from ingest.facts.institutions import same_organisation
from ingest.facts.records import Action, PartyRole, Said

# The commitments that bind every signatory are said under its name too.
EVERYONE = "signataires"
_PARTS = (
    ("leads", "Porteur de la fiche", "Porteur des fiches"),
    ("partners", "Partenaire de la fiche", "Partenaire des fiches"),
    ("partners_in_text", "Cité dans la description de la fiche", "Cité dans la description des fiches"),
    ("follow_up", "Responsable du suivi de la fiche", "Responsable du suivi des fiches"),
)


def roles(asked: Asked) -> Composed | None:
    """What the contracts in scope say of the organisation that the question names, None where it names none."""
    if asked.query.sheets or asked.query.article:
        return None
    own, wide = asks("roles", "own", asked.folded), asks("roles", "roles", asked.folded)
    if not (wide or (own and asked.intents & {"commitments", "lead", "partners", "indicators"})):
        return None
    said: list[Statement] = []
    contracts: list[str] = []
    for contract in asked.contracts:
        name = _organisation(asked, contract)
        found = list(_all(asked, contract, name)) if name else []
        if found:
            label = f"Dans le CLS {contract.ref.label}, {french.the(name)} :"
            said += [Statement(label, found[0].proofs[:1]), *found]
            contracts.append(contract.ref.id)
    return Composed(tuple(said), tuple(contracts)) if said else None


def _organisation(asked: Asked, contract: UnderstoodContract) -> str:
    """The organisation of this contract that the question names: a party's name first, "" where it names none."""
    record = contract.record
    parties = [party.name for party in record.parties]
    others = [said.value for action in record.actions for field, *_ in _PARTS for said in getattr(action, field)]
    named = [*named_in(asked, parties), *named_in(asked, others)]
    return named[0] if named else ""


def _all(asked: Asked, contract: UnderstoodContract, name: str) -> Iterator[Statement]:
    record = contract.record
    sheets_only = "fiche" in asked.folded or "action" in asked.folded
    party = next((p for p in record.parties if same_organisation(p.name, name)), None)
    if party and not sheets_only:
        role = "signataire du contrat" if party.role is PartyRole.SIGNATORY else "partenaire associé, non signataire"
        yield Statement(role, asked.prover.proofs(party.evidence[:1]), item=True)
    for field, one, many in _PARTS:
        yield from _sheets(asked, record.actions, field, name, one, many)
    if sheets_only:
        return
    for commitment in record.commitments:
        mine = same_organisation(commitment.party, name)
        everyone = commitment.party == EVERYONE and party is not None and party.role is PartyRole.SIGNATORY
        if mine or everyone:
            who = "en propre" if mine else "comme tout signataire"
            text = f"{who} : « {commitment.text.value} »"
            yield Statement(text, asked.prover.proofs(commitment.text.evidence), item=True)


def _sheets(asked: Asked, actions: Sequence[Action], field: str, name: str, one: str, many: str) -> Iterator[Statement]:
    found: list[tuple[Action, Said]] = []
    for action in actions:
        said = next((said for said in getattr(action, field) if same_organisation(said.value, name)), None)
        if said:
            found.append((action, said))
    if not found:
        return
    shown = french.listed([f"{action.number} ({action.titles[0].value})" for action, _ in found])
    evidence = [e for action, said in found for e in (*said.evidence, *action.titles[0].evidence)]
    text = f"{one if len(found) == 1 else many} {shown}"
    context = " ".join(action.number for action, _ in found)
    yield Statement(text, asked.prover.proofs(evidence), item=True, context=context)
