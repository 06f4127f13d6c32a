"""Why documents do not say what is asked, where their records show it. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answerability import asks_done
from assistant.composers import french
from assistant.composers.asked import Asked
from assistant.library import UnderstoodContract
from ingest.facts.records import Nature

_MONEY = frozenset({"money", "total"})
_SPENT = re.compile(
    r"\b(?:depens|verse|debours|mandat|rembours|paye)\w*\b|\bbilan financier|\bcoute?(?:nt)? reel|\breellement\b"
)


def reason(asked: Asked) -> str:
    """What the documents of the contracts in scope lack, as the end of a sentence; "" where records do not show it."""
    contracts = asked.contracts
    if not contracts:
        return ""
    if _asks_spent(asked) and any(_has_amount(contract) for contract in contracts):
        return "ils ne donnent que des montants prévisionnels, et aucun ne dit ce qui a été dépensé ou versé"
    beyond = _beyond(asked, contracts)
    if beyond:
        return beyond
    labels = french.listed([f"le CLS {contract.ref.label}" for contract in contracts])
    if asked.intents & _MONEY and not asked.query.sheets and not any(map(_has_amount, contracts)):
        return f"ceux qui portent sur {labels} ne donnent aucun montant"
    if "signatories" in asked.intents and not any(contract.record.signatories for contract in contracts):
        return f"ceux qui portent sur {labels} ne donnent pas la liste des signataires"
    return ""


def _asks_spent(asked: Asked) -> bool:
    return "spent" in asked.intents or (asks_done(asked.folded) and _SPENT.search(asked.folded) is not None)


def _beyond(asked: Asked, contracts: Sequence[UnderstoodContract]) -> str:
    """Years of the question that no contract in scope covers."""
    years = {int(year) for year in re.findall(r"\b(?:19|20)\d\d\b", asked.folded)}
    periods = [tuple(map(int, re.findall(r"\d{4}", contract.period)[:2])) for contract in contracts]
    if not years or any(len(period) != 2 for period in periods):
        return ""
    outside = [year for year in sorted(years) if not any(first <= year <= last for first, last in periods)]
    if len(outside) < len(years):
        return ""
    covered = french.listed([f"le CLS {contract.ref.label}" for contract in contracts])
    return f"{french.listed([str(year) for year in outside])} est hors de ce que couvre {covered}"


def _has_amount(contract: UnderstoodContract) -> bool:
    lines = [*contract.record.funding, *(line for action in contract.record.actions for line in action.funding)]
    return any(
        line.nature is not Nature.PAID and (line.amount is not None or line.cap is not None or line.items)
        for line in lines
    )
