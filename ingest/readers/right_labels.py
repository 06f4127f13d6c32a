"""Sheets whose labels stand on the right: the column of the labels is found, each is put before its content."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from ingest.readers.columns import CELL_GAP, WORD_GAP, Fragment, VisualLine
from ingest.readers.rows import continues_label
from ingest.structure.wording import told

_ALIGNED = 4.0  # points: left edges of one column differ by less
_RIGHT_SHARE = 0.55  # of the width: the column of labels begins further right
_FEWEST = 2  # labels that prove the column: so few only where the words of all tell a field
_MANY, _TOLD_SHARE = 4, 0.6  # of so many, this share
_STYLED_SHARE = 0.3  # fewer where the page sets them apart: in capitals, or smaller, or again beside each sheet
_SMALLER = 0.88  # of the font size of the content
_LABEL_WORDS = 6
_PARAGRAPH = 1.75  # of the font size, from baseline to baseline

Label = list[Fragment]


def labels_on_the_right(lines: Sequence[VisualLine]) -> list[Label]:
    """The labels of a page that stand in a column on the right, each with its lines; none where there is none."""
    segments = [segment for line in lines for segment in line.segments]
    if not segments:
        return []
    left, right = min(s.x0 for s in segments), max(s.x1 for s in segments)
    bound = left + _RIGHT_SHARE * (right - left)
    starts = sorted((f for s in segments for f in s.fragments if f.x0 > bound), key=lambda f: f.x0)
    # A column begins where cells do: the words inside a running line are many, and none of them an edge.
    begins = sorted(s.x0 for s in segments if s.x0 > bound)
    edges = [x for i, x in enumerate(begins) if i + 1 < len(begins) and begins[i + 1] - x <= _ALIGNED]
    for edge in dict.fromkeys(edges):
        column = sorted((f for f in starts if -0.5 <= f.x0 - edge <= _ALIGNED), key=lambda f: -f.y)
        if len(column) < _FEWEST or any(_crossed(line, edge) for line in lines if _holds(line, column)):
            continue
        labels = _joined(column)
        known = sum(told(text_of(label)) is not None for label in labels)
        if not _beside_content(lines, labels, edge):
            continue
        share = _STYLED_SHARE if _set_apart(lines, labels) else _TOLD_SHARE
        if known >= (share * len(labels) if len(labels) >= _MANY else max(_FEWEST, len(labels))):
            return labels
    return []


def _set_apart(lines: Sequence[VisualLine], labels: Sequence[Label]) -> bool:
    """Whether a page tells labels from their content without their words: by their print, or by repeating them."""
    texts = [text_of(label) for label in labels]
    if any(len(text.split()) > _LABEL_WORDS or not any(map(str.isalpha, text)) for text in texts):
        return False
    inside = {id(f) for label in labels for f in label}
    own = [f for line in lines for segment in line.segments for f in segment.fragments if id(f) not in inside]
    content = "".join(f.text for f in own)
    capitals = all(text.isupper() for text in texts) and sum(map(str.islower, content)) > len(content) / 3
    usual = median(f.size for f in own) if own else 0.0
    smaller = all(f.size <= _SMALLER * usual for label in labels for f in label)
    again = len(set(texts)) <= len(texts) / 2
    return capitals or smaller or again


def stretches(lines: Sequence[VisualLine], labels: Sequence[Label]) -> list[list[VisualLine]]:
    """The lines of a page that hold labels with their contents, each up to a line that runs under the labels."""
    edge = min(label[0].x0 for label in labels)
    inside = {id(f) for label in labels for f in label}
    found: list[list[VisualLine]] = []
    open_ = False
    for line in lines:
        own = [f for segment in line.segments for f in segment.fragments]
        labelled = any(id(f) in inside for f in own)
        reaches = any(f.x1 > edge - _ALIGNED and id(f) not in inside for f in own)
        if labelled and not open_:
            found.append([])
        open_ = labelled or (open_ and not reaches)
        if open_:
            found[-1].append(line)
    return found


def _beside_content(lines: Sequence[VisualLine], labels: Sequence[Label], edge: float) -> bool:
    """Whether content stands on the left of the labels: one cell, and mostly no label of its own as in a grid."""
    places = {id(f): line for line in lines for segment in line.segments for f in segment.fragments}
    contents = 0
    for label in labels:
        line = places[id(label[0])]
        left = [f for segment in line.segments for f in segment.fragments if f.x0 < edge - _ALIGNED]
        if any(after.x0 - before.x1 > CELL_GAP * line.size for before, after in pairwise(left)):
            return False
        contents += bool(left) and told(_text(left)) is None
    return contents > len(labels) / 2


def text_of(label: Label) -> str:
    """A label's lines as one text."""
    return re.sub(r"(\w)- (?=[a-zà-ÿ])", r"\1", " ".join(f.text.strip() for f in label))


def labels_first(lines: Sequence[VisualLine], labels: Sequence[Label]) -> list[str]:
    """The page's lines, each label before the content that stands on its left."""
    inside = {id(f) for label in labels for f in label}
    heads = {id(label[0]): label for label in labels}
    texts: list[str] = []
    above: VisualLine | None = None
    for line in lines:
        own = [f for segment in line.segments for f in segment.fragments]
        label = next((heads[id(f)] for f in own if id(f) in heads), None)
        rest = [f for f in own if id(f) not in inside]
        if label is not None:
            texts += [f.text.strip() for f in label]
        elif rest and above is not None and above.y - line.y > _PARAGRAPH * max(above.size, line.size):
            texts.append("")
        if rest:
            texts.append(_text(rest))
        above = line
    return texts


def _holds(line: VisualLine, column: Sequence[Fragment]) -> bool:
    own = {id(f) for segment in line.segments for f in segment.fragments}
    return any(id(f) in own for f in column)


def _crossed(line: VisualLine, edge: float) -> bool:
    return any(f.x0 < edge - _ALIGNED and f.x1 > edge + _ALIGNED for s in line.segments for f in s.fragments)


def _joined(column: Sequence[Fragment]) -> list[Label]:
    labels: list[Label] = []
    for fragment in column:
        if labels and continues_label(labels[-1][-1], fragment) and not _two(labels[-1], fragment):
            labels[-1].append(fragment)
        else:
            labels.append([fragment])
    return labels


def _two(label: Label, below: Fragment) -> bool:
    """Whether two lines are two labels, each of a field of its own ("Avec le concours de" over "Habitants visés")."""
    first, second = told(text_of(label)), told(below.text.strip())
    return first is not None and second is not None and first.name != second.name


def _text(fragments: Sequence[Fragment]) -> str:
    text = ""
    previous: Fragment | None = None
    for fragment in fragments:
        apart = previous is not None and fragment.x0 - previous.x1 > WORD_GAP * fragment.size
        text += (" " if apart and not text.endswith(" ") else "") + " ".join(fragment.text.split("\n"))
        previous = fragment
    return text.strip()
