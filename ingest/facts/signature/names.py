"""The parties that the signature page itself names, for contracts that list them nowhere else. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ingest.facts.parties.institutions import institution
from ingest.facts.parties.organisations import is_name, opens_organisation
from ingest.facts.reading import Reading, Run, flat, letters
from ingest.facts.records import Evidence, Party, PartyRole, Place
from ingest.facts.signature.blocks import Block, Piece, blocks, columned, pieces, unfinished
from ingest.facts.signature.place import signature_pages

# The name of a party on the page takes up to so many lines.
NAME_LINES = 7
# Digits and small letters inside capitals are what a scan makes of letters.
_STAINED = re.compile(r"[A-ZÀ-Ý]\d|\d[A-ZÀ-Ý]|[A-ZÀ-Ý]{2}[a-zà-ÿ][A-ZÀ-Ý]|[|^{}~]")


@dataclass(slots=True)
class _Name:
    """The lines of one party's name; one without lines stands where somebody signs for nobody that is named."""

    pieces: list[Piece] = field(default_factory=list)

    @property
    def marked(self) -> bool:
        return self.pieces[0].marked


def signing(reading: Reading) -> tuple[Party, ...]:
    """The parties that the page names ("Pour l'ARS …"); none where a name cannot be read whole."""
    named: list[Party] = []
    for run in signature_pages(reading):
        for name in _names(run):
            party = _party(run, name)
            if party is None or _STAINED.search(party.name):
                return ()  # a list with holes would say that the others do not sign
            if not any(letters(party.name) == letters(other.name) for other in named):
                named.append(party)
    return tuple(named)


def _party(run: Run, name: _Name) -> Party | None:
    spans = [piece.party or (piece.start, piece.end) for piece in name.pieces]
    shown = flat(" ".join(run.text[slice(*span)] for span in spans))
    if not spans or unfinished(shown) or not is_name(shown):
        return None
    if all(run.text[before[1] : after[0]] == "\n" for before, after in pairwise(spans)):
        spans = [(spans[0][0], spans[-1][1])]
    proofs: tuple[Evidence, ...] = tuple(proof for span in spans for proof in run.evidence(*span))
    return Party(shown, PartyRole.SIGNATORY, proofs, place=Place.SIGNATURE)


def _names(run: Run) -> Iterator[_Name]:
    """The names of a page, each with the lines that it takes."""
    page = pieces(run)
    if columned(page):
        for block in blocks(run):
            yield from _of_column(block)
        return
    upward = bool(page) and page[0].spoken and page[0].party is None
    stretch: list[Piece] = []
    for piece in page:
        if not piece.spoken:
            stretch += [piece] if piece.party is not None else []
            continue
        found = list(_grouped(run, stretch))
        yield from found
        # Somebody signs below lines of which none is known to name a party.
        if stretch and not found and piece.person and not upward:
            yield _Name()
        stretch = []
        if piece.party is not None and piece.party != piece.office and _opens(piece):
            yield _Name([piece])
    yield from _grouped(run, stretch)


def _of_column(block: Block) -> Iterator[_Name]:
    """The name that a column's top gives: its lines stand below one another, whatever stands beside them."""
    whole = [piece for piece in block.names if piece.party != piece.office]
    if whole and _opens(whole[0]):
        yield _Name([whole[0]] if whole[0].spoken else whole)


def _grouped(run: Run, stretch: Sequence[Piece]) -> Iterator[_Name]:
    """The names in lines that nobody's person or office parts; what no name goes on with is left out."""
    name: _Name | None = None
    for piece in stretch:
        if name and _goes_on(run, name, piece):
            name.pieces.append(piece)
        elif _opens(piece):
            if name:
                yield name
            name = _Name([piece])
    if name:
        yield name


def _goes_on(run: Run, name: _Name, piece: Piece) -> bool:
    """Whether a line goes on with the name above it."""
    last = name.pieces[-1]
    if piece.marked or len(name.pieces) >= NAME_LINES or piece.row != last.row + 1:
        return False
    if unfinished(last.text) or last.text.endswith("-"):
        return True
    # "Pour l'ARS" marks each party of its page; elsewhere an organisation's word begins another.
    apart = run.text[last.end : piece.start].count("\n") > 1
    return not apart and (name.marked or not _opens(piece))


def _opens(piece: Piece) -> bool:
    """Whether a line begins as the name of a party does; a single word is one if it is a known institution."""
    if piece.marked:
        return True
    # "CPAM ; Centre hospitalier": a cell that lists several is of another table.
    if not opens_organisation(piece.text) or ";" in piece.text:
        return False
    return len(piece.text.split()) > 1 or bool(institution(piece.text)[0])
