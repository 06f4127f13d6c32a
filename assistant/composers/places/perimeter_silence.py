"""What records of a perimeter do not hold: communes that no document names, the people of other places. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.composers import french
from assistant.composers.asked import Asked
from assistant.composers.statement import Composed, Statement
from assistant.library import UnderstoodContract
from assistant.questions.places import region_or_department
from assistant.records import Status
from ingest.naming import fold

_PEOPLE_OF = re.compile(
    r"\b(?:population|habitants) (?:totale |municipale )?(?:de la |de l'|du |des |de |d'|dans (?:la |le |l'|les )|en )"
    r"(?P<name>[a-z][a-z'-]{2,}(?: [a-z'-]+)?)"
)


def counts_another(asked: Asked, contract: UnderstoodContract) -> bool:
    """Whether the question counts the people of a region or a département, and not of the contract's territory."""
    match = _PEOPLE_OF.search(asked.folded)
    if not match:
        return False
    name = match["name"].replace("-", " ")
    known = name.split()[0] == "france" or region_or_department(name) or region_or_department(name.split()[0])
    return known and fold(contract.territory).replace("-", " ") not in name


def uncounted(asked: Asked) -> Composed | None:
    """That the documents do not say how many people live in a region, a département or the country."""
    if not asked.contracts or not all(counts_another(asked, contract) for contract in asked.contracts):
        return None
    labels = french.listed([f"le CLS {contract.ref.label}" for contract in asked.contracts])
    text = f"Les documents lus sur {labels} n'en donnent pas la population : ils comptent celle de leur territoire"
    return Composed((Statement(text, context=labels),), tuple(c.ref.id for c in asked.contracts), Status.NOT_FOUND)


# Words by which a document speaks of communes, in French or in English.
_OF_COMMUNES = re.compile(r"\b(?:communes?|communal\w*|intercommunal\w*|municipalit\w*|villages?|towns?|villes?)\b")


def unlisted(asked: Asked, forms: Sequence[str]) -> Composed | None:
    """That no document of a contract speaks of communes, where the question asks which they are."""
    if not {"which", "communes"} & set(forms) or "commune" not in asked.folded or not asked.query.scope.territory_named:
        return None
    texts = (fold(page.text) for c in asked.contracts for document in c.documents for page in document.pages)
    if not asked.contracts or any(_OF_COMMUNES.search(text) for text in texts):
        return None
    labels = french.listed([f"le CLS {contract.ref.label}" for contract in asked.contracts])
    text = f"Les documents lus sur {labels} ne donnent aucune liste de communes"
    return Composed((Statement(text, context=labels),), tuple(c.ref.id for c in asked.contracts), Status.NOT_FOUND)
