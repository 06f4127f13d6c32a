"""The axis that a sheet names by its number, in a line of its own below the heading. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.facts.reading import Reading
from ingest.naming import fold
from ingest.records import Section
from ingest.structure.numbers import number_of

# Such a line stands within so many of the heading.
REACH = 4
_BARE_AXIS = re.compile(
    r"(?:axe|orientation|priorite|enjeu|cap|defi)(?: strategique)?(?: n ?°)? ?(?P<number>\d{1,2}|[a-h]|[ivx]+)"
)


def axis_alone(reading: Reading, sheet: Section, numbers: Sequence[str]) -> str:
    """The axis whose number a line right below a sheet's heading names, and nothing else: "Axe 2"."""
    for line in reading.run(sheet).lines[:REACH]:
        match = _BARE_AXIS.fullmatch(fold(line.text).strip(" .:"))
        if match and (number := number_of(match["number"])) in numbers:
            return number
    return ""


def axis_of_code(code: str, numbers: Sequence[str]) -> str:
    """The lettered axis to which an action's code belongs: "B2.1" is of axis B, where there is one."""
    match = re.match(r"([A-H])\.?\d", code)
    return match[1] if match and match[1] in numbers else ""
