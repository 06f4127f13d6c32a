"""The text of tables with borders: sheets as labels and contents, grids row by row as « a | b »."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.naming import fold
from ingest.readers.captioned import captioned_lines, is_captioned
from ingest.readers.columns import Fragment, visual_lines
from ingest.readers.feet import feet_last
from ingest.readers.layout import cell_lines, reading_order
from ingest.readers.line_ends import ended_line
from ingest.readers.panels import arranged, panel_lines
from ingest.readers.plan_tables import BULLET, joined
from ingest.readers.ruled import RuledCell, RuledTable, ruled_tables
from ingest.readers.ruled_bands import bands_of, columns_of, fills_rows, fragments_of, head_height, one_stands_out
from ingest.readers.strokes import Panel, Stroke
from ingest.readers.ticks import ticked
from ingest.readers.tiles import tile_rows
from ingest.records import SectionKind
from ingest.structure.headings import heading, numbered
from ingest.structure.labels import head_labels, label_of, money_columns
from ingest.structure.wording import told

# The cells of a heading are no longer than this; those of a table of two columns that is no sheet neither.
_HEAD_CHARACTERS, _SHORT_CHARACTERS = 60, 90
_FEWEST_COLUMNS = 3
_PAIRED = 0.6  # of the rows of four cells: a label and its content, twice
# A line cut at a hyphen.
_HYPHENED = re.compile(r"[^\W\d]{2}-$")
_TOLD = 0.5  # of the rows: their first cell is a label
_SAME_EDGE = 3.0  # points: columns of a table that goes on over the page
_FIGURE = re.compile(r"\d[\d .,\u00a0\u202f]*\s?(?:k?€|%|euros?\b)|^\W*\d[\d .,\u00a0\u202f]*$")
_YEARS = re.compile(r"\D{0,12}(?:19|20)\d\d(?:\s?[-–/]\s?(?:19|20)?\d\d)?\D{0,12}")
# What heads a plan or a table of money: never labels that stand over their contents.
_OF_PLANS = re.compile(r"^(?:(?:fiches?[ -]?)?actions?|n°|numero|intitules?)\b|\bfinanceurs?\b|^montants?\b")
_SIGNING = re.compile(r"(?:pour|p/o)\b", re.IGNORECASE)
# A person's name on a line of its own; where so many cells end with one below another line, people sign there.
_PERSON = re.compile(r"(?:[A-ZÀ-Ý][\w.’'-]+)(?: (?:d[eu]s? |la |le |d[’'])?[A-ZÀ-Ý][\w’'-]+){1,3}")
_SIGNED = 0.8
# A sheet in one table of many cuts: rows cut in so many ways, so many different labels before them.
_FORM_CUTS, _FORM_LABELS = 3, 4
_REFERENCE = re.compile(
    r"(?:reference|ref\.?|numero|n°|code|fiche|action)(?: (?:de l'action|de la fiche|action|fiche))?"
)
_NUMBERED = re.compile(
    r"(?:fiche[ -]action|fiche|action)\s*(?:n\s?[°o]\s*)?[A-Z]?[.-]?\d{1,2}(?:[.-](?:\d{1,2}|[A-Za-z]))*", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class GoesOn:
    """What the last grid of a page leaves to the next page: the edges of its columns, and where its cells begin."""

    edges: tuple[float, ...]
    columns: tuple[int, ...]


def page_text(
    fragments: Sequence[Fragment],
    strokes: Sequence[Stroke],
    before: Sequence[GoesOn] = (),
    panels: Sequence[Panel] = (),
) -> tuple[str, tuple[GoesOn, ...]]:
    """The page's text in reading order, and what its grids leave to the next page."""
    tables = ruled_tables(strokes, fragments) if strokes else []
    if not tables:
        tables = tile_rows(panels, fragments)
    ruled = {id(f) for table in tables for f in fragments_of(table)}
    parts = arranged(fragments, _outside(panels, tables), ruled)
    if parts is None:
        if not tables:
            return reading_order(fragments).strip("\n"), ()
        parts = [(list(fragments), False)]
    press = _Press(before)
    texts: list[str] = []
    for own, apart in parts:
        inside = {id(f) for f in own}
        inner = [table for table in tables if any(id(f) in inside for f in fragments_of(table))]
        lines = (panel_lines(own) or cell_lines(own)) if apart and not inner else None
        texts.append("\n".join(lines) if lines is not None else press.region(own, inner))
    return "\n\n".join(text.strip("\n") for text in texts if text.strip()), tuple(press.after)


def _outside(panels: Sequence[Panel], tables: Sequence[RuledTable]) -> list[Panel]:
    """The panels that are no background of a table's cells."""
    boxes = [table.box for table in tables]
    return [
        panel
        for panel in panels
        if not any(
            min(panel.x1, right) - max(panel.x0, left) > _SAME_EDGE
            and min(panel.y1, top) - max(panel.y0, bottom) > _SAME_EDGE
            and not (panel.x0 <= left and panel.y0 <= bottom and panel.x1 >= right and panel.y1 >= top)
            for left, bottom, right, top in boxes
        )
    ]


def written_table(cells: Sequence[RuledCell]) -> list[str] | None:
    """The lines of a table of a file that knows its cells; None for a plain one, whose rows speak for themselves."""
    press = _Press(())
    return press.table(RuledTable(list(cells), ())).split("\n") if press.is_composed(cells) else None


class _Press:
    def __init__(self, before: Sequence[GoesOn]) -> None:
        self.before, self.after = before, list[GoesOn]()

    def region(self, fragments: Sequence[Fragment], tables: Sequence[RuledTable]) -> str:
        """The text of fragments and of the tables among them."""
        inside = {id(f) for table in tables for f in fragments_of(table)}
        rest: list[list[Fragment]] = [[] for _ in range(len(tables) + 1)]
        part = 0
        for fragment in feet_last(fragments) if tables else fragments:
            if id(fragment) in inside:
                continue
            # White space, line breaks among it, goes with what was written before it.
            if fragment.text.strip():
                part = sum(fragment.y < (table.box[1] + table.box[3]) / 2 for table in tables)
            rest[part].append(fragment)
        texts = [reading_order(rest[0])]
        for table, below in zip(tables, rest[1:], strict=True):
            texts += [self.table(table), reading_order(below)]
        return "\n\n".join(text.strip("\n") for text in texts if text.strip())

    def table(self, table: RuledTable) -> str:
        """The lines of a table; blank ones part what belongs together in no other way."""
        bands = list(bands_of(table.cells))
        if is_captioned(bands):
            return "\n\n".join("\n".join(captioned_lines(cell)) for band in bands for cell in band).strip("\n")
        if self._is_transposed(bands):
            return "\n".join(self._columns_as_sheets(bands)).strip("\n")
        if self._is_form(bands):
            return "\n".join(self._sheet(bands)).strip("\n")
        head = self._head(bands)
        if head is not None:
            start, columns, first = head
            self.after.append(GoesOn(table.edges, columns))
            return "\n".join(
                [*self._sheet(bands[:start]), *first, *self._grid(bands[start + head_height(bands, start) :], columns)]
            )
        before = next((known for known in self.before if _same(known.edges, table.edges)), None)
        if before is not None and not self._is_sheet(bands):
            self.after.append(before)
            return "\n".join(self._grid(bands, before.columns))
        return "\n".join(self._sheet(bands)).strip("\n")

    def _is_transposed(self, bands: Sequence[list[RuledCell]]) -> bool:
        """Whether each column is an action and each row a field of all of them: labels stand in the first column."""
        if len(bands) <= _FEWEST_COLUMNS or any(len(band) != len(bands[0]) for band in bands):
            return False
        heads = [self.flat(cell, parted=False) for cell in bands[0]][1:]
        numbers = [found.number for text in heads if (found := heading(text, actions=True) or numbered(text))]
        if len(heads) < 2 or len(set(numbers)) < len(heads):
            return False
        return sum(told(self.flat(band[0], parted=False)) is not None for band in bands[1:]) >= _TOLD * len(bands[1:])

    def _columns_as_sheets(self, bands: Sequence[list[RuledCell]]) -> Iterator[str]:
        for column in range(1, len(bands[0])):
            yield from ("", self.flat(bands[0][column], parted=False))
            for band in bands[1:]:
                yield from filter(None, (self.flat(band[0], parted=False), self.block(band[column])))

    def is_composed(self, cells: Sequence[RuledCell]) -> bool:
        """Whether a table has merged cells, labels over their contents, or several labels in a row."""
        bands = list(bands_of(cells))
        if any(cell.rows[1] - cell.rows[0] > 1 for cell in cells) or self._is_transposed(bands):
            return True
        return any(
            self._stacked(above, below) or (len(above) > 2 and (self._paired(above) or self._numbered(above)))
            for above, below in pairwise(bands)
        )

    # --- headings ---

    def _head(self, bands: Sequence[list[RuledCell]]) -> tuple[int, tuple[int, ...], list[str]] | None:
        """The band that heads a grid: its index, where its columns begin, its line; None where there is none."""
        if _signed(bands):
            return None
        for i, band in enumerate(bands):
            if len(band) == 1:
                continue
            if i + 1 < len(bands) and self._stacked(band, bands[i + 1]):
                other = len(bands) == i + 2 or len(bands[i + 2]) == 1
                if other or (i + 3 < len(bands) and self._stacked(bands[i + 2], bands[i + 3])):
                    return None  # labels over contents, not the heads of columns
            taken = head_height(bands, i)
            merged = [cell for other in bands[i : i + taken] for cell in other]
            columns = columns_of(merged)
            texts = [self._over(merged, column) for column in columns]
            if self._heads(texts, bands[i + taken :]):
                return i, columns, [" | ".join(texts)]
            return None
        return None

    def _over(self, cells: Sequence[RuledCell], column: int) -> str:
        own = [cell for cell in cells if cell.columns[0] <= column < cell.columns[1]]
        return " ".join(filter(None, (self.flat(cell, parted=False) for cell in own)))

    def _stacked(self, band: Sequence[RuledCell], below: Sequence[RuledCell]) -> bool:
        """Whether a row holds labels and the row below their contents, cell under cell."""
        same = [cell.columns for cell in band] == [cell.columns for cell in below]
        texts = [self.flat(cell, parted=False) for cell in band]
        known = [label.name for text in texts if text and (label := told(text))]
        names = set(known)
        if _heads_indicators(texts):
            return False  # "Indicateur | Valeur initiale | Cible | Source"
        labels = sum(bool(text) and told(text) is not None for text in texts)
        if not same or len(band) < 2 or labels < sum(map(bool, texts)) or (len(names) < 2 and names != {"indicators"}):
            return False
        if any(not _is_label(cell) for cell in band) or one_stands_out(band):
            return False
        contents = [self.flat(cell, parted=False) for cell in below]
        if len(band) == 2 and told(contents[0]) and label_of(texts[1]) is None:
            return False  # "Bénéficiaires | Professionnels du territoire" over "Secteur | Pays": two labels, each first
        own = sum(label_of(text) is not None for text in contents if text)
        return not any(_OF_PLANS.search(fold(text)) for text in texts) and 2 * own < len(contents)

    def _heads(self, texts: Sequence[str], below: Sequence[list[RuledCell]]) -> bool:
        rows = [[self.flat(cell) for cell in band] for band in below if len(band) > 1]
        if money_columns(" | ".join(texts)) or _heads_indicators(texts):
            return True
        if not rows or len(texts) < 2 or sum(not text for text in texts) > 1:
            return False
        if any(len(text) > _HEAD_CHARACTERS or _SIGNING.match(text) for text in texts):
            return False
        if any(_FIGURE.search(text) and not _YEARS.fullmatch(text) for text in texts):
            return False
        labelled = sum(told(row[0]) is not None for row in rows)
        if len(rows) > 1 and labelled >= _TOLD * len(rows):
            return False
        if len(texts) < _FEWEST_COLUMNS:
            return self._heads_two(texts, rows) and labelled < _TOLD * len(rows)
        four = [row for row in rows if len(row) == 4]
        paired = sum(told(row[0]) is not None and told(row[2]) is not None for row in four)
        if four and paired >= _PAIRED * len(four):
            return False
        return any(len(row) >= len(texts) - 1 for row in rows)

    @staticmethod
    def _heads_two(texts: Sequence[str], rows: Sequence[Sequence[str]]) -> bool:
        """Whether two cells head a table of two columns rather than open a sheet: short ones above short ones."""
        kinds = {told(text) is not None for text in texts}
        short = all(len(cell) <= _SHORT_CHARACTERS for row in rows for cell in row)
        return len(kinds) == 1 and short and all(len(text) <= _HEAD_CHARACTERS / 2 for text in texts)

    # --- grids ---

    def _grid(self, bands: Sequence[list[RuledCell]], columns: Sequence[int]) -> Iterator[str]:
        for band in bands:
            if len(band) == 1:
                yield self.block(band[0])
                continue
            for row in sorted({cell.rows[0] for cell in band}):
                cells = [""] * len(columns)
                for cell in (cell for cell in band if cell.rows[0] == row):
                    at = max(0, sum(cell.columns[0] >= column for column in columns) - 1)
                    cells[at] = " ; ".join(filter(None, (cells[at], self.flat(cell))))
                if any(cells):
                    yield " | ".join(cells)

    def flat(self, cell: RuledCell, *, parted: bool = True) -> str:
        """A cell's text on one line; what stands on lines of their own is parted by semicolons."""
        if cell.lines is not None:
            starts = (text if BULLET.match(text) or not parted else f"; {text}" for text in cell.lines[1:])
            return joined([*cell.lines[:1], *starts]).replace(" ;", " ;")
        if cell.tables:
            return joined(self.block(cell).split("\n"))
        lines = visual_lines([f for f in cell.fragments if f.upright and f.text.strip()])
        texts = [ticked(line.text) for line in lines]
        for i, (above, below) in enumerate(pairwise(lines)):
            # "Marie-Ange LENOIR-" over "ROUX" is one name, however short its first line is.
            goes_on = _HYPHENED.search(texts[i]) is not None
            if parted and not goes_on and not BULLET.match(texts[i + 1]) and ended_line(above, below, cell.box[2]):
                texts[i + 1] = f"; {texts[i + 1]}"
        return re.sub(r" ; ; ", " ; ", joined(texts)).replace(" ;", " ;")

    # --- sheets ---

    def _is_sheet(self, bands: Sequence[list[RuledCell]]) -> bool:
        firsts = [self.flat(band[0], parted=False) for band in bands if len(band) > 1]
        return sum(told(text) is not None for text in firsts) >= _TOLD * max(1, len(firsts))

    def _is_form(self, bands: Sequence[list[RuledCell]]) -> bool:
        """Whether a table whose rows are cut in different ways is a sheet: most of them begin with different labels."""
        cuts = {tuple(cell.columns for cell in band) for band in bands if len(band) > 1}
        if len(cuts) < _FORM_CUTS:
            return False
        told_ = [label.name for band in bands if len(band) > 1 if (label := told(self.flat(band[0], parted=False)))]
        return len(set(told_)) >= _FORM_LABELS

    def _entitled(self, band: Sequence[RuledCell]) -> str:
        """A row that gives a sheet's number and title, as one line: "Référence | Action 1.2 | Titre"; else ""."""
        cells = [self.flat(cell, parted=False) for cell in band]
        if len(cells) == 3 and _REFERENCE.fullmatch(fold(cells[0]).strip(" :")):
            cells = cells[1:]
        return " – ".join(cells) if len(cells) == 2 and _NUMBERED.fullmatch(cells[0]) and cells[1] else ""

    def _sheet(self, bands: Sequence[list[RuledCell]]) -> Iterator[str]:
        """Labels and contents, cell after cell; a cell beside several rows is read before them."""
        skip = 0
        for i, band in enumerate(bands):
            if skip:
                skip -= 1
                continue
            first, *others = band
            if entitled := self._entitled(band):
                yield entitled
                continue
            if others and (inner := self._inner_grid(bands[i:])):
                skip = inner[0] - 1
                yield from inner[1]
            elif others and i + 1 < len(bands) and self._stacked(band, bands[i + 1]):
                for label, content in zip(band, bands[i + 1], strict=True):
                    yield from filter(None, (self.flat(label, parted=False), self.block(content)))
                skip = 1
            elif others and any(cell.rows != first.rows for cell in others):
                yield self.block(first)
                if fills_rows(others, first.rows):
                    beside = RuledTable(sorted(others, key=lambda cell: (cell.rows[0], cell.columns[0])), ())
                    yield _Press(()).table(beside)
                else:
                    yield from (self.block(cell) for cell in others)
            elif len(band) > 2 and not self._paired(band) and not self._numbered(band):
                # Cells beside one another that nothing names: blank lines keep them apart.
                yield ""
                for text in filter(None, map(self.block, band)):
                    yield from (text, "")
            else:
                yield from filter(None, (self.block(cell) for cell in band))

    def _inner_grid(self, bands: Sequence[list[RuledCell]]) -> tuple[int, list[str]] | None:
        """The rows of a table of money or indicators inside a sheet: how many bands it takes, and its lines."""
        columns = columns_of(bands[0])
        texts = [self._over(bands[0], column) for column in columns]
        halves_at = [(at, " | ".join(texts[:at]), " | ".join(texts[at:])) for at in range(1, len(texts))]
        sides = [at for at, left, right in halves_at if money_columns(left) and money_columns(right)]
        if not sides and not money_columns(" | ".join(texts)) and not _heads_indicators(texts):
            return None
        count = 1
        while count < len(bands) and len(bands[count]) > 1 and columns_of(bands[count]) == columns:
            count += 1
        if count == 1:
            return None
        lines = [" | ".join(texts), *self._grid(bands[1:count], columns)]
        if not sides:
            return count, lines
        # Expenses on the left, resources on the right: two tables, one after the other.
        halves = [[line.split(" | ") for line in lines] for _ in range(2)]
        left = [" | ".join(cells[: sides[0]]) for cells in halves[0]]
        right = [" | ".join(cells[sides[0] :]) for cells in halves[1]]
        return count, [line for line in (*left, *right) if line.strip(" |")]

    def _numbered(self, band: Sequence[RuledCell]) -> bool:
        """Whether a row gives a sheet's number and its title: "Référence | Action 1-A | Loger les internes"."""
        found = [heading(self.flat(cell, parted=False), actions=True) for cell in band]
        return any(item is not None and item.kind is SectionKind.SHEET and not item.title for item in found)

    def _paired(self, band: Sequence[RuledCell]) -> bool:
        return len(band) % 2 == 0 and all(told(self.flat(cell, parted=False)) is not None for cell in band[::2])

    def block(self, cell: RuledCell) -> str:
        """A cell's text line by line."""
        if cell.lines is not None:
            return "\n".join(cell.lines)
        if cell.tables:
            return self.region(cell.fragments, cell.tables)
        return "\n".join(map(ticked, cell_lines(cell.fragments))).strip("\n")


def _heads_indicators(texts: Sequence[str]) -> bool:
    """Whether cells name the columns of a table of indicators, though its rows may be on the next page."""
    return len(head_labels(" ".join(texts))) == len(texts) >= _FEWEST_COLUMNS


def _signed(bands: Sequence[list[RuledCell]]) -> bool:
    """Whether the cells are those of a page of signatures: each a party, and who signs for it on the last line."""
    shown = [
        lines for band in bands for cell in band if (lines := [x for x in cell_lines(cell.fragments) if x.strip()])
    ]
    people = sum(len(lines) > 1 and _PERSON.fullmatch(lines[-1].strip()) is not None for lines in shown)
    return len(shown) > 1 and people >= _SIGNED * len(shown)


def _is_label(cell: RuledCell) -> bool:
    """Whether all that a cell holds can be a label: not a label with its content below."""
    lines = list(cell.lines) if cell.lines is not None else cell_lines(cell.fragments)
    if not lines:
        return True
    return "" not in lines and (len(lines) == 1 or label_of(lines[0]) is None or lines[1][:1].islower())


def _same(edges: Sequence[float], others: Sequence[float]) -> bool:
    return len(edges) == len(others) and all(abs(a - b) <= _SAME_EDGE for a, b in zip(edges, others, strict=True))
