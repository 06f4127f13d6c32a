"""Leads that a narrow cell sets on one line, told apart by the summary table that names each. Pure functions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from ingest.facts.reading import letters
from ingest.facts.records import Said


def leads_apart(leads: Sequence[Said], summed: Sequence[Said]) -> tuple[Said, ...]:
    """The leads of a sheet; one that is letter by letter those of its row in the table is as many."""
    names = [lead.value for lead in summed]
    if len(leads) != 1 or len(names) < 2 or letters(leads[0].value) != "".join(map(letters, names)):
        return tuple(leads)
    places = [(lead.evidence[0].start, lead.evidence[-1].end) for lead in summed if lead.evidence]
    # "Promotion Santé Grand Est" may be read as two names: the table must part them by more than a space.
    if len(places) < len(names) or any(low - end < 2 for (_, end), (low, _) in pairwise(places)):
        return tuple(leads)
    return tuple(_parts(leads[0], names))


def _parts(lead: Said, names: Sequence[str]) -> Iterator[Said]:
    for name in names:
        own = []
        for piece in lead.evidence:
            at = piece.quote.find(name)
            own.append(
                replace(piece, start=piece.start + at, end=piece.start + at + len(name), quote=name)
                if at >= 0
                else piece
            )
        yield replace(lead, value=name, evidence=tuple(own))
