"""Tables of actions on a page: the header names the columns, and each row comes out as one line « a | b »."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from ingest.naming import fold
from ingest.readers.columns import Fragment, VisualLine

# A header has at least so many cells, and at least so many (and that share) that are named as here.
_FEWEST_CELLS, _FEWEST_NAMED, _NAMED_SHARE = 4, 3, 0.6
_HEADER_LINES = 3  # a header's cells may break over so many lines
_CELL_CHARACTERS = 50  # in a cell of a header
# Multiples of the font size, between words of one cell and from baseline to baseline within it; of the leading, from
# row to row; of the size, from row to row where cells are padded, and to what is no part of the table.
_WORD_GAP, _LEADING, _ROW_GAP, _PADDED, _FAR = 0.5, 1.6, 1.2, 1.5, 3.0
_WIDEST_LEADING = 1.35  # of the font size, unless lines are set wider: then blocks are joined by their numbers
_CLEAR = 0.5  # the nearest column is so much nearer than the second
_NUMBERED_SHARE = 0.6  # of the rows of a plan whose actions have numbers
_LONGEST_ROW = 12  # lines; rows that nothing parts make a longer one

_ACTION = re.compile(
    r"(?:intitules?|titres?|nom|libelle)?\W*(?:des? |de l')?(?:fiches?[ -]?)?(?:actions?|projets?|mesures?)\b"
)
_NAMED = re.compile(
    r"\W*(?:n°|numero|ref|axes?|objectifs?|orientations?|thematiques?|pilot|copilot|port(?:eur|age)|co-?port"
    r"|chefs? de file|responsables?|referents?|structures?|operateurs?|partenai|acteurs?|public|cibles?"
    r"|beneficiaires?|territoires?|lieux?"
    r"|calendrier|echean|periode|planning|dates?|debut|fin\b|annees?|delais?|temporalite|couts?|budget|financ|montant"
    r"|moyens?|ressources?|indicateurs?|evaluation|resultats?|livrables?|statut|etat|avancement|suivi|description|descriptif"
    r"|contenu|modalites|etapes|commentaires?|observations?|priorites?|20\d\d\b)"
)
_NUMBER = re.compile(
    r"(?:(?:fiche|action|n\s*°)[\s-]*)*(?:[A-Za-z][.\-]?)?\d{1,2}(?:\s?[.\-]\s?\d{1,2}|\s?[.):–])(?!\d)", re.I
)
_BARE_NUMBER = re.compile(r"(?:[A-Za-z][.\-]?)?\d{1,2}(?:[.\-]\d{1,2})*\W*")
BULLET = re.compile(r"[•▪■◦●➢✓→\-–]\s+|[•▪■◦●➢✓→]")
# What keeps its hyphen at a line's end: "rendez-vous", "non-recours".
_COMPOUND = re.compile(
    r"\b(?:rendez|peut|au|celui|celle|ceux|sous|mi|non|post|co|bien|vis|sans|demi|avant|apres|est|ci)-$", re.I
)


# The name of a place cut behind a hyphen of its own: "Île- / de-France", "Mas- / d'Azil".
_PLACE_CUT = re.compile(r"(?:^|[\s('’-])[A-ZÀ-Ý][\w’'-]*-$")
_PLACE_GOES_ON = re.compile(r"(?:(?:de|du|des|d|la|le|les|lès|lez|l|sur|sous|en|et|aux?|à|près)-|(?:d|l)[’'])[\w’']")


@dataclass(slots=True)
class _Cell:
    """The stretch of a line that stands in one column."""

    fragments: list[Fragment]

    @property
    def x0(self) -> float:
        return self.fragments[0].x0

    @property
    def x1(self) -> float:
        return max(f.x1 for f in self.fragments)

    @property
    def text(self) -> str:
        text = ""
        for before, fragment in zip([None, *self.fragments], self.fragments, strict=False):
            apart = before is not None and fragment.x0 - before.x1 > 0.17 * fragment.size
            text += (" " if apart and not text.endswith(" ") else "") + fragment.text.replace("\n", " ")
        return re.sub(r"\s+", " ", text).strip()


@dataclass(slots=True)
class _Column:
    """A column: how far its text reaches, and its name."""

    x0: float
    x1: float
    name: str

    def overlaps(self, cell: _Cell) -> bool:
        return cell.x0 < self.x1 and cell.x1 > self.x0

    def distance(self, cell: _Cell) -> float:
        return max(self.x0 - cell.x1, cell.x0 - self.x1, 0.0)


@dataclass(slots=True)
class PlanTable:
    """A table of actions: the visual lines that it takes, and its text, a row a line."""

    lines: list[VisualLine]
    texts: list[str]


@dataclass(slots=True)
class _Block:
    """Lines between wide blanks, as one text a column for each line."""

    rows: list[dict[int, str]] = field(default_factory=list)
    heights: list[float] = field(default_factory=list)  # of the rows
    apart: bool = False  # far below what stands above it

    def part(self, start: int, end: int) -> _Block:
        return _Block(self.rows[start:end], self.heights[start:end], apart=self.apart and not start)

    def filled(self) -> set[int]:
        return {column for row in self.rows for column in row}

    def cells(self, count: int) -> list[str]:
        return [joined([row[column] for row in self.rows if column in row]) for column in range(count)]


def plan_tables(lines: Sequence[VisualLine]) -> Iterator[PlanTable]:
    """The tables of actions of a page from top to bottom; where a table's cells are not certain, it is none."""
    after = 0
    headers: list[tuple[int, int, list[_Column]]] = []
    while after < len(lines):
        found = _header(lines, after)
        if found is None:
            break
        headers.append(found)
        after = found[1] + 1
    bounds = [first for first, _, _ in headers[1:]]
    for (first, last, columns), bound in zip(headers, [*bounds, len(lines)], strict=False):
        table = _table(lines, first, last, bound, columns)
        if table is not None:
            yield table


def _header(lines: Sequence[VisualLine], after: int) -> tuple[int, int, list[_Column]] | None:
    """The first header from a line on: its first and last line and its columns."""
    for i in range(after, len(lines)):
        if not any(_ACTION.match(fold(cell.text)) for cell in _cells(lines[i])):
            continue
        best: tuple[int, int, int, list[_Column]] | None = None
        for size in range(1, _HEADER_LINES + 1):
            for first in range(max(after, i - size + 1), i + 1):
                columns = _columns(lines[first : first + size])
                named = sum(_is_named(column.name) for column in columns)
                if first + size <= len(lines) and _is_header(columns) and (best is None or named > best[0]):
                    best = (named, first, first + size - 1, columns)
        if best is not None:
            return _whole_header(lines, *best[1:])
    return None


def _whole_header(
    lines: Sequence[VisualLine], first: int, last: int, columns: list[_Column]
) -> tuple[int, int, list[_Column]]:
    """The header with the lines below that go on with its cells: in lower case, or in brackets."""
    while last + 1 < len(lines):
        longer = _columns(lines[first : last + 2])
        goes_on = all(cell.text[:1].islower() or cell.text[:1] in "(/" for cell in _cells(lines[last + 1]))
        if not goes_on or len(longer) != len(columns) or not _is_header(longer):
            break
        last, columns = last + 1, longer
    return first, last, columns


def _cells(line: VisualLine) -> list[_Cell]:
    cells: list[_Cell] = []
    for fragment in sorted((f for segment in line.segments for f in segment.fragments), key=lambda f: f.x0):
        if not fragment.text.strip():
            continue
        if cells and fragment.x0 - cells[-1].x1 <= _WORD_GAP * fragment.size:
            cells[-1].fragments.append(fragment)
        else:
            cells.append(_Cell([fragment]))
    return cells


def _columns(lines: Sequence[VisualLine]) -> list[_Column]:
    """The columns of a header: what stands over one another is one cell."""
    if any(above.y - below.y > _LEADING * max(above.size, below.size) for above, below in pairwise(lines)):
        return []
    columns: list[_Column] = []
    for cell in (cell for line in lines for cell in _cells(line)):
        over = [column for column in columns if column.overlaps(cell)]
        if len(over) > 1:
            return []
        if over:
            column = over[0]
            column.x0, column.x1 = min(column.x0, cell.x0), max(column.x1, cell.x1)
            column.name = f"{column.name} {cell.text}"
        else:
            columns.append(_Column(cell.x0, cell.x1, cell.text))
    return sorted(columns, key=lambda column: column.x0)


def _is_named(name: str) -> bool:
    folded = fold(name)
    return len(name) <= _CELL_CHARACTERS and bool(_ACTION.match(folded) or _NAMED.match(folded))


def _is_header(columns: Sequence[_Column]) -> bool:
    named = sum(_is_named(column.name) for column in columns)
    return (
        len(columns) >= _FEWEST_CELLS
        and any(_ACTION.match(fold(column.name)) for column in columns)
        and named >= max(_FEWEST_NAMED, _NAMED_SHARE * len(columns))
        and all(len(column.name) <= _CELL_CHARACTERS for column in columns)
    )


def _table(lines: Sequence[VisualLine], first: int, last: int, bound: int, columns: list[_Column]) -> PlanTable | None:
    end = _grown(lines, last, bound, columns)
    if end is None or end == last + 1:
        return None
    body: list[tuple[VisualLine, dict[int, str]]] = []
    for line in lines[last + 1 : end]:
        row = _placed(line, columns)
        if row is None:
            return None
        body.append((line, row))
    padded, size = _apart(lines[last], lines[last + 1]), lines[first].size
    blocks = _blocks(lines[last], body)
    rows = _rows(blocks, columns, size, padded=padded)
    if rows is None:
        # Rows may be nearer to one another than the lines of a cell: then their numbers alone part them.
        rows = _rows(_merged(blocks), columns, size, padded=False)
    if rows is None:
        return None
    names = " | ".join(column.name for column in columns)
    return PlanTable(list(lines[first:end]), [names, *rows])


def _grown(lines: Sequence[VisualLine], last: int, bound: int, columns: list[_Column]) -> int | None:
    """Where the table ends, its columns widened to what they hold; None when text that crosses them is no end."""
    end = bound
    for i in range(last + 1, bound):
        cells = _cells(lines[i])
        if any(sum(column.overlaps(cell) for column in columns) > 1 for cell in cells):
            if not _apart(lines[i - 1], lines[i]):
                return None
            end = i
            break
        for cell in cells:
            for column in columns:
                if column.overlaps(cell):
                    column.x0, column.x1 = min(column.x0, cell.x0), max(column.x1, cell.x1)
    # What a wide cell covers further down parts columns that a line above crosses.
    clear = all(left.x1 < right.x0 for left, right in pairwise(columns))
    return end if clear else None


def _placed(line: VisualLine, columns: Sequence[_Column]) -> dict[int, str] | None:
    """What a line holds in each column; None where that is not certain."""
    row: dict[int, str] = {}
    for cell in _cells(line):
        ranked = sorted(range(len(columns)), key=lambda i: columns[i].distance(cell))
        nearest, second = (columns[i].distance(cell) for i in ranked[:2])
        if nearest > _CLEAR * second:
            return None
        row[ranked[0]] = f"{row[ranked[0]]} {cell.text}" if ranked[0] in row else cell.text
    return row


def _apart(above: VisualLine, below: VisualLine) -> bool:
    return above.y - below.y > _PADDED * max(above.size, below.size)


def _blocks(header: VisualLine, body: Sequence[tuple[VisualLine, dict[int, str]]]) -> list[_Block]:
    size = median(line.size for line, _ in body)
    heights: dict[int, list[float]] = {}
    for line, row in body:
        for column in row:
            heights.setdefault(column, []).append(line.y)
    # Lines of one cell are nearer than rows are: the usual leading is found among the narrower gaps of the columns.
    gaps = sorted(a - b for column in heights.values() for a, b in pairwise(column) if a - b > 0.8 * size)
    usual = min(gaps[len(gaps) // 4], _WIDEST_LEADING * size) if gaps else 1.2 * size
    blocks: list[_Block] = []
    above = header
    for line, row in body:
        gap = above.y - line.y
        foot = line is body[-1][0] and len(row) == 1 and gap > _PADDED * size
        if not blocks or gap > _ROW_GAP * usual or foot:
            blocks.append(_Block(apart=gap > _FAR * size or foot))
        blocks[-1].rows.append(row)
        blocks[-1].heights.append(line.y)
        above = line
    return blocks


def _merged(blocks: Sequence[_Block]) -> list[_Block]:
    """The blocks as one, but for what stands far below."""
    merged: list[_Block] = []
    for block in blocks:
        if merged and not block.apart:
            merged[-1].rows += block.rows
            merged[-1].heights += block.heights
        else:
            merged.append(_Block(list(block.rows), list(block.heights), apart=block.apart))
    return merged


def _rows(blocks: list[_Block], columns: Sequence[_Column], size: float, *, padded: bool) -> list[str] | None:
    """The rows as lines; None where nothing tells where each begins."""
    count = len(columns)
    key = next(i for i, column in enumerate(columns) if _ACTION.match(fold(column.name)))
    blocks = [part for block in blocks for part in _parted(block, key, size)]
    wide = [block for block in blocks if len(block.filled()) > 2]
    numbered = [block for block in wide if _numbers(block, key)]
    if not wide or any(len(_numbers(block, key)) > 1 for block in wide):
        return None
    if any(_numbers(block, key)[0] and not _centred(block, key, size) for block in numbered):
        return None
    if len(numbered) >= _NUMBERED_SHARE * len(wide):
        whole = _whole(blocks, key)
        if whole is None:
            return None
        blocks = whole
    elif not padded or any(len(block.rows) > _LONGEST_ROW or key not in block.filled() for block in wide):
        return None
    texts: list[str] = []
    for block in blocks:
        cells = block.cells(count)
        alone = [cell for cell in cells if cell]
        texts.append(" | ".join(cells) if len(alone) > 1 else alone[0])
    return texts


def _numbers(block: _Block, key: int) -> list[int]:
    """The lines of a block on which an action's number stands, before its title or in a column of its own."""
    return [
        i
        for i, row in enumerate(block.rows)
        if any(_NUMBER.match(row.get(c, "")) or _BARE_NUMBER.fullmatch(row.get(c, "")) for c in range(key + 1))
    ]


def _parted(block: _Block, key: int, size: float) -> list[_Block]:
    """The block cut before each number, where all cells of a row begin on its line: no blank parts the rows."""
    starts = _numbers(block, key)
    if not starts or starts == [0] or _centred(block, key, size):
        return [block]
    # What stands above the first number goes on with a row of the page before.
    parts = [block.part(a, b) for a, b in pairwise([*starts, len(block.rows)])]
    whole = all(part.filled() == part.rows[0].keys() for part in parts)
    return [*([block.part(0, starts[0])] if starts[0] else []), *parts] if whole else [block]


def _centred(block: _Block, key: int, size: float) -> bool:
    """Whether the block has one number and the lines of each column stand around its height."""
    starts = _numbers(block, key)
    if len(starts) != 1:
        return False
    heights = {c: [y for y, row in zip(block.heights, block.rows, strict=True) if c in row] for c in block.filled()}
    return all(abs(ys[0] + ys[-1] - 2 * block.heights[starts[0]]) <= size for ys in heights.values())


def _whole(blocks: Sequence[_Block], key: int) -> list[_Block] | None:
    """The blocks, those that go on with the row above joined to it; None where rows do not begin with their number."""
    kept: list[_Block] = []
    top = all(_numbers(block, key)[0] == 0 for block in blocks if _numbers(block, key))
    for block in blocks:
        filled = block.filled()
        title = len(filled) == 1 and min(filled) <= key
        if not kept or block.apart or title or _numbers(block, key):
            kept.append(block)
        elif not top:
            return None
        else:
            kept[-1].rows += block.rows
            kept[-1].heights += block.heights
    return kept


def joined(lines: Sequence[str]) -> str:
    """The lines of a cell as one, its items parted by semicolons."""
    text = ""
    for line in lines:
        bullet = BULLET.match(line)
        if bullet and text:
            text += " ; " + line[bullet.end() :]
        elif re.search(r"[^\W\d]{2}[-\u2010]$", text) and line[:1].islower():
            kept = _COMPOUND.search(fold(text)) or (_PLACE_CUT.search(text) and _PLACE_GOES_ON.match(line))
            text = text + line if kept else text[:-1] + line
        elif re.search(r"[^\W\d]{2}-$", text) and line[:1].isupper():
            text += line  # "Saint-Yves-le-" and "Bois"
        else:
            text += (" " if text else "") + (line[bullet.end() :] if bullet else line)
    return text.replace("|", "/")
