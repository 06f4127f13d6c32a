"""Contacts that a document publishes for that purpose; no other detail of a person is ever given. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.audit.names import letters, names_in, offices_in
from assistant.composers.asked import Asked
from assistant.composers.side_by_side.each_contract import each_contract
from assistant.composers.statement import Composed, Statement
from assistant.library import UnderstoodContract
from assistant.searching.tokens import terms
from ingest.facts.records import Contact

_ASKS = re.compile(
    r"\b(?:telephone|tel|numero de tel\w*|mail|e-mail|email|mel|courriel|adresse (?:mail|electronique|e-mail)"
    r"|coordonnees|contacts?|joindre|contacter|phone|reach)\b"
)
# "Les actions pour joindre les jeunes", "un contact avec les patients": the plan's matter.
_NO_CONTACT = re.compile(r"\b(?:actions?|fiches? (?:pour|sur)|jeunes|patients|publics?|contact avec)\b")
_OFFICES = re.compile(
    r"\b(?:animat(?:eur|rice)|coordinat(?:eur|rice)|coordonnat(?:eur|rice)|chargee? de mission|referente?|elue?"
    r"|maire|adjointe?|infirmiere?|secretaire)\b"
)


def contacts(asked: Asked) -> Composed | None:
    """The contacts that the documents publish and the question asks for, None where it asks for none of them."""
    if not _is_asked(asked):
        return None
    return each_contract(asked, _published)


def is_withheld(asked: Asked) -> bool:
    """Whether the question asks how to reach a person for whom no document publishes a contact."""
    if not _is_asked(asked) or contacts(asked) is not None:
        return False
    return bool(_people(asked))


def asks_contact(folded: str) -> bool:
    """Whether a folded question asks how to reach somebody."""
    return _ASKS.search(folded) is not None and not _NO_CONTACT.search(folded)


def _is_asked(asked: Asked) -> bool:
    return asks_contact(asked.folded)


def _people(asked: Asked) -> set[str]:
    """The people whom a question names, and the offices by which it does."""
    territories = " ".join(letters(f"{c.territory} {c.ref.label}") for c in asked.library.contracts)
    names = (name for name in names_in(asked.query.text) if len(name) > 1 and letters("".join(name)) not in territories)
    offices = {*offices_in(asked.query.text), *_OFFICES.findall(asked.folded)}
    title = re.search(r"\b(?:m\.|mr|mme|monsieur|madame|dr|docteur) (\w+)", asked.folded)
    return {*(" ".join(name) for name in names), *offices, *((title[1],) if title else ())}


def _published(asked: Asked, contract: UnderstoodContract) -> Iterator[Statement]:
    people = _people(asked)
    for contact in contract.record.contacts:
        ways = [way for way in (contact.phone, contact.email) if way]
        if not ways or (people and not any(_is(contact, person) for person in people)):
            continue
        if not people and contact.name and not _press(asked, contact):
            continue
        who = ", ".join(part for part in (contact.name, contact.office, contact.organisation) if part)
        proofs = asked.prover.proofs(contact.evidence)
        text = f"Contact publié par le document : {who or 'sans nom'} ({', '.join(ways)})"
        yield Statement(text, proofs, names=tuple(part for part in (contact.name, contact.organisation) if part))


def _is(contact: Contact, person: str) -> bool:
    return letters(person) in letters(f"{contact.name} {contact.office}") or bool(
        set(terms(person)) & set(terms(f"{contact.name} {contact.office}"))
    )


def _press(asked: Asked, contact: Contact) -> bool:
    """Whether the question asks for a contact of the documents, as such or for the press."""
    return re.search(r"\bpresse\b|\bcontacts?\b|\bcoordonnees\b", asked.folded) is not None and bool(contact.evidence)
