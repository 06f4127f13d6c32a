"""The sheet with the highest, or the lowest, amount of each contract; annual and global apart. Pure functions."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.composers import french
from assistant.composers.asked import Asked
from assistant.composers.forms import asks
from assistant.composers.money.funding import period_of, unit_of
from assistant.composers.money.rows import MoneyRow, capped, money_rows
from assistant.composers.statement import SaidFigure, Statement
from assistant.library import UnderstoodContract
from ingest.facts.records import AmountPeriod, LineRole


def extreme(asked: Asked, contract: UnderstoodContract) -> tuple[list[Statement], bool]:
    """What is the highest amount of a contract's sheets, and which one has it; caps are told beside."""
    highest = asks("money", "most", asked.folded)
    said: list[Statement] = []
    for period in (AmountPeriod.ANNUAL, AmountPeriod.GLOBAL):
        rows = list(_whole(contract, period))
        if not rows:
            continue
        bound = (max if highest else min)(row.line.amount or 0.0 for row in rows)
        best = [row for row in rows if row.line.amount == bound]
        what = "le montant chiffré le plus élevé" if highest else "le montant chiffré le moins élevé"
        scope = "par an" if period is AmountPeriod.ANNUAL else "pour l'ensemble d'un projet"
        sheets = french.listed([row.sheet("la fiche") for row in best])
        text = f"Dans le CLS {contract.ref.label}, {what} {scope} est celui de {sheets} : {french.euros(bound)}"
        evidence = (
            e for row in best for e in (*row.line.evidence, *period_of(row.line, row.action.funding), *row.heading())
        )
        figure = SaidFigure(french.euros(bound), bound, unit_of(period))
        context = " ".join((contract.ref.label, *(row.action.number for row in best)))
        said.append(Statement(text, asked.prover.proofs(evidence), figures=(figure,), context=context))
    rows = money_rows(contract)
    said += [capped(asked, row) for row in rows if row.line.cap is not None and row.line.amount is None]
    return said, False


def _whole(contract: UnderstoodContract, period: AmountPeriod) -> Iterator[MoneyRow]:
    """The whole of each action's money over a period: a table at the end may give a second one."""
    for action in contract.record.actions:
        lines = (x for x in action.funding if x.role is LineRole.TOTAL and x.amount is not None and x.period is period)
        line = next(lines, None)
        if line is not None:
            yield MoneyRow(action, line)
