"""A funding field that is a table kept apart by bars: who pays, how much, how firm it is. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.facts.funding.funders import instrument, payer_at
from ingest.facts.money.amounts import Money, aligned, bare_amount, moneys, nature_of, period_of
from ingest.facts.money.fields import MoneyField
from ingest.facts.money.lines import YEAR, Part
from ingest.facts.money.rates import Rate, rates
from ingest.facts.records import AmountPeriod, Nature
from ingest.structure.labels import heads_indicators, is_two_sided, money_columns

_TOTAL = re.compile(r"\W*(?:sous[- ]?)?(?:total|totaux|ensemble|cout total|budget total|montant total)\b")
# How firm a word in a column of its own makes an amount; the first row that holds it decides.
_STATUS = (
    (
        Nature.ESTIMATED,
        r"\ba (?:confirmer|valider|solliciter|demander|preciser)|prevision|estim|envisag|pressenti|potentiel",
    ),
    (Nature.REQUESTED, r"sollicit|demand|instruction|depos|en attente|en cours"),
    (Nature.PAID, r"\bverse|\bpaye|mandat|\bsolde"),
    (Nature.GRANTED, r"acquis|accord|notifi|obtenu|\bvote|valid|attribu|octroy|confirm|engage\b|\boui\b|signe"),
)


# Behind the name of who pays: a fund, a rate, how firm it is; but "Direction de l'emploi, du travail" is one name.
_SAID_OF_IT = re.compile(r"\s*(?:,(?!\s(?:de|du|des|d|l|la|le|les|et|en|aux?)\b)|\(|\s:)")
# "ARS (50 %, au plus 9 000 €) Commune (solde)": one payer behind the other, each with what is said of it.
_ENTRY = re.compile(r"(?P<name>[^()]{2,}?)\s*\((?P<said>[^()]*)\)[\s;,]*")
_YEARS_END = re.compile(r"\b((?:19|20)\d\d(?:\s?[-–/]\s?(?:19|20)?\d\d)?)\s*$")
_OWN_FUNDS = re.compile(
    r"^(?:autofinancement|fonds propres|ressources propres)\s+(?:(?:du|de la|des|de)\s+|de l['’]|d['’])?(?=\w)", re.I
)


@dataclass(frozen=True, slots=True)
class _Cell:
    text: str
    start: int  # in the field's text


@dataclass(frozen=True, slots=True)
class Grid:
    """A table inside a field: the stretch of the field's text that it takes, and its parts."""

    start: int
    end: int
    parts: tuple[Part, ...]


def grids(field: MoneyField) -> tuple[Grid, ...]:
    """The tables of a field whose heading names a column of funders or of items and one of amounts."""
    found: list[Grid] = []
    lines = [m for m in re.finditer(r"[^\n]+", field.whole) if m[0].strip()]
    i = 0
    while i < len(lines):
        columns = money_columns(lines[i][0])
        rows = 0
        while i + 1 + rows < len(lines) and _is_row(lines[i + 1 + rows][0]):
            rows += 1
        if columns and rows:
            head = _cells(lines[i])
            body = [_cells(line) for line in lines[i + 1 : i + 1 + rows]]
            read = _two_sides if is_two_sided(columns) else _parts
            parts = tuple(read(field, columns, head, body))
            found.append(Grid(lines[i].start(), lines[i + rows].end(), parts))
            i += rows
        i += 1
    return tuple(found)


def _is_row(text: str) -> bool:
    return "|" in text and not money_columns(text) and not heads_indicators(text)


def _cells(line: re.Match[str]) -> list[_Cell]:
    cells, at = [], line.start()
    for piece in line[0].split("|"):
        cells.append(_Cell(piece.strip(), at + len(piece) - len(piece.lstrip())))
        at += len(piece) + 1
    return cells


def _parts(
    field: MoneyField, columns: Sequence[str], head: Sequence[_Cell], body: Sequence[Sequence[_Cell]]
) -> Iterator[Part]:
    header = (head[0].start, head[-1].start + len(head[-1].text))
    if "name" in columns and "item" in columns:
        yield from _paid_items(field, columns, head, body, header)
        return
    named = next((row[0].text for row in body if _TOTAL.match(aligned(row[0].text))), "")
    for row in body:
        if len(row) > len(columns):
            continue
        name = next((cell for cell, column in zip(row, columns, strict=False) if column in {"name", "item"}), None)
        if name is None:
            continue
        words = aligned(name.text)
        total = _TOTAL.match(words) is not None
        when = next((cell.text for cell, c in zip(row, columns, strict=False) if c == "when"), "")
        # "2026-2028" beside a total is the time that it covers, no year.
        years = re.findall(YEAR, when)
        year = years[0] if len(years) == 1 else ""
        span = AmountPeriod.GLOBAL if total and len(years) > 1 else AmountPeriod.UNKNOWN
        share = next((r for cell, c in zip(row, columns, strict=False) if c == "rate" for r in _rate(cell)), None)
        firm = next(
            (n for cell, c in zip(row, columns, strict=False) if c == "status" and (n := firmness(cell.text))), None
        )
        # "ARS, 50 %, plafonné à 26 000 € par an | 26 000 €": the name's own cell says more of its share.
        cut = _SAID_OF_IT.search(name.text) if columns[row.index(name)] == "name" else None
        behind = _Cell(name.text[cut.start() :], name.start + cut.start()) if cut else _Cell("", name.start)
        share = share or next(_rate(behind), None)
        firm = firm or firmness(behind.text)
        amounts = [(cell, at) for at, cell in enumerate(row) if at < len(columns) and columns[at] == "amount"]
        for cell, at in amounts:
            own, rate = _money(cell, head[at].text)
            if own is None and rate is None:
                continue
            yearly = AmountPeriod.ANNUAL if period_of(named) is AmountPeriod.ANNUAL else AmountPeriod.UNKNOWN
            if own is not None:
                own = replace(
                    own,
                    period=own.period or period_of(head[at].text) or yearly or span or field.period,
                    nature=firm or nature_of(head[at].text) or own.nature,
                )
            yield Part(
                field,
                row[0].start,
                row[-1].start + len(row[-1].text),
                own,
                rate or share,
                payer="" if total or columns[row.index(name)] == "item" else named_payer(name.text),
                label=name.text if columns[row.index(name)] == "item" and not total else "",
                year=year,
                is_total=total,
                header=header,
            )
            for cap in (money for money in moneys(behind.text) if money.is_cap and own is not None):
                at_most = replace(
                    cap, start=cap.start + behind.start, end=cap.end + behind.start, tail=cap.tail + behind.start
                )
                yield Part(
                    field,
                    row[0].start,
                    row[-1].start + len(row[-1].text),
                    at_most,
                    rate or share,
                    payer=named_payer(name.text),
                    header=header,
                )


def _two_sides(
    field: MoneyField, columns: Sequence[str], head: Sequence[_Cell], body: Sequence[Sequence[_Cell]]
) -> Iterator[Part]:
    """The parts of a budget of two sides: its items and their sum, then who pays how much."""
    middle = columns.index("name")
    whole = [row for row in body if len(row) == len(columns)]
    spent = list(_parts(field, columns[:middle], head[:middle], [row[:middle] for row in whole]))
    paid = list(_parts(field, columns[middle:], head[middle:], [row[middle:] for row in whole]))
    yield from spent
    # The foot of the second side is what was found of the cost that the first one sums up.
    yield from (part for part in paid if not (part.is_total and any(other.is_total for other in spent)))


def _paid_items(
    field: MoneyField,
    columns: Sequence[str],
    head: Sequence[_Cell],
    body: Sequence[Sequence[_Cell]],
    header: tuple[int, int],
) -> Iterator[Part]:
    """The parts of a table of items that names who pays each: the item, and its payer's share."""
    at = {column: columns.index(column) for column in ("item", "amount", "name")}
    rows = [row for row in body if len(row) == len(columns)]
    totals = [row for row in rows if _TOTAL.match(aligned(row[at["item"]].text))]
    yearly = any(period_of(row[at["item"]].text) is AmountPeriod.ANNUAL for row in totals)
    years = [m[1] if (m := _YEARS_END.search(row[at["item"]].text)) else "" for row in rows if row not in totals]
    dated = len(years) > 1 and all(years) and len(set(years)) == len(years)
    for row in rows:
        item, cell, name = (row[at[column]] for column in ("item", "amount", "name"))
        own, rate = _money(cell, head[at["amount"]].text)
        if own is None:
            continue
        period = own.period or period_of(head[at["amount"]].text)
        own = replace(own, period=period or (AmountPeriod.ANNUAL if yearly else field.period))
        part = Part(field, row[0].start, row[-1].start + len(row[-1].text), own, rate, header=header)
        if row in totals:
            yield replace(part, is_total=True)
            continue
        whole = own
        payers_ = list(_payments(name, whole))
        firm = firmness(name.text) if len(payers_) == 1 else None
        own = replace(own, nature=firm or own.nature)
        if dated:
            only = payers_[0][0] if len(payers_) == 1 else ""
            yield replace(part, money=own, payer=only, year=years[rows.index(row)])
            continue
        yield replace(part, label=item.text)
        for payer, money, share in payers_:
            if money is not None:
                paid = own if money is whole else replace(money, period=money.period or own.period)
                yield replace(part, money=paid, payer=payer, rate=share or rate)


def _payments(cell: _Cell, whole: Money) -> Iterator[tuple[str, Money | None, Rate | None]]:
    """Who pays an item, as its cell says: one for the whole, or each with an amount or at most a cap of its own."""
    told = moneys(cell.text)
    if told and not any(money.is_cap for money in told):
        low = 0
        for money in told:
            name = cell.text[low : money.start].strip(" ,;:–-(")
            by = cell.start
            yield (
                named_payer(name),
                replace(money, start=money.start + by, end=money.end + by, tail=money.tail + by),
                None,
            )
            low = money.tail
        return
    entries = list(_ENTRY.finditer(cell.text))
    if len(entries) < 2:
        share = next(_rate(_Cell(cell.text, cell.start)), None)
        if cell.text.strip(" –-") and not told:
            yield named_payer(cell.text), whole, share
        return
    for entry in entries:
        said = _Cell(entry["said"], cell.start + entry.start("said"))
        share = next(_rate(said), None)
        cap = next((money for money in moneys(said.text) if money.is_cap), None)
        if cap is not None:
            by = said.start
            cap = replace(cap, start=cap.start + by, end=cap.end + by, tail=cap.tail + by)
        yield named_payer(entry["name"]), cap, share


def named_payer(name: str) -> str:
    """Who pays, as the cell names it, without what it says of the payment ("ARS (FIR), sollicité")."""
    cut = _SAID_OF_IT.search(name)
    name = _OWN_FUNDS.sub("", name[: cut.start()] if cut else name).strip(" ,;:")
    known = payer_at(name)
    # "ARS – FIR": behind the name stands the fund that it takes from.
    fund = instrument(name[known.end :]) if known else None
    if known and fund and not re.search(r"\w", name[known.end : known.end + fund.start]):
        return known.text
    return known.text if known and known.end >= len(name) else name


def _rate(cell: _Cell) -> Iterator[Rate]:
    found = rates(cell.text)
    if len(found) == 1:
        yield replace(found[0], start=found[0].start + cell.start, end=found[0].end + cell.start)


def firmness(text: str) -> Nature | None:
    """How firm words make an amount; None where they do not say."""
    folded = aligned(text)
    return next((nature for nature, pattern in _STATUS if re.search(pattern, folded)), None)


def _bare_cap(text: str) -> tuple[Money, ...]:
    """The cap that ends a cell below a head in euros: "50 % dans la limite de 27 500"."""
    found = moneys(f"{text} €") if re.search(r"\d\s*$", text) else ()
    return tuple(replace(m, end=min(m.end, len(text)), tail=min(m.tail, len(text))) for m in found if m.is_cap)


def _money(cell: _Cell, head: str) -> tuple[Money | None, Rate | None]:
    """The one amount and the one rate of a cell; a bare number is in euros, or in thousands, as its column says."""
    thousands = re.search(r"\bk ?€|\bkeuros?|milliers", aligned(head)) is not None
    bare = bare_amount(cell.text)
    if bare is not None and not moneys(cell.text):
        end = cell.start + len(cell.text)
        return Money(bare * (1000 if thousands else 1), cell.start, end, end), None
    found = moneys(cell.text) or _bare_cap(cell.text)
    lead = "à hauteur de "  # "50 % du poste" in a cell of money is no working time
    shares = [replace(r, start=r.start - len(lead), end=r.end - len(lead)) for r in rates(lead + cell.text)]
    share = shares[0] if len(shares) == 1 else None
    own = found[0] if len(found) == 1 else None
    if own is not None:
        own = replace(own, start=own.start + cell.start, end=own.end + cell.start, tail=own.tail + cell.start)
    return own, share
