"""The themes of health policy, read from the words of titles, to set actions of contracts side by side. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from ingest.facts.records import Action, Axis
from ingest.naming import fold

OTHER = "Autres sujets"


def themes() -> tuple[str, ...]:
    """Every theme in the order in which they are shown; what has none of them comes last."""
    return (*(name for name, _ in _patterns()), OTHER)


def theme_of(action: Action, axes: Sequence[Axis] = ()) -> str:
    """The theme of an action: what its own title says first, else what its axis is about."""
    own = [said.value for said in action.titles[:1]]
    above = [title.value for axis in axes if axis.number and axis.number == action.axis for title in axis.titles[:1]]
    return next((found for title in (*own, *above) if (found := _theme(title))), OTHER)


def _theme(title: str) -> str:
    """The theme that a title names most often; of two named as often, the more special, which is listed first."""
    folded = fold(title)
    counts = [(len(pattern.findall(folded)), name) for name, pattern in _patterns()]
    most = max(count for count, _ in counts)
    return next(name for count, name in counts if count == most) if most else ""


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    text = files("api").joinpath("themes.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return tuple((name, _pattern(forms.split("|"))) for name, forms in rows)


def _pattern(forms: Sequence[str]) -> re.Pattern[str]:
    words = (re.escape(form).replace(r"\*", r"\w*") for form in sorted(forms, key=len, reverse=True))
    return re.compile(rf"\b(?:{'|'.join(words)})\b")
