"""What a sheet says of one thing in it ("le kit", "la navette"), before what it says as a whole. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.composers.asked import Asked, Target
from assistant.composers.money.funding import name_of
from assistant.composers.sheets.sheet import sheet
from assistant.composers.side_by_side.each_contract import each_contract
from assistant.composers.statement import Composed, Statement
from assistant.composers.texts.obliged import share, telling_words
from assistant.library import UnderstoodContract
from assistant.quotations.cutting import sentences
from assistant.quotations.marks import without_marks
from assistant.records import Status
from ingest.facts.records import Action, Evidence, Said
from ingest.naming import fold

# What a sheet is called says its own matter: that is no thing inside it.
TITLED = 0.9
# What a sentence must hold of the thing's words, and so many are said.
HELD, MOST, LONGEST = 0.6, 3, 620
_GOES_ON = re.compile(r"(?:celui-ci|celle-ci|ceux-ci|celles-ci|il|elle|ils|elles|ce|cet|cette)\b")
_WHO_DOES = re.compile(
    r"\bqui (?:est-ce qui )?(?:s'occupe\w* (?:de |du |des |d')|se charge (?:de |du |des |d')|gere|anime|organise"
    r"|coordonne)\s*(?P<thing>.+)"
)
# A part of a description opens another's tasks.
_OPENS = re.compile(r"\W*(?:volets?|modules?|parties?|phases?|etapes?|chantiers?)\b")
_TASK = re.compile(r"\bcharge\w* de\b|\bmissions?\b|\bdoi(?:t|vent)\b|\bassure\w*\b|\btaches?\b")
# Asked of the sheet by its own word, what it says as a whole answers.
_OF_SHEET = re.compile(r"\b(?:port|pilot|indicateur|partenaire|calendrier)\w*")


def of_thing(asked: Asked) -> Composed | None:
    """The sentences on the thing to which a conversation keeps, then what is asked of its sheet; None without one."""
    thing = asked.query.thing
    if not thing or len(asked.query.sheets) != 1 or len(asked.targets) != 1 or _OF_SHEET.search(asked.folded):
        return None
    [target] = asked.targets
    near = asked.find_topic(fold(thing), (target.contract,))
    if any(one.action is target.action and one.coverage >= TITLED for one in near):
        return None
    words = telling_words(asked, fold(thing))
    told = list(on_thing(target.action, words))[:MOST] if words else []
    if not told:
        return None
    said = list(_said(asked, target, thing, told))
    whole = sheet(asked)
    if whole is None:
        return Composed(tuple(said), (target.contract.ref.id,), Status.ANSWERED)
    if re.search(r"\bcombien\b|\bcout|\bbudget|\bfinanc|\bpa[iy]e", asked.folded) and "€" in whole.statements[0].text:
        if any(_is_money(target.action, one) for one in told):
            return None  # the money of the sheet says that it is the thing's
        said.append(
            Statement(f"La fiche n'indique pas de montant propre à « {thing} » ; pour la fiche entière", context=thing)
        )
    return replace(whole, statements=(*said, *whole.statements))


def who_does(asked: Asked) -> Composed | None:
    """Who sees to a thing that sheets only name: the sentences on it, under those that say whose task it is."""
    match = _WHO_DOES.search(asked.folded)
    if match is None or asked.query.sheets or asked.query.article:
        return None
    words = telling_words(asked, match["thing"])
    return each_contract(asked, lambda a, c: _whose_task(a, c, words)) if words else None


def _whose_task(asked: Asked, contract: UnderstoodContract, words: Sequence[str]) -> Iterator[Statement]:
    for action in contract.record.actions:
        lead: Said | None = None
        for said in action.description:
            lead = _task_above(said, lead)
            if lead and lead is not said and share(words, said.value) >= 1.0 and len(said.value) <= LONGEST:
                target = Target(contract, action, 1.0)
                proofs = asked.prover.proofs((*lead.evidence, *said.evidence))
                name = name_of(target, with_contract=True)
                text = f"{name} dit : « {without_marks(lead.value)} » « {without_marks(said.value)} »"
                yield Statement(text, proofs, context=f"{action.number} {contract.ref.label}")
                return


def _task_above(said: Said, before: Said | None) -> Said | None:
    """What says whose task the items of a list are, from its line to the next one that opens something."""
    if _OPENS.match(fold(said.value)):
        return None
    if said.value.rstrip().endswith(":"):
        return said if _TASK.search(fold(said.value)) else None
    return before


def on_thing(action: Action, words: Sequence[str]) -> Iterator[Said]:
    """The sentences of a sheet on a thing, each with those that go on about it, then its money and its indicators."""
    task: Said | None = None
    for said in (*action.description, *action.objectives_operational, *action.objectives, *action.results):
        task = _task_above(said, task)
        pieces = sentences(said)
        for i, piece in enumerate(pieces):
            if share(words, piece.value) < HELD:
                continue
            kept = [piece]
            for after in pieces[i + 1 :]:
                if not _GOES_ON.match(fold(after.value)):
                    break
                kept.append(after)
            text = " ".join(one.value for one in kept)
            if task and task is not said:
                yield task
            if len(text) <= LONGEST:
                yield replace(piece, value=text, evidence=tuple(e for one in kept for e in one.evidence))
            break
    for line in action.funding:
        for e in line.evidence:
            if share(words, e.quote) >= HELD:
                yield Said(" ".join(e.quote.split()), (e,))


def _is_money(action: Action, said: Said) -> bool:
    own: set[Evidence] = {e for line in action.funding for e in line.evidence}
    return any(e in own for e in said.evidence)


def _said(asked: Asked, target: Target, thing: str, told: Sequence[Said]) -> Iterator[Statement]:
    title = f" ({target.action.title})" if target.action.number and target.action.title else ""
    subject = f"{name_of(target, with_contract=asked.names_contract)}{title}"
    context = f"{target.action.number} {target.action.title} {thing}"
    proofs = asked.prover.proofs(told[0].evidence)
    subject = f"{subject[:1].lower()}{subject[1:]}"
    yield Statement(f"Sur « {thing} », {subject} dit :", proofs, context=context)
    for one in told:
        text = f"« {without_marks(one.value)} »"
        yield Statement(text, asked.prover.proofs(one.evidence), item=True, context=context)
