"""The lines of a funding field with their amounts, and the part that each amount plays. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.facts.money.amounts import BULLET, Money, aligned, bare_amount, moneys
from ingest.facts.money.fields import MoneyField
from ingest.facts.money.payers import is_name
from ingest.facts.money.rates import Rate, rates
from ingest.facts.records import Evidence

_OPEN_END = re.compile(
    r"[,/(:+=–]\s*$|\b(?:de|du|des|la|le|les|a|au|aux|et|ou|par|pour|en|sur|dans|avec|maximum|un|une|d'|l'|ne"
    r"|peut|limite|soit)\s*$"
)
YEAR = r"(?:19|20)\d\d"
# With its tax an amount is at most so many times what it is without.
LARGEST_TAX = 1.21


@dataclass(frozen=True, slots=True)
class Part:
    """An amount or a rate of a field, with the words of its line that place it."""

    field: MoneyField
    start: int
    end: int
    money: Money | None = None
    rate: Rate | None = None
    payer: str = ""
    label: str = ""  # of a sub-item
    year: str = ""
    is_total: bool = False
    is_loose: bool = False  # nothing says what it is to the sheet
    header: tuple[int, int] | None = None  # of the columns in which it stands

    @property
    def proof(self) -> tuple[Evidence, ...]:
        """The label, the head of the column and the line that say it."""
        own = self.field.evidence(self.start, self.end)
        return (*self.field.run.evidence(*self.header), *own) if self.header else own

    @property
    def lead(self) -> str:
        """Its words before the amount."""
        return self.field.text[self.start : self.money.start] if self.money else ""

    @property
    def is_main(self) -> bool:
        """Whether it may be the amount of the sheet."""
        return not (self.payer or self.label or self.year or self.is_loose or self.is_unsure)

    @property
    def who(self) -> str:
        """Who pays it: as its own words say, or as the label of its field does."""
        return self.payer or ("" if self.is_total or self.label or self.is_loose else self.field.payer)

    @property
    def is_unsure(self) -> bool:
        """Whether its figure is a unit price, a range or a floor."""
        return self.money is not None and (self.money.is_unit or self.money.is_vague)


# A line of prose is at least so long; what a column names is shorter.
PROSE_CHARACTERS = 60


@dataclass(frozen=True, slots=True)
class Line:
    start: int
    end: int
    moneys: tuple[Money, ...]


def lines_of(field: MoneyField) -> list[Line]:
    """The field's lines, those that go on put together."""
    text, folded = field.text, aligned(field.text)
    found = _stated(text, moneys(text))
    spans: list[tuple[int, int]] = []
    for match in re.finditer(r"[^\n]+", text):
        if not match[0].strip():
            continue
        start = match.start() + len(match[0]) - len(match[0].lstrip())
        if spans and _goes_on(text, folded, spans[-1], start, found):
            spans[-1] = spans[-1][0], match.end()
        else:
            spans.append((start, match.end()))
    spans = [(low, high) for start, end in spans for low, high in _clauses(folded, start, end)]
    lines = [Line(low, high, tuple(m for m in found if low <= m.start < high)) for low, high in spans]
    return _with_bare(field, lines)


def _stated(text: str, found: Sequence[Money]) -> list[Money]:
    """The amounts, without the prices from which one was worked out, nor the same with its tax or without."""
    kept: list[Money] = []
    for money in found:
        last = kept[-1] if kept else None
        if last and _is_twin(text, last, money):
            continue
        between = text[kept[-1].tail : money.start] if kept else ""
        worked_out = money.is_unit and re.fullmatch(r"\s?\([^()\n€]{3,60}", between)
        if not (worked_out and text[money.tail :].lstrip().startswith(")")):
            kept.append(money)
    return kept


def _is_twin(text: str, money: Money, other: Money) -> bool:
    """Whether two amounts are one, before tax and with it: "640 k€ HT, soit 768 k€ TTC"."""
    between, behind = aligned(text[money.end : other.start]), aligned(text[other.end :][:12])
    tied = re.fullmatch(r"[ \n]?(ht|ttc)\b[^.;€\d]{0,20}?(?:soit|[(=/,]|ou)[^.;€\d]{0,12}", between)
    tax = re.match(r"[ \n]?(ht|ttc)\b", behind)
    rate = max(money.value, other.value) / min(money.value, other.value) if money.value and other.value else 0
    return bool(tied and tax and tied[1] != tax[1] and 1 < rate <= LARGEST_TAX)


def shares_of(field: MoneyField, line: Line) -> tuple[Rate, ...]:
    return rates(field.text[line.start : line.end], fractions=field.fractions)


def _goes_on(text: str, folded: str, last: tuple[int, int], start: int, found: Sequence[Money]) -> bool:
    if any(money.start < start < money.tail for money in found):
        return True
    if re.match(BULLET, text[start:]) or "\n\n" in text[last[1] : start]:
        return False
    above = folded[last[0] : last[1]]
    if above.count("(") > above.count(")"):
        return True
    if re.search(r":\s*$", above) and any(last[0] <= m.start < last[1] for m in found):
        return False  # "6 000 € :" announces its items
    prose = above.rsplit("\n", 1)[-1].strip()
    if len(prose) >= PROSE_CHARACTERS and "|" not in prose and prose[-1] not in ".:;!?)" and _opens(start, found):
        return True  # "… éducateur sportif / 28 000 €, diététicienne": a sentence broken before its amount
    bracketed = text[start] == "(" and _opens(start + 1, found) and prose[-1:] not in ".:;!?"
    if bracketed and "|" not in prose and any(last[0] <= m.start < last[1] for m in found):
        return True  # "édition (1 000 €), achats / (2 000 €)": an item broken before its amount
    if _opens(start, found) and _waits(text[last[0] : last[1]], any(last[0] <= m.start < last[1] for m in found)):
        return True  # "22 400 € par an : ARS / 15 000 €": a name broken from its amount
    return text[start].islower() or bool(_OPEN_END.search(above)) or text[start] in "€%)"


def _waits(above: str, priced: bool) -> bool:
    """Whether a stretch with an amount, or one that shares one out, ends on the name of a funder without its own."""
    name = re.split(r"[:;,·•]", above)[-1].strip()
    announced = priced or re.search(r"\brepart\w+[^:]{0,30}:", aligned(above)) is not None
    return announced and bool(name) and "|" not in above and ":" in above and is_name(name)


def _opens(start: int, found: Sequence[Money]) -> bool:
    """Whether an amount stands at a place."""
    return any(money.start == start for money in found)


def _clauses(folded: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    low = start
    # "Le soutien de l'ARS ne peut excéder 80 % ; il est plafonné à …" goes on saying it of the same.
    said = r"(?! (?:il|elle|celui-ci|celle-ci) (?:est|sera|reste) (?:plafonn|limit))"
    for mark in re.finditer(rf";{said}|\.(?= [^\d])|\bdont\b(?! le (?:cout|montant|budget)\b)", folded[start:end]):
        high = start + mark.start()
        if folded[low:high].strip():
            yield low, high
        low = high if mark[0] == "dont" else high + 1
    if folded[low:end].strip():
        yield low, end


def _with_bare(field: MoneyField, lines: list[Line]) -> list[Line]:
    """The lines with the bare numbers that stand alone in cells below a heading in euros."""
    in_euros, found = field.in_euros, []
    for line in lines:
        text = field.text[line.start : line.end]
        if (
            not line.moneys
            and re.search(r"€|\beuros?\b|\bmontants?\b", aligned(text))
            and not re.search(r"\d", re.sub(YEAR, "", text))
        ):
            in_euros = True
        elif in_euros and not line.moneys:
            cells = [m for m in re.finditer(r"[^|]+", text) if not re.fullmatch(rf"\s*{YEAR}\s*", m[0])]
            if len(cells) == 1 or "|" in text:
                bare = [(bare_amount(m[0].strip()), m) for m in cells]
                line = replace(
                    line,
                    moneys=tuple(
                        Money(
                            value,
                            line.start + m.start() + len(m[0]) - len(m[0].lstrip()),
                            line.start + m.start() + len(m[0].rstrip()),
                            line.start + m.start() + len(m[0].rstrip()),
                        )
                        for value, m in bare
                        if value is not None
                    ),
                )
        found.append(line)
    return found
