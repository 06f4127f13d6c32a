"""How well a printed name, perhaps from a scan, names a party. Pure functions."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from rapidfuzz import fuzz

from ingest.facts.folding import folded
from ingest.facts.parties.institutions import institution, same_organisation
from ingest.facts.reading import letters

# Two places of one kind of organisation are the same from this likeness on (0-100): OCR errs in a letter or two.
SAME_PLACE = 80
# Fewer letters than this name nobody.
FEWEST_LETTERS = 4
_CONFUSED = str.maketrans("0158l", "oisbi")


def alike(printed: str, name: str) -> float:
    """How sure it is that a printed name is a party's (0-100): kinds of organisations first, then letters."""
    kind = institution(name)[0]
    read_kind = institution(printed)[0]
    if letters(printed) == letters(name):
        return 100.0
    if read_kind and kind:
        return _of_kind(printed, name) if read_kind == kind else 0.0
    return max((_prefix_ratio(as_read(printed), form) for form in _written(name, kind)), default=0.0)


def _of_kind(printed: str, name: str) -> float:
    """How well a name says which organisation of its kind is meant: the place behind it, through OCR."""
    words, own = institution(printed)[1], institution(name)[1]
    if same_organisation(printed, name):
        return 99.0 - (words != own)
    alike = fuzz.token_sort_ratio(" ".join(sorted(map(as_read, words))), " ".join(sorted(map(as_read, own))))
    return 97.0 if alike >= SAME_PLACE else 0.0


def as_read(text: str) -> str:
    """The letters of a text, those that OCR takes for one another written alike."""
    return re.sub(r"tj", "u", letters(text).translate(_CONFUSED))


def _prefix_ratio(read: str, form: str) -> float:
    if len(read) < FEWEST_LETTERS:
        return 0.0
    cut = form[: len(read) + 1] if len(read) >= 2 * FEWEST_LETTERS else form
    return max(fuzz.ratio(read, form), fuzz.ratio(read, cut))


def _written(name: str, kind: str) -> list[str]:
    """The ways to write a party's name: as it is, and with each form that names of its kind begin with."""
    whole = folded(re.sub(r"\([^)]*\)", "", name)).text
    forms = _forms().get(kind, ())
    begins = next((form for form in forms if whole.replace("-", " ").startswith(form)), "")
    rest = whole[len(begins) :] if begins else ""
    return [as_read(whole), *(as_read(form + rest) for form in forms if begins and len(form) > FEWEST_LETTERS)]


@cache
def _forms() -> dict[str, tuple[str, ...]]:
    text = files("ingest.facts").joinpath("lexicon", "institutions.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {kind: tuple(sorted(forms.split("|"), key=len, reverse=True)) for kind, forms in rows}
