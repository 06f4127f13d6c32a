"""The money of all actions in one table: a row an action, columns of funders, years, totals. Pure functions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from rapidfuzz import fuzz

from ingest.facts.funding.funders import instrument
from ingest.facts.grid import Cell, Row, page_run, rows
from ingest.facts.money.column_cell import money
from ingest.facts.money.recap_cells import note_of, share_values, shares, state_of, status_of
from ingest.facts.money.recap_words import (
    NOTE,
    NUMBER,
    OTHERS,
    PAYERS,
    PLANNED,
    STATUS,
    TOTAL,
    WHOLE,
    YEAR,
    YEARLY,
    unit_of,
)
from ingest.facts.parties.institutions import institution
from ingest.facts.reading import Reading, Run, letters
from ingest.facts.records import Action, AmountPeriod, Evidence, Funding, FundingState, LineRole, Nature, Place
from ingest.naming import fold
from ingest.structure.numbers import number_of

# A table of money names so many columns; it holds so many of the actions, and this share of them.
FEWEST_COLUMNS, FEWEST_ROWS, ROWS_SHARE = 3, 2, 0.5
# The words above a table that give its unit stand within so many lines.
CAPTION_LINES = 10
# Of a row whose number may count anything ("1"), the title must be the action's (0-100).
SAME_TITLE = 75


@dataclass(frozen=True, slots=True)
class _Column:
    index: int
    kind: str  # "year", "total", "share", "payers", "status", "note"
    cell: Cell
    period: AmountPeriod = AmountPeriod.UNKNOWN
    payer: str = ""
    fund: str = ""
    year: str = ""


@dataclass(slots=True)
class _Table:
    run: Run
    columns: tuple[_Column, ...]
    header: Row
    factor: int
    nature: Nature
    proof: tuple[Evidence, ...]  # of the unit
    rows: list[tuple[Run, Row]] = field(default_factory=list)

    def of(self, *kinds: str) -> list[_Column]:
        return [column for column in self.columns if column.kind in kinds]


def with_recap(reading: Reading, actions: Sequence[Action]) -> tuple[Action, ...]:
    """The actions, with the money that a table of all of them gives where their own sheets give none."""
    if len(actions) < FEWEST_ROWS or (any(_priced(a) for a in actions) and _mostly_priced(actions)):
        return tuple(actions)
    for table in map(_completed, _tables(reading)):
        own = _matched(table, actions)
        if len(own) >= max(FEWEST_ROWS, ROWS_SHARE * len(actions)):
            return tuple(_merged(action, own.get(k, ())) for k, action in enumerate(actions))
    return tuple(actions)


def _priced(action: Action) -> bool:
    return any(line.state is FundingState.AMOUNT for line in action.funding)


def _mostly_priced(actions: Sequence[Action]) -> bool:
    """Whether the sheets say themselves what the actions cost: a table then only sums them up."""
    return sum(map(_priced, actions)) >= len(actions) / 2


def _merged(action: Action, lines: Sequence[Funding]) -> Action:
    """The table's lines first; amounts of the sheet that they do not say are other amounts beside them."""
    if not lines or (len(lines) == 1 and lines[0].state is FundingState.NOT_STATED):
        return action
    said = {line.amount for line in lines if line.amount is not None}
    own = [line for line in action.funding if line.state is FundingState.AMOUNT and line.amount not in said]
    others = [replace(line, role=LineRole.OTHER) if line.role is LineRole.TOTAL else line for line in own]
    return replace(action, funding=(*lines, *others))


# --- the tables of a document ---


def _tables(reading: Reading) -> Iterator[_Table]:
    table: _Table | None = None
    for page in reading.pages:
        run = page_run(reading, page)
        shown = list(rows(run))
        for i, row in enumerate(shown):
            if len(row.cells) < FEWEST_COLUMNS:
                continue
            columns = _columns(row)
            if columns and not any(
                _amount_like(cell.text) for cell in row.cells if not YEAR.fullmatch(fold(cell.text))
            ):
                if table is not None and [c.cell.text for c in columns] == [c.cell.text for c in table.columns]:
                    continue  # the header of the next page
                if table is not None:
                    yield table
                table = _opened(run, shown, i, columns)
            elif table is not None and len(row.cells) <= len(table.header.cells):
                table.rows.append((run, row))
    if table is not None:
        yield table


def _completed(table: _Table | None) -> _Table | None:
    """The table with the columns whose names tell nothing, where what stands in them makes the totals right."""
    totals = table.of("total") if table else []
    if table is None or not totals or table.of("payers") or table.of("year"):
        return table
    known = {column.index for column in table.columns}
    unknown = [
        _Column(i, "share", cell, payer=re.sub(r"\s*\([^)]*\)", "", cell.text))
        for i, cell in enumerate(table.header.cells)
        if i not in known and cell and _holds_sums(table, i)
    ]
    if not unknown:
        return table
    right = wrong = 0
    for _, row in table.rows:
        parts = [money(row[c.index].text, table.factor).amount or 0 for c in (*table.of("share"), *unknown)]
        wholes = [told for c in totals if (told := money(row[c.index].text, table.factor).amount)]
        if wholes and sum(1 for part in parts if part) > 1:
            right += sum(parts) in wholes
            wrong += sum(parts) not in wholes
    if right < FEWEST_ROWS or wrong:
        return table
    return replace(table, columns=tuple(sorted((*table.columns, *unknown), key=lambda c: c.index)))


def _holds_sums(table: _Table, index: int) -> bool:
    """Whether every cell of a column is an amount or a sign for none, and some are amounts."""
    cells = [row[index].text for _, row in table.rows if row[index]]
    return any(map(_amount_like, cells)) and all(
        _amount_like(c) or state_of(c) is not FundingState.FUNDER_ONLY for c in cells
    )


def _opened(run: Run, shown: Sequence[Row], i: int, columns: tuple[_Column, ...]) -> _Table | None:
    """A table under a header, where its unit is said: in the header, or in words above it."""
    header = shown[i]
    above = [row for row in shown[max(0, i - CAPTION_LINES) : i] if len(row.cells) == 1]
    near = [header, *reversed(above)]
    words = " ".join(fold(run.text[row.start : row.end]) for row in near)
    unit = next((row for row in near if unit_of(fold(run.text[row.start : row.end]))), None)
    if unit is None:
        return None
    below = " ".join(fold(run.text[row.start : row.end]) for row in shown[i + 1 :] if len(row.cells) == 1)
    nature = Nature.ESTIMATED if PLANNED.search(words) or PLANNED.search(below) else Nature.UNKNOWN
    factor = unit_of(fold(run.text[unit.start : unit.end]))
    return _Table(run, columns, header, factor, nature, run.evidence(unit.start, unit.end))


def _columns(row: Row) -> tuple[_Column, ...]:
    """The columns of a header of a table of money; empty for another row."""
    found = [column for index, cell in enumerate(row.cells) if index and (column := _column(index, cell))]
    if any(column.kind == "share" and re.search(r"\b20\d\d\b", column.cell.text) for column in found):
        return ()  # what each pays in each year is told elsewhere
    kinds = Counter(column.kind for column in found)
    summed = kinds["total"] > 0 and (kinds["share"] > 0 or kinds["payers"] > 0)
    return tuple(found) if kinds["year"] > 1 or summed else ()


def _column(index: int, cell: Cell) -> _Column | None:
    whole = fold(cell.text)
    bare = re.sub(r"\([^)]*\)|\bk ?€|€|\bttc\b|\bht\b", " ", whole)
    bare = re.sub(r"[^a-z0-9]+", " ", bare).strip()
    period = (
        AmountPeriod.ANNUAL
        if YEARLY.search(whole)
        else AmountPeriod.GLOBAL
        if WHOLE.search(whole)
        else AmountPeriod.UNKNOWN
    )
    if year := YEAR.fullmatch(bare):
        return _Column(index, "year", cell, year=year[1])
    for kind, pattern in (("status", STATUS), ("note", NOTE), ("payers", PAYERS)):
        if pattern.fullmatch(bare):
            return _Column(index, kind, cell)
    fund = instrument(cell.text)
    name = re.sub(r"\([^)]*\)", " ", cell.text)
    if fund:
        name = name.replace(fund.text, " ")
    name = re.sub(r"\b(?:[Pp]art(?:icipation)?|[Cc]ontribution|[Mm]ontant)(?: (?:de |du |des )?(?:l[’'])?)?", " ", name)
    name = re.sub(r"\s+", " ", re.sub(r"k ?€|€", " ", name)).strip(" :–-")
    parts = re.split(r"\s*[,/&]\s*|\s+et\s+", name)
    if OTHERS.fullmatch(bare) or any(institution(part)[0] for part in parts) or fund:
        return _Column(index, "share", cell, period, "" if OTHERS.fullmatch(bare) else name, fund.text if fund else "")
    if TOTAL.search(bare):
        return _Column(index, "total", cell, period)
    return None


def _amount_like(text: str) -> bool:
    return bool(re.fullmatch(r"\W*\d[\d .,\u00a0\u202f]*\s*(?:k?€|m€)?\W*", fold(text)))


# --- rows and actions ---


def _matched(table: _Table | None, actions: Sequence[Action]) -> dict[int, tuple[Funding, ...]]:
    """The lines of each action of which a row of the table speaks surely, by its place among the actions."""
    if table is None:
        return {}
    places: dict[str, list[int]] = {}
    for place, action in enumerate(actions):
        places.setdefault(action.number, []).append(place)
    found: dict[int, tuple[Funding, ...]] = {}
    twice: set[int] = set()
    payers = [column.index for column in table.of("payers")]
    if any(not row[0] and any(row[k] for k in payers) and len(row.filled) > 2 for _, row in table.rows):
        return {}  # a row for each payer, the action's name in the first of them only
    for run, row in table.rows:
        k = _action_of(table, row, actions, places)
        if k is None:
            continue
        if k in found:
            twice.add(k)  # two rows of one action: neither is all of it
        found[k] = tuple(_lines(table, run, row))
    return {k: lines for k, lines in found.items() if k not in twice and not _is_over(lines)}


def _is_over(lines: Sequence[Funding]) -> bool:
    """Whether the shares of a row make more than its only total: one of its cells is of another column."""
    totals = [line.amount for line in lines if line.role is LineRole.TOTAL and line.amount]
    made = sum(line.amount or 0 for line in lines if line.role is LineRole.SHARE and not line.year)
    return len(totals) == 1 and made > totals[0] + 1


def _action_of(table: _Table, row: Row, actions: Sequence[Action], places: dict[str, list[int]]) -> int | None:
    first = min(column.index for column in table.columns)
    heads = [cell.text for cell in row.cells[:first] if cell]
    match = NUMBER.fullmatch(heads[0]) if heads else None
    titles = [*([match["title"]] if match and match["title"] else []), *heads[1 if match else 0 :]]
    alike = [
        k
        for k, action in enumerate(actions)
        if any(fuzz.ratio(letters(t), letters(own.value)) >= SAME_TITLE for t in titles for own in action.titles)
    ]
    if match:
        same = places.get(number_of(match["number"]), [])
        if len(same) == 1 and (re.search(r"[.\-]|\d[a-z]|[a-z]\d", match["number"].lower()) or same[0] in alike):
            return same[0]
        return same[0] if len(same) == 1 and not alike and not titles else None
    return alike[0] if len(alike) == 1 else None


def _lines(table: _Table, run: Run, row: Row) -> Iterator[Funding]:
    """The lines of money of a row."""
    note = next((row[c.index] for c in table.of("note") if row[c.index]), None)
    noted = note_of(note.text) if note else note_of("")
    status = next((status_of(row[c.index].text) for c in table.of("status") if row[c.index]), Nature.UNKNOWN)
    nature = status or table.nature
    head = next(cell for cell in row.cells if cell)

    def line(column: _Column, *cells: Cell, **values: object) -> Funding:
        proof = [*table.run.evidence(column.cell.start, column.cell.end), *table.proof]
        own = [piece for cell in (head, *cells) if cell for piece in run.evidence(cell.start, cell.end)]
        return Funding(evidence=(*own, *proof), place=Place.SUMMARY, **values)  # type: ignore[arg-type]

    totals = [(c, row[c.index]) for c in table.of("total")]
    states = [(c, cell, state_of(cell.text)) for c, cell in totals if cell]
    years = [(c, row[c.index], money(row[c.index].text, table.factor)) for c in table.of("year") if row[c.index]]
    found: list[Funding] = []
    for c, cell in totals:
        told = money(cell.text, table.factor) if cell else None
        if told and told.amount is not None:
            period = c.period or (AmountPeriod.GLOBAL if table.of("year") else AmountPeriod.UNKNOWN)
            found.append(line(c, cell, state=FundingState.AMOUNT, amount=told.amount, period=period, nature=nature))
    for c, cell, told in years:
        if told.amount is not None:
            dated = {"state": FundingState.AMOUNT, "role": LineRole.YEAR, "amount": told.amount, "year": c.year}
            found.append(line(c, cell, nature=nature, **dated))
    whole = next((f.period for f in found if f.role is LineRole.TOTAL), AmountPeriod.UNKNOWN)
    for c in table.of("share"):
        cell = row[c.index]
        told = money(cell.text, table.factor) if cell else None
        if told is None or told.amount is None:
            continue
        payer, named = c.payer, Nature.UNKNOWN
        if not payer:
            payer, named = noted.others or ("", Nature.UNKNOWN)
            if not payer:
                continue  # "Autres": who they are is not said
        rate, cap = noted.rates.get(letters(payer), (None, False))
        found.append(
            line(
                c,
                cell,
                *((note,) if note and (not c.payer or rate) else ()),
                state=FundingState.AMOUNT,
                role=LineRole.SHARE,
                amount=told.amount,
                period=c.period or whole,
                nature=named or nature,
                payer=payer,
                instrument=c.fund,
                rate=rate,
                rate_is_cap=cap,
            )
        )
    for c in table.of("payers"):
        cell = row[c.index]
        for share in shares(cell.text, table.factor) if cell else ():
            found.append(line(c, cell, **share_values(share, whole, nature)))
    if any(f.state is FundingState.AMOUNT for f in found):
        yield from found
        return
    yield from _unpriced(table, row, line, states, note, found)


def _unpriced(
    table: _Table,
    row: Row,
    line: Callable[..., Funding],
    states: Sequence[tuple[_Column, Cell, FundingState]],
    note: Cell | None,
    found: Sequence[Funding],
) -> Iterator[Funding]:
    """The state of a row without amounts: none, to be set, or who pays without a sum."""
    told = {state for _, _, state in states}
    column, cell = next(((c, x) for c, x, _ in states), (table.columns[0], row[table.columns[0].index]))
    if FundingState.TO_BE_SET in told:
        yield line(column, cell, state=FundingState.TO_BE_SET)
        return
    if FundingState.NONE in told or (note and state_of(note.text) is FundingState.NONE):
        yield line(column, cell, *((note,) if note else ()), state=FundingState.NONE)
        return
    payers = [
        (c, row[c.index])
        for c in table.of("share")
        if c.payer and state_of(row[c.index].text) is FundingState.FUNDER_ONLY
    ]
    if len(payers) == 1:
        c, own = payers[0]
        means = (
            note.text
            if note and re.search(r"\b(?:missions?|moyens|fonds|credits?) propres\b", fold(note.text))
            else c.fund
        )
        yield line(
            c,
            own,
            *((note,) if note and means == note.text else ()),
            state=FundingState.FUNDER_ONLY,
            payer=c.payer,
            instrument=means,
        )
        return
    if len(found) == 1:
        yield replace(found[0], role=LineRole.TOTAL)
