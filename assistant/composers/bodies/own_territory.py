"""The territory that says which contract is meant, taken out where the question names organisations. Pure."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.composers.asked import Asked
from ingest.facts.folding import folded
from ingest.naming import fold

# "Le contrat du Val d'Or", "le CLS de Ville-Neuve", "dans le Val d'Or": the territory that says which one, or where.
_OF_CONTRACT = (
    r"\b(?:cls|contrats?)(?: local(?: de sante)?| 20\d\d(?:[-/ ]20\d\d)?)?"
    r"(?P<of> (?:de la |de l'|du |des |de |d')?(?:pays |ville )?(?:de |du |d')?{name})\b",
    r"\b(?P<of>(?:dans|sur)(?: tout)? (?:le |la |les |l')?"
    r"(?:territoire (?:de la |de l'|du |des |de |d'))?(?:pays )?{name})\b",
)


def beside_its_contract(asked: Asked) -> Asked:
    """The question without the territory behind "le contrat de": it says which contract, and not who signs or pays."""
    text = asked.query.text
    for contract in asked.contracts:
        name = r"[ -]".join(map(re.escape, fold(contract.territory).replace("-", " ").split()))
        whole = folded(text)
        found = (re.finditer(form.format(name=name), whole.text) for form in _OF_CONTRACT)
        spans = sorted({whole.span(m, "of") for each in found for m in each})
        for start, end in reversed(spans):
            text = f"{text[:start]}{text[end:]}"
    return replace(asked, query=replace(asked.query, text=text)) if text != asked.query.text else asked
