"""Actions that a text without sheets announces: the items of the lists under its themes. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ingest.facts.items import items, mark, said
from ingest.facts.reading import Reading, Run, letters
from ingest.facts.records import Action, Axis, Evidence, Place
from ingest.facts.sheets.axes import axes
from ingest.naming import fold
from ingest.records import SectionKind

# What a list of actions is not made of: people, dates, sentences about the text itself.
_NO_ACTION = re.compile(r"(?:https?:|www\.|tel\b|mel\b|\+?\d{2}[ .]\d{2}|le contrat|la prefecture|l'agence)")
# A line that announces with a verb what its list consists of: "Développer les liens entre les acteurs :".
_HEAD = re.compile(r"[A-ZÉÀ][a-zà-ÿ]+(?:er|ir|re)\b(?:[^.:;!?]|\n)*?\s?(?::\s*)?")
# An item longer than this tells more than an action's name.
ITEM_CHARACTERS = 250


def announced_actions(reading: Reading) -> tuple[Action, ...]:
    """The bulleted actions under each theme of a press release or a presentation."""
    if reading.of(SectionKind.ARTICLE, SectionKind.SHEET):
        return ()
    themes = [axis for axis in axes(reading) if axis.titles]
    edges = [_line(reading, axis.titles[0].evidence[0]) for axis in themes]
    found: dict[str, Action] = {}
    for axis, start in zip(themes, edges, strict=True):
        ends = [edge for edge in edges if edge > start] + _headings_after(reading, start)
        for action in _listed(reading, axis, start, min(ends, default=None)):
            found.setdefault(letters(action.titles[0].value), action)
    return tuple(found.values())


def _line(reading: Reading, evidence: Evidence) -> tuple[int, int]:
    """Where the line of a title begins."""
    starts = (line.start for line in reading.lines if line.page == evidence.page and line.start <= evidence.start)
    return evidence.page, max(starts, default=evidence.start)


def _headings_after(reading: Reading, start: tuple[int, int]) -> list[tuple[int, int]]:
    parts = (part for part in reading.sections if part.start > start)
    return [part.start for part in parts if not re.match(r"\s*[-–•]", part.title)]


def _listed(reading: Reading, axis: Axis, start: tuple[int, int], end: tuple[int, int] | None) -> Iterator[Action]:
    kept = tuple(
        line
        for line in reading.lines
        if start < (line.page, line.start) and (end is None or (line.page, line.start) < end)
    )
    run = Run(reading.document_id, reading.pages, kept)
    head: Action | None = None
    for low, high in items(run):
        line_start = run.text.rfind("\n", 0, low) + 1
        text = run.text[low:high]
        bulleted = mark(run.text[line_start:low] + "x").strip()
        if not bulleted and text.rstrip().endswith(":") and _HEAD.fullmatch(text) and len(text) <= ITEM_CHARACTERS:
            if head and head.description:
                yield head
            title = said(run, low, high, Place.SUMMARY)
            title = replace(title, value=title.value.rstrip(" :"))
            head = Action("", (title,), title.evidence, axis=axis.number)
            continue
        if head and bulleted and not _HEAD.match(text):
            # Nouns under "Développer les liens :" are what it consists of.
            head = replace(head, description=(*head.description, said(run, low, high, Place.SUMMARY)))
            continue
        if head:
            # Verbs under it are actions themselves: the line above only announced them.
            if head.description:
                yield head
            head = None
        if not bulleted or bulleted[0].isdigit() or len(text) > ITEM_CHARACTERS or _NO_ACTION.match(fold(text)):
            continue
        title = said(run, low, high, Place.SUMMARY)
        yield Action("", (title,), title.evidence, axis=axis.number)
    if head and head.description:
        yield head
