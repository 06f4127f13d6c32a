"""Whether one and the same organisation signs several contracts: "est-ce la même caisse ?". Pure functions."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.composers import french
from assistant.composers.bodies.found import Body
from assistant.composers.bodies.naming import kind_and_place, same_place
from assistant.composers.bodies.wording import is_plural, pronoun, the


def is_same(bodies: Sequence[Body]) -> bool | None:
    """Whether bodies of several contracts are one organisation; None where a name without its place leaves it open."""
    if len({body.organisation.id for body in bodies}) == 1:
        return True
    (kind, place), *others = (kind_and_place(body.name) for body in bodies)
    if any(other != kind for other, _ in others):
        return False
    alike = [same_place(place, other) if place and other else None for _, other in others]
    return False if any(one is False for one in alike) else None


def again(body: Body, before: Sequence[Body]) -> tuple[str, str]:
    """How a sentence takes up a body behind those of other contracts: its subject, and the adverb of its verb."""
    if before and is_same([*before, body]):
        return pronoun(before[0].name), "également "
    return french.capital(the(body.name)), ""


def signs(body: Body, before: Sequence[Body], label: str) -> str:
    """That a body signs a contract, behind those that sign the contracts said before."""
    subject, adverb = again(body, before)
    named = before[0] if adverb else body
    verb, plural = ("sont", "s") if is_plural(named.name) else ("est", "")
    return f"{subject} {verb} {adverb}signataire{plural} du CLS {label}"
