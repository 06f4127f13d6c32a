"""What a thing that a sheet names is made of, in the sheet's words: "et il y a quoi dedans ?". Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from assistant.composers.asked import Asked, Target
from assistant.composers.forms import asks
from assistant.composers.statement import Statement
from assistant.quotations.marks import without_marks
from assistant.quotations.units import lines_apart
from ingest.naming import fold

# The words of a thing, and those that only ask what it is made of.
_ASKS = frozenset("dedans quoi contenu contient compose comprend inclus inclut detail".split())
# A sentence that goes on about what the one before names.
_GOES_ON = re.compile(r"^(?:celui-ci|celle-ci|ceux-ci|celles-ci|il|elle|ils|elles|ce|cet|cette)\b")
# So many sentences are quoted, no longer together than this.
MOST, LONGEST = 3, 520
# So many words of the thing, of all of them, must stand in the first one.
SHARE = 0.5


def inside(asked: Asked, target: Target, subject: str) -> Iterator[Statement]:
    """The sentence of a sheet that names the thing, with those that go on about it."""
    action = target.action
    wanted = [word for word in asked.subject_words if word not in _ASKS]
    best: tuple[float, str, int] = (0.0, "", 0)
    values = (*action.description, *action.objectives_operational, *action.objectives)
    for said in values:
        pieces = lines_apart(said.value)
        for i, piece in enumerate(pieces):
            held = sum(word[:6] in fold(piece) for word in wanted) / max(1, len(wanted))
            more = i + 1 < len(pieces) and _GOES_ON.search(fold(pieces[i + 1])) is not None
            if held >= SHARE and held + 0.4 * more > best[0]:
                best = (held + 0.4 * more, said.value, i)
    if not best[1]:
        return
    pieces = lines_apart(best[1])
    kept = [pieces[best[2]]]
    for piece in pieces[best[2] + 1 : best[2] + MOST]:
        if not _GOES_ON.search(fold(piece)) or len(" ".join([*kept, piece])) > LONGEST:
            break
        kept.append(piece)
    said = next(value for value in values if value.value == best[1])
    text = without_marks(" ".join(kept))
    proofs = asked.prover.proofs(said.evidence)
    yield Statement(f"{subject} en dit : « {text} »", proofs, context=action.number)


def of_all(asked: Asked) -> Asked:
    """The question on all sheets of its theme, where it speaks of several: "les actions de santé mentale"."""
    several = re.search(r"\b(?:les|des|ces|quelles|vos|nos) (?:fiches?(?: actions?)?|actions)\b", asked.folded)
    about = [word for word in asked.subject_words if not asks("money", "noise", word)]
    if not several or asked.query.sheets or not about:
        return asked
    contracts = {target.contract.ref.id for target in asked.targets}
    found = asked.find_topics([c for c in asked.contracts if c.ref.id in contracts or not contracts])[1]
    known = [id(target.action) for target in found]
    more = tuple(target for target in found if target.coverage >= 1.0)
    if not more or len(more) < len(asked.targets) or any(id(target.action) not in known for target in asked.targets):
        return asked
    return replace(asked, find_targets=lambda *_: more, has_subject=True)
