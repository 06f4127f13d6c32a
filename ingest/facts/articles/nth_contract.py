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
# "Le présent contrat est donc un contrat de deuxième génération."
_IS_OF = re.compile(
    rf"\b(?:le present|ce|notre) {_CONTRACT}(?:,| est(?: (?:donc|ainsi|bien))?(?: (?:un|le) {_CONTRACT})?,?)? de"
    r" (?P<rank>premiere|seconde|deuxieme|troisieme|quatrieme|cinquieme) generation\b"
)
# "Ce troisième contrat s'appuie sur …": in the present, where the first would be told of in the past.
_THIS_NTH = re.compile(
    rf"(?:^|[.;:] ?)\W*(?:ce|le present|notre) (?P<rank>second|deuxieme|troisieme|quatrieme|cinquieme) {_CONTRACT}"
    r"(?: (?:du|de la|des|de l'|d')[^,.;]{2,50}?)?,? (?:s'(?:appuie|inscrit|articule|adresse|etend|attache|organise)"
    r"|se (?:compose|structure|fonde|veut|donne)|tient compte|entend|vise|poursuit|prolonge|retient|reprend|porte"
    r"|couvre|comporte|comprend|compte|engage|lie|reunit|rassemble|fixe|definit"
    r"|est (?:conclu|etabli|signe|le fruit|issu|ne))\b"
)
# "Les deux communautés n'avaient jamais conclu de contrat local de santé."
_NEVER = re.compile(
    r"\bn'(?:avait|avaient|a|ont) (?:encore |alors )?jamais (?:encore )?(?:conclu|signe|eu|porte) (?:de|un)"
    r" (?:contrat local de sante|cls)\b"
)


def nth_contract(text: str) -> tuple[int, int, str] | None:
    """Where a folded sentence says which contract its own is, and its rank; None where it does not."""
    for told in (_IS, _IS_OF, _THIS_NTH):
        if match := told.search(text):
            return *match.span(), next(rank for word, rank in _ORDINALS.items() if match["rank"].startswith(word[:6]))
    if match := _NEVER.search(text):
        return *match.span(), "1"
    return None
