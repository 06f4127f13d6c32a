"""The lines of a document that are headings or labels, those that only repeat or mention them left out."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from ingest.records import SectionKind
from ingest.structure.annexed import annexed, is_foreign
from ingest.structure.bare_series import bare_series
from ingest.structure.headings import Heading, group, heading
from ingest.structure.induction import learned
from ingest.structure.labels import (
    LABEL_LINE_CHARACTERS,
    LABEL_LINES,
    Label,
    LabelMatch,
    cell_label,
    heads_indicators,
    label_at,
    money_columns,
    normalise,
)
from ingest.structure.levels import articles, beside_sheets, groups
from ingest.structure.lines import Line
from ingest.structure.notes import footnotes
from ingest.structure.numbers import number_of
from ingest.structure.references import is_reference
from ingest.structure.retelling import retold
from ingest.structure.series import series
from ingest.structure.told_series import told_series
from ingest.structure.wording import told

# A sheet's heading is followed by at least this many labels; a line of a summary table is not.
SHEET_LABELS = 2
# "annuelle" below "Fréquence" is its content, "de recueil" is the label's.
_GOES_ON = re.compile(r"(?:d[eu]|des|la|les?|aux?|à|et|en|qui|pour|par|sur|avec)\s|[dl]['’]|\([a-zà-ÿ]")
# "Lien avec le PRS / 2031-2036"
_YEARS = re.compile(r"\(?20\d\d ?[-–/] ?20\d\d\)?")
_PARTICIPLE = re.compile(
    r"(?:attendu|recherche|recherché|associe|associé|concerne|concerné|mobilise|mobilisé|prevu|prévu|pressenti|vise|visé"
    r"|sollicite|sollicité|engage|engagé|envisage|envisagé|retenu|impliqué|implique)e?s?"
)
_AMOUNT = re.compile(r"[\s:|]*\d[\d .,\u00a0\u202f]*k?€\W*")
# What stands below a label in so many places goes on with it.
REPEATED = 2
# A sheet's heading follows that of its axis within so many lines.
SHEET_REACH = 3

# The label that a field has in this share of so many sheets is its own.
USUAL_SHARE, USUAL_SHEETS = 0.6, 4
_STRUCTURE = frozenset({SectionKind.SHEET, SectionKind.ARTICLE, SectionKind.SIGNATURE})


@dataclass(frozen=True, slots=True)
class Marks:
    """The headings and the labels of a document, by the index of their line."""

    headings: dict[int, Heading]
    labels: dict[int, LabelMatch]
    notes: set[int] = field(default_factory=set)  # lines that are footnotes

    def is_sheet(self, i: int) -> bool:
        """Whether a sheet's heading stands at a line."""
        return i in self.headings and self.headings[i].kind is SectionKind.SHEET

    def opens_sheet(self, i: int) -> bool:
        """Whether a sheet's heading stands close below a line."""
        return any(self.is_sheet(j) for j in range(i + 1, i + 1 + SHEET_REACH))

    def next_is_sheet(self, i: int) -> bool:
        """Whether the next heading below a line is a sheet's."""
        following = min((j for j in self.headings if j > i), default=-1)
        return self.is_sheet(following)


def marks(lines: Sequence[Line]) -> Marks:
    """The headings and labels of a document's content lines."""
    named = sum(1 for line in lines if (h := heading(line.text)) and h.kind is SectionKind.SHEET)
    # "Action 1." is a sheet only in a document that has no sheets called so.
    headings = {i: h for i, line in enumerate(lines) if (h := heading(line.text, actions=named == 0))}
    foreign = annexed(lines)
    headings = {i: item for i, item in headings.items() if not is_foreign(foreign, i)}
    headings = dict(sorted({**headings, **articles(lines, headings)}.items()))
    notes = footnotes(lines)
    found = Marks(headings, _labels(lines, headings, notes), notes)
    for i in [i for i, match in found.labels.items() if match.characters and match.label.name == "objectives"]:
        if _behind_policy(found, i):
            del found.labels[i]  # "Objectif 3 : …" of another plan
    _side_by_side(lines, found)
    listed = series(lines, headings)
    _keep_true_sheets(lines, found)
    _take_series(found, listed)
    if not any(map(found.is_sheet, found.headings)):
        _add(found, told_series(lines, found.headings))
    _tell_letters(lines, found)
    _tell_groups(found)
    _add(found, beside_sheets(lines, found.headings))
    _add(found, groups(lines, found.headings))
    _drop_running_headings(found)
    if not any(map(found.is_sheet, found.headings)):
        _add(found, bare_series(lines, found.labels, found.headings))
        _add(found, groups(lines, found.headings))
    _drop_named_axes(lines, found)
    _lengthen(lines, found)
    sheets = _sheets(lines, found)
    _drop_odd_labels(lines, found, sheets)
    found.labels.update(learned(lines, sheets, found.labels, notes | _money_rows(lines)))
    found.labels.update(retold(lines, sheets, found.labels))
    _side_by_side(lines, found)
    return found


def _lengthen(lines: Sequence[Line], found: Marks) -> None:
    """Gives a label the line below it with which it goes on wherever it stands: "Périmètre / d'application"."""
    below: dict[tuple[str, str], list[int]] = defaultdict(list)
    for i, match in found.labels.items():
        at = i + match.lines
        if match.characters or at >= len(lines) or at in found.labels or lines[at].page != lines[i].page:
            continue
        text = lines[at].text.strip()
        more = _completes(match.label, lines[i].text, text) and at + 1 not in found.labels
        if (
            (_GOES_ON.match(text) or more or _YEARS.fullmatch(text))
            and len(text) <= LABEL_LINE_CHARACTERS
            and text[-1] not in ".;,:"
        ):
            key = normalise(" ".join(line.text for line in lines[i:at]))
            below[key, normalise(text)].append(i)
    alone = Counter(normalise(" ".join(x.text for x in lines[i : i + m.lines])) for i, m in found.labels.items())
    for (key, _), places in below.items():
        if len(places) >= REPEATED and len(places) > alone[key] / 2:
            for i in places:
                found.labels[i] = replace(found.labels[i], lines=found.labels[i].lines + 1)


def _completes(label: Label, first: str, below: str) -> bool:
    """Whether a participle below a label completes it: "Concours / attendus" says what "Concours" does."""
    whole = told(f"{first.strip()} {below}") if _PARTICIPLE.fullmatch(below) else None
    return whole is not None and whole.name == label.name


def _take_series(found: Marks, listed: dict[int, Heading]) -> None:
    """Puts the sheets that structure tells in the place of those that words tell, where it tells more."""
    told = [i for i in found.headings if found.is_sheet(i)]
    if len(listed) <= len(told):
        return
    for i in told:
        del found.headings[i]
    _add(found, listed)


def _tell_letters(lines: Sequence[Line], found: Marks) -> None:
    """Reads "Action I" behind "Action H" as a letter, where it could be a Roman figure."""
    sheets = [i for i in found.headings if found.is_sheet(i)]
    if sum(re.fullmatch(r"[A-Z]", found.headings[i].number) is not None for i in sheets) < REPEATED:
        return
    for i in sheets:
        letter = re.match(r"\W*[^\W\d]+[ -]+(?:[^\W\d]+[ -]+)?([IVX])\b", lines[i].text)
        if letter and found.headings[i].number == number_of(letter[1]):
            found.headings[i] = replace(found.headings[i], number=letter[1])


def _tell_groups(found: Marks) -> None:
    """Takes what most sheets name beside their number, several the same, for their group: their title stands below."""
    named = {i: own for i, h in found.headings.items() if found.is_sheet(i) and (own := group(h.title))}
    sheets = sum(map(found.is_sheet, found.headings))
    words = Counter(own.word for own in named.values())
    for word, times in words.items():
        same = {i: own for i, own in named.items() if own.word == word}
        if times < max(REPEATED, USUAL_SHARE * sheets) or len(set(same.values())) == len(same):
            continue
        for i in same:
            found.headings[i] = replace(found.headings[i], title="", entitled=False)
    coded = [i for i, h in found.headings.items() if found.is_sheet(i) and is_reference(h.title)]
    if len(coded) >= max(REPEATED, USUAL_SHARE * sheets):
        for i in coded:
            found.headings[i] = replace(found.headings[i], title="", entitled=False)


def _add(found: Marks, more: Mapping[int, Heading]) -> None:
    """Puts further headings among those found, in the order of their lines."""
    ordered = sorted({**found.headings, **more}.items())
    found.headings.clear()
    found.headings.update(ordered)
    for i in more:
        found.labels.pop(i, None)


def _sheets(lines: Sequence[Line], found: Marks) -> list[tuple[int, int]]:
    """The first line of each sheet and the line after its last."""
    starts = sorted(i for i, h in found.headings.items() if h.kind in _STRUCTURE or h.kind is SectionKind.AXIS)
    ends = dict(zip(starts, [*starts[1:], len(lines)], strict=False))  # of no start, none
    return [(i, ends[i]) for i in starts if found.is_sheet(i)]


def _labels(lines: Sequence[Line], headings: dict[int, Heading], notes: set[int]) -> dict[int, LabelMatch]:
    found: dict[int, LabelMatch] = {}
    tables = _money_rows(lines)
    covered = -1
    for i, line in enumerate(lines):
        if i <= covered or i in headings or i in notes or i in tables:
            continue
        run = [line.text]
        for j in range(i + 1, min(i + LABEL_LINES, len(lines))):
            if lines[j].page != line.page or j in headings:
                break
            run.append(lines[j].text)
        match = None if i and _goes_on(lines[i - 1], line) else label_at(run)
        # "Intervenants : 3 000 €": an item of a budget, whatever the word means where it stands alone.
        priced = match is not None and match.characters and _AMOUNT.fullmatch(line.text[match.characters :])
        if match and not (priced and match.label.group == "actors"):
            found[i] = match
            covered = i + match.lines - 1
    return found


def _goes_on(above: Line, line: Line) -> bool:
    """Whether a line goes on with the full line above it, whatever word it begins with: "d'autres / publics : …"."""
    if above.page != line.page or line.after_gap or len(above.text) <= LABEL_LINE_CHARACTERS:
        return False
    left = above.text.rstrip()
    if re.search(r"\b(?:de|du|des|la|le|les|et|à|au|aux|en|pour|par|sur|avec|d[’']|l[’'])$", left):
        return ":" not in line.text and "|" not in line.text
    return line.text[:1].islower() and left[-1:].isalpha() and not re.match(r"\s*[-•–▪·*]", line.text)


def _drop_odd_labels(lines: Sequence[Line], found: Marks, sheets: Sequence[tuple[int, int]]) -> None:
    """Takes away a label that stands in one sheet only, beside the one that the same field has in most of them."""
    if len(sheets) < USUAL_SHEETS:
        return
    where: dict[tuple[str, str], set[int]] = defaultdict(set)
    own: list[tuple[int, int, tuple[str, str]]] = []
    for number, (start, end) in enumerate(sheets):
        for i in range(start + 1, end):
            if (match := found.labels.get(i)) and not match.characters and match.lines == 1:
                key = match.label.name, normalise(lines[i].text)
                where[key].add(number)
                own.append((i, number, key))
    for i, number, (name, text) in own:
        usual = [sheets_ for (other, key), sheets_ in where.items() if other == name and key != text]
        rare = len(where[name, text]) == 1 and ":" not in lines[i].text
        if rare and any(number in each and len(each) >= USUAL_SHARE * len(sheets) for each in usual):
            del found.labels[i]


def _money_rows(lines: Sequence[Line]) -> set[int]:
    """The lines of tables of money: the names of their columns and of who pays are no labels."""
    found: set[int] = set()
    for i, line in enumerate(lines):
        if i not in found and "|" in line.text and money_columns(line.text):
            found.add(i)
            j = i + 1
            while j < len(lines) and lines[j].page == line.page and _goes_on_as_table(lines[j].text):
                found.add(j)
                j += 1
    return found


def _goes_on_as_table(text: str) -> bool:
    return "|" in text and not heads_indicators(text)


def _side_by_side(lines: Sequence[Line], found: Marks) -> None:
    # Where cells were set side by side, a label that stands alone elsewhere opens a line of content here.
    alone = {
        normalise(" ".join(line.text for line in lines[i : i + match.lines])): match.label
        for i, match in found.labels.items()
        if not match.characters
    }
    taken = {j for i, match in found.labels.items() for j in range(i, i + match.lines)} | found.headings.keys()
    behind = {i + match.lines: match.label for i, match in found.labels.items() if not match.characters}
    for i, line in enumerate(lines):
        if i in taken or i in found.notes or "|" in line.text:
            continue
        # "Axe 2 – Prévention" below "Axe stratégique" is what that label says.
        if (cell := cell_label(line.text, alone)) and cell.label != behind.get(i):
            found.labels[i] = cell


def _keep_true_sheets(lines: Sequence[Line], found: Marks) -> None:
    # The same sheet is named in a summary table and in its own heading: the one with fields under it is the sheet.
    headings = found.headings
    starts = [i for i, h in headings.items() if h.kind in _STRUCTURE]
    ends = dict(zip(starts, [*starts[1:], len(lines)], strict=False))
    by_number: dict[str, list[int]] = defaultdict(list)
    weight: dict[int, int] = {}
    for i in starts:
        if headings[i].kind is SectionKind.SHEET:
            by_number[headings[i].number].append(i)
            weight[i] = sum(1 for j in range(i, ends[i]) if j in found.labels)
    any_fields = any(count >= SHEET_LABELS for count in weight.values())
    for candidates in by_number.values():
        true = [i for i in candidates if weight[i] >= SHEET_LABELS]
        if not any_fields:
            # Narrative actions without labels: the candidate with most text under it.
            true = [max(candidates, key=lambda i: ends[i] - i)]
        for i in candidates:
            if i not in true:
                del headings[i]


def _drop_running_headings(found: Marks) -> None:
    # A sheet over several pages repeats its heading at the top of each: one sheet, not several.
    current = ""
    for i in sorted(found.headings):
        item = found.headings[i]
        if item.kind is SectionKind.SHEET:
            if item.number == current:
                del found.headings[i]
            current = item.number
        elif item.kind is not SectionKind.AXIS:
            current = ""


def _drop_named_axes(lines: Sequence[Line], found: Marks) -> None:
    # Inside a sheet, the name of an axis is the sheet's own, another plan's, or a running head: no axis begins.
    sheet = -1
    current = ""  # the title of the axis under which the sheet stands
    called = {_word(lines[i]) for i, h in found.headings.items() if h.kind is SectionKind.AXIS and found.opens_sheet(i)}
    for i in sorted(found.headings):
        item = found.headings[i]
        if item.kind is SectionKind.SHEET:
            sheet = i
        elif item.kind is not SectionKind.AXIS:
            sheet = -1
        elif sheet >= 0 and (_behind_policy(found, i) or (called and _word(lines[i]) not in called)):
            del found.headings[i]  # "Volet 3 : …" where the axes are called so otherwise
        elif sheet < 0 or found.opens_sheet(i):
            sheet, current = -1, normalise(lines[i].text)
        elif _names_axis(lines, found, sheet, i, current):
            del found.headings[i]


def _word(line: Line) -> str:
    """What a heading calls its axis: "axe", "orientation"."""
    return next((word for word in re.findall(r"[a-z]+", line.folded) if len(word) > 2), "")


def _names_axis(lines: Sequence[Line], found: Marks, sheet: int, i: int, current: str) -> bool:
    above = [found.labels[j].label for j in range(sheet, i) if j in found.labels]
    if not above:
        following = next((j for j in range(i + 1, len(lines)) if j in found.labels or j in found.headings), -1)
        if following in found.labels:
            found.labels[i] = LabelMatch(Label("axis", "axis"), 1, 0)
        return following in found.labels
    own = found.labels.get(i - 1)
    if normalise(lines[i].text) == current or (own is not None and own.label.group == "axis" and not own.characters):
        return True  # "Axe stratégique" stands right above it
    return above[-1].group == "policy" and lines[i - 1].page == lines[i].page


def _behind_policy(found: Marks, i: int) -> bool:
    """Whether a line is all that stands behind a label that names other plans."""
    for above in range(i - 1, max(-1, i - LABEL_LINES - 1), -1):
        if match := found.labels.get(above):
            return match.label.group == "policy" and not match.characters and above + match.lines == i
    return False
