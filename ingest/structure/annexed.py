"""Other agreements that a contract annexes: whatever they say is not said of the contract. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.structure.lines import Line

# The title of an annexed document stands within so many lines of the annex's heading.
TITLE_REACH = 8
# It opens with its parties or its articles within so many lines.
OPENING_REACH = 14
_ANNEX = re.compile(
    r"^(?:annexe|piece jointe|document annexe)s?\s*(?:n\s*°\s*)?(?:\d{1,2}|[a-h]|[ivx]{1,4})?\s*(?:[:.·–—-]|$)"
)
_OTHER = re.compile(
    r"^(?:(?:la |une )?(?:convention|protocole|charte|deliberation|arrete|accord|reglement interieur|lettre de mission"
    r"|contrat (?!local de sante))\b(?!.*\b(?:avenant|contrat local de sante)\b))"
)
_OPENS = re.compile(r"^(?:entre\b|article (?:1|premier|1er)\b|vu |considerant|le conseil|art\. 1)")


def annexed(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """The stretches of lines, as (first, end), that are another agreement put behind the contract."""
    heads = [i for i, line in enumerate(lines) if _ANNEX.match(line.folded) and len(line.text) <= 120]
    found = []
    for k, head in enumerate(heads):
        end = heads[k + 1] if k + 1 < len(heads) else len(lines)
        titles = [i for i in range(head, min(end, head + TITLE_REACH)) if _titles(lines[i], first=i == head)]
        if titles and any(
            _OPENS.match(lines[i].folded) for i in range(titles[0] + 1, min(end, titles[0] + OPENING_REACH))
        ):
            found.append((head, end))
    return found


def _titles(line: Line, *, first: bool) -> bool:
    """Whether a line is the title of another agreement."""
    text = _ANNEX.sub("", line.folded).strip() if first else line.folded
    return bool(_OTHER.match(text)) and line.text.rstrip()[-1] not in ".;,"


def without(lines: Sequence[Line], stretches: Sequence[tuple[int, int]]) -> list[Line]:
    """The lines that stand in none of the stretches."""
    return [line for i, line in enumerate(lines) if not any(low <= i < high for low, high in stretches)]


def is_foreign(stretches: Sequence[tuple[int, int]], i: int) -> bool:
    """Whether a line stands in one of the stretches, behind its first."""
    return any(low < i < high for low, high in stretches)
