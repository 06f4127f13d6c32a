"""What the page of funding shows of a contract: its sheets line by line, filtered, and the sums. Pure functions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from urllib.parse import quote

from api import labels
from api.funding_view import TotalsOut, totals_out
from api.record_schemas import EvidenceOut
from api.record_views import RecordView
from api.web.record_page import sheet_keys
from assistant.cofunding import as_written
from assistant.composers import french
from assistant.library import UnderstoodContract
from assistant.totals import CAP_ONLY, counted_lines
from ingest.facts.records import Action, AmountPeriod, Funding, FundingState, LineRole
from ingest.naming import fold

# The states of money by which a reader filters, with their words.
STATES = {
    FundingState.AMOUNT.value: labels.STATES[FundingState.AMOUNT],
    CAP_ONLY: labels.LEFT_OUT[CAP_ONLY],
    **{state.value: words for state, words in labels.STATES.items() if state is not FundingState.AMOUNT},
}


@dataclass(frozen=True, slots=True)
class Filters:
    """What the reader keeps; an empty text keeps all."""

    axis: str = ""
    payer: str = ""
    state: str = ""
    words: str = ""

    @property
    def chosen(self) -> bool:
        """Whether anything is filtered."""
        return bool(self.axis or self.payer or self.state or self.words.strip())


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table; `part` is what it is of the line above, empty for the sheet's own line."""

    part: str
    amount: str
    period: str
    nature: str
    payer: str
    instrument: str
    cofunding: str
    rate: str
    cap: str
    state: str  # a key of `STATES`
    notes: tuple[str, ...]
    evidence: tuple[EvidenceOut, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet with its lines; number and title are empty for what articles promise."""

    number: str
    title: str
    axis: str
    url: str  # the sheet's own page
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Money:
    """The money of one contract; `actions` are those that the filters keep, `every` counts all."""

    contract: UnderstoodContract
    actions: tuple[Action, ...]
    every: int
    sheets: tuple[Sheet, ...]
    promises: tuple[Sheet, ...]
    totals: TotalsOut
    caps: tuple[str, ...]
    unpriced: bool  # no amount and no cap anywhere in the contract


def money_of(contract: UnderstoodContract, filters: Filters) -> Money:
    """What the page shows of a contract through these filters."""
    record = contract.record
    kept = tuple(action for action in record.actions if _keeps(action, filters))
    shown = replace(contract, record=replace(record, actions=kept))
    view = RecordView(contract.documents)
    axes = axis_names([contract])
    urls = sheet_urls(contract)
    promises = (
        () if filters.chosen else tuple(Sheet("", "", "", "", (_row(view, line, ""),)) for line in record.funding)
    )
    return Money(
        contract=contract,
        actions=kept,
        every=len(record.actions),
        sheets=tuple(_sheet(view, action, axes, urls[id(action)]) for action in kept),
        promises=promises,
        totals=totals_out(shown),
        caps=tuple(_caps(kept)),
        unpriced=not has_money(contract),
    )


def has_money(contract: UnderstoodContract) -> bool:
    """Whether the documents write an amount or a cap anywhere."""
    record = contract.record
    lines = (*(line for action in record.actions for line in action.funding), *record.funding)
    return any(line.amount is not None or line.cap is not None for line in lines)


def sheet_urls(contract: UnderstoodContract) -> dict[int, str]:
    """The identity of each action → the address of its page."""
    actions = contract.record.actions
    keys = sheet_keys([action.number for action in actions])
    base = f"/contrats/{quote(contract.ref.id, safe='')}/fiches/"
    return {id(action): f"{base}{quote(key, safe='')}" for action, key in zip(actions, keys, strict=True)}


def name_of(action: Action) -> str:
    """An action as a sentence names it."""
    title = action.titles[0].value if action.titles else "action sans titre"
    return f"fiche {action.number}" if action.number else f"« {title} »"


# --- filters ---


def axis_names(contracts: Iterable[UnderstoodContract]) -> dict[str, str]:
    """Number of an axis → its number and title; the number alone where contracts give it several titles."""
    found: dict[str, set[str]] = {}
    for contract in contracts:
        for axis in contract.record.axes:
            if axis.number and axis.titles:
                found.setdefault(axis.number, set()).add(axis.titles[0].value)
    return {number: f"{number}. {next(iter(t))}" if len(t) == 1 else f"Axe {number}" for number, t in found.items()}


def payer_names(contracts: Iterable[UnderstoodContract]) -> dict[str, str]:
    """Folded name → name of everyone who is said to pay, cofunders too, by name."""
    found: dict[str, str] = {}
    for contract in contracts:
        for action in contract.record.actions:
            for line in action.funding:
                for name in _payers(line):
                    found.setdefault(fold(name), name)
    return dict(sorted(found.items()))


def state_of(line: Funding) -> str:
    """The state of a line as a key of `STATES`: a cap alone is no amount."""
    if line.state is FundingState.AMOUNT and line.amount is None:
        return CAP_ONLY if line.cap is not None else FundingState.NOT_STATED.value
    return line.state.value


def _keeps(action: Action, filters: Filters) -> bool:
    lines = lines_of(action)
    return (
        (not filters.axis or action.axis == filters.axis)
        and (not filters.payer or any(filters.payer in map(fold, _payers(line)) for line in lines))
        and (not filters.state or any(state_of(line) == filters.state for line in lines))
        and all(word in _text(action, lines) for word in fold(filters.words).split())
    )


def _text(action: Action, lines: Sequence[Funding]) -> str:
    said = [action.number, *(one.value for one in action.titles)]
    for line in lines:
        said += [*_payers(line), line.instrument, line.earmark, *(item.label for item in line.items)]
        said += [one.quote for one in line.evidence]
    return fold(" ".join(said))


def _payers(line: Funding) -> Iterator[str]:
    yield from (name for name in (line.payer, *(said.value for said in line.cofunders)) if name)


# --- lines ---


def lines_of(action: Action) -> tuple[Funding, ...]:
    """The lines of a sheet, at least one: what is not said is said too."""
    return action.funding or (Funding(FundingState.NOT_STATED, action.evidence),)


def _sheet(view: RecordView, action: Action, axes: dict[str, str], url: str) -> Sheet:
    lines = lines_of(action)
    counted = [line for period in AmountPeriod for line in counted_lines(action, period)]
    rows = []
    for line in lines:
        rows.append(_row(view, line, _part(line, is_counted=line in counted or line.amount is None)))
        rows += [_item(view, line, label, amount, proof) for label, amount, proof in _items(view, line)]
    title = action.titles[0].value if action.titles else "Action sans titre"
    return Sheet(action.number, title, axes.get(action.axis, action.axis), url, tuple(rows))


def _part(line: Funding, *, is_counted: bool) -> str:
    if line.role is LineRole.SHARE:
        return f"dont part de {line.payer}" if line.payer else "dont part d'un financeur"
    if line.role is LineRole.YEAR:
        return f"dont année {line.year}" if line.year else "dont part d'une année"
    if line.role is LineRole.OTHER:
        return "hors total"
    return "" if is_counted else "répété ailleurs, compté une fois"


def _row(view: RecordView, line: Funding, part: str) -> Row:
    cap = f"{french.euros(line.cap)} {labels.PERIODS[line.cap_period]}".strip() if line.cap is not None else ""
    rate = f"{french.percent(line.rate)}{' au plus' if line.rate_is_cap else ''}" if line.rate is not None else ""
    cofunders = as_written([said.value for said in line.cofunders], [one.quote for one in line.evidence])
    none = "néant" if line.no_cofunding and line.state is not FundingState.NONE else ""
    return Row(
        part=part,
        amount=french.euros(line.amount) if line.amount is not None else "",
        period=labels.PERIODS[line.period] if line.amount is not None else "",
        nature=labels.NATURES[line.nature] if line.amount is not None or line.cap is not None else "",
        payer=line.payer,
        instrument=line.instrument,
        cofunding=cofunders or none,
        rate=rate,
        cap=cap,
        state=state_of(line),
        notes=tuple(note for note in (line.earmark, *(said.value for said in line.conditions)) if note),
        evidence=tuple(view.evidence((*line.evidence, *(e for said in line.cofunders for e in said.evidence)))),
    )


def _items(view: RecordView, line: Funding) -> Iterator[tuple[str, float, tuple[EvidenceOut, ...]]]:
    yield from ((item.label, item.amount, tuple(view.evidence(item.evidence))) for item in line.items)


def _item(view: RecordView, line: Funding, label: str, amount: float, proof: tuple[EvidenceOut, ...]) -> Row:
    alone = Funding(FundingState.AMOUNT, (), amount=amount, period=line.period, nature=line.nature)
    return replace(_row(view, alone, f"dont {label}"), nature="", evidence=proof)


def _caps(actions: Sequence[Action]) -> Iterator[str]:
    for action in actions:
        for line in action.funding:
            if line.cap is not None:
                yield f"{name_of(action)} : {french.euros(line.cap)} {labels.PERIODS[line.cap_period]} au plus".replace(
                    "  ", " "
                )
