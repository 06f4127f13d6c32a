"""What a contract calls its signatories, leads and partners, told by where and for whom it uses the words. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.composers import french
from assistant.composers.asked import Asked
from assistant.composers.bodies.found import with_heading
from assistant.composers.forms import asks
from assistant.composers.statement import Composed, Computation, Statement
from assistant.library import UnderstoodContract
from ingest.facts.records import Action, PartyRole, Place

_PARTS = ("signatory", "lead", "partner")


def part_names(asked: Asked) -> Composed | None:
    """How a contract uses the names of parts that the question sets apart, None where it asks for fewer than two."""
    named = [part for part in _PARTS if asks("part_names", part, asked.folded)]
    if len(named) < 2 or not asks("part_names", "ask", asked.folded) or asked.query.sheets:
        return None
    # One contract shows the words in use: the first that has all of them.
    for contract in asked.contracts:
        said = [statement for part in named for statement in _SAY[part](asked, contract)]
        if len(said) >= len(named):
            label = contract.ref.label
            lead = Statement(f"Voici comment le CLS {label} emploie ces mots :", said[0].proofs, context=label)
            return Composed((lead, *said), (contract.ref.id,))
    return None


def _signatory(asked: Asked, contract: UnderstoodContract) -> Iterator[Statement]:
    parties = contract.record.signatories
    if parties:
        proofs = asked.prover.proofs(
            h for party in parties for e in party.evidence[:1] for h in with_heading(contract, e)
        )
        many = french.count(len(parties), "signataire")
        text = f"signataires : ceux qui signent le contrat lui-même ; {many}"
        place = proofs[0].section.split(" › ")[-1] if proofs else ""
        text += f", nommés sous « {place} »" if place and len(place) < 90 else ""
        counted = (Computation("count", (), len(parties)),)
        yield Statement(text, proofs, item=True, computed=counted, context=place)


def _partner(asked: Asked, contract: UnderstoodContract) -> Iterator[Statement]:
    associated = [party for party in contract.record.parties if party.role is PartyRole.ASSOCIATED]
    if associated:
        proofs = asked.prover.proofs(
            h for party in associated for e in party.evidence[:1] for h in with_heading(contract, e)
        )
        many = french.count(len(associated), "partenaire associé", "partenaires associés")
        text = (
            f"partenaires du contrat : {many}, {'nommé' if len(associated) == 1 else 'nommés'} à part des signataires"
        )
        yield Statement(text, proofs, item=True, computed=(Computation("count", (), len(associated)),))
    action = next((a for a in contract.record.actions if len(a.partners) > 1 and a.number), None)
    if action:
        text = f"partenaires d'une action : les « {_label(asked, action, 'partners')} » de chaque fiche ; par exemple"
        text += f", pour la fiche {action.number}, {_few([said.value for said in action.partners])}"
        proofs = asked.prover.proofs(e for said in action.partners for e in said.evidence)
        yield Statement(text, proofs, item=True, context=action.number)


def _lead(asked: Asked, contract: UnderstoodContract) -> Iterator[Statement]:
    action = next((a for a in contract.record.actions if a.number and _own(a)), None)
    if action:
        names = [said.value for said in action.leads if said.place is not Place.SUMMARY]
        text = f"porteur : celui qui mène une action, indiqué dans chaque fiche (« {_label(asked, action, 'leads')} »)"
        text += f" ; par exemple, pour la fiche {action.number}, {french.listed(names)}"
        proofs = asked.prover.proofs(e for said in action.leads for e in said.evidence)
        yield Statement(text, proofs, item=True, context=action.number)


def _own(action: Action) -> bool:
    return any(said.place is not Place.SUMMARY for said in action.leads)


def _few(names: list[str]) -> str:
    return french.listed(names) if len(names) <= 3 else f"{', '.join(names[:3])} et d'autres"


def _label(asked: Asked, action: Action, field: str) -> str:
    """The heading under which a sheet gives a field, as the document writes it."""
    values = [said for said in getattr(action, field) if said.place is not Place.SUMMARY]
    proofs = asked.prover.proofs(values[0].evidence[:1]) if values else ()
    usual = "porteur" if field == "leads" else "partenaires"
    return proofs[0].section.split(" › ")[-1] if proofs and " › " in proofs[0].section else usual


_SAY = {"signatory": _signatory, "lead": _lead, "partner": _partner}
