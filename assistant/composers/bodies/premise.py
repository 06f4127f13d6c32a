"""A question that takes for granted that a body signed, where the list of signatories says otherwise. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from assistant.composers.asked import Asked
from assistant.composers.bodies.naming import kind_and_place, mentions
from assistant.composers.bodies.parties import parties
from assistant.composers.bodies.wording import article, the
from assistant.composers.statement import Composed, Statement
from assistant.library import UnderstoodContract
from assistant.questions.intents import intents_of
from assistant.records import Status
from ingest.facts.folding import folded
from ingest.facts.records import PartyRole

_SIGNED = r"(?:\w+ )?(?:signe|paraphe|cosigne)\w*\b|(?:\w+ )?(?:co-?)?signataires?\b"
# "Le Département ayant signé…", "puisque la Région est signataire, …", "en tant que signataire, la CAF…".
_GRANTED = re.compile(
    rf"^(?P<before>[^,?]{{3,80}}?),? (?:ayant|etant) (?:{_SIGNED})"
    r"|\b(?:comme |(?:puis|vu |etant donne |sachant |attendu |des lors )qu(?:e |'))"
    rf"(?P<behind>[^,?]{{3,80}}?) (?:a|ont|avait|est|sont|fait partie des) (?:{_SIGNED})"
    rf"|\b(?:en tant que|en sa qualite de|comme) (?:co-?)?signataires?(?: (?:du|de ce|de notre)"
    r" (?:cls|contrat)[^,?]*)?, (?P<after>[^,?]{3,60}?) (?:doit|peut|siege|participe|finance|paie|est|a|va|s'engage)\b"
)


def premise(asked: Asked) -> Composed | None:
    """That the body which the question takes for a signatory is none; None where it takes none, or rightly."""
    whole = folded(asked.query.text)
    found = _GRANTED.search(whole.text)
    if found is None or asked.query.sheets:
        return None
    name = next(name for name, group in found.groupdict().items() if group)
    start, end = whole.span(found)
    at = re.search(re.escape(found[name]), whole.text[found.start() :])
    said = asked.query.text[start:end]
    who = mentions(said)
    if len(who) != 1 or at is None:
        return None
    text = f"{article(said, who[0].shown)} est-il signataire ?"
    query = replace(asked.query, text=text, intents=intents_of(text), article="")
    denied = parties(replace(asked, query=query))
    if denied is None or not denied.statements[0].text.startswith("Non"):
        return None
    contracts = [contract for contract in asked.contracts if contract.ref.id in denied.contracts]
    kin = [one for contract in contracts for one in _of_kind(asked, contract, who[0].shown)]
    return Composed((*denied.statements[:2], *kin), denied.contracts, Status.ANSWERED)


def _of_kind(asked: Asked, contract: UnderstoodContract, shown: str) -> Iterator[Statement]:
    """The signatory of the same kind as the body of the question: another département, another caisse."""
    kind = kind_and_place(shown)[0]
    for party in contract.record.signatories:
        if kind and party.role is PartyRole.SIGNATORY and kind_and_place(party.name)[0] == kind:
            text = f"Parmi les signataires figure en revanche {the(party.name)}"
            yield Statement(text, asked.prover.proofs(party.evidence[:1]), names=(party.name,))
