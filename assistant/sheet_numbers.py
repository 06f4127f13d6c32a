"""The numbers of sheets and articles that a folded question names. Pure functions."""

from __future__ import annotations

import re

from ingest.headings import number_of

# "3.a", "3-a": a number and a letter.
_LETTERED = r"\d{1,2}[.-][a-z]"
SHEET = re.compile(
    r"\b(?:fiches?(?:[ -](?:actions?|mesures?))?|mesures?)\s*(?:n ?[°o] ?)?"
    rf"(?P<named>{_LETTERED}|(?:[a-z]\.)?\d{{1,2}}(?:[.-]\d{{1,2}}){{0,2}})\b"
    r"|\b(?:(?:la|de la|actions?|l'action)\s+(?:n ?[°o] ?)?"
    rf"(?P<bare>{_LETTERED}|(?:[a-z]\.)?\d{{1,2}}[.-]\d{{1,2}}(?:[.-]\d{{1,2}})?)"
    r"|(?:l'|d'|cette |^|[,;:(] ?)actions?\s+(?:n ?[°o] ?)?(?P<plain>\d{1,2}))\b"
    r"(?! ?(?:%|€|euros|k€|m€|millions?|ans\b|[.,-]\d))"
)
BARE = re.compile(
    rf"(?<![\d.,/-])(?:{_LETTERED}\b|(?:\b[a-z]\.)?\d{{1,2}}\.\d{{1,2}}(?:\.\d{{1,2}})?|\d{{1,2}}-\d{{1,2}}-\d{{1,2}})(?![\d.,-]*\d)"
    r"(?! ?(?:%|€|euros|k€|m€|millions?|ans\b))"
)
ARTICLE = re.compile(r"\bart(?:icle|\.)\s*(?:n ?° ?)?(?P<number>\d{1,2}|premier|1er)\b(?! ?(?:[a-z]?\.|-)\d)")


def sheets_of(folded: str) -> tuple[str, ...]:
    """The sheets that a folded question names."""
    match = SHEET.search(folded)
    if not match:
        return ()
    # "les fiches 2.1 et 2.2", "la 2.1, la 2.2": once a sheet is named, a bare number is one too.
    others = (number_of(found) for found in BARE.findall(folded[match.end() :]))
    return tuple(dict.fromkeys((number_of(match["named"] or match["bare"] or match["plain"]), *others)))


def sheet_of(folded: str) -> str:
    """The first sheet that a folded question names, empty when it names none."""
    return next(iter(sheets_of(folded)), "")


def article_of(folded: str) -> str:
    """The article that a folded question names, empty when it names none."""
    match = ARTICLE.search(folded)
    return number_of(match["number"]) if match else ""
