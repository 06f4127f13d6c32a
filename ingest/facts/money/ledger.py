"""The money of all actions in one table of a row for each funder of an action, by year and in all. Pure functions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ingest.facts.funding.funders import instrument
from ingest.facts.grid import Cell, Row, page_run, rows
from ingest.facts.money.column_cell import money
from ingest.facts.money.recap_words import NUMBER, PAYERS, PLANNED, TOTAL, YEAR, unit_of
from ingest.facts.reading import Reading, Run
from ingest.facts.records import Action, AmountPeriod, Evidence, Funding, FundingState, LineRole, Nature, Place
from ingest.naming import fold
from ingest.structure.numbers import number_of

# The words above a table that give its unit stand within so many lines.
CAPTION_LINES = 10
# So many rows bear the number of an action.
ROWS_SHARE = 0.8


@dataclass(frozen=True, slots=True)
class _Entry:
    """A row: the action, who pays (nobody for the row of all), and the amounts of its years and in all."""

    number: str
    payer: str
    fund: str
    years: Mapping[str, tuple[float, Cell]]
    total: tuple[float, Cell] | None
    run: Run
    row: Row

    @property
    def adds_up(self) -> bool:
        """Whether the years make the total, where a row gives both."""
        return self.total is None or not self.years or sum(a for a, _ in self.years.values()) == self.total[0]


@dataclass(slots=True)
class _Ledger:
    header: Row
    run: Run
    payers: int
    years: Mapping[int, str]
    total: int
    factor: int
    nature: Nature
    proof: tuple[Evidence, ...]
    entries: list[_Entry] = field(default_factory=list)


def with_ledger(reading: Reading, actions: Sequence[Action]) -> tuple[Action, ...]:
    """The actions, with who pays what in which year as a table of all of them gives it."""
    found = list(actions)
    places = {action.number: k for k, action in enumerate(found)}
    if len(places) < len(found):
        return tuple(found)  # one number for two actions: no row is surely of one
    for ledger in _ledgers(reading):
        known = [entry for entry in ledger.entries if entry.number in places]
        times = Counter(entry.number for entry in known)
        wrong = sum(not entry.adds_up for entry in known)
        if len(known) < ROWS_SHARE * len(ledger.entries) or wrong or max(times.values(), default=0) < 2:
            continue  # figures that do not add up may have been read from the wrong columns
        for number in times:
            own = [entry for entry in known if entry.number == number]
            if _sums(own):
                k = places[number]
                found[k] = replace(found[k], funding=_joined(found[k].funding, _lines(ledger, own)))
    return tuple(found)


def _sums(entries: Sequence[_Entry]) -> bool:
    """Whether the parts of an action make its whole, where the table gives it."""
    wholes = [entry.total for entry in entries if not entry.payer]
    parts = [entry.total for entry in entries if entry.payer]
    if len({(entry.payer, entry.fund) for entry in entries}) < len(entries):
        return False
    return not wholes or wholes[0] is None or sum(part[0] for part in parts if part) == wholes[0][0]


def _joined(said: Sequence[Funding], lines: Sequence[Funding]) -> tuple[Funding, ...]:
    """The sheet's own lines, then those of the table that say more."""
    totals = {line.amount for line in lines if line.role is LineRole.TOTAL}
    own = [
        replace(line, period=AmountPeriod.GLOBAL)
        if line.role is LineRole.TOTAL and not line.period and line.amount is not None and line.amount in totals
        else line
        for line in said
        if line.state is not FundingState.NOT_STATED
    ]
    known = {(line.role, line.amount, line.year, line.period) for line in own if not line.payer}
    more = [line for line in lines if line.payer or (line.role, line.amount, line.year, line.period) not in known]
    return (*own, *more)


def _ledgers(reading: Reading) -> Iterator[_Ledger]:
    ledger: _Ledger | None = None
    for page in reading.pages:
        run = page_run(reading, page)
        shown = list(rows(run))
        for i, row in enumerate(shown):
            if len(row.cells) < 3:
                continue
            opened = _opened(run, shown, i)
            if opened and not (ledger and _same(ledger.header, opened.header)):
                if ledger is not None:
                    yield ledger
                ledger = opened if opened.factor else None
            elif not opened and ledger is not None and len(row.cells) == len(ledger.header.cells):
                ledger.entries += filter(None, [_entry(ledger, run, row)])
    if ledger is not None:
        yield ledger


def _same(one: Row, other: Row) -> bool:
    return [cell.text for cell in one.cells] == [cell.text for cell in other.cells]


def _opened(run: Run, shown: Sequence[Row], i: int) -> _Ledger | None:
    """The table that a row heads: its unit is 0 where no words give it."""
    header = shown[i]
    bare = [re.sub(r"[^a-z0-9]+", " ", fold(cell.text)).strip() for cell in header.cells]
    payers = [k for k, text in enumerate(bare) if k and PAYERS.fullmatch(text)]
    years = {k: match[1] for k, text in enumerate(bare) if (match := YEAR.fullmatch(text))}
    totals = [k for k, text in enumerate(bare) if k not in payers and k and TOTAL.search(text)]
    if len(payers) != 1 or len(totals) > 1 or not (len(years) > 1 or totals) or min([*years, *totals]) < payers[0]:
        return None
    above = [row for row in shown[max(0, i - CAPTION_LINES) : i] if len(row.cells) == 1]
    near = [header, *reversed(above)]
    words = " ".join(fold(run.text[row.start : row.end]) for row in near)
    unit = next((row for row in near if unit_of(fold(run.text[row.start : row.end]))), header)
    nature = Nature.ESTIMATED if PLANNED.search(words) else Nature.UNKNOWN
    factor = unit_of(fold(run.text[unit.start : unit.end]))
    proof = run.evidence(unit.start, unit.end)
    return _Ledger(header, run, payers[0], years, totals[0] if totals else -1, factor, nature, proof)


def _entry(ledger: _Ledger, run: Run, row: Row) -> _Entry | None:
    """A row of the table; one without a number goes on with the action of the row above."""
    head, payer = row[0].text, row[ledger.payers].text
    match = NUMBER.fullmatch(head)
    number = number_of(match["number"]) if match else ledger.entries[-1].number if ledger.entries and not head else ""
    if not number or not payer:
        return None
    whole = TOTAL.search(fold(payer)) is not None
    fund = None if whole else instrument(payer)
    name = re.sub(r"\s*\([^)]*\)", "", payer)
    if fund:
        name = name.replace(fund.text, "")
    amounts = {
        year: (told, row[k]) for k, year in ledger.years.items() if (told := _amount(ledger, row[k])) is not None
    }
    total = _amount(ledger, row[ledger.total]) if ledger.total >= 0 else None
    return _Entry(
        number,
        "" if whole else name.strip(" ,–-"),
        fund.text if fund else "",
        amounts,
        None if total is None else (total, row[ledger.total]),
        run,
        row,
    )


def _amount(ledger: _Ledger, cell: Cell) -> float | None:
    return money(cell.text, ledger.factor).amount if re.search(r"\d", cell.text) else None


def _lines(ledger: _Ledger, entries: Sequence[_Entry]) -> list[Funding]:
    """The lines of one action: what each pays in all and a year, then all of it."""
    found: list[Funding] = []
    for entry in entries:
        shared = entry.payer != ""
        role = LineRole.SHARE if shared else LineRole.TOTAL
        if entry.total is not None:
            found.append(_line(ledger, entry, *entry.total, role, period=AmountPeriod.GLOBAL))
        for year, (amount, cell) in entry.years.items():
            found.append(_line(ledger, entry, amount, cell, role if shared else LineRole.YEAR, year=year))
    return found


def _line(
    ledger: _Ledger,
    entry: _Entry,
    amount: float,
    cell: Cell,
    role: LineRole,
    *,
    period: AmountPeriod = AmountPeriod.UNKNOWN,
    year: str = "",
) -> Funding:
    column = ledger.header[entry.row.cells.index(cell)]
    pieces = (entry.row[0], entry.row[ledger.payers], cell)
    own = [piece for one in pieces if one for piece in entry.run.evidence(one.start, one.end)]
    return Funding(
        evidence=(*own, *ledger.run.evidence(column.start, column.end), *ledger.proof),
        place=Place.SUMMARY,
        state=FundingState.AMOUNT,
        role=role,
        amount=amount,
        period=period,
        nature=ledger.nature,
        year=year,
        payer=entry.payer,
        instrument=entry.fund,
    )
