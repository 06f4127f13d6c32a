"""The figures that an answer says, each as a number in its unit with the citation that proves it. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from assistant.audit.aligned import aligned
from assistant.audit.dates import dates
from assistant.audit.quantities import EURO, PERCENT, TIMES, Quantity, quantities
from assistant.audit.sentences import Sentence, sentences_of
from assistant.records import Answer, Citation, Figure
from ingest.facts.money.amounts import moneys
from ingest.facts.records import AmountPeriod

CENT = 0.005
_FIXED = frozenset({EURO, PERCENT, *TIMES.values()})
_ANNUAL = re.compile(r"[\s(]*(?:par an\b|/ ?an\b|annuel|chaque annee|par annee)")
_YEARLY = re.compile(r"\bpar an\b|\bannuel|/ ?an\b")
# "pour 10 000 habitants" is a measure; "fiche 3", "article 9", "en 2019" are names.
_NO_FIGURE = re.compile(
    r"(?:\b(?:pour|fiches?|actions?|articles?|axes?|n°|pages?|en|annee|depuis)|\bplus d'|\b(?:19|20)\d\d ?[-–/]) ?$"
)
_RANGE = re.compile(r"\s*(?:à|a|-|–|et)\s*(?=\d)")


def figures_of(answer: Answer) -> tuple[Figure, ...]:
    """Every figure of an answer, in order; a unit that its composer knew is kept."""
    known: dict[str, set[str]] = {}
    for figure in answer.figures:
        known.setdefault(figure.text, set()).add(figure.unit)
    citations = {citation.number: citation for citation in answer.citations}
    found: dict[Figure, None] = {}
    heading = ""
    for sentence in sentences_of(answer.answer):
        heading = heading if sentence.item else sentence.text
        for figure in _of(sentence, heading if sentence.item else "", citations):
            units = known.get(figure.text, set())
            found[replace(figure, unit=next(iter(units)) if len(units) == 1 else figure.unit)] = None
    return tuple(found)


def _of(sentence: Sentence, heading: str, citations: Mapping[int, Citation]) -> Iterator[Figure]:
    cited = [citations[number] for number in sentence.marks if number in citations]
    if not cited:
        return
    said = [quantity for quantity in quantities(sentence.text) if not quantity.ordinal]
    folded = aligned(sentence.text)
    for i, quantity in enumerate(said):
        unit = quantity.unit
        if not unit and i + 1 < len(said) and _RANGE.fullmatch(sentence.text[quantity.end : said[i + 1].start]):
            unit = said[i + 1].unit
        if not unit or _NO_FIGURE.search(folded[: quantity.start]) or not _counts(quantity, unit, sentence.text):
            continue
        proof = _proof(quantity, _first_of_sheet(cited, folded[quantity.end :]))
        text = re.sub(r"\s+", " ", quantity.text).strip()
        shown = text.split()[-1].lower() if unit == quantity.unit and unit not in _FIXED else unit
        yield Figure(text, quantity.value, _unit(quantity, shown, folded, heading, proof), proof.number)


def _first_of_sheet(cited: list[Citation], after: str) -> list[Citation]:
    """The citations, those of the sheet that is named in brackets behind a figure first: "1 000 € (3.6)"."""
    sheet = re.match(r"[^()\d]{0,12}\((\d+\.\d+)\)", after)
    own = [c for c in cited if sheet and re.search(rf"(?<![\d.]){re.escape(sheet[1])}(?![\d.])", c.section)]
    return [*own, *(c for c in cited if c not in own)]


def _counts(quantity: Quantity, unit: str, text: str) -> bool:
    """Whether the word after a number is what it counts: a unit, or a noun in the plural written small."""
    if unit in _FIXED:
        return True
    noun = quantity.text.split()[-1] if unit == quantity.unit else unit
    return (
        quantity.value >= 2
        and noun[:1].islower()
        and noun[-1:] in "sx"
        and not dates(text[quantity.start : quantity.end])
    )


def _proof(quantity: Quantity, cited: list[Citation]) -> Citation:
    """The citation that holds the figure with its unit, else the figure, else the first: a sum stands on its parts."""
    for unit in (quantity.unit, None):
        for citation in cited:
            held = quantities(citation.quote)
            if any(abs(q.value - quantity.value) < CENT and unit in (None, q.unit) for q in held):
                return citation
    return cited[0]


def _unit(quantity: Quantity, unit: str, folded: str, heading: str, proof: Citation) -> str:
    if unit != EURO:
        return unit if unit != PERCENT else "%"
    lead = folded[: quantity.start].rpartition(":")[0]
    if _ANNUAL.match(folded, quantity.end) or _YEARLY.search(f"{aligned(heading)} {lead}"):
        return "EUR/an"
    held = {money.period for money in moneys(proof.quote) if abs(money.value - quantity.value) < CENT}
    return "EUR/an" if held == {AmountPeriod.ANNUAL} else EURO
