"""The sheets that name a body of the same kind by another name, which may or may not be the one asked about. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.composers import french
from assistant.composers.asked import Asked
from assistant.composers.bodies.naming import kind_and_place, mentions
from assistant.composers.bodies.unnamed import alike
from assistant.composers.statement import Computation, Statement
from assistant.library import UnderstoodContract
from assistant.quotations.marks import without_marks
from ingest.facts.records import Action, Evidence, Place
from ingest.naming import fold

# A longer paragraph of a sheet is cut at a word.
LONGEST = 320


def near_names(asked: Asked, contract: UnderstoodContract, name: str) -> Iterator[Statement]:
    """Where sheets, or the table of all, name such a body by another name or an acronym; nothing where none does."""
    kind, place = kind_and_place(name)
    kinds = alike(kind)
    others = [kind_and_place(party.name) for party in contract.record.parties]
    known = {tuple(other) for of_kind, other in others if of_kind in kinds} | {tuple(place)}
    found = [(action, told) for action in contract.record.actions if (told := list(_told(action, kinds, known)))]
    if not kinds or not found:
        return
    many, verb = french.feminine(len(found), "fiche"), "donne" if len(found) == 1 else "donnent"
    first = asked.prover.proofs([found[0][1][0][1]])
    text = f"{french.capital(many)} {verb} un autre nom d'organisme de ce type, sans dire si c'est le même :"
    yield Statement(text, first, computed=(Computation("count", (), len(found)),))
    for action, told in found:
        title = action.titles[0].value if action.titles else ""
        text = f"fiche {action.number} ({title}) : {' ; '.join(words for words, _ in told)}"
        proofs = asked.prover.proofs(evidence for _, evidence in told)
        yield Statement(text, proofs, item=True, context=f"{action.number} {title}")


def _told(action: Action, kinds: frozenset[str], known: set[tuple[str, ...]]) -> Iterator[tuple[str, Evidence]]:
    """What a sheet calls such a body: as its lead in the table of all, and in its own text."""
    if not action.number:
        return
    # "CHBV" is some "CH".
    acronym = re.compile(rf"\b(?:{'|'.join(sorted(map(str.upper, kinds), key=len, reverse=True))})[A-Z]{{1,4}}\b")
    for said in action.leads:
        if kinds and said.place is Place.SUMMARY and acronym.search(said.value):
            yield f"porteur « {said.value} » dans le tableau récapitulatif", said.evidence[0]
            break
    for said in (*action.description, *action.objectives_operational, *action.objectives):
        named = [m for m in mentions(said.value) if kinds & m.kinds and m.place and tuple(m.place) not in known]
        if named:
            text = without_marks(" ".join(said.value.split()))
            cut = f"{text[:LONGEST].rsplit(' ', 1)[0]} […]" if len(text) > LONGEST else text
            # What is cut away may be the name itself.
            if fold(named[0].shown) in fold(cut):
                yield f"« {cut} »", said.evidence[0]
                return
