"""The sum of some lines of money of one period, as our own calculation. Pure functions."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.composers import french
from assistant.composers.statement import Computation, Prover, SaidFigure, Statement
from ingest.facts.records import AmountPeriod, Evidence, Funding

_PER = {AmountPeriod.ANNUAL: " par an", AmountPeriod.GLOBAL: " en tout", AmountPeriod.UNKNOWN: ""}


def added(prover: Prover, lines: Sequence[Funding], *, only: str = "", beside: Sequence[Evidence] = ()) -> Statement:
    """The sum of lines that are of one period; `only` says what it leaves out, `beside` what says the period."""
    amounts = tuple(line.amount or 0.0 for line in lines)
    total = sum(amounts)
    shown = french.euros(total)
    detail = " + ".join(french.euros(amount) for amount in amounts)
    text = (
        f"Ensemble : {shown}{_PER[lines[0].period]}{only} ({detail}) ; ce total est calculé, aucun document ne l'écrit"
    )
    proofs = prover.proofs([*(e for line in lines for e in line.evidence), *beside])
    unit = "EUR/an" if lines[0].period is AmountPeriod.ANNUAL else "EUR"
    return Statement(
        text,
        proofs,
        computed=(Computation("sum", amounts, total),),
        figures=(SaidFigure(shown, total, unit),),
    )
