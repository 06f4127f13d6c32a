"""What a local health contract is: the law that contracts quote, and their own words. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.composers.asked import Asked
from assistant.composers.forms import asks
from assistant.composers.sentences import evidence_of, words_of
from assistant.composers.statement import Statement
from assistant.composers.texts.prose import told_by
from assistant.library import UnderstoodContract
from assistant.quotations.units import runs_on, units_of
from ingest.facts.records import Evidence
from ingest.naming import fold
from ingest.records import Passage

_CLS = r"(?:contrats? loca(?:l|ux) de sante|cls|local health contracts?)"
# The law's own words, then that a law made them, then what a contract says that they are.
_CONCLUDED = re.compile(
    rf"\b{_CLS} (?:\(cls\) )?(?:peuvent etre |sont |est )?conclus\b|\bpeut faire l'objet de {_CLS}\b"
)
_MADE = re.compile(
    r"\b(?:instaure\w*|cree\w*|issue?s?|institue\w*|introduit\w*|established)\b.{0,60}\b(?:loi|law)\b"
    r"|\bloi\b.{0,90}\b(?:instaur|cree|institu)"
)
_IS = re.compile(rf"(?:^|\W){_CLS}(?: \(cls\))?,? (?:est|sont|is|are) (?:une?|l'|le|la|les|des|an?|the)\b")
# A sentence on a law is about these contracts where it, or what opens its passage, names them.
_NAMED, HEAD = re.compile(rf"\b{_CLS}\b|\bmechanism\b"), 200
LONGEST = 600
MOST = 2


def legal_sense(asked: Asked, contracts: Sequence[UnderstoodContract]) -> tuple[list[Statement], tuple[str, ...]]:
    """The sentences that say what a local health contract is, under the contracts that say so, and their ids."""
    kinds = (_CONCLUDED, _MADE) if asks("definition", "legal", asked.folded) else (_CONCLUDED, _IS, _MADE)
    chosen: list[tuple[UnderstoodContract, Evidence]] = []
    for kind in kinds:
        found = ((contract, evidence) for contract in contracts for evidence in _said(asked, contract, kind))
        first = next(found, None)
        if first and all(evidence != first[1] for _, evidence in chosen):
            chosen.append(first)
    said = [told_of(asked, contract, (evidence,)) for contract, evidence in chosen[:MOST]]
    return said, tuple(dict.fromkeys(contract.ref.id for contract, _ in chosen[:MOST]))


def _said(asked: Asked, contract: UnderstoodContract, kind: re.Pattern[str]) -> Iterator[Evidence]:
    """The sentences of one kind, outside the sheets of a contract."""
    for passage, text, evidence in outside_sheets(asked, contract):
        if kind.search(text) and (kind is not _MADE or _NAMED.search(f"{fold(passage.text[:HEAD])} {text}")):
            yield evidence


def outside_sheets(asked: Asked, contract: UnderstoodContract) -> Iterator[tuple[Passage, str, Evidence]]:
    """The whole sentences outside the sheets of a contract: each with its passage and its folded words on one line."""
    documents = {document.id: document for document in contract.documents}
    for passage in asked.plain(contract):
        document = documents[passage.document_id]
        for unit in units_of(passage, document):
            if len(unit.text) <= LONGEST and not runs_on(unit.text):
                yield passage, re.sub(r"\s+", " ", fold(unit.text)), evidence_of(document, unit)


def told_of(asked: Asked, contract: UnderstoodContract, evidence: Sequence[Evidence]) -> Statement:
    """Sentences of one document of a contract in its own words, under who says them and where the first stands."""
    document = next(document for document in contract.documents if document.id == evidence[0].document_id)
    proofs = asked.prover.proofs(evidence)
    place = proofs[0].section.split(" › ")[-1] if document.metadata.kind == "contrat" else ""
    lead = told_by(contract, document).removesuffix(" :")
    quotes = " ; ".join(f"« {words_of(one)} »" for one in evidence)
    text = f"{lead}{f' ({place})' if place else ''} : {quotes}"
    return Statement(text, proofs, context=f"{place} {contract.ref.label}")
