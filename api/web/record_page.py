"""A contract's record arranged for its page: actions by axis, figures as tables, what was not found. Pure functions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from api.record_schemas import ActionOut, CommitmentOut, ContractDetailOut, FigureOut
from api.web.money import Money, money
from assistant.places import place_key
from ingest.naming import fold

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


@dataclass(frozen=True, slots=True)
class AxisGroup:
    """The actions of an axis; an empty title gathers those of none."""

    number: str
    title: str
    cards: tuple[ActionCard, ...]


@dataclass(frozen=True, slots=True)
class FigureTable:
    """Figures of one heading: a row an indicator, a column a territory."""

    title: str
    territories: tuple[str, ...]
    rows: tuple[tuple[str, tuple[FigureOut | None, ...]], ...]


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


def figure_tables(figures: Sequence[FigureOut]) -> tuple[FigureTable, ...]:
    """The figures by what stands before the colon of their indicator; a figure alone is a row of the last table."""
    found: dict[str, list[FigureOut]] = {}
    for figure in figures:
        head, colon, _ = figure.indicator.partition(" : ")
        found.setdefault(head if colon else "", []).append(figure)
    tables = [_table(title, of_title) for title, of_title in found.items() if title]
    return (*tables, _table("Autres chiffres" if tables else "Chiffres", found[""])) if "" in found else tuple(tables)


def _table(title: str, figures: Sequence[FigureOut]) -> FigureTable:
    spelt: dict[str, str] = {}
    for figure in figures:
        own = figure.territory or ""
        known = spelt.setdefault(place_key(own), own)
        # Of two spellings, the one in full is shown, and not the one in capitals.
        if len(own) > len(known) or (known.isupper() and not own.isupper()):
            spelt[place_key(own)] = own
    territories = tuple(spelt.values())
    rows: dict[tuple[str, str], list[FigureOut]] = {}
    for figure in figures:
        name = figure.indicator.removeprefix(f"{title} : ")
        year = f" ({figure.year})" if figure.year and figure.year not in name else ""
        rows.setdefault((name + year, figure.unit), []).append(figure)
    return FigureTable(
        title,
        territories,
        tuple((_named(name, unit), cells) for (name, unit), own in rows.items() for cells in _lines(own, territories)),
    )


def _named(name: str, unit: str) -> str:
    return name if not unit or fold(unit) in fold(name) or unit == "%" else f"{name}, {unit}"


def _lines(figures: Sequence[FigureOut], territories: Sequence[str]) -> Iterator[tuple[FigureOut | None, ...]]:
    """One line, or several where the same territory has several values."""
    left = list(figures)
    while left:
        line = []
        for territory in territories:
            cell = next((one for one in left if place_key(one.territory or "") == place_key(territory)), None)
            line.append(cell)
            if cell is not None:
                left.remove(cell)
        yield tuple(line)


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
