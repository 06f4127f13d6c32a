"""The labelled fields of an action sheet, each with the text that stands behind its label. Pure functions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from ingest.facts.items import column
from ingest.facts.reading import Reading, Run, letters
from ingest.facts.sheets.beside import parted
from ingest.facts.sheets.field import Field
from ingest.records import Section, SectionKind
from ingest.structure.headings import heading, unfinished
from ingest.structure.labels import Label, column_label, head_labels, label_of
from ingest.structure.lines import Line
from ingest.structure.notes import footnotes

_SUIVI = re.compile(r"[Ss]uivi|SUIVI")
# Labels of lists; where so many take several lines and nothing parts the items, each line is one.
_LISTS, FEWEST_LISTS = frozenset({"lead", "partners", "public", "indicators", "results"}), 3
# Where no line is wrapped.
UNBOUNDED = 10**6
# A label inside a line has no more words than this.
INNER_LABEL_WORDS = 6


def fields(reading: Reading, sheet: Section) -> tuple[Field, ...]:
    """The fields of a sheet, in order; a label without content too."""
    notes = _notes(reading, sheet)
    sections = reading.inside(sheet, SectionKind.FIELD)
    found = parted([field for section in sections for field in _of(reading, section, notes)])
    measured = any(field.name == "indicators" and not _SUIVI.fullmatch(field.title.strip(" :")) for field in found)
    # Beside "Indicateurs", "Suivi" names who follows the action.
    return tuple(
        replace(field, name="follow_up")
        if measured and field.name == "indicators" and _SUIVI.fullmatch(field.title.strip(" :"))
        else field
        for field in found
    )


def rooms(reading: Reading) -> dict[str, int]:
    """How many characters a line holds under each kind of label: as many as its longest, where any line is wrapped.

    Where none is, every line was ended on purpose.
    """
    longest: dict[str, int] = {}
    wrapped: set[str] = set()
    marked: set[str] = set()  # labels whose items something else than a line's end parts
    several: Counter[str] = Counter()  # how many of their fields take more than one line
    for section in reading.of(SectionKind.FIELD):
        lines = [line.text.strip() for line in reading.run(section).lines if "|" not in line.text]
        for above, below in pairwise(lines):
            if below[:1].islower() or unfinished(above):
                wrapped.add(section.label)
        several[section.label] += len(lines) > 1
        if any(_parted(section.label, line) for line in lines):
            marked.add(section.label)
        longest[section.label] = max(longest.get(section.label, 0), *(len(line) for line in lines), 0)
    listed = {name for name, times in several.items() if times >= FEWEST_LISTS and name in _LISTS - marked}
    return {name: size if name in wrapped and name not in listed else UNBOUNDED for name, size in longest.items()}


def _parted(label: str, line: str) -> bool:
    """Whether a line holds a mark that parts items or ends sentences."""
    if label in {"lead", "partners"}:
        return (
            re.search(r";|,(?! (?:services?|direction|d[ée]l[ée]gation|p[ôo]le|site|antenne|[ée]quipe)\b)", line)
            is not None
        )
    return line[-1:] in ",;." or re.match(r"[-•▪◦*·➢►▸▹▶✓–]", line) is not None


def width(reading: Reading, sheet: Section) -> int:
    """How many characters a full line of the sheet holds."""
    return column([len(line.text.rstrip()) for line in reading.run(sheet).lines])


def _notes(reading: Reading, sheet: Section) -> set[tuple[int, int]]:
    """Where the footnotes of a sheet's pages end."""
    near = [line for line in reading.lines if sheet.start[0] <= line.page <= sheet.end[0]]
    return {(near[i].page, near[i].end) for i in footnotes(near)}


def _of(reading: Reading, section: Section, notes: set[tuple[int, int]]) -> Iterator[Field]:
    run = reading.run(section)
    kept = (line for line in run.lines if (line.page, line.end) not in notes)
    run = replace(run, lines=tuple(line for line in kept if not _running(reading, section, line)))
    title, name, start = section.title, section.label, 0
    if _table_head(reading, section):
        whole = replace(reading.run(section, heading=True), lines=_from_label(reading, section, run))
        yield Field(name, title, whole, 0, len(whole.text))
        return
    beside = bool(run.lines) and _on_label_line(reading, section, run.lines[0])
    inner = list(_inner(run.text)) if beside else []
    for low, high, label in inner:
        if (name, label.name) == ("indicators", "description"):
            continue  # "Indicateurs Description : nombre de…"
        yield Field(name, title, run, start, start + len(run.text[start:low].rstrip(" –—-;|")))
        title, name, start = run.text[low:high].strip(" :;|,"), label.name, high
    yield Field(name, title, run, start, len(run.text), beside and not inner)


def _table_head(reading: Reading, section: Section) -> bool:
    """Whether a label is the first cell of a table's heading: "Indicateur | Valeur initiale | Source"."""
    first = reading.run(section, heading=True).text.split("\n", 1)[0]
    cells = [cell for cell in first.strip(" |").split("|") if cell.strip()]
    if section.label != "indicators":
        return False
    return all(column_label(cell) for cell in cells) if len(cells) > 1 else len(head_labels(section.title)) > 1


def _from_label(reading: Reading, section: Section, run: Run) -> tuple[Line, ...]:
    kept = {(line.page, line.end) for line in run.lines}
    lines = reading.run(section, heading=True).lines
    below = reading.run(section).lines
    head = len(lines) - len(below)
    return tuple(line for i, line in enumerate(lines) if i < max(1, head) or (line.page, line.end) in kept)


def _on_label_line(reading: Reading, section: Section, first: Line) -> bool:
    return (first.page, first.start) > section.start and any(
        line.end == first.end and line.page == first.page and line.start < first.start
        for line in reading.lines
        if line.page == first.page
    )


def _inner(text: str) -> Iterator[tuple[int, int, Label]]:
    """The labels inside the label's own line: "CPTS ; Partenaires : MSA", "CPTS | Partenaires | MSA"."""
    line = text.split("\n", 1)[0]
    for end in re.finditer(r"\s?[:|]", line):
        before = line[: end.start()]
        cell = before.rfind("|") + 1
        starts = [m.start() for m in re.finditer(r"(?<![\w'’])\w", before)][-INNER_LABEL_WORDS:]
        if end.group().endswith("|"):
            starts = [len(before) - len(before[cell:].lstrip())] if cell else []
        for low in starts:
            opens = before[low].isupper() or re.search(r"[;|]\s*$", before[:low])
            label = label_of(before[low:]) if opens else None
            if label:
                yield low, end.end(), label
                break


def _running(reading: Reading, section: Section, line: Line) -> bool:
    """Whether a line at the head of a page only repeats the axis under which the sheet stands."""
    if (line.page, line.start) <= section.start or (line.start and line.page == section.start[0]):
        return False
    found = heading(line.text)
    return bool(
        found
        and found.kind is SectionKind.AXIS
        and any(letters(axis.title) == letters(line.text) for axis in reading.of(SectionKind.AXIS))
    )
