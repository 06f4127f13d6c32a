"""What a harm or a thing costs, told by a sentence of the documents and by no sheet's money. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.composers.asked import Asked
from assistant.composers.forms import asks
from assistant.composers.sentences import evidence_of, words_of
from assistant.composers.side_by_side.each_contract import each_contract
from assistant.composers.statement import Composed, Statement, section_at
from assistant.composers.texts.quoted import Quoted, quoted_by
from assistant.library import UnderstoodContract
from assistant.quotations.units import units_of
from assistant.searching.tokens import stem, words
from ingest.naming import fold

LONGEST = 420
_COSTS = re.compile(r"\bcout\w*")
# As much as a country pays, too: records hold no amount of that size.
_EUROS = re.compile(r"\d[^.;]{0,20}(?:€|\beuros?\b)")


def told_cost(asked: Asked) -> Composed | None:
    """The sentences that say what the question's subject costs, None where it is a sheet's, or none says it."""
    if asked.query.sheets or "money" not in asked.intents or not asks("money", "costs", asked.folded):
        return None
    if re.search(r"\b(?:fiche|action)s?\b", asked.folded):
        return None
    wanted = {stem(word) for word in asked.subject_words if not asks("money", "noise", word)}
    if not wanted:
        return None
    titles = (said.value for contract in asked.contracts for a in contract.record.actions for said in a.titles)
    if any(wanted <= _stems(title) for title in titles):
        return None  # what a sheet is about costs what the sheet says
    return each_contract(asked, lambda a, contract: tuple(_told(a, contract, wanted)))


def _told(asked: Asked, contract: UnderstoodContract, wanted: set[str]) -> Iterator[Statement]:
    documents = {document.id: document for document in contract.documents}
    for passage in asked.search(contract):
        document = documents.get(passage.document_id)
        if document is None or passage.field == "funding":
            continue
        for unit in units_of(passage, document):
            if len(unit.text) > LONGEST or not wanted <= _stems(unit.text):
                continue
            text = re.sub(r"\s+", " ", fold(unit.text))
            if not (_COSTS.search(text) and _EUROS.search(text)):
                continue
            evidence = evidence_of(document, unit)
            quote = words_of(evidence)
            # The axis above says nothing of the sentence, and its number stands in no quote.
            parts = section_at(document, evidence).split(" › ")
            place = " › ".join(part for part in parts if not fold(part).startswith("axe"))
            yield from quoted_by(contract, [Quoted(quote, place, asked.prover.proofs([evidence]))])
            return


def _stems(text: str) -> set[str]:
    return {stem(word) for word in words(text)}
