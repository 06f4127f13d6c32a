"""Amounts shared out between names: "se partagent les 29 000 € restants : 14 500 € pour la Rive, …". Pure functions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.facts.money.amounts import Money, aligned
from ingest.facts.money.fields import MoneyField
from ingest.facts.money.lines import Part
from ingest.facts.money.placing import FOR

# What is shared out has so many names at least.
FEWEST_NAMES = 2
_SHARED_OUT = re.compile(
    r"\b(?:se (?:partag|repart)|part(?:ag|icip)|prennent en charge|apport|vers|financ|contribu|complet)\w*\b[^.;]*$"
)
_REMAINDER = re.compile(r" *(?:restant|reste\b)")


def clause_before(field: MoneyField, at: int) -> str:
    """What the sentence of an amount says before it, folded, on one line."""
    folded = aligned(field.text)[:at]
    starts = [m.end() for m in re.finditer(r"[.;](?=\s)|\n(?=[-•–])|\n\n", folded)]
    return re.sub(r"\s+", " ", folded[starts[-1] if starts else 0 :])


def shared_out(field: MoneyField, own: Sequence[Part]) -> list[Part]:
    """The parts of a line, what is shared out between names behind amounts paid by them: "6 000 € pour la Rive et …".

    The sum that is shared out is what they make: no amount of its own.
    """
    named = {
        i: name for i, part in enumerate(own) if part.money and (name := _named_behind(field, part.money, part.end))
    }
    first = own[min(named)].money if len(named) >= FEWEST_NAMES else None
    if first is None or not _SHARED_OUT.search(clause_before(field, first.start)):
        return list(own)
    summed = sum(part.money.value for i, part in enumerate(own) if i in named and part.money)
    kept = []
    for i, part in enumerate(own):
        if i in named:
            kept.append(replace(part, label="", payer=named[i], is_loose=False))
        elif not (part.money and part.money.value == summed and _REMAINDER.match(_behind(field, part.money))):
            kept.append(part)
    return kept


def _named_behind(field: MoneyField, money: Money, end: int) -> str:
    """The name for which an amount is, in capitals, behind it: "6 000 € pour la Rive et le Val"."""
    behind = FOR.match(aligned(field.text[money.tail : end]))
    name = re.split(r"[,;.()]", field.text[money.tail + behind.end() : end])[0] if behind else ""
    name = re.sub(r"\s+et$", "", re.sub(r"\s+", " ", name).strip())
    return name if name[:1].isupper() else ""


def _behind(field: MoneyField, money: Money) -> str:
    return aligned(field.text[money.tail : money.tail + 20]).replace("\n", " ")
