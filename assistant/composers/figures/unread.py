"""A figure in a table or a chart whose cells a page does not keep together: its title and its page. Pure functions."""

from __future__ import annotations

import re

from assistant.composers.asked import Asked
from assistant.composers.sentences import evidence_of, words_of
from assistant.composers.statement import Composed, Statement
from assistant.library import UnderstoodContract
from assistant.quotations.answerability import asks_quantity, thing_asked
from assistant.quotations.table_text import is_scattered
from assistant.quotations.units import units_of
from assistant.records import Status
from assistant.searching.tokens import stem, terms
from ingest.facts.records import Evidence
from ingest.naming import fold

# A title of a table or a chart begins so, and is no longer than this.
_TITLE = re.compile(
    r"\W*(?:nombre|nb|taux|parts?|densite|repartition|evolution|effectifs?|proportion|indice|structure|capacites?|offre"
    r"|tableau|graphique|figure)\b"
)
LONGEST = 220
# Around it, a page holds so many lines that are nothing but figures and short cells.
_CELL, CELLS = re.compile(r"^\W*(?:[\d.,% -]+|[\d.,%]+ ?[^\W\d]{0,12}\W*)$"), 3
NEAR = 900


def unread(asked: Asked) -> Composed | None:
    """The title and the page of the table that holds what is counted, None where there is no such title."""
    if not asks_quantity(asked.query) or asked.query.sheets or asked.intents & {"money", "signatories"}:
        return None
    for contract in asked.contracts:
        found = _of_contract(asked, contract)
        if found:
            return Composed((found,), (contract.ref.id,), Status.PARTIAL)
    return None


def _of_contract(asked: Asked, contract: UnderstoodContract) -> Statement | None:
    wanted = {stem(word) for word in asked.subject_words}
    counted = thing_asked(asked.folded)
    noun = stem(counted) if counted else ""
    documents = {document.id: document for document in contract.documents}
    if not wanted:
        return None
    found: list[tuple[tuple[int, int], Evidence]] = []
    for passage in asked.search(contract):
        document = documents.get(passage.document_id)
        for unit in units_of(passage, document) if document else ():
            if len(unit.text) > LONGEST or not _TITLE.match(fold(unit.text)) or "|" in unit.text:
                continue
            page = next(page.text for page in document.pages if page.number == unit.page) if document else ""
            around = page[max(0, unit.start - NEAR) : unit.end + NEAR]
            held = set(terms(unit.text))
            if (noun and noun not in held) or not held & wanted or not wanted <= set(terms(around)):
                continue
            if document is None or not _has_cells(around):
                continue
            found.append(((len(held & wanted), -len(held)), evidence_of(document, unit)))
    if not found:
        return None
    evidence = max(found, key=lambda pair: pair[0])[1]
    text = (
        f"Le CLS {contract.ref.label} en parle dans un tableau ou un graphique (« {words_of(evidence)} »), dont les "
        "valeurs ne se lisent pas sûrement dans le texte : regardez la page citée"
    )
    return Statement(text, asked.prover.proofs([evidence]), context=contract.ref.label)


def _has_cells(text: str) -> bool:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return sum(bool(_CELL.match(line)) and bool(re.search(r"\d", line)) for line in lines) >= CELLS or is_scattered(
        text
    )
