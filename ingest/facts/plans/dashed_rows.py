"""Actions listed on a line each, parted by dashes: "Action 1, Ouvrir un centre – CIAS – 900 €". Pure functions."""

from __future__ import annotations

import re

from ingest.facts.items import is_organisation, items, said_organisations
from ingest.facts.parties.organisations import names_organisation
from ingest.facts.plans.summary import Row, outside, sheet_title
from ingest.facts.reading import Reading, Run, letters
from ingest.facts.records import Place
from ingest.facts.sheets.indicators import fold_same
from ingest.records import SectionKind
from ingest.structure.numbers import number_of

# So many lines make a list, this share of which bear the titles of the sheets of their numbers.
FEWEST, TITLED_SHARE = 3, 0.5
_LEAD = re.compile(
    r"(?:fiches?(?:[ -](?:actions?|projets?))?|actions?|projets?|chantiers?|mesures?|operations?|[a-z]{4,})?\s*"
    r"(?:n\s?[°o]\s?)?(?P<number>(?:[a-z][.-]?)?\d{1,2}(?:[.-]\d{1,2})?)\s*[,.:–—-]\s+(?=\w)"
)
_DASH = re.compile(r"\s[–—-]\s")


def dashed_rows(reading: Reading) -> tuple[Row, ...]:
    """The rows of a list of all actions outside the sheets, with who leads each where its second part is a name."""
    titles = {s.number: title for s in reading.of(SectionKind.SHEET) if (title := sheet_title(reading, s))}
    run = Run(reading.document_id, reading.pages, tuple(outside(reading)))
    found: dict[str, Row] = {}
    same = 0
    for low, high in items(run):
        match = _LEAD.match(fold_same(run.text[low:high]).lower())
        number = number_of(match["number"]) if match else ""
        if match is None or number not in titles or number in found:
            continue
        start = low + match.end()
        cuts = [(m.start(), m.end()) for m in _DASH.finditer(run.text, start, high)]
        if not cuts:
            continue
        title = run.said(start, cuts[0][0], Place.SUMMARY)
        end = cuts[1][0] if len(cuts) > 1 else high
        cell = run.text[cuts[0][1] : end].strip()
        named = is_organisation(cell) or names_organisation(cell)
        leads = said_organisations(run, Place.SUMMARY, 0, cuts[0][1], end, actors=True) if named else ()
        same += letters(title.value) == letters(titles[number].value)
        found[number] = Row(number, title, leads)
    return tuple(found.values()) if len(found) >= FEWEST and same >= TITLED_SHARE * len(found) else ()
