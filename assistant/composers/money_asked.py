"""What a question about a sheet's money claims or narrows: a rate, a nature, a payer, a year, years to come. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.composers import french
from assistant.composers.asked import Asked, Target
from assistant.composers.forms import asks
from assistant.composers.naming import kind_and_place
from assistant.composers.statement import Computation, SaidFigure, Statement
from ingest.facts.records import AmountPeriod, Evidence, Funding, FundingState, LineRole, Nature
from ingest.naming import fold

_NUMBERS = {"deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6}
_YEARS = re.compile(r"\b(?:sur|pendant|en|pour|pdt) (\d{1,2}|deux|trois|quatre|cinq|six) (?:ans|annees)\b")
_RATE = re.compile(r"\b(\d{1,3}(?:[.,]\d+)?) ?%")
_AMOUNT = re.compile(r"(?<![\d.,])(\d{1,3}(?:[ .]\d{3})+|\d{3,7})(?![\d.,]*\d) ?(?:€|euros?|e\b)?")
_YEAR = re.compile(r"\b(20\d\d)\b")
MOST_YEARS = 15
_TENTATIVE = re.compile(r"\bsous reserve|\ba confirmer\b|\bsollicit|\bdemande|\benvisag|\ba l'etude\b")


def narrowed_to(asked: Asked, lines: Sequence[Funding]) -> tuple[Funding, ...]:
    """The lines that the question asks for: those of the payer or the year that it names, all where none fits."""
    years = set(_YEAR.findall(asked.folded))
    of_year = [line for line in lines if line.year and set(_YEAR.findall(line.year)) & years]
    if of_year:
        return tuple(of_year)
    own = [line for line in lines if line.payer and _is_named(line.payer, asked.folded)]
    telling = [line for line in own if line.amount is not None or line.cap is not None or line.rate is not None]
    if telling and len(telling) < len(lines):
        # The whole stands beside the share.
        return (*telling, *(line for line in lines if line.role is LineRole.TOTAL and line not in telling))
    return tuple(lines)


def _is_named(payer: str, folded: str) -> bool:
    said = set(re.findall(r"[a-z]+", folded))
    kind, _ = kind_and_place(payer)
    own = set(re.findall(r"[a-z]{3,}", fold(payer)))
    # "ca" is more often "ça" than a communauté d'agglomération.
    return bool(own and own <= said) or (len(kind) > 2 and kind in said)


def verdict(asked: Asked, lines: Sequence[Funding]) -> str:
    """ "Oui" or "Non" to what the question claims of the money, "" where it claims nothing that the lines settle."""
    folded = asked.folded
    if not (asks("money", "claim", folded) or asks("roles", "yes_no", folded)) or asks("roles", "open", folded):
        return ""
    main = [line for line in lines if line.role is LineRole.TOTAL] or list(lines)
    if asks("money", "firm", folded):
        own = [line for line in lines if line.payer and line.amount is not None and _is_named(line.payer, folded)]
        return _of_nature(own or main, paid=asks("money", "paid", folded))
    rate = _RATE.search(folded)
    if rate or asks("money", "full_rate", folded):
        wanted = float(rate[1].replace(",", ".")) if rate else 100.0
        return _of_rate(lines, wanted)
    amount = _AMOUNT.search(re.sub(r"\bfiches? (?:action )?\d+(?:\.\d+)?", " ", _YEAR.sub(" ", folded)))
    if amount:
        return _of_amount(main, float(re.sub(r"\D", "", amount[1])), yearly=asks("money", "yearly", folded))
    return ""


def _of_nature(lines: Sequence[Funding], *, paid: bool) -> str:
    natures = {line.nature for line in lines if line.amount is not None}
    said = " ".join(text for line in lines for text in (line.earmark, *(one.value for one in line.conditions)))
    capped = not natures and any(line.cap is not None for line in lines)
    if not paid and (capped or _TENTATIVE.search(fold(said))):
        return "Non"  # a cap, or a condition, is no promise
    if natures == {Nature.PAID} or (natures == {Nature.GRANTED} and not paid):
        return "Oui"
    if natures and natures <= {Nature.REQUESTED, Nature.ESTIMATED}:
        return "Non"
    return ""


def _of_rate(lines: Sequence[Funding], wanted: float) -> str:
    rated = [line for line in lines if line.rate is not None]
    if not rated:
        return ""
    return "Oui" if any(line.rate == wanted and not line.rate_is_cap for line in rated) else "Non"


def _of_amount(lines: Sequence[Funding], wanted: float, *, yearly: bool) -> str:
    exact = [line for line in lines if line.amount == wanted]
    if exact:
        return "Non" if yearly and exact[0].period is AmountPeriod.GLOBAL else ""
    # A cap is no amount. Another amount may be one that the lines do not hold: nothing is settled.
    return "Non" if any(line.cap == wanted for line in lines) else ""


def over_years(asked: Asked, target: Target, lines: Sequence[Funding]) -> Iterator[Statement]:
    """What a yearly amount makes over the years that the question names: our multiplication, and said to be."""
    found = _YEARS.search(asked.folded)
    duration = target.contract.record.duration[:1]
    evidence: list[Evidence] = []
    if found:
        years = int(_NUMBERS.get(found[1], 0) or found[1])
    elif asks("followup", "years", asked.folded) and duration and re.match(r"\d+ ans", duration[0].value):
        years, evidence = int(duration[0].value.split()[0]), list(duration[0].evidence)
    else:
        return
    for line in lines:
        yearly = line.role is LineRole.TOTAL and line.period is AmountPeriod.ANNUAL and line.amount is not None
        if yearly and line.amount is not None and line.state is FundingState.AMOUNT and 2 <= years <= MOST_YEARS:
            yield multiplied(asked, line.amount, years, [*line.evidence, *evidence])


def multiplied(asked: Asked, amount: float, years: int, evidence: Sequence[Evidence]) -> Statement:
    """A yearly amount over so many years, as our own calculation."""
    total = amount * years
    shown = french.euros(total)
    text = f"Sur {years} ans, cela ferait {shown} ({years} × {french.euros(amount)}) : ce calcul est le nôtre"
    text += ", les documents ne l'écrivent pas"
    return Statement(
        text,
        asked.prover.proofs(evidence),
        computed=(Computation("product", (amount, float(years)), total),),
        figures=(SaidFigure(shown, total, "EUR"),),
        context=str(years),
    )
