"""What the sheet on a matter asks of communes, of their groupings and of those elected there. Pure functions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.composers import french
from assistant.composers.asked import Asked, Target
from assistant.composers.forms import asks, without
from assistant.composers.money.funding import name_of
from assistant.composers.statement import Composed, Statement
from assistant.library import UnderstoodContract
from assistant.quotations.cutting import whole_sentences
from assistant.quotations.marks import without_marks
from ingest.facts.records import Action, Said
from ingest.naming import fold

# A sheet must hold so much of the matter to be the one on it.
LEAST = 0.6
# From here on, its title says so.
TITLED = 0.9
MOST, CHARACTERS, FEW = 8, 420, 3


def asked_of(asked: Asked) -> Composed | None:
    """What the sheet on the question's matter asks of communes; None where the question asks no such thing of one."""
    folded = asked.folded
    if asked.query.sheets or asked.query.article or asked.intents & {"money", "signatories", "termination", "revision"}:
        return None
    if not (asks("asked_of", "whom", folded) and asks("asked_of", "what", folded)):
        return None
    matter = without("asked_of", "whom", without("asked_of", "what", folded))
    said: list[Statement] = []
    spoken: list[str] = []
    for contract in asked.contracts:
        found = list(_of_contract(asked, contract, matter))
        said += found
        spoken += [contract.ref.id] if found else []
    return Composed(tuple(said), tuple(spoken)) if said else None


def _of_contract(asked: Asked, contract: UnderstoodContract, matter: str) -> Iterator[Statement]:
    found = [target for target in asked.find_topic(matter, (contract,)) if target.coverage >= LEAST]
    told = [(target, items) for target in found if (items := _items(target.action))]
    for target, items in told[:1]:
        yield from _said(asked, target, items)
    # Where no sheet says what they do, those that name them among their partners still call on them.
    for target in [] if told else [one for one in found if one.coverage >= TITLED][:FEW]:
        called = [said for said in target.action.partners if named(said)]
        if called:
            values = french.listed([f"« {said.value} »" for said in called])
            text = f"{_subject(target)} cite parmi ses partenaires {values}, sans dire ce qui en est attendu"
            proofs = asked.prover.proofs(e for said in called for e in said.evidence)
            yield Statement(text, proofs, context=f"{target.action.number} {target.action.title}")


def _subject(target: Target) -> str:
    action = target.action
    title = f" ({action.title})" if action.number and action.title else ""
    return f"{name_of(target, with_contract=True)}{title}"


def _items(action: Action) -> list[Said]:
    """What a sheet plans that names communes, or stands in the list that a line naming them opens."""
    kept: list[Said] = []
    inside = False
    for said in action.description:
        opens = said.value.rstrip().endswith(":")
        if opens:
            inside = named(said)
        elif inside or named(said):
            kept.append(said)
    return kept or [said for said in action.objectives_operational if named(said)]


def named(said: Said) -> bool:
    """Whether a value names communes, their groupings or those elected there."""
    return asks("asked_of", "named", fold(said.value))


def _said(asked: Asked, target: Target, items: Sequence[Said]) -> Iterator[Statement]:
    action = target.action
    context = f"{action.number} {action.title}"
    yield Statement(
        f"{_subject(target)} prévoit, pour les communes et leurs élus :",
        asked.prover.proofs(items[0].evidence),
        context=context,
    )
    for said in items[:MOST]:
        kept = whole_sentences(said, CHARACTERS)
        text = f"« {without_marks(kept.value)} »"
        yield Statement(text, asked.prover.proofs(kept.evidence), item=True, context=context)
