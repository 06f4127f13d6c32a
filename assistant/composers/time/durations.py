"""How long contracts last beside each other, and by how much they differ: our own calculation. Pure functions."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.composers import french
from assistant.composers.asked import Asked
from assistant.composers.forms import asks
from assistant.composers.side_by_side.mentions import generations
from assistant.composers.statement import Composed, Computation, Statement
from assistant.library import UnderstoodContract
from assistant.records import Status
from assistant.verify import Proof

_YEARS = re.compile(r"(\d{1,2}) ans?\b")
_PERIOD = re.compile(r"((?:19|20)\d\d)-((?:19|20)\d\d)")


@dataclass(frozen=True, slots=True)
class _Length:
    """How many years a contract lasts; `first` and `last` where its documents say no more than these."""

    contract: UnderstoodContract
    years: int
    proofs: tuple[Proof, ...]
    first: int = 0
    last: int = 0

    @property
    def label(self) -> str:
        return self.contract.ref.label

    @property
    def said(self) -> str:
        """The length, with its terms where it is made of two years."""
        shown = f"{self.years} an{'s' if self.years > 1 else ''}"
        return f"environ {shown} ({self.last} − {self.first})" if self.first else shown

    @property
    def computed(self) -> tuple[Computation, ...]:
        operands = (float(self.last), float(self.first))
        return (Computation("difference", operands, float(self.years)),) if self.first else ()


def durations(asked: Asked) -> Composed | None:
    """How long each of several contracts lasts, and the gap between two; None where that is not asked."""
    if asked.query.sheets or not asks("durations", "ask", asked.folded):
        return None
    if "duration" not in asked.intents and not re.search(r"\b(?:cls|contrats?)\b", asked.folded):
        return None
    found = asked.contracts if len(asked.contracts) > 1 else generations(asked)
    if len(found) < 2 or (asked.has_subject and not asked.query.scope.territory_named):
        return None
    lengths = [length for contract in found if (length := _length(asked, contract))]
    if len(lengths) < 2:
        return None
    said = [_told(length) for length in lengths]
    silent = [contract.ref.label for contract in found if contract not in [one.contract for one in lengths]]
    if silent:
        labels = french.listed([f"le CLS {label}" for label in silent])
        said.append(Statement(f"Les documents lus ne disent pas combien de temps dure {labels}", context=labels))
    if len(lengths) == 2:
        said.append(_gap(*sorted(lengths, key=lambda one: -one.years)))
    status = Status.PARTIAL if silent else Status.ANSWERED
    return Composed(tuple(said), tuple(one.contract.ref.id for one in lengths), status)


def _length(asked: Asked, contract: UnderstoodContract) -> _Length | None:
    for said in contract.record.duration[:1]:
        if years := _YEARS.fullmatch(said.value):
            return _Length(contract, int(years[1]), asked.prover.proofs(said.evidence))
        return None  # "4 ans et demi", "54 mois": two years would say less
    for said in contract.record.period[:1]:
        if period := _PERIOD.fullmatch(said.value):
            first, last = int(period[1]), int(period[2])
            return _Length(contract, last - first, asked.prover.proofs(said.evidence), first, last)
    return None


def _told(length: _Length) -> Statement:
    period = f"de {length.first} à {length.last}, soit " if length.first else ""
    text = f"CLS {length.label} : {period}{length.said}"
    return Statement(text, length.proofs, item=True, computed=length.computed, context=length.label)


def _gap(longer: _Length, shorter: _Length) -> Statement:
    """By how much the first lasts longer than the second."""
    proofs = (*longer.proofs, *shorter.proofs)
    context = f"{longer.label} {shorter.label}"
    if longer.years == shorter.years:
        return Statement("Les deux contrats ont la même durée", proofs, context=context)
    gap = longer.years - shorter.years
    about = "environ " if longer.first or shorter.first else ""
    text = f"Le CLS {longer.label} dure plus longtemps : {longer.said} contre {shorter.said}, soit {about}{gap} "
    text += f"an{'s' if gap > 1 else ''} ({longer.years} − {shorter.years}) de plus"
    text += " : ce calcul est le nôtre, les documents ne l'écrivent pas"
    last = Computation("difference", (float(longer.years), float(shorter.years)), float(gap))
    computed = (*longer.computed, *shorter.computed, last)
    return Statement(text, proofs, computed=computed, context=context)
