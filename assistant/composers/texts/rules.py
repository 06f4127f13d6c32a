"""What the articles lay down: revision, termination, communication, evaluation, governance, in their words. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant import lexicon
from assistant.composers.asked import Asked, Target
from assistant.composers.forms import asks
from assistant.composers.sheets.sheet import sheet
from assistant.composers.statement import Composed, Statement
from assistant.composers.texts.quoted import Quoted, quoted_by
from assistant.library import UnderstoodContract
from assistant.questions.intents import named_intent
from assistant.quotations.quote_verdict import changed_things, first_changed, verdict_of
from assistant.records import Status
from assistant.searching.expansion import expand
from assistant.searching.tokens import stem, terms, words
from ingest.facts.records import Body, Said
from ingest.naming import fold

# How many sentences of a rule are said, and from which share of the best one's words on.
MOST, NEARLY = 4, 0.6
# Of a list that a sentence announces, so many items at most.
ITEMS = 8
# A sentence that leans on the one before is said with it.
_LEANS = re.compile(
    r"(?:dans ce cas|a defaut|faute d|celui-ci|celle-ci|cette|ce dernier|une solution|il |elle |ils |elles "
    r"|[^.,;]{3,60} alors )"
)
# Of what an article on termination holds, what ends the contract, and not how a dispute is settled.
_ENDS = re.compile(r"\bresili|\bmise en demeure|\bdenonc|\bpreavis|\bnon[- ]respect|\bmet(?:tre)? fin|\bretrait")
_TOPICS = {
    "termination": "termination",
    "dispute": "termination",
    "revision": "revision",
    "communication": "communication",
    "monitoring": "evaluation",
}


def rules(asked: Asked) -> Composed | None:
    """The sentences of the rule that the question asks for, None where no record holds it."""
    topics = [field for intent, field in _TOPICS.items() if intent in asked.intents]
    if asked.query.sheets or asked.query.article or asked.intents & {"money", "signed_on"}:
        return None
    if topics == ["evaluation"]:
        own = _evaluator(asked)
        if own:
            return own
    # "Faut-il mettre le logo ?" is the contract's matter, unless a sheet bears it in its title.
    if any(topics == ["evaluation"] or _titled(asked, target) for target in asked.targets) and not _whole(asked):
        return None
    said: list[Statement] = []
    named: list[str] = []
    for contract in asked.contracts:
        found = _governance(asked, contract) if "governance" in asked.intents and not topics else []
        for field in dict.fromkeys(topics):
            sentences = getattr(contract.record, field)
            if "termination" in asked.intents and "dispute" not in asked.intents:
                sentences = [said for said in sentences if _ENDS.search(fold(said.value))] or sentences
            found += _quoted(asked, _chosen(asked, sentences, field))
        if found:
            settled = verdict_of(asked.query.text, " ; ".join(f"« {one.words} »" for one in found))
            said += quoted_by(contract, list(dict.fromkeys(found)), settled)
            named.append(contract.ref.id)
    if not said:
        return None
    silent = [c.ref.label for c in asked.contracts if c.ref.id not in named]
    if silent and asked.query.scope.territory_named:
        labels = ", ".join(silent)
        said.append(Statement(f"Les documents lus ne le disent pas pour : {labels}", context=labels))
        return Composed(tuple(said), tuple(named), Status.PARTIAL)
    return Composed(tuple(said), tuple(named))


def _evaluator(asked: Asked) -> Composed | None:
    """Who evaluates the contract or when, as the sheet about its evaluation says; None where there is no such sheet."""
    who, when = asks("rules", "evaluator", asked.folded), asks("rules", "evaluated_when", asked.folded)
    if not (who or when):
        return None
    sheets = [
        action.number
        for contract in asked.contracts
        for action in contract.record.actions
        if action.number and any(re.match(r"evalu", fold(title.value)) for title in action.titles)
    ]
    if len(dict.fromkeys(sheets)) != 1:
        return None
    intents = tuple(named_intent(name) for name, wanted in (("lead", who), ("calendar", when)) if wanted)
    return sheet(replace(asked, query=replace(asked.query, sheets=(sheets[0],), intents=intents)))


def _whole(asked: Asked) -> bool:
    """Whether the question asks of the contract as such, and of no sheet."""
    return re.search(r"\b(?:fiche|action)\b", asked.folded) is None and asks("rules", "whole", asked.folded)


def _titled(asked: Asked, target: Target) -> bool:
    said = set(terms(asked.query.text))
    return any(said & set(terms(title.value)) for title in target.action.titles)


def _chosen(asked: Asked, sentences: Sequence[Said], field: str) -> list[Said]:
    """The sentences that hold most of what the question says, in their order; the first ones where none stands out."""
    scored = [(len(_held(asked, said.value)), i) for i, said in enumerate(sentences)]
    best = max((score for score, _ in scored), default=0)
    if not best:
        whole = field in {"termination", "communication"} or asks("rules", "any_change", asked.folded)
        return list(sentences[:MOST]) if whole else []
    kept = {i for score, i in sorted(scored, key=lambda item: -item[0])[:MOST] if score >= NEARLY * best}
    things = changed_things(asked.query.text) if field == "revision" else frozenset[str]()
    # The rule on what is to change, and no other: what a rule names first is what it is of.
    holding = {i for i in range(len(sentences)) if things and _holds_all(things, sentences[i].value)}
    kept = {i for i in holding if first_changed(fold(sentences[i].value)) in things} or holding or kept
    after = {i + 1 for i in kept if i + 1 < len(sentences) and _LEANS.match(fold(sentences[i + 1].value))}
    # What a sentence announces goes with it, item by item.
    announced = {j for i in kept if sentences[i].value.endswith(":") for j in _items(sentences, i + 1)}
    before = {j for i in kept if (j := _announcing(sentences, i)) is not None}
    return [sentences[i] for i in sorted(kept | after | announced | before)]


def _announcing(sentences: Sequence[Said], i: int) -> int | None:
    """The sentence that announces the list of which one is an item: "d'intégrer…" says nothing by itself."""
    while i > 0 and (
        sentences[i].value[:1].islower() or sentences[i].value[:1] in "-•–▪" or _LEANS.match(fold(sentences[i].value))
    ):
        i -= 1
        if sentences[i].value.endswith(":"):
            return i
    return None


def _holds_all(things: frozenset[str], sentence: str) -> bool:
    return all(re.search(rf"\b{thing}s?\b", fold(sentence)) for thing in things)


def _items(sentences: Sequence[Said], start: int) -> Iterator[int]:
    for i in range(start, min(start + ITEMS, len(sentences))):
        if not (sentences[i].value[:1].islower() or sentences[i].value[:1] in "-•–▪"):
            return
        yield i


def _held(asked: Asked, sentence: str) -> set[str]:
    """The words of the question, in any of their forms, that a sentence holds."""
    stop = lexicon.load().stopwords | lexicon.load().form
    held = {stem(word) for word in words(sentence)}
    groups = [group for group in expand(asked.query.text, lambda _: "") if group.said and group.said not in stop]
    return {
        group.said
        for group in groups
        if any(all(s in held for s in alternative.stems) for alternative in group.alternatives)
    }


def _quoted(asked: Asked, sentences: Sequence[Said]) -> list[Quoted]:
    found = ((said, asked.prover.proofs(said.evidence)) for said in sentences)
    return [Quoted(said.value, proofs[0].section.split(" › ")[0], proofs) for said, proofs in found if proofs]


def _governance(asked: Asked, contract: UnderstoodContract) -> list[Quoted]:
    bodies = contract.record.governance
    named = [body for body in bodies if _names(body, asked.folded)]
    found: list[Quoted] = []
    for body in named:
        found += _quoted(asked, body.sentences[:MOST])
    if named or asked.has_subject:
        return found
    for body in bodies:
        found += _quoted(asked, body.sentences[:2])
    return found


def _names(body: Body, folded: str) -> bool:
    name = fold(body.name)
    short = {"comite de pilotage": ("copil",), "comite technique": ("cotech",), "groupes de travail": ("groupe",)}
    forms = [name, *(form for key, others in short.items() if name.startswith(key) for form in others)]
    return any(re.search(rf"\b{re.escape(form)}", folded) for form in forms)
