"""Questions that come naturally after an answered one and that the records answer too. Pure functions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.composers.asked import Asked
from assistant.library import UnderstoodContract
from ingest.facts.records import Action, FundingState

MOST = 3


def next_questions(asked: Asked, contracts: Sequence[str]) -> tuple[str, ...]:
    """At most `MOST` questions about the contracts of an answer, or its one sheet, that it has not answered."""
    known = [c for contract in contracts if (c := asked.library.contract(contract)) is not None]
    found: dict[str, None] = {}
    targets = asked.targets if asked.query.sheets or len(asked.targets) == 1 else ()
    for target in targets[:1]:
        if target.contract in known:
            found |= dict.fromkeys(_of_sheet(asked, target.contract, target.action))
    for contract in known[:1]:
        found |= dict.fromkeys(_of_contract(asked, contract))
    return tuple(found)[:MOST]


def _of_sheet(asked: Asked, contract: UnderstoodContract, action: Action) -> Iterator[str]:
    if not action.number:
        return
    of = f"la fiche {action.number} du CLS {contract.ref.label}"
    paid = [line for line in action.funding if line.state is not FundingState.NOT_STATED]
    if paid and "money" not in asked.intents:
        yield f"Comment est financée {of} ?"
    if action.leads and "lead" not in asked.intents:
        yield f"Qui porte {of} ?"
    if action.partners and "partners" not in asked.intents:
        yield f"Qui sont les partenaires de {of} ?"
    if action.indicators and "indicators" not in asked.intents:
        yield f"Quels sont les indicateurs de {of} ?"
    if action.description:
        yield f"Que prévoit {of} ?"


def _of_contract(asked: Asked, contract: UnderstoodContract) -> Iterator[str]:
    record, of = contract.record, f"CLS {contract.ref.label}"
    if record.signatories and "signatories" not in asked.intents:
        yield f"Qui a signé le {of} ?"
    if record.actions and not asked.folded.startswith("quelles sont les actions"):
        yield f"Quelles sont les actions du {of} ?"
    if record.period and "duration" not in asked.intents:
        yield f"Jusqu'à quand court le {of} ?"
    if record.perimeter.epci and "perimeter" not in asked.intents:
        yield f"Quelles intercommunalités couvre le {of} ?"
    if record.signed_on and "signed_on" not in asked.intents:
        yield f"Quand a été signé le {of} ?"
