"""What articles lay down, found sentence by sentence: who must, who may, what it takes. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from assistant.composers.asked import Asked
from assistant.composers.bodies.found import Body, found_in, is_in
from assistant.composers.forms import asks
from assistant.composers.sheets.topic import Theme
from assistant.composers.side_by_side.each_contract import each_contract
from assistant.composers.statement import Composed, Statement
from assistant.composers.texts.quoted import Quoted, quoted_by
from assistant.library import UnderstoodContract
from assistant.quotations.marks import without_marks
from assistant.quotations.permission import permitted
from assistant.quotations.quote_verdict import changed_things, first_changed, of_amendment, verdict_of
from assistant.quotations.section_names import path_of
from assistant.quotations.units import Unit, runs_on, units_of
from ingest.facts.records import Evidence
from ingest.naming import fold
from ingest.records import Document
from ingest.structure.headings import heading

# What a sentence must hold of the question, and of what the best one holds, to be said.
LEAST, NEARLY, MOST = 0.4, 0.7, 3
# A sentence that holds less than this of it must at least hold so many of its words.
WHOLLY, FEWEST = 0.7, 2
SHORTEST, LONGEST = 30, 600
# Of a list that a sentence announces, so many items at most.
ITEMS = 8
# Standing in an article, or in the part that is about the one asked, counts beside holding the question's words.
IN_ARTICLE = 0.3
RULE = 0.25


# What records hold of these is whole; sentences are looked for where they hold nothing.
_OF_RECORD = frozenset({"monitoring", "dispute", "termination"})


@dataclass(frozen=True, slots=True)
class _Clause:
    contract: UnderstoodContract
    document: Document
    unit: Unit
    place: str
    held: float
    score: float
    rest: bool = False  # it is the end of the sentence before it, which a page has cut


def clauses(asked: Asked) -> Composed | None:
    """The sentences outside the sheets that say what may or must be done, None where none holds the question."""
    if asked.query.sheets or asked.query.article or asked.intents & {"signed_on", "duration", "lead"}:
        return None
    if not asks("clauses", "ask", asked.folded) or asked.intents & _OF_RECORD:
        return None
    if asks("dates", "former_end", asked.folded):
        return None  # the day on which it was to end, and not how it is amended
    if "communication" in asked.intents and any(contract.record.communication for contract in asked.contracts):
        return None  # the record has those rules whole
    things = changed_things(asked.query.text)
    if things and any(first_changed(fold(said.value)) in things for c in asked.contracts for said in c.record.revision):
        return None  # so it has that on what may be changed
    return found_clauses(asked)


def bound(asked: Asked) -> Composed | None:
    """What lays down whether somebody must pay, where the question asks whether he is obliged to."""
    obliged = asks("clauses", "obliged", asked.folded) and not asks("roles", "open", asked.folded)
    return found_clauses(asked) if obliged and asks("clauses", "money", asked.folded) else None


def found_clauses(asked: Asked) -> Composed | None:
    """The sentences that lay down what the question asks, whatever its form; None where none holds it."""
    if not asks("clauses", "ask", asked.folded) or asked.query.sheets or asked.query.article:
        return None
    return each_contract(asked, lambda a, contract: _said(a, _best(a, contract)))


def _best(asked: Asked, contract: UnderstoodContract) -> list[_Clause]:
    bodies = found_in(asked, contract).bodies if asks("clauses", "obliged", asked.folded) else ()
    about = asked.find_rule()
    total = sum(worth for _, worth in about.groups)
    if not total:
        return []
    found = list(_held(asked, contract, about, total, bodies))
    # Standing in an article only orders what holds the question as well.
    best = max((clause.held for clause in found), default=0.0)
    if "revision" in asked.intents and contract.record.revision:
        read = max(contract.record.revision, key=lambda said: about.held(said.value))
        whole = fold(read.value) not in {fold(clause.unit.text) for clause in found}
        if whole and about.held(read.value) / total >= best:
            return []  # the record has whole what a page cuts, with what goes on from it
    kept = sorted((c for c in found if c.held >= NEARLY * best), key=lambda c: -c.score)[:MOST]
    kept += [clause for clause in _leaning(asked, contract, kept) if clause.unit not in [c.unit for c in kept]]
    return sorted(kept, key=lambda c: (c.document.file_name, c.unit.page, c.unit.start))


def paying(asked: Asked, contract: UnderstoodContract, bodies: Sequence[Body]) -> list[tuple[str, str, Evidence]]:
    """The sentences outside the sheets that say what some bodies pay: their words, their part and their place."""
    about = asked.find_rule()
    total = sum(worth for _, worth in about.groups) or 1.0
    found = sorted(_held(asked, contract, about, total, bodies), key=lambda clause: -clause.score) if bodies else []
    return [(_flat(c), c.place, _evidence(c)) for c in found if "|" not in c.unit.text]


def _held(
    asked: Asked, contract: UnderstoodContract, about: Theme, total: float, bodies: Sequence[Body]
) -> Iterator[_Clause]:
    documents = {document.id: document for document in contract.documents}
    money = asks("clauses", "money", asked.folded) or "money" in asked.intents
    for passage in asked.plain(contract):
        document = documents[passage.document_id]
        path = " ".join(passage.path)
        for unit in units_of(passage, document):
            if not SHORTEST <= len(unit.text) <= LONGEST or runs_on(unit.text) or heading(unit.text):
                continue
            if bodies and not any(is_in(f"{path} {unit.text}", body) for body in bodies):
                continue
            language = document.metadata.language or "fr"
            held = about.held(unit.text, language) / total
            several = [pair for pair in about.groups if Theme((pair,)).held(unit.text, language)]
            if held < WHOLLY and not bodies and len(several) < min(FEWEST, len(about.groups)):
                continue
            paying = bodies and money and asks("clauses", "money", fold(unit.text))
            if (held < LEAST and not paying) or (bodies and money and not paying):
                continue
            rule = RULE if asks("clauses", "rule", fold(unit.text)) else 0.0
            if not (passage.article or rule or bodies):
                continue
            article = IN_ARTICLE if passage.article or bodies else 0.0
            place = path_of(passage)[-1] if passage.path else ""
            yield _Clause(contract, document, unit, place, held, held + rule + article)


def _leaning(asked: Asked, contract: UnderstoodContract, kept: Sequence[_Clause]) -> Iterator[_Clause]:
    """The sentences that lean on those kept, and go on from them: "Dans ce cas, …"."""
    documents = {document.id: document for document in contract.documents}
    units = [
        (documents[passage.document_id], unit)
        for passage in (asked.plain(contract) if kept else ())
        for unit in units_of(passage, documents[passage.document_id])
    ]
    for i, (document, one) in enumerate(units):
        clause = next((c for c in kept if c.document is document and c.unit == one), None)
        if clause and one.text.endswith(":"):
            # What is announced is what answers: the items of the list go with the words before them.
            yield from (replace(clause, unit=item) for item in _items(document, units[i + 1 : i + 1 + ITEMS]))
    for i, ((document, one), (other, after)) in enumerate(pairwise(units)):
        clause = next((c for c in kept if c.document is document is other and c.unit == one), None)
        if clause and _goes_on(one, after):
            # What a page cuts is said whole, with what leans on it.
            yield replace(clause, unit=after, rest=True)
            other, after = units[i + 2] if i + 2 < len(units) else (other, after)
        if clause and other is document and asks("clauses", "leans", fold(after.text)) and len(after.text) <= LONGEST:
            yield replace(clause, unit=after)


def _goes_on(one: Unit, after: Unit) -> bool:
    """Whether a sentence that stands last on its page ends on the next one."""
    return after.page == one.page + 1 and after.text[:1].islower() and one.text.rstrip()[-1:] not in ".;:!?…»"


def _items(document: Document, units: Sequence[tuple[Document, Unit]]) -> Iterator[Unit]:
    """The items of a list from its first one on."""
    for other, unit in units:
        text = unit.text
        if other is not document or len(text) > LONGEST or not (text[:1].islower() or text[:1] in "-•–▪◦*"):
            return
        yield unit


def _said(asked: Asked, found: Sequence[_Clause]) -> list[Statement]:
    quotes: list[Quoted] = []
    for clause in found:
        words, proofs = _flat(clause), asked.prover.proofs([_evidence(clause)])
        if clause.rest and quotes:
            before = quotes.pop()
            quotes.append(replace(before, words=f"{before.words} {words}", proofs=(*before.proofs, *proofs)))
        else:
            quotes.append(Quoted(words, clause.place, proofs))
    return quoted_by(found[0].contract, quotes, _verdict(asked, found)) if found else []


def _evidence(clause: _Clause) -> Evidence:
    page = next(page for page in clause.document.pages if page.number == clause.unit.page)
    start, end = clause.unit.start, clause.unit.end
    return Evidence(clause.document.id, page.number, start, end, page.text[start:end])


def _flat(clause: _Clause) -> str:
    return without_marks(re.sub(r"\s+", " ", _evidence(clause).quote).strip(" •▪◦–-"))


def _verdict(asked: Asked, found: Sequence[_Clause]) -> str:
    """ "Non" to whether somebody must, where the best sentence leaves it open; "Oui" where it says that he must."""
    if not found:
        return ""
    amendment = of_amendment(asked.query.text, " » ; « ".join(clause.unit.text for clause in found))
    if amendment:
        return amendment
    if allowed := permitted(asked.query.text, " » ; « ".join(clause.unit.text for clause in found)):
        return allowed
    best = max(found, key=lambda clause: clause.score).unit.text
    if not asks("clauses", "obliged", asked.folded):
        return verdict_of(asked.query.text, best)
    text = fold(best)
    if asks("clauses", "free", text):
        return "Non"
    return "Oui" if asks("clauses", "bound", text) else verdict_of(asked.query.text, best)
