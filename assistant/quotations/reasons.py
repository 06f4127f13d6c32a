"""Whether a question asks for a reason, and a text gives one. Pure functions on folded text."""

from __future__ import annotations

import re

# "Pourquoi": what says a reason.
_WHY = re.compile(r"\bpourquoi\b|\bpour quelles? raisons?\b|\bwhy\b")
_BECAUSE = re.compile(
    r"\bcar\b|\bparce qu|\ben raison d|\bdu fait (?:d|qu)|\bpuisqu|\bafin d|\bpour qu|\bgrace a\b|\ba cause d"
    r"|\bfaute d|\bc'est pourquoi\b|\blie(?:e|s|es)? (?:a|au|aux)\b|\btien(?:t|nent) (?:a|au|aux)\b|\bs'expliqu"
    r"|\bdans le but\b|\bpermet\w*\b|\bface (?:a|au|aux)\b|\bcompte tenu|\bconstat|\bcontexte\b|\benjeu"
    r"|\bmotiv|\bobjectif|\bbecause\b|\bin order to\b|\baims?\b|\bsuite (?:a|au|aux)\b|\bvise\b"
    r"|\bpour (?:\w+er|\w+ir|\w+re)\b"
)
# "Depuis que l'ARS a retiré son soutien, qui paie ?"
_GIVEN = re.compile(r"\b(?:depuis|maintenant|puis|vu|etant donne|alors) ?qu(?:e\b|')|\bcomme\b")
# What a "pourquoi" takes for granted, and a plan does not say: a refusal, a closing, a departure.
_EVENT = re.compile(
    r"\b(?:a|ont|avai\w+|est|sont|s'est|se sont|va|vont)\b(?:[ -]t)?(?:[ -](?:elle|il|on|elles|ils))? ?(?:\w+ ){0,2}"
    r"(?:refus\w*|retir\w*|quitt\w*|annul\w*|ferm\w*|rouvr\w*|rejet\w*|abandonn\w*|resili\w*|reconduit\w*|supprim\w*"
    r"|exclu\w*|echou\w*|renonc\w*|arret\w*|demission\w*|engagee? a financer)\b"
)


def event_asked(folded: str) -> str:
    """The stem of what a "pourquoi" takes for granted, "" where it takes nothing so: a refusal, a closing."""
    event = _EVENT.search(folded) if _WHY.search(folded) or _GIVEN.search(folded) else None
    return event.group().split()[-1][:5] if event else ""


def says_why(folded: str, said: str) -> bool:
    """Whether a text gives a reason where a question asks for one, and speaks of what it takes for granted."""
    return event_asked(folded) in said and (_WHY.search(folded) is None or _BECAUSE.search(said) is not None)


def gives_reason(folded: str, said: str) -> bool:
    """Whether a question asks why, and a text gives a reason."""
    return _WHY.search(folded) is not None and _BECAUSE.search(said) is not None
