"""Lines that say more of the party above them. Pure functions."""

from __future__ import annotations

import re

from ingest.facts.parties.cues import speaks_for
from ingest.facts.parties.organisations import opens_organisation
from ingest.facts.parties.people import bare_name, offices, people


def names_speaker(line: str, entry: str) -> bool:
    """Whether a line gives the person or the office that speaks for the entry above it."""
    named = [office for office in offices(line) if not line[: office.start].strip(" ,.:")]
    if people(line) and not opens_organisation(line):
        return True
    article = re.match(r"(?:son|sa|Son|Sa|le|la|Le|La) |L[’']", line)
    held = speaks_for(entry)
    if any(office.start <= (article.end() if article else 0) for office in offices(line)) and (held or named):
        return True
    return held and bare_name(line)
