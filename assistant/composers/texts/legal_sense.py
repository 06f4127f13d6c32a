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
    said: list[Statement] = []
    for contract, evidence in chosen[:MOST]:
        document = next(document for document in contract.documents if document.id == evidence.document_id)
        proofs = asked.prover.proofs([evidence])
        place = proofs[0].section.split(" › ")[-1] if document.metadata.kind == "contrat" else ""
        lead = told_by(contract, document).removesuffix(" :")
        text = f"{lead}{f' ({place})' if place else ''} : « {words_of(evidence)} »"
        said.append(Statement(text, proofs, context=f"{place} {contract.ref.label}"))
    return said, tuple(dict.fromkeys(contract.ref.id for contract, _ in chosen[:MOST]))


def _said(asked: Asked, contract: UnderstoodContract, kind: re.Pattern[str]) -> Iterator[Evidence]:
    """The sentences of one kind, outside the sheets of a contract."""
    documents = {document.id: document for document in contract.documents}
    for passage in asked.plain(contract):
        document = documents[passage.document_id]
        for unit in units_of(passage, document):
            text = re.sub(r"\s+", " ", fold(unit.text))
            if len(unit.text) > LONGEST or runs_on(unit.text) or not kind.search(text):
                continue
            if kind is not _MADE or _NAMED.search(f"{fold(passage.text[:HEAD])} {text}"):
                yield evidence_of(document, unit)
