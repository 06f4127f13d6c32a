"""One labelled field of an action sheet: its label and the stretch of text that stands behind it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from ingest.facts.items import says
from ingest.facts.reading import Run
from ingest.structure.headings import unfinished
from ingest.structure.labels import normalise

# A sentence of so many words below who leads says how: "Pilote : CPTS" / "La CPTS convie les soignants."
COMMENT_WORDS = 4
_SUBJECT = re.compile(r"(?:^|; ?)(?:l[ea]s?|chaque|une?) \w|(?:^|; ?)l['’]\w", re.IGNORECASE)


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


def without_comment(field: Field) -> int:
    """Where what names who leads ends: before the sentence that tells, on lines of its own, what each does."""
    lines = list(re.finditer(r"[^\n]+", field.text)) if field.beside else []
    for above, line in pairwise(lines):
        left, rest = above.group().rstrip(), field.text[line.start() :].strip()
        told = rest.endswith(".") and len(rest.split()) >= COMMENT_WORDS and _SUBJECT.search(rest)
        if told and rest[0].isupper() and left[-1:] not in ",;:.(-/" and not unfinished(left):
            return field.start + line.start()
    return field.end
