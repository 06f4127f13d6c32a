"""One labelled field of an action sheet: its label and the stretch of text that stands behind it."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.facts.items import says
from ingest.facts.reading import Run
from ingest.labels import normalise


@dataclass(frozen=True)
class Field:
    """A label of a sheet and what it says: characters `start` to `end` of `run`."""

    name: str  # canonical: "lead", "partners", …
    title: str  # as printed
    run: Run
    start: int
    end: int
    beside: bool = False  # whether its content begins on the label's line

    @property
    def text(self) -> str:
        """What stands behind the label."""
        return self.run.text[self.start : self.end]

    @property
    def words(self) -> str:
        """The label for comparison."""
        return normalise(self.title)

    def __bool__(self) -> bool:
        return says(self.text)
