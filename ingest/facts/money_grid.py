"""A funding field that is a table kept apart by bars: who pays, how much, how firm it is. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.facts.funders import instrument, payer_at, payers
from ingest.facts.money import Money, aligned, bare_amount, moneys, nature_of, period_of
from ingest.facts.money_fields import MoneyField
from ingest.facts.money_lines import YEAR, Part
from ingest.facts.rates import Rate, rates
from ingest.facts.records import AmountPeriod, Nature
from ingest.labels import money_columns

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


# "ARS (FIR), sollicité", "Ville (acquis)"
# "…, 50 %", "…, à parts égales de leur population", "…, plafonné à 26 000 € par an"
_SAID_OF_SHARE = re.compile(
    r",? ?\(?\d{1,3}(?:[.,]\d+)? ?%|, (?:à parts? égales?|plafonn|dans la limite|au prorata|à hauteur)"
)
_OF_ITS_OWN = re.compile(
    r"^(?:Auto-?financement|Fonds propres|Part|Participation|Contribution)s? (?:d[ue]s? |de l['’]|de la )?(?=[A-ZÉ])"
)
_BEHIND_NAME = re.compile(
    r"\s*[,(–-]\s*((?:[Ss]ollicit|[Dd]emand|[Aa]cquis|[Aa]ccord|[Nn]otifi|[Oo]btenu|[Vv]ot[ée]|[Àà] confirmer"
    r"|[Pp]r[ée]vision|[Vv]ers[ée]"
    r"|[Ee]n attente)[^,()]{0,30})\)?\s*$"
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
        while i + 1 + rows < len(lines) and "|" in (text := lines[i + 1 + rows][0]) and not money_columns(text):
            rows += 1
        if columns and rows:
            head = _cells(lines[i])
            body = [_cells(line) for line in lines[i + 1 : i + 1 + rows]]
            parts = tuple(_parts(field, columns, head, body))
            found.append(Grid(lines[i].start(), lines[i + rows].end(), parts))
            i += rows
        i += 1
    return tuple(found)


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
    named = next((row[0].text for row in body if _TOTAL.match(aligned(row[0].text))), "")
    for row in body:
        if len(row) > len(columns):
            continue
        name = next((cell for cell, column in zip(row, columns, strict=False) if column in {"name", "item"}), None)
        if name is None:
            continue
        words = aligned(name.text)
        total = _TOTAL.match(words) is not None
        year = next(
            (m[0] for cell, c in zip(row, columns, strict=False) if c == "when" and (m := re.search(YEAR, cell.text))),
            "",
        )
        share = next((r for cell, c in zip(row, columns, strict=False) if c == "rate" for r in _rate(cell)), None)
        if share is None and columns[row.index(name)] == "name":
            share = next(iter(_rate(name)), None)
        firm = next(
            (n for cell, c in zip(row, columns, strict=False) if c == "status" and (n := _firmness(cell.text))), None
        )
        amounts = [(cell, at) for at, cell in enumerate(row) if at < len(columns) and columns[at] == "amount"]
        for cell, at in amounts:
            own, rate = _money(cell, head[at].text)
            if own is None and rate is None:
                continue
            yearly = AmountPeriod.ANNUAL if period_of(named) is AmountPeriod.ANNUAL else AmountPeriod.UNKNOWN
            if own is not None:
                own = replace(
                    own,
                    period=own.period or period_of(head[at].text) or yearly or field.period,
                    nature=firm or nature_of(head[at].text) or own.nature,
                )
            yield Part(
                field,
                row[0].start,
                row[-1].start + len(row[-1].text),
                own,
                rate or share,
                payer="" if total or columns[row.index(name)] == "item" else _payer(_BEHIND_NAME.sub("", name.text)),
                label=name.text if columns[row.index(name)] == "item" and not total else "",
                year=year,
                is_total=total,
                header=header,
            )


def _payer(name: str) -> str:
    """Who pays, as the cell names it, without what is said of the share; a cell with more words is taken whole."""
    named = re.split(_SAID_OF_SHARE, _OF_ITS_OWN.sub("", name))[0].strip()
    if ", " in named:
        first, behind = named.split(", ", 1)
        fund = instrument(behind)
        if payer_at(first) and fund and fund.start == 0 and not payers(behind):
            named = first  # "ARS, CPOM du centre hospitalier"
    known = payer_at(named)
    return known.text if known and known.end >= len(named) else named


def _rate(cell: _Cell) -> Iterator[Rate]:
    found = rates(cell.text)
    if len(found) == 1:
        yield replace(found[0], start=found[0].start + cell.start, end=found[0].end + cell.start)


def _firmness(text: str) -> Nature | None:
    folded = aligned(text)
    return next((nature for nature, pattern in _STATUS if re.search(pattern, folded)), None)


def _money(cell: _Cell, head: str) -> tuple[Money | None, Rate | None]:
    """The one amount and the one rate of a cell; a bare number is in euros, or in thousands, as its column says."""
    thousands = re.search(r"\bk ?€|\bkeuros?|milliers", aligned(head)) is not None
    bare = bare_amount(cell.text)
    if bare is not None and not moneys(cell.text):
        end = cell.start + len(cell.text)
        return Money(bare * (1000 if thousands else 1), cell.start, end, end), None
    found = moneys(cell.text)
    lead = "à hauteur de "  # "50 % du poste" in a cell of money is no working time
    shares = [replace(r, start=r.start - len(lead), end=r.end - len(lead)) for r in rates(lead + cell.text)]
    share = shares[0] if len(shares) == 1 else None
    own = found[0] if len(found) == 1 else None
    if own is not None:
        own = replace(own, start=own.start + cell.start, end=own.end + cell.start, tail=own.tail + cell.start)
    return own, share
