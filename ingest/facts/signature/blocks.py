"""What a signature page is made of: names of parties, offices, persons, and which belong together. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from ingest.facts.folding import folded, words_of
from ingest.facts.parties.institutions import institution
from ingest.facts.parties.likeness import as_read
from ingest.facts.parties.organisations import bullet, is_address, is_detail, name_span, opens_organisation
from ingest.facts.parties.people import Office, bare_name, offices, people, persons
from ingest.facts.reading import Run, letters

# An office as OCR gives it is the one of the lexicon from this likeness on (0-100).
OFFICE_ALIKE = 85
# The State's services under what OCR made of their name; a prefect's title below must confirm them.
STATE_ALIKE = 75
# Fewer letters than this are a stain of the scan.
FEWEST_LETTERS = 4
# A name that the scan broke has no more words than this.
BROKEN_NAME_WORDS = 5

_CELLS = re.compile(r"\s*\|\s*|\t+| {3,}| (?=Pour (?:l[’']|la |le |les )[A-ZÀ-Ýa-z])")
_FOR = re.compile(r"(?:pour|p/o|po) (?=(?:l'|le |la |les )?\w)")
_PLACE_LINE = re.compile(
    r"(?:fait|signe) (?:a|en|le)\b|en \w+ exemplaires|signatures?\b|lu et approuve|cachet|page \d|le \d|date\b"
)
# "ame" is what a scan leaves of "Madame".
_BROKEN = re.compile(r"(?:m?ada|da|a)?me|(?:m?on|o)?n?sieur|nsieur|sieur", re.IGNORECASE)
_FUSED = re.compile(r"(?:Monsieur|Madame|Docteur|MONSIEUR|MADAME)(?=[A-ZÀ-Ý])")
_FIRST_NAME = re.compile(r"[A-ZÀ-Ý][a-zà-ÿ’']+(?:-[A-ZÀ-Ý]?[a-zà-ÿ]+)*")
# "Kari ne DURAND": one name with spaces that the scan put into it.
_BROKEN_NAME = re.compile(r"[A-ZÀ-Ý](?:[A-Za-zÀ-ÿ’'-]*[a-zà-ÿ])?(?: [A-Za-zÀ-ÿ’'-]+)+")
# "Pour l'X, la directrice, Jeanne" and the surname on the next line are one line.
_LINE = re.compile(r"Pour [^\n]+, [^\n]+(?:\n(?!Pour )[A-ZÀ-Ý’-]{2,}(?:[ -][A-ZÀ-Ý’-]+)?(?=\n|$))?|[^\n]+")
# "uArd DURAND": of the given name a stain is left.
_SURNAME = re.compile(r"(?!(?:de|du|des|la|le|les|et|en|sur|au|aux|par|pour) )[a-zà-ÿ][\w|’'!]{1,5} ([A-ZÀ-Ý-]{4,})")
_UNFINISHED = re.compile(r"(?:^|[ '-])(?:a|au|aux|d|de|des|du|et|en|l|la|le|les|sur|d'|l')$")
# Offices that stand for an organisation by themselves.
_STANDS_FOR = ("prefet", "sous-prefet", "recteur", "rectrice", "inspecteur d'academie", "inspectrice d'academie")
_SPOKEN = re.compile(r"(?:monsieur|madame|docteur|dr|m|mme|mr|professeur)\.? ")


# In whose name somebody signs: "par délégation du directeur général".
_DELEGATED = re.compile(r"\b(?:par delegation|au nom|pour le compte) (?:du |de la |de l')$")


@dataclass(slots=True)
class Piece:
    """A stretch of the page: what it names of a party, an office, a person; offsets in the run's text."""

    start: int
    end: int
    text: str
    row: int
    party: tuple[int, int] | None = None
    marked: bool = False  # "Pour l'ARS"
    office: tuple[int, int] | None = None
    person: tuple[int, int] | None = None

    @property
    def spoken(self) -> bool:
        return self.office is not None or self.person is not None


@dataclass(slots=True)
class Block:
    """A party's stretch of the page: the lines that may name it and what stands by them."""

    names: list[Piece] = field(default_factory=list)
    persons: list[tuple[int, int]] = field(default_factory=list)
    offices: list[tuple[int, int]] = field(default_factory=list)


def pieces(run: Run) -> list[Piece]:
    """The stretches of a signature page, in order; stains and the line "Fait à …" left out."""
    found: list[Piece] = []
    for row, line in enumerate(_LINE.finditer(run.text)):
        if _PLACE_LINE.match(folded(line.group()).text.strip()):
            continue
        cells = _cells(line.group())
        for start, end in cells:
            piece = _piece(run.text, line.start() + start, line.start() + end, row)
            if sum(c.isalpha() for c in piece.text) >= FEWEST_LETTERS or piece.spoken:
                found.append(piece)
    for above, piece, below in zip([None, *found], found, [*found[1:], None], strict=False):
        if above:
            _by_neighbours(above, piece, below)
    return found


def unfinished(line: str) -> bool:
    """Whether a line ends with a word that no name ends with."""
    return _UNFINISHED.search(folded(line).text) is not None


def _by_neighbours(above: Piece, piece: Piece, below: Piece | None) -> None:
    """Reads a line by those around it: the rest of a party's name, a name broken by the scan, a surname alone."""
    if above.party and not above.spoken and unfinished(above.text):
        if piece.person and not piece.office and not _SPOKEN.match(folded(piece.text).text):
            piece.party, piece.person = (piece.start, piece.end), None
        return
    if piece.office or piece.marked or opens_organisation(piece.text):
        return
    between = above.party is not None and not above.spoken and below is not None and below.office is not None
    broken = _BROKEN_NAME.fullmatch(piece.text) and len(piece.text.split()) <= BROKEN_NAME_WORDS
    whole = piece.person is None or piece.person[0] == piece.start
    if between and broken and whole and not (below and below.person):
        piece.party, piece.person = None, (piece.start, piece.start + len(piece.text))
    if piece.spoken:
        return
    surname = _SURNAME.fullmatch(piece.text)
    if surname and above.office and not above.person and not (below and below.person):
        piece.party, piece.person = None, (piece.start + surname.start(1), piece.start + surname.end(1))


def _cells(line: str) -> list[tuple[int, int]]:
    """The cells of a row: by its separators, else by what a line cannot say twice (two parties, offices, persons)."""
    bounds = [0, *(at for match in _CELLS.finditer(line) for at in match.span()), len(line)]
    cells = [(a, b) for a, b in zip(bounds[::2], bounds[1::2], strict=True) if line[a:b].strip()]
    if len(cells) != 1:
        return cells
    named = people(line)
    held = [o.start for o in offices(line.replace("\n", " "))]
    starts: list[int] = []
    if len(named) > 1 and not held:
        starts = [_civil(line, start) for start, _ in named]
    elif len(held) > 1 and not named and "," not in line:
        articles = [re.search(r"(?:(?:Monsieur|Madame) )?(?:[LSls][ea] |[Ll][’'])?$", line[:start]) for start in held]
        starts = [match.start() if match else start for match, start in zip(articles, held, strict=True)]
    if not starts or line[: starts[0]].strip():
        return cells
    return list(zip(starts, [*starts[1:], len(line)], strict=True))


def _civil(line: str, start: int) -> int:
    match = re.search(r"(?:Monsieur|Madame|Docteur|M\.|Mme\.?|Dr\.?|Pr\.?) ?$", line[:start])
    return match.start() if match else start


def _piece(text: str, start: int, end: int, row: int) -> Piece:
    start += bullet(text[start:end])
    cell = text[start:end].replace("\n", " ")
    piece = Piece(start, end, cell.strip(), row)
    whole = folded(cell)
    ahead = _FOR.match(whole.text)
    named = _person(cell)
    held = _office(cell)
    if ahead:
        piece.marked = True
        span = name_span(text, start + whole.origins[ahead.end()], end)
        if held and held.start <= whole.origins[ahead.end()] + 3:  # "Pour le préfet", "Pour le président de l'X"
            span = (start + held.of[0], start + held.of[1]) if held.of else (start + held.start, start + held.end)
            # "Pour le préfet, le secrétaire général": the one who signs holds the second office.
            held = next((other for other in offices(cell) if other.start > held.end), held)
        piece.party = span
    elif held and held.of:
        piece.party = (start + held.of[0], start + held.of[1])
    elif held and folded(cell[held.start :]).text.startswith(_STANDS_FOR):
        piece.party = (start + held.start, start + held.end)
    elif not named and not held:
        piece.party = (start, end) if not (is_address(cell) or is_detail(cell)) else None
    elif opens_organisation(cell) and not (named and not cell[: named[0]].strip()):
        piece.party = name_span(text, start, end)
    if named:
        piece.person = (start + named[0], start + named[1])
    if held:
        piece.office = (start + held.start, start + held.end)
    return piece


def _person(cell: str) -> tuple[int, int] | None:
    """Where a person's name stands in a cell, through a civility that the scan broke or fused."""
    fused = _FUSED.match(cell)
    if fused:
        return _rest(cell, fused.end())
    first = cell.split(" ", 1)[0]
    spoken = _SPOKEN.match(folded(cell).text + " ")
    if spoken or (_BROKEN.fullmatch(first) and cell[len(first) + 1 : len(first) + 2].isupper()):
        start = len(first) + 1
        # The words behind a civility are a name even where the scan put spaces into them, but not "le Préfet".
        if cell[start : start + 1].isupper():
            return _rest(cell, start)
    behind = _behind_office(cell)
    if behind:
        return behind
    named = persons(cell)
    if named:
        return named[0]
    bare = cell.strip()
    if bare_name(bare) and not opens_organisation(bare) and not offices(bare):
        start = cell.index(bare)
        return (start, start + len(bare)) if _given(bare) else None
    return None


def _behind_office(cell: str) -> tuple[int, int] | None:
    """The name that ends a cell behind an office and a comma, with the spaces that a scan put into it."""
    for office in offices(cell):
        end = office.of[1] if office.of else office.end
        rest = re.match(r" ?, ?(?=[A-ZÀ-Ý])", cell[end:])
        start = end + (rest.end() if rest else 0)
        if rest and _BROKEN_NAME.fullmatch(cell[start:]) and not opens_organisation(cell[start:]):
            return (start, len(cell)) if len(cell[start:].split()) <= BROKEN_NAME_WORDS else None
    return None


def _given(name: str) -> bool:
    """Whether a name without civility begins with a given name and not in capitals, as an organisation's may."""
    first, *others = name.split()
    return _FIRST_NAME.fullmatch(first) is not None and all(
        word[:1].isupper() or word in {"de", "du", "le", "la"} for word in others
    )


def _rest(cell: str, start: int) -> tuple[int, int] | None:
    rest = cell[start:]
    end = len(re.split(r"[,;(]| [-–] ", rest)[0].rstrip(" ."))
    held = offices(rest[:end])
    if held:
        end = len(rest[: held[0].start].rstrip(" ,.LlaeSs’'")) if held[0].start else 0
    name = rest[:end]
    if len(letters(name)) < FEWEST_LETTERS or re.search(r"\d", name):
        return None
    return start, start + end


def _office(cell: str) -> Office | None:
    """The office that a cell is about: it stands first, or behind a name and a comma."""
    held = (o for o in offices(cell) if not _DELEGATED.search(folded(cell[: o.start]).text))
    return next(held, None) or _broken_office(cell)


def _broken_office(cell: str) -> Office | None:
    # Only what the scan broke is compared: "conseil départemental" is as near to an office as "Pr{sident".
    if not re.search(r"[^\w\s’'.,()-]|\d|_", cell):
        return None
    bare = letters(cell)
    alike = max((fuzz.ratio(bare, letters(name)) for name in words_of("offices.txt")), default=0)
    if len(bare) >= 2 * FEWEST_LETTERS - 1 and alike >= OFFICE_ALIKE:
        first = len(cell) - len(cell.lstrip())
        return Office(first, len(cell.rstrip()))
    return None


def blocks(run: Run) -> list[Block]:
    """The parties' stretches of a signature page, whatever its layout."""
    page = pieces(run)
    if columned(page):
        return _grid(page)
    upward = bool(page) and page[0].spoken and page[0].party is None and page[-1].party is not None
    found: list[Block] = []
    for piece in reversed(page) if upward else page:
        # A prefect's title under the name of the State's services is his office there.
        titled = piece.party == piece.office and bool(found) and not found[-1].offices and _stood_for(found[-1])
        if piece.party is not None and not titled:
            if not found or found[-1].persons or found[-1].offices or piece.marked:
                found.append(Block())
            found[-1].names.append(piece)
        if not found:
            continue
        if piece.person:
            found[-1].persons.append(piece.person)
        if piece.office:
            found[-1].offices.append(piece.office)
    if upward:
        for block in found:
            block.names.reverse()
    return found


def _stood_for(block: Block) -> bool:
    """Whether a block names an organisation for which a prefect's or a rector's title stands."""
    names = " ".join(piece.text for piece in block.names)
    return any(
        fuzz.partial_ratio(word, as_read(names)) >= STATE_ALIKE
        for word in ("prefecture", as_read("services de l'etat"))
    ) or institution(names)[0] in {"etat", "education"}


def _grid(pieces: Sequence[Piece]) -> list[Block]:
    """The blocks of rows with several columns: what stands in a column belongs to the party at its top."""
    blocks: list[Block] = []
    columns: list[Block] = []
    width = 0
    for row in sorted({piece.row for piece in pieces}):
        cells = [piece for piece in pieces if piece.row == row]
        if any(piece.party is not None for piece in cells):
            if len(cells) != width or any(block.persons or block.offices for block in columns):
                columns = [Block() for _ in cells]
                blocks += columns
                width = len(cells)
            for piece, block in zip(cells, columns, strict=True):
                block.names.append(piece) if piece.party is not None else None
        elif len(cells) != width:
            columns, width = [], 0  # which column a lone cell stands in cannot be told
            continue
        for piece, block in zip(cells, columns, strict=True):
            if piece.person:
                block.persons.append(piece.person)
            if piece.office:
                block.offices.append(piece.office)
    return blocks


def columned(pieces: Sequence[Piece]) -> bool:
    """Whether rows hold like beside like (two parties, two persons); else cells follow one another as lines do."""
    rows: dict[int, list[Piece]] = {}
    for piece in pieces:
        rows.setdefault(piece.row, []).append(piece)
    wide = [row for row in rows.values() if len(row) > 1]
    alike = [len({(piece.party is not None and not piece.spoken, piece.spoken) for piece in row}) == 1 for row in wide]
    return bool(wide) and all(alike)
