"""Sentences that say which of its territory's contracts a contract is, without the word generation. Pure functions."""

from __future__ import annotations

import re

_CONTRACT = r"(?:contrat(?: local de sante)?|cls)"
_ORDINALS = {"premier": "1", "second": "2", "deuxieme": "2", "troisieme": "3", "quatrieme": "4", "cinquieme": "5"}
# "Le présent contrat est le deuxième signé à l'échelle du pays."
_IS = re.compile(
    rf"\b(?:le present|ce|notre) {_CONTRACT} est (?:donc |ainsi )?le (?P<rank>{'|'.join(_ORDINALS)})"
    rf"(?= (?:{_CONTRACT}|signe|conclu|etabli|du|de la|des|de|a l)\b|[ ,.]*$)"
)
# "Les deux communautés n'avaient jamais conclu de contrat local de santé."
_NEVER = re.compile(
    r"\bn'(?:avait|avaient|a|ont) (?:encore |alors )?jamais (?:encore )?(?:conclu|signe|eu|porte) (?:de|un)"
    r" (?:contrat local de sante|cls)\b"
)


def nth_contract(text: str) -> tuple[int, int, str] | None:
    """Where a folded sentence says which contract its own is, and its rank; None where it does not."""
    if match := _IS.search(text):
        return *match.span(), _ORDINALS[match["rank"]]
    if match := _NEVER.search(text):
        return *match.span(), "1"
    return None
