"""Which sheets somebody pays for, when no sheet names him as its payer: those that name him beside, or none. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.composers import french
from assistant.composers.asked import Asked, Target
from assistant.composers.bodies.naming import mentions
from assistant.composers.bodies.own_territory import beside_its_contract
from assistant.composers.bodies.wording import article
from assistant.composers.forms import asks
from assistant.composers.money.funding import name_of
from assistant.composers.money.money_asked import is_named
from assistant.composers.statement import Composed, Statement
from assistant.library import UnderstoodContract
from assistant.records import Status
from ingest.facts.records import FundingState


def not_paid(asked: Asked) -> Composed | None:
    """That no sheet names the body of the question as its payer, with the sheets that name it as a cofunder."""
    gives = asks("money", "gives", asked.folded) or asks("money", "puts", asked.folded)
    if "money" not in asked.intents or asked.query.sheets or not gives:
        return None
    summed = asks("money", "sum", asked.folded) and not asked.targets
    if not (asks("actions", "list", asked.folded) or asks("money", "over", asked.folded) or summed):
        return None
    asked = beside_its_contract(asked)
    named = {mention.shown: mention for mention in mentions(asked.query.text)}
    if len(named) != 1:
        return None
    payers = (line.payer for c in asked.contracts for a in c.record.actions for line in a.funding if line.payer)
    if any(is_named(payer, asked.folded) for payer in payers):
        return None  # totals say what it pays
    told = [contract for contract in asked.contracts if _tells_money(contract)]
    said: list[Statement] = []
    shown = article(asked.query.text, next(iter(named)))
    for contract in told:
        beside = list(_beside(asked, contract))
        none = f"Aucune fiche action du CLS {contract.ref.label} ne désigne {shown} comme son financeur"
        said += [Statement(none, context=contract.ref.label), *beside]
    if not said:
        return None
    status = Status.ANSWERED if any(statement.proofs for statement in said) else Status.NOT_FOUND
    return Composed(tuple(said), tuple(contract.ref.id for contract in told), status)


def _tells_money(contract: UnderstoodContract) -> bool:
    """Whether some sheet of a contract says who pays it, or how much."""
    return any(line.state is not FundingState.NOT_STATED for a in contract.record.actions for line in a.funding)


def _beside(asked: Asked, contract: UnderstoodContract) -> Iterator[Statement]:
    """The sheets that name the body among their cofunders."""
    for action in contract.record.actions:
        for line in action.funding:
            own = [said for said in line.cofunders if is_named(said.value, asked.folded)]
            if own:
                subject = name_of(Target(contract, action, 1.0), with_contract=False)
                cited = french.listed([f"« {said.value} »" for said in own])
                proofs = asked.prover.proofs(e for said in own for e in said.evidence)
                text = f"{french.capital(subject)} cite parmi ses cofinancements : {cited}"
                yield Statement(text, proofs, context=action.number)
                break
