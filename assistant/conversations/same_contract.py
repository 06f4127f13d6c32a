"""A question that stands alone, kept to the contract of the one before it. Pure functions."""

from __future__ import annotations

import re

from assistant.composers.forms import asks
from assistant.conversations.conversation import Said, contract_of
from assistant.questions.intents import intents_of
from assistant.questions.scope import ScopeResolver, names_generation
from assistant.searching.tokens import words
from ingest.naming import fold

_YEAR = re.compile(r"\b20\d\d\b")


def of_same_contract(text: str, said: Said, resolver: ScopeResolver) -> str:
    """A question that stands alone, of the contract of the one before where it names none and asks of no other."""
    folded = fold(text).strip(" ?.!")
    scope = resolver.resolve(text, 0)
    if said.contract is None or scope.territory_named or scope.unknown or not words(text):
        return text
    if not (said.placed or intents_of(text) or asks("followup", "alone", folded)):
        return text
    if asks("followup", "elsewhere", folded) or _YEAR.search(folded) or names_generation(folded):
        return text
    # What a word means is the same wherever it is written; a place of another territory is asked of there.
    if asks("short", "no_matter", folded) or {c.territory for c in scope.contracts}.isdisjoint(
        {said.contract.territory}
    ):
        return text
    return f"{text.rstrip(' ?')} dans le {contract_of(said).removeprefix('du ')} ?"
