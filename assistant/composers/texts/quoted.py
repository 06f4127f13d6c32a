"""Sentences of a contract said in its own words, under its name. Pure functions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.composers import french
from assistant.composers.statement import Statement
from assistant.library import UnderstoodContract
from assistant.verify import Proof

# A longer name of a place is a sentence of its own.
PLACE_CHARACTERS = 90


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words of a contract, where they stand, and their proofs."""

    words: str
    place: str
    proofs: tuple[Proof, ...]


def quoted_by(contract: UnderstoodContract, quotes: Sequence[Quoted], verdict: str = "") -> list[Statement]:
    """One quote in a sentence, several in a list; `verdict` is the yes or no that they give."""
    label = contract.ref.label
    speaker = f"le CLS {label} en dit"
    speaker = f"{verdict} : {speaker}" if verdict else french.capital(speaker)
    if len(quotes) == 1:
        [one] = quotes
        return [Statement(f"{speaker}{_at(one)} : « {one.words} »", one.proofs, context=f"{one.place} {label}")]
    if not quotes:
        return []
    heading = Statement(f"{speaker} :", quotes[0].proofs, context=label)
    return [
        heading,
        *(Statement(f"« {q.words} »{_at(q)}", q.proofs, item=True, context=f"{q.place} {label}") for q in quotes),
    ]


def _at(quote: Quoted) -> str:
    return f" ({quote.place})" if quote.place and len(quote.place) < PLACE_CHARACTERS else ""
