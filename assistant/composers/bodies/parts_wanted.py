"""Which parts of a body a question asks for: of which sheets, as lead or as partner. Pure functions."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.composers.asked import Asked
from assistant.composers.bodies.found import Body
from assistant.composers.bodies.involvement import LEAD, PARTNER, Part, parts
from assistant.composers.bodies.naming import mentions
from assistant.composers.forms import asks
from ingest.naming import fold


def numbers_asked(asked: Asked, body: Body) -> tuple[str, ...]:
    """The sheets to which the question keeps, by number or as "la fiche du …"; none where it asks of all."""
    if asked.query.sheets:
        return asked.query.sheets
    if asks("roles", "matter", _without(asked, body)):
        return tuple(target.action.number for target in asked.targets) or ("",)
    if asks("roles", "one_sheet", asked.folded):
        return tuple(target.action.number for target in asked.targets[:1])
    return ()


def _without(asked: Asked, body: Body) -> str:
    """The question without the body that it names: "la Ligue contre X" names no matter."""
    text = asked.query.text
    for mention in reversed(mentions(text)):
        text = f"{text[: mention.start]}{text[mention.end :]}"
    folded = fold(text)
    for name in (body.name, body.organisation.name, *body.organisation.spellings):
        folded = folded.replace(fold(name), " ")
    return folded


def parts_wanted(asked: Asked, body: Body, numbers: Sequence[str]) -> list[Part]:
    """The parts that the question asks for: of the sheets that it names, as lead or as partner alone."""
    every = [part for part in parts(body) if not numbers or part.action.number in numbers]
    lead, partner = asks("roles", "lead", asked.folded), asks("roles", "partner", asked.folded)
    roles = {role for role, wanted in ((LEAD, lead), (PARTNER, partner)) if wanted}
    return [part for part in every if part.role in roles] or every
