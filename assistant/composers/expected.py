"""What the sheets say of a body by its name, beside the part that it has in them. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.answerability import is_name
from assistant.composers import french
from assistant.composers.asked import Asked
from assistant.composers.bodies import Body
from assistant.composers.involvement import stands_in
from assistant.composers.statement import Statement
from assistant.composers.wording import the
from assistant.library import UnderstoodContract
from assistant.marks import without_marks
from ingest.facts.records import Action
from ingest.naming import fold

# So many sentences on what is expected of a body.
MOST_EXPECTED = 6


def expected(asked: Asked, body: Body, actions: Sequence[Action]) -> Iterator[Statement]:
    """What the descriptions of its sheets say of it by name, where the question asks what is expected of it."""
    names = {fold(name) for name in (body.name, body.organisation.name, *body.organisation.spellings) if len(name) > 2}
    named = re.compile("|".join(rf"\b{re.escape(name)}\b" for name in sorted(names, key=len, reverse=True)) or r"(?!)")
    found = [
        (action, said)
        for action in actions
        for said in (*action.objectives_operational, *action.objectives, *action.description, *action.results)
        if named.search(fold(said.value))
    ]
    found = found[:MOST_EXPECTED]
    if not found:
        return
    proofs = asked.prover.proofs(found[0][1].evidence)
    yield Statement(f"Ce que les fiches disent {french.of(the(body.name))} :", proofs, context=found[0][0].number)
    for action, said in found:
        words = without_marks(said.value)
        text = f"fiche {action.number} : « {words} »" if action.number else f"« {words} »"
        yield Statement(text, asked.prover.proofs(said.evidence), item=True, context=action.number)


def says_its_name(contract: UnderstoodContract, name: str) -> bool:
    """Whether a document holds the proper name in an organisation's: "la maison de santé des Aulnes"."""
    proper = [word for word in re.findall(r"[^\W\d_][\w-]{4,}", name) if is_name(fold(word), name)]
    return bool(proper) and all(stands_in(contract, word) for word in proper)
