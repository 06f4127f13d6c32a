"""Labels whose words may be of two fields, told by where they stand and by what stands behind them. Pure functions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from ingest.structure.contents import kind_of
from ingest.structure.labels import Label, LabelMatch, groups, normalise
from ingest.structure.lines import Line

# What holds in this share of the sheets holds for the label; and it is in so many sheets.
SHARE, FEWEST_SHEETS = 0.6, 3
# So many lines of what stands behind a label tell what it is.
CONTENT_LINES = 8
# Among the labels of indicators these words speak of them; elsewhere of the action.
_AMONG_INDICATORS = {
    "point de depart": "baseline",
    "depart": "baseline",
    "situation": "baseline",
    "rythme": "frequency",
    "calendrier de suivi": "frequency",
    "cible": "target",
    "cibles": "target",
}
# What a second label of a field may be instead, where its contents say so.
_RETOLD = frozenset({"calendar", "funding"})


def retold(
    lines: Sequence[Line], sheets: Sequence[tuple[int, int]], labels: Mapping[int, LabelMatch]
) -> dict[int, LabelMatch]:
    """The labels, by line, that are of another field than their words alone told."""
    if len(sheets) < FEWEST_SHEETS:
        return {}
    changed = _among_indicators(lines, sheets, labels)
    changed |= _among_indicators(lines, sheets, {**labels, **changed})  # what stands behind those, too
    return changed | _second(lines, sheets, {**labels, **changed})


def _places(
    lines: Sequence[Line], sheets: Sequence[tuple[int, int]], labels: Mapping[int, LabelMatch]
) -> dict[tuple[str, str], list[tuple[int, int]]]:
    """Where each label stands, as (sheet, line), by its field and its words."""
    found: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    for number, (start, end) in enumerate(sheets):
        for i in range(start, end):
            if match := labels.get(i):
                found[match.label.name, _words(lines, i, match)].append((number, i))
    return found


def _words(lines: Sequence[Line], i: int, match: LabelMatch) -> str:
    if match.characters:
        return normalise(lines[i].text[: match.characters])
    return normalise(" ".join(line.text for line in lines[i : i + match.lines]))


def _among_indicators(
    lines: Sequence[Line], sheets: Sequence[tuple[int, int]], labels: Mapping[int, LabelMatch]
) -> dict[int, LabelMatch]:
    ordered = [i for i in sorted(labels) if labels[i].label.name != "other" or labels[i].characters]
    before = dict(zip(ordered[1:], ordered, strict=False))
    found: dict[int, LabelMatch] = {}
    for (_, words), places in _places(lines, sheets, labels).items():
        name = _AMONG_INDICATORS.get(words)
        if name is None:
            continue
        inside = [i for _, i in places if i in before and labels[before[i]].label.group == "indicators"]
        if len(inside) >= max(SHARE * len(places), FEWEST_SHEETS):
            found |= {i: replace(labels[i], label=Label(name, groups()[name])) for i in inside}
    return found


def _second(
    lines: Sequence[Line], sheets: Sequence[tuple[int, int]], labels: Mapping[int, LabelMatch]
) -> dict[int, LabelMatch]:
    """Of two labels of one field in most sheets, the one whose contents tell a field that has no label."""
    places = _places(lines, sheets, labels)
    having = {name: {n for (other, _), own in places.items() if other == name for n, _ in own} for name in groups()}
    found: dict[int, LabelMatch] = {}
    for (name, words), own in places.items():
        beside = {n for (other, key), more in places.items() if other == name and key != words for n, _ in more}
        within = {n for n, _ in own}
        if len(within & beside) < max(SHARE * len(sheets), FEWEST_SHEETS):
            continue
        contents = [text for number, i in own if (text := _content(lines, labels, i, sheets[number][1]))]
        told = kind_of(contents) if len(contents) >= FEWEST_SHEETS else ""
        if told in _RETOLD and told != name and len(having[told]) < (1 - SHARE) * len(sheets):
            found |= {i: replace(labels[i], label=Label(told, groups()[told])) for _, i in own}
    return found


def _content(lines: Sequence[Line], labels: Mapping[int, LabelMatch], i: int, end: int) -> str:
    """What stands behind a label, up to the next one."""
    match = labels[i]
    first = lines[i].text[match.characters :] if match.characters else ""
    below = range(i + match.lines, min(end, i + match.lines + CONTENT_LINES))
    stop = next((j for j in below if j in labels), below.stop)
    return "\n".join(filter(None, [first.strip(), *(lines[j].text for j in range(below.start, stop))]))
