"""How the page sets a comparison out: its criteria in parts, what no contract says apart. Pure functions."""

from __future__ import annotations

from collections.abc import Container, Sequence

from api import labels
from api.comparison import CellValueOut, ComparisonOut, CriterionOut
from api.record_schemas import EvidenceOut

# The parts of the table and the criterion with which each begins; themes follow "actions".
_PARTS = (
    ("Identité et durée", "territory"),
    ("Parties et territoire", "signatories"),
    ("Gouvernance, axes et actions", "governance"),
    ("Argent", "funding_annual"),
    ("Engagements et règles", "commitments"),
)
# Verdicts of the criteria of which some contract says something, and of those that a change shows in.
SAID = frozenset({"same", "different", "partly", "alone", "to_read"})
DIFFERING = frozenset({"different", "partly"})
# Values of a cell shown at once: a list of two hundred communes opens on demand.
MOST_VALUES = 8
# Names beyond these are read in a row, with the proofs of the row; sentences never.
_LONG_LIST = 12
_NAME = 60  # characters


def parts_of(compared: ComparisonOut, verdicts: Container[str] = SAID) -> dict[str, list[CriterionOut]]:
    """Title → the criteria of that part with one of these verdicts."""
    begins = {code: title for title, code in _PARTS}
    found: dict[str, list[CriterionOut]] = {}
    title = _PARTS[0][0]
    for criterion in compared.criteria:
        title = begins.get(criterion.criterion, title)
        if criterion.verdict in verdicts:
            found.setdefault(title, []).append(criterion)
    return found


def verdict_of(criterion: CriterionOut) -> str:
    """The verdict in words; where titles alone were compared, it says no more than that."""
    is_wording = criterion.criterion == "axes" or criterion.criterion.startswith("theme_")
    return (labels.WORDINGS if is_wording else labels.VERDICTS)[criterion.verdict]


def unsaid_of(compared: ComparisonOut) -> list[str]:
    """The criteria of which no contract says anything."""
    return [one.label for one in compared.criteria if one.verdict == "unsaid"]


def summary_of(compared: ComparisonOut, *, differing: bool = False) -> str:
    """How many criteria agree and differ, in one sentence; a second one where only those that differ are shown."""
    counts = {verdict: _count(compared.criteria, verdict) for verdict in ("same", "partly", "different", "alone")}
    words = {
        "same": ("identique", "identiques"),
        "partly": ("en partie commun", "en partie communs"),
        "different": ("différent", "différents"),
        "alone": ("dit par un seul contrat", "dits par un seul contrat"),
    }
    told = [f"{number} {words[verdict][number > 1]}" for verdict, number in counts.items() if number]
    shown = " Seuls ceux qui diffèrent sont affichés." if differing else ""
    return f"Critères : {', '.join(told)}.{shown}" if told else shown.strip()


def is_row(values: Sequence[CellValueOut]) -> bool:
    """Whether the values are names, and so many that they are read in a row."""
    return len(values) > _LONG_LIST and sum(len(one.value) for one in values) <= _NAME * len(values)


def together(values: Sequence[CellValueOut]) -> list[tuple[str, str, list[EvidenceOut]]]:
    """Values of a long list by how they compare: the words of the mark, the values in a row, where they stand."""
    found: dict[str, list[CellValueOut]] = {}
    for one in values:
        found.setdefault(labels.MARKS[one.mark] if one.mark else "", []).append(one)
    return [
        (mark, ", ".join(one.value for one in group), [proof for one in group for proof in one.evidence])
        for mark, group in found.items()
    ]


def _count(criteria: Sequence[CriterionOut], verdict: str) -> int:
    return sum(one.verdict == verdict for one in criteria)
