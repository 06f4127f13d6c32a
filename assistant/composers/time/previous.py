"""Answers about the contracts that came before those indexed, as these name them. Pure functions."""

from __future__ import annotations

from assistant.composers import french
from assistant.composers.asked import Asked
from assistant.composers.forms import asks
from assistant.composers.sentences import sentence_of
from assistant.composers.statement import Composed, Computation, Statement
from ingest.naming import fold


def asks_earlier(asked: Asked) -> bool:
    """Whether the question is about a contract before those in scope, of which no document is indexed."""
    if asks("dates", "before_this", asked.folded):
        return True
    if not asks("dates", "first", asked.folded):
        return False
    # The first contract of the territory may be the one that is indexed.
    return not any("1" in {said.value for said in contract.record.generation} for contract in asked.contracts)


def previous(asked: Asked) -> Composed | None:
    """Which contracts came before, with the sentence that says so; None where the question asks of none."""
    if not asks_earlier(asked) or asked.query.sheets or asked.intents & {"money", "signatories"}:
        return None
    if not asks("dates", "when", asked.folded):
        return None
    said: list[Statement] = []
    named: list[str] = []
    for contract in asked.contracts:
        earlier = contract.record.previous
        if not earlier:
            continue
        label = contract.ref.label
        periods = french.listed([one.value for one in earlier])
        count = french.count(len(earlier), "contrat")
        evidence = [e for one in earlier for e in one.evidence[:1]]
        link = "d'" if len(earlier) == 1 else "de "
        text = f"Le CLS {label} a été précédé {link}{count} : {periods}"
        counted = (Computation("count", (), len(earlier)),)
        said.append(Statement(text, asked.prover.proofs(evidence), computed=counted, context=label))
        for place in dict.fromkeys(sentence_of(contract, one) for one in evidence):
            words = " ".join(place.quote.split())
            if "sign" in fold(words) or len(earlier) > 1:
                said.append(Statement(f"Il en dit : « {words} »", asked.prover.proofs([place]), context=label))
        named.append(contract.ref.id)
    return Composed(tuple(said), tuple(named)) if said else None
