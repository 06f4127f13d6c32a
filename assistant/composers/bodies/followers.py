"""Who follows up the sheets of a contract, person by person, where the question asks of all of them. Pure functions."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.composers import french
from assistant.composers.asked import Asked
from assistant.composers.forms import asks
from assistant.composers.side_by_side.each_contract import each_contract
from assistant.composers.statement import Composed, Statement
from assistant.library import UnderstoodContract
from ingest.facts.records import Action


def followers(asked: Asked) -> Composed | None:
    """Each person in charge of following up with the sheets that name them, None where the question asks of one."""
    if "follow_up" not in asked.intents or asked.query.sheets or not asks("actions", "every", asked.folded):
        return None
    return each_contract(asked, lambda a, contract: tuple(_of_contract(a, contract)))


def _of_contract(asked: Asked, contract: UnderstoodContract) -> Iterator[Statement]:
    named: dict[str, list[Action]] = {}
    for action in contract.record.actions:
        for said in action.follow_up:
            named.setdefault(said.value, []).append(action)
    if not named:
        return
    label = contract.ref.label
    first = next(iter(named.values()))[0]
    lead = f"Responsables du suivi selon les fiches du CLS {label} :"
    yield Statement(lead, asked.prover.proofs(first.follow_up[0].evidence), context=label)
    for name, actions in named.items():
        told = [action.name for action in actions]
        noun = "fiches" if len(told) > 1 else "fiche"
        evidence = [e for a in actions for said in a.follow_up if said.value == name for e in said.evidence]
        yield Statement(
            f"{name} : {noun} {french.listed(told)}",
            asked.prover.proofs(evidence),
            item=True,
            names=(name,),
            context=" ".join(told),
        )
