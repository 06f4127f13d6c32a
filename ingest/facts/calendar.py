"""Dates as French documents write them, on folded text. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

_MONTHS = "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre".split()
_ENGLISH = "january february march april may june july august september october november december".split()
_WEEKDAYS = "lundi mardi mercredi jeudi vendredi samedi dimanche".split()
_MONTH = "|".join([*_MONTHS, *_ENGLISH])
_DATE = re.compile(
    rf"\b(?:(?P<weekday>{'|'.join(_WEEKDAYS)}) )?(?P<day>1 ?er|\d{{1,2}}) (?P<month>{_MONTH})(?:,? (?P<year>20\d\d))?\b"
    r"|\b(?P<d>\d{1,2})[/.-](?P<m>\d{1,2})[/.-](?P<y>20\d\d|\d\d)\b(?![/.-]?\d)"
    rf"|\b(?P<only>{_MONTH}) (?P<only_year>20\d\d)\b"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A date that a text names: parts that it leaves out are 0, `weekday` is -1 where it names none."""

    start: int
    end: int
    year: int
    month: int
    day: int = 0
    weekday: int = -1

    @property
    def iso(self) -> str:
        """The date as "2031-03-14" or "2031-03", empty when its year is not said."""
        if not self.year:
            return ""
        return f"{self.year}-{self.month:02d}-{self.day:02d}" if self.day else f"{self.year}-{self.month:02d}"

    def fits(self, year: int) -> bool:
        """Whether the day exists in a year and falls on the weekday that is named."""
        try:
            weekday = date(year, self.month, self.day).weekday()
        except ValueError:
            return False
        return self.weekday in {-1, weekday}


def mentions(text: str) -> Iterator[Mention]:
    """The dates of a folded text, in order; days that no calendar has are left out."""
    for match in _DATE.finditer(text):
        if match["only"]:
            yield Mention(*match.span(), int(match["only_year"]), _month(match["only"]))
            continue
        if match["d"]:
            day, month, year = int(match["d"]), int(match["m"]), int(match["y"])
            found = Mention(*match.span(), year + 2000 if year < 100 else year, month, day)
        else:
            day = int(re.sub(r"\D", "", match["day"]))
            weekday = _WEEKDAYS.index(match["weekday"]) if match["weekday"] else -1
            found = Mention(*match.span(), int(match["year"] or 0), _month(match["month"]), day, weekday)
        # 2000 is a leap year: of a date without a year, 29 February may exist.
        if _exists(found.year or 2000, found.month, found.day):
            yield found


def year_of(mention: Mention, candidates: Iterable[int]) -> int:
    """The one candidate year in which the day falls on its weekday; 0 when none or several do."""
    fitting = {year for year in candidates if mention.fits(year)}
    return fitting.pop() if len(fitting) == 1 else 0


def _month(name: str) -> int:
    return (_MONTHS.index(name) if name in _MONTHS else _ENGLISH.index(name)) + 1


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
