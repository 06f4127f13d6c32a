"""Parties of a table whose columns only space keeps apart: organisation, office, person. Pure functions.

"Institution Qualité Représentant", then "Centre hospitalier de X Directrice Anne Dupont", a long cell going on below.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.facts.folding import folded
from ingest.facts.parties.cues import OFFICE_HEAD, PARTY_HEAD, PERSON_HEAD
from ingest.facts.parties.organisations import is_name
from ingest.facts.parties.people import bare_name, offices, people
from ingest.facts.reading import Run

# A row of the table takes no more lines than this.
ROW_LINES = 4

_HEAD = re.compile(rf"(?:{PARTY_HEAD}) (?:{OFFICE_HEAD}) (?:{PERSON_HEAD})")
# A person's name, two to four words, ends the row.
_CIVILITY = re.compile(r"\b(?:M\.|Mme\.?|Mr|Dr\.?|Pr\.?|Monsieur|Madame)$")
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Triple:
    """Where an organisation, an office and a person stand in a run's text."""

    party: tuple[int, int]
    office: tuple[int, int]
    person: tuple[int, int]


def triples(run: Run) -> Iterator[Triple]:
    """The rows below each head of such a table, until a line that is none."""
    lines = list(re.finditer(r"[^\n]+", run.text))
    i = 0
    while i < len(lines):
        i += 1
        if not _HEAD.fullmatch(folded(lines[i - 1].group()).text.strip(" :")):
            continue
        while i < len(lines) and (found := _row(run.text, lines[i : i + ROW_LINES])):
            triple, taken = found
            yield triple
            i += taken


_PARTY_HEAD, _PERSON_HEAD = re.compile(PARTY_HEAD), re.compile(PERSON_HEAD)


@dataclass(frozen=True, slots=True)
class Pair:
    """Where an organisation stands in a run's text, and the line below it that says who represents it."""

    party: tuple[int, int]
    person: tuple[int, int]
    office: tuple[int, int] | None


def pairs(run: Run) -> Iterator[Pair]:
    """The rows of a table of two columns whose cells stand one below the other, behind the names of its columns."""
    lines = list(re.finditer(r"[^\n]+", run.text))
    for i in range(len(lines) - 1):
        heads = [folded(line.group()).text.strip(" :") for line in lines[i : i + 2]]
        if not (_PARTY_HEAD.fullmatch(heads[0]) and _PERSON_HEAD.fullmatch(heads[1])):
            continue
        for name, told in zip(lines[i + 2 :: 2], lines[i + 3 :: 2], strict=False):
            named, held = people(told.group()), offices(told.group())
            if not is_name(name.group().strip()) or len(named) != 1 or named[0][0] > len("Monsieur "):
                break
            person = (told.start() + named[0][0], told.start() + named[0][1])
            behind = [one for one in held if one.start >= named[0][1]]
            office = (told.start() + behind[0].start, told.end()) if behind else None
            yield Pair(name.span(), person, office)


def _row(text: str, lines: list[re.Match[str]]) -> tuple[Triple, int] | None:
    """The row that begins at the first line, and how many lines it takes."""
    start = lines[0].start()
    for taken, line in enumerate(lines, 1):
        whole = text[start : line.end()].replace("\n", " ")
        office = next((one.start for one in offices(whole) if one.start), None)
        name = _name_behind(whole, office) if office is not None else None
        if office is None or name is None:
            continue
        party = start + len(whole[:office].rstrip())
        ended = _CIVILITY.sub("", whole[:name].rstrip()).rstrip()
        return Triple((start, party), (start + office, start + len(ended)), (start + name, line.end())), taken
    return None


def _name_behind(whole: str, office: int) -> int | None:
    """Where the name of a person that ends a row begins, behind the office's first word."""
    words = [word.start() for word in _WORD.finditer(whole) if word.start() > office]
    return next((at for at in words if " " in whole[at:].strip() and bare_name(whole[at:].strip())), None)
