"""Dates in a sentence and in quotes, compared day, month and year. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.audit.aligned import aligned

_NAMES = (
    "janvier january", "fevrier february", "mars march", "avril april", "mai may", "juin june", "juillet july",
    "aout august", "septembre september", "octobre october", "novembre november", "decembre december",
)  # fmt: skip
_MONTHS = {name: number for number, names in enumerate(_NAMES, 1) for name in names.split()}
# Names of months that are words too: a date has a day or a year beside them.
_WORDS = frozenset({"mars", "mai", "may", "march"})
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_WRITTEN = re.compile(
    rf"(?:\b(?P<day>\d{{1,2}})(?:er|st|nd|rd|th)?[ \n]+)?\b(?P<month>{_MONTH})\b(?:,?[ \n]+(?P<year>(?:19|20)\d\d))?"
)
_ENGLISH = re.compile(rf"\b(?P<month>{_MONTH})[ \n]+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?[ \n]+(?P<year>(?:19|20)\d\d)")
_SHORT = re.compile(r"\b(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>(?:19|20)?\d\d)\b")
_MONTH_YEAR = re.compile(r"(?<![\d/])(?P<month>0?[1-9]|1[0-2])/(?P<year>(?:19|20)\d\d)\b")
_ISO = re.compile(r"\b(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)\b")
_RANGE = re.compile(r"(?<!\d)(?P<first>(?:19|20)\d\d) ?(?:[-–—/]|a|au|jusqu'en|to) ?(?P<last>(?:19|20)\d\d)(?!\d)")
# "60 000 € par an de 2036 à 2038", "De 2036 à 2038, 15 000 € par an": what is said of each year between.
_EACH_YEAR = re.compile(
    r"(?:par an|/ ?an|chaque annee|annuels?|annuellement)[ \n,(]{1,3}(?:de |entre )?"
    r"(?P<first>(?:19|20)\d\d)[ \n]?(?:a|et|-|–)[ \n]?(?P<last>(?:19|20)\d\d)(?!\d)"
    r"|\bde (?P<from>(?:19|20)\d\d) a (?P<to>(?:19|20)\d\d)[ \n,:]{1,3}[\d .,\n]{1,12} ?k?€ (?:par an|chaque annee)"
)


@dataclass(frozen=True, slots=True)
class Date:
    """A date as said; 0 for a part that is not."""

    day: int
    month: int
    year: int
    start: int
    end: int

    def within(self, other: Date) -> bool:
        """Whether the other says all that this one does, the year apart where the other says none."""
        years = self.year in (0, other.year) or not other.year
        return self.day in (0, other.day) and self.month == other.month and years


def dates(text: str) -> tuple[Date, ...]:
    """The dates of a text that name a month, in order."""
    return tuple(sorted(_found(aligned(text)), key=lambda date: (date.start, -date.end)))


def _found(folded: str) -> Iterator[Date]:
    taken: list[tuple[int, int]] = []
    for pattern in (_ISO, _SHORT, _ENGLISH, _WRITTEN, _MONTH_YEAR):
        for match in pattern.finditer(folded):
            if any(start < match.end() and match.start() < end for start, end in taken):
                continue
            parts = match.groupdict()
            if (
                pattern is _WRITTEN
                and match["month"] in ("mars", "mai", "may", "march")
                and not (match["day"] or match["year"])
            ):
                continue
            month = _MONTHS.get(match["month"]) or int(match["month"])
            day, year = int(parts.get("day") or 0), int(parts.get("year") or 0)
            if not 1 <= month <= 12 or day > 31 or parts.get("day") in ("0", "00"):
                continue
            taken.append(match.span())
            yield Date(day, month, year + 2000 if 0 < year < 100 else year, *match.span())


def ranges(text: str) -> tuple[tuple[int, int, int, int], ...]:
    """The periods of a text: (first year, last year, start, end)."""
    return tuple((int(m["first"]), int(m["last"]), *m.span()) for m in _RANGE.finditer(aligned(text)))


def years_between(text: str) -> frozenset[str]:
    """The years of which a text speaks one by one without writing them: of each of them it says the same."""
    spans = [(m["first"] or m["from"], m["last"] or m["to"]) for m in _EACH_YEAR.finditer(aligned(text))]
    return frozenset(str(year) for first, last in spans for year in range(int(first), int(last) + 1))
