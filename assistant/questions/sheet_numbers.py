"""The numbers of sheets and articles that a folded question names. Pure functions."""

from __future__ import annotations

import re

from ingest.structure.numbers import number_of

# "3.a", "3-a": a number and a letter.
_LETTERED = r"\d{1,2}[.-][a-z]"
# "A1", "a-1", "E1-2", "II.b", "SE-1": a letter or a Roman number first; alone such a word may be anything.
_LETTER_FIRST = r"[a-z]{2}[.-]\d{1,2}|[a-z][.-]?\d{1,2}(?:[.-]\d{1,2}){0,2}|[ivx]{1,4}[.-](?:\d{1,2}|[a-z])"
SHEET = re.compile(
    r"\b(?:fiches?(?:[ -](?:actions?|mesures?|projets?))?|mesures?|chantiers?)\s*(?:n ?[°o] ?)?"
    rf"(?P<named>{_LETTERED}|{_LETTER_FIRST}|\d{{1,2}}(?:[.-]\d{{1,2}}){{0,2}})\b"
    r"|\b(?:(?:la|de la|actions?|l'action)\s+(?:n ?[°o] ?)?"
    rf"(?P<bare>{_LETTERED}|(?:[a-z]\.)?\d{{1,2}}[.-]\d{{1,2}}(?:[.-]\d{{1,2}})?)"
    rf"|(?:l'|d'|cette |^|[,;:(] ?)actions?\s+(?:n ?[°o] ?)?(?P<plain>{_LETTER_FIRST}|\d{{1,2}}))\b"
    r"(?! ?(?:%|€|euros|k€|m€|millions?|ans\b|[.,-]\d))"
    # "Qui finance la n°4 ?"
    r"|\b(?:la|celle|de la)\s+n ?[°o] ?(?P<counted>\d{1,2})\b(?! ?(?:%|€|euros|k€|ans\b|[.,-]\d))"
    # "AS-2 : qui la porte ?"
    rf"|^(?P<headed>{_LETTER_FIRST})(?= ?:)"
)
BARE = re.compile(
    rf"(?<![\d.,/-])(?:{_LETTERED}\b|(?:\b[a-z]\.)?\d{{1,2}}\.\d{{1,2}}(?:\.\d{{1,2}})?|\d{{1,2}}-\d{{1,2}}-\d{{1,2}})(?![\d.,-]*\d)"
    r"(?! ?(?:%|€|euros|k€|m€|millions?|ans\b))"
)
# "les fiches 8, 9 et 13": the numbers that follow one at once.
_ROW = re.compile(
    r"(?:(?:, ?| et | ou | ?\+ ?)(?:la |les |de la )?(?:[a-z][.-]?)?\d{1,2}(?:[.-](?:\d{1,2}|[a-z]\b)){0,2}"
    r"(?![\w.-]*\d| ?(?:%|€|euros|k€|m€|millions?|ans\b|fiches|actions|axes|communes)))+"
)
# "en 8, 9 et 13": three numbers in a row that count nothing.
_NUMBERS = re.compile(
    r"\b(?:en|dans|sur|pour) (?:les? |la )?(?P<first>\d{1,2})(?=, ?\d{1,2}(?:, ?\d{1,2})* et \d{1,2}\b)"
)
ARTICLE = re.compile(r"\bart(?:icle|\.)\s*(?:n ?° ?)?(?P<number>\d{1,2}|premier|1er)\b(?! ?(?:[a-z]?\.|-)\d)")


def sheets_of(folded: str) -> tuple[str, ...]:
    """The sheets that a folded question names."""
    match = SHEET.search(folded)
    listed = None if match else _NUMBERS.search(folded)
    if listed and _ROW.match(folded, listed.end()):
        return (number_of(listed["first"]), *_in_a_row(folded, listed.end()))
    if not match:
        return ()
    # "les fiches 2.1 et 2.2", "la 2.1, la 2.2": once a sheet is named, a bare number is one too.
    others = [number_of(found) for found in BARE.findall(folded[match.end() :])]
    first = match["named"] or match["bare"] or match["plain"] or match["counted"] or match["headed"]
    return tuple(dict.fromkeys((number_of(first), *_in_a_row(folded, match.end()), *others)))


def _in_a_row(folded: str, at: int) -> tuple[str, ...]:
    row = _ROW.match(folded, at)
    found = re.findall(r"(?:\b[a-z][.-]?)?\d{1,2}(?:[.-](?:\d{1,2}|[a-z]\b)){0,2}", row.group()) if row else []
    return tuple(map(number_of, found))


def sheet_of(folded: str) -> str:
    """The first sheet that a folded question names, empty when it names none."""
    return next(iter(sheets_of(folded)), "")


def article_of(folded: str) -> str:
    """The article that a folded question names, empty when it names none."""
    match = ARTICLE.search(folded)
    return number_of(match["number"]) if match else ""
