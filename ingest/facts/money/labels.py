"""The labels that stand inside a field of money, and those that a table's rows are taken for. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files

from ingest.facts.funding.funders import payers
from ingest.facts.money.amounts import MARKS, aligned, moneys
from ingest.facts.money.fields import FieldKind, MoneyField, field_of
from ingest.facts.money.lines import YEAR
from ingest.facts.money.rates import rates
from ingest.facts.reading import Run

# "Besoin de financement annuel : 34 k€", "Quote-part ARS : 30 %": a line of a field with a label of its own.
_INNER = re.compile(rf"(?m)^[ \t*{MARKS}–-]*(?P<title>[^:€%\n]{{4,80}}?) ?:")
_HEAD_NOUN = re.compile(
    r"\b(?:montant|budget|cout|besoin|enveloppe|financement|estimation|subvention|dotation|participation|quote|taux"
    r"|part|prise|contribution|concours|apport|credit|co-?financ\w+|financeur|contributeur|aide|soutien)s?\b"
)
_TABLE_HEAD = re.compile(
    rf"(?:[ \n|]*\b(?:{YEAR}|n ?\+ ?\d|totaux|total|annees?|exercices?|financeurs?|postes?|nature|depenses?|montants?"
    r"|previsionnels?|en euros|de|des|d'|organismes?|cout))+[ \n|]*(?:\(? ?(?:en )?(?:€|k€|euros?) ?(?:ttc"
    r"|ht)? ?\)?)?[ \n|]*"
)
# A table of years has at least two.
_YEARS = 2


@cache
def _words() -> frozenset[str]:
    text = files("ingest.facts").joinpath("lexicon", "money_labels.txt").read_text("utf-8")
    return frozenset(word for row in text.splitlines() if not row.startswith("#") for word in row.split())


def is_money_label(title: str) -> bool:
    """Whether a title is a label of money: a noun of money, and no word that is not of money or of who pays."""
    for name in payers(title):
        title = title[: name.start] + " " * (name.end - name.start) + title[name.end :]
    folded = re.sub(r"\([^()]*\)", " ", aligned(title))
    words = re.findall(r"[a-z0-9]+", folded)
    return bool(_HEAD_NOUN.search(folded)) and all(word in _words() or re.fullmatch(YEAR, word) for word in words)


def relabelled(fields: Sequence[MoneyField]) -> tuple[MoneyField, ...]:
    """The fields, the rows of a table under its heads again, and each label inside a field with a field of its own."""
    return tuple(part for item in _with_rows(fields) for part in _split(item))


def _with_rows(fields: Sequence[MoneyField]) -> Iterator[MoneyField]:
    """The fields, one whose content is the head of a table joined with those that its rows were taken for."""
    last: MoneyField | None = None
    for item in fields:
        if last is not None and _follows(last.run, item.run) and _is_head(last) and _is_row(item, last):
            last = replace(last, run=replace(last.run, lines=(*last.run.lines, *item.run.lines)))
            continue
        if last is not None:
            yield last
        last = item
    if last is not None:
        yield last


def _follows(run: Run, other: Run) -> bool:
    """Whether a run goes on where another ends."""
    if not run or not other:
        return False
    last, first = run.lines[-1], other.lines[0]
    return (last.page, last.end) <= (first.page, first.start) and first.page - last.page <= 1


def _is_head(item: MoneyField) -> bool:
    """Whether a field begins with the heads of a table of years."""
    first = next((line for line in aligned(item.text).split("\n") if line.strip()), "")
    return bool(_TABLE_HEAD.fullmatch(first)) and len(re.findall(YEAR, first)) >= _YEARS


def _is_row(item: MoneyField, table: MoneyField) -> bool:
    """Whether a field is a row of such a table: an amount below every head."""
    heads = len(re.findall(rf"{YEAR}|\btota", aligned(table.text.strip().split("\n")[0])))
    lines = [line for line in item.text.split("\n") if line.strip()]
    return len(lines) == 1 and len(moneys(lines[0])) == heads


def _split(item: MoneyField) -> Iterator[MoneyField]:
    """The field, or the fields that the labels inside it open."""
    if item.kind is FieldKind.COFUNDING:
        yield item
        return
    text = item.text
    labels = [m for m in _INNER.finditer(text) if is_money_label(m["title"]) and _has_own_line(text, m.end())]
    if not labels:
        yield item
        return
    starts = [match.start() for match in labels]
    if text[: starts[0]].strip():
        yield replace(item, run=item.run.part(0, starts[0]))
    for i, match in enumerate(labels):
        high = starts[i + 1] if i + 1 < len(labels) else len(text.rstrip())
        title = match["title"].strip()
        if i == 0 and not text[: starts[0]].strip():
            # The outer label says of the first what it does not say itself: "Budget annuel", "Montant : 5 000 €".
            low = item.run.part(0, high)
            own = field_of(title, low, match.end())
            yield replace(
                own, period=own.period or item.period, nature=own.nature or item.nature, year=own.year or item.year
            )
            continue
        run = item.run.part(starts[i] + len(match[0]) - len(match[0].lstrip()), high)
        shift = len(match[0]) - len(match[0].lstrip("\n"))
        yield field_of(title, run, len(match[0]) - shift)


def _has_own_line(text: str, end: int) -> bool:
    """Whether the line of a label holds no other: "Crédits ARS : 10 000 € ; crédits de la ville : 5 000 €"."""
    return ":" not in text[end:].split("\n", 1)[0]


def is_counted(item: MoneyField) -> bool:
    """Whether a field speaks of money at all: not "Part des communes engagées", the first words of an indicator."""
    if not re.match(r"\W*parts? des\b", aligned(item.title)):
        return True
    return bool(moneys(item.text) or rates(item.text)) and not re.match(r"\W*[a-z]", item.text)
