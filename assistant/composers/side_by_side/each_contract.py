"""One answer for each contract in scope that has one. Pure functions."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from assistant.composers.asked import Asked
from assistant.composers.statement import Composed, Statement
from assistant.library import UnderstoodContract


def each_contract(asked: Asked, answer: Callable[[Asked, UnderstoodContract], Iterable[Statement]]) -> Composed | None:
    """What the contracts in scope say, those that say nothing left out; None where none says anything."""
    said: list[Statement] = []
    named: list[str] = []
    for contract in asked.contracts:
        found = list(answer(asked, contract))
        said += found
        named += [contract.ref.id] if found else []
    return Composed(tuple(said), tuple(named)) if said else None
