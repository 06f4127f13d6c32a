"""Sums over the few sheets that a question names or describes: line by line, one period at a time. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.composers import french
from assistant.composers.asked import Asked, Target
from assistant.composers.forms import asks, captured
from assistant.composers.funding import line_statements, main_lines, name_of, unit_of
from assistant.composers.statement import Composed, Computation, SaidFigure, Statement
from assistant.records import Status
from ingest.facts.records import AmountPeriod, Funding, LineRole

# A sum of more things than this is one over all sheets.
MOST = 6
_PER = {AmountPeriod.ANNUAL: " par an", AmountPeriod.GLOBAL: " en tout", AmountPeriod.UNKNOWN: ""}


def sums(asked: Asked) -> Composed | None:
    """The money of the sheets that the question adds up, with their sum where they are of one period."""
    if not asks("money", "adds", asked.folded):
        return None
    targets = _targets(asked)
    if not 2 <= len(targets) <= MOST or len({target.contract.ref.id for target in targets}) > 1:
        return None
    said: list[Statement] = []
    priced: list[tuple[Target, Funding]] = []
    for target in targets:
        line = next((line for line in main_lines(target.action) if line.role is LineRole.TOTAL), None)
        if line is None:
            return None
        title = f" ({target.action.titles[0].value})" if target.action.number and target.action.titles else ""
        subject = name_of(target, with_contract=asked.names_contract) + title
        said += line_statements(asked.prover, subject, line)[:1]
        if line.amount is not None:
            priced.append((target, line))
    total = list(_total(asked, priced, whole=len(priced) == len(targets)))
    status = Status.ANSWERED if total and len(priced) == len(targets) else Status.PARTIAL
    return Composed((*total, *said), (targets[0].contract.ref.id,), status)


def _targets(asked: Asked) -> list[Target]:
    if len(asked.query.sheets) > 1:
        return list(asked.targets)
    parts = [part for part in re.split(r" et |, | plus | avec | \+ ", captured("money", "adds", asked.folded)) if part]
    best: list[Target] = []
    for contract in asked.contracts:
        found = [target for part in parts for target in asked.find_topic(part, (contract,))[:1]]
        whole = len(found) == len(parts) == len({id(target.action) for target in found})
        if whole and sum(target.coverage for target in found) > sum(target.coverage for target in best):
            best = found
    return best


def _total(asked: Asked, priced: Sequence[tuple[Target, Funding]], *, whole: bool) -> Iterator[Statement]:
    periods = {line.period for _, line in priced}
    if len(priced) < 2:
        return
    if len(periods) > 1 or AmountPeriod.UNKNOWN in periods:
        yield Statement("Ces montants ne s'additionnent pas : ils ne portent pas sur la même durée")
        return
    period = periods.pop()
    amounts = tuple(line.amount or 0.0 for _, line in priced)
    total = sum(amounts)
    shown = french.euros(total)
    detail = " + ".join(french.euros(amount) for amount in amounts)
    only = "" if whole else ", sans compter ce qui n'est pas chiffré"
    text = f"Ensemble : {shown}{_PER[period]}{only} ({detail}) ; ce total est calculé, aucun document ne l'écrit"
    proofs = asked.prover.proofs(e for _, line in priced for e in line.evidence)
    figures = (SaidFigure(shown, total, unit_of(period)),)
    yield Statement(text, proofs, computed=(Computation("sum", amounts, total),), figures=figures)
