"""Amounts as bars: annual and whole-project ones apart, on one scale; caps apart. Pure functions, no drawing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from api.web.funding_page import axis_names, name_of
from assistant.composers import french
from assistant.library import UnderstoodContract
from assistant.totals import counted_lines
from ingest.facts.records import Action, AmountPeriod, Funding, LineRole

SEVERAL = "plusieurs financeurs, parts non chiffrées"
UNSAID = "financeur non indiqué"
REST = "reste, financeur non précisé"
GROUPS = {"fiche": "par fiche", "axe": "par axe", "financeur": "par financeur"}
# More bars than these are no picture any more: the highest are drawn, the table says all.
MOST_BARS = 30
# The longest bar leaves room for the words behind it, on the narrowest screen too.
LONGEST = 58.0  # percent of the width
SHORTEST = 0.4  # what is said can be seen
COLOURS = 6  # payers beyond share the last colour

_PERIODS = {AmountPeriod.ANNUAL: "par an", AmountPeriod.GLOBAL: "pour l'ensemble du projet"}


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a bar, in percent of the width; `colour` is the number of its payer in the legend."""

    payer: str
    colour: int
    start: float
    width: float


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: what it is of, its value in words, its stretches."""

    label: str
    value: str
    payers: str
    segments: tuple[Segment, ...]
    is_cap: bool = False


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars of one period; `legend` names the payers where there are several."""

    period: str  # "annual" or "global"
    title: str
    description: str
    bars: tuple[Bar, ...]
    legend: tuple[str, ...]
    hidden: int  # bars that are not drawn


Shares = tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class _Amount:
    """What one bar shows before it is measured."""

    label: str
    shares: Shares
    is_cap: bool = False

    @property
    def value(self) -> float:
        return sum(amount for _, amount in self.shares)


def charts_of(
    contract: UnderstoodContract, actions: Sequence[Action], by: str = "fiche", scale: float = 0.0
) -> tuple[Chart, ...]:
    """The charts of these actions' amounts, one a period that has some; `scale`: what the longest bar may be worth."""
    longest = max(scale, highest(contract, actions, by))
    made = (_chart(contract, actions, period, by, longest) for period in _PERIODS)
    return tuple(chart for chart in made if chart.bars)


def highest(contract: UnderstoodContract, actions: Sequence[Action], by: str = "fiche") -> float:
    """The highest amount of these actions' charts, whatever its period."""
    every = (one for period in _PERIODS for one in _amounts(contract, actions, period, by))
    return max((one.value for one in every), default=0.0)


def _amounts(contract: UnderstoodContract, actions: Sequence[Action], period: AmountPeriod, by: str) -> list[_Amount]:
    priced = [(action, shares) for action in actions if (shares := shares_of(action, period))]
    return _GROUPINGS.get(by, _by_sheet)(contract, priced) + _caps(actions, period)


def _chart(
    contract: UnderstoodContract, actions: Sequence[Action], period: AmountPeriod, by: str, longest: float
) -> Chart:
    amounts = _amounts(contract, actions, period, by)
    drawn = sorted(amounts, key=lambda one: -one.value)[:MOST_BARS]
    drawn = [one for one in amounts if one in drawn]
    payers = tuple(dict.fromkeys(payer for one in drawn if not one.is_cap for payer, _ in one.shares))
    title = f"Montants {_PERIODS[period]}, {GROUPS.get(by, GROUPS['fiche'])}"
    return Chart(
        period=period.value,
        title=title,
        description=_description(drawn),
        bars=tuple(_bar(one, payers, longest) for one in drawn),
        legend=payers if len(payers) > 1 else (),
        hidden=len(amounts) - len(drawn),
    )


def _bar(one: _Amount, payers: Sequence[str], longest: float) -> Bar:
    segments, start = [], 0.0
    for payer, amount in one.shares:
        width = max(round(LONGEST * amount / longest, 2), SHORTEST) if longest else 0.0
        colour = 0 if one.is_cap else min(payers.index(payer), COLOURS - 1)
        segments.append(Segment(payer, colour, round(start, 2), width))
        start += width
    value = f"au plus {french.euros(one.value)}" if one.is_cap else french.euros(one.value)
    named = ", ".join(dict.fromkeys(payer for payer, _ in one.shares))
    return Bar(one.label, value, named if named != one.label else "", tuple(segments), one.is_cap)


def _description(drawn: Sequence[_Amount]) -> str:
    told = [f"{one.label} : {'au plus ' if one.is_cap else ''}{french.euros(one.value)}" for one in drawn]
    return f"{' ; '.join(told)}. Le tableau qui suit donne les mêmes montants avec leurs preuves."


# --- who pays what of an amount ---


def shares_of(action: Action, period: AmountPeriod) -> Shares:
    """What each payer pays of an action's totals of a period, as far as the sheet says it; nothing is worked out."""
    totals = counted_lines(action, period)
    # Of two totals nobody can tell whose parts the shares are.
    parts = [one for one in action.funding if one.role is LineRole.SHARE and one.period is period]
    found = [share for line in totals for share in _shares(line, parts if len(totals) == 1 else ())]
    merged: dict[str, float] = {}
    for payer, amount in found:
        merged[payer] = merged.get(payer, 0.0) + amount
    return tuple((payer, amount) for payer, amount in merged.items() if amount > 0)


def _shares(total: Funding, shares: Sequence[Funding]) -> list[tuple[str, float]]:
    amount = total.amount or 0.0
    told = [(one.payer or UNSAID, one.amount) for one in shares if one.amount]
    rest = round(amount - sum(part for _, part in told), 2)
    if told and rest >= 0:
        return [*told, *([(REST, rest)] if rest else [])]
    whole = total.rate == 100 and not total.rate_is_cap  # the payer alone, whoever else is named beside
    shared = told or total.cofunders or total.rate is not None
    return [(SEVERAL if shared and not whole else total.payer or UNSAID, amount)]


# --- what a bar stands for ---

_Priced = Sequence[tuple[Action, Shares]]


def _by_sheet(_: UnderstoodContract, priced: _Priced) -> list[_Amount]:
    return [_Amount(_title(action), shares) for action, shares in priced]


def _by_axis(contract: UnderstoodContract, priced: _Priced) -> list[_Amount]:
    names = axis_names([contract])
    return _grouped((names.get(action.axis, "sans axe"), shares) for action, shares in priced)


def _by_payer(_: UnderstoodContract, priced: _Priced) -> list[_Amount]:
    return _grouped((payer, ((payer, amount),)) for _, shares in priced for payer, amount in shares)


_GROUPINGS: dict[str, Callable[[UnderstoodContract, _Priced], list[_Amount]]] = {
    "fiche": _by_sheet,
    "axe": _by_axis,
    "financeur": _by_payer,
}


def _grouped(parts: Iterable[tuple[str, Shares]]) -> list[_Amount]:
    sums: dict[str, dict[str, float]] = {}
    for label, shares in parts:
        own = sums.setdefault(label, {})
        for payer, amount in shares:
            own[payer] = round(own.get(payer, 0.0) + amount, 2)
    return [_Amount(label, tuple(own.items())) for label, own in sums.items()]


def _caps(actions: Sequence[Action], period: AmountPeriod) -> list[_Amount]:
    """The caps of a period where no amount is said: a bar of their own, never part of a sum."""
    return [
        _Amount(f"Plafond, {name_of(action)}", ((line.payer or UNSAID, line.cap),), is_cap=True)
        for action in actions
        for line in action.funding
        if line.cap is not None and line.amount is None and line.cap_period is period
    ]


def _title(action: Action) -> str:
    return f"{action.number} {action.titles[0].value if action.titles else ''}".strip() or "action sans titre"


def cut(text: str, most: int) -> str:
    """The text on a line of so many characters, cut at a word."""
    if len(text) <= most:
        return text
    head = text[: most - 1]
    return f"{head.rsplit(' ', 1)[0] if ' ' in head else head} …"
