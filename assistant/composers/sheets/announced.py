"""How many actions a text announces, against how many sheets the contract has. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.composers import french
from assistant.composers.asked import Asked
from assistant.composers.sentences import sentence_of
from assistant.composers.statement import Composed, Computation, Statement
from assistant.library import UnderstoodContract
from ingest.facts.numerals import NUMERAL, numeral
from ingest.facts.records import Evidence
from ingest.naming import fold

_NOUN = r"(?:fiches?(?:[ -](?:actions?|mesures?))?|actions?|mesures?)\b"
_COUNT = re.compile(rf"(?<![\w.,-])(?P<number>\d{{1,3}}|{NUMERAL})[ \n]+(?:nouvelles )?{_NOUN}")
# "L'article 4 annonce treize fiches", "le contrat parle de 18 actions".
_CLAIM = re.compile(rf"\b(?:annonc|parl|dit|disent|promet|retien|mentionn|indiqu)\w*\b.{{0,30}}?{_COUNT.pattern}")


def announced(asked: Asked) -> Composed | None:
    """Whether the number of actions that the question says a text announces is that of the contract's sheets."""
    claim = _CLAIM.search(asked.folded)
    said = _value(claim["number"]) if claim else None
    if said is None or asked.query.sheets:
        return None
    statements: list[Statement] = []
    named: list[str] = []
    for contract in asked.contracts:
        found = next(_announcing(asked, contract, said), None)
        if found and contract.record.actions:
            statements.append(_compared(asked, contract, found, said))
            named.append(contract.ref.id)
    return Composed(tuple(statements), tuple(named)) if statements else None


def _announcing(asked: Asked, contract: UnderstoodContract, said: int) -> Iterator[Evidence]:
    """Where a text outside the sheets says that number of actions."""
    documents = {document.id: document for document in contract.documents}
    for passage in asked.plain(contract):
        for span in passage.spans:
            text = next(p.text for p in documents[passage.document_id].pages if p.number == span.page)
            for match in _COUNT.finditer(text[span.start : span.end].lower()):
                lead = len("et ") if match["number"].startswith(("et ", "et\n")) else 0
                start, end = span.start + match.start() + lead, span.start + match.end()
                if _value(fold(match["number"])) == said:
                    yield Evidence(passage.document_id, span.page, start, end, text[start:end])


def _compared(asked: Asked, contract: UnderstoodContract, found: Evidence, said: int) -> Statement:
    actions, label = contract.record.actions, contract.ref.label
    words = re.sub(r"\s+", " ", found.quote)
    proofs = asked.prover.proofs(
        [sentence_of(contract, found), *(e for action in actions[:1] for e in action.evidence[:1])]
    )
    place = proofs[0].section.split(" › ")[0] if proofs else ""
    where = f" ({place})" if place else ""
    count = french.count(len(actions), "fiche action", "fiches actions")
    same = len(actions) == said
    text = f"le CLS {label} annonce « {words} »{where}{' et' if same else ', mais'} présente {count}"
    # "Combien y en a-t-il ?" wants a number, "est-ce juste ?" a yes or a no.
    text = french.capital(text) if "combien" in asked.folded else f"{'Oui' if same else 'Non'} : {text}"
    return Statement(text, proofs, computed=(Computation("count", (), len(actions)),), context=f"{place} {label}")


def _value(number: str) -> int | None:
    bare = re.sub(r"\s+", " ", number).removeprefix("et ")
    return int(bare) if bare.isdigit() else numeral(bare)
