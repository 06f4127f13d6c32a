"""What the cells of a plan's row say of its action: who, when, how much, measured by what. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ingest.facts.grid import Cell, Row
from ingest.facts.items import is_organisation, tied
from ingest.facts.money.cell import cell_funding, only_money
from ingest.facts.parties.institutions import institution
from ingest.facts.plans.columns import Column
from ingest.facts.plans.money import funding_lines
from ingest.facts.reading import Run, flat
from ingest.facts.records import Action, Evidence, Funding, Indicator, Place, Said
from ingest.structure.headings import unfinished
from ingest.structure.labels import label_of

_MARK = re.compile(r"(?:x|oui|✓|✔|●|•|■|√)", re.IGNORECASE)
# "ARS, délégation de la Sarre": a part of an organisation is no other one.
_PART_OF = (
    r"(?:services?|d[ée]l[ée]gation|direction|antenne|p[ôo]le|[ée]quipe|unit[ée]|site|cellule|[ée]tablissement"
    r"|comit[ée](?= (?:d[ée]partemental |local )?(?:d[eu] |de la |de l['’]|d['’])?[A-ZÀ-Ý])"
    r"|mission|brigade|laboratoire|centre d[e’'] ?[a-zà-ÿ]+(?=\s*(?:[;,]|$)))\b"
)
_SEPARATOR = re.compile(
    rf"\s*(?:;|\n|•|(?<=\s)[/–-](?=\s)|(?<=[^\W\d])/ ?(?=[A-ZÀ-Ý])|,(?![^(]*\))(?!\s*{_PART_OF}))\s*(?:et\s+)?"
)
_ITEMS = re.compile(r"\s*(?:;|•)\s*")
# A cell cut by the end of a page goes on with the next in a small letter, or after a word that calls for more.
GENERIC = re.compile(
    r"(?:communaut[ée] (?:de communes|d[’']agglom[ée]ration|urbaine)|centre (?:hospitalier|social|communal"
    r"|intercommunal)"
    r"|ville|commune|p[ôo]le|conseil (?:d[ée]partemental|r[ée]gional)|agence r[ée]gionale de sant[ée]|mairie|maison)$",
    re.IGNORECASE,
)
# Columns whose cells become values of an action as they are, and those whose cells list organisations.
_PLAIN = tuple("objectives description results status public territory follow_up frequency baseline source".split())
_LISTS = ("lead", "partners")
# A label with its content inside the cell of another column.
_INSIDE = re.compile(r"(?:^|(?<=\s))(?P<label>[A-ZÀ-Ý][^\W\d]+(?:\(e?s?\)|[·.]e?s?)?(?: [a-zà-ÿ’']+){0,3})\s?:\s")
_SAID_BESIDE = frozenset({"lead", "partners", "follow_up", "public", "territory"})


def with_cells(run: Run, row: Row, columns: Sequence[Column], action: Action, place: Place) -> Action:
    """The action with what the row's other cells say of it."""
    told: dict[str, list[Said]] = {}
    for column in columns:
        whole = row[column.index]
        if not whole or re.fullmatch(r"[-–—/.]+", whole.text):
            continue
        for role, cell in _labelled(column.role, whole):
            if role in _LISTS:
                told.setdefault(role, []).extend(part for said in _listed(run, cell, place) for part in _two(said))
            elif role in _PLAIN:
                parts = _listed(run, cell, place, _ITEMS) if role == "public" else said_of(run, cell, place)
                told.setdefault(role, []).extend(parts)
    return replace(
        action,
        leads=tuple(told.pop("lead", ())),
        calendar=_calendar(run, row, columns, place),
        funding=_funding(run, row, columns, place),
        indicators=_indicators(run, row, columns, place),
        **{role: tuple(saids) for role, saids in told.items()},  # type: ignore[arg-type]
    )


def _labelled(role: str, cell: Cell) -> Iterator[tuple[str, Cell]]:
    """The cell in parts, each with its role: "CIAS Référente : Ada Bron" says two things."""
    if role not in {*_LISTS, *_PLAIN}:
        yield role, cell
        return
    low = 0
    for match in _INSIDE.finditer(cell.text):
        label = label_of(match["label"])
        if label is None or label.name not in _SAID_BESIDE or label.name == role:
            continue
        if cell.text[low : match.start()].strip(" ;,"):
            yield role, _part(cell, low, match.start())
        role, low = label.name, match.end()
    yield role, _part(cell, low, len(cell.text))


def rejoined_tail(row: Row, columns: Sequence[Column], action: Action, more: Action) -> tuple[Action, Action]:
    """The two, the end of a labelled part that a page cut put with it: "Référent : Ada Bron," and her office."""
    for column in (column for column in columns if column.role == "lead" and row[column.index]):
        role = list(_labelled(column.role, row[column.index]))[-1][0]
        if role != "follow_up" or not action.follow_up or not more.leads:
            continue
        last = action.follow_up[-1]
        proof = (*last.evidence, *(piece for said in more.leads for piece in said.evidence))
        comma = "," if row[column.index].text.rstrip().endswith(",") else ""
        value = " ".join([last.value + comma, *(said.value for said in more.leads)])
        action = replace(action, follow_up=(*action.follow_up[:-1], replace(last, value=value, evidence=proof)))
        more = replace(more, leads=())
    return action, more


def _part(cell: Cell, low: int, high: int) -> Cell:
    text = cell.text[low:high]
    lead = len(text) - len(text.lstrip(" ;,"))
    bare = text.strip(" ;,")
    return Cell(bare, cell.start + low + lead, cell.start + low + lead + len(bare))


def _funding(run: Run, row: Row, columns: Sequence[Column], place: Place) -> tuple[Funding, ...]:
    column = only_money(columns)
    cell = row[column.index] if column else None
    if column and cell:
        proof = tuple(piece for each in (*column.cells, cell) for piece in run.evidence(each.start, each.end))
        if found := cell_funding(cell.text, column, proof, place):
            return found
    return funding_lines(run, row, columns, place)


def _calendar(run: Run, row: Row, columns: Sequence[Column], place: Place) -> tuple[Said, ...]:
    """Dates as printed: beginning and end as one value, and the years that are ticked."""
    ends = [(c, row[c.index]) for c in columns if c.role in {"start", "end"} and row[c.index]]
    plain = [row[c.index] for c in columns if c.role == "calendar" and row[c.index]]
    said = [saying for cell in plain for saying in said_of(run, cell, place)]
    if len(ends) == 2:
        value = " – ".join(cell.text for _, cell in ends)
        said.append(Said(value, _evidence(run, [cell for _, cell in ends]), place))
    elif ends:
        (column, cell), *_ = ends
        name = "à partir de" if column.role == "start" else "jusqu’à"
        said.append(Said(f"{name} {cell.text}", _evidence(run, [column.cells[-1], cell]), place))
    ticked = [c for c in columns if c.role == "year" and _MARK.fullmatch(row[c.index].text)]
    if ticked:
        cells = [piece for c in ticked for piece in (c.cells[-1], row[c.index])]
        said.append(Said(", ".join(c.year for c in ticked), _evidence(run, cells), place))
    return tuple(said)


def _indicators(run: Run, row: Row, columns: Sequence[Column], place: Place) -> tuple[Indicator, ...]:
    target = tuple(s for c in columns if c.role == "target" and row[c.index] for s in said_of(run, row[c.index], place))
    return tuple(
        Indicator(said.value, said.evidence, target=target)
        for column in columns
        if column.role == "indicators" and row[column.index]
        for said in _listed(run, row[column.index], place, _ITEMS)
    )


def _listed(run: Run, cell: Cell, place: Place, separator: re.Pattern[str] = _SEPARATOR) -> Iterator[Said]:
    """The parts of a cell that lists several."""
    position = 0
    found = list(separator.finditer(cell.text))
    dashes = [match for match in found if match.group().strip() in {"-", "–"}]
    single = len(dashes) == 1 and (len(found) > 1 or not is_organisation(cell.text[dashes[0].end() :]))
    for dash in dashes:
        if single or cell.text[dash.end() :][:1].islower():
            found.remove(dash)  # "Ville – service des sports ; CIAS": the dash stands in a name
    for match in [*found, None]:
        end = match.start() if match else len(cell.text)
        piece = cell.text[position:end]
        if piece.strip(" .-–•"):
            lead = len(piece) - len(piece.lstrip(" -–•"))
            yield run.said(cell.start + position + lead, cell.start + end, place, flat(piece).lstrip("-–• "))
        position = match.end() if match else end


def _two(said: Said) -> tuple[Said, ...]:
    """The two organisations that a cell sets one under the other, or ties by "et"; else the one."""
    for match in re.finditer(r" (?=[A-ZÀ-Ý])", said.value):
        first, second = said.value[: match.start()], said.value[match.end() :]
        kinds = institution(first)[0], institution(second)[0]
        if all(kinds) and kinds[0] != kinds[1] and not unfinished(first) and not GENERIC.search(first):
            return (replace(said, value=first), replace(said, value=second))
    # "CPTS Rive et Lande et CPAM de l'Aurence"
    return tuple(replace(said, value=said.value[low:high]) for low, high in tied(said.value))


def said_of(run: Run, cell: Cell, place: Place, value: str = "") -> tuple[Said, ...]:
    return (run.said(cell.start, cell.end, place, value),)


def _evidence(run: Run, cells: Iterable[Cell]) -> tuple[Evidence, ...]:
    return tuple(piece for cell in cells for piece in run.evidence(cell.start, cell.end))
