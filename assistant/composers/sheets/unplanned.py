"""That no action sheet speaks of a subject that its contract names elsewhere, with where it does. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.composers import french
from assistant.composers.asked import Asked
from assistant.composers.bodies.naming import mentions as names_body
from assistant.composers.forms import asks, without
from assistant.composers.sentences import evidence_of, words_of
from assistant.composers.side_by_side.mentions import LEAST, Mention, bare, mentions_of
from assistant.composers.side_by_side.subject import Subject
from assistant.composers.statement import Composed, Computation, Statement, section_at
from assistant.composers.texts.prose import told_by
from assistant.library import UnderstoodContract
from assistant.quotations.units import runs_on
from assistant.records import Status
from ingest.naming import fold

# A subject of more words may hold words that are none of it; at most so many sentences are said.
LONGEST, MOST = 3, 2
LONGEST_QUOTE = 420


def unplanned(asked: Asked) -> Composed | None:
    """That the sheets are silent, and what the contract says elsewhere; None where a sheet speaks or none is asked."""
    if not asks("unplanned", "ask", asked.folded) or asked.query.sheets or asked.query.article or not asked.has_subject:
        return None
    if "revision" in asked.intents:
        return None  # how sheets are added is no subject that one would be on
    subject = asked.subject_in(bare(without("unplanned", "noise", asked.folded), asked))
    if not 0 < len(subject.parts) <= LONGEST or names_body(asked.query.text):
        return None  # what a body does in sheets is told of it
    said: list[Statement] = []
    named: list[str] = []
    for contract in asked.contracts:
        if not contract.record.actions:
            continue
        if _in_sheets(asked, subject, contract):
            return None
        told = list(_elsewhere(subject, asked, contract))
        if told:
            said += _said(asked, contract, subject, told)
            named.append(contract.ref.id)
    return Composed(tuple(said), tuple(named), Status.NOT_FOUND) if said else None


def silent_sheets(asked: Asked, contract: UnderstoodContract, subject: Subject) -> Statement | None:
    """That no sheet of a contract speaks of a subject, in other words either; None where one does, or there is none."""
    actions = contract.record.actions
    if not actions or not subject or _in_sheets(asked, subject, contract):
        return None
    noun = "fiches actions" if any(action.number for action in actions) else "actions"
    label = contract.ref.label
    text = f"Aucune des {french.number(len(actions))} {noun} du CLS {label} ne parle de « {_typed(asked, subject)} »"
    return Statement(text, computed=(Computation("count", (), len(actions)),), context=label)


def _typed(asked: Asked, subject: Subject) -> str:
    """The words of the question that name a subject, as they are typed; its folded ones where they stand apart."""
    typed = re.findall(r"[\w-]+", asked.query.text)
    size = len(subject.phrase)
    windows = (typed[i : i + size] for i in range(len(typed) - size + 1))
    found = (one for one in windows if [fold(word) for word in one] == list(subject.phrase))
    return " ".join(next(found, subject.phrase))


def _in_sheets(asked: Asked, subject: Subject, contract: UnderstoodContract) -> bool:
    """Whether a sheet, or an action without one, holds any word of a subject."""
    for part in subject.parts:
        one = Subject((part,), (part.said,))
        passages = asked.find_passages(one, (contract,), True).get(contract.ref.id, ())
        if any(passage.sheet for passage in passages):
            return True
    titles = " ".join(said.value for action in contract.record.actions for said in action.titles)
    return asked.names_subject(titles)


def _elsewhere(subject: Subject, asked: Asked, contract: UnderstoodContract) -> Iterator[Mention]:
    """The sentences outside the sheets that hold the whole subject, none twice."""
    kept: set[str] = set()
    for mention in mentions_of(asked, subject, contract):
        text = mention.unit.text
        if mention.level < 2 or not LEAST <= len(text) <= LONGEST_QUOTE or runs_on(text):
            continue
        told = " ".join(fold(text).strip(" -•").split())
        if told not in kept and len(kept) < MOST:
            kept.add(told)
            yield mention


def _said(asked: Asked, contract: UnderstoodContract, subject: Subject, told: Sequence[Mention]) -> Iterator[Statement]:
    silent = silent_sheets(asked, contract, subject)
    if silent:
        yield silent
    for mention in told:
        evidence = evidence_of(mention.document, mention.unit)
        proofs = asked.prover.proofs([evidence])
        section = section_at(mention.document, evidence).split(" › ")[-1]
        lead = told_by(contract, mention.document).removesuffix(" :")
        text = f"{lead}{f' ({section})' if section else ''} : « {words_of(evidence)} »"
        yield Statement(text, proofs, context=f"{section} {contract.ref.label}")
