"""The labels of one document, learned from what its sheets repeat. Pure functions."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace

from ingest.structure.contents import kind_of
from ingest.structure.headings import unfinished
from ingest.structure.labels import Label, LabelMatch, groups, label_of, normalise
from ingest.structure.lines import Line
from ingest.structure.openings import BROKEN_LINES, Opening, openings
from ingest.structure.wording import told

# A label whose words tell its field stands in this share of the sheets, and in so many; one whose words tell nothing
# in nearly all of them, and where there are enough to say so.
TOLD_SHARE, TOLD_SHEETS = 0.25, 2
UNTOLD_SHARE, UNTOLD_SHEETS = 0.8, 3
# Where a field has its label in this share of the sheets, what fewer say in other words is content.
LABELLED_SHARE = 0.6
# About once a sheet; what stands right behind a label in more cases than this is its content.
ONCE, BEHIND = 1.4, 0.5
# A label over two lines goes before its first line, though that stands in so many more sheets.
BROKEN_FIRST = 2
# What follows a label differs from sheet to sheet.
VARIED = 0.5
# So many lines of what stands behind a label tell what it is.
CONTENT_LINES = 12
# A heading of so few words is a sheet's number without its title: "FICHE III.2".
NUMBER_WORDS = 2
# An unknown label of more words is a sentence that the sheets share.
UNTOLD_WORDS = 7
_PRICED = re.compile(r"\d\s?(?:k?€|euros?\b)")
# Fields whose parts are all of one kind; under "Acteurs" stand leads, partners and publics.
WHOLE = frozenset({"context", "objectives", "description"})
# The label of a field that cannot be told: it ends the one before it.
OTHER = Label("other", "other")


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a possible label stands: its sheet and its first line."""

    sheet: int
    line: int
    opening: Opening


@dataclass(slots=True)
class _Learner:
    """The labels found so far, those known at first included."""

    lines: Sequence[Line]
    sheets: Sequence[tuple[int, int]]
    found: dict[int, LabelMatch]
    dashed: bool = False  # whether a dash closes labels of most sheets
    inline: bool = False  # whether labels stand before their content, on its line
    labelled: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))  # the sheets that have a field


def learned(
    lines: Sequence[Line],
    sheets: Sequence[tuple[int, int]],
    known: Mapping[int, LabelMatch],
    notes: Set[int] = frozenset(),
) -> dict[int, LabelMatch]:
    """The labels, by line, that sheets given as (heading, end) repeat beside those `known`; `notes` are none."""
    learner = _Learner(lines, sheets, dict(known))
    covered = {j for i, match in known.items() for j in range(i, i + match.lines)}
    places: dict[tuple[str, bool], list[_Place]] = defaultdict(list)
    own: list[LabelMatch] = []
    for number, (start, end) in enumerate(sheets):
        # Below a number alone stands the sheet's title.
        for i in range(start + 1 + (len(lines[start].text.split()) <= NUMBER_WORDS), end):
            if i in known:
                own.append(known[i])
                learner.labelled[known[i].label.name].add(number)
            if i not in covered and i not in notes:
                for each in openings(lines, i):
                    places[each.key, each.characters > 0].append(_Place(number, i, each))
    learner.inline = sum(match.characters > 0 for match in own) > len(own) / 2
    for group in sorted(places.values(), key=_rank):
        if label := _label(learner, group):
            _take(learner, group, label, covered)
    _tell_by_content(learner, places.values())
    return {i: match for i, match in learner.found.items() if i not in known}


def _tell_by_content(learner: _Learner, repeated: Iterable[Sequence[_Place]]) -> None:
    """Gives the labels whose words tell nothing the field that what stands behind them tells, where it is certain."""
    for group in repeated:
        _tell_measured(learner, group)
        own = [p for p in group if (m := learner.found.get(p.line)) and m.label == OTHER]
        heads = {above.label for place in own if (above := _above(learner, place))}
        if len(heads) == 1 and {head.name for head in heads} <= WHOLE:
            # "MISE EN ŒUVRE" over "Feuille de route": the part of a field that a heading names is that field.
            for place in own:
                learner.found[place.line] = replace(learner.found[place.line], label=next(iter(heads)))
            continue
        contents = [text for place in own if (text := _content_of(learner, place))]
        name = kind_of(contents) if len(contents) >= UNTOLD_SHEETS else ""
        if name and len(learner.labelled[name]) < (1 - LABELLED_SHARE) * len(learner.sheets):
            label = Label(name, groups()[name])
            for place in own:
                learner.found[place.line] = replace(learner.found[place.line], label=label)
                learner.labelled[name].add(place.sheet)


def _tell_measured(learner: _Learner, group: Sequence[_Place]) -> None:
    """Gives a label of who follows an action ("Elle sera suivie par : nombre de…") the field of what it counts."""
    own = [p for p in group if (m := learner.found.get(p.line)) and m.label.name == "follow_up"]
    firsts = [text.split("\n", 1)[0] for place in own if (text := _content_of(learner, place))]
    if len(firsts) >= UNTOLD_SHEETS and kind_of(firsts) == "indicators":
        for place in own:
            learner.found[place.line] = replace(
                learner.found[place.line], label=Label("indicators", groups()["indicators"])
            )


def _content_of(learner: _Learner, place: _Place) -> str:
    """What stands behind a label, up to the next one."""
    match, end = learner.found[place.line], learner.sheets[place.sheet][1]
    first = learner.lines[place.line].text[match.characters :] if match.characters else ""
    below = range(place.line + match.lines, min(end, place.line + match.lines + CONTENT_LINES))
    stop = next((i for i in below if i in learner.found), below.stop)
    return "\n".join(filter(None, [first.strip(), *(learner.lines[i].text for i in range(below.start, stop))]))


def _rank(group: Sequence[_Place]) -> tuple[float, bool]:
    """The order in which possible labels are judged: those of most sheets first, whole ones before a part.

    Of as many sheets, those whose words tell a field first: what stands behind them is their content.
    """
    broken = group[0].opening.lines > 1
    sheets = len({place.sheet for place in group}) * (BROKEN_FIRST if broken else 1)
    return -sheets, told(group[0].opening.text) is None


def _take(learner: _Learner, group: Sequence[_Place], label: Label, covered: set[int]) -> None:
    inner = _is_inner(learner, group)
    for place in group:
        taken = range(place.line, place.line + place.opening.lines)
        if covered.isdisjoint(taken) and (inner or not _content(learner, place, label)):
            learner.found[place.line] = LabelMatch(label, place.opening.lines, place.opening.characters)
            learner.labelled[label.name].add(place.sheet)
            covered.update(taken)
            learner.dashed |= place.opening.dashed


def _label(learner: _Learner, group: Sequence[_Place]) -> Label | None:
    """The label that a repeated opening is, None where it is content."""
    within = len({place.sheet for place in group})
    if len(group) > ONCE * within:
        return None
    label = told(group[0].opening.text)
    if label is None:
        return OTHER if _is_untold(learner, group, within) else None
    return label if _is_told(learner, group, within, label) else None


def _is_told(learner: _Learner, group: Sequence[_Place], within: int, label: Label) -> bool:
    """Whether an opening whose words tell a field is its label."""
    sheets, opening = len(learner.sheets), group[0].opening
    usual = within >= max(TOLD_SHEETS, LABELLED_SHARE * sheets)
    if opening.dashed and not usual and not (learner.dashed and label_of(opening.text)):
        return False  # a dash also parts a name from what it says more
    if opening.dashed and not usual:
        return True
    if within < max(min(TOLD_SHEETS, sheets), TOLD_SHARE * sheets):
        if opening.characters and not opening.bulleted and _stands_in(learner, group, label):
            return True
        return not opening.characters and any(_fills(learner, place, label) for place in group)
    if opening.lines == 1 and within < LABELLED_SHARE * sheets <= len(learner.labelled[label.name]):
        return _stands_in(learner, group, label) or (
            not opening.characters and any(_fills(learner, place, label) for place in group)
        )
    sided = opening.characters and not learner.inline
    if sided and (opening.bulleted or all(_is_part(learner, place, label) for place in group)):
        return False
    return sheets >= TOLD_SHEETS or _closed(learner, group[0])


def _stands_in(learner: _Learner, group: Sequence[_Place], label: Label) -> bool:
    """Whether an opening stands in several sheets, and in none that has its field in other words: sheets that vary."""
    sheets = {place.sheet for place in group}
    return len(sheets) >= UNTOLD_SHEETS and sheets.isdisjoint(learner.labelled[label.name])


def _is_part(learner: _Learner, place: _Place, label: Label) -> bool:
    """Whether "words : content" is a line of another field: right behind its label, or a sum in a list of them."""
    above = _above(learner, place)
    priced = label.group not in {"funding", "indicators"} and _PRICED.search(_after(learner, place))
    return bool(priced) or (above is not None and above.label.group != label.group)


def _fills(learner: _Learner, place: _Place, label: Label) -> bool:
    """Whether a sheet has no label of a field that most sheets have: there, one in other words stands for it."""
    names = [name for name, group in groups().items() if group == label.group]
    having = {sheet for name in names for sheet in learner.labelled[name]}
    usual = len(having) >= LABELLED_SHARE * len(learner.sheets)
    if not usual or place.sheet in learner.labelled[label.name] or _above(learner, place):
        return False
    # It opens a stretch: what stands above it ends there.
    text = learner.lines[place.line - 1].text.rstrip()
    return not unfinished(text) and len(place.opening.key.split()) > 1


def _is_untold(learner: _Learner, group: Sequence[_Place], within: int) -> bool:
    """Whether an opening whose words tell nothing is a label all the same: every sheet has it, before other things."""
    sheets, opening = len(learner.sheets), group[0].opening
    if within < max(UNTOLD_SHEETS, UNTOLD_SHARE * sheets) or len(opening.key.split()) > UNTOLD_WORDS:
        return False
    if opening.bulleted or (opening.characters and not learner.inline):
        return False  # a line of a field that has parts of its own
    if sum(_above(learner, place) is not None for place in group) > BEHIND * len(group):
        return _is_inner(learner, group)
    return len(_following(learner, group)) >= VARIED * len(group)


def _is_inner(learner: _Learner, group: Sequence[_Place]) -> bool:
    """Whether an opening is the label inside a part that another heads: "OBJECTIFS" over "Ambition", in every sheet."""
    within = len({place.sheet for place in group})
    alone = all(not place.opening.characters and not place.opening.bulleted for place in group)
    if not alone or within < max(UNTOLD_SHEETS, UNTOLD_SHARE * len(learner.sheets)):
        return False
    # Below a content that most sheets share ("Ensemble du territoire") stands the next label.
    labels = sum(place.line + place.opening.lines in learner.found for place in group)
    most = _following(learner, group).most_common(1)[0][1]
    return labels <= (1 - UNTOLD_SHARE) * len(group) and most <= VARIED * len(group)


def _following(learner: _Learner, group: Sequence[_Place]) -> Counter[str]:
    return Counter(normalise(_after(learner, place)) for place in group)


def _closed(learner: _Learner, place: _Place) -> bool:
    """Whether a mark closes a label that no other sheet repeats."""
    text = learner.lines[place.line + place.opening.lines - 1].text.rstrip()
    return not place.opening.characters and text[-1:] in ":?"


def _content(learner: _Learner, place: _Place, label: Label) -> bool:
    """Whether a line that could be a label is what stands behind one: "Territoire" over "Ensemble du territoire"."""
    above = _above(learner, place)
    if above is None or place.opening.characters:
        return False
    asks = place.opening.text.endswith("?")
    return above.label.name == label.name or (above.label == OTHER and not asks)


def _above(learner: _Learner, place: _Place) -> LabelMatch | None:
    """The label that ends on the line right above, with nothing behind it."""
    for i in range(place.line - 1, max(-1, place.line - 2 * BROKEN_LINES - 1), -1):
        if match := learner.found.get(i):
            return match if i + match.lines == place.line and not match.characters else None
    return None


def _after(learner: _Learner, place: _Place) -> str:
    """What stands behind a label on its line, or the line below it."""
    if place.opening.characters:
        return learner.lines[place.line].text[place.opening.characters :]
    at = place.line + place.opening.lines
    return learner.lines[at].text if at < len(learner.lines) else ""
