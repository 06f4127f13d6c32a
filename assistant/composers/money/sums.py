"""Sums over the few sheets that a question names or describes: line by line, one period at a time. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.composers.asked import Asked, Target
from assistant.composers.forms import asks, captured
from assistant.composers.money.added import added
from assistant.composers.money.funding import line_statements, main_lines, name_of, period_of
from assistant.composers.money.money_asked import is_giver_named, is_named
from assistant.composers.statement import Composed, Statement
from assistant.records import Status
from ingest.facts.records import AmountPeriod, Funding, LineRole

# A sum of more things than this is one over all sheets.
MOST = 6
# What only says that things are added: "si on additionne le …".
_LEAD = re.compile(r"^.*\b(?:additionn\w*|cumul\w*|ajout\w*|(?:on|nous|je) (?:fait|prend|compte|met))\b ")


def sums(asked: Asked) -> Composed | None:
    """The money of the sheets that the question adds up, with their sum where they are of one period."""
    several = len(asked.query.sheets) > 1 and asks("money", "total", asked.folded)
    if not several and not asks("money", "adds", asked.folded):
        return None
    targets = _targets(asked)
    if not 2 <= len(targets) <= MOST or len({target.contract.ref.id for target in targets}) > 1:
        return None
    said: list[Statement] = []
    priced: list[tuple[Target, Funding]] = []
    for target in targets:
        lines = main_lines(target.action)
        line = _asked_for(asked, lines)
        if line is None:
            return None
        title = f" ({target.action.titles[0].value})" if target.action.number and target.action.titles else ""
        subject = name_of(target, with_contract=asked.names_contract) + title
        # The figures of a title are proved by the title.
        titled = tuple(e for said_title in target.action.titles[:1] for e in said_title.evidence if title)
        said += line_statements(asked.prover, subject, line, beside=(*period_of(line, lines), *titled))[:1]
        if line.amount is not None:
            priced.append((target, line))
    total = list(_total(asked, priced, whole=len(priced) == len(targets)))
    status = Status.ANSWERED if total and len(priced) == len(targets) else Status.PARTIAL
    return Composed((*total, *said), (targets[0].contract.ref.id,), status)


def _asked_for(asked: Asked, lines: Sequence[Funding]) -> Funding | None:
    """The line to add: the share of the payer that the question names, the sheet's amount where it names none."""
    if is_giver_named(asked, (line for target in asked.contracts for a in target.record.actions for line in a.funding)):
        own = [line for line in lines if line.amount is not None and line.payer and is_named(line.payer, asked.folded)]
        return next((line for line in own if line.period is AmountPeriod.ANNUAL or not line.year), None)
    whole = next((line for line in lines if line.role is LineRole.TOTAL), None)
    yearly = [line for line in lines if line.amount is not None and line.period is AmountPeriod.ANNUAL]
    return whole or (yearly[0] if len(yearly) == 1 else None)


def _targets(asked: Asked) -> list[Target]:
    if len(asked.query.sheets) > 1:
        return list(asked.targets)
    added = _LEAD.sub("", captured("money", "adds", asked.folded))
    parts = [part for part in re.split(r" et |, | plus | avec | ?\+ ?", added) if part]
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
    only = "" if whole else ", sans compter ce qui n'est pas chiffré"
    beside = (e for target, line in priced for e in period_of(line, target.action.funding))
    yield added(asked.prover, [line for _, line in priced], only=only, beside=tuple(beside))
