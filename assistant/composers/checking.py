"""The check of every statement before it is said: verbatim quotes, and nothing beyond them. Pure functions."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from assistant.composers.statement import Computation, Statement
from assistant.verify import in_thousands, numbers, stands
from ingest.naming import fold

# Operands and totals are compared to the cent.
CENT = 0.005
# "dix signataires": a count in words is checked like one in digits.
_WORDS = {
    word: number
    for number, word in enumerate("zero un deux trois quatre cinq six sept huit neuf dix onze douze treize".split())
}


def checked(statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements that pass; a heading whose items all fail goes with them."""
    kept = [statement for statement in statements if passes(statement)]
    return tuple(
        statement
        for i, statement in enumerate(kept)
        if not _is_heading(statement) or (i + 1 < len(kept) and kept[i + 1].item)
    )


def passes(statement: Statement) -> bool:
    """Whether the quotes stand on their pages and hold every number and name that is said; sums are made again."""
    quotes = [proof.quote for proof in statement.proofs]
    if not all(stands(proof) for proof in statement.proofs):
        return False
    held = numbers(" ".join(quotes)).union(*map(numbers, quotes), _dates_written_short(quotes))
    if any(in_thousands(f"{proof.section} {proof.quote}") for proof in statement.proofs):
        held |= {f"{1_000 * float(number):g}" for number in held if re.fullmatch(r"\d{1,4}(?:\.\d)?", number)}
    for computation in statement.computed:
        if not _computes(computation, held):
            return False
        held |= {f"{computation.result:g}"}  # a later one may go on from it
    place = " ".join(
        f"{p.section} {p.document.metadata.title} {p.document.metadata.contract_label}" for p in statement.proofs
    )
    computed = numbers(" ".join(f"{c.result:.2f}".removesuffix(".00").replace(".", ",") for c in statement.computed))
    if not numbers(statement.text) <= held | computed | numbers(place) | numbers(statement.context):
        return False
    return all(_named(name, quotes) for name in statement.names)


def _is_heading(statement: Statement) -> bool:
    return statement.text.rstrip().endswith(":") and not statement.item


def _computes(computation: Computation, held: frozenset[str]) -> bool:
    if computation.how == "count":
        return computation.result == int(computation.result)
    amounts = {_number(text) for text in held}
    if computation.how == "product":
        amount, times = computation.operands
        known = any(abs(amount - other) < CENT for other in amounts)
        return known and times == int(times) and math.isclose(amount * times, computation.result, abs_tol=CENT)
    if computation.how == "share":
        amount, part = computation.operands
        known = any(abs(amount - other) < CENT for other in amounts)
        return known and 0 < part < 1 and math.isclose(amount * part, computation.result, abs_tol=2 * CENT)
    if computation.how == "quotient":
        whole, by = computation.operands
        known = all(any(abs(one - other) < CENT for other in amounts) for one in (whole, by))
        return known and by > 0 and math.isclose(whole / by, computation.result, abs_tol=CENT + 1e-9)
    if computation.how == "difference":
        whole, part = computation.operands
        return {f"{whole:g}", f"{part:g}"} <= {f"{other:g}" for other in amounts} and whole - part == computation.result
    said = all(any(abs(operand - amount) < CENT for amount in amounts) for operand in computation.operands)
    return said and math.isclose(sum(computation.operands), computation.result, abs_tol=CENT)


def _number(text: str) -> float:
    return float(text) if re.fullmatch(r"\d+(?:\.\d+)?", text) else math.nan


def _dates_written_short(quotes: Sequence[str]) -> frozenset[str]:
    """The numbers of "14/03/2031" and "14.03.2031", said as "14 mars 2031"; of "12 k€" in euros; of "1er"."""
    found: set[str] = set()
    for quote in map(fold, quotes):
        for parts in re.findall(r"\b(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\b", quote):
            found.update(str(int(part)) for part in parts)
        for amount, unit in re.findall(r"(\d+(?:[.,]\d+)?) ?(k|m|millions?|milliers?)\b", quote):
            factor = 1_000 if unit.startswith(("k", "millier")) else 1_000_000
            found.add(f"{float(amount.replace(',', '.')) * factor:g}" if factor == 1_000 else "")
            found.add(str(round(float(amount.replace(",", ".")) * factor)))
        found.update(str(_WORDS[word]) for word in re.findall(r"[a-z]+", quote) if word in _WORDS)
        found.update(match for match in re.findall(r"\b(\d+)er\b", quote))
    return frozenset(found - {""})


def _named(name: str, quotes: Sequence[str]) -> bool:
    """Whether a name stands in a quote, letters only: scans break words, lines are hyphenated."""
    said = _letters(name)
    return any(said in _letters(quote) for quote in quotes) or said in _letters(" ".join(quotes))


def _letters(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", fold(text))
