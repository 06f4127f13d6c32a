"""What the lines above a table of a plan say of its money: a year's, planned amounts. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.facts.grid import Cell, Row
from ingest.facts.money.recap_words import PLANNED
from ingest.facts.plans.columns import Column
from ingest.facts.records import AmountPeriod, Nature
from ingest.naming import fold

# So many lines above a table may be its caption.
ABOVE = 3
_OF_MONEY = re.compile(
    r"\b(?:budgets?|budgetaires?|financements?|financiere?s?|couts?|montants?|depenses?|euros|financeurs?)\b|€"
)
_WHOLE_TIME = re.compile(r"\bsur (?:toute )?la duree\b|\bpluriannuel|\bpour (?:toute )?la duree\b|\bsur \w+ ans\b")
_YEARLY = re.compile(r"\b(?:montants?|sommes|budgets?|couts?) (?:annuels?|par an)\b")


def is_yearly(text: str) -> bool:
    """Whether a caption says that amounts are a year's."""
    return _YEARLY.search(fold(text)) is not None


def for_time(columns: tuple[Column, ...], *, yearly: Cell | None) -> tuple[Column, ...]:
    """The columns, those of amounts with the period that stands above the table, and the words that say it."""
    if yearly is None:
        return columns
    return tuple(
        replace(c, period=AmountPeriod.ANNUAL, cells=(*c.cells, yearly))
        if c.money and not c.period and c.role != "year"
        else c
        for c in columns
    )


def for_money(columns: tuple[Column, ...], above: Sequence[Row]) -> tuple[Column, ...]:
    """The columns of years and payers, those of money where the table's caption says so: "Budget (en euros)"."""
    captions = [fold(row.filled[0].text) for row in above if len(row.filled) == 1]
    if not any(_OF_MONEY.search(caption) for caption in captions):
        return columns
    planned = any(PLANNED.search(caption) for caption in captions)
    told = Nature.ESTIMATED if planned else Nature.UNKNOWN
    of_durable = any(_WHOLE_TIME.search(caption) for caption in captions)
    return tuple(
        replace(
            c,
            money=True,
            nature=c.nature or told,
            period=AmountPeriod.GLOBAL if of_durable and not c.period and c.role != "year" else c.period,
        )
        if c.role in {"year", "share", "total", "amount"}
        else c
        for c in columns
    )
