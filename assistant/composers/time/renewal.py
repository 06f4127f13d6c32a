"""Whether a contract may go on after its end: the sentence that says so. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.composers.asked import Asked
from assistant.composers.forms import asks
from assistant.composers.sentences import evidence_of
from assistant.composers.statement import Statement
from assistant.library import UnderstoodContract
from assistant.quotations.marks import without_marks
from assistant.quotations.units import units_of
from ingest.facts.articles.statements import CONTRACT
from ingest.facts.records import Evidence
from ingest.naming import fold
from ingest.records import Document

# A longer sentence says more than that.
LONGEST = 320
_RENEWED = re.compile(
    r"\b(?:reconduc\w+|reconduit\w*|renouvela\w+|renouvele\w*|prolong(?:e|ee|er|ation)\b|prorog(?:e|ee|er|ation)\b)"
)
# What is renewed is the contract: named, or "il" after it.
_OF_CONTRACT = re.compile(r"^(?:il|celui-ci|toute prolongation|sa duree)\b")
_TACIT = re.compile(r"\btacite\w*|\bautomatique\w*|\bde plein droit\b")
_DENIED = re.compile(r"\bn(?:e|')\b[^.;]{0,40}\b(?:pas|aucune?|jamais)\b|\bsans\b[^.;]{0,20}\breconduction\b|\bexclu")
_OTHER = re.compile(
    r"\b(?:conventions?|avenant (?:precedent|n)|precedent contrat|premier contrat|mandats?|avait|a ete)\b"
)


def renewal(asked: Asked, contract: UnderstoodContract) -> Iterator[Statement]:
    """What the contract lays down of its own renewal, with the yes or no that it gives where one is asked."""
    tacit = asks("dates", "by_itself", asked.folded)
    found = list(_sentences(asked, contract))
    told = [one for one in found if bool(_TACIT.search(fold(one[2]))) == tacit] or found
    for document, evidence, words in told[:1]:
        verdict = ""
        if tacit and _TACIT.search(fold(words)):
            verdict = "Non : " if _DENIED.search(fold(words)) else "Oui : "
        text = f"{verdict}« {words} »" if verdict else f"Sur sa prolongation, il dit : « {words} »"
        yield Statement(text, asked.prover.proofs([evidence]), context=f"{contract.ref.label} {document.file_name}")


def _sentences(asked: Asked, contract: UnderstoodContract) -> Iterator[tuple[Document, Evidence, str]]:
    documents = {document.id: document for document in contract.documents}
    for passage in asked.plain(contract):
        document = documents[passage.document_id]
        for unit in units_of(passage, document):
            said = fold(" ".join(unit.text.split()))
            if len(unit.text) > LONGEST or not _RENEWED.search(said) or _OTHER.search(said):
                continue
            if CONTRACT.search(said) or _OF_CONTRACT.search(said):
                place = evidence_of(document, unit)
                yield document, place, without_marks(" ".join(unit.text.split()))
