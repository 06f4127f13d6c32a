"""What a sheet's amount makes for each inhabitant, commune or year: our own division. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.composers import french
from assistant.composers.asked import Asked, Target
from assistant.composers.statement import Computation, SaidFigure, Statement
from ingest.facts.numerals import NUMERAL, numeral
from ingest.facts.records import AmountPeriod, Evidence, Funding, LineRole
from ingest.naming import fold

_PER = re.compile(r"\bpar (?:chaque )?(?P<unit>habitant|commune)s?\b")
_MEAN = re.compile(r"\ben moyenne\b|\bmoyen(?:ne)? (?:par an|annuel)|\bmoyenne (?:par an|annuelle)")
_YEARLY = re.compile(r"\bpar an\b|\bannuel|\b(?:chaque|par) annee\b")
_OVER_YEARS = re.compile(rf"\b(?:sur|pour|pendant|en) (?:les |ces )?(?P<count>\d{{1,2}}|{NUMERAL}) (?:ans|annees)\b")


def spread(asked: Asked, target: Target, lines: Sequence[Funding]) -> Iterator[Statement]:
    """The whole of a sheet over the people, the communes or the years that a document counts, where that is asked."""
    wholes = [line for line in lines if line.role is LineRole.TOTAL and line.amount is not None]
    if len(wholes) != 1:
        return
    [whole] = wholes
    per = _PER.search(asked.folded)
    perimeter = target.contract.record.perimeter
    if per:
        counts = perimeter.inhabitants if per["unit"] == "habitant" else perimeter.commune_counts
        for count in counts[:1]:
            if count.value > 1 and count.value == int(count.value):
                yield _divided(asked, whole, int(count.value), per["unit"], count.evidence)
    elif _MEAN.search(asked.folded) and _YEARLY.search(asked.folded) and whole.period is AmountPeriod.GLOBAL:
        years = _years(whole)
        if years > 1:
            yield _divided(asked, whole, years, "an", ())


def _years(whole: Funding) -> int:
    """Over how many years a line says that its amount is for, 0 where it does not say so once."""
    text = " ".join(fold(" ".join(e.quote for e in whole.evidence)).split())
    found = {match["count"] for match in _OVER_YEARS.finditer(text)}
    if len(found) != 1:
        return 0
    [said] = found
    return int(said) if said.isdigit() else numeral(said) or 0


def _divided(asked: Asked, whole: Funding, count: int, unit: str, evidence: Sequence[Evidence]) -> Statement:
    amount = whole.amount or 0.0
    share = round(amount / count, 2)
    shown = french.euros(share)
    lead = "Par an, cela ferait" if whole.period is AmountPeriod.ANNUAL else "Cela ferait"
    text = (
        f"{lead} {shown} par {unit} ({french.euros(amount)} ÷ {french.number(count)}{' ans' if unit == 'an' else ''})"
    )
    return Statement(
        f"{text} : ce calcul est le nôtre, les documents ne l'écrivent pas",
        asked.prover.proofs([*whole.evidence, *evidence]),
        computed=(Computation("quotient", (amount, float(count)), share),),
        figures=(SaidFigure(shown, share, "EUR"),),
    )
