"""The period that a field states once, in words above its amounts: "Plan annuel, en euros". Pure functions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.facts.funding.lines import with_evidence
from ingest.facts.money.amounts import aligned
from ingest.facts.money.fields import MoneyField
from ingest.facts.records import AmountPeriod, Evidence, Funding, FundingState, LineRole

_MONEY = r"(?:plans?(?: de financement)?|budgets?|montants?|couts?|chiffrages?|tableaux?|sommes|depenses|chiffres)"
_BETWEEN = r"(?: (?:est|sont|previsionnels?|indiques?|exprimes?|donnes?|ci-dessous|suivants?|etablis?)){0,3}"
_PERIODS = (
    (
        AmountPeriod.GLOBAL,
        rf"\b{_MONEY}{_BETWEEN}(?:,)? (?:pluriannuels?|globa(?:l|ux)"
        r"|(?:pour|sur) (?:toute )?la duree (?:de l'action|du contrat|du cls|du projet|totale))",
    ),
    (AmountPeriod.ANNUAL, rf"\b{_MONEY}{_BETWEEN}(?:,)? (?:annuels?\b|par an\b)"),
)


def with_lead(fields: Sequence[MoneyField], lines: Sequence[Funding]) -> tuple[Funding, ...]:
    """The lines, amounts without a period of their own with the one that their field states above all of them."""
    stated = [found for field in fields if (found := _lead(field))]
    if len({period for period, _ in stated}) != 1:
        return tuple(lines)
    period, proof = stated[0]
    return tuple(
        with_evidence(replace(line, period=period), proof)
        if line.state is FundingState.AMOUNT
        and line.role in {LineRole.TOTAL, LineRole.SHARE}
        and not (line.period or line.year)
        else line
        for line in lines
    )


def _lead(field: MoneyField) -> tuple[AmountPeriod, tuple[Evidence, ...]] | None:
    """The period said before the first figure of a field, and where."""
    words = re.match(r"[^\d|€]*", field.whole)
    text = aligned(words.group()) if words else ""
    for period, pattern in _PERIODS:
        match = re.search(pattern, text)
        if match:
            return period, field.run.evidence(*match.span())
    return None
