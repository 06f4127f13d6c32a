"""Answers about when a contract was amended: the avenant's own date, or the sentence that gives it. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.composers import french
from assistant.composers.asked import Asked
from assistant.composers.forms import asks
from assistant.composers.statement import Composed, Statement
from assistant.composers.time.dates import signing
from assistant.library import UnderstoodContract
from assistant.quotations.units import units_of
from ingest.facts.calendar import mentions
from ingest.facts.folding import folded
from ingest.facts.records import Evidence

# A date is the avenant's when it stands so near behind its name.
NEAR = 120
LONGEST = 420


def amended(asked: Asked) -> Composed | None:
    """When the avenant was signed, None where the question does not ask for it or no document says it."""
    if not asks("dates", "amended", asked.folded) or asked.query.sheets:
        return None
    own = signing(asked) if asks("dates", "and_amended", asked.folded) else None
    said: list[Statement] = [*own.statements] if own else []
    named: list[str] = [*own.contracts] if own else []
    territories = {contract.territory for contract in asked.contracts}
    others = [c for c in asked.library.contracts if c.territory in territories and c not in asked.contracts]
    for contract in (*asked.contracts, *others):
        found = list(_of_record(asked, contract)) or list(_written(asked, contract))
        if found:
            return Composed((*said, *found), tuple(dict.fromkeys((*named, contract.ref.id))))
    return None


def _of_record(asked: Asked, contract: UnderstoodContract) -> Iterator[Statement]:
    for amendment in contract.record.amendments:
        if amendment.date:
            number = f" n° {amendment.number}" if amendment.number else ""
            text = f"L'avenant{number} au CLS {contract.ref.label} a été signé le {french.date(amendment.date)}"
            yield Statement(text, asked.prover.proofs(amendment.evidence), context=f"{number} {contract.ref.label}")


def _written(asked: Asked, contract: UnderstoodContract) -> Iterator[Statement]:
    """The sentence of a contract that dates an avenant."""
    documents = {document.id: document for document in contract.documents}
    for passage in asked.plain(contract):
        document = documents[passage.document_id]
        for unit in units_of(passage, document):
            text = folded(unit.text).text
            at = re.search(r"\bavenant\b", text)
            near = at and any(0 < day.start - at.end() <= NEAR and day.day for day in mentions(text))
            if near and len(unit.text) <= LONGEST:
                words = " ".join(unit.text.split())
                page = next(page.text for page in document.pages if page.number == unit.page)
                place = Evidence(document.id, unit.page, unit.start, unit.end, page[unit.start : unit.end])
                proof = asked.prover.proofs([place])
                yield Statement(f"Le CLS {contract.ref.label} en dit : « {words} »", proof, context=contract.ref.label)
                return
