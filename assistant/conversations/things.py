"""A thing inside a sheet that a conversation is about ("le kit", "la navette"): kept from turn to turn. Pure."""

from __future__ import annotations

import re

from assistant.composers.bodies.naming import mentions
from assistant.conversations.conversation import Said, without_contract
from assistant.conversations.elliptic import subject
from assistant.questions.scope import ScopeResolver
from assistant.questions.sheet_numbers import sheet_of
from assistant.searching.tokens import stem, words
from ingest.naming import fold

# "… de la fiche 1.1 du CLS X (« le kit d'accueil »)", as follow-ups are written out.
_MARK = re.compile(r"\s*\(« (?P<thing>[^«»]{3,90}) »\)")
# What is asked about as one thing, and not as a theme: "le kit", and not "pour les jeunes".
_ONE = re.compile(
    r"(?i)(?P<theme>\b(?:pour|contre|sur|en matière de|côté)\s+)?"
    r"(?P<article>\b(?:le|la|un|une|ce|cette|du|de la|au) |\b(?:de )?l['’])$"
)
_THE = {"du ": "le ", "au ": "le ", "de la ": "la ", "de l'": "l'", "de l’": "l'", "un ": "le ", "une ": "la "}
MOST_WORDS = 7
# What the title of the sheet holds of a thing that is the sheet's own matter.
OWN = 0.5


def apart(text: str) -> tuple[str, str]:
    """A follow-up as written out without the thing that it keeps to, and that thing; empty where it keeps to none."""
    match = _MARK.search(text)
    return (f"{text[: match.start()]}{text[match.end() :]}", match["thing"]) if match else (text, "")


def kept_to(said: Said, resolver: ScopeResolver) -> str:
    """The mark of the thing inside the sheet spoken of that the question before asked about, empty where it is none."""
    thing = said.thing or _asked_about(said, resolver)
    return f" (« {thing} »)" if thing else ""


def _asked_about(said: Said, resolver: ScopeResolver) -> str:
    kept = without_contract(said.text, said, resolver)
    if said.contract is None or sheet_of(fold(said.text)) or len(fold(kept)) != len(kept):
        return ""
    own = subject(kept, resolver)
    found = [(i, match) for i, word in enumerate(own) if (match := re.search(rf"\b{re.escape(word)}\w*", fold(kept)))]
    # The verb before it is none of it: "que contient le kit".
    placed = ((i, match, _ONE.search(kept[: match.start()])) for i, match in found)
    at, first, before = next((one for one in placed if one[2]), (0, None, None))
    if first is None or before is None or before["theme"]:
        return ""
    own = own[at:]
    noun = kept[first.start() : max(found[-1][1].end(), first.end())]
    title = {stem(word) for word in words(resolver.title(said.contract, said.sheet))}
    held = sum(stem(word) in title for word in own) / len(own)
    # An acronym may stand for the title.
    if held > OWN or mentions(noun) or re.search(r"\b[A-Z]{3,}", noun) or len(noun.split()) > MOST_WORDS or not title:
        return ""
    article = before["article"].lower()
    return f"{_THE.get(article, article)}{noun}"
