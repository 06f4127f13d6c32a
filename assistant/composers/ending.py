"""The day on which a contract ends, where its text writes it. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.library import UnderstoodContract
from ingest.facts.calendar import mentions
from ingest.facts.folding import folded
from ingest.facts.records import Evidence, Said
from ingest.facts.statements import CONTRACT
from ingest.naming import fold
from ingest.records import Document

# The end stands so near the duration, or in the article that is about it.
AROUND = 300
# A longer sentence is quoted from the words that say the end.
QUOTED = 200

_ENDS = re.compile(
    r"(?:\bjusqu'au|\b(?:prend(?:ra)? fin|expire(?:ra)?|s'acheve(?:ra)?|se termine(?:ra)?|arrive(?:ra)? a (?:son )?"
    r"(?:echeance|terme)|(?:echeance|terme) (?:est |sera )?fixee?) (?:le|au)"
    r"|\bdu (?:1 ?er|\d{1,2}) [a-z]+ 20\d\d (?:inclus )?au) $"
)
# What ends on a day of its own, or might have.
_OTHER = re.compile(
    r"\b(?:avenants?|prolong\w*|prorog\w*|renouvel\w*|reconduc\w*|reconduit\w*|precedents?|ancien"
    r"|premier (?:cls|contrat)|adhe\w+|candidat\w*|mandats?|conventions?|cpom|crte|ptsm|prs|schema|programme|plan"
    r"|evaluations?|bilan|financ\w+|subvention\w*|postes?|preavis|resili\w*|donnees|avait|etait|sauf|peut|pourra)\b"
)


def ends(contract: UnderstoodContract) -> tuple[Said, ...]:
    """The days on which the contract ends, each distinct one with its first place; none where no text writes it."""
    found: dict[str, Said] = {}
    for evidence in _places(contract):
        for said in _written(evidence, contract.period):
            found.setdefault(said.value, said)
    return tuple(found.values())


def _places(contract: UnderstoodContract) -> Iterator[Evidence]:
    """The stretches of pages in which an end is the contract's: what amends it, its duration, the articles about it."""
    for amendment in contract.record.amendments:
        yield from (evidence for change in amendment.changes for evidence in change.evidence)
    for document in contract.documents:
        told = [e for said in contract.record.duration for e in said.evidence if e.document_id == document.id]
        for evidence in told:
            yield from _stretch(document, evidence.page, evidence.start - AROUND, evidence.end + AROUND)
        for section in document.sections:
            if section.number and re.search(r"\b(?:duree|validite|entree en vigueur)\b", fold(section.title)):
                for page in range(section.start[0], section.end[0] + 1):
                    start = section.start[1] if page == section.start[0] else 0
                    end = section.end[1] if page == section.end[0] else 10**9
                    yield from _stretch(document, page, start, end)


def _stretch(document: Document, number: int, start: int, end: int) -> Iterator[Evidence]:
    for page in document.pages:
        if page.number == number:
            low, high = max(0, start), min(len(page.text), end)
            yield Evidence(document.id, number, low, high, page.text[low:high])


def _written(place: Evidence, period: str) -> Iterator[Said]:
    whole = folded(place.quote)
    for day in mentions(whole.text):
        before = whole.text[: day.start]
        begin = max((match.end() for match in re.finditer(r"[.;:!?] |\n", before)), default=0)
        match = _ENDS.search(before, begin)
        sentence = before[begin:]
        if not match or not day.day or not _fits(day.year, period) or _OTHER.search(sentence):
            continue
        if CONTRACT.search(sentence) or re.match(r"il\b", sentence):
            start, end = whole.back(begin if day.end - begin <= QUOTED else match.start(), day.end)
            # A title above the sentence is no part of it.
            start = max([start, *(start + m.end() for m in re.finditer(r"\n(?=[A-ZÀ-Ý«])", place.quote[start:end]))])
            low, high = place.start + start, place.start + end
            yield Said(day.iso, (Evidence(place.document_id, place.page, low, high, place.quote[start:end]),))


def _fits(year: int, period: str) -> bool:
    """Whether a contract of these years may end in that year: contracts signed late in a year end in the next."""
    last = int(period[-4:]) if period[-4:].isdigit() else 0
    return bool(year) and (not last or last <= year <= last + 1)


def is_amended(contract: UnderstoodContract, end: Said) -> bool:
    """Whether an end is one that an avenant sets."""
    changes = [e for one in contract.record.amendments for change in one.changes for e in change.evidence]
    return any(
        (e.document_id, e.page) == (said.document_id, said.page) and e.start <= said.start < e.end
        for said in end.evidence
        for e in changes
    )
