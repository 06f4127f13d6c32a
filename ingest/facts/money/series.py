"""Amounts of several years in one sentence, believed where they add up to the sum that it gives. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.facts.funding.funders import Name, instrument, payer_at, payers
from ingest.facts.money.amounts import Money, aligned, nature_of
from ingest.facts.money.fields import MoneyField
from ingest.facts.money.lines import Line, Part
from ingest.facts.money.rates import Rate, rates
from ingest.facts.records import AmountPeriod, Nature

# Of fewer years nothing is a series.
FEWEST_YEARS = 2
_Y = r"(?:19|20)\d\d"
_RANGE = rf"(?P<first>{_Y}) ?(?:[-–/]|a|au|jusqu'(?:en|a)) ?(?P<last>{_Y})"
_LIST = rf"{_Y}(?:(?: ?, ?| et | puis )(?:en |pour )?{_Y})*"
_YEARS = rf"(?P<years>{_RANGE}|{_LIST})(?!\d)"
_IN = r"(?:en|pour|de|entre|sur|des)"
# A line that ends at a year has its amount below.
_CUT = re.compile(rf"\b{_Y}\s?[:,=]?\s*$")
# "60 000 € chaque année de 2026 à 2028", "25 000 € sont prévus en 2024".
_BEHIND = re.compile(rf"[^\d€;.]{{0,40}}?\b{_IN} {_YEARS}")
# "De 2025 à 2028, 15 000 € par an", "2025 : 40 000 €".
_BEFORE = re.compile(rf"(?:^|[\W])(?:{_IN} )?{_YEARS} ?[:,]? ?$")
_AS_MUCH = re.compile(rf"\bautant {_IN} {_YEARS}")
_SUMMED_BEFORE = re.compile(r"\b(?:soit|total|somme)(?: (?:au total|en tout|un total|de|d'un|environ))*\W*$")
_SUMMED_BEHIND = re.compile(r"\W*(?:au total|en tout|sur (?:toute )?la duree)\b")
# "que l'ARS prend en totalité", "demandés au fonds de …".
_PAID_BY = re.compile(
    r"\W*(?:(?P<by>(?:finance|paye|verse|apporte|accorde|attribue|pris en charge|prise en charge)\w* par)"
    r"|(?P<asked>(?:demande|sollicite)\w* (?:aupres (?:de|du|des)|aux|au|a)\b)|(?P<that>que))"
    r" ?(?:l'|la |le |les )?"
)
_PAYS = re.compile(r" ?(?:s'engage a )?(?:en )?(?:prend|finance|paie|paye|assume|couvre|verse|apporte)\w*")
# Who pays a share by words: "l'ARS en paie la moitié", "à parts égales entre A et B".
_EQUALLY = re.compile(r"\b(?:a parts egales|par moitie|pour moitie|a parite)\s+(?:entre|par)\s")
_FRACTION = re.compile(
    r"\b(?:(?P<half>la moitie|l'autre moitie|pour moitie)|(?P<third>un tiers|le tiers)"
    r"|(?P<two>(?:les )?deux (?:autres )?tiers)|(?P<quarter>un quart|le quart)"
    r"|(?P<three>(?:les )?trois (?:autres )?quarts))\b"
)
_VALUES = {"half": 50.0, "third": 33.33, "two": 66.67, "quarter": 25.0, "three": 75.0}
_FUND = re.compile(r"fonds (?:de|d'|pour)[^,;.()€\d]{3,60}")


@dataclass(frozen=True, slots=True)
class Series:
    """The amounts of the years and their sum, with the stretch of the field that says them."""

    start: int
    end: int
    parts: tuple[Part, ...]


def year_series(field: MoneyField, lines: Sequence[Line]) -> Series | None:
    """The series of years that a field tells in one sentence; None where it does not add up."""
    if "|" in field.text:
        return None
    found = next((found for line in lines if (found := _of_line(field, line))), None)
    if found is None and any(_CUT.search(field.text[line.start : line.end]) for line in lines[:-1]):
        # A sentence runs over the lines of the page.
        moneys = tuple(money for line in lines for money in line.moneys)
        found = _of_line(field, Line(lines[0].start, lines[-1].end, moneys))
    return found or next((found for i in range(len(lines)) if (found := _announced(field, lines[i:]))), None)


def _announced(field: MoneyField, lines: Sequence[Line]) -> Series | None:
    """A series behind its sum: "110 000 € sur trois ans : 2036 : 40 000 € ; 2037 : 70 000 €"."""
    if not lines[0].moneys:
        return None
    folded = aligned(field.text).replace("\n", " ")
    total, low, dated = lines[0].moneys[0], lines[0].moneys[0].tail, list[tuple[Money, list[str], int]]()
    end = lines[0].end
    following = lines[0].moneys[1].start if len(lines[0].moneys) > 1 else end
    if len(_years_of(folded[lines[0].start : total.start], folded[low:following])) == 1:
        return None  # the first of the years, not their sum
    for line in lines:
        for money in line.moneys[1:] if line is lines[0] else line.moneys:
            after = next((m.start for m in line.moneys if m.start > money.start), line.end)
            years = _years_of(folded[low : money.start], folded[money.tail : after])
            if len(years) != 1:
                return None
            dated.append((money, years, money.tail))
            low, end = money.tail, line.end
            if len(dated) >= FEWEST_YEARS and _adds_up(dated, total):
                whole = Line(lines[0].start, end, ())
                return Series(whole.start, end, tuple(_parts(field, whole, dated, total)))
    return None


def _of_line(field: MoneyField, line: Line) -> Series | None:
    if not line.moneys:
        return None
    folded = aligned(field.text).replace("\n", " ")
    ends = [*(money.start for money in line.moneys[1:]), line.end]
    low, dated, total = line.start, list[tuple[Money, list[str], int]](), None
    for money, end in zip(line.moneys, ends, strict=True):
        before, behind = folded[low : money.start], folded[money.tail : end]
        if dated and (_SUMMED_BEFORE.search(before) or _SUMMED_BEHIND.match(behind)):
            total = money
            break
        years = _years_of(before, behind)
        if not years:
            return None
        dated.append((money, years, money.tail))
        low = money.tail
    if total is None or not _adds_up(dated, total):
        return None
    return Series(line.start, line.end, tuple(_parts(field, line, dated, total)))


def _adds_up(dated: Sequence[tuple[Money, list[str], int]], total: Money) -> bool:
    """Whether the amounts of years that are told once each make a sum."""
    told = [year for _, years, _ in dated for year in years]
    if len(told) < FEWEST_YEARS or len(set(told)) < len(told):
        return False
    return abs(sum(money.value * len(years) for money, years, _ in dated) - total.value) < 1


def _years_of(before: str, behind: str) -> list[str]:
    """The years for each of which an amount is, from the words around it."""
    match = _BEHIND.match(behind) or _BEFORE.search(before)
    found = _listed(match) if match else []
    return [*found, *(year for more in _AS_MUCH.finditer(behind) for year in _listed(more))] if found else []


def _listed(match: re.Match[str]) -> list[str]:
    if match["first"]:
        return [str(year) for year in range(int(match["first"]), int(match["last"]) + 1)]
    return re.findall(_Y, match["years"])


def _parts(
    field: MoneyField, line: Line, dated: Sequence[tuple[Money, list[str], int]], total: Money
) -> Iterator[Part]:
    behind = field.text[max(total.tail, dated[-1][2]) : line.end]
    payer, nature = _paying(behind)
    end = total.tail
    if not payer and total.start < dated[0][0].start:
        # "138 000 €, financés par l'ARS : 2036 : 62 000 € …"
        words = field.text[total.tail : dated[0][0].start].split("\n", 1)[0]
        payer, nature = _paying(words)
        end = total.tail + len(words) * bool(payer)
    shared = list(_shares(field, Line(line.end - len(behind), line.end, ())))
    if payer and shared:
        payer, nature = "", Nature.UNKNOWN
    starts = [*(money.start for money, _, _ in dated[1:]), max(total.start, dated[-1][2])]
    own = [_paying(field.text[tail:end]) for (_, _, tail), end in zip(dated, starts, strict=True)]
    whole = replace(total, period=AmountPeriod.GLOBAL, nature=nature)
    yield Part(field, line.start, end, whole, is_total=True)
    if payer:
        yield Part(field, line.start, end, whole, payer=payer)
    for (money, years, _), told in zip(dated, own, strict=True):
        who, firm = (payer, nature) if payer else told
        plain = replace(money, period=AmountPeriod.UNKNOWN, nature=firm or money.nature)
        for year in years:
            yield Part(field, line.start, line.end, plain, payer=who, year=year)
    yield from shared


def _paying(text: str) -> tuple[str, Nature]:
    """Who pays all of what stands before a text, and how firmly: "demandés à la Région"."""
    folded = aligned(text).replace("\n", " ")
    for match in re.finditer(r"(?:^|[,;]|\bfonctionnement\b|\bpour [^,;]{3,40})(?= )", folded):
        lead = _PAID_BY.match(folded, match.end())
        if lead is None:
            continue
        name = _named(text[lead.end() :])
        if name is None or (lead["that"] and not _PAYS.match(folded, lead.end() + name.end)):
            continue
        return name.text, Nature.REQUESTED if lead["asked"] else nature_of(folded[lead.start() : lead.end()])
    return "", Nature.UNKNOWN


def _named(text: str) -> Name | None:
    if (found := payer_at(text)) is not None:
        return found
    fund = _FUND.match(aligned(text))
    return Name(re.sub(r"\s+", " ", text[: fund.end()]).strip(), 0, fund.end()) if fund else None


def shared_by(field: MoneyField, lines: Sequence[Line]) -> tuple[Part, ...]:
    """The shares that sentences without amounts give to who pays, by words or in percent."""
    return tuple(part for line in lines if not line.moneys for part in _shares(field, line))


def equal_shares(field: MoneyField, line: Line) -> tuple[Part, ...]:
    """The shares of what names part between them: "répartis pour moitié entre l'ARS et la Ville"."""
    folded = aligned(field.text[line.start : line.end]).replace("\n", " ")
    return tuple(_shares(field, line)) if _EQUALLY.search(folded) else ()


def _shares(field: MoneyField, line: Line) -> Iterator[Part]:
    text = field.text[line.start : line.end]
    folded = aligned(text).replace("\n", " ")
    if equally := _EQUALLY.search(folded):
        found = payers(text[equally.end() :])
        if len(found) > 1 and equally.group().rstrip().endswith("entre"):
            share = 100 / len(found)
            for name in found:
                low = line.start + equally.end() + name.start
                yield Part(field, low, line.end, None, Rate(round(share, 2), low, low), payer=name.text)
            return
    marks = [(m.start(), m.end(), next(v for k, v in _VALUES.items() if m[k])) for m in _FRACTION.finditer(folded)]
    marks += [(r.start, r.end, r.value) for r in rates(text) if not any(s <= r.start < e for s, e, _ in marks)]
    marks = sorted(marks)
    fund = instrument(text)
    names = [n for n in payers(text) if not (fund and fund.start <= n.start < fund.end)]
    named = _of_marks(names, [(low, high) for low, high, _ in marks])
    if not named or sum(value for _, _, value in marks) > 100 + len(marks):
        return
    for name, (low, high, value) in zip(named, marks, strict=True):
        start, end = min(name.start, low), max(name.end, high)
        yield Part(field, line.start + start, line.start + end, None, Rate(value, low, high), payer=name.text)


def _of_marks(names: Sequence[Name], marks: Sequence[tuple[int, int]]) -> list[Name]:
    """The name of each share: the first of its clause before it, or else behind it; none where one has none."""
    found: list[Name] = []
    for i, (low, high) in enumerate(marks):
        after = marks[i - 1][1] if i else 0
        until = marks[i + 1][0] if i + 1 < len(marks) else high + 200
        before = [name for name in names if after <= name.start and name.end <= low and name not in found]
        behind = [name for name in names if high <= name.start < until and name not in found]
        own = next(iter(before), None) or next(iter(behind), None)
        if own is None:
            return []
        found.append(own)
    return found
