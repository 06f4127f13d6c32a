"""The money of all actions in tables of one funder each, a row an action, a column a year: "Tableau 1 – ARS". Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ingest.facts.funding.funders import payer_at
from ingest.facts.grid import Cell, Row, page_run, rows
from ingest.facts.money.column_cell import money
from ingest.facts.money.recap_words import NUMBER, PLANNED, TOTAL, YEAR, unit_of
from ingest.facts.parties.organisations import names_organisation
from ingest.facts.reading import Reading, Run
from ingest.facts.records import Action, Evidence, Funding, FundingState, LineRole, Nature, Place
from ingest.naming import fold
from ingest.structure.numbers import number_of

# Fewer tables, or years, are one table of something else; so many rows bear the number of an action.
FEWEST_TABLES, FEWEST_YEARS, ROWS_SHARE = 2, 2, 0.8
# The caption of a table, and the words that give the unit of all of them, stand within so many lines above it.
CAPTION_LINES, UNIT_LINES = 2, 12
_CAPTION = re.compile(
    r"(?:tableau|annexe|volet|partie|concours|financements?|participations?|contributions?|credits?)\b[^–—:]{0,24}?"
    r"\s*(?:[–—:]\s*|\bd(?:e la |e l['’]|u |e |es |['’]))",
)
_ASKED = re.compile(r"\b(?:demande|sollicite)\w*|\bnon acquis")
_WHOLE = re.compile(r"(?:sous[ -])?(?:total|ensemble|totaux|somme|cumul)\b")


@dataclass(frozen=True, slots=True)
class _Entry:
    """A row: the action, and its amount in each year that has one."""

    number: str
    years: Mapping[str, tuple[float, Cell]]
    whole: float | None
    run: Run
    row: Row


@dataclass(slots=True)
class _Table:
    header: Row
    run: Run  # of the page of its header
    payer: str
    nature: Nature
    proof: tuple[Evidence, ...]  # the caption, and the words that give the unit
    years: Mapping[int, str]
    total: int
    factor: int
    entries: list[_Entry] = field(default_factory=list)
    sums: dict[str, float] | None = None  # the last row's, by year

    def proven(self) -> bool:
        """Whether the rows make the last one, year by year, and each row's years its total."""
        if not self.entries or self.sums is None:
            return False
        told = {year: sum(e.years[year][0] for e in self.entries if year in e.years) for year in self.years.values()}
        rows_ = all(e.whole is None or sum(a for a, _ in e.years.values()) == e.whole for e in self.entries)
        return rows_ and told == {year: self.sums.get(year, 0.0) for year in self.years.values()}


def with_funders(reading: Reading, actions: Sequence[Action]) -> tuple[Action, ...]:
    """The actions, with what each funder pays in which year as tables of one funder each give it."""
    found = list(actions)
    places = {action.number: k for k, action in enumerate(found)}
    tables = [table for table in _tables(reading) if table.proven()]
    if len(places) < len(found) or len({table.payer for table in tables}) < FEWEST_TABLES:
        return tuple(found)
    entries = [entry for table in tables for entry in table.entries]
    if sum(entry.number in places for entry in entries) < ROWS_SHARE * len(entries):
        return tuple(found)
    for table in tables:
        for entry in table.entries:
            if entry.number in places:
                k = places[entry.number]
                found[k] = _with(found[k], [_line(table, entry, year) for year in entry.years])
    return tuple(found)


def _with(action: Action, lines: Sequence[Funding]) -> Action:
    """The action with further lines; those of its sheet that state nothing give way."""
    known = {(line.amount, line.year, line.payer) for line in action.funding}
    more = [line for line in lines if (line.amount, line.year, line.payer) not in known]
    own = [line for line in action.funding if line.state is not FundingState.NOT_STATED] if more else action.funding
    return replace(action, funding=(*own, *more))


def _tables(reading: Reading) -> Iterator[_Table]:
    table: _Table | None = None
    unit: tuple[int, tuple[Evidence, ...], Nature] | None = None
    for page in reading.pages:
        run = page_run(reading, page)
        shown = list(rows(run))
        for i, row in enumerate(shown):
            years = _years(row)
            if years:
                unit = _unit(run, shown, i) or unit
                caption = caption_of(shown, i)
                if caption is None and table is not None and table.sums is None and _same(table.header, row):
                    continue  # the page cut the table
                if table is not None:
                    yield table
                table = _opened(run, row, years, caption, unit) if caption and unit else None
            elif table is not None and len(row.cells) == len(table.header.cells):
                _add(table, run, row)
    if table is not None:
        yield table


def _years(row: Row) -> dict[int, str]:
    """The columns of years of a header of a table of actions; empty where it is none."""
    if len(row.cells) < FEWEST_YEARS + 2:
        return {}
    bare = [re.sub(r"[^a-z0-9]+", " ", fold(cell.text)).strip() for cell in row.cells]
    found = {k: match[1] for k, text in enumerate(bare) if (match := YEAR.fullmatch(text))}
    names = [text for k, text in enumerate(bare) if k not in found and not (k and TOTAL.search(text))]
    one = any(re.match(r"(?:intitule|titre|libelle|action|fiche|mesure|projet)s?\b", text) for text in names)
    return found if len(found) >= FEWEST_YEARS and one and len(names) <= FEWEST_YEARS else {}


def _same(one: Row, other: Row) -> bool:
    return [cell.text for cell in one.cells] == [cell.text for cell in other.cells]


def caption_of(shown: Sequence[Row], i: int) -> tuple[str, Nature, Cell] | None:
    """The funder that the line above a table names, whether it was only asked, and that line."""
    for row in reversed(shown[max(0, i - CAPTION_LINES) : i]):
        if len(row.cells) != 1:
            return None
        cell = row.cells[0]
        lead = _CAPTION.match(fold(cell.text)) if len(fold(cell.text)) == len(cell.text) else None
        text = cell.text[lead.end() if lead else 0 :].strip()
        name = re.sub(r"\s*\([^)]*\)", "", text).strip(" .:–—")
        payer = payer_at(name)
        whole = payer is not None and payer.text == name
        if name and name[:1].isupper() and len(name.split()) <= 10 and (whole or (lead and names_organisation(name))):
            return name, Nature.REQUESTED if _ASKED.search(fold(text)) else Nature.UNKNOWN, cell
    return None


def _unit(run: Run, shown: Sequence[Row], i: int) -> tuple[int, tuple[Evidence, ...], Nature] | None:
    """What the words above the tables say of all their figures: the unit, and whether they are planned."""
    above = [row for row in shown[max(0, i - UNIT_LINES) : i + 1] if len(row.cells) == 1 or row is shown[i]]
    told = next((row for row in reversed(above) if unit_of(fold(run.text[row.start : row.end]))), None)
    if told is None:
        return None
    words = " ".join(fold(run.text[row.start : row.end]) for row in above)
    nature = Nature.ESTIMATED if PLANNED.search(words) else Nature.UNKNOWN
    return unit_of(fold(run.text[told.start : told.end])), run.evidence(told.start, told.end), nature


def _opened(
    run: Run,
    header: Row,
    years: Mapping[int, str],
    caption: tuple[str, Nature, Cell],
    unit: tuple[int, tuple[Evidence, ...], Nature],
) -> _Table:
    payer, asked, cell = caption
    factor, proof, planned = unit
    total = next((k for k, c in enumerate(header.cells) if k not in years and k and TOTAL.search(fold(c.text))), -1)
    evidence = (*run.evidence(cell.start, cell.end), *proof)
    return _Table(header, run, payer, asked or planned, evidence, years, total, factor)


def _add(table: _Table, run: Run, row: Row) -> None:
    """Takes a row for an action's, or for the sums of all."""
    amounts = {year: (told, row[k]) for k, year in table.years.items() if (told := _amount(table, row[k])) is not None}
    whole = _amount(table, row[table.total]) if table.total >= 0 else None
    names = [cell.text for k, cell in enumerate(row.cells) if k not in table.years and k != table.total and cell]
    if any(_WHOLE.match(fold(name)) for name in names):
        table.sums = {year: amount for year, (amount, _) in amounts.items()}
        return
    match = NUMBER.fullmatch(row[0].text)
    if match and table.sums is None:
        table.entries.append(_Entry(number_of(match["number"]), amounts, whole, run, row))


def _amount(table: _Table, cell: Cell) -> float | None:
    return money(cell.text, table.factor).amount if re.search(r"\d", cell.text) else None


def _line(table: _Table, entry: _Entry, year: str) -> Funding:
    amount, cell = entry.years[year]
    column = next(table.header[k] for k, told in table.years.items() if told == year)
    own = [piece for one in (entry.row[0], cell) for piece in entry.run.evidence(one.start, one.end)]
    return Funding(
        evidence=(*own, *table.run.evidence(column.start, column.end), *table.proof),
        place=Place.SUMMARY,
        state=FundingState.AMOUNT,
        role=LineRole.YEAR,
        amount=amount,
        nature=table.nature,
        year=year,
        payer=table.payer,
    )
