"""What an amount makes for each of those whom its own line counts: our own division, and said to be. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.composers import french
from assistant.composers.asked import Asked
from assistant.composers.statement import Computation, SaidFigure, Statement
from assistant.searching.tokens import stem
from ingest.facts.records import AmountPeriod, Funding
from ingest.naming import fold

# "Combien par étudiant ?"; "par an", "par fiche" count no people.
_ASKED = re.compile(
    r"\b(?:combien|cb|cout|coute|prix|montant|budget|somme|euros?)\b.{0,40}\bpar (?:chaque )?(?P<unit>[a-z]{4,})\b"
    r"|\bpar (?P<before>[a-z]{4,})\b,? ?(?:ca |cela )?(?:fait |represente )?(?:combien|cb)\b"
)
_NO_UNIT = re.compile(
    r"(?:an|ans|annees?|mois|jours?|semaines?|fiches?|actions?|axes?|contrats?|financeurs?|partenaires?|rapport|qui|quoi"
    r"|ailleurs|exemple|communes?|territoires?|habitants?)$"
)
_COUNT = re.compile(
    r"(?<![\d.,/-])(?P<count>\d{1,4}) (?:\w+ ){0,1}?(?P<noun>[a-z]{4,})(?P<yearly> ?(?:/ ?an|par an)\b)?"
)


def for_each(asked: Asked, lines: Sequence[Funding]) -> Iterator[Statement]:
    """An amount over how many its line counts, where the question asks how much that is for each of them."""
    match = _ASKED.search(asked.folded)
    unit = (match["unit"] or match["before"]) if match else ""
    priced = [line for line in lines if line.amount is not None]
    if not unit or _NO_UNIT.match(unit) or len(priced) != 1:
        return
    [line] = priced
    text = " ".join(fold(" ".join(e.quote for e in line.evidence)).split())
    counts = {(m["count"], bool(m["yearly"])) for m in _COUNT.finditer(text) if stem(m["noun"]) == stem(unit)}
    if len(counts) != 1:
        return
    [(count, yearly)] = counts
    annual = line.period is AmountPeriod.ANNUAL
    if (yearly and not annual) or int(count) < 2 or line.amount is None:
        return
    share = round(line.amount / int(count), 2)
    shown, whole = french.euros(share), french.euros(line.amount)
    text = f"Cela ferait {shown} par {_singular(asked, unit)} ({whole} ÷ {count})"
    yield Statement(
        f"{text} : ce calcul est le nôtre, les documents ne l'écrivent pas",
        asked.prover.proofs(line.evidence),
        computed=(Computation("quotient", (line.amount, float(count)), share),),
        figures=(SaidFigure(shown, share, "EUR"),),
    )


def _singular(asked: Asked, unit: str) -> str:
    """The unit as the question types it, with its accents."""
    typed = (word for word in re.findall(r"[^\W\d_]+", asked.query.text) if fold(word) == unit)
    return next(typed, unit)
