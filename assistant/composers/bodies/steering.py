"""Who leads the contract itself, and who leads most of its actions. Pure functions."""

from __future__ import annotations

from collections import defaultdict

from assistant.composers import french
from assistant.composers.asked import Asked
from assistant.composers.forms import asks
from assistant.composers.sheets.sheet import led_by
from assistant.composers.statement import Composed, Computation, Statement
from assistant.library import UnderstoodContract
from assistant.organisations import Role
from ingest.facts.records import Evidence, Place

# What the sheet about the contract's own life is called.
_OWN_LIFE = "animation coordination pilotage du contrat"
# A sheet bears on it so much at least.
SURE = 0.5
MOST = 6


def steering(asked: Asked) -> Composed | None:
    """Who steers the contract as a whole, or leads most actions; None where the question asks neither."""
    if asked.query.sheets or asked.intents & {"money", "signatories", "signed_on"}:
        return None
    if asks("coordinator", "office", asked.folded) and asks("coordinator", "duties", asked.folded):
        return None  # what an office has to do is not who steers
    if asks("steering", "most", asked.folded):
        found = [(contract, _leaders(asked, contract)) for contract in asked.contracts]
    elif asks("steering", "whole", asked.folded):
        found = [(contract, _whole(asked, contract)) for contract in asked.contracts]
    else:
        return None
    said = tuple(statement for _, statements in found for statement in statements)
    return Composed(said, tuple(c.ref.id for c, statements in found if statements)) if said else None


def _whole(asked: Asked, contract: UnderstoodContract) -> list[Statement]:
    """The steering body in its own sentence, and who leads the sheet about the contract's life."""
    said: list[Statement] = []
    label = contract.ref.label
    body = next((body for body in contract.record.governance if "pilotage" in body.name.lower()), None)
    for sentence in body.sentences[:1] if body else ():
        proofs = asked.prover.proofs(sentence.evidence)
        text = f"Le CLS {label} a un comité de pilotage : « {sentence.value} »"
        said.append(Statement(text, proofs, context=label))
    targets = [target for target in asked.find_topic(_OWN_LIFE, (contract,)) if target.coverage >= SURE]
    for target in targets[:1]:
        title = target.action.titles[0].value if target.action.titles else ""
        name = f"la fiche {target.action.number} (« {title} »)" if target.action.number else f"l'action « {title} »"
        lead = led_by(asked, target, f"Son animation fait l'objet de {name}, qui")
        if lead:
            said.append(lead)
    return said


def _leaders(asked: Asked, contract: UnderstoodContract) -> list[Statement]:
    """The organisations that lead actions, those that lead most first."""
    total = len(contract.record.actions)
    own = {e for a in contract.record.actions for s in a.leads if s.place is not Place.SUMMARY for e in s.evidence}
    led: dict[str, dict[str, Evidence]] = defaultdict(dict)
    for organisation in asked.library.organisations:
        for role in organisation.roles:
            if role.contract == contract.ref.id and role.role is Role.LEAD:
                evidence = next((e for e in role.evidence if e in own), None)
                if evidence:
                    led[organisation.name].setdefault(role.action or role.title, evidence)
    ranked = sorted(led.items(), key=lambda item: -len(item[1]))[:MOST]
    if not ranked:
        return []
    proofs = asked.prover.proofs(e for _, sheets in ranked for e in sheets.values())
    counted = (Computation("count", (), total),)
    lead = f"Porteurs indiqués dans les {total} fiches actions du CLS {contract.ref.label} :"
    said = [Statement(lead, proofs[:1], computed=counted, context=contract.ref.label)]
    for name, sheets in ranked:
        many = french.feminine(len(sheets), "fiche")
        numbers = [number for number in sheets if number[:1].isdigit() or "." in number]
        shown = f"{name} : {many}" + (f" ({french.listed(numbers)})" if len(numbers) == len(sheets) else "")
        own_proofs = asked.prover.proofs(sheets.values())
        said.append(
            Statement(
                shown,
                own_proofs,
                item=True,
                computed=(Computation("count", (), len(sheets)),),
                context=" ".join(numbers),
            )
        )
    return said
