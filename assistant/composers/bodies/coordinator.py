"""Who coordinates the contract: the person whom a document names behind that office, or that none does. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

import simplemma

from assistant.audit.names import names_in
from assistant.composers import french
from assistant.composers.asked import Asked
from assistant.composers.bodies.naming import kind_and_place
from assistant.composers.forms import asks, captured
from assistant.composers.sentences import evidence_of, words_of
from assistant.composers.statement import Composed, Statement, section_at
from assistant.library import UnderstoodContract
from assistant.quotations.units import units_of
from assistant.records import Status
from ingest.naming import fold

# A longer sentence names people for other reasons.
LONGEST = 260
# A name stands so near its office.
NEAR = 60
LONGEST_NAME = 4  # words
_CIVILITY = re.compile(r"\b(?:M\.|Mme|Mlle|Madame|Monsieur|Dr|Docteure?)\s+[A-ZÀ-Ý]")


def coordinator(asked: Asked) -> Composed | None:
    """The name of the coordinator of each contract in scope, None where the question asks for no such name."""
    office = captured("coordinator", "office", asked.folded)
    if not office or not asks("coordinator", "ask", asked.folded) or asked.query.sheets:
        return None
    if "money" in asked.intents and asks("money", "gives", asked.folded):
        return None  # "qui paie le poste de la coordinatrice ?" asks for who pays
    said: list[Statement] = []
    silent: list[UnderstoodContract] = []
    for contract in asked.contracts:
        found = list(_named(asked, contract))
        said += found[:1]
        silent += [] if found else [contract]
    if said:
        return Composed(tuple(said), tuple(c.ref.id for c in asked.contracts if c not in silent))
    labels = french.listed([f"le CLS {contract.ref.label}" for contract in silent])
    text = f"Les documents lus sur {labels} ne donnent aucun nom pour cette fonction"
    return Composed((Statement(text, context=labels),), tuple(c.ref.id for c in silent), Status.NOT_FOUND)


def _named(asked: Asked, contract: UnderstoodContract) -> Iterator[Statement]:
    label = contract.ref.label
    for contact in contract.record.contacts:
        if contact.name and asks("coordinator", "office", fold(contact.office)):
            who = ", ".join(part for part in (contact.name, contact.office, contact.organisation) if part)
            text = f"Le CLS {label} nomme : {who}"
            yield Statement(text, asked.prover.proofs(contact.evidence), names=(contact.name,), context=label)
    documents = {document.id: document for document in contract.documents}
    for passage in asked.search(contract):
        document = documents.get(passage.document_id)
        for unit in units_of(passage, document) if document else ():
            if document is None or len(unit.text) > LONGEST or not _names_one(unit.text):
                continue
            evidence = evidence_of(document, unit)
            quote = words_of(evidence)
            place = section_at(document, evidence)
            yield Statement(f"Le CLS {label} en dit : « {quote} »", asked.prover.proofs([evidence]), context=place)


def _names_one(text: str) -> bool:
    """Whether a text names a person beside the office."""
    for match in re.finditer(r"[^\W\d_]+", text):
        if asks("coordinator", "office", fold(match.group())):
            around = text[max(0, match.start() - NEAR) : match.end() + NEAR]
            if _CIVILITY.search(around) or any(map(_is_person, names_in(around))):
                return True
    return False


def _is_person(name: tuple[str, ...]) -> bool:
    """Whether words with capitals are a given name and a family name: no organisation, no words of the dictionary."""
    if not 2 <= len(name) <= LONGEST_NAME or kind_and_place(" ".join(name))[0]:
        return False
    return not any(simplemma.is_known(word.lower(), lang="fr") or word.isupper() for word in (name[0], name[-1]))
