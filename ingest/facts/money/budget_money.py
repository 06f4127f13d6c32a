"""The money of the actions, and of the contract as a whole, as its budget tables give it: sums that add up. Pure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ingest.facts.money.budget_tables import BudgetRow, BudgetTable, Sum, budget_tables, rows_of
from ingest.facts.parties.institutions import same_organisation
from ingest.facts.reading import Reading
from ingest.facts.records import Action, AmountPeriod, Contradiction, Funding, FundingState, LineRole, Place, Said
from ingest.naming import fold
from ingest.records import Section, SectionKind

# A table is believed where so many of its sums are wrong at most.
WRONG_SHARE = 0.2
# A total for the whole time is so many times a year's.
MOST_YEARS = 7
# A table of one action that its caption does not name may be of anything.
FEWEST_ACTIONS = 2
_SHEET_FIRST = "la fiche action prime sur le tableau des financements"
_OF_CONTRACT = re.compile(
    r"\bmaquette\b|\bannexe financiere\b|\b(?:budget|financements?|couts?|total) du (?:contrat|cls|plan d.actions?)\b"
    r"|\b(?:ensemble|toutes?) d?(?:es|u) (?:les )?(?:actions|fiches|contrat|cls)\b|\brecapitulatif\b"
)
_OF_MONEY = re.compile(
    _OF_CONTRACT.pattern + r"|\bpar financeur|\bpar (?:an|annee)\b|\bplan d[e'’ ]+financement|\bpluriannuel|\bcontrat\b"
)
_IN_KIND = re.compile(
    r"p\.? ?m\.?|pour memoire|valoris\w*(?: .*)?|(?:mise? a disposition|en nature|moyens propres)(?: .*)?|temps agent.*"
)


def with_budgets(reading: Reading, actions: Sequence[Action]) -> tuple[Action, ...]:
    """The actions, with what budget tables of several actions say that their own sheets do not."""
    found = list(actions)
    for k, lines in _told(reading, actions):
        found[k] = _joined(found[k], lines)
    return tuple(found)


def _told(reading: Reading, actions: Sequence[Action]) -> Iterator[tuple[int, list[Funding]]]:
    """What each budget table says of each action, by its place among them."""
    for table in budget_tables(reading, actions):
        rows = list(rows_of(table, actions))
        told: dict[int, list[Sum]] = defaultdict(list)
        for _, one in (pair for row in rows if row.kind in {"money", "total"} for pair in row.sums):
            if one.action is not None:
                told[one.action].append(one)
        if not _believed(rows) or (len(told) < FEWEST_ACTIONS and table.about is None):
            continue
        timed = _timed(table, rows)
        for k, sums in told.items():
            if not _is_wrong(sums):
                yield k, list(_lines(sums, timed))


def contract_budget(reading: Reading, actions: Sequence[Action]) -> tuple[Funding, ...]:
    """What all actions cost together: by payer, by year, in all, as the sums of budget tables give it."""
    found: list[Funding] = []
    for table in budget_tables(reading, actions):
        rows = list(rows_of(table, actions))
        if not _believed(rows) or table.about is not None or not _is_of_all(reading, table, rows):
            continue
        timed = _timed(table, rows)
        by_action = any(row.action is not None for row in rows)
        kept = [row for row in rows if row.kind == "total" or (row.kind == "money" and not by_action)]
        right = _right_columns(rows)
        sums = [
            one for row in kept for k, one in row.sums if one.action is None and (row.kind == "money" or k in right)
        ]
        for line in _lines(sums, timed):
            if not any(_is_same(line, known) for known in found):
                found.append(line)
    return tuple(found)


def _is_of_all(reading: Reading, table: BudgetTable, rows: Sequence[BudgetRow]) -> bool:
    """Whether the table sums up the contract: its rows are actions, or words say so and it has several payers."""
    sums = [one for row in rows if row.kind == "money" for _, one in row.sums]
    if len({one.action for one in sums if one.action is not None}) > 1:
        return True
    within = any(_holds(sheet, table) for sheet in reading.of(SectionKind.SHEET))
    told = (_OF_CONTRACT if within else _OF_MONEY).search(table.words)
    return bool(told) and len({one.payer for one in sums if one.payer}) > 1


def _holds(sheet: Section, table: BudgetTable) -> bool:
    """Whether a table stands in a sheet; the last one may go on to the end of the text."""
    where = table.run.evidence(table.header.start, table.header.end)
    return bool(where) and sheet.start <= (where[0].page, where[0].start) < sheet.end


# --- whether a table adds up ---


def _amounts(sums: Iterable[Sum]) -> list[float]:
    return [one.money.amount for one in sums if one.money.amount is not None]


def _checks(sums: Sequence[Sum]) -> Iterator[tuple[float, float]]:
    """What the parts of one action, or of one payer, make, and what its sum says."""
    totals = _amounts(one for one in sums if one.is_total)
    payers = [one for one in sums if one.payer and not one.year]
    years = [one for one in sums if one.year and not one.payer]
    both = [one for one in sums if one.year and one.payer]
    for parts in (payers, years, () if payers or years else both):
        if totals and len(_amounts(parts)) > 1:
            yield sum(_amounts(parts)), totals[0]
    for year in years:
        own = [one for one in both if one.year == year.year]
        if year.money.amount is not None and len(_amounts(own)) > 1:
            yield sum(_amounts(own)), year.money.amount
    for payer in payers:
        own = [one for one in both if (one.payer, one.fund) == (payer.payer, payer.fund)]
        if payer.money.amount is not None and len(_amounts(own)) > 1:
            yield sum(_amounts(own)), payer.money.amount


def _same_sum(one: float, other: float) -> bool:
    """Whether two sums are one, roundings aside."""
    return abs(one - other) <= max(1.0, 0.002 * max(one, other))


def _is_wrong(sums: Sequence[Sum]) -> bool:
    """Whether parts make more than their sum: cells were read wrongly, or the table is wrong itself."""
    return any(made > told and not _same_sum(made, told) for made, told in _checks(sums))


def _groups(rows: Sequence[BudgetRow]) -> list[list[Sum]]:
    groups: dict[object, list[Sum]] = defaultdict(list)
    for n, row in enumerate(rows):
        for _, one in row.sums if row.kind == "money" else ():
            groups[one.action if one.action is not None else ("row", n)].append(one)
    return list(groups.values())


def _believed(rows: Sequence[BudgetRow]) -> bool:
    """Whether the sums of a table, along its rows and down its columns, are those of its parts."""
    checks = [check for group in _groups(rows) for check in _checks(group)]
    wrong = sum(not _same_sum(made, told) for made, told in checks)
    columns = list(_column_sums(rows).values())
    wrong_columns = sum(not _same_sum(made, told) for made, told in columns)
    if len(columns) > 1 and wrong_columns * 2 > len(columns) and wrong:
        return False
    return wrong <= WRONG_SHARE * len(checks) or (bool(columns) and not wrong_columns and 2 * wrong <= len(checks))


def _column_sums(rows: Sequence[BudgetRow]) -> dict[int, tuple[float, float]]:
    """For each column that the last row sums up: what its cells make, and what the last row says."""
    totals = [row for row in rows if row.kind == "total"]
    if len(totals) != 1:
        return {}
    made: dict[int, float] = defaultdict(float)
    for row in rows:
        if row.kind == "money" and not row.repeats:
            for k, one in row.sums:
                made[k] += one.money.amount or 0.0
    return {k: (made[k], one.money.amount) for k, one in totals[0].sums if one.money.amount is not None}


def _right_columns(rows: Sequence[BudgetRow]) -> set[int]:
    return {k for k, (made, told) in _column_sums(rows).items() if _same_sum(made, told)}


# --- lines of money ---


def _timed(table: BudgetTable, rows: Sequence[BudgetRow]) -> AmountPeriod:
    """The time that a sum beside no year is for."""
    years = {one.year for row in rows for _, one in row.sums if one.year}
    return table.period or (AmountPeriod.GLOBAL if len(years) > 1 else AmountPeriod.UNKNOWN)


def _lines(sums: Sequence[Sum], timed: AmountPeriod) -> Iterator[Funding]:
    """The lines of one action, or of the contract: in all, by payer, by year."""
    priced = [one for one in sums if one.money.amount is not None]
    for one in sorted(priced, key=lambda s: (not s.is_total, bool(s.year and (s.payer or s.fund)), bool(s.year))):
        dated = bool(one.year) and not (one.is_total or (one.payer and _only_year(sums)))
        role = LineRole.YEAR if dated else LineRole.TOTAL if one.is_total else LineRole.SHARE
        period = AmountPeriod.ANNUAL if one.money.annual else AmountPeriod.UNKNOWN if one.year else timed
        yield _line(one, FundingState.AMOUNT, role, amount=one.money.amount, period=period)
    for one in sums:
        if (
            one.payer
            and one.money.state is FundingState.FUNDER_ONLY
            and _IN_KIND.fullmatch(fold(one.money.text).strip())
        ):
            yield _line(one, FundingState.FUNDER_ONLY, LineRole.SHARE)
    if not priced:
        waiting = [one for one in sums if one.money.state is FundingState.TO_BE_SET]
        if waiting:
            yield _line(waiting[-1], FundingState.TO_BE_SET, LineRole.TOTAL)


def _only_year(sums: Sequence[Sum]) -> bool:
    """Whether all sums are of one year, which the words above the table give."""
    return len({one.year for one in sums}) == 1


def _line(one: Sum, state: FundingState, role: LineRole, **values: object) -> Funding:
    return Funding(
        state,
        one.evidence,
        role,
        nature=one.nature if values else one.nature.UNKNOWN,
        payer=one.payer if role is not LineRole.TOTAL else "",
        instrument=one.fund,
        year=one.year,
        place=Place.SUMMARY,
        **values,  # type: ignore[arg-type]
    )


def _joined(action: Action, lines: Sequence[Funding]) -> Action:
    """The action with the lines of a table that its sheet does not say; a line that states nothing gives way."""
    if not lines:
        return action
    own = [line for line in action.funding if line.state is not FundingState.NOT_STATED]
    if any(line.amount is not None for line in own) and all(line.amount is None for line in lines):
        return action
    lines = [_with_time(line, own, lines) for line in lines]
    more: list[Funding] = []
    for line in lines:
        if any(_differs(line, known) for known in own):
            continue  # the sheet ranks first; what differs is told as a contradiction
        k = next((k for k, known in enumerate(own) if _is_same(line, known)), None)
        if k is None:
            more.append(line)
        elif not own[k].period and line.period and not own[k].year:
            evidence = tuple(dict.fromkeys((*own[k].evidence, *line.evidence)))
            own[k] = replace(own[k], period=line.period, evidence=evidence)
    return replace(action, funding=(*own, *more) or action.funding)


def _differs(line: Funding, known: Funding) -> bool:
    """Whether two places give another sum for one thing: all of it, what falls to a year, or what one pays."""
    if line.amount is None or known.amount is None or known.amount == line.amount or line.year != known.year:
        return False
    if line.role is not known.role or known.place is not Place.SHEET or line.period is not known.period:
        return False
    if line.role is LineRole.SHARE:
        return bool(known.payer) and bool(line.period) and same_organisation(line.payer, known.payer)
    return line.payer == known.payer and (bool(line.period) or line.role is LineRole.YEAR)


def budget_contradictions(reading: Reading, actions: Sequence[Action]) -> tuple[Contradiction, ...]:
    """The sums that a budget table gives otherwise than the sheets do, one for each action."""
    found: dict[int, Contradiction] = {}
    for k, lines in _told(reading, actions):
        own = [line for line in actions[k].funding if line.place is Place.SHEET]
        for line in (_with_time(line, own, lines) for line in lines):
            known = next((one for one in own if _differs(line, one)), None)
            if known is not None and k not in found:
                values = (
                    Said(f"{known.amount:g}", known.evidence, Place.SHEET),
                    Said(f"{line.amount:g}", line.evidence, Place.SUMMARY),
                )
                subject = (
                    f"fiche action {actions[k].number}" if actions[k].number else f"« {actions[k].titles[0].value} »"
                )
                found[k] = Contradiction(subject, "montant", values, _SHEET_FIRST)
    return tuple(found.values())


def _with_time(line: Funding, own: Sequence[Funding], lines: Sequence[Funding]) -> Funding:
    """A line of a table that does not say its time, with that of its total: the sheet's year's, or years of it."""
    if line.period or line.year or line.amount is None:
        return line
    total = next((x.amount for x in lines if x.role is LineRole.TOTAL and x.amount), None)
    for known in own:
        if known.role is not LineRole.TOTAL or not known.amount or not total:
            continue
        if known.amount == total:
            return replace(line, period=known.period)
        if known.period is AmountPeriod.ANNUAL and total in {known.amount * n for n in range(2, MOST_YEARS)}:
            return replace(line, period=AmountPeriod.GLOBAL)
    return line


def _is_same(line: Funding, known: Funding) -> bool:
    """Whether two lines say one thing: the same sum of the same payer and year."""
    if line.amount is None:
        return known.payer == line.payer and known.state is line.state
    if line.amount != known.amount or line.year != known.year:
        return False
    if AmountPeriod.UNKNOWN not in (line.period, known.period) and line.period is not known.period:
        return False
    if not line.payer:
        if line.role is LineRole.YEAR and known.year:
            return True  # the year's sum is said, with who pays it
        return not known.payer or (line.role is LineRole.TOTAL and known.role is LineRole.TOTAL)
    return bool(known.payer) and known.role is not LineRole.TOTAL and same_organisation(line.payer, known.payer)
