"""Questions near one that has no answer, which may have one: by its subject first, then by what it asks. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from assistant.composers.asked import Asked
from assistant.library import UnderstoodContract

# How many sheets near the question's subject, and how many contracts, are tried.
SHEETS, CONTRACTS = 3, 3
# What is asked of a contract as a whole, by the intent of the question.
_WHOLE = {
    "signatories": "Qui a signé le CLS {} ?",
    "represented": "Qui a signé le CLS {} ?",
    "signed_on": "Quand a été signé le CLS {} ?",
    "duration": "Jusqu'à quand court le CLS {} ?",
    "year": "Jusqu'à quand court le CLS {} ?",
    "perimeter": "Quelles communes le CLS {} couvre-t-il ?",
    "money": "Quelles fiches du CLS {} ont un montant ?",
    "total": "Quelles fiches du CLS {} ont un montant ?",
    "spent": "Quels montants prévoit le CLS {} ?",
    "governance": "Qui pilote le CLS {} ?",
    "revision": "Comment modifier le CLS {} ?",
    "termination": "Comment résilier le CLS {} ?",
    "commitments": "À quoi s'engagent les signataires du CLS {} ?",
}
_MONEY = frozenset({"money", "total", "spent", "salary"})
_ALWAYS = ("Quelles sont les actions du CLS {} ?", "Qui a signé le CLS {} ?", "Jusqu'à quand court le CLS {} ?")


def near(asked: Asked) -> Iterator[str]:
    """Questions near the one asked, the nearest first; whether they have an answer is for the asker to try."""
    contracts = asked.contracts or asked.library.contracts
    found = (*_of_sheets(asked, contracts), *_of_contracts(asked, contracts))
    yield from dict.fromkeys(found)


def _of_sheets(asked: Asked, contracts: Sequence[UnderstoodContract]) -> Iterator[str]:
    """What the sheets on the question's subject say; the sheets of the same axis where the one asked does not exist."""
    money = bool(asked.intents & _MONEY)
    for target in islice(asked.targets, SHEETS):
        if target.action.number and not asked.query.sheets:
            yield _of_sheet(target.action.number, target.contract, money=money)
    for number in asked.query.sheets:
        for contract in contracts[:CONTRACTS]:
            numbers = [action.number for action in contract.record.actions if action.number]
            axis = [one for one in numbers if one.split(".")[0] == number.split(".")[0]]
            for one in (axis or numbers)[-SHEETS:]:
                yield _of_sheet(one, contract, money=money)


def _of_sheet(number: str, contract: UnderstoodContract, *, money: bool) -> str:
    asks = "Comment est financée" if money else "Que prévoit"
    return f"{asks} la fiche action {number} du CLS {contract.ref.label} ?"


def _of_contracts(asked: Asked, contracts: Sequence[UnderstoodContract]) -> Iterator[str]:
    for name in (*(name for name in _WHOLE if name in asked.intents), ""):
        for question in (_WHOLE[name],) if name else _ALWAYS:
            for contract in contracts[:CONTRACTS]:
                if name not in _MONEY or _has_amount(contract):
                    yield question.format(contract.ref.label)


def _has_amount(contract: UnderstoodContract) -> bool:
    return any(line.amount is not None for action in contract.record.actions for line in action.funding)
