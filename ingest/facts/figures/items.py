"""Lists of figures: "• Enfants en surpoids : 11,4 % en 2033 (Orvanne : 9,9 % ; France : 9,7 %). Source : ORS." Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.facts.figures.measures import told_unit, unit_implied, unit_told, without_told
from ingest.facts.figures.territories import Places
from ingest.facts.reading import Run, flat
from ingest.facts.records import DiagnosisFigure

_NUMBER = r"(?:\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d+)(?:,\d+)?"
_UNIT = r"%|‰|ans\b|jours\b|minutes\b|mois\b|km\b|€"
_OTHER = re.compile(rf"\s*(?P<place>[^:;\d]{{3,60}}?)\s?:\s(?P<value>{_NUMBER})\s?(?P<unit>{_UNIT})?\s*")
_ITEM = re.compile(
    r"^[ \t]*[•▪◦*–-]\s(?P<what>[^\W\d][^:•▪◦\n]{3,110}(?:\n(?![ \t]*[•▪◦*–-]\s)[^:•▪◦\n]{1,60})?)\s?:\s"
    rf"(?P<value>{_NUMBER})\s?(?P<unit>{_UNIT})?(?:,?\s(?:en|au 1er janvier)\s(?P<year>20\d\d))?"
    r"\s*(?:\((?P<others>[^()•]{5,200})\))?\s*(?:[.;]|$)(?:\s*Sources?\s?:\s(?P<source>[^.;•\n]{2,60}(?:\n[^.;•\n]{2,40})?))?",
    re.MULTILINE,
)


def item_figures(run: Run, places: Places) -> Iterator[DiagnosisFigure]:
    """The figures of the items of a list: the territory's own, then those of the places that a bracket names.

    An item that tells neither other places, nor a year with its source, may speak of anything.
    """
    for match in _ITEM.finditer(run.text):
        compared = [found for part in (match["others"] or "").split(";") if (found := _OTHER.fullmatch(part))]
        known = bool(compared) and all(places.doubt(flat(other["place"])) is not None for other in compared)
        if match["others"] and (not known or len(compared) < len(match["others"].split(";"))):
            continue
        if not known and not (match["year"] and match["source"]):
            continue
        name, bracket = without_told(flat(match["what"]))
        for place, value, unit in (
            ("", match["value"], match["unit"]),
            *((flat(other["place"]), other["value"], other["unit"]) for other in compared),
        ):
            number = float(re.sub(r"\s", "", value).replace(",", "."))
            yield DiagnosisFigure(
                indicator=name,
                value=number,
                unit=unit or told_unit(bracket) or unit_told(name) or unit_implied(name, number),
                evidence=run.evidence(*match.span()),
                territory=place,
                year=match["year"] or "",
                source=flat(match["source"] or "").strip(" ."),
                shown=flat(value),
            )
