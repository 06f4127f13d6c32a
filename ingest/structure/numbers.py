"""The numbers of headings: their forms as patterns on folded text, and how they are normalised. Pure functions."""

from __future__ import annotations

import re

_DOTTED = r"\s?[.\-]\s?\d{1,2}"
_PLAIN = (
    rf"[ivx]{{1,4}}(?:{_DOTTED}){{1,2}}|\d{{1,2}}[.\-][a-z](?![\w'])"
    rf"|(?:[a-z][.\-]?\s?)?\d{{1,2}}(?:{_DOTTED}){{0,2}}"
    rf"|[ivx]{{1,5}}"
)
# "AS-1", "PREV 2": letters that stand for the axis, always capitals, before the number of the sheet.
_CODE = r"(?!(?:les?|la|des?|du|une?|aux?|en|et|sur|art|page|lot|tome)\b)[a-z]{2,4}\s?[.\-]?\s?\d{1,2}"
# "OS1-OO2-A3": the way from the axis to the sheet; "II-B": the axis in Roman figures, the sheet as a letter.
_PATH = r"[a-z]{1,4}\d{1,2}(?:\s?[.\-/]\s?[a-z]{1,4}\d{1,2}){1,3}"
_ROMAN_LETTER = r"[ivx]{1,4}\s?[.\-]\s?[a-h](?![\w'’])"
# "101", where hundreds count the axes; "B": only behind the word for a sheet.
_HUNDREDS, _LETTER = r"\d{3}(?=\s*(?:[:.|/·•–—\n-]|$))", r"[a-z](?=\s*(?:[:.|/·•–—-]|$))"
_LETTERED = r"\d{1,2}\s?[.\-]?\s?[a-z](?![\w'’])"
_LED = r"[a-z][.\-]?\s?\d{1,2}(?:\s?[.\-]\s?\d{1,2}){0,2}"
_FIGURES = r"\d{1,2}(?:\s?[.\-]\s?\d{1,2}){0,2}"
_ROMAN = {"i": 1, "v": 5, "x": 10}

# The number behind "Fiche" or "Action"; that of a line in a series; what such a line has only behind a word.
OF_WORD = rf"{_HUNDREDS}|{_LETTER}"
OF_SHEET = rf"{_PATH}|{_ROMAN_LETTER}|{_HUNDREDS}|{_PLAIN}|{_CODE}|{_LETTER}"
OF_SERIES = (
    rf"{_PATH}|{_ROMAN_LETTER}|[ivx]{{1,4}}(?:{_DOTTED}){{1,2}}|{_LETTERED}|{_LED}|(?!{_HUNDREDS}){_FIGURES}|{_CODE}"
)

# What a title leaves out: a number behind its word, and one that stands alone before it.
OF_PATH = rf"(?:{_PATH}|{_ROMAN_LETTER})"
OF_TITLE = (
    rf"{OF_PATH}|{_HUNDREDS}|[ivx]{{1,4}}(?:{_DOTTED}){{1,2}}|\d{{1,2}}[.\-][a-z](?![\w'’])"
    rf"|(?:[a-z][.\-]?\s?)?\d{{1,2}}(?:{_DOTTED}){{0,2}}(?![\d\w])|[ivx]{{1,5}}\b|[a-z](?=\s?[.)]\s?[–—-])"
)


def number_of(text: str) -> str:
    """A number as written, normalised: "2-1" and "2 . 1" give "2.1", "III" gives "3", "A.1" stays "A.1"."""
    bare = re.sub(r"\s", "", text).lower()
    if bare in {"1er", "premier"}:
        return "1"
    if re.fullmatch(r"[ivx]+", bare):
        return str(_roman(bare))
    if re.fullmatch(_PATH, bare):
        return re.sub(r"[-/]", ".", bare).upper()
    if parts := re.match(r"([ivx]+)[.-](?=\d)", bare):
        bare = f"{_roman(parts[1])}.{bare[parts.end() :]}"
    bare = re.sub(r"^(\d{1,2})-?(?=[a-z]$)", r"\1.", bare)
    bare = re.sub(r"^([a-z]{1,4})[.\-]?(?=\d)", r"\1.", bare)
    return bare.replace("-", ".").upper()


def _roman(letters: str) -> int:
    values = [_ROMAN[c] for c in letters]
    return sum(-v if i + 1 < len(values) and v < values[i + 1] else v for i, v in enumerate(values))


def shape_of(number: str) -> str:
    """The form of a number, the same for all of a series: "9.9", "A.9", "I.A", "AA9.AA9"."""
    shape = re.sub(r"\d+", "9", re.sub(r"\s", "", number).lower().replace("-", "."))
    if re.fullmatch(_PATH, number):
        return re.sub(r"[a-z]+", "AA", shape).replace("/", ".")
    shape = (
        re.sub(r"^[ivx]+(?=\.)", "I", shape)
        if re.match(r"[ivx]+\.", shape)
        else re.sub(r"^[a-z]+", lambda match: "A" if len(match.group()) == 1 else "AA", shape)
    )
    return re.sub(r"(?<=[9I])\.?[a-z]$", ".A", shape)


def in_capitals(number: str) -> bool:
    """Whether the letters of a code are written as one: "AS-1", but not "du 12"."""
    letters = re.findall(r"[^\W\d_]{2,}", number)
    return all(each.isupper() or re.fullmatch(r"[ivx]+", each) is not None for each in letters)
