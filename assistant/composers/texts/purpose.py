"""What a contract is for, as its own sentences say it: its object, what it aims at, what it allows. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from assistant.composers.asked import Asked
from assistant.composers.forms import asks
from assistant.composers.sentences import evidence_of, words_of
from assistant.composers.statement import Composed, Statement
from assistant.composers.texts.legal_sense import legal_sense
from assistant.composers.texts.prose import told_by
from assistant.library import UnderstoodContract
from assistant.quotations.units import runs_on, units_of
from ingest.facts.records import Evidence
from ingest.naming import fold

# The contract itself must be what aims: a sentence on its monitoring or on a partner says nothing of it.
_CLS = r"(?:contrats? loca(?:l|ux) de sante(?: \(cls\))?|cls|contrat|local health contract)"
_AIMS = re.compile(
    rf"^\W*(?:(?:le|la|les|ce|un|the|this) )?(?:present )?{_CLS} (?:\w+ ){{0,2}}?(?:vise\w*|doit permettre|permet\w*"
    r"|rend(?:ent)?|renforce\w*|facilite\w*|contribue\w*|aims?"
    r"|(?:a|ont) (?:\w+ )?pour (?:but|objet|objectifs?|ambition|vocation|finalite|mission)\w*)\b"
    rf"|^\W*(?:l'objet|l'objectif|les objectifs|l'ambition|la finalite|le but) (?:du|de ce|du present|d'un|des) "
    rf"{_CLS}\b"
)
LONGEST, MOST = 600, 2


def purpose(asked: Asked) -> Composed | None:
    """What the contracts in scope say that they are for, else what the law says that such a contract is."""
    if not asks("purpose", "ask", asked.folded) or asked.query.sheets or asked.query.article:
        return None
    said: list[Statement] = []
    named: list[str] = []
    for contract in asked.contracts:
        evidence = list(islice(_sentences(asked, contract), MOST))
        if evidence:
            document = next(document for document in contract.documents if document.id == evidence[0].document_id)
            lead = told_by(contract, document).removesuffix(" :")
            quotes = " ; ".join(f"« {words_of(one)} »" for one in evidence)
            proofs = asked.prover.proofs(evidence)
            said.append(Statement(f"{lead} : {quotes}", proofs, context=f"{proofs[0].section} {contract.ref.label}"))
            named.append(contract.ref.id)
    if not said:
        said, legal = legal_sense(asked, asked.contracts)
        named = list(legal)
    return Composed(tuple(said), tuple(dict.fromkeys(named))) if said else None


def _sentences(asked: Asked, contract: UnderstoodContract) -> Iterator[Evidence]:
    """The sentences outside the sheets of a contract, of one of its documents, in which it says what it is for."""
    documents = {document.id: document for document in contract.documents}
    told: str | None = None
    for passage in asked.plain(contract):
        if told not in (None, passage.document_id):
            continue
        for unit in units_of(passage, documents[passage.document_id]):
            text = re.sub(r"\s+", " ", fold(unit.text))
            if len(text) <= LONGEST and not runs_on(unit.text) and not text.endswith(":") and _AIMS.search(text):
                told = passage.document_id
                yield evidence_of(documents[passage.document_id], unit)
