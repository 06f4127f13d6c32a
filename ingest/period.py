"""The years that a contract covers, told from its title, its headers and its text. Pure functions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from ingest.structure.numbers import number_of

# The years that a contract spans, by the law's practice.
SHORTEST, LONGEST = 2, 7

_MONTH = r"(?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)"
_DAY = rf"(?:(?:le )?(?:1er|\d{{1,2}}) )?{_MONTH} "
# "2023-2027", "2022/2026", "de 2023 à 2027", "du 1er janvier 2023 au 31 décembre 2027"
_YEARS = re.compile(rf"\b(?P<first>20\d\d)\s*(?:[-–—/>→]|au?|to|et)\s*(?:{_DAY})?(?P<last>20\d\d)\b(?![/-]\d)")
_OTHER_PLAN = re.compile(
    r"(?:©|\b(?:prse?|projet regional|plan(?! d'actions? d\w+ (?:cls|contrat local))|schema|crte|contrat pour la"
    r"|contrat de (?!sante)|feuille de route|programme"
    r"|strategie|source|donnees|exploitation|enquete|leader|mandat|entre|copyright|deliberation"
    r"|(?:premier|ancien|1er|dernier) (?:contrat|cls)|cls ?1|premiere generation|succed\w*|fait suite|suite au"
    r"|preceden\w*|avenant|bilan|evaluation (?:du|des))\b)[^.;]*$"
)
_ABOUT = re.compile(r"\bcls\b|contrat local|contrat socle|present contrat|health contract|duree du c|conclu pour")
_HORIZON = re.compile(
    r"\b(?:a l'horizon|jusqu'en|jusqu'a fin|jusqu'au (?:31 )?decembre|through|until)\s+(?P<last>20\d\d)\b"
)
_DURATION = re.compile(
    r"\b(?:contrat|cls)\b[^.]{0,120}?\b(?:duree (?:de|est de|est fixee a)|pour(?: une duree de| les)?|sur)\s+"
    r"(?P<years>\d|deux|trois|quatre|cinq|six)\s+(?:\(\d\)\s+)?(?:ans|annees)\b"
)
_DATE = rf"\b(?:le|au|du|en)\s+(?:\w+ )?(?:{_DAY})?(?P<year>20\d\d)\b"
# From the surest to the least sure way of telling when a contract begins.
_BEGINNINGS = (
    re.compile(rf"\b(?:prend effet|entre en vigueur|a compter)\b[^.]{{0,20}}?{_DATE}"),
    re.compile(r"\bfait a [^.\n]{2,40}?\b(?P<year>20\d\d)\b"),
    re.compile(r"\b(?:sign\w*|s'engage\w*|renew\w*)\b[^.]{0,80}?\b(?P<year>20\d\d)\b"),
)
_NUMBERS = {"deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6}

Years = tuple[int, int]


def period_of(titles: Iterable[str], text: str) -> str:
    """The period as "2031-2035", empty when it cannot be told; titles come the most telling first, all is folded."""
    for title in titles:
        # "2031 | 2034" on a cover; in a text, bars part the cells of a table.
        votes = Counter(years for years, _ in _pairs(title.replace("|", "–")))
        if votes:
            return _written(_best(votes))
    votes = Counter()
    told = False
    for years, about in _pairs(text):
        votes[years] += 3 if about else 1
        told = told or about
    derived = "" if told else _derived(text)
    # Years that stand beside no word of a contract may be those of one action.
    return derived or (_written(_best(votes)) if votes else "")


def _pairs(source: str) -> Iterator[tuple[Years, bool]]:
    """Pairs of years that a contract may span, and whether the words around speak of a contract."""
    for years, start, end in year_pairs(source):
        if not _OTHER_PLAN.search(source[max(0, start - 60) : start]):
            yield years, bool(_ABOUT.search(source[max(0, start - 120) : end + 40]))


def year_pairs(source: str) -> Iterator[tuple[Years, int, int]]:
    """Every pair of years in a folded text that a contract may span, and where it stands."""
    for match in _YEARS.finditer(source):
        first, last = int(match["first"]), int(match["last"])
        if SHORTEST <= last - first <= LONGEST:
            yield (first, last), match.start(), match.end()


def of_other_plan(before: str) -> bool:
    """Whether the folded words before a pair of years give it to another plan or to an earlier contract."""
    return _OTHER_PLAN.search(before[-60:]) is not None


def _best(votes: Counter[Years]) -> Years:
    # Of two periods that are named as often, the later is the contract's own, the earlier its predecessor's.
    return max(votes.items(), key=lambda item: (item[1], item[0]))[0]


def _written(years: Years) -> str:
    return f"{years[0]}-{years[1]}"


def _derived(text: str) -> str:
    """A period that no pair of years gives: the year in which it begins, with its horizon or its duration."""
    first = next((year for pattern in _BEGINNINGS if (year := _most_common(pattern, text))), 0)
    if not first:
        return ""
    lasts = [int(match["last"]) for match in _HORIZON.finditer(text)]
    if lasts and SHORTEST <= lasts[0] - first <= LONGEST:
        return _written((first, lasts[0]))
    durations = [match["years"] for match in _DURATION.finditer(text)]
    years = (_NUMBERS.get(durations[0]) or int(number_of(durations[0]))) if durations else 0
    return _written((first, first + years)) if SHORTEST <= years <= LONGEST else ""


def _most_common(pattern: re.Pattern[str], text: str) -> int:
    years = Counter(int(match["year"]) for match in pattern.finditer(text))
    return years.most_common(1)[0][0] if years else 0
