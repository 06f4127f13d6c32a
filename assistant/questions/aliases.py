"""The names under which a question speaks of a territory. Pure functions."""

from __future__ import annotations

import re

from rapidfuzz import fuzz

from assistant.questions.places import region_or_department
from ingest.naming import fold

# A territory's name as typed may differ this much from its spelling (0-100).
NAME_CUTOFF = 87
SHORTEST_NAME = 5
# Parts of territories' names that say nothing alone.
GENERIC = frozenset(
    "pays portes porte terres terre communaute communes agglomeration val vallee vallees haut haute hauts hautes "
    "bas basse grand grande nord sud est ouest centre coeur bassin plaine mont monts plateau sources rives entre pole "
    "parc region departement metropole ville bourg saint sainte sante rural rurale littoral montagne territoire".split()
)


def aliases_of(territory: str) -> tuple[str, ...]:
    """The names under which a question may speak of a territory, folded: whole first."""
    whole = fold(territory).replace("-", " ")
    parts = [part.replace("-", " ") for part in fold(territory).split()]
    # "Val d'Escrelle" is said "Escrelle".
    parts = [re.sub(r"^[dl]['’]", "", part) for part in parts]
    # "Vaux-sur-Orvelle" is said "Vaux".
    parts += [part for word in fold(territory).split() if "-" in word for part in word.split("-")[:2]]
    # "Saône" in "Val de Saône" is a department's and a river's too.
    own = [
        part for part in parts if part not in GENERIC and len(part) >= SHORTEST_NAME and not region_or_department(part)
    ]
    return tuple(dict.fromkeys([whole, *own]))


def is_said(alias: str, folded: str) -> bool:
    """Whether a folded question holds a name, or nearly so."""
    if re.search(rf"\b{re.escape(alias)}(?:s|ne|nes)?\b", folded):
        return True
    said = folded.split()
    length = len(alias.split())
    return any(fuzz.ratio(alias, " ".join(said[i : i + length])) >= NAME_CUTOFF for i in range(len(said) - length + 1))
