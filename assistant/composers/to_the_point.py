"""Whether a composed answer is beside the point: a moment, a length or a name that its quotes do not hold. Pure."""

from __future__ import annotations

import re

from assistant.composers.asked import Asked
from assistant.composers.forms import asks
from assistant.composers.statement import Composed
from assistant.quotations.answerability import (
    asks_length,
    asks_quantity,
    counts_things,
    is_name,
    says_came,
    says_deed,
    says_length,
    thing_asked,
    years_asked,
)
from assistant.searching.tokens import stem, words
from ingest.naming import fold

# What quotes sentences chosen by their words; other composers answer from the fields of a record.
_QUOTING = frozenset({"rules", "clauses", "bound", "found_clauses", "steering"})
_THEMATIC = frozenset({"theme"})
_MONEY = re.compile(r"€|\beuros?\b|\bneant\b|\bfinanc\w*|\bcpom\b")


def is_beside(asked: Asked, composer: str, composed: Composed) -> bool:
    """Whether what one composer quotes does not hold the kind of thing, the year or the name that is asked for."""
    held = " ".join(fold(f"{proof.section} {proof.quote}") for said in composed.statements for proof in said.proofs)
    years = years_asked(asked.query) - {str(contract.last) for contract in asked.query.scope.contracts}
    if composer in _QUOTING | _THEMATIC and any(year not in held for year in years):
        return True
    if composer in _THEMATIC and asks("money", "costs", asked.folded) and not _MONEY.search(held):
        return True  # what a thing sets out to do is not what it costs
    if _misses_count(asked, composed, held):
        return True
    if composer not in _QUOTING:
        return False
    if asks("point", "when", asked.folded) and not asks("point", "moment", held):
        return True
    quoted = " ".join(fold(proof.quote) for said in composed.statements for proof in said.proofs)
    if not says_came(asked.folded, quoted):
        return True
    if asks("point", "past", asked.folded) and not asks("point", "date", quoted):
        return True  # how often it is done is not when it was
    if not says_deed(asked.folded, held):
        return True
    if asks_length(asked.folded) and not says_length(held):
        return True
    return _misses_name(asked, held)


# "Plus de 75 ans": an age that the answer is about or not.
_AGE = re.compile(r"\b(\d{1,3}) ans\b")


def _misses_count(asked: Asked, composed: Composed, held: str) -> bool:
    """Whether the question wants things counted, or people of an age, of which neither words nor quotes speak."""
    told = f"{held} {fold(' '.join(said.text for said in composed.statements))}"
    thing = thing_asked(asked.folded) if counts_things(asked.query) else ""
    if thing and stem(thing) not in {stem(word) for word in words(told)} and asked.targets:
        return True
    return asks_quantity(asked.query) and any(age not in told for age in _AGE.findall(asked.folded))


def _misses_name(asked: Asked, held: str) -> bool:
    """Whether the question names somebody or something of whom its contracts speak, and the quotes do not."""
    told = set(words(" ".join(contract.territory for contract in asked.contracts)))
    # An acronym has other names.
    told |= {fold(typed) for typed in re.findall(r"[^\W\d_]+", asked.query.text) if typed.isupper()}
    stems = {stem(word) for word in words(held)}
    named = [word for word in words(asked.query.text) if word not in told and is_name(word, asked.query.text)]
    return any(
        stem(word) not in stems and asked.find_passages(asked.subject_in(word), asked.contracts, False)
        for word in dict.fromkeys(named)
    )
