"""Counts of right, wrong and missing facts, and the matching of what is said with what is true."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

T = TypeVar("T")


@dataclass
class Tally:
    """Facts of one field: those found, those said that are not true, those true that are not said."""

    right: int = 0
    wrong: int = 0
    missing: int = 0

    def add(self, other: Tally) -> None:
        """Counts another tally in."""
        self.right += other.right
        self.wrong += other.wrong
        self.missing += other.missing

    @property
    def precision(self) -> float:
        """The share of what is said that is true; 1 where nothing is said."""
        said = self.right + self.wrong
        return self.right / said if said else 1.0

    @property
    def recall(self) -> float:
        """The share of what is true that is said; 1 where there is nothing to say."""
        true = self.right + self.missing
        return self.right / true if true else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True)
class Difference:
    """One fact that is wrong (said, not true) or missing (true, not said); `subject` is what it is about."""

    field: str
    kind: str  # "wrong" or "missing"
    shown: str
    subject: str = ""

    def __str__(self) -> str:
        about = f" [{self.subject}]" if self.subject else ""
        return f"{self.kind} {self.field}{about}: {self.shown}"


@dataclass
class Score:
    """The outcome of one comparison, or of many; `wrong_amounts` are amounts said that the gold does not hold."""

    fields: defaultdict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    differences: list[Difference] = field(default_factory=list)
    wrong_amounts: list[str] = field(default_factory=list)

    @property
    def perfect(self) -> bool:
        """Whether nothing differs."""
        return not self.differences and not self.wrong_amounts

    @property
    def exact_money(self) -> Tally:
        """The lines of money of all sheets and articles, right only where every figure is."""
        whole = Tally()
        for name in ("funding", "article_funding"):
            whole.add(self.fields[name] if name in self.fields else Tally())
        return whole

    @property
    def whole(self) -> Tally:
        """All fields together."""
        whole = Tally()
        for tally in self.fields.values():
            whole.add(tally)
        return whole

    def add(self, other: Score) -> None:
        """Counts another score in."""
        for name, tally in other.fields.items():
            self.fields[name].add(tally)
        self.differences += other.differences
        self.wrong_amounts += other.wrong_amounts

    def count(
        self, name: str, right: int, wrong: Iterable[Any], missing: Iterable[Any], subject: str = "", *, partial: bool
    ) -> None:
        """Notes the facts of a field; a `partial` gold does not hold all that is true: what is over is not wrong."""
        over, lost = [] if partial else list(wrong), list(missing)
        self.fields[name].add(Tally(right, len(over), len(lost)))
        self.differences += [Difference(name, "wrong", str(one), subject) for one in over]
        self.differences += [Difference(name, "missing", str(one), subject) for one in lost]


def pair(gold: Sequence[T], said: Sequence[T], same: Callable[[T, T], bool]) -> list[tuple[int, int]]:
    """Indexes of the gold and the said that are the same, each used once."""
    pairs: list[tuple[int, int]] = []
    left = list(range(len(said)))
    for i, true in enumerate(gold):
        found = next((j for j in left if same(true, said[j])), None)
        if found is not None:
            left.remove(found)
            pairs.append((i, found))
    return pairs


def rest(things: Sequence[T], used: Iterable[int]) -> list[T]:
    """The things whose index is not used."""
    taken = set(used)
    return [thing for i, thing in enumerate(things) if i not in taken]


def listed(value: object) -> list[Any]:
    """A gold value as a list: one value, many, or none."""
    if value is None or value == "":
        return []
    return list(value) if isinstance(value, list | tuple) else [value]
