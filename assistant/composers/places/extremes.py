"""Which grouping of communes is the largest or the smallest, as the perimeter counts them. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.composers import french
from assistant.composers.asked import Asked
from assistant.composers.forms import asks
from assistant.composers.statement import SaidFigure, Statement
from assistant.library import UnderstoodContract
from ingest.facts.records import Epci, Quantity


def extremes(asked: Asked, contract: UnderstoodContract) -> Iterator[Statement]:
    """The EPCI with the most, or the fewest, communes or inhabitants."""
    both = "habitant" in asked.folded and re.search(r"\bcommunes\b(?! de communes)", asked.folded)
    for people in (False, True) if both else ("habitant" in asked.folded or "peupl" in asked.folded,):
        yield from _counted_extremes(asked, contract, people=people)


def _counted_extremes(asked: Asked, contract: UnderstoodContract, *, people: bool) -> Iterator[Statement]:
    counted = [
        (epci, counts[0])
        for epci in contract.record.perimeter.epci
        if (counts := epci.inhabitants if people else epci.commune_counts)
    ]
    if len(counted) < 2 or len(counted) < len(contract.record.perimeter.epci):
        return
    yield _at_end(asked, contract, counted, fewest=asks("perimeter", "fewest", asked.folded), people=people)
    if asks("diagnosis", "both_ends", asked.folded):
        yield _at_end(asked, contract, counted, fewest=not asks("perimeter", "fewest", asked.folded), people=people)


def _at_end(
    asked: Asked,
    contract: UnderstoodContract,
    counted: Sequence[tuple[Epci, Quantity]],
    *,
    fewest: bool,
    people: bool,
) -> Statement:
    """The grouping with the most, or the fewest, of what is counted."""
    epci, count = (min if fewest else max)(counted, key=lambda pair: pair[1].value)
    unit, word = "habitants" if people else "communes", "moins" if fewest else "plus"
    shown = french.number(count.value)
    of = "d'" if people else "de "
    text = f"L'intercommunalité du CLS {contract.ref.label} qui compte le {word} {of}{unit} est : {epci.name} ({shown})"
    proofs = asked.prover.under_header(e for one, value in counted for e in (*one.evidence[:1], *value.evidence))
    return Statement(text, proofs, names=(epci.name,), figures=(SaidFigure(shown, count.value, unit),))
