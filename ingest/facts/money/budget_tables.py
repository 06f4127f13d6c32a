"""Tables of a budget: rows and columns of actions, of who pays, of years, with their sums. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from ingest.facts.grid import Cell, Row, page_run, rows
from ingest.facts.money.budget_heads import Head, action_of, bare, head_of, payer_of
from ingest.facts.money.column_cell import Money, money
from ingest.facts.money.funder_tables import caption_of
from ingest.facts.money.recap_cells import status_of
from ingest.facts.money.recap_words import PLANNED, YEARLY, unit_of
from ingest.facts.reading import Reading, Run
from ingest.facts.records import Action, AmountPeriod, Evidence, Nature
from ingest.naming import fold

# The words above a table that give its unit stand within so many lines; those that name its action nearer.
CAPTION_LINES, NEAR_LINES = 10, 4
# Without a unit, sums of so much under words of money are euros.
EUROS = 1000
FEWEST_CELLS = 2
_MONEY_WORDS = re.compile(r"\b(?:maquette|financ\w*|budget\w*|couts?|depenses?|recettes?|montants?)\b")
_WHOLE = re.compile(
    r"\bduree\b|\b20\d\d ?(?:[-–/]|a) ?20\d\d\b|\b(?:\d|trois|quatre|cinq|six) (?:ans|annees)\b|\bpluriannuel|\bglobal"
    r"|\bcumul|\bensemble du (?:contrat|cls|programme|projet)"
)
_OF_YEAR = re.compile(
    r"\b(?:annee|exercice|budget|programmation|maquette|plan de financement)\b[^.]{0,40}?\b(20\d\d)\b"
)
# The contract's own title, above every page, gives the time of the contract and not that of a table.
_TITLED = re.compile(r"^(?:contrat local de sante|cls)\b")
_PLANNED_SUMS = re.compile(r"\b(?:sommes?|montants?|chiffres?|couts?)\b[^.]{0,40}\b(?:prevision|estim|indicati)")
_NAMED = re.compile(r"(?:fiche|action|mesure|projet|operation)s?\b", re.IGNORECASE)
_STATUS_BEHIND = re.compile(r"^(?P<sum>[^()]*\d[^()]*?)\s*\((?P<said>[^()]+)\)$")


@dataclass(frozen=True, slots=True)
class Sum:
    """An amount of a table, or what stands in its place: of which action, whose, of which year; nothing: of all."""

    money: Money
    action: int | None
    payer: str
    fund: str
    year: str
    nature: Nature
    is_total: bool  # neither a payer's nor a year's
    evidence: tuple[Evidence, ...]


@dataclass(slots=True)
class BudgetTable:
    """A table under its header, with what the words above it say of all its sums."""

    run: Run
    header: Row
    heads: tuple[Head, ...]
    factor: int
    nature: Nature
    period: AmountPeriod
    proof: tuple[Evidence, ...]
    year: str = ""
    payer: str = ""
    about: int | None = None
    words: str = ""  # those above it, folded
    rows: list[tuple[Run, Row]] = field(default_factory=list)

    @property
    def values(self) -> list[Head]:
        """The columns of sums."""
        return [head for head in self.heads if head.kind in {"money", "total", "part"}]

    def index(self, head: Head) -> int:
        """The place of a column."""
        return next(k for k, cell in enumerate(self.header.cells) if cell is head.cell)


def budget_tables(reading: Reading, actions: Sequence[Action]) -> Iterator[BudgetTable]:
    """The tables of a document whose header names years, who pays, actions or sums."""
    table: BudgetTable | None = None
    for page in reading.pages:
        run = page_run(reading, page)
        shown = list(rows(run))
        for i, row in enumerate(shown):
            if len(row.cells) < FEWEST_CELLS:
                continue
            heads = _header(row, actions)
            if heads:
                if table is not None and _same(table.header, row):
                    continue  # the header on the next page
                yield from _settled(table, actions)
                table = _opened(run, shown, i, heads, actions)
            elif table is not None and len(row.cells) == len(table.header.cells) and not _is_prose(table, row):
                table.rows.append((run, row))
            elif table is not None:
                yield from _settled(table, actions)
                table = None
    yield from _settled(table, actions)


def _settled(table: BudgetTable | None, actions: Sequence[Action]) -> Iterator[BudgetTable]:
    """The table once its rows are known; one of a row an action that says beside its cost who pays is a plan."""
    if table is None or not table.rows:
        return
    if any(head.kind == "payers" for head in table.heads):
        labels = [_labels(table, row) for _, row in table.rows]
        found = [_action_in(cells, actions) for cells in labels]
        named = [k for k in found if k is not None]
        goes_on = any(not any(cell for _, cell, head in cells if head.kind != "payers") for cells in labels)
        if len(named) > len(found) / 2 and len(set(named)) == len(named) and not goes_on:
            table.heads = tuple(replace(head, kind="note") if head.kind == "payers" else head for head in table.heads)
            if sum(head.kind == "money" for head in table.heads) < FEWEST_CELLS:
                return
    yield table


def _labels(table: BudgetTable, row: Row) -> list[tuple[int, Cell, Head]]:
    """The cells of a row that are no sums and say nothing of them."""
    taken = {table.index(head) for head in table.values}
    others = {"rate", "status", "note", "lead"}
    return [(k, row[k], head) for k, head in enumerate(table.heads) if k not in taken and head.kind not in others]


def _same(one: Row, other: Row) -> bool:
    return [cell.text for cell in one.cells] == [cell.text for cell in other.cells]


def _header(row: Row, actions: Sequence[Action]) -> tuple[Head, ...]:
    """The heads of a row that names columns of sums; empty for another row."""
    if any(is_sum(cell.text) and not re.fullmatch(r"\s*20\d\d\s*", cell.text) for cell in row.cells[1:]):
        return ()
    heads = [head_of(cell, actions) for cell in row.cells]
    # A row is named by its first cell, or by the one action in it.
    corner = heads[0].kind == "total" and not re.match(r"total|ensemble|sous", bare(heads[0].cell.text))
    if (heads[0].kind in {"money", "total", "part"} and not corner) or sum(h.action is not None for h in heads) == 1:
        return ()
    if corner:
        heads[0] = Head("empty", heads[0].cell)
    values = [head for head in heads[1:] if head.kind in {"money", "total"}]
    told = [head for head in heads[1:] if head.kind == "money"]
    if len(told) > 1 or (told and len(values) > 1) or (values and any(h.kind == "payers" for h in heads)):
        return tuple(heads)
    return ()


def is_sum(text: str) -> bool:
    """Whether a cell is a sum, with or without its unit."""
    said = _STATUS_BEHIND.match(text.strip())
    return bool(
        re.fullmatch(
            r"\W*\d[\d .,\u00a0\u202f]*\s*(?:k?€|m€|euros?|eur)?\s*(?:/ ?an|par an)?\W*",
            fold(said["sum"] if said else text),
        )
    )


def _is_prose(table: BudgetTable, row: Row) -> bool:
    """Whether the cells below the columns of sums are words: another table has begun."""
    cells = [row[table.index(head)].text for head in table.values]
    worded = [cell for cell in cells if len(re.findall(r"[^\W\d_]{2,}", cell)) > 3]
    return len(worded) * 2 > len(cells)


def _opened(
    run: Run, shown: Sequence[Row], i: int, heads: tuple[Head, ...], actions: Sequence[Action]
) -> BudgetTable | None:
    """A table under its header, with what the lines above it say: unit, time, firmness, action, payer."""
    header = shown[i]
    above: list[Row] = []
    for row in reversed(shown[max(0, i - CAPTION_LINES) : i]):
        if len(row.cells) > 1:
            break
        above.append(row)
    told = [(row, fold(run.text[row.start : row.end])) for row in (header, *above)]
    near = above[:NEAR_LINES]
    of_money = [(row, text) for row, text in told if row is header or _MONEY_WORDS.search(text) or unit_of(text)]
    unit = next((row for row, text in of_money if unit_of(text)), None)
    factor = unit_of(fold(run.text[unit.start : unit.end])) if unit else 0
    if not factor and not any(_MONEY_WORDS.search(text) for _, text in of_money):
        return None
    words = " ".join(text for _, text in of_money)
    lasting = [
        (row, text) for row, text in told if (row in near and not _TITLED.search(text)) or (row, text) in of_money
    ]
    timed = next((row for row, text in lasting if YEARLY.search(text) or _WHOLE.search(text)), None)
    period = AmountPeriod.UNKNOWN
    if timed is not None:
        text = fold(run.text[timed.start : timed.end])
        period = AmountPeriod.ANNUAL if YEARLY.search(text) and not _WHOLE.search(text) else AmountPeriod.GLOBAL
    proof = [row for row in (unit, timed) if row is not None and row is not header]
    below = " ".join(fold(run.text[row.start : row.end]) for row in shown[i + 1 :] if len(row.cells) == 1)
    nature = Nature.ESTIMATED if PLANNED.search(words) or _PLANNED_SUMS.search(below) else Nature.UNKNOWN
    years = {m[1] for row, text in of_money if row is not header for m in _OF_YEAR.finditer(text)}
    dated = len(years) == 1 and not any(head.year for head in heads) and period is not AmountPeriod.GLOBAL
    caption = caption_of(shown, i)
    about = None
    for row in above[:NEAR_LINES]:
        line = row.cells[0].text
        about = action_of(line, actions) if about is None and _NAMED.match(line.strip()) else about
        proof += [row] if about is not None and row not in proof and _NAMED.match(line.strip()) else []
    if dated:
        proof += [row for row, text in of_money if row is not header and _OF_YEAR.search(text) and row not in proof]
    evidence = [piece for row in proof for piece in run.evidence(row.start, row.end)]
    if caption is not None:
        evidence += run.evidence(caption[2].start, caption[2].end)
        nature = caption[1] or nature
    return BudgetTable(
        run,
        header,
        heads,
        factor,
        nature,
        period,
        tuple(dict.fromkeys(evidence)),
        years.pop() if dated else "",
        caption[0] if caption else "",
        about,
        " ".join(text for row, text in told if row is not header),
    )


# --- the sums of a table ---


@dataclass(frozen=True, slots=True)
class _Named:
    """What the labels of a row say of it."""

    cells: tuple[Cell, ...]
    kind: str  # money, total, part, words
    action: int | None = None
    payer: str = ""
    fund: str = ""
    year: str = ""
    nature: Nature = Nature.UNKNOWN


@dataclass(frozen=True, slots=True)
class BudgetRow:
    """A row: what it is ("money", "total", "part", "words"), and its sums by the place of their columns."""

    kind: str
    action: int | None
    sums: tuple[tuple[int, Sum], ...]
    repeats: bool = False  # the sum of an action whose payers have rows of their own


def rows_of(table: BudgetTable, actions: Sequence[Action]) -> Iterator[BudgetRow]:
    """The rows of a table with their sums; nothing where no words tell that they are euros."""
    before: int | None = None
    columns = _columns(table)
    factor = table.factor or (1 if _are_euros(table) else 0)
    if not factor:
        return
    for run, row in table.rows:
        named = _named(table, row, actions, before)
        before = named.action if named.action is not None else before
        places = [(table.index(head), head) for head in columns]
        sums = tuple((k, _sum(table, run, row, named, head, factor)) for k, head in places if row[k])
        repeats = not named.payer and any(head.kind == "payers" for head in table.heads)
        yield BudgetRow(named.kind, named.action, sums, repeats)


def _are_euros(table: BudgetTable) -> bool:
    found = [money(row[table.index(head)].text) for _, row in table.rows for head in table.values]
    amounts = [told.amount for told in found if told.amount]
    return bool(amounts) and max(amounts) >= EUROS


def _columns(table: BudgetTable) -> list[Head]:
    """The columns of sums; one with an unknown name stands for a payer where it stands among those of payers."""
    values = [head for head in table.heads[1:] if head.kind in {"money", "total"}]
    if not any(head.payer for head in values):
        return values
    found = []
    for head in table.heads[1:]:
        if head.kind == "words" and _holds_sums(table, table.index(head)):
            payer, fund, nature = payer_of(head.cell.text, sure=True)
            found.append(replace(head, kind="money", payer=payer, fund=fund, nature=nature) if payer else head)
        else:
            found.append(head)
    return [head for head in found if head.kind in {"money", "total"}]


def _holds_sums(table: BudgetTable, index: int) -> bool:
    cells = [row[index].text for _, row in table.rows if row[index]]
    return any(map(is_sum, cells)) and all(is_sum(cell) or not re.search(r"\w", cell) for cell in cells)


def _named(table: BudgetTable, row: Row, actions: Sequence[Action], before: int | None) -> _Named:
    """What the cells of a row that are no sums say of it."""
    labels = _labels(table, row)
    filled = tuple(cell for _, cell, _ in labels if cell)
    status = next((status_of(row[k].text) for k, h in enumerate(table.heads) if h.kind == "status"), Nature.UNKNOWN)
    paying = next((cell for _, cell, head in labels if head.kind == "payers" and cell), None)
    if paying is not None:
        return _of_payer(table, labels, filled, paying, actions, before, status)
    if not filled:
        return _Named((), "words")
    found = _action_in(labels, actions)
    if found is not None:
        return _Named(filled, "money", found, nature=status)
    heads = [head_of(cell, actions) for cell in filled]
    for head in heads:
        if head.kind in {"total", "part"}:
            return _Named(filled, head.kind)
        if head.kind == "money" and head.action is None and (head.year or head.payer or head.fund):
            return _Named(filled, "money", None, head.payer, head.fund, head.year, head.nature or status)
    return _Named(filled, "words")


def _of_payer(
    table: BudgetTable,
    labels: Sequence[tuple[int, Cell, Head]],
    filled: tuple[Cell, ...],
    paying: Cell,
    actions: Sequence[Action],
    before: int | None,
    status: Nature,
) -> _Named:
    """A row of one payer: of an action where a column names actions, the one of the rows above where it is blank."""
    others = [entry for entry in labels if entry[1] is not paying]
    named = any(cell for _, cell, _ in others)
    action = _action_in(others, actions) if named else None
    whole = head_of(paying, actions)
    over = [head_of(cell, actions).kind for _, cell, _ in others if cell]
    if "total" in over or "part" in over:
        return _Named(filled, "part" if "part" in over else "total")
    if others and not named and before is not None:
        action = before
    if others and action is None and table.about is None:
        return _Named(filled, whole.kind if whole.kind in {"total", "part"} and not named else "words")
    if whole.kind in {"total", "part"}:
        return _Named(filled, "total" if action is None else "money", action)
    payer, fund, nature = payer_of(paying.text, sure=True)
    return _Named(filled, "money" if payer or fund else "words", action, payer, fund, "", nature or status)


def _action_in(labels: Sequence[tuple[int, Cell, Head]], actions: Sequence[Action]) -> int | None:
    """The action that the labels of a row name: in one cell, or its number and its title in two."""
    cells = [(cell, head) for _, cell, head in labels if cell and head.kind != "axis"]
    for cell, head in cells:
        found = action_of(cell.text, actions, numbered=head.kind == "action")
        if found is not None:
            return found
    for (one, head), (two, _) in pairwise(cells):
        if len(bare(one.text)) <= 6 and head.kind in {"action", "empty", "words"}:
            found = action_of(f"{one.text} {two.text}", actions, numbered=True)
            if found is not None:
                return found
    return None


def _sum(table: BudgetTable, run: Run, row: Row, named: _Named, head: Head, factor: int) -> Sum:
    cell = row[table.index(head)]
    said = _STATUS_BEHIND.match(cell.text)
    firm = status_of(said["said"]) if said else Nature.UNKNOWN
    told = money(said["sum"] if said and firm else cell.text, factor)
    pieces = [piece for one in (*named.cells, cell) for piece in run.evidence(one.start, one.end)]
    own = table.run.evidence(head.cell.start, head.cell.end)
    action = named.action if named.action is not None else head.action
    payer, fund = (named.payer, named.fund) if named.payer or named.fund else (head.payer, head.fund)
    return Sum(
        told,
        table.about if action is None else action,
        payer or table.payer,
        fund,
        named.year or head.year or table.year,
        firm or named.nature or head.nature or table.nature,
        not (payer or fund or named.year or head.year or table.payer),
        tuple(dict.fromkeys((*pieces, *own, *table.proof))),
    )
