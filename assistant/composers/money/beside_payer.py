"""Who pays for the sheets beside the payer that a question names: cofunders as written, other payers. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from assistant.cofunding import as_written
from assistant.composers import french
from assistant.composers.asked import Asked
from assistant.composers.forms import asks
from assistant.composers.money.sum_subject import payers_named
from assistant.composers.sheets.sheet_names import listed
from assistant.composers.side_by_side.each_contract import each_contract
from assistant.composers.statement import Composed, Computation, Statement
from assistant.library import UnderstoodContract
from ingest.facts.records import Action, Evidence, FundingState
from ingest.naming import fold

_COFUNDING = re.compile(r"\W*(?:autres? )?co-? ?financ\w*\s*:\s*")


@dataclass(frozen=True, slots=True)
class _Beside:
    """What a sheet says of who pays beside, and where; `named` where it says who."""

    action: Action
    words: str
    evidence: tuple[Evidence, ...]
    named: bool = True


def beside_payer(asked: Asked) -> Composed | None:
    """The sheets that announce another payer than the one named, None where the question does not ask for them."""
    folded = asked.folded
    if asked.query.sheets or not asks("money", "beside", folded) or asks("money", "no_cofunding", folded):
        return None
    if asked.targets and not asks("money", "sheets", folded):
        return None  # "qui d'autre que l'ARS paie la formation ?": of that sheet
    if asked.intents & {"signatories", "spent"} or asks("money", "most", folded) or asks("money", "sum", folded):
        return None
    return each_contract(asked, _of_contract)


def _of_contract(asked: Asked, contract: UnderstoodContract) -> Iterator[Statement]:
    actions, label = contract.record.actions, contract.ref.label
    but = payers_named(asked)
    found = [one for action in actions for one in _of_sheet(action, but)]
    named, vague = [one for one in found if one.named], [one for one in found if not one.named]
    # Where sheets do not say who pays beside, their silence is no "nobody".
    without = [action for action in actions if any(line.no_cofunding for line in action.funding)]
    if not actions or (not found and 2 * len(without) < len(actions)):
        return
    lines = [line for action in actions for line in action.funding if line.payer in but]
    paid = [e for line in lines for e in line.evidence if fold(line.payer) in fold(e.quote)][:1]
    than = f"un autre financeur que {french.listed([french.the(one) for one in sorted(but)])}" if but else ""
    if named:
        many = french.capital(french.feminine(len(named), "fiche action", "fiches actions"))
        verb = "annonce" if len(named) == 1 else "annoncent"
        text = f"{many} sur {len(actions)} du CLS {label} {verb} {than or 'un cofinancement'} :"
        yield _lead(asked, text, [*paid, *named[0].evidence[:1]], (len(named), len(actions)))
        yield from (_row(asked, one) for one in named)
    else:
        text = f"Aucune des {len(actions)} fiches actions du CLS {label} ne nomme {than or 'de cofinanceur'}"
        none = (e for action in without[:1] for line in action.funding for e in line.evidence)
        proofs = asked.prover.proofs([*paid, *none])
        counted = (Computation("count", (), len(actions)),)
        yield Statement(text, proofs, computed=counted, context=label)
    if vague:
        verb = "annonce" if len(vague) == 1 else "annoncent"
        many = french.capital(french.feminine(len(vague), "fiche action", "fiches actions"))
        yield _lead(asked, f"{many} {verb} des cofinancements sans dire de qui :", vague[0].evidence, (len(vague),))
        yield from (_row(asked, one) for one in vague)
    yield from _without(asked, [action for action in without if not any(one.action is action for one in found)])


def _of_sheet(action: Action, but: Collection[str]) -> Iterator[_Beside]:
    payers = dict.fromkeys(line.payer for line in action.funding if line.payer and line.state is not FundingState.NONE)
    others = [payer for payer in payers if payer not in but]
    # "Syndicat mixte" beside "Syndicat mixte du Val" is the same one.
    others = [one for one in others if not any(fold(one) in fold(other) for other in others if other != one)]
    # Without a payer to set apart, only who pays with another is beside him.
    if others and (but or len(payers) > 1):
        lines = [line for line in action.funding if line.payer in others]
        yield _Beside(action, french.listed(others), tuple(e for line in lines for e in line.evidence))
        return
    for line in action.funding:
        quotes = [e.quote for e in line.evidence]
        told = [e for e in line.evidence if _COFUNDING.match(fold(e.quote))]
        if line.cofunders:
            names = [said.value for said in line.cofunders]
            evidence = (*told, *(e for said in line.cofunders for e in said.evidence))
            yield _Beside(action, f"cofinancements « {as_written(names, quotes)} »", evidence)
            return
        for condition in line.conditions:
            stands = [e for e in told if condition.value in " ".join(e.quote.split())]
            if stands and not line.no_cofunding:
                yield _Beside(action, f"cofinancements « {condition.value} »", tuple(stands), named=False)
                return


def _lead(asked: Asked, text: str, evidence: Sequence[Evidence], counts: Sequence[int]) -> Statement:
    counted = tuple(Computation("count", (), number) for number in counts)
    return Statement(text, asked.prover.proofs(evidence), computed=counted)


def _row(asked: Asked, one: _Beside) -> Statement:
    action = one.action
    name = listed(action)
    proofs = asked.prover.proofs((*one.evidence, *action.heading[:1]))
    return Statement(f"{name} : {one.words}", proofs, item=True, context=f"{action.number} {action.title}")


def _without(asked: Asked, actions: Sequence[Action]) -> Iterator[Statement]:
    """The sheets that say that nobody pays beside."""
    if not actions:
        return
    numbers = [action.name for action in actions]
    noun = "La fiche" if len(numbers) == 1 else "Les fiches"
    verb = "indique" if len(numbers) == 1 else "indiquent"
    lines = [line for action in actions for line in action.funding if line.no_cofunding]
    proofs = asked.prover.proofs(e for line in lines for e in line.evidence)
    text = f"{noun} {french.listed(numbers)} {verb} qu'il n'y a pas de cofinancement (« néant »)"
    yield Statement(text, proofs, context=" ".join(numbers))
