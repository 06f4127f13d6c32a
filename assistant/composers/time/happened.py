"""When something was done, or who did it: the sentence that tells of the very deed with its day or its doer. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.composers.asked import Asked
from assistant.composers.forms import asks, captured
from assistant.composers.sentences import evidence_of, words_of
from assistant.composers.sheets.topic import forms_of
from assistant.composers.side_by_side.subject import Part
from assistant.composers.statement import Composed, section_at
from assistant.composers.texts.quoted import Quoted, quoted_by
from assistant.quotations.answerability import deed_roots
from assistant.quotations.units import Unit, runs_on, units_of
from ingest.naming import fold
from ingest.records import Document

# What a sentence must hold of what the deed was done to.
LEAST = 0.6
LONGEST = 480
# Words that only ask when, or by whom.
_WORDING = re.compile(
    r"\b(?:c'est|quand|quel(?:le)?|jour|date|annee|moment|mois|que|qui|par|est-ce|a|ont|ete|s'est|se sont|t|il|elle|ils"
    r"|elles|on)\b|[-?.!,]"
)
_BY = re.compile(r"\bpar (?:le |la |les |l'|un |une |des )?\w")


@dataclass(frozen=True, slots=True)
class _Told:
    document: Document
    unit: Unit
    held: float


def happened(asked: Asked) -> Composed | None:
    """The sentence that tells when the deed of a question was done, or by whom; None where none does."""
    when, who = asks("point", "past", asked.folded), asks("point", "doer", asked.folded)
    if not (when or who) or asked.query.sheets or asked.intents & {"signed_on", "signatories", "money", "spent"}:
        return None
    deed = captured("point", "doer" if who else "past", asked.folded).split(" ")[-1]
    roots = deed_roots(deed)
    rest = asked.subject_in(re.sub(rf"\b{re.escape(deed)}\b", " ", _WORDING.sub(" ", asked.folded)))
    parts = tuple(part for part in rest.parts if not part.said.startswith(roots))
    if len(deed) < 4 or not parts:
        return None
    for contract in asked.contracts:
        documents = {document.id: document for document in contract.documents}
        told = list(_tellings(asked, [documents[key] for key in documents], parts, roots, who=who))
        best = max(told, key=lambda one: one.held, default=None)
        if best is not None:
            evidence = evidence_of(best.document, best.unit)
            place = section_at(best.document, evidence).split(" › ")[-1]
            quote = Quoted(words_of(evidence), place, asked.prover.proofs([evidence]))
            return Composed(tuple(quoted_by(contract, [quote])), (contract.ref.id,))
    return None


def _tellings(
    asked: Asked, documents: list[Document], parts: tuple[Part, ...], roots: tuple[str, ...], *, who: bool
) -> Iterator[_Told]:
    """The sentences that tell of the deed, each with its day, or with its doer where that is what is asked."""
    verb = re.compile(rf"\b(?:{'|'.join(map(re.escape, roots))})\w*\b")
    by_id = {document.id: document for document in documents}
    contracts = [c for c in asked.contracts if {d.id for d in c.documents} & set(by_id)]
    for passage in (p for contract in contracts for p in (*asked.plain(contract), *asked.search(contract))):
        document = by_id[passage.document_id]
        for unit in units_of(passage, document):
            said = re.sub(r"\s+", " ", fold(unit.text))
            if len(unit.text) > LONGEST or runs_on(unit.text.rstrip(" :")) or not verb.search(said):
                continue
            if not (_BY.search(said) if who else asks("point", "date", said)):
                continue
            stems = forms_of(unit.text, document.metadata.language or "fr")
            held = sum(any(set(way) <= stems for way in part.ways(near=False)) for part in parts) / len(parts)
            if held >= LEAST:
                yield _Told(document, unit, held)
