"""Asking which contract is meant, where the question names none and each would answer at length. Pure functions."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.composers import french
from assistant.composers.asked import Asked
from assistant.composers.statement import Composed, Computation, Statement
from assistant.library import UnderstoodContract
from assistant.records import Status

# So many contracts answer one after the other, in so many lines; beyond both we ask which.
EACH, LONG = 3, 12
# So many are named, and offered as questions.
NAMED, SUGGESTED = 12, 3


def which_contract(asked: Asked, composed: Composed) -> Composed:
    """The answer, or which contracts have one where the question names none and each would be long."""
    if asked.query.scope.territory_named or len(composed.contracts) <= EACH or len(composed.statements) <= LONG:
        return composed
    known = [contract for contract in asked.library.contracts if contract.ref.id in composed.contracts]
    return ask_which(asked, known)


def ask_which(asked: Asked, known: Sequence[UnderstoodContract]) -> Composed:
    """The contracts that answer, and the question about each of the first ones."""
    labels = [contract.ref.label for contract in known]
    many = french.count(len(labels), "contrat")
    lead = f"La question ne nomme pas de territoire, et {many} y répondent chacun à leur façon : duquel s'agit-il ?"
    said = [Statement(lead, computed=(Computation("count", (), len(labels)),))]
    said += [Statement(f"CLS {label}", item=True, context=label) for label in labels[:NAMED]]
    if len(labels) > NAMED:
        more = len(labels) - NAMED
        text = "et un autre" if more == 1 else f"et {french.number(more)} autres"
        said.append(Statement(text, item=True, computed=(Computation("count", (), more),)))
    question = asked.query.text.strip(" ?.!")
    suggestions = tuple(f"{question} (CLS {label}) ?" for label in labels[:SUGGESTED])
    contracts = tuple(contract.ref.id for contract in known)
    note = "la question ne nomme pas de territoire : à préciser"
    return Composed(tuple(said), contracts, Status.PARTIAL, note, suggestions)
