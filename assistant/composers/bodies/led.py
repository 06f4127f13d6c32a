"""Whether a sheet names as its lead the body that a question takes for it. Pure functions."""

from __future__ import annotations

import re

from assistant.composers.asked import Asked
from assistant.composers.bodies.found import found_in, is_said
from assistant.composers.forms import asks
from ingest.facts.records import Place

# "Qui porte…" takes nobody for the lead.
_WHO = re.compile(r"(?:et )?(?:c.est )?qui\b")


def is_led(asked: Asked) -> bool:
    """Whether the one sheet asked about names as its lead the body that the question takes for it."""
    takes_one = any(asks("roles", form, asked.folded) for form in ("holder", "led_by"))
    if len(asked.targets) != 1 or not takes_one or _WHO.match(asked.folded):
        return False
    [target] = asked.targets
    found = found_in(asked, target.contract)
    leads = [said for said in target.action.leads if said.place is not Place.SUMMARY]
    certain = found.bodies and not (found.absent or found.unsure)
    return bool(certain) and all(any(is_said(body, said) for said in leads) for body in found.bodies)
