"""A table of themes and actions that a web page sets as lines of words, its cells parted by nothing. Pure functions.

Each cell of such a table begins with a capital. A row is read only where its capitals cut it in one way: the words of
the theme all bear one, and the two cells behind it bear theirs on the first word alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.facts.items import mark
from ingest.facts.reading import Reading, Run, letters
from ingest.facts.records import Action, Axis, Place, Said
from ingest.records import SectionKind

_HEADER = re.compile(
    r"(?:Focus Areas?|(?:Key |Strategic )?(?:Pillars?|Themes?|Priorit(?:y|ies))|Axes?|Thématiques?|Priorités?)"
    r" (?:[A-ZÉ][\w’'-]*(?: [\w’'-]+){0,3} )(?:(?:Key|Main|Flagship) )?Actions?"
    r"(?: (?:[Cc]lés?|[Pp]hares?|[Pp]rincipales?))?"
)
# So many rows that all cut alike are a table.
FEWEST_ROWS = 3


@dataclass(frozen=True, slots=True)
class FlatPlan:
    """The themes of such a table and the actions under them."""

    axes: tuple[Axis, ...] = ()
    actions: tuple[Action, ...] = ()


def flat_plan(reading: Reading) -> FlatPlan:
    """The themes and actions of the table; a list under a heading that names a theme says its actions in full."""
    if reading.of(SectionKind.ARTICLE, SectionKind.SHEET):
        return FlatPlan()
    run = reading.whole
    lines = list(re.finditer(r"[^\n]+", run.text))
    for i, line in enumerate(lines):
        if not _HEADER.fullmatch(line.group().strip()):
            continue
        rows = list(_rows(run, lines[i + 1 :]))
        if len(rows) >= FEWEST_ROWS:
            axes = tuple(Axis("", (theme,)) for theme, _ in rows)
            told = [(_listed(run, lines, theme), action) for theme, action in rows]
            actions = [said for listed, action in told for said in (listed or [action])]
            return FlatPlan(axes, tuple(Action("", (said,), said.evidence) for said in actions))
    return FlatPlan()


def _rows(run: Run, lines: Sequence[re.Match[str]]) -> Iterator[tuple[Said, Said]]:
    for line in lines:
        words = list(re.finditer(r"\S+", line.group()))
        capital = [word.group()[0].isupper() for word in words]
        first = capital.index(False) - 1 if False in capital else 0
        rest = [k for k in range(first + 1, len(words)) if capital[k]]
        if first < 1 or len(rest) != 1 or line.group().rstrip().endswith((".", ":", ";")):
            return
        at = line.start()
        yield (
            run.said(at, at + words[first - 1].end(), Place.SUMMARY),
            run.said(at + words[rest[0]].start(), line.end(), Place.SUMMARY),
        )


def _listed(run: Run, lines: Sequence[re.Match[str]], theme: Said) -> list[Said]:
    """The items of the list right below a heading that names a theme."""
    for i, line in enumerate(lines[:-1]):
        text = line.group()
        if mark(text) or text.rstrip().endswith(".") or letters(theme.value) not in letters(text):
            continue
        found = []
        for below in lines[i + 1 :]:
            bullet = mark(below.group())
            if not bullet:
                break
            found.append(run.said(below.start() + len(bullet), below.end(), Place.SUMMARY))
        if len(found) > 1:
            return found
    return []
