"""Plans of action kept as tables: one action a row, under a header that names the columns. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from ingest.facts.grid import Cell, Row, page_run, rows
from ingest.facts.money.cell import cell_funding, only_money
from ingest.facts.plans.captions import ABOVE, for_money, for_time, is_yearly
from ingest.facts.plans.cells import GENERIC, rejoined_tail, said_of, with_cells
from ingest.facts.plans.columns import Column, header_of, is_budget, names_columns, repeats
from ingest.facts.plans.merge import SUMMED_UP, joined, merged
from ingest.facts.plans.money import not_stated, pieces_funding
from ingest.facts.reading import Reading, Run, letters
from ingest.facts.records import (
    Action,
    Axis,
    Funding,
    FundingState,
    Indicator,
    Place,
    Said,
)
from ingest.facts.sheets.axis_alone import axis_of_code
from ingest.naming import fold
from ingest.records import SectionKind
from ingest.structure.headings import Heading, heading, unfinished
from ingest.structure.numbers import number_of

_ROMAN_LETTER = r"[IVX]{1,4}[.\-][a-z](?![\w'’])"
_NUMBER = (
    rf"(?:{_ROMAN_LETTER}|\d{{1,2}}[A-Za-z](?![\w'’])"
    r"|(?:[A-Za-z][.\-]?|[IVX]{2,4}[.\-])?\d{1,2}(?:\s?[.\-]\s?(?:\d{1,2}|[A-Za-z]\b)){0,3})"
)
_NUMBERED = re.compile(rf"(?:n\s*[°o]\s*)?(?P<number>{_NUMBER})(?P<separator>\s*[.):–—-]\s*|\s+)(?=[^\W\d])")
_BARE_NUMBER = re.compile(
    rf"(?:(?:fiche[ -]?)?action|fiche|axe)?\s*(?:n\s*[°o]\s*)?(?P<number>{_NUMBER}|[IVX]{{1,5}})", re.IGNORECASE
)
_TOTAL = re.compile(
    r"(?:sous[ -]?)?(?:total|totaux|somme|cumul|montant total|budget total|cout total|ensemble (?:des|du|de la))\b"
)
# What stands behind a title in its cell, parted from it, is told in sentences.
_TOLD_BELOW = re.compile(r"\s;\s(?=[A-ZÀ-Ý«0-9](?:[^;]|;\s(?=[a-zà-ÿ])){20,}(?:\.\s|\.$|[a-zà-ÿ]\s?;?$))")
# "Tableau de l'axe 2 – Vivre ici": the axis whose actions a table holds, above it.
_TABLE_OF = re.compile(
    r"(?:grand )?(?:tableau|grille|plan|fiches?|actions?|programme|feuille de route)\b[^:–—]{0,30}?"
    r"\b(?:de l['’]|du |de la |d['’])"
)


@dataclass(frozen=True, slots=True)
class Axial:
    """An axis as a plan shows it: its number, its title, and the cell that says both."""

    number: str
    title: str = ""
    said: tuple[Said, ...] = ()


@dataclass(slots=True)
class _State:
    """What the rows above say for those below."""

    columns: tuple[Column, ...] = ()
    axis: Axial = Axial("")
    subaxis: tuple[Said, ...] = ()
    found: list[tuple[Axial, Action]] = field(default_factory=list)
    rest: list[Action] = field(default_factory=list)  # what goes on with the last row of the page before
    title: Said | None = None  # the rest of its title
    last: tuple[Run, Row] | None = None  # the row of the latest action
    heads: list[tuple[Run, Row]] = field(default_factory=list)  # the rows of `rest`
    yearly: Cell | None = None  # what stands above the table and says that its amounts are a year's
    above: _State | None = None  # the page before

    def counts(self) -> bool:
        """Whether every action of the table so far has its number, and one was read."""
        if self.found or self.above is None or _names(self.columns) != _names(self.above.columns):
            return bool(self.found) and all(action.number for _, action in self.found)
        return bool(self.above.found) and all(action.number for _, action in self.above.found)


def plan_actions(reading: Reading) -> tuple[Action, ...]:
    """The actions of the plans that the document holds as tables; empty when it holds none."""
    found = _read(reading)
    lettered = [axis.number for axis in reading.of(SectionKind.AXIS)]
    return tuple(
        merged(
            replace(action, axis=_axis_number(axis, found) or axis_of_code(action.number, lettered))
            for axis, action in found
        )
    )


def is_plan(reading: Reading) -> bool:
    """Whether the document is a table from one end to the other, so that its actions are rows rather than sheets."""
    if any(len(reading.inside(sheet, SectionKind.FIELD)) > 1 for sheet in reading.of(SectionKind.SHEET)):
        return False  # sheets whose fields stand in tables of two columns
    piped = sum("|" in line.text for line in reading.lines)
    return 2 * piped > len(reading.lines) and bool(_read(reading))


def plan_axes(reading: Reading) -> tuple[Axis, ...]:
    """The axes under which the plans set their actions, each once."""
    found = _read(reading)
    titles: dict[str, tuple[str, list[Said]]] = {}
    for axis, _ in found:
        if axis.said:
            titles.setdefault(letters(axis.title), (_axis_number(axis, found), []))[1].extend(axis.said)
    return tuple(Axis(number, tuple(saids[:1])) for number, saids in titles.values())


def _axis_number(axis: Axial, found: Sequence[tuple[Axial, Action]]) -> str:
    """The axis's number; one that has none takes the first part that the numbers of all its actions share."""
    if axis.number or not axis.title:
        return axis.number
    parts = {action.number.partition(".")[::2] for other, action in found if other.title == axis.title}
    heads = {head for head, _ in parts}
    others = {action.number.partition(".")[0] for other, action in found if other.title != axis.title}
    return heads.pop() if len(heads) == 1 and all(rest for _, rest in parts) and not heads & others else ""


def _read(reading: Reading) -> list[tuple[Axial, Action]]:
    found: list[tuple[Axial, Action]] = []
    before = _State()
    for page in reading.pages:
        if " | " in page.text or "\n| " in page.text:
            state = _page_actions(page_run(reading, page), before)
            if found and _names(state.columns) == _names(before.columns):
                _go_on(found, state, before)
            found += state.found
            before = state
    return found


def _names(columns: Sequence[Column]) -> list[str]:
    return [letters(column.header) for column in columns]


def _go_on(found: list[tuple[Axial, Action]], state: _State, before: _State) -> None:
    """A table that goes on over the page: its first rows may belong to the last row and the axis of the page before."""
    axis, last = found[-1]
    if state.title is not None:
        told = replace(last, description=(*last.description, state.title))
        last = told if last.description else _titled(last, state.title)
    if last.number:
        last = replace(last, funding=_cut_funding(state, before) or last.funding)
        for more in state.rest:
            if before.last is not None:
                last, more = rejoined_tail(before.last[1], before.columns, last, more)
            last = joined(*_rejoined(last, more))
        first = state.found[0][1] if state.found else None
        if first is not None and not first.number and first.titles[0].value[:1].islower():
            title, rest = last.titles[0], first.titles[0]
            whole = replace(title, value=f"{title.value} {rest.value}", evidence=(*title.evidence, *rest.evidence))
            last = replace(joined(last, first), titles=(whole, *last.titles[1:]))
            state.found.pop(0)
        found[-1] = (axis, last)
    head, dot, _ = last.number.partition(".")
    for i, (own, action) in enumerate(state.found):
        if own.title or own.number or not dot or not action.number.startswith(f"{head}."):
            break
        state.found[i] = (axis, action)


def _cut_funding(state: _State, before: _State) -> tuple[Funding, ...]:
    """The money of a row whose cell a page cut, read as one; what cannot be read as one is not said."""
    column = only_money(state.columns)
    if column is None or before.last is None or not state.heads:
        return ()
    pieces = [(run, row[column.index]) for run, row in (before.last, *state.heads) if row[column.index]]
    if len(pieces) < 2:
        return ()
    state.rest = [replace(more, funding=()) for more in state.rest]
    proof = tuple(piece for run, cell in pieces for piece in run.evidence(cell.start, cell.end))
    text = " ".join(cell.text for _, cell in pieces)
    told = cell_funding(text, column, proof, _place(state.columns)) or pieces_funding(pieces, column)
    return told or (Funding(FundingState.NOT_STATED, proof, place=_place(state.columns)),)


def _place(columns: Sequence[Column]) -> Place:
    """A table that says who leads each action and no more sums up what stands elsewhere."""
    told = {column.role for column in columns} - SUMMED_UP
    return Place.SHEET if told else Place.SUMMARY


def _page_actions(run: Run, above: _State) -> _State:
    table = list(rows(run))
    state, before = _State(above=above), above.columns
    skip = 0
    first = next((i for i, row in enumerate(table) if len(row.cells) > 1), len(table))
    if before and first < len(table) and len(table[first].cells) == len(before) and _goes_on_from(table[first]):
        state.columns = before  # the rows of the page before go on, without their header
    for i, row in enumerate(table):
        if skip:
            skip -= 1
            continue
        if len(row.filled) == 1 and not state.columns and is_yearly(row.filled[0].text):
            state.yearly = row.filled[0]  # "montants annuels" above the table
        header = header_of(table[i - 1] if i else None, row, table[i + 1] if i + 1 < len(table) else None)
        if header is not None:
            told = for_time(header[0], yearly=state.yearly)
            state.columns, skip = for_money(told, table[max(0, i - ABOVE) : i]), header[1] - 1
        elif state.columns and _goes_on_title(row, state.columns):
            cell = row.filled[0]
            more = run.said(cell.start, cell.end, _place(state.columns))
            if state.found:
                axis, action = state.found[-1]
                state.found[-1] = (axis, _titled(action, more))
            else:
                state.title = more
        elif not state.columns or len(row.filled) == 1:
            _title(run, row, state, _place(state.columns))
        elif not repeats(state.columns, row):
            _row(run, row, state, _place(state.columns))
    return state


def _goes_on_title(row: Row, columns: Sequence[Column]) -> bool:
    """Whether all that a row holds is the rest of a title that the page's end cut."""
    if len(row.filled) != 1 or len(row.cells) != len(columns) or not row.filled[0].text[:1].islower():
        return False
    return any(column.role == "action" and row[column.index] == row.filled[0] for column in columns)


def _titled(action: Action, more: Said) -> Action:
    """The action with the rest of its title."""
    title = action.titles[0]
    whole = replace(title, value=f"{title.value} {more.value}", evidence=(*title.evidence, *more.evidence))
    return replace(action, titles=(whole, *action.titles[1:]))


def _goes_on_from(row: Row) -> bool:
    """Whether the first row of a page can be one more of a table: it is no header of its own."""
    return not names_columns(" | ".join(cell.text for cell in row.cells))


def _title(run: Run, row: Row, state: _State, place: Place) -> None:
    """A row of one cell: the title of an axis holds for the rows below it."""
    cell = row.filled[0] if row.filled else None
    if cell is None or len(row.filled) > 1:
        return
    told = heading(cell.text) or _headed(cell.text)
    if told is not None and told.kind is SectionKind.AXIS:
        state.axis = Axial(told.number, told.title, said_of(run, cell, place, told.title) if told.title else ())
        state.subaxis = ()
    elif any(column.role == "axis" and row[column.index] == cell for column in state.columns):
        state.axis, state.subaxis = _axis(run, cell, place), ()


def _headed(text: str) -> Heading | None:
    """The axis that a table's caption names: "Tableau de l'axe 2 – Vivre ici"."""
    match = _TABLE_OF.match(text[:1].lower() + text[1:])
    rest = text[match.end() :] if match else ""
    return heading(rest[:1].upper() + rest[1:]) if rest else None


def _row(run: Run, row: Row, state: _State, place: Place) -> None:
    by_role: dict[str, list[Column]] = {}
    for column in state.columns:
        by_role.setdefault(column.role, []).append(column)

    def cells(role: str) -> list[Cell]:
        return [row[column.index] for column in by_role.get(role, ()) if row[column.index]]

    if any(_TOTAL.match(fold(cell.text)) for cell in row.filled[:3]):
        return
    _carry(run, state, cells("axis_number"), cells("axis"), cells("subaxis"), place)
    titles, numbers = cells("action"), cells("number")
    counted = bool(by_role.get("number")) and all(action.number for _, action in state.found)
    small = bool(titles) and titles[0].text[:1].islower()
    if counted and not numbers and titles and (small or state.counts()) and not _numbered(titles[0].text)[0]:
        _continue(run, row, state, place, numbered=False)  # the end of a row that a page cut
        return
    if not titles or not re.search(r"[^\W\d]{2}", titles[0].text):
        _continue(run, row, state, place, bool(numbers or titles))
        return
    below = _TOLD_BELOW.search(titles[0].text)
    if below:
        cell = titles[0]
        titles[0] = Cell(cell.text[: below.start()], cell.start, cell.start + below.start())
        below_cell = Cell(cell.text[below.end() :], cell.start + below.end(), cell.end)
    number, title = _numbered(titles[0].text)
    shown = _number(numbers[0].text) if numbers else ""
    own = (*numbers[:1], titles[0])
    action = Action(
        number=shown or number,
        titles=said_of(run, titles[0], place, title),
        evidence=tuple(piece for cell in own for piece in run.evidence(cell.start, cell.end)),
        objectives_operational=state.subaxis,
    )
    if not is_budget(state.columns):  # whose sums are read with their rows and columns
        action = with_cells(run, row, state.columns, action, place)
    if below:
        action = replace(action, description=(*action.description, *said_of(run, below_cell, place)))
    if not action.funding:
        action = replace(action, funding=(not_stated(run, own, place),))
    state.found.append((state.axis, action))
    state.last = (run, row)


def _carry(
    run: Run, state: _State, numbers: Sequence[Cell], axes: Sequence[Cell], subaxes: Sequence[Cell], place: Place
) -> None:
    """Axis and sub-axis of this row, and of those below whose cells are empty: cells over several rows are merged."""
    if numbers or axes:
        axis = _axis(run, axes[0], place) if axes else Axial("")
        if numbers and not axis.number:
            axis = replace(axis, number=_number(numbers[0].text))
        if (axis.number, axis.title) != (state.axis.number, state.axis.title):
            state.axis, state.subaxis = axis, ()
    if subaxes:
        state.subaxis = tuple(said for cell in subaxes for said in said_of(run, cell, place))


def _continue(run: Run, row: Row, state: _State, place: Place, numbered: bool) -> None:
    """A row without an action's title goes on with the action above, unless it holds only amounts: an unnamed total."""
    idle = {"", "amount", "total", "share", "year", "part", "axis", "axis_number"}
    named = [column for column in state.columns if column.role not in idle and row[column.index]]
    if numbered or not named or is_budget(state.columns):
        return
    told = tuple(
        s for c in state.columns if c.role == "action" and row[c.index] for s in said_of(run, row[c.index], place)
    )
    if not state.found:
        more = with_cells(run, row, state.columns, Action("", (), ()), place)
        state.heads.append((run, row))
        state.rest.append(replace(more, description=(*told, *more.description)))
        return
    axis, action = state.found[-1]
    if axis != state.axis:
        return
    more = with_cells(run, row, state.columns, Action("", (), ()), place)
    more = replace(more, description=(*told, *more.description))
    action, more = _rejoined(action, more)
    state.found[-1] = (axis, joined(action, more))


def _rejoined(action: Action, more: Action) -> tuple[Action, Action]:
    """The two with the names, and a title without text below it, that the end of a page cut made whole."""
    if not action.description and more.description and more.description[0].value[:1].islower():
        action = _titled(action, more.description[0])
        more = replace(more, description=more.description[1:])
    own: tuple[Any, ...]
    other: tuple[Any, ...]
    for name in ("leads", "partners", "indicators"):
        own, other = getattr(action, name), getattr(more, name)
        if not own or not other:
            continue
        last, first = (item.name if isinstance(item, Indicator) else item.value for item in (own[-1], other[0]))
        if not (first[:1].islower() or unfinished(last) or GENERIC.search(last)):
            continue
        proof = (*own[-1].evidence, *other[0].evidence)
        key = "name" if isinstance(own[-1], Indicator) else "value"
        whole = replace(own[-1], **{key: f"{last} {first}", "evidence": proof})
        kept: dict[str, Any] = {name: (*own[:-1], whole)}
        left: dict[str, Any] = {name: other[1:]}
        action, more = replace(action, **kept), replace(more, **left)
    return action, more


def _axis(run: Run, cell: Cell, place: Place) -> Axial:
    told = heading(cell.text)
    if told is not None and told.kind is SectionKind.AXIS:
        return Axial(told.number, told.title, said_of(run, cell, place, told.title) if told.title else ())
    bare = _BARE_NUMBER.fullmatch(cell.text)
    if bare:
        return Axial(number_of(bare["number"]))
    number, title = _numbered(cell.text)
    return Axial(number, title, said_of(run, cell, place, title))


def _numbered(text: str) -> tuple[str, str]:
    """A title and the number before it: "Fiche action 1.1 : X", "1.1 X", "3) X"."""
    told = heading(text, actions=True)
    if told is not None and told.kind is SectionKind.SHEET and told.title:
        return told.number, told.title
    match = _NUMBERED.match(text)
    # "10 ateliers" and "2-3 ateliers" are no numbers; "1.1 Attirer", "1-1 Attirer" and "3) Former" are.
    coded = match and ("." in match["number"] or ("-" in match["number"] and text[match.end()].isupper()))
    if match and (match["separator"].strip() or coded):
        return number_of(match["number"]), text[match.end() :].strip()
    return "", text


def _number(text: str) -> str:
    match = _BARE_NUMBER.fullmatch(text.strip(" .:-"))
    return number_of(match["number"]) if match else ""
