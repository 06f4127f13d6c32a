"""What a contract is for, as its own sentences say it: its object, what it aims at, what it allows. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from assistant.composers.asked import Asked
from assistant.composers.forms import asks
from assistant.composers.statement import Composed, Statement
from assistant.composers.texts.legal_sense import legal_sense, outside_sheets, told_of
from assistant.library import UnderstoodContract
from ingest.facts.records import Evidence

# The contract itself must be what aims: a sentence on its monitoring or on a partner says nothing of it.
_CLS = r"(?:contrats? loca(?:l|ux) de sante(?: \(cls\))?|cls|contrat|local health contract)"
_AIMS = re.compile(
    rf"^\W*(?:(?:le|la|les|ce|un|the|this) )?(?:present )?{_CLS} (?:\w+ ){{0,2}}?(?:vise\w*|doit permettre|permet\w*"
    r"|rend(?:ent)?|renforce\w*|facilite\w*|contribue\w*|aims?"
    r"|(?:a|ont) (?:\w+ )?pour (?:but|objet|objectifs?|ambition|vocation|finalite|mission)\w*)\b"
    rf"|^\W*(?:l'objet|l'objectif|les objectifs|l'ambition|la finalite|le but) (?:du|de ce|du present|d'un|des) "
    rf"{_CLS}\b"
)
MOST = 2


def purpose(asked: Asked) -> Composed | None:
    """What the contracts in scope say that they are for, else what the law says that such a contract is."""
    if not asks("purpose", "ask", asked.folded) or asked.query.sheets or asked.query.article:
        return None
    said: list[Statement] = []
    named: list[str] = []
    for contract in asked.contracts:
        evidence = tuple(islice(_sentences(asked, contract), MOST))
        if evidence:
            said.append(told_of(asked, contract, evidence))
            named.append(contract.ref.id)
    if not said:
        said, legal = legal_sense(asked, asked.contracts)
        named = list(legal)
    return Composed(tuple(said), tuple(dict.fromkeys(named))) if said else None


def _sentences(asked: Asked, contract: UnderstoodContract) -> Iterator[Evidence]:
    """The sentences of one of a contract's documents, outside its sheets, in which it says what it is for."""
    aims = [e for _, text, e in outside_sheets(asked, contract) if not text.endswith(":") and _AIMS.search(text)]
    return (evidence for evidence in aims if evidence.document_id == aims[0].document_id)
