"""Which axis of a contract a question names, by number or by title. Pure functions."""

from __future__ import annotations

import re

from assistant import lexicon
from assistant.composers import french
from assistant.searching.tokens import stem, words
from ingest.facts.records import ContractRecord
from ingest.naming import fold
from ingest.structure.numbers import number_of

_AXIS = re.compile(
    r"\b(?:axe|thematique|priorite|orientation|theme|enjeu)s? (?:n ?° ?|numero )?(?P<number>\d{1,2}|[ivx]{1,4}|[a-h])\b"
)
_NAMED = re.compile(r"\b(?:axe|thematique|priorite|orientation|theme|enjeu|volet)\b")


def axis_of(text: str, record: ContractRecord) -> str:
    """The number of the axis that a question names, "" when it names none or no one axis of this contract."""
    folded = fold(text)
    match = _AXIS.search(folded)
    if match:
        number = number_of(match["number"])
        if not any(axis.number == number for axis in record.axes):
            number = match["number"].upper()
        return number if any(axis.number == number for axis in record.axes) else ""
    return axis_titled(text, record) if _NAMED.search(folded) else ""


def axis_titled(text: str, record: ContractRecord) -> str:
    """The number of the one axis whose whole title a text says: "le budget de la prévention"."""
    said = {stem(word) for word in words(text)}
    named = [
        axis.number for axis in record.axes if axis.number and any(_told(title.value, said) for title in axis.titles)
    ]
    return named[0] if len(set(named)) == 1 else ""


def _told(title: str, said: set[str]) -> bool:
    stop = lexicon.load().stopwords
    own = {stem(word) for word in words(title) if word not in stop}
    return bool(own) and own <= said


def counting(label: str, record: ContractRecord, many: int) -> str:
    """How many axes a contract has; only how many are cited, where nothing says that the list is whole."""
    whole = any(axis.number for axis in record.axes) or {int(count.value) for count in record.axis_counts} == {many}
    noun = french.count(many, "axe")
    return f"Le CLS {label} a {noun}" if whole else f"Les documents lus citent {noun} du CLS {label}"
