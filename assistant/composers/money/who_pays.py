"""Who pays for the actions of a contract: each payer that its sheets name, with the sheets. Pure functions."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.composers import french
from assistant.composers.asked import Asked
from assistant.composers.forms import asks
from assistant.composers.side_by_side.each_contract import each_contract
from assistant.composers.statement import Composed, Statement
from assistant.library import UnderstoodContract
from ingest.facts.records import Action, Funding, FundingState


def who_pays(asked: Asked) -> Composed | None:
    """The payers of the contracts in scope, None where one sheet or one payer is asked about, or none names any."""
    if asked.query.sheets or not asks("money", "who_pays", asked.folded) or asked.targets:
        return None
    return each_contract(asked, _of_contract)


def _of_contract(asked: Asked, contract: UnderstoodContract) -> Iterator[Statement]:
    paid: dict[str, list[tuple[Action, Funding]]] = {}
    beside: dict[str, list[tuple[Action, Funding]]] = {}
    for action in contract.record.actions:
        for line in action.funding:
            if line.payer and line.state is not FundingState.NONE:
                paid.setdefault(line.payer, []).append((action, line))
            for said in line.cofunders:
                beside.setdefault(said.value, []).append((action, line))
    if not paid:
        return
    first = next(iter(paid.values()))[0][1]
    lead = f"Financeurs que désignent les fiches actions du CLS {contract.ref.label} :"
    yield Statement(lead, asked.prover.proofs(first.evidence))
    for payer, rows in paid.items():
        yield _row(asked, payer, rows)
    for cofunder, rows in beside.items():
        yield _row(asked, f"« {cofunder} » (cofinancement cité)", rows)


def _row(asked: Asked, name: str, rows: list[tuple[Action, Funding]]) -> Statement:
    numbers = list(dict.fromkeys(action.name for action, _ in rows))
    which = f"{'fiche' if len(numbers) == 1 else 'fiches'} {french.listed(numbers)}"
    proofs = asked.prover.proofs(e for _, line in rows for e in line.evidence)
    return Statement(f"{name} : {which}", proofs, item=True, context=" ".join(numbers))
