"""That the sheets of a contract give no part to who is asked about. Pure functions."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.composers import french
from assistant.composers.asked import Asked
from assistant.composers.bodies.expected import says_its_name
from assistant.composers.bodies.found import Found
from assistant.composers.bodies.involvement import stands_in
from assistant.composers.bodies.unnamed import has_parts, holds_part, unnamed
from assistant.composers.bodies.wording import article
from assistant.composers.forms import asks
from assistant.composers.statement import Composed, Computation, Statement
from assistant.library import UnderstoodContract
from assistant.records import Status


def nowhere(asked: Asked, told: Sequence[tuple[UnderstoodContract, Found]]) -> Composed | None:
    """That a contract with sheets names the organisation nowhere, or in no sheet where its parts are asked for."""
    searched = [(c, f) for c, f in told if f.absent and not f.unsure and c.record.parties and has_parts(c)]
    if len(searched) != 1:
        return None
    contract, found = searched[0]
    name, label, total = found.absent[0], contract.ref.label, len(contract.record.actions)
    if stands_in(contract, name) or says_its_name(contract, name):
        return _without_part(asked, contract, name)
    shown = article(asked.query.text, name)
    proofs = asked.prover.proofs(e for party in contract.record.parties for e in party.evidence[:1])
    text = (
        f"{french.capital(shown)} ne figure ni parmi les parties du CLS {label}, ni parmi les porteurs et partenaires"
    )
    return Composed(
        (
            Statement(
                f"{text} de ses {total} fiches", proofs, computed=(Computation("count", (), total),), context=name
            ),
        ),
        (contract.ref.id,),
        Status.ANSWERED,
    )


def _without_part(asked: Asked, contract: UnderstoodContract, name: str) -> Composed | None:
    """That no sheet gives a part to who is named elsewhere; None, for search to say where, if that is not asked."""
    if not any(asks("roles", form, asked.folded) for form in ("lead", "partner")) or holds_part(contract, name):
        return None
    label, total = contract.ref.label, len(contract.record.actions)
    shown = article(asked.query.text, name)
    text = (
        f"Aucune fiche du CLS {label} ne cite nommément {shown} parmi ses porteurs et partenaires ({total} fiches lues)"
    )
    proofs = asked.prover.proofs(e for a in contract.record.actions for s in a.leads[:1] for e in s.evidence[:1])
    first = Statement(text, proofs, computed=(Computation("count", (), total),), context=f"{name} {label}")
    return Composed((first, *unnamed(asked, contract, _whole(contract, name))), (contract.ref.id,), Status.ANSWERED)


def _whole(contract: UnderstoodContract, name: str) -> str:
    """The name that the perimeter gives a grouping called by its acronym: it says what kind of body it is."""
    return next((epci.name for epci in contract.record.perimeter.epci if epci.acronym == name), name)
