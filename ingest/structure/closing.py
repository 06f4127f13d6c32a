"""Headings by which a contract speaks of itself again, behind its last action. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import takewhile

from ingest.records import SectionKind
from ingest.structure.headings import Heading, table_heading
from ingest.structure.labels import normalise
from ingest.structure.lines import Line

# A block of contacts says within so many lines how they are reached.
CONTACT_LINES = 5
CONTACT = re.compile(
    r"(?:vos |nos |les )?contacts?(?: utiles)?|pour (?:nous contacter|en savoir plus|tout renseignement)"
)
REACHED = re.compile(r"\S@\S|\b0\d(?:[ .]?\d\d){4}\b")
# The table of all actions names so many sheets within so many lines.
SHEETS_NAMED, TABLE_LINES = 2, 8
# What a contract says of itself, told with an article or with its name, and no field of a sheet.
_OF_CONTRACT = re.compile(
    r"(?:(?:chapitre|partie|titre|section)s? (?:[ivx]{1,4}|\d{1,2})\s?[.:–—-]?\s*)?"
    r"(?:(?:l['’]\s?|la |le |les |nos |notre )(?:organisation|gouvernance|pilotage|instances?|animation|engagements?"
    r"|duree|evolution|revision|communication|resiliation|litiges?|suivi|evaluation|dispositions|signatures?|regles|vie)"
    r"(?: (?:et|du|de|des|la|le|les|l['’]|au) ?[a-z’' -]{2,50})?"
    r"|(?:organisation|gouvernance|pilotage|engagements?|duree|revision|communication|resiliation|suivi|evaluation|vie)"
    r"(?: et [a-z]+)? (?:du|de ce|de notre) (?:contrat|cls)(?: local de sante)?)"
)


def closes_sheets(lines: Sequence[Line]) -> bool:
    """Whether the second of three lines is such a heading: behind a sentence, apart, above a sentence."""
    if len(lines) < 3:
        return False
    above, line, below = lines
    text = line.text.strip()
    if not _OF_CONTRACT.fullmatch(line.folded.strip(" :.")) or not text[:1].isupper() or text[-1] in ".;,:":
        return False
    apart = line.after_gap or line.page != above.page
    return apart and above.text.rstrip()[-1:] in ".!?…" and len(below.text) > len(text) and below.text[:1].isupper()


def heads_table(lines: Sequence[Line], i: int, headings: Iterable[Heading]) -> bool:
    """Whether at a line, apart, begins the table of all actions: it is named so, or its rows have sheets' titles."""
    line, rows = lines[i], lines[i + ("|" not in lines[i].text) : i + TABLE_LINES]
    if not rows or rows[0].text.count("|") < 2 or not (line.after_gap or line.page != lines[i - 1].page):
        return False
    return table_heading(line.text) or _name_sheets(rows, headings)


def _name_sheets(rows: Sequence[Line], headings: Iterable[Heading]) -> bool:
    """Whether the rows of a table have the titles of several sheets in cells of their own."""
    titles = {normalise(item.title) for item in headings if item.kind is SectionKind.SHEET} - {""}
    table = takewhile(lambda row: "|" in row.text, rows)
    cells = {normalise(cell) for row in table for cell in row.text.split("|")}
    return len(cells & titles) >= SHEETS_NAMED
