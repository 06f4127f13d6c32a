"""What a sheet is called as a row of a list. Pure functions."""

from __future__ import annotations

from ingest.facts.records import Action


def listed(action: Action) -> str:
    """Its number and its title, "fiche 1.1 – Former"; its title alone, quoted, where it has no number."""
    title = f" – {action.title}" if action.title else ""
    return f"fiche {action.number}{title}" if action.number else f"« {action.title} »"
