"""How many of a thing: the sentence in which a number stands before that very thing. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assistant.composers.asked import Asked
from assistant.composers.forms import asks, captured
from assistant.composers.sentences import evidence_of, words_of
from assistant.composers.sheets.topic import Theme
from assistant.composers.statement import Composed, section_at
from assistant.composers.texts.quoted import Quoted, quoted_by
from assistant.library import UnderstoodContract
from assistant.quotations.answerability import thing_asked
from assistant.quotations.units import Unit, runs_on, units_of
from assistant.searching.tokens import stem
from ingest.facts.numerals import NUMERAL
from ingest.naming import fold
from ingest.records import Document

# What a sentence, under its titles, must hold of the rest of the question.
LEAST, WHOLLY = 0.5, 0.95
# So many sentences that say different numbers are quoted at most.
MOST, NEARLY = 3, 0.75
# A deed is told by so many letters of its verb.
DEED = 6
LONGEST = 420
# So many words may stand between a number and what it counts; a shorter stem would fit other words.
BETWEEN, SHORTEST = 2, 4
# What a contract sets out to do counts before what it measures.
AIMED = 0.2
# "Un véhicule" is any vehicle.
_NUMBER = rf"(?<![\w.,/-])(?!une?\b)(?:\d{{1,3}}(?: \d{{3}})+|\d+|{NUMERAL}|\w+aine)(?![\d.,]*\d)"


@dataclass(frozen=True, slots=True)
class _Count:
    document: Document
    unit: Unit
    score: float
    said: str  # the number and what it counts
    part: tuple[str, tuple[str, ...]]  # the document and the section


def counted(asked: Asked) -> Composed | None:
    """The sentence that says how many, None where the question counts no such thing or none says it."""
    noun = thing_asked(asked.folded)
    # "Combien de communes sont touchées par…" is none of the perimeter's.
    known = asks("counted", "other", noun) and not (asks("counted", "told", asked.folded) and asked.has_subject)
    if not noun or known or asked.intents & {"money", "signatories", "spent"}:
        return None
    root = stem(noun)
    if len(root) < SHORTEST:
        return None
    done = captured("counted", "done", asked.folded)[:DEED]
    before = rf"\b{_NUMBER}(?: [\w’'-]+){{0,{BETWEEN}}}? {re.escape(root)}\w*"
    often = asks("counted", "often", asked.folded)
    said = re.compile(f"{before}|{_often(noun)}" if often else before)
    about = asked.find_topics(())[0]
    rest = Theme(tuple((g, worth) for g, worth in about.groups if stem(g.said) != root))
    found = [(contract, count) for contract in asked.contracts for count in _counts(asked, contract, said, rest)]
    found = [pair for pair in found if re.search(rf"\b{done}", fold(pair[1].unit.text))] if done else found
    if not found:
        return None
    contract, best = max(found, key=lambda pair: pair[1].score)
    quotes = []
    for count in _as_good(best, [count for other, count in found if other is contract]):
        evidence = evidence_of(count.document, count.unit)
        place = section_at(count.document, evidence)
        quotes.append(Quoted(words_of(evidence), place, asked.prover.proofs([evidence])))
    return Composed(tuple(quoted_by(contract, quotes)), (contract.ref.id,))


def _often(noun: str) -> str:
    """The form of a text that says how many times a year, a month… there is a thing."""
    return (
        rf"\b{re.escape(noun.rstrip('sx'))}[sx]?\b[^.;]{{0,160}}?\b(?:une|{_NUMBER}) fois (?:par|tous les|chaque) \w+"
    )


def _as_good(best: _Count, counts: Iterable[_Count]) -> list[_Count]:
    """The best count, and those of the same part that say another number as well: none of them is the right one."""
    kept = {best.said: best}
    for count in counts:
        if count.part == best.part and count.score >= NEARLY * best.score:
            kept.setdefault(count.said, count)
    return list(kept.values())[:MOST]


def _counts(asked: Asked, contract: UnderstoodContract, said: re.Pattern[str], rest: Theme) -> Iterator[_Count]:
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
            number = said.search(re.sub(r"\s+", " ", fold(unit.text)))
            if number is None:
                continue
            held = rest.held(f"{unit.text} {titles}", document.metadata.language or "fr") / total if total else 1.0
            # What a sheet finds is not what it plans: it answers where it speaks of the very thing.
            if held >= (WHOLLY if passage.field == "context" else LEAST):
                aimed = 0.0 if passage.field in {"indicators", "context"} else AIMED
                yield _Count(document, unit, held + aimed, number.group(), (document.id, passage.path))
