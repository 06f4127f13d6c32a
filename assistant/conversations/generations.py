"""A question asked again of another generation of the same contract: "et dans l'ancien ?". Pure functions."""

from __future__ import annotations

import re

from assistant.conversations.conversation import WHOLE_CONTRACT, Said, label, named, without_contract
from assistant.questions.periods import Contract
from assistant.questions.scope import ScopeResolver, names_older
from ingest.naming import fold


def of_generation(folded: str, said: Said, resolver: ScopeResolver) -> str:
    """The question before, of the contract that "l'ancien" or "l'actuel" means; empty where none does."""
    meant = _meant(said, resolver, older=names_older(folded))
    return "" if meant is None else _of_contract(said, resolver, meant)


def _meant(said: Said, resolver: ScopeResolver, *, older: bool) -> Contract | None:
    """That contract of the territory spoken of, else of the only territory that has two."""
    spoken = (said.contract,) if said.contract else resolver.contracts
    pairs = {frozenset((one, other)) for one in spoken if (other := resolver.other_generation(one))}
    if len(pairs) != 1:
        return None
    first, last = sorted(next(iter(pairs)), key=lambda contract: (contract.last, contract.ref.label))
    return first if older else last


def _of_contract(said: Said, resolver: ScopeResolver, contract: Contract) -> str:
    """The question of that contract, in the place of the one that it named."""
    text = said.text.rstrip("? ")
    for other in resolver.contracts:
        # "Du CLS de X 2024-2029": the period names the other generation, too.
        text = re.sub(rf"\s*\b{other.first}\s?[-–/]\s?{other.last}\b", "", text) if other.first else text
    if any(named(known).search(text) for known in resolver.contracts):
        return without_contract(text, said, resolver, contract.ref.label)
    whole = WHOLE_CONTRACT.search(fold(text)) if len(fold(text)) == len(text) else None
    if whole is None:
        return f"{text} dans le {label(contract)}"
    article = whole.group().split()[0]
    return (
        f"{text[: whole.start()]}{article if article in ('du', 'au') else 'le'} {label(contract)}{text[whole.end() :]}"
    )
