"""A funding field that is a table: amounts below years, funders or a total. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.facts.funding.funders import payer_at, payers
from ingest.facts.money.amounts import MARKS, Money, aligned
from ingest.facts.money.fields import MoneyField
from ingest.facts.money.grid import firmness, named_payer
from ingest.facts.money.lines import YEAR, Line, Part
from ingest.facts.money.payers import is_name
from ingest.facts.records import AmountPeriod

TOTAL = re.compile(r"(?:^|[\s|])(?:sous-)?tota(?:l|ux)\b[^\n€;,]{0,45}$|\bensemble ?:? ?$")
# Marks the name of a funder among the heads of columns.
_PAYER = "@"
_HEADS = (
    r"couts?|annees?|financeurs?|totaux|total|montants?|exercices?|en euros|organismes?|budget|postes?|depenses?"
    r"|nature"
)
# A row that is the sheet's own money, not a part of it.
_WHOLE_ROW = re.compile(
    r"\W*(?:(?:le |la )?(?:montants?|budgets?|couts?|financements?|enveloppe|estimation|besoins?|depenses?)\b"
    r"(?: (?:de |du |d')?(?:financement|montants?|budgets?|couts?))?)"
    r"(?:[ \n(]*(?:previsionnels?|previsionnelles?|annuels?|annuelle|global|globale|estimes?|estimatifs?|demandes?"
    r"|sollicites?|par an|en euros|€|ttc|ht|(?:de l'|du )?(?:action|projet))(?![a-z])[)]?)*\W*"
)


def table(field: MoneyField, lines: Sequence[Line]) -> tuple[Part, ...] | None:
    """The parts of a table whose columns are years; None for a field that is no such table."""
    columns, first = _columns(field, lines)
    if sum(column.isdigit() or column.startswith(_PAYER) for column in columns) < 2 or not first:
        return None
    header = lines[0].start, lines[first - 1].end
    rows: list[tuple[Line | None, list[Money]]] = []
    for line in lines[first:]:
        lead = field.text[line.start : line.moneys[0].start] if line.moneys else ""
        if not line.moneys:
            rows.append((line, []))
        elif re.search(r"\w", lead):
            rows.append((Line(line.start, line.moneys[0].start, ()), list(line.moneys)))
        elif rows:
            rows[-1][1].extend(line.moneys)
        else:
            rows.append((None, list(line.moneys)))
    found = [part for name, cells in rows for part in _row(field, name, cells, columns)]
    return tuple(replace(part, header=header) for part in found) or None


def _columns(field: MoneyField, lines: Sequence[Line]) -> tuple[list[str], int]:
    """The heads of the columns, a year, "total" or other, and the index of the first line below them."""
    columns: list[str] = []
    for i, line in enumerate(lines):
        folded = aligned(field.text[line.start : line.end])
        text = field.text[line.start : line.end]
        cells = text.split("|") if "|" in text else _side_by_side(text)
        bare = "|".join(cell for cell in text.split("|") if not is_name(cell)) if "|" in text else folded
        if "|" not in text and len(cells) > 1:
            for name in payers(text):
                bare = bare.replace(folded[name.start : name.end], "")
        bare = re.sub(rf"{YEAR}|\b(?:{_HEADS})\b|[\W_]", "", aligned(bare))
        if (
            bare
            or (
                line.moneys
                and re.search(
                    r"€"
                    r"|euro",
                    folded,
                )
            )
            or (any(c.isdigit() for c in columns) and not cells)
        ):
            return columns, i
        if "|" in folded and not columns:
            whole = field.run.text  # the field's label may be the first cell
            before = whole.count("|", whole.rfind("\n", 0, line.start) + 1, line.start)
            columns = [
                _head(field.title) if re.search(r"cout|budget|montant|total", aligned(field.title)) else ""
            ] * before
        # Beside each other or below each other: a cell that is neither year nor total heads the names of the rows.
        for cell in cells:
            columns.append(_head(cell))
        if "total" in columns and "|" not in folded:
            return columns, i + 1
    return columns, len(lines)


def _side_by_side(text: str) -> list[str]:
    """The heads of a line without marks between its cells: years, a total, names of who pays when there are several."""
    folded = aligned(text)
    found = [(m.start(), m[0]) for m in re.finditer(rf"{YEAR}|\btota(?:l|ux)\b", folded)]
    named = [] if re.search(r"[,;/+&]|\bet\b", folded) else [(name.start, name.text) for name in payers(text)]
    if len(named) + len(found) > 1:
        found += named
    return [head for _, head in sorted(found)]


def _head(cell: str) -> str:
    """What heads a column: a year, "total", a funder's name behind a mark, or nothing that matters."""
    folded = aligned(cell)
    year, payer = re.search(YEAR, folded), payer_at(cell)
    if year:
        return year[0]
    if payer and is_name(cell):
        return _PAYER + payer.text
    return "total" if re.search(r"\btota|\bcouts?\b|\bbudget\b", folded) else ""


def _row(field: MoneyField, name: Line | None, cells: Sequence[Money], columns: Sequence[str]) -> Iterator[Part]:
    text = field.text[name.start : name.end] if name else ""
    start = name.start if name else (cells[0].start if cells else 0)
    payer = payer_at(re.sub(r"^\W+", "", text))
    named = text.split("|")[0].strip(" •▪–-") if payer and "|" in text else ""
    who, firm = (named_payer(named), firmness(named)) if named else (payer.text if payer else "", None)
    is_total = bool(TOTAL.search(aligned(text)))
    year = re.fullmatch(rf"\W*(?:annee )?({YEAR})\W*", aligned(text))
    label = "" if payer or is_total or year or _WHOLE_ROW.fullmatch(aligned(text)) else text.strip(" :|-–\n" + MARKS)
    heads = _heads_of(field.text, start, cells, columns)
    for money, head in zip(cells, heads, strict=True):
        money = replace(money, nature=firm or money.nature)
        part = Part(field, start, money.tail, money, payer=who, is_total=is_total)
        if not head:
            yield replace(part, is_loose=True, is_total=False)
        elif head.startswith(_PAYER):
            yield replace(
                part, payer=head.removeprefix(_PAYER), label=label, is_total=False, year=year[1] if year else ""
            )
        elif head.isdigit():
            yield replace(part, year=head, label=label)
        elif year:
            yield replace(part, year=year[1])
        else:
            whole = money if money.period else replace(money, period=AmountPeriod.GLOBAL)
            yield replace(part, money=whole, label=label, is_total=is_total or not (payer or label))


def _heads_of(text: str, start: int, cells: Sequence[Money], columns: Sequence[str]) -> list[str]:
    """The head above each amount of a row; empty where a cell may be missing and nothing tells which."""
    if cells and "|" in text[start : cells[-1].start]:
        places = [text[start : money.start].count("|") for money in cells]
        return [columns[place] if place < len(columns) else "" for place in places]
    named = [column for column in columns if column]
    return named if len(cells) == len(named) else [""] * len(cells)
