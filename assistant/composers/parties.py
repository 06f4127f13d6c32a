"""Answers about who signs: the list, whether X is one, who represents whom, who is only associated. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.composers import french
from assistant.composers.asked import Asked
from assistant.composers.forms import asks
from assistant.composers.naming import named_in
from assistant.composers.statement import Composed, Computation, Statement
from assistant.library import UnderstoodContract
from assistant.records import Status
from assistant.verify import Proof
from ingest.facts.institutions import same_organisation
from ingest.facts.records import Party, PartyRole

_ROLES = {
    PartyRole.SIGNATORY: ("signataire", "signataires"),
    PartyRole.ASSOCIATED: ("partenaire associé", "partenaires associés"),
    PartyRole.CONSULTED: ("organisme consulté", "organismes consultés"),
}


def parties(asked: Asked) -> Composed | None:
    """The answer about parties, None where the question is not about them or no record holds any."""
    if not asked.intents & {"signatories", "associated", "represented"} or asked.query.sheets or asked.query.article:
        return None
    if asked.intents & {"communication", "commitments", "money", "signed_on", "lead"}:
        return None
    contracts = [contract for contract in asked.contracts if contract.record.parties]
    silent = [contract for contract in asked.contracts if not contract.record.parties]
    if not contracts:
        return None
    said: list[Statement] = []
    for contract in contracts:
        said += _answer(asked, contract)
    if not said:
        return None
    status = Status.ANSWERED
    if silent and asked.query.scope.territory_named:
        status = Status.PARTIAL
        labels = french.listed([contract.ref.label for contract in silent])
        said.append(Statement(f"Les documents lus ne nomment pas les signataires pour : {labels}", context=labels))
    return Composed(tuple(said), tuple(contract.ref.id for contract in contracts), status)


def _answer(asked: Asked, contract: UnderstoodContract) -> list[Statement]:
    record = contract.record
    named = named_in(asked, [party.name for party in record.parties])
    if "represented" in asked.intents or asks("parties", "who_represents", asked.folded):
        return list(_represented(asked, contract, named))
    unknown = asked_organisation(asked, contract) if not named else ""
    if named or unknown:
        return list(_memberships(asked, contract, named, unknown))
    if asked.has_subject and not _only_form(asked):
        return []
    role = PartyRole.ASSOCIATED if _associated_only(asked) else PartyRole.SIGNATORY
    return _list(asked, contract, role)


def _only_form(asked: Asked) -> bool:
    """Whether what is left of the question only words it: "avec qui", "quelles structures se sont engagées"."""
    return bool(re.search(r"\bqui\b|\bquels?\b|\bquelles?\b|\bliste|\bcombien\b|\blesquel", asked.folded))


def _associated_only(asked: Asked) -> bool:
    return "associated" in asked.intents and "signatories" not in asked.intents


def _list(asked: Asked, contract: UnderstoodContract, role: PartyRole) -> list[Statement]:
    found = [party for party in contract.record.parties if party.role is role]
    if not found:
        return []
    one, many = _ROLES[role]
    proofs = asked.prover.proofs(e for party in found for e in party.evidence[:1])
    shown = french.count(len(found), one, many)
    lead = f"Le CLS {contract.ref.label} a {shown} :"
    statements = [Statement(lead, proofs, computed=(Computation("count", (), len(found)),))]
    for party in found:
        own = asked.prover.proofs(party.evidence[:1])
        # The quote of the whole list, where it stands in one piece, proves each of its lines.
        shared = tuple(p for p in proofs if own and p.page == own[0].page and p.start <= own[0].start <= p.end)
        text, extra = _with_people(asked, party)
        statements.append(Statement(text, (shared or own) + extra, item=True, names=(party.name,)))
    return statements


def _with_people(asked: Asked, party: Party) -> tuple[str, tuple[Proof, ...]]:
    if not party.representatives:
        return party.name, ()
    person, office = party.representatives[0], party.offices[0] if party.offices else None
    evidence = (*person.evidence, *(office.evidence if office else ()))
    office_text = f", {office.value[0].lower() + office.value[1:]}" if office else ""
    return f"{party.name} ({person.value}{office_text})", asked.prover.proofs(evidence)


def _memberships(asked: Asked, contract: UnderstoodContract, named: Sequence[str], unknown: str) -> Iterator[Statement]:
    record = contract.record
    label = contract.ref.label
    signatories = list(record.signatories)
    for name in named:
        found = [party for party in record.parties if party.name == name]
        for party in found[:1]:
            proofs = asked.prover.proofs(party.evidence)
            if party.role is PartyRole.SIGNATORY:
                yield Statement(
                    f"Oui : {french.the(party.name)} est signataire du CLS {label}", proofs, names=(party.name,)
                )
            else:
                role = _ROLES[party.role][0]
                text = f"Non : dans le CLS {label}, {french.the(party.name)} figure comme {role}, pas comme signataire"
                own = asked.prover.proofs(e for signatory in signatories for e in signatory.evidence[:1])
                yield Statement(text, proofs + own[:1], names=(party.name,))
    if unknown and signatories:
        proofs = asked.prover.proofs(e for party in signatories for e in party.evidence[:1])
        many = french.count(len(signatories), "signataire")
        counted = (Computation("count", (), len(signatories)),)
        text = f"Non : {french.the(unknown)} ne figure pas parmi les {many} du CLS {label}"
        yield Statement(text, proofs, computed=counted)
        yield from _other_roles(asked, contract, unknown)


def _other_roles(asked: Asked, contract: UnderstoodContract, name: str) -> Iterator[Statement]:
    """The sheets in which an organisation that does not sign takes part."""
    for role, verb in (("leads", "porteur"), ("partners", "partenaire"), ("partners_in_text", "citée")):
        found = [
            (action, said)
            for action in contract.record.actions
            for said in getattr(action, role)
            if same_organisation(said.value, name)
        ]
        if found:
            numbers = french.listed(list(dict.fromkeys(action.number for action, _ in found)))
            proofs = asked.prover.proofs(e for _, said in found[:3] for e in said.evidence[:1])
            text = f"Il y apparaît comme {verb} ({'fiches' if len(found) > 1 else 'fiche'} {numbers})"
            yield Statement(text, proofs, context=numbers)


def asked_organisation(asked: Asked, contract: UnderstoodContract) -> str:
    """An organisation that the question names and the contract's parties do not hold, "" when there is none."""
    others = [party.name for c in asked.library.contracts for party in c.record.parties]
    others += [said.value for action in contract.record.actions for said in (*action.leads, *action.partners)]
    others += [said.value for action in contract.record.actions for said in action.partners_in_text]
    known = [party.name for party in contract.record.parties]
    found = [n for n in named_in(asked, others) if not any(same_organisation(n, name) for name in known)]
    if found:
        return found[0]
    acronym = re.search(r"\b(?:l['’]|la |le |les )?([A-Z]{3,}(?:-[A-Z]+)?)\b", asked.query.text)
    return acronym[1] if acronym and acronym[1] not in {"CLS", "ARS"} else ""


def _represented(asked: Asked, contract: UnderstoodContract, named: Sequence[str]) -> Iterator[Statement]:
    label = contract.ref.label
    for party in contract.record.parties:
        if party.name not in named or not party.representatives:
            continue
        person = party.representatives[0]
        office = party.offices[0] if party.offices else None
        evidence = (*party.evidence[:1], *person.evidence, *(office.evidence if office else ()))
        title = f", {office.value[0].lower() + office.value[1:]}" if office else ""
        text = f"Pour le CLS {label}, {french.the(party.name)} est représenté·e par {person.value}{title}"
        text = text.replace("représenté·e", _agreed(party.name))
        names = (party.name, person.value)
        yield Statement(text, asked.prover.proofs(evidence), names=names)


def _agreed(name: str) -> str:
    the = french.the(name)
    if the.startswith("la ") or re.match(r"l'(?:agence|ars|association|union|education|urps)", the.lower()):
        return "représentée"
    return "représentés" if the.startswith("les ") else "représenté"
