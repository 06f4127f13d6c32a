"""Two labels set side by side whose contents stand below both: which content is whose, where their kinds tell. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from ingest.facts.items import is_organisation
from ingest.facts.sheets.field import Field
from ingest.facts.sheets.indicator_rows import FREQUENCY
from ingest.naming import fold
from ingest.structure.labels import label_of
from ingest.structure.wording import told

_DATED = re.compile(
    r"\b20\d\d\b|\b(?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|semestre"
    r"|trimestre)\b|^\W*(?:duree du|en continu|annuel)"
)
_MONEY = re.compile(r"\d ?(?:k?€|euros?\b)|^\W*neant\W*$")
_FIGURE = re.compile(r"^\W*(?:\d[\d ,.]*%?|neant|\d.{0,12}20\d\d)\W*$")
# Kinds of content that can be told; a field of another kind holds what none of them is.
_KINDS: dict[str, Callable[[str], bool]] = {
    "lead": is_organisation,
    "partners": is_organisation,
    "calendar": lambda text: bool(_DATED.search(fold(text))),
    "frequency": lambda text: bool(FREQUENCY.match(fold(text))),
    "baseline": lambda text: bool(_FIGURE.match(fold(text))),
    "funding": lambda text: bool(_MONEY.search(fold(text))),
}


def parted(fields: Sequence[Field]) -> list[Field]:
    """The fields, each with its own content where two labels stand beside each other above both contents."""
    found: list[Field] = []
    for each in fields:
        *first, last = _two_labels(each)
        found += first
        above = found[-1] if found else None
        if above is not None and not above and above.name != last.name and (split := _split(above.name, last)):
            found[-1] = replace(last, name=above.name, title=above.title, end=split)
            last = replace(last, start=split)
        elif first:
            last = replace(last, end=last.start)  # whose content it is cannot be told
        found.append(last)
    return found


def _two_labels(field: Field) -> list[Field]:
    """A field whose label is followed, on its line, by another label: one field each, the first empty."""
    first = field.text.split("\n", 1)[0].strip()
    if not first or field.run.text[: field.start].strip() or not field.beside or not _is_label(first):
        return [field]
    label = told(first)
    end = field.start + field.text.index(first) + len(first)
    if label is None:
        return [field]
    return [replace(field, end=field.start), replace(field, name=label.name, title=first, start=end)]


def _is_label(text: str) -> bool:
    return label_of(text) is not None or (told(text) is not None and text.endswith("?"))


def _split(first: str, second: Field) -> int:
    """Where the content of a field named `first` ends in that of the next; 0 where kinds do not tell."""
    lines = list(re.finditer(r"[^\n]+", second.text))
    if len(lines) != 2 or not {first, second.name} & _KINDS.keys():
        return 0
    above, below = (line.group().strip() for line in lines)
    if not (_fits(first, second.name, above) and _fits(second.name, first, below)):
        return 0
    # The other way round would do as well: then nothing is certain.
    if _fits(first, second.name, below) and _fits(second.name, first, above):
        return 0
    return second.start + lines[1].start()


def _fits(name: str, other: str, text: str) -> bool:
    """Whether a content can be a field's, beside that of another field."""
    if name in _KINDS:
        return _KINDS[name](text)
    return not _KINDS[other](text)
