"""The money of one row of a plan of action: its cells as lines of funding. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.facts.funding.funders import instrument, payers
from ingest.facts.funding.sheet import fields_funding
from ingest.facts.funding.standing import standing
from ingest.facts.grid import Cell, Row
from ingest.facts.money.amounts import moneys
from ingest.facts.money.column_cell import FUND, NONE, Money, money, names_funder
from ingest.facts.money.fields import field_of
from ingest.facts.money.recap_cells import share_values, shares, status_of
from ingest.facts.parties.institutions import institution
from ingest.facts.plans.columns import Column
from ingest.facts.reading import Run
from ingest.facts.records import AmountPeriod, Evidence, Funding, FundingState, LineRole, Nature, Place
from ingest.naming import fold
from ingest.structure.lines import Line

_MONEY_ROLES = frozenset(("funder", "amount", "total", "share", "year", "part"))


def funding_lines(run: Run, row: Row, columns: Sequence[Column], place: Place) -> tuple[Funding, ...]:
    """The lines of money that a row states, in the order of its columns; none when its money cells are all empty."""
    paid = _paid_by(columns)
    alone = [column for column in columns if column.role in _MONEY_ROLES]
    if len(alone) == 1 and alone[0].money and (cell := row[alone[0].index]) and _says_more(cell.text, alone[0]):
        return tuple(replace(line, place=place) for line in _as_field(run, alone[0], cell))
    filled = [column for column in alone if row[column.index]]
    if len(filled) == 1 < len(alone) and filled[0].role == "year" and not moneys(row[filled[0].index].text):
        return _across(run, row[filled[0].index], alone, place)
    lines: list[Funding] = []
    for column in columns:
        cell = row[column.index]
        if column.role == "funder":
            amount = next((other for other, funder in paid.items() if funder == column), None)
            if cell and (amount is None or not row[amount.index]):
                lines.append(_funder(run, cell, column, place))
        elif column.role in {"amount", "total", "share", "year", "part"} and cell:
            funder = paid.get(column)
            own = list(_line(run, row, column, funder, _role(column, columns, funder), place))
            payer = row[funder.index] if funder else None
            lines += _parted(run, column, payer, own, place) if payer else own
    if any(line.role is LineRole.YEAR and line.amount is not None for line in lines):
        # "néant" under one year speaks of that year, not of the action.
        lines = [line for line in lines if not (line.role is LineRole.YEAR and line.state is FundingState.NONE)]
    # "-" under the second funder says nothing beside what the others say.
    return tuple(line for line in lines if line.state is not FundingState.NOT_STATED or line.conditions)


def _across(run: Run, cell: Cell, columns: Sequence[Column], place: Place) -> tuple[Funding, ...]:
    """What words across the columns of several years say of the money: none, a funder, to be set."""
    column = next((c for c in columns if c.role == "total"), columns[0])
    told = _as_field(run, replace(column, role="total", year=""), cell)
    return tuple(replace(line, place=place, year="") for line in told if line.state is not FundingState.NOT_STATED)


def _says_more(text: str, column: Column) -> bool:
    """Whether a cell says more of money than one amount or a word for none: who pays, several amounts, an agreement."""
    told = money(text, column.factor)
    if told.state is not FundingState.FUNDER_ONLY and len(told.text) < 2 and not told.payer:
        return False
    stands = standing(text)
    return bool(moneys(text)) or (stands is not None and (stands is not FundingState.FUNDER_ONLY or bool(payers(text))))


def _as_field(run: Run, column: Column, cell: Cell) -> tuple[Funding, ...]:
    """The lines of a cell that says more than an amount, read as a field of a sheet under its column's name."""
    head = run.part(column.cells[-1].start, column.cells[-1].end).lines[:1]
    own = run.part(cell.start, cell.end).lines[:1]
    if not head or not own:
        return ()
    label = _cut(head[0], column.cells[-1].text)
    content = [_cut(own[0], piece) for piece in re.split(r"\s+;\s+", cell.text)]
    lines = (label, *(line for line in content if line is not None)) if label else ()
    if len(lines) < 2:
        return ()
    whole = replace(run, lines=tuple(lines))
    return fields_funding((field_of(column.cells[-1].text, whole, len(label.text) + 1),)) if label else ()


def pieces_funding(pieces: Sequence[tuple[Run, Cell]], column: Column) -> tuple[Funding, ...]:
    """The lines of a money cell that the end of a page cut, its pieces read as one field under its column's name."""
    lines: list[Line] = []
    for run, cell in pieces:
        [own] = run.part(cell.start, cell.end).lines[:1] or [None]
        content = [_cut(own, piece) for piece in re.split(r"\s+;\s+", cell.text)] if own else []
        lines += [line for line in content if line is not None]
    if len(lines) < len(pieces) or not any(moneys(line.text) for line in lines):
        return ()
    whole = replace(pieces[0][0], lines=tuple(lines))
    return fields_funding((field_of(column.cells[-1].text, whole, 0),))


def _cut(line: Line, text: str) -> Line | None:
    """The stretch of a line that a text is."""
    at = line.text.find(text)
    if at < 0:
        return None
    return Line(line.page, line.start + at, line.start + at + len(text), text)


def _paid_by(columns: Sequence[Column]) -> dict[Column, Column]:
    """The column of the funder that each amount is paid by: of the same number, else the one before the amount."""
    found: dict[Column, Column] = {}
    amounts = [column for column in columns if column.role == "amount"]
    for funder in (column for column in columns if column.role == "funder"):
        same = [a for a in amounts if funder.number and a.number == funder.number]
        beside = [a for a in amounts if a.index == funder.index + 1 and not a.number]
        near = [a for a in amounts if not a.number and abs(a.index - funder.index) <= 2]
        chosen = same or beside or (near if len(amounts) == 1 else [])
        if chosen and chosen[0] not in found:
            found[chosen[0]] = funder
    return found


def _parted(run: Run, column: Column, payer: Cell, lines: Sequence[Funding], place: Place) -> Iterator[Funding]:
    """The lines of an amount, each funder of a cell that names several told apart: "ARS : 6 000 ; CAF : 500"."""
    told = list(shares(payer.text, column.factor))
    if len(told) > 1 and len(re.split(r"\s;\s", payer.text)) == len(told) and any(s.amount or s.rate for s in told):
        for line in lines:
            yield replace(line, payer="")
            for share in told:
                values = share_values(share, line.period, line.nature)
                yield Funding(evidence=_evidence(run, *column.cells, payer), place=place, **values)  # type: ignore[arg-type]
        return
    fund, bracket = instrument(payer.text), re.fullmatch(r"(?P<name>[^();:]+?)\s*\((?P<said>[^()]+)\)", payer.text)
    nature = status_of(bracket["said"]) if bracket else Nature.UNKNOWN
    for line in lines:
        if bracket is None or not (fund or nature) or line.payer != payer.text:
            yield line
            continue
        out_of = fund.text if fund and fund.start > bracket.end("name") else ""
        priced = line.amount is not None
        yield replace(
            line,
            payer=bracket["name"],
            instrument=line.instrument or out_of,
            nature=nature if nature and priced else line.nature,
        )


def _role(column: Column, columns: Sequence[Column], funder: Column | None) -> LineRole:
    if column.role == "year":
        return LineRole.YEAR
    if column.role in {"share", "part"}:
        return LineRole.SHARE
    if column.role == "total" or funder is None:
        return LineRole.TOTAL
    several = any(other.role == "total" for other in columns) or sum(c.role == "funder" for c in columns) > 1
    return LineRole.SHARE if several or funder.number else LineRole.TOTAL


def _line(run: Run, row: Row, column: Column, funder: Column | None, role: LineRole, place: Place) -> Iterator[Funding]:
    cell, payer = row[column.index], row[funder.index] if funder else None
    payer = payer if payer and money(payer.text).state is not FundingState.NOT_STATED else None
    told = money(cell.text, column.factor, timed=True)
    if not column.money and not told.euro:
        return  # a number under a bare year or a bare name may count anything
    named = (column.payer if column.role == "share" else "") or (payer.text if payer else "")
    nothing = told.state in {FundingState.NONE, FundingState.NOT_STATED}
    if payer and nothing and NONE.fullmatch(fold(payer.text).strip()):
        named, role = "", LineRole.TOTAL  # "Néant" as the first funder speaks of the whole action
    # "MSA | CPOM": out of what the funder pays.
    out_of = told.text if named and told.state is FundingState.FUNDER_ONLY and _is_fund(told.text) else ""
    pays = told.state is FundingState.FUNDER_ONLY and not named and names_funder(told.text)
    state = told.state if told.state is not FundingState.FUNDER_ONLY or pays or named else FundingState.NOT_STATED
    evidence = _evidence(run, *column.cells, *((payer,) if payer else ()), cell)
    conditions = (run.said(cell.start, cell.end, place),) if len(told.text) > 1 and not (pays or out_of) else ()
    yield Funding(
        state,
        evidence,
        role=role,
        amount=told.amount,
        period=_period(told, column),
        nature=column.nature if told.amount or told.cap else Nature.UNKNOWN,
        cap=told.cap,
        cap_period=AmountPeriod.ANNUAL if told.annual and told.cap else AmountPeriod.UNKNOWN,
        payer=told.text if pays else named or ("" if _is_fund(told.payer) else told.payer),
        instrument=out_of or (told.payer if _is_fund(told.payer) else ""),
        year=column.year,
        earmark=column.payer if column.role == "part" else "",
        conditions=conditions,
        place=place,
    )


def _period(told: Money, column: Column) -> AmountPeriod:
    """The time that a cell's amount is for: as it says itself, else as its column does."""
    if told.annual:
        return AmountPeriod.ANNUAL
    if told.whole:
        return AmountPeriod.GLOBAL
    return column.period if told.amount else AmountPeriod.UNKNOWN


def _is_fund(text: str) -> bool:
    """Whether words name money rather than who pays it: "FIR"."""
    return bool(FUND.search(fold(text))) and not institution(text)[0]


def _funder(run: Run, cell: Cell, column: Column, place: Place) -> Funding:
    told = money(cell.text)
    if told.state is FundingState.FUNDER_ONLY:
        return Funding(
            told.state, _evidence(run, *column.cells, cell), role=LineRole.SHARE, payer=cell.text, place=place
        )
    state = told.state if told.state is not FundingState.AMOUNT else FundingState.NOT_STATED
    return Funding(state, _evidence(run, *column.cells, cell), place=place)


def _evidence(run: Run, *cells: Cell) -> tuple[Evidence, ...]:
    return tuple(piece for cell in cells for piece in run.evidence(cell.start, cell.end))


def not_stated(run: Run, cells: Sequence[Cell], place: Place) -> Funding:
    """The line of a row that states no money; its evidence is the action itself."""
    return Funding(FundingState.NOT_STATED, _evidence(run, *cells), place=place)
