"""A section of a document while it is being filled."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.records import SectionKind

# A longer title is cut in paths.
TITLE_CHARACTERS = 100


@dataclass(slots=True)
class OpenSection:
    """A section being filled: the indices of its first and last line."""

    kind: SectionKind
    title: str
    number: str
    level: int
    first: int
    last: int
    label: str = ""
    group: str = ""

    @property
    def short(self) -> str:
        """What the section is called in a path."""
        if self.kind is SectionKind.SHEET and self.number:
            return f"Fiche action {self.number}"
        whole = len(self.title) <= TITLE_CHARACTERS
        return self.title if whole else f"{self.title[: TITLE_CHARACTERS - 1].rstrip()}…"
