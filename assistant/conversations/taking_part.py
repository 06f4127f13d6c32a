"""Whether somebody may take part in what was just spoken of: "les policiers y ont droit ?". Pure functions."""

from __future__ import annotations

import re

from assistant.composers.bodies.naming import mentions
from assistant.conversations.conversation import FRAME, Asking, contract_of, without_contract
from assistant.conversations.elliptic import subject
from assistant.questions.intents import intents_of
from ingest.naming import fold

_WHO = r"(?:les |l[ae] |l['’]|un |une |des |mes |nos |notre |ma |mon )[\wà-ÿ' ’-]{3,50}?"
_TAKES = r"(?:particip\w+|aller|vont|va|venir|viennent|inscri\w+|assist\w+|acc[eé]d\w+|profit\w+|b[eé]n[eé]fici\w+)"
_MAY = r"(?:(?:ils?|elles?) )?(?:aussi |peuvent |peut |pourraient |pourront |pourra )*"
_RIGHT = r"(?:ont|a|auront|aura)(?:[- ]t?-?(?:ils?|elles?))? (?:aussi |bien )?(?:droit|acc[eè]s)"
_INVITED = r"(?:est|sont)(?:[- ](?:ils?|elles?))? (?:aussi |bien )?"
# "Les policiers y ont droit", "les crèches sont concernées", "c'est pour les lycéens aussi", "les parents aussi".
_FORMS = tuple(
    re.compile(rf"(?i)^(?:est[- ]ce que )?{form}(?: aussi)?$")
    for form in (
        rf"(?P<who>{_WHO}),? {_MAY}(?:y|en) (?:aussi )?(?:{_RIGHT}|{_TAKES}|sont (?:invit|admis|form|accept)\w*)",
        rf"(?P<who>{_WHO}),? {_INVITED}(?:concern|vis|cibl|invit|admis|[eé]ligibl|accept)\w*",
        rf"(?:c['’]est )?(?:aussi |bien |ouvert )*(?:pour |aux )(?P<who>{_WHO}) aussi",
        rf"(?P<who>{_WHO}) aussi",
    )
)


def taking_part(one: Asking) -> str:
    """Whether those whom a follow-up names may take part in the thing of the turn before; empty for other questions."""
    bare = one.bare.strip(" ?.!")
    match = next(filter(None, (form.match(bare) for form in _FORMS)), None)
    if match is None or one.named:
        return ""
    who, thing = match["who"][:1].lower() + match["who"][1:], _thing(one)
    if not thing or mentions(who) or intents_of(who) or not subject(who, one.resolver):
        return ""
    if any(intent.name == "signatories" for intent in intents_of(one.said.text)):
        return ""
    several = fold(who).startswith(("les ", "des ", "mes ", "nos "))
    return f"est-ce que {who} {'peuvent' if several else 'peut'} participer {_to(thing)}"


def _to(thing: str) -> str:
    """The thing behind "participer"."""
    joined = {"le ": "au ", "les ": "aux ", "des ": "à des "}
    start = next((article for article in joined if fold(thing).startswith(article)), "")
    return f"{joined[start]}{thing[len(start) :]}" if start else f"à {thing}"


def _thing(one: Asking) -> str:
    """The sheet that was spoken of, else what the question before was about."""
    if one.said.sheet:
        return f"la fiche {one.said.sheet} {contract_of(one.said)}".strip()
    frame = FRAME.match(without_contract(one.said.text, one.said, one.resolver))
    return f"{frame['object']} {contract_of(one.said)}".strip() if frame else ""
