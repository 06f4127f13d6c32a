"""What askers say of themselves first: "Je prépare le conseil de mardi : que prévoit la fiche 2.1 ?". Pure."""

from __future__ import annotations

import re

from assistant.composers.bodies.naming import mentions
from assistant.questions.intents import intents_of
from assistant.questions.sheet_numbers import sheet_of
from assistant.searching.tokens import words
from ingest.naming import fold

_HELLO = r"(?:(?:bonjour|bonsoir|salut|slt|bjr|madame|monsieur)[ ,!.]+)*"
_DOES = (
    r"(?:prépar|prepar|rédig|redig|écri|ecri|dois|devons|doit|voudrai|souhait|cherch|travaill|fai|ai besoin|rencontr"
    r"|présent|present|anime|suis|sommes|est)"
)
_PREAMBLE = re.compile(
    rf"(?i)^{_HELLO}(?P<told>(?:je|j['’]|nous|on) ?{_DOES}[^:?]{{0,90}}?)(?:\s?:|\.)\s+(?P<asked>[^:]{{12,}}\?*.*)$"
)
# Where they live, or whom they are of, is part of the question.
_IS = re.compile(r"\b(?:suis|sommes|est)\b")
_MATTERS = re.compile(
    r"\b(?:habite|vis|reside|vivons|membre|agent|a la|au|chez|commune|elue?s? (?:de|a|du)|maire (?:de|d'))\b"
)


# "C'est quoi un CPS ? je comprends rien à vos sigles": what follows the question asks nothing.
_AFTERWARDS = re.compile(
    r"(?i)(?P<asked>^.{6,}?\?)[\s!.]*(?:je|j['’]|on|nous)\s?(?:n['’e]?\s?)?(?:y |en )?"
    r"(?:compren\w*|connai\w*|sai[st]\w*|suis perdue?s?|pige\w*|capte\w*|m'y perds)\b[^?]*$"
)


def without_preamble(text: str) -> str:
    """The question without what its asker says of himself around it, unless that names a body, a place or a sheet."""
    afterwards = _AFTERWARDS.match(text)
    text = afterwards["asked"] if afterwards else text
    match = _PREAMBLE.match(text)
    if match is None:
        return text
    told = match["told"]
    folded = fold(told)
    if (
        mentions(told)
        or sheet_of(folded)
        or _names(told)
        or (_MATTERS.search(folded) and re.search(r"\bsuis|\bsommes|\best\b", folded))
    ):
        return text
    asked = match["asked"]
    return asked if len(words(asked)) > 1 and ("?" in asked or intents_of(asked)) else text


def _names(told: str) -> bool:
    """Whether what is told holds a proper name, which may be a place's."""
    return re.search(r"(?<=[a-zà-ÿ,] )[A-ZÀ-Ý][a-zà-ÿ]{2,}", told) is not None
