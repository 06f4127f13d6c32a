"""What the content of a field tells of the field: money, dates, indicators. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.facts.items import is_organisation, organisations
from ingest.naming import fold

# So large a share of the sheets must agree for a field to be told by its content.
AGREE = 0.75
# What is said of a calendar or of money is short.
SHORT_CHARACTERS = 160
# A list of so many organisations names partners.
FEWEST_PARTNERS = 3
_MONEY = re.compile(r"\d[\d .]*(?:,\d+)? ?(?:k?€|(?:k|m)?euros?\b)")
_NO_MONEY = re.compile(r"^\W*(?:neant|a definir|cpom\b.*|fir\b.*|sans objet|non chiffre.*)\W*$")
_MEASURED = re.compile(
    r"\W*(?:nombre|nb|nbre|taux|pourcentage|proportion|evolution d|satisfaction|delai moyen|part d(?:e|es|u)) "
)
_DATED = re.compile(
    r"\b20\d\d\b|\b(?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)\b"
    r"|\b(?:semestre|trimestre|duree du (?:contrat|cls)|en continu|chaque annee|sur \d ans)\b"
)
_AIMED = re.compile(r"\b(?:in)?direct(?:e?s?)\s*:")


def kind_of(contents: Sequence[str]) -> str:
    """The canonical field that the contents of one label, sheet by sheet, tell; empty where they do not agree."""
    folded = [fold(text) for text in contents]
    for name, holds in (("indicators", _measures), ("public", _aims), ("funding", _prices), ("calendar", _dates)):
        if sum(map(holds, folded)) >= AGREE * len(folded):
            return name
    return _actors(contents)


def _actors(contents: Sequence[str]) -> str:
    """Who leads, where each content is one organisation or two; partners where most are lists of them."""
    lists = [[text[low:high] for low, high in organisations(text, 0)] for text in contents]
    if sum(all(map(is_organisation, names)) and bool(names) for names in lists) < AGREE * len(lists):
        return ""
    return "partners" if sum(len(names) >= FEWEST_PARTNERS for names in lists) > len(lists) / 2 else "lead"


def _lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip()]


def _measures(text: str) -> bool:
    lines = _lines(text)
    return bool(lines) and sum(bool(_MEASURED.match(line)) for line in lines) > len(lines) / 2


def _aims(text: str) -> bool:
    return bool(_AIMED.search(text))


def _prices(text: str) -> bool:
    lines = _lines(text)
    priced = sum(bool(_MONEY.search(line)) for line in lines) > len(lines) / 2
    return bool(lines) and (priced or (len(lines) == 1 and bool(_NO_MONEY.match(text))))


def _dates(text: str) -> bool:
    return len(text) <= SHORT_CHARACTERS and len(_lines(text)) <= 2 and bool(_DATED.search(text))
