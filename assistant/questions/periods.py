"""The periods of contracts that a question names, and whether any indexed contract has them. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from assistant.records import ContractRef

PERIOD = re.compile(r"\b(20\d\d) ?(?:[-–/ ]|au?|jusqu'en) ?(20\d\d)\b")
# "le CLS de 2019", "contrat signé en 2019": the year of a contract, and not of something that it speaks of.
CONTRACT_YEAR = re.compile(
    r"\b(?:cls|contrats?(?: loca(?:l|ux) de sante)?)\b(?: \w+){0,5}? "
    r"(?:(?:de|du|en|d'|l'annee|annee|pour) ?)*(20\d\d)\b(?! ?[-/–] ?\d| ?a ?20)"
)


@dataclass(frozen=True, slots=True)
class Contract:
    """A contract of which documents are indexed."""

    ref: ContractRef
    territory: str
    first: int  # year, 0 when unknown
    last: int
    document_ids: tuple[str, ...]


def unknown_period(
    candidates: Sequence[Contract], periods: Collection[tuple[int, int]], folded: str, *, named: bool
) -> str:
    """The period of a contract that the question names and that no document speaks of, with its territory."""
    territories = {contract.territory for contract in candidates}
    told = f"{candidates[0].territory} " if named and len(territories) == 1 else ""
    dated = [contract for contract in candidates if contract.first]
    if not dated or len(dated) < len(candidates):
        return ""
    of_contract = bool(told) or bool(re.search(r"\b(?:cls|contrats?)\b", folded))
    for match in PERIOD.finditer(folded):
        pair = (int(match[1]), int(match[2]))
        near = re.search(
            r"\b(?:prs\w*|plan|projet|programme|periode|entre|schema|snpe|pnns)\b[^?]{0,20}$",
            folded[: match.start()],
        )
        if of_contract and not near and pair not in set(periods) | {(c.first, c.last) for c in candidates}:
            return f"{told}{match[1]}-{match[2]}"
    for found in CONTRACT_YEAR.findall(folded):
        asked = int(found)
        covered = [(c.first - 1, c.last) for c in candidates] + list(periods)
        if not any(first <= asked <= last for first, last in covered):
            return f"{told}{asked}"
    return ""


def past_period(candidates: Sequence[Contract], folded: str) -> str:
    """The period of a contract that documents speak of and that none of the candidates is: "le CLS 2013-2016"."""
    for match in PERIOD.finditer(folded):
        first, last = int(match[1]), int(match[2])
        if not re.search(r"\b(?:cls|contrats?)\b[^?,]{0,30}$", folded[: match.start()]):
            continue
        if all(c.first and c.first != first and c.last != last for c in candidates):
            return f"{first}-{last}"
    return ""
