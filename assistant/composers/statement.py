"""What a composer gives: statements with their proofs, which `verify` checks one by one before they are said."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.quotations.section_names import shown_path
from assistant.records import Status
from assistant.verify import Proof
from ingest.facts.records import Evidence
from ingest.records import Document, Section
from ingest.storage.snapshot import Snapshot

# Quotes on one page that lie this near are quoted in one piece, as long as the piece is no longer than this.
NEAR_CHARACTERS = 160
PIECE_CHARACTERS = 900
# A passage that proves several values of a page at once is no longer than this.
PASSAGE_CHARACTERS = 1_800
FEWEST_WORDS = 4  # of a line that is quoted alone


@dataclass(frozen=True, slots=True)
class Computation:
    """A number that code made of others: `operands` are those that the quotes hold.

    `how` is "sum", "count", "difference" of two that are quoted, "product" of the first operand, quoted, by the second,
    a whole number, "share": of the first, quoted, by a fraction, or "quotient" of two that are quoted, to the cent.
    """

    how: str
    operands: tuple[float, ...]
    result: float


@dataclass(frozen=True, slots=True)
class SaidFigure:
    """A figure in a statement, as said, as a number, and its unit ("EUR/an", "EUR", "%", "habitants")."""

    text: str
    value: float
    unit: str


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence or list item, without marks: `names` are the organisations and people that it names."""

    text: str
    proofs: tuple[Proof, ...] = ()
    item: bool = False
    names: tuple[str, ...] = ()
    computed: tuple[Computation, ...] = ()
    figures: tuple[SaidFigure, ...] = ()
    context: str = ""  # numbers that name where it stands (sheets, contracts), not facts


@dataclass(frozen=True, slots=True)
class Composed:
    """A composed answer; `contracts` are the ids of those it speaks of, `note` what the reader should know of scope."""

    statements: tuple[Statement, ...]
    contracts: tuple[str, ...]
    status: Status = Status.ANSWERED
    note: str = ""
    suggestions: tuple[str, ...] = ()


class Prover:
    """Turns evidence into proofs, each with the section in which it stands."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot

    def proofs(self, evidence: Iterable[Evidence]) -> tuple[Proof, ...]:
        """The proofs for some evidence: near ones of a page in one piece, in the order in which they came."""
        return self._gathered(evidence, NEAR_CHARACTERS, PIECE_CHARACTERS)

    def passages(self, evidence: Iterable[Evidence]) -> tuple[Proof, ...]:
        """The proofs for what a list says: whole lines, those of a page in one passage where that is short enough."""
        return self._gathered(map(self._lines, evidence), PASSAGE_CHARACTERS, PASSAGE_CHARACTERS)

    def _gathered(self, evidence: Iterable[Evidence], near: int, longest: int) -> tuple[Proof, ...]:
        """The proofs for evidence, what stands at most `near` apart in one piece of at most `longest` characters."""
        pieces: list[Evidence] = []
        for found in evidence:
            for i, piece in enumerate(pieces):
                joined = self._joined(piece, found, near, longest)
                if joined:
                    pieces[i] = joined
                    break
            else:
                pieces.append(found)
        return tuple(proof for piece in pieces if (proof := self._proof(piece)))

    def _lines(self, piece: Evidence) -> Evidence:
        """The evidence with the whole of the lines on which it stands: a word alone proves little to a reader."""
        text = self._text(piece.document_id, piece.page)
        start = text.rfind("\n", 0, piece.start) + 1
        end = text.find("\n", piece.end)
        end = len(text) if end < 0 else end
        above = text[:start].rstrip()
        if above and len(text[start:end].split()) < FEWEST_WORDS:
            start = above.rfind("\n") + 1
        if end - start > PIECE_CHARACTERS or not text:
            return piece
        return replace(piece, start=start, end=end, quote=text[start:end])

    def under_header(self, evidence: Iterable[Evidence]) -> tuple[Proof, ...]:
        """The proofs for some evidence, those that are rows of a table with the row that names its columns."""
        pieces = list(evidence)
        return self.proofs([*pieces, *dict.fromkeys(header for e in pieces for header in self._header(e))])

    def _header(self, piece: Evidence) -> Iterator[Evidence]:
        text = self._text(piece.document_id, piece.page)
        start = text.rfind("\n", 0, piece.start) + 1
        if "|" not in text[start : piece.end]:
            return
        while start and "|" in text[(before := text.rfind("\n", 0, start - 1) + 1) : start]:
            start = before
        end = text.find("\n", start)
        named = all(re.search(r"[^\W\d]{3}", cell) for cell in text[start:end].split("|") if cell.strip())
        if start < end <= piece.start and named:
            yield replace(piece, start=start, end=end, quote=text[start:end])

    def _joined(self, one: Evidence, other: Evidence, near: int, longest: int) -> Evidence | None:
        if (one.document_id, one.page) != (other.document_id, other.page):
            return None
        start, end = min(one.start, other.start), max(one.end, other.end)
        gap = max(one.start, other.start) - min(one.end, other.end)
        if gap > near or end - start > longest:
            return None
        text = self._text(one.document_id, one.page)
        return replace(one, start=start, end=end, quote=text[start:end])

    def _proof(self, piece: Evidence) -> Proof | None:
        document = self._snapshot.document(piece.document_id)
        if document is None:
            return None
        section = self._field_at(piece) or section_at(document, piece)
        return Proof(document, piece.page, piece.start, piece.end, piece.quote, section)

    def _field_at(self, piece: Evidence) -> str:
        """The sheet and the field in which a piece begins, sub-fields under the field's name, as search gives it."""
        for row in self._snapshot.rows_of(piece.document_id):
            passage = self._snapshot.passages[row]
            if passage.sheet and any(s.page == piece.page and s.start <= piece.start < s.end for s in passage.spans):
                document = self._snapshot.document(piece.document_id)
                return shown_path(passage.path, document, piece.page) if document else ""
        return ""

    def _text(self, document_id: str, number: int) -> str:
        document = self._snapshot.document(document_id)
        return next((page.text for page in document.pages if page.number == number), "") if document else ""


def section_at(document: Document, evidence: Evidence) -> str:
    """The path of the innermost section in which evidence stands, as shown to readers."""
    place = (evidence.page, evidence.start)
    held = [section for section in document.sections if section.start <= place < section.end]
    return shown_path(_innermost(held).path, document, evidence.page) if held else ""


def _innermost(sections: Sequence[Section]) -> Section:
    return max(sections, key=lambda section: (section.start, len(section.path)))
