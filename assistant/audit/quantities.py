"""Numbers in French text with their unit, however they are written. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from assistant.audit.aligned import aligned
from ingest.facts.numerals import NUMERAL, numeral

EURO, PERCENT = "EUR", "%"
# Units of time: "cinq ans" is not "cinq mois".
_TIME_FORMS = {
    "ans": "an ans annee annees year years",
    "mois": "mois month months",
    "semaines": "semaine semaines week weeks",
    "jours": "jour jours day days",
    "heures": "heure heures hour hours",
    "minutes": "minute minutes",
    "trimestres": "trimestre trimestres",
    "semestres": "semestre semestres",
}
TIMES = {form: unit for unit, forms in _TIME_FORMS.items() for form in forms.split()}
_DIGITS = r"\d{1,3}(?:[ \u00a0\u202f'.]\d{3})+(?:,\d+)?(?!\d)|\d+(?:[.,]\d+)*"
_AND_ONE = r"(?:vingt|trente|quarante|cinquante|soixante)[ -]et[ -]une"
_NUMBER = re.compile(rf"(?<![\w.,])(?P<digits>{_DIGITS})|(?<![\w-])(?P<words>{_AND_ONE}|{NUMERAL})(?![\w-])")
_SCALE = re.compile(r"[ \n]?(?:(?P<short>k|md|m)(?= ?(?:€|euros?\b))|(?P<long>mille|milliers?|millions?|milliards?)\b)")
_SCALES = {"k": 1e3, "m": 1e6, "md": 1e9, "mille": 1e3, "millier": 1e3, "million": 1e6, "milliard": 1e9}
_EURO = re.compile(r"[ \n]?(?:d'|de )?(?:€|euros?\b|eur\b)")
_PERCENT = re.compile(r"[ \n]?(?:%|pour ?cent\b|percent\b|per cent\b)")
_NOUN = re.compile(r"[ \n-]*(?:(?:nouvelles?|nouveaux|jeunes|grandes?|autres|petites?) )?(?P<noun>[a-z][a-z'-]*)")
_ORDINAL = re.compile(r"(?:er|ere|e|eme|ieme|nd|nde|°)\b")
_LIST_MARK = re.compile(r"[ \n]*[.)°]? *[–-]")
_BROKEN = re.compile(r"(?<=\d)\n(?=\d{3} ?(?:€|euros?\b|habitants))")
# Words that are numbers and mostly mean something else.
_NOT_NUMBERS = frozenset({"un", "et", "uns", "cent", "cents", "mille"})
_FRACTIONS = {"moitie": 0.5, "tiers": 1 / 3, "quart": 0.25, "half": 0.5}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as said: `text` with its unit, `unit` is EUR, %, ans…, or the folded noun that follows, "" for none."""

    text: str
    value: float
    unit: str
    start: int
    end: int
    ordinal: bool = False
    fine: str = ""  # the number as digits write it, where it has more than one point: "2.1.3"


@lru_cache(maxsize=4_096)
def quantities(text: str) -> tuple[Quantity, ...]:
    """The quantities of a text, in order."""
    # "55", then "000 €" on the next line, is one number.
    folded = _BROKEN.sub(" ", aligned(text.replace("\u00a0", " ").replace("\u202f", " ")))
    return tuple(_found(text, folded))


def _found(text: str, folded: str) -> Iterator[Quantity]:
    for match in _NUMBER.finditer(folded):
        digits, words = match["digits"], match["words"]
        value = value_of(digits) if digits else _in_words(words)
        if value is None:
            continue
        start = match.start() + (3 if words and words.startswith("et ") else 0)
        end = match.end()
        scale = _SCALE.match(folded, end)
        if scale:
            value *= _SCALES[scale["short"] or scale["long"].rstrip("s")]
            end = scale.end()
        ordinal = bool(digits and _ORDINAL.match(folded, end))
        unit, end = _unit(folded, end)
        fine = digits if digits and re.search(r"\.\d+\.|^\d+\.\d{1,2}$", digits) else ""
        yield Quantity(text[start:end], round(value, 4), unit, start, end, ordinal, fine)


def _unit(folded: str, end: int) -> tuple[str, int]:
    euro, percent = _EURO.match(folded, end), _PERCENT.match(folded, end)
    if euro:
        return EURO, euro.end()
    if percent:
        return PERCENT, percent.end()
    noun = _NOUN.match(folded, end)
    if not noun or _LIST_MARK.match(folded, end):
        return "", end
    word = noun["noun"].split("'")[-1] if "'" in noun["noun"] else noun["noun"]
    if word in TIMES:
        return TIMES[word], noun.end()
    return (word, noun.end()) if len(word) > 3 and word not in _TIES else ("", end)


# Small words after a number are no unit.
_TIES = frozenset("dans pour avec sans sous sont chez vers selon entre ainsi dont leur leurs plus moins".split())


def _in_words(words: str) -> float | None:
    bare = re.sub(r"^et |(?: |-|\n)et$", "", words.strip())
    one = re.search(r"[ -]et[ -]une$", bare)  # "vingt et une communes"
    bare = bare[: one.start()] if one else bare
    if bare in _NOT_NUMBERS:
        return None
    number = numeral(bare)
    return None if number is None else float(number + bool(one))


@lru_cache(maxsize=16_384)
def value_of(digits: str) -> float:
    """The value of a number in digits: "30 000", "30.000", "2,5"; of "2.1.3" the first two parts."""
    bare = re.sub(r"[ \u00a0\u202f']", "", digits)
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", bare):
        bare = bare.replace(".", "")
    parts = bare.replace(",", ".").split(".")
    return float(".".join(parts[:2]))


def fractions(text: str) -> frozenset[str]:
    """The fractions that a text says in words: "la moitié", "un tiers"."""
    return frozenset(re.findall(rf"\b(?:{'|'.join(_FRACTIONS)})\b", aligned(text)))
