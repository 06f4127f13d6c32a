"""One answer of the two that a text with two questions has. Pure functions."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.composers.statement import Composed, Statement
from assistant.records import Status

_SAID = (Status.ANSWERED, Status.PARTIAL)


def together(found: Sequence[Composed], whole: Composed | None) -> Composed | None:
    """The answers of both parts, where the one to the whole text lacks what one of them says."""
    if any(one.status not in _SAID or one.note for one in found) or len({one.contracts for one in found}) > 1:
        return whole
    statements = tuple(dict.fromkeys(statement for one in found for statement in one.statements))
    if whole is not None and (whole.note or _places(statements) <= _places(whole.statements)):
        return whole
    if any(not set(one.statements) - set(found[0].statements) for one in found[1:]):
        return whole
    status = Status.PARTIAL if any(one.status is Status.PARTIAL for one in found) else Status.ANSWERED
    return Composed(statements, found[0].contracts, status)


def _places(statements: Sequence[Statement]) -> set[tuple[str, int, int]]:
    return {(proof.document.id, proof.page, proof.start) for one in statements for proof in one.proofs}
