"""Which of two figures that a question gives a contract writes: both, each with its sentence. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.composers.asked import Asked
from assistant.composers.sheets.topic import Theme, singular
from assistant.composers.statement import Composed, Statement
from assistant.composers.texts.quoted import Quoted, quoted_by
from assistant.library import UnderstoodContract
from assistant.quotations.marks import without_marks
from assistant.quotations.units import Unit, units_of
from ingest.facts.numerals import NUMERAL, numeral
from ingest.facts.records import Evidence
from ingest.naming import fold
from ingest.records import Document, Passage

# From so much on, a figure is rare enough to be the one that is asked about.
RARE = 1_000
# What a sentence must hold of what is asked, with its headings, where only one of the figures is written.
ALONE = 0.6
# Of two sentences that hold as much, that of an article counts.
IN_ARTICLE = 0.01
# A longer unit is cut to the line of the figure.
LONGEST = 420
_FIGURE = r"\d{1,3}(?:[ .]\d{3})+|\d+(?:,\d+)?"
_EITHER = re.compile(
    rf"(?<![\w.,/-])(?P<one>{_FIGURE}) ?(?P<unit>€|k€|euros?|%|[a-z]{{4,}})? ?,? ou "
    r"(?:bien |plutot |c'est |de |plus de |pres de |a )*"
    rf"(?P<other>{_FIGURE})(?! ?(?:ans|mois|jours|heures)\b)(?![\w/-]|[.,]\d)"
)
# Numbers of parts and years are no figures.
_PART = re.compile(
    r"\b(?:fiches?|actions?|articles?|axes?|pages?|chantiers?|mesures?|en|de|depuis|n ?°)(?: actions?)? ?$"
)
_ABOUT = {"dizaine": 10, "douzaine": 12, "quinzaine": 15, "vingtaine": 20, "trentaine": 30, "quarantaine": 40}
_ABOUT |= {"cinquantaine": 50, "soixantaine": 60, "centaine": 100}


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a contract writes a figure, and how much of the question stands beside it."""

    document: Document
    evidence: Evidence
    section: str
    held: float


def either(asked: Asked) -> Composed | None:
    """The sentences that write the two figures of the question, None where it gives no two or none is written."""
    match = _EITHER.search(asked.folded)
    if match is None or asked.query.sheets or _PART.search(asked.folded[: match.start()]):
        return None
    wanted = [_value(match["one"]), _value(match["other"])]
    if all(1990 <= value <= 2060 for value in wanted):
        return None
    theme = asked.find_rule()
    said: list[Statement] = []
    named: list[str] = []
    for contract in asked.contracts:
        found = [_best(asked, contract, value, theme) for value in wanted]
        known = [place for place in found if place]
        if not known or (len(known) < 2 and known[0].held < ALONE):
            continue
        said += _told(asked, contract, known)
        named.append(contract.ref.id)
    return Composed(tuple(said), tuple(named)) if said else None


def _told(asked: Asked, contract: UnderstoodContract, known: Sequence[_Place]) -> list[Statement]:
    quotes = []
    for place in dict.fromkeys(known):
        words = without_marks(" ".join(place.evidence.quote.split()).strip(" •·▪◦–-"))
        quotes.append(Quoted(words, place.section, asked.prover.proofs([place.evidence])))
    statements = quoted_by(contract, quotes)
    if len(known) > 1:
        label = f"Le CLS {contract.ref.label}"
        first = statements[0]
        statements[0] = replace(first, text=first.text.replace(f"{label} en dit", f"{label} écrit l'un et l'autre", 1))
    return statements


def _best(asked: Asked, contract: UnderstoodContract, value: float, theme: Theme) -> _Place | None:
    places = sorted(_places(asked, contract, value, theme), key=lambda place: -place.held)
    # A figure that stands in one place only needs no other word beside it.
    return places[0] if places and (places[0].held > 0 or len(places) == 1) else None


def _places(asked: Asked, contract: UnderstoodContract, value: float, theme: Theme) -> Iterator[_Place]:
    total = sum(worth for _, worth in theme.groups) or 1.0
    counted = [] if value >= RARE else [singular(w) for w in re.findall(r"[a-z]{4,}", asked.folded)]
    documents = {document.id: document for document in contract.documents}
    titles = {action.number: action.titles[0].value for action in contract.record.actions if action.titles}
    for passage in _passages(asked, contract):
        if not _writes(passage.text, value):
            continue
        document = documents[passage.document_id]
        about = f"{' '.join(passage.path)} {titles.get(passage.sheet, '') if passage.sheet else ''}"
        for unit in units_of(passage, document):
            if _writes(unit.text, value) and (value >= RARE or _counts(unit.text, value, counted)):
                language = document.metadata.language or "fr"
                held = theme.held(f"{about} {unit.text}", language) / total + IN_ARTICLE * bool(passage.article)
                evidence = _narrowed(document, unit, value)
                yield _Place(document, evidence, passage.path[-1] if passage.path else "", held)


def _passages(asked: Asked, contract: UnderstoodContract) -> Iterator[Passage]:
    yield from asked.plain(contract)
    for number in dict.fromkeys(action.number for action in contract.record.actions if action.number):
        yield from asked.of_sheet(contract, number)


def _narrowed(document: Document, unit: Unit, value: float) -> Evidence:
    """The unit, or the line of a long one that writes the figure."""
    page = next(page.text for page in document.pages if page.number == unit.page)
    start, end = unit.start, unit.end
    if end - start > LONGEST:
        at = start
        for line in re.findall(r"[^\n]*\n|[^\n]+$", page[start:end]):
            if _writes(line, value):
                start, end = at, at + len(line.rstrip())
                break
            at += len(line)
    return Evidence(document.id, unit.page, start, end, page[start:end])


def _counts(text: str, value: float, things: Sequence[str]) -> bool:
    """Whether a small number of a text stands before a thing that the question names: "23 communes"."""
    folded = fold(" ".join(text.split()))
    for match in re.finditer(
        rf"(?:\b[a-z]+aine d(?:e |')|\d+(?:,\d+)?|\b(?:{NUMERAL})\b) ?(?P<of>(?:[a-z]+ )?[a-z]+|%)", folded
    ):
        told = match["of"] == "%" or any(singular(word) in things for word in match["of"].split())
        if told and _writes(match.group()[: match.start("of") - match.start()], value):
            return True
    return False


def _writes(text: str, value: float) -> bool:
    """Whether a text writes a number, in figures, in words, or as about so many."""
    folded = re.sub(r"(?<=\d)[  .](?=\d{3}(?!\d))", "", fold(text))
    figures = {_value(found) for found in re.findall(r"(?<![\d,.])\d+(?:,\d+)?(?![\d,]\d)", folded)}
    if value in figures:
        return True
    thousands = {1000 * _value(found) for found in re.findall(r"(\d+(?:,\d+)?) ?k ?€", folded)}
    if value in thousands or any(_ABOUT.get(word) == value for word in re.findall(r"\b[a-z]+aine\b", folded)):
        return True
    if value != int(value) or not (2 <= value < RARE):
        return False
    return any(numeral(words) == value for words in re.findall(rf"\b{NUMERAL}\b", folded))


def _value(figure: str) -> float:
    return float(re.sub(r"[ .]", "", figure).replace(",", "."))
