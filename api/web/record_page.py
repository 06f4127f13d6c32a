"""A contract's record arranged for its page: actions by axis, promises, what was not found. Pure functions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from api.record_schemas import ActionOut, CommitmentOut, ContractDetailOut, ContradictionOut
from api.web.money import Money, money

# What a full contract says; what is missing is said on its page.
_EXPECTED = (
    ("signatories", "les signataires"),
    ("signed_on", "la date de signature"),
    ("period", "la période"),
    ("governance", "la gouvernance"),
    ("axes", "les axes"),
    ("actions", "les fiches actions"),
    ("commitments", "les engagements"),
    ("revision", "la révision"),
    ("termination", "la résiliation"),
    ("evaluation", "le suivi et l'évaluation"),
)


@dataclass(frozen=True, slots=True)
class ActionCard:
    """An action with its money in words; `key` names it in addresses."""

    key: str
    action: ActionOut
    money: tuple[Money, ...]

    @property
    def also(self) -> tuple[str, ...]:
        """What its sheet says beyond its head, counted."""
        action = self.action
        publics = len(action.public) + len(action.public_direct) + len(action.public_indirect)
        counted = (
            (publics, "public"),
            (len(action.objectives) + len(action.objectives_operational), "objectif"),
            (len(action.expected_results), "résultat attendu"),
            (len(action.partners), "partenaire"),
            (len(action.indicators), "indicateur"),
        )
        return tuple(f"{number} {_plural(word) if number > 1 else word}" for number, word in counted if number)


@dataclass(frozen=True, slots=True)
class AxisGroup:
    """The actions of an axis; an empty title gathers those of none."""

    number: str
    title: str
    cards: tuple[ActionCard, ...]


def _plural(words: str) -> str:
    return " ".join(f"{word}s" for word in words.split())


def cards(contract: ContractDetailOut) -> tuple[ActionCard, ...]:
    """Every action under a key of its own: its number where no other has it."""
    keys = sheet_keys([action.number for action in contract.actions])
    return tuple(
        ActionCard(key, action, tuple(money(line) for line in action.funding))
        for key, action in zip(keys, contract.actions, strict=True)
    )


def sheet_keys(numbers: Sequence[str | None]) -> list[str]:
    """How addresses name the sheets of a contract: by number where no other has it, else by place."""
    counted = Counter(number for number in numbers if number)
    return [number if number and counted[number] == 1 else f"n{at}" for at, number in enumerate(numbers, 1)]


def by_axis(contract: ContractDetailOut, all_cards: Sequence[ActionCard]) -> tuple[AxisGroup, ...]:
    """The actions under their axes, in the contract's order; those of no known axis last."""
    known = {axis.number: axis for axis in contract.axes if axis.number}
    groups = [
        AxisGroup(
            axis.number or "", axis.title, tuple(c for c in all_cards if axis.number and c.action.axis == axis.number)
        )
        for axis in contract.axes
    ]
    rest = tuple(card for card in all_cards if card.action.axis not in known)
    return (*groups, AxisGroup("", "", rest)) if rest else tuple(groups)


def unsaid(contract: ContractDetailOut) -> tuple[str, ...]:
    """What a contract usually says and the documents read do not."""
    return tuple(name for field, name in _EXPECTED if not getattr(contract, field))


def communes(contract: ContractDetailOut) -> int:
    """How many communes the documents list by name."""
    perimeter = contract.perimeter
    return len(perimeter.communes) + sum(len(epci.communes) for epci in perimeter.epci)


def promises(commitments: Sequence[CommitmentOut]) -> tuple[tuple[str, tuple[CommitmentOut, ...]], ...]:
    """The commitments by who makes them, in the order of the text."""
    found: dict[str, list[CommitmentOut]] = {}
    for one in commitments:
        found.setdefault(one.party, []).append(one)
    return tuple((party, tuple(own)) for party, own in found.items())


def contested(contradictions: Sequence[ContradictionOut]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """What the documents say in two ways, under what decides between them."""
    found: dict[str, list[str]] = {}
    for one in contradictions:
        found.setdefault(one.reason, []).append(f"{one.subject} ({one.field})")
    return tuple((reason, tuple(subjects)) for reason, subjects in found.items())
