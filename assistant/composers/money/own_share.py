"""What an action costs a commune that asks: what its sheet says of it, or that it does not. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.composers.asked import Asked, Target
from assistant.composers.forms import asks
from assistant.composers.sentences import evidence_of, words_of
from assistant.composers.statement import Statement
from assistant.quotations.units import runs_on, units_of
from ingest.naming import fold

_LOCAL = re.compile(r"\b(?:communes?|collectivites?|mairies?|villes?|epci|intercommunalites?|communautes?)\b")
_COFUNDED = re.compile(r"\bco-?finance")
_PAYS = re.compile(r"\ba (?:la|leur) charge\b|\breste a charge\b|\bprise? en charge\b|\bgratuit|\bpay[ée]")
# A longer sentence is a list or a broken table.
LONGEST = 420


def own_share(asked: Asked, target: Target) -> Iterator[Statement]:
    """What a sheet leaves to communes, where a question about money asks for that and one sheet says who pays."""
    if not asks("money", "own_share", asked.folded):
        return
    several = len(asked.targets) > 1
    if several and [one for one in asked.targets if any(line.payer for line in one.action.funding)] != [target]:
        return
    lines = target.action.funding
    payers = [line.payer for line in lines] + [said.value for line in lines for said in line.cofunders]
    if any(_LOCAL.search(fold(payer)) for payer in payers if payer):
        return  # said with the money
    number = target.action.number
    which = f" {number}" if several else ""
    text = f"Ce qui resterait à la charge d'une commune n'est pas indiqué dans le financement de la fiche{which}"
    yield Statement(text, asked.prover.proofs(e for line in lines for e in line.evidence), context=number)
    documents = {document.id: document for document in target.contract.documents}
    for passage in asked.of_sheet(target.contract, number) if number else ():
        if passage.field == "funding":
            continue
        for unit in units_of(passage, documents[passage.document_id]):
            said = fold(unit.text)
            paid = _COFUNDED.search(said) or (_LOCAL.search(said) and _PAYS.search(said))
            if len(said) <= LONGEST and not runs_on(said) and paid:
                evidence = evidence_of(documents[passage.document_id], unit)
                yield Statement(f"Elle dit : « {words_of(evidence)} »", asked.prover.proofs([evidence]), context=number)
                return
