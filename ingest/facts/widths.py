"""How long the full lines of a page are. Pure functions."""

from __future__ import annotations

from ingest.facts.reading import Run

# Nine lines in ten are no longer than the page's usual full line.
FULLEST = 0.9


def width(run: Run) -> float:
    """How long the lines are that fill the pages of a run: the columns of a page may be narrow."""
    numbers = {line.page for line in run.lines}
    lengths = sorted(
        len(line) for page in run.pages if page.number in numbers for line in page.text.splitlines() if line.strip()
    )
    return lengths[int(FULLEST * (len(lengths) - 1))] if lengths else 0.0
