"""Headings of sheets told by structure: numbered lines in sequence, each followed by the same labels. Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ingest.records import SectionKind
from ingest.structure.headings import Heading, numbered
from ingest.structure.lines import Line
from ingest.structure.openings import openings
from ingest.structure.wording import told

# So many sheets at least; a sheet takes no more lines than this.
FEWEST_SHEETS, SHEET_LINES = 2, 260
# So many fields prove a sheet; where no word announces it, more.
FIELDS_OF_NAMED, FIELDS_OF_BARE = 3, 4
# A label stands under this share of the headings, and about once under each.
SHARED, ONCE = 0.4, 1.5


@dataclass(frozen=True, slots=True)
class _Candidate:
    line: int
    number: str
    title: str


def series(lines: Sequence[Line], taken: Mapping[int, Heading]) -> dict[int, Heading]:
    """The longest series of numbered lines that head action sheets, by the index of their line; empty where none do."""
    shapes: dict[tuple[str, str], list[_Candidate]] = defaultdict(list)
    for i, line in enumerate(lines):
        if i in taken and taken[i].kind is not SectionKind.SHEET:
            continue
        if form := numbered(line.text):
            shapes[form.word, form.shape].append(_Candidate(i, form.number, form.title))
    keys: dict[int, tuple[tuple[str, str], ...]] = {}
    best: list[_Candidate] = []
    best_score = (0, 0)
    for (word, _), candidates in shapes.items():
        if len({each.number for each in candidates}) < FEWEST_SHEETS:
            continue
        least = FIELDS_OF_NAMED if word else FIELDS_OF_BARE
        true, score = _true(lines, candidates, keys, least)
        if (len(true), score) > best_score:
            best, best_score = true, (len(true), score)
    return {each.line: Heading(SectionKind.SHEET, each.number, each.title) for each in best}


def _true(
    lines: Sequence[Line], candidates: Sequence[_Candidate], keys: dict[int, tuple[tuple[str, str], ...]], least: int
) -> tuple[list[_Candidate], int]:
    """The candidates that head sheets, and how many fields stand under all of them."""
    ends = [*(each.line for each in candidates[1:]), len(lines)]
    counts = [
        _labels(lines, each.line, min(end, each.line + SHEET_LINES), keys)
        for each, end in zip(candidates, ends, strict=True)
    ]
    good = [count for count in counts if len({name for _, name in count}) >= least]
    within = Counter(key for count in good for key in count)
    times = Counter({key: sum(count[key] for count in good) for key in within})
    enough = max(FEWEST_SHEETS, SHARED * len(good))
    shared = {key for key in within if within[key] >= enough and times[key] <= ONCE * within[key]}
    found: dict[str, tuple[int, _Candidate]] = {}
    opened: _Candidate | None = None  # the first of the headings that follow each other with one number
    for each, count in zip(candidates, counts, strict=True):
        fields = len({name for key, name in count if (key, name) in shared})
        if fields and (opened is None or opened.number != each.number):
            opened = each
        elif fields == 0 and (opened is None or opened.number != each.number):
            opened = None
        # A running heading repeats the number: the fullest is the sheet, the others repeat it.
        if fields >= least and fields > found.get(each.number, (0, each))[0]:
            # A sheet that begins at the foot of a page has most of its fields under the heading that the next repeats.
            found[each.number] = fields, opened or each
    if len(found) < FEWEST_SHEETS:
        return [], 0
    ordered = sorted(found.values(), key=lambda pair: pair[1].line)
    return [each for _, each in ordered], sum(fields for fields, _ in ordered)


def _labels(
    lines: Sequence[Line], start: int, end: int, keys: dict[int, tuple[tuple[str, str], ...]]
) -> Counter[tuple[str, str]]:
    """The possible labels between two headings whose words tell a field, with the name of the field."""
    found: Counter[tuple[str, str]] = Counter()
    for i in range(start + 1, end):
        if i not in keys:
            told_ = ((each.key, told(each.text)) for each in openings(lines, i) if not each.bulleted)
            keys[i] = tuple((key, label.name) for key, label in told_ if label)[:1]
        found.update(keys[i])
    return found
