"""Since when something is, or of when it dates: the sentence that says it of the very thing. Pure functions."""

from __future__ import annotations

from assistant.composers.asked import Asked
from assistant.composers.forms import asks
from assistant.composers.sentences import evidence_of, words_of
from assistant.composers.statement import Composed, Statement, section_at
from assistant.quotations.units import Unit, units_of
from ingest.naming import fold
from ingest.records import Document

# What a sentence must hold of the thing asked about, and what bearing a date in the right form counts beside it.
LEAST, SAYS = 0.6, 0.3
LONGEST = 520


def since(asked: Asked) -> Composed | None:
    """The sentence that says since when, None where the question asks no such thing or no sentence holds it whole."""
    if not asks("since", "ask", asked.folded) or asked.intents & {"signed_on", "duration"} or asked.query.sheets:
        return None
    about, _ = asked.find_topics(())
    total = sum(worth for _, worth in about.groups)
    best: tuple[float, Document, Unit, str, str] | None = None
    for contract in asked.contracts:
        documents = {document.id: document for document in contract.documents}
        for passage in asked.search(contract):
            document = documents.get(passage.document_id)
            for unit in units_of(passage, document) if document else ():
                text = fold(unit.text)
                if not document or len(unit.text) > LONGEST or not asks("since", "dated", text):
                    continue
                held = about.held(unit.text, document.metadata.language or "fr") / total if total else 0.0
                if held < LEAST:
                    continue
                score = held + (SAYS if asks("since", "says", text) else 0.0)
                if best is None or score > best[0]:
                    best = (score, document, unit, contract.ref.id, contract.ref.label)
    if best is None:
        return None
    _, document, unit, contract_id, label = best
    evidence = evidence_of(document, unit)
    quote = words_of(evidence)
    place = section_at(document, evidence).split(" › ")[-1]
    where = f"{place} (CLS {label})" if place and len(place) < 90 else f"CLS {label}"
    statement = Statement(f"{where} : « {quote} »", asked.prover.proofs([evidence]), context=f"{place} {label}")
    return Composed((statement,), (contract_id,))
