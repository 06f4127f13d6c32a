"""Tables of groupings or communes with their figures: "EPCI | Communes | Population". Pure functions on strings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ingest.facts.perimeter.communes import commune_list, commune_name, is_commune
from ingest.facts.perimeter.counts import NUMBER, number
from ingest.facts.perimeter.groupings import mentions
from ingest.naming import fold

_GROUPING = re.compile(
    r"\b(?:epci|intercommunalites?|communautes? de communes|communautes?|collectivites?|territoires?)\b"
)
_COUNT = re.compile(r"\b(?:nombre|nb|nbre)\.? (?:de |total de )?communes|\bcommunes\b")
_ONE = re.compile(r"\b(?:communes?|noms?)\b")
_PEOPLE = re.compile(r"\b(?:population|habitants?|hab\.?|nombre d'habitants)\b")
# What the columns of a table with bars hold.
_KINDS = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        (
            "epci",
            r"(?:epci(?: a fiscalite propre)?|intercommunalites?|communautes?(?: de communes)?|collectivites?"
            r"|noms?(?: de l epci| de la communaute)?)",
        ),
        ("acronym", r"(?:sigles?|acronymes?|abreviations?)"),
        ("communes", r"(?:nombre|nb|nbre)(?: de| total de)? communes(?: membres)?"),
        (
            "inhabitants",
            r"(?:nombre d |nb d )?(?:habitants?|population)(?: municipale| totale| legale)?(?: insee| rp)?",
        ),
        ("names", r"(?:liste des |noms? des )?communes(?: membres| adherentes| concernees| du perimetre)?|composition"),
    )
)
_BARE_COUNT = re.compile(r"nombre|nb\.?|nbre")
# How many live in the last commune of the page before.
_HEADCOUNT = re.compile(r"\s*(?:\([\d\s.\u00a0\u202f]+\)\s*,?\s*)?")
_CUT = re.compile(r"[,|]\s*(?:Les?|La|[LD]['’])$|-$")
# So many rows at least have a sum.
FEWEST_SUMMED = 2
# A grouping of communes has more people; fewer are the communes of another column.
FEWEST_PEOPLE = 400
# A table's head is short and holds neither sentence nor name.
HEAD_CHARACTERS = 160


@dataclass(frozen=True, slots=True)
class Row:
    """A row: what its name is ("epci", "commune", "total"), where it and the names it lists stand, its figures."""

    kind: str
    start: int
    end: int
    name: tuple[int, int] | None = None
    communes: float | None = None
    inhabitants: float | None = None
    names: tuple[tuple[int, int], ...] = ()
    year: str = ""
    source: str = ""
    listed: bool = False  # the names stand in a column of their own
    acronym: str = ""


@dataclass(frozen=True, slots=True)
class _Head:
    columns: tuple[str, ...]  # in the order of the page: "epci", "communes", "inhabitants", "commune"
    year: str
    source: str
    cells: tuple[str, ...] = ()  # what each cell between bars holds, where the head has bars


def rows(text: str) -> tuple[Row, ...]:
    """The rows of the tables that a text holds; the last of a table of communes that sums them up is their total."""
    found = list(_rows(text))
    people = [row.inhabitants or 0 for row in found]
    if len(found) > FEWEST_SUMMED and all(row.kind == "commune" for row in found) and sum(people[:-1]) == people[-1]:
        found[-1] = replace(found[-1], kind="total", name=None)
    return tuple(found)


def _rows(text: str) -> Iterator[Row]:
    head: _Head | None = None
    last: Row | None = None
    missed = 0
    for match in re.finditer(r"[^\n]+", text):
        found = _head(match.group())
        if found:
            head, missed = found, 0
            continue
        if head is None:
            continue
        row = _row(text, match.start(), match.end(), head)
        if last is not None and row is None and (more := _continued(text, match.start(), match.end(), last)):
            last, missed = more, 0
            continue
        if row:
            missed = 0
            if last is not None:
                yield _sure(last)
            last = row
        else:
            missed += 1
            head = None if missed > 2 else head
    if last is not None:
        yield _sure(last)


def _continued(text: str, start: int, end: int, row: Row) -> Row | None:
    """A row with what the next page's first row adds to it: "(CC2V) | | | Belmont (612), …"; None for another row."""
    cells = text[start:end].split("|")
    if not row.names or len(cells) < 3 or any(cell.strip() for cell in cells[1:-1]):
        return None
    if row.communes is not None and len(row.names) >= row.communes:
        return None
    if row.communes is None and any(cell.strip() for cell in cells[:-1]):
        return None  # without their number, only a row of names alone goes on
    at = start + len(text[start:end]) - len(cells[-1])
    at += len(_HEADCOUNT.match(text[at:end])[0])  # type: ignore[index]  # it matches nothing too
    acronym = re.fullmatch(r"\s*\((?P<acronym>[A-Z][A-Z0-9]+)\)\s*", cells[0])
    more = commune_list(text, at, end)
    if _CUT.search(text[: row.end].rstrip()):
        more = more[1:]  # the page's end cut a name in two: half of it is none
    return replace(row, names=(*row.names, *more), acronym=acronym["acronym"] if acronym else "") if more else None


def _sure(row: Row) -> Row:
    """The row, without names that are not as many as it says there are, nor people too few for a grouping."""
    if row.kind == "epci" and row.inhabitants is not None and row.inhabitants < FEWEST_PEOPLE:
        row = replace(row, inhabitants=None)
    sure = row.communes is None or not row.listed or len(row.names) == row.communes
    return row if sure else replace(row, names=())


def _head(line: str) -> _Head | None:
    folded = fold(line)
    people = _PEOPLE.search(folded)
    if not people or len(line) > HEAD_CHARACTERS or line.rstrip()[-1] in ".:;," or re.search(r"\d{1,3}[ .]\d{3}", line):
        return None
    if re.search(r"\b(?:est|sont|compte|couvre|regroupe|concerne|de la communaute|soit)\b", folded):
        return None
    if re.search(r"\b(?!(?:19|20)\d\d\b)\d{1,3}\b(?! ans\b)", folded):
        return None
    places = {"inhabitants": people.start()}
    if grouping := _GROUPING.search(folded):
        places["epci"] = grouping.start()
        rest = folded[: grouping.start()] + " " * len(grouping.group()) + folded[grouping.end() :]
        if communes := _COUNT.search(rest):
            places["communes"] = communes.start()
    elif commune := _ONE.search(folded):
        places["commune"] = commune.start()
    if len(places) < 2:
        return None
    year = re.search(r"\b(?:19|20)\d\d\b", line)
    source = re.search(r"\b(?:INSEE|Insee|DGF|RP|Banatic)\b", line)
    columns = tuple(sorted(places, key=lambda name: places[name]))
    cells = tuple(_kind_of(cell) for cell in line.strip("|").split("|")) if "|" in line else ()
    once = all(cells.count(kind) == 1 for kind in cells if kind)
    plain = all(
        kind in {column, ""} or (kind, column) == ("names", "communes")
        for kind, column in zip(cells, columns, strict=False)
    )
    # "EPCI | Communes membres | Nombre | Population": a column further on is not the one at its place.
    plain = plain and all(columns.index(kind) == i for i, kind in enumerate(cells) if kind in columns)
    if "names" in cells and "communes" not in cells:
        cells = tuple(
            "communes" if _BARE_COUNT.fullmatch(fold(cell).strip()) else kind
            for cell, kind in zip(line.strip("|").split("|"), cells, strict=True)
        )
    sure = cells if once and not plain and "epci" in cells and len([kind for kind in cells if kind]) > 2 else ()
    return _Head(columns, year.group() if year else "", source.group() if source else "", sure)


def _kind_of(cell: str) -> str:
    """What a column holds, as its head says."""
    words = re.sub(r"[^a-z]+", " ", fold(re.sub(r"\([^)]*\)", " ", cell))).strip()
    return next((kind for kind, pattern in _KINDS if pattern.fullmatch(words)), "")


def _row(text: str, start: int, end: int, head: _Head) -> Row | None:
    if "|" in text[start:end]:
        return _cells(text, start, end, head)
    line = text[start:end]
    figures = re.search(rf"\s(?:{NUMBER})(?:\s+(?:{NUMBER}))?(?:\s*hab\w*\.?)?\s*$", line)
    if not figures:
        return None
    name = (start, start + figures.start())
    values = _values(figures.group(), head)
    return _named(text, start, end, name, values, head) if values else None


def _values(text: str, head: _Head) -> dict[str, float] | None:
    """The figures at the end of a row without bars, told apart by how numbers of people are written."""
    wanted = [column for column in head.columns if column in ("communes", "inhabitants")]
    bare = re.sub(r"hab\w*\.?", "", text).strip()
    people = r"\d{1,3}(?:[  .]\d{3})+|\d{3,7}"
    pattern = r"\s+".join(
        r"(?P<communes>\d{1,3})" if column == "communes" else f"(?P<inhabitants>{people})" for column in wanted
    )
    match = re.fullmatch(pattern, bare)
    return {column: number(match[column]) for column in wanted} if match else None


def _cells(text: str, start: int, end: int, head: _Head) -> Row | None:
    spans: list[tuple[int, int]] = []
    at = start
    for cell in text[start:end].strip("\n").split("|"):
        spans.append((at + len(cell) - len(cell.lstrip()), at + len(cell.rstrip())))
        at += len(cell) + 1
    if head.cells and len(spans) == len(head.cells):
        return _by_cell(text, start, end, head, spans)
    spans = [span for i, span in enumerate(spans) if span[0] < span[1] or 0 < i < len(spans) - 1]
    if len(spans) < len(head.columns):
        return None
    by_name = dict(zip(head.columns, spans, strict=False))
    values: dict[str, float] = {}
    names: tuple[tuple[int, int], ...] = ()
    for column in ("communes", "inhabitants"):
        low, high = by_name.get(column, (0, 0))
        cell = re.sub(r"\s*(?:hab\w*\.?|communes)\s*$", "", text[low:high])
        if re.fullmatch(NUMBER, cell):
            values[column] = number(cell)
        elif column == "communes" and cell:
            names = commune_list(text, low, high)
    name = by_name.get("epci") or by_name.get("commune")
    beyond = spans[len(head.columns) :]
    if beyond and not names and "communes" in values and "epci" in by_name:
        names = commune_list(text, *beyond[-1])
    found = _named(text, start, end, name, values, head, names) if name and (values or names) else None
    return replace(found, listed=True) if found and beyond and names else found


def _by_cell(text: str, start: int, end: int, head: _Head, spans: list[tuple[int, int]]) -> Row | None:
    """A row under a head that says what each of its cells holds."""
    own = {kind: span for kind, span in zip(head.cells, spans, strict=True) if kind and span[0] < span[1]}
    values: dict[str, float] = {}
    for column in ("communes", "inhabitants"):
        cell = re.sub(r"\s*(?:hab\w*\.?|communes)\s*$", "", text[slice(*own.get(column, (0, 0)))])
        if re.fullmatch(NUMBER, cell):
            values[column] = number(cell)
    listed = own.get("names") or (spans[-1] if not head.cells[-1] and "communes" in values else (0, 0))
    names = commune_list(text, *listed)
    if "epci" not in own or not (values or names):
        return None
    found = _named(text, start, end, own["epci"], values, head, names)
    acronym = text[slice(*own.get("acronym", (0, 0)))]
    named = acronym if re.fullmatch(r"[A-Z][A-Za-z0-9]{1,9}", acronym) else ""
    return replace(found, listed=bool(names), acronym=named) if found else None


def _named(
    text: str,
    start: int,
    end: int,
    name: tuple[int, int],
    values: dict[str, float],
    head: _Head,
    names: tuple[tuple[int, int], ...] = (),
) -> Row | None:
    shown = text[slice(*name)].strip(" |")
    folded = fold(shown)
    kind = "epci" if "epci" in head.columns else "commune"
    if re.match(r"(?:sous-)?total\b|ensemble\b", folded):
        kind = "total"
    elif (kind == "commune" and not is_commune(commune_name(shown))) or (
        kind == "epci" and not (mentions(shown) or is_commune(commune_name(shown)))
    ):
        return None
    low = name[0] + len(text[slice(*name)]) - len(text[slice(*name)].lstrip(" |"))
    return Row(
        kind,
        start,
        end,
        None if kind == "total" else (low, low + len(shown)),
        values.get("communes"),
        values.get("inhabitants"),
        names,
        head.year,
        head.source,
    )
