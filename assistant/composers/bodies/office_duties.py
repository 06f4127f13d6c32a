"""What the contract's coordinator has to do, as the sheet that speaks most of that office says it. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.composers.asked import Asked, Target
from assistant.composers.forms import asks
from assistant.composers.money.funding import name_of
from assistant.composers.sheets.topic import Theme
from assistant.composers.side_by_side.each_contract import each_contract
from assistant.composers.statement import Composed, Statement
from assistant.library import UnderstoodContract
from assistant.quotations.cutting import sentences
from assistant.quotations.marks import without_marks
from ingest.facts.records import Action, Said
from ingest.naming import fold

# What a part of a description must hold of the matter to which the question keeps.
LEAST = 0.6
# So many items are quoted; a longer one is told sentence by sentence.
MOST, CHARACTERS = 30, 320
# A sheet that speaks less often of the office says what somebody else does with it, but for one on the contract.
FEWEST = 2
_OF_CONTRACT = re.compile(r"\b(?:coordon|coordin|anim|pilot|suiv)\w*\b.*\b(?:contrat|cls)\b")
# "L'animatrice santé (AS)": what an office is called from there on.
_CALLED = re.compile(r"(?P<office>[^\W\d_]+)(?: [^\W\d_]+){0,5} ?\((?P<short>[A-Z][A-Z ]{1,7})\)")
# "Volet « Prévention »" opens a part of a description.
_OPENS = re.compile(r"\W*(?:volets?|missions?|modules?|parties?|phases?|etapes?|chantiers?)\b")
_HEADING = 140


def office_duties(asked: Asked) -> Composed | None:
    """What the coordinator has to do, within the part that the question names; None where it asks no such thing."""
    if asked.query.sheets or asked.query.article or asked.intents & {"money", "signatories", "represented"}:
        return None
    if not (asks("coordinator", "office", asked.folded) and asks("coordinator", "duties", asked.folded)):
        return None
    return each_contract(asked, _of_contract)


def _of_contract(asked: Asked, contract: UnderstoodContract) -> Iterator[Statement]:
    spoken = [(sum(_names(said) for said in action.description), action) for action in contract.record.actions]
    most, action = max(spoken, key=lambda pair: pair[0], default=(0, None))
    if action is None or most < (1 if _OF_CONTRACT.search(fold(action.title)) else FEWEST):
        return
    theme = asked.find_topics((contract,))[0]
    about = Theme(tuple((g, worth) for g, worth in theme.groups if not asks("coordinator", "noise", g.said)))
    parts = list(_parts(action))
    if about.groups:
        total = sum(worth for _, worth in about.groups)
        kept = [part for part in parts if about.held(part[0].value[:_HEADING]) >= LEAST * total]
        if not kept:
            return  # what is asked of it is another matter, which search answers
        chosen = list(kept[0])
    else:
        short = _short_names(action)
        spoken_of = [part for part in parts if any(_names(said) or short.search(said.value) for said in part)]
        chosen = [said for part in spoken_of for said in part if not _is_heading(said)]
    apart = [one for said in chosen for one in (sentences(said) if len(said.value) > CHARACTERS else [said])]
    if not about.groups:
        apart = [one for one in apart if not _is_heading(one)]
    yield from _said(asked, Target(contract, action, 1.0), apart)


def _names(said: Said) -> bool:
    return asks("coordinator", "office", fold(said.value))


def _short_names(action: Action) -> re.Pattern[str]:
    """The abbreviations that a sheet gives to the office, as a pattern that finds nothing where it gives none."""
    called = [match for said in action.description for match in _CALLED.finditer(said.value)]
    short = {match["short"] for match in called if asks("coordinator", "office", fold(match["office"]))}
    return re.compile("|".join(rf"\b{re.escape(name)}\b" for name in sorted(short)) or r"(?!)")


def _is_heading(said: Said) -> bool:
    return _OPENS.match(fold(said.value)) is not None and len(said.value) < _HEADING


def _parts(action: Action) -> Iterator[Sequence[Said]]:
    """The parts of a description, each with what opens it."""
    part: list[Said] = []
    for said in action.description:
        if part and _OPENS.match(fold(said.value)):
            yield part
            part = []
        part.append(said)
    if part:
        yield part


def _said(asked: Asked, target: Target, chosen: Sequence[Said]) -> Iterator[Statement]:
    action = target.action
    title = f" ({action.title})" if action.number and action.title else ""
    subject = f"{name_of(target, with_contract=True)}{title}"
    # A heading and "est chargée de :" lead to what follows; alone they say nothing.
    opening = chosen[0] if len(chosen) > 1 and len(chosen[0].value) < _HEADING else None
    items = [said for said in chosen if said is not opening and not said.value.rstrip().endswith(":")]
    where = f", sous « {_flat(opening)} »" if opening else ""
    leads = [said for said in chosen if said.value.rstrip().endswith(":") and _names(said)]
    evidence = [e for said in (*((opening,) if opening else ()), *leads, *chosen[:1]) for e in said.evidence]
    proofs = asked.prover.proofs(dict.fromkeys(evidence))
    context = f"{action.number} {action.title}"
    yield Statement(f"{subject} dit de cette fonction{where} :", proofs, context=context)
    for said in items[:MOST]:
        yield Statement(f"« {_flat(said)} »", asked.prover.proofs(said.evidence), item=True, context=context)


def _flat(said: Said) -> str:
    return re.sub(r" (?=[.,]$)", "", without_marks(" ".join(said.value.split())).strip())
