"""How many of a thing: the sentence in which a number stands before that very thing. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.answerability import thing_asked
from assistant.composers.asked import Asked
from assistant.composers.forms import asks
from assistant.composers.quoted import Quoted, quoted_by
from assistant.composers.sentences import evidence_of, words_of
from assistant.composers.statement import Composed, section_at
from assistant.composers.topic import Theme
from assistant.library import UnderstoodContract
from assistant.tokens import stem
from assistant.units import Unit, runs_on, units_of
from ingest.facts.numerals import NUMERAL
from ingest.naming import fold
from ingest.records import Document

# What a sentence, under its titles, must hold of the rest of the question.
LEAST = 0.5
LONGEST = 420
# So many words may stand between a number and what it counts; a shorter stem would fit other words.
BETWEEN, SHORTEST = 2, 4
# What a contract sets out to do counts before what it measures.
AIMED = 0.2
# "Un véhicule" is any vehicle.
_NUMBER = rf"(?<![\w.,/-])(?!une?\b)(?:\d{{1,3}}(?: \d{{3}})+|\d+|{NUMERAL})(?![\d.,]*\d)"


@dataclass(frozen=True, slots=True)
class _Count:
    document: Document
    unit: Unit
    score: float


def counted(asked: Asked) -> Composed | None:
    """The sentence that says how many, None where the question counts no such thing or none says it."""
    noun = thing_asked(asked.folded)
    if not noun or asks("counted", "other", noun) or asked.intents & {"money", "signatories", "spent"}:
        return None
    root = stem(noun)
    if len(root) < SHORTEST or asks("counted", "done", asked.folded):
        return None
    before = re.compile(rf"\b{_NUMBER}(?: [\w’'-]+){{0,{BETWEEN}}}? {re.escape(root)}\w*")
    about = asked.find_topics(())[0]
    rest = Theme(tuple((g, worth) for g, worth in about.groups if stem(g.said) != root))
    best: tuple[UnderstoodContract, _Count] | None = None
    for contract in asked.contracts:
        for count in _counts(asked, contract, before, rest):
            if best is None or count.score > best[1].score:
                best = (contract, count)
    if best is None:
        return None
    contract, count = best
    evidence = evidence_of(count.document, count.unit)
    place = section_at(count.document, evidence)
    return Composed(
        tuple(quoted_by(contract, [Quoted(words_of(evidence), place, asked.prover.proofs([evidence]))])),
        (contract.ref.id,),
    )


def _counts(asked: Asked, contract: UnderstoodContract, before: re.Pattern[str], rest: Theme) -> Iterator[_Count]:
    """The sentences of a contract in which a number counts the thing, with what they hold of the rest."""
    total = sum(worth for _, worth in rest.groups)
    documents = {document.id: document for document in contract.documents}
    sheets = [target.action for target in asked.find_topics((contract,))[1]] if total else []
    numbers = dict.fromkeys(action.number for action in sheets if action.number)
    passages = [*asked.search(contract), *(p for number in numbers for p in asked.of_sheet(contract, number))]
    for passage in dict.fromkeys(passages):
        document = documents.get(passage.document_id)
        if document is None:
            continue
        action = next((a for a in contract.record.actions if a.number and a.number == passage.sheet), None)
        titles = " ".join([*passage.path, *(said.value for said in (action.titles[:1] if action else ()))])
        for unit in units_of(passage, document):
            if len(unit.text) > LONGEST or runs_on(unit.text) or "|" in unit.text:
                continue
            if passage.field == "context" or not before.search(re.sub(r"\s+", " ", fold(unit.text))):
                continue
            held = rest.held(f"{unit.text} {titles}", document.metadata.language or "fr") / total if total else 1.0
            if held >= LEAST:
                yield _Count(document, unit, held + (0.0 if passage.field == "indicators" else AIMED))
