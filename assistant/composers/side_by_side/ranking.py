"""Contracts set side by side by a count or an end: each one's, and which has the most or ends first. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.composers import french
from assistant.composers.asked import Asked
from assistant.composers.bodies.found import with_heading
from assistant.composers.forms import asks
from assistant.composers.statement import Composed, Computation, Statement
from assistant.composers.time.ending import ends
from assistant.library import UnderstoodContract
from assistant.verify import Proof
from ingest.facts.records import Evidence

MOST = 20
# "Combien de communes, et laquelle est la plus grosse ?" ranks what a contract has, and no contracts.
_OF_ITS_OWN = re.compile(
    r"\b(?:communes|fiches|actions)\b.*\b(?:laquelle|lesquelles)\b"
    r"|\b(?:laquelle|lesquelles|l[ae]s? (?:plus|moins) \w+) (?:des|de (?:ces|nos|vos|leurs)) (?:\d+ )?"
    r"(?:communes|fiches|actions)\b"
    r"|\bquelles? (?:est la |sont les )?(?:communes?|fiches?|actions?)\b"
)


@dataclass(frozen=True, slots=True)
class _Standing:
    """What one contract has: a number to rank by, how it is said, and its proof."""

    contract: UnderstoodContract
    value: float
    said: str
    proofs: tuple[Proof, ...]
    computed: tuple[Computation, ...] = ()


def ranking(asked: Asked) -> Composed | None:
    """Each contract's count, or end, with the first of them where the question asks for it; None elsewhere."""
    extreme = asks("ranking", "extreme", asked.folded)
    if not (extreme or asks("ranking", "each", asked.folded)) or asked.query.sheets:
        return None
    if _OF_ITS_OWN.search(asked.folded):
        return None
    if asks("parties", "is_signatory", asked.folded):
        return None  # whether one body signs them is no count
    measure = next((say for form, say in _MEASURES.items() if asks("ranking", form, asked.folded)), None)
    contracts = asked.contracts if asked.query.scope.territory_named else asked.library.contracts
    if measure is None or len(contracts) < 2:
        return None
    told = [standing for contract in contracts if (standing := measure(asked, contract))][:MOST]
    if len(told) < 2:
        return None
    lowest = asks("ranking", "lowest", asked.folded)
    ordered = sorted(told, key=lambda one: one.value if lowest else -one.value)
    said: list[Statement] = []
    if extreme:
        said.append(_first(ordered, shortened=measure is _end))
    said += [
        Statement(
            f"CLS {one.contract.ref.label} : {one.said}",
            one.proofs,
            item=True,
            computed=one.computed,
            context=one.contract.ref.label,
        )
        for one in ordered
    ]
    silent = [contract.ref.label for contract in contracts if contract not in [one.contract for one in told]]
    if silent and len(silent) <= MOST:
        labels = french.listed([f"le CLS {label}" for label in silent])
        said.append(Statement(f"Les documents lus ne le disent pas pour {labels}", context=labels))
    return Composed(tuple(said), tuple(one.contract.ref.id for one in told))


def _first(ordered: Sequence[_Standing], *, shortened: bool) -> Statement:
    best = [one for one in ordered if one.value == ordered[0].value]
    labels = french.listed([f"le CLS {one.contract.ref.label}" for one in best])
    what = "" if shortened and len(best) == 1 else " à égalité" if len(best) > 1 else ""
    proofs = tuple(proof for one in best for proof in one.proofs)
    computed = tuple(computation for one in best for computation in one.computed)
    text = f"C'est {labels}{what} : {best[0].said}" if len(best) == 1 else f"Ce sont{what} {labels} : {best[0].said}"
    return Statement(text, proofs, computed=computed, context=labels)


def _counted(
    asked: Asked, contract: UnderstoodContract, count: int, said: str, evidence: Sequence[Evidence]
) -> _Standing | None:
    if not count:
        return None
    proofs = asked.prover.proofs(evidence)
    return _Standing(contract, count, said, proofs[:6], (Computation("count", (), count),))


def _signatories(asked: Asked, contract: UnderstoodContract) -> _Standing | None:
    found = contract.record.signatories
    evidence = [h for party in found for e in party.evidence[:1] for h in with_heading(contract, e)]
    return _counted(asked, contract, len(found), french.count(len(found), "signataire"), evidence)


def _axes(asked: Asked, contract: UnderstoodContract) -> _Standing | None:
    found = [axis for axis in contract.record.axes if axis.titles]
    if not found and contract.record.axis_counts:
        count = contract.record.axis_counts[0]
        return _counted(asked, contract, int(count.value), french.count(int(count.value), "axe"), count.evidence)
    evidence = [e for axis in found for e in axis.titles[0].evidence[:1]]
    return _counted(asked, contract, len(found), french.count(len(found), "axe"), evidence)


def _actions(asked: Asked, contract: UnderstoodContract) -> _Standing | None:
    found = contract.record.actions
    evidence = [e for action in found for e in action.heading[:1]]
    return _counted(asked, contract, len(found), french.feminine(len(found), "action"), evidence)


def _communes(asked: Asked, contract: UnderstoodContract) -> _Standing | None:
    counts = contract.record.perimeter.commune_counts[:1]
    if not counts:
        return None
    proofs = asked.prover.proofs(counts[0].evidence)
    return _Standing(contract, counts[0].value, f"{french.number(counts[0].value)} communes", proofs)


def _end(asked: Asked, contract: UnderstoodContract) -> _Standing | None:
    for said in ends(contract)[:1]:
        year, month, day = (*said.value.split("-"), "12", "31")[:3]
        value = int(year) * 10_000 + int(month) * 100 + int(day)
        return _Standing(contract, value, f"jusqu'au {french.date(said.value)}", asked.prover.proofs(said.evidence))
    for said in contract.record.period[:1]:
        last = said.value.rpartition("-")[2]
        if last.isdigit():
            proofs = asked.prover.proofs(said.evidence)
            return _Standing(contract, int(last) * 10_000 + 1231, f"jusqu'en {last}", proofs)
    return None


_Measure = Callable[[Asked, UnderstoodContract], _Standing | None]
_MEASURES: dict[str, _Measure] = {
    "signatories": _signatories,
    "axes": _axes,
    "actions": _actions,
    "communes": _communes,
    "end": _end,
}
