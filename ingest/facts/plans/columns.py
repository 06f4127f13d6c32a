"""What the columns of a plan of action hold, told from its header of one or two lines. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources

from ingest.facts.grid import Cell, Row
from ingest.facts.parties.institutions import institution
from ingest.facts.records import AmountPeriod, Nature
from ingest.naming import fold
from ingest.structure.wording import told

# A header names at least so many columns, the action's among them; its cells are no longer than this.
FEWEST_COLUMNS, HEADER_CHARACTERS = 3, 90

_FUNDER = re.compile(
    r"(?:autre |principal |principaux )?(?:co ?)?financeur.*|co ?financement|partenaire financier|finance par"
    r"|source de financement|nom du financeur"
)
_MONEY = re.compile(
    r"\b(?:montants?|couts?|budgets?|budgetaires?|depenses?|subventions?|credits?|enveloppes?|participations?"
    r"|contributions?|financements?|financiers?|financieres?|part|recettes?|euros?)\b|€"
)
# Words of a money column's header that name no funder.
_QUALIFIERS = re.compile(
    r"\b(?:montants?|couts?|budgets?|budgetaires?|depenses?|subventions?|credits?|enveloppes?|participations?|moyens?"
    r"|contributions?|financements?|financiere?s?|part|recettes?|k?euros?|plan|previsionnel\w*|prevu\w*|estim\w*|total\w*"
    r"|global\w*|annuel\w*|pluriannuel\w*|par an|an|annee|demande\w*|sollicite\w*|accorde\w*|attribue\w*|notifie\w*"
    r"|obtenu\w*|acquis\w*|verse\w*|realise\w*|paye\w*|consomme\w*|alloue\w*|maxim\w*|ht|ttc|hors taxe|et|en|de|du"
    r"|des|d|l"
    r"|la|le|les|action|projet|sur|duree|cls|contrat|financeur|n|no|milliers?|millions?)\b|k€|m€|[^a-z ]"
)
_YEAR = re.compile(r"(?:annee )?(20\d\d)")
_NATURES = (
    (Nature.PAID, re.compile(r"\b(?:verse|realise|paye|consomme|depense reelle|execute)")),
    (Nature.GRANTED, re.compile(r"\b(?:accorde|attribue|notifie|obtenu|acquis|alloue)")),
    (Nature.REQUESTED, re.compile(r"\b(?:demande|sollicite)")),
    (Nature.ESTIMATED, re.compile(r"\b(?:previsionnel|prevu|estim|budget)")),
)
# An amount, or a sign that there is none, alone in its cell.
_AMOUNT_CELL = re.compile(r"(?:\d[\d .\u00a0\u202f]*(?:,\d+)?)? ?k?(?:€|euros?)?|[-–—/]|néant")
_WHOLE = re.compile(
    r"(?:(?:montant|cout|budget) )?(?:total|totaux|ensemble)(?: general)?(?: (?:20\d\d ?[-–/à] ?20\d\d|sur .*))?"
)
_TITLED = re.compile(r"intitule|titre|libelle|nom|designation")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its role, its header cells, and what a money column's header says of its amounts."""

    index: int
    role: str  # of the lexicon, or "funder", "amount", "total", "share", "year", "part"
    header: str
    cells: tuple[Cell, ...]
    number: str = ""  # "1" of "Financeur 1"
    payer: str = ""
    year: str = ""
    nature: Nature = Nature.UNKNOWN
    period: AmountPeriod = AmountPeriod.UNKNOWN
    factor: int = 1
    money: bool = False  # the header itself speaks of money


@cache
def _roles() -> tuple[tuple[str, re.Pattern[str]], ...]:
    text = resources.files("ingest.facts.lexicon").joinpath("plan_columns.tsv").read_text(encoding="utf-8")
    table = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return tuple((role, re.compile(pattern)) for role, pattern in table)


def words(text: str) -> str:
    """A header's words: folded, singular, without brackets and signs."""
    bare = re.sub(r"\((?:s|x|e|es)\)", "", fold(text))
    bare = re.sub(r"[^a-z0-9]+", " ", re.sub(r"\([^)]*\)", " ", bare)).strip()
    return " ".join(re.sub(r"(?<=\w{3})[sx]$", "", word) for word in bare.split())


@cache
def role_of(text: str) -> str:
    """The role that a header cell names, empty for none and for money."""
    key = words(text)
    if not key or len(text) > HEADER_CHARACTERS:
        return ""
    for role, pattern in _roles():
        # "Indicateur 1": a column may be numbered.
        if pattern.fullmatch(key) or pattern.fullmatch(re.sub(r" \d$", "", key)):
            return role
    parts = re.split(r"\s*(?:[/,;&+]|\bet\b|\bou\b)\s*", text)
    listed = next((role for part in parts if (role := role_of(part))), "") if len(parts) > 1 else ""
    label = told(text) if not listed else None
    return listed or (label.name if label and label.name in _OF_SHEETS else "")


def header_of(above: Row | None, row: Row, below: Row | None) -> tuple[tuple[Column, ...], int] | None:
    """The columns that a row names, and how many rows the header takes from `row` on; None when it is no header."""
    if not _is_header(row):
        return (_columns(None, row), 1) if _heads_payers(row, below) else None
    if below is not None and _is_second(row, below):
        return _columns(row, below), 2
    grouped = above is not None and len(above.cells) == len(row.cells) and _is_group(above)
    return _columns(above if grouped else None, row), 1


# Columns that name an action, and those of its money.
_LABELS = frozenset(("", "action", "number", "axis", "axis_number", "subaxis"))
_SUMS = frozenset(("amount", "total", "share", "year", "funder", "part"))


def is_budget(columns: Sequence[Column]) -> bool:
    """Whether the columns of a table say nothing of an action but its money, a row for each of its payers."""
    roles = [column.role for column in columns]
    dated = any(column.role == "share" and re.search(r"\b20\d\d\b", column.header) for column in columns)
    return set(roles) <= _LABELS | _SUMS and (dated or ("funder" in roles and "year" in roles))


def names_columns(line: str) -> bool:
    """Whether a line is the header of a plan of action."""
    cells = tuple(Cell(piece.strip(), 0, 0) for piece in line.split("|"))
    return len(cells) >= FEWEST_COLUMNS and _is_header(Row(cells, 0, len(line)))


def _is_header(row: Row) -> bool:
    filled = row.filled
    if len(filled) < FEWEST_COLUMNS or any(len(cell.text) > HEADER_CHARACTERS for cell in filled):
        return False
    roles = [role_of(cell.text) or ("money" if _money_role(cell.text) else "") for cell in filled]
    return "action" in roles and sum(map(bool, roles)) >= max(FEWEST_COLUMNS, len(filled) / 2)


def _heads_payers(row: Row, below: Row | None) -> bool:
    """Whether a row names the action and, over amounts, at least two that pay: "Action | ARS | Région | Total"."""
    if below is None or any(len(cell.text) > HEADER_CHARACTERS for cell in row.filled):
        return False
    if sum(role_of(cell.text) == "action" for cell in row.filled) != 1:
        return False
    others = [i for i, cell in enumerate(row.cells) if cell.text and not role_of(cell.text)]
    payers = [i for i in others if institution(row.cells[i].text)[0] or row.cells[i].text.isupper()]
    amounts = [i for i in others if below[i] and _AMOUNT_CELL.fullmatch(below[i].text.strip())]
    return len(payers) >= 2 and len(amounts) == len(others) and any("€" in below[i].text for i in amounts)


def _is_second(top: Row, row: Row) -> bool:
    """Whether a row goes on with the header above it: it names parts of columns and stands under no action."""
    action = next(i for i, cell in enumerate(top.cells) if role_of(cell.text) == "action")
    if row[action] or not row.filled:
        return False
    return all(
        bool(role_of(cell.text) or _money_role(cell.text) or institution(cell.text)[0] or words(cell.text) in _DETAILS)
        and len(cell.text.split()) <= 5
        for cell in row.filled
    )


# Labels of sheets that a column of a plan may have too.
_OF_SHEETS = frozenset(
    "lead partners public territory calendar indicators results description frequency source".split()
)
_DETAILS = frozenset(("nom", "autre", "structure", "organisme", "total", "ht", "ttc", "oui", "non"))


def _is_group(row: Row) -> bool:
    return len(row.filled) > 1 and all(len(cell.text) <= HEADER_CHARACTERS for cell in row.filled)


def _money_role(text: str) -> bool:
    folded = fold(text)
    return bool(_FUNDER.fullmatch(words(text)) or _MONEY.search(folded) or _YEAR.fullmatch(folded))


def _columns(top: Row | None, bottom: Row) -> tuple[Column, ...]:
    width = max(len(bottom.cells), len(top.cells) if top else 0)
    found: list[Column] = []
    group: Cell | None = None
    for index in range(width):
        upper, lower = top[index] if top else None, bottom[index]
        # A group's title stands over its first column only.
        group = upper if upper else group if lower else None
        cells = tuple(cell for cell in (group, lower) if cell)
        if cells:
            found.append(_column(index, cells))
    return tuple(_told_apart(_with_total(found)))


def _with_total(columns: Sequence[Column]) -> list[Column]:
    """The columns with the one that sums up years or payers beside it: "Total", "Total 2031-2033"."""
    parts = [column for column in columns if column.role in {"year", "share"}]
    if len(parts) < 2:
        return list(columns)
    return [
        replace(column, role="total", period=AmountPeriod.GLOBAL)
        if column.role in {"", "amount", "total"} and not column.period and _WHOLE.fullmatch(fold(column.header))
        else column
        for column in columns
    ]


def _column(index: int, cells: tuple[Cell, ...]) -> Column:
    header, own = " ".join(cell.text for cell in cells), cells[-1].text
    role = ""
    if not _FUNDER.fullmatch(words(own)) and not _YEAR.fullmatch(fold(own)):
        # Of "Calendrier" over "Début" the whole tells more than each half; a title over the table says nothing.
        role = role_of(own) if role_of(own) not in {"", "axis", "number"} else role_of(header) or role_of(own)
    column = Column(index, role, own if role_of(own) else header, cells)
    return column if role else _money(column, fold(header), own)


def _money(column: Column, header: str, own: str) -> Column:
    """The column with what its header says of money; without a role when it says nothing."""
    money = bool(_MONEY.search(header))
    years = set(re.findall(r"\b20\d\d\b", own)) if money or _YEAR.fullmatch(fold(own)) else set()
    nature = next((nature for nature, pattern in _NATURES if pattern.search(header)), Nature.UNKNOWN)
    period = AmountPeriod.UNKNOWN
    if re.search(r"\bannuel|\bpar an\b|/ ?an\b", header):
        period = AmountPeriod.ANNUAL
    elif re.search(r"\bglobal|\bpluriannuel|\bsur (?:la duree|\d ans)", header):
        period = AmountPeriod.GLOBAL
    number = re.search(r"(?:financeur|montant|financement|ht|ttc|n ?°)\s*(\d)\b(?! ans)", header)
    column = replace(
        column,
        number=number[1] if number else "",
        nature=nature,
        period=period,
        factor=1000 if re.search(r"k€|\bkeuros?|milliers d", header) else 1,
        money=money,
    )
    if len(years) == 1:
        return replace(column, role="year", year=years.pop(), period=AmountPeriod.UNKNOWN)
    if _FUNDER.fullmatch(words(own)) or (_FUNDER.match(words(column.header)) and words(own) in _DETAILS):
        return replace(column, role="funder")
    payer = _payer(own)
    if payer and (money or institution(payer)[0]):
        known = bool(institution(payer)[0]) or payer.isupper() or words(payer).startswith("autre")
        return replace(column, role="share" if known else "part", payer=payer)
    if not money:
        return column
    total = re.search(r"\btotal|\bglobal", header) and not number
    return replace(column, role="total" if total else "amount")


def _payer(header: str) -> str:
    """What a money column's header names beside money: "ARS" of "Participation de l'ARS (€)"."""
    kept = [
        word
        for word in re.split(r"\s+|(?<=[’'])", re.sub(r"\([^)]*\)", " ", header))
        if _QUALIFIERS.sub("", fold(word)).strip(" '")
    ]
    return " ".join(kept).strip(" :-–,;")


def _told_apart(columns: Sequence[Column]) -> list[Column]:
    """The columns with one action, one axis and one number; of several, the others are what their place makes them."""
    actions = [column for column in columns if column.role == "action"]
    named = [c for c in actions if _TITLED.search(fold(c.header))] or [c for c in actions if words(c.header) != "fiche"]
    title = next(iter(named or actions), None)
    axes = [column for column in columns if column.role == "axis"]
    leads = any(column.role == "lead" for column in columns)

    def own(column: Column) -> str:
        if column.role == "action" and column is not title:
            return "number" if title and column.index < title.index else "description"
        if column.role == "axis" and column is not axes[0]:
            return "subaxis"
        if column.role == "referent":
            return "follow_up" if leads else "lead"
        return column.role

    return [replace(column, role=own(column)) for column in columns]


def repeats(columns: Sequence[Column], row: Row) -> bool:
    """Whether a row says the header once more."""
    same: Callable[[Column], bool] = lambda column: fold(row[column.index].text) == fold(column.cells[-1].text)  # noqa: E731
    filled = [column for column in columns if row[column.index]]
    return len(filled) >= FEWEST_COLUMNS and sum(map(same, filled)) >= 0.8 * len(filled)
