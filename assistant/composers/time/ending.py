"""The days on which a contract begins and ends, where its text writes them. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.library import UnderstoodContract
from ingest.facts.articles.statements import CONTRACT
from ingest.facts.calendar import mentions
from ingest.facts.folding import folded
from ingest.facts.records import Evidence, Said
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
_BEGINS = re.compile(
    r"(?:\b(?:prend(?:ra)? effet|entre(?:ra)? en vigueur|commence(?:ra)?|debute(?:ra)?|demarre(?:ra)?|court"
    r"|produit ses effets|applicable|conclu\b[^.;]{0,60}|souscrit\b[^.;]{0,60})"
    r"(?: a compter)?,? (?:le|du|au|des le)|, du) $"
)
_AT_SIGNING = re.compile(
    r"\b(?:entre(?:ra)? en vigueur|prend(?:ra)? effet)\b (?:a compter d|des|le jour d|a la date d|a)"
    r"[^.;]{0,12}\bsignature\b"
)
# A heading run together with the sentence below it is no part of it.
_HEADING = re.compile(
    r"^\W*(?:(?:article|chapitre|titre|regle|section) )?[\divx]+(?:[.-]\d+)*\.? ?[-:.]? [^.;]{0,60}? "
    r"(?=(?:le (?:present )?(?:contrat|cls)|il)\b)"
)
# What ends on a day of its own, or might have.
_OTHER = re.compile(
    r"\b(?:avenants?|prolong\w*|prorog\w*|renouvel\w*|reconduc\w*|reconduit\w*|precedents?|ancien"
    r"|premier (?:cls|contrat)|adhe\w+|candidat\w*|mandats?|conventions?|cpom|crte|ptsm|prs|schema|programme|plan"
    r"|evaluations?|bilan|financ\w+|subvention\w*|postes?|preavis|resili\w*|donnees|avait|etait|sauf|peut|pourra)\b"
)

# "La date du « 31 mars 2031 » est remplacée par celle du « 31 mars 2032 »", as an avenant says it.
_REPLACED = re.compile(r"«(?P<old>[^«»]{4,60})»[^«».]{0,20}\bremplacee?s? par\b[^«».]{0,30}«(?P<new>[^«»]{4,60})»")


def ends(contract: UnderstoodContract) -> tuple[Said, ...]:
    """The days on which the contract ends, each distinct one with its first place; none where no text writes it."""
    found: dict[str, Said] = {said.value: said for said in _replaced(contract)}
    for evidence in _places(contract):
        for said in _written(evidence, contract.period, _ENDS):
            found.setdefault(said.value, said)
    return tuple(found.values())


def begins(contract: UnderstoodContract) -> tuple[Said, ...]:
    """The day from which the contract runs, with its place; none where no text writes it."""
    places = _places(contract)
    return tuple(said for evidence in places for said in _written(evidence, contract.period, _BEGINS))[:1]


def at_signing(contract: UnderstoodContract) -> tuple[Evidence, ...]:
    """Where the contract is said to begin with its signature."""
    for place in _places(contract):
        whole = folded(place.quote)
        match = _AT_SIGNING.search(whole.text)
        if match:
            start, end = whole.back(match.start(), match.end())
            low, high = place.start + start, place.start + end
            return (Evidence(place.document_id, place.page, low, high, place.quote[start:end]),)
    return ()


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


def _written(place: Evidence, period: str, form: re.Pattern[str]) -> Iterator[Said]:
    whole = folded(place.quote)
    fits = _fits if form is _ENDS else _opens
    for day in mentions(whole.text):
        before = whole.text[: day.start]
        begin = max((match.end() for match in re.finditer(r"[.;:!?] |\n", before)), default=0)
        heading = _HEADING.match(before[begin:])
        begin += heading.end() if heading else 0
        match = form.search(before, begin)
        sentence = before[begin:]
        if not match or not day.day or not fits(day.year, period) or _OTHER.search(sentence):
            continue
        if CONTRACT.search(sentence) or re.search(r"(?:^|, )il\b", sentence):
            start, end = whole.back(begin if day.end - begin <= QUOTED else match.start(), day.end)
            # A title above the sentence is no part of it.
            start = max([start, *(start + m.end() for m in re.finditer(r"\n(?=[A-ZÀ-Ý«])", place.quote[start:end]))])
            low, high = place.start + start, place.start + end
            yield Said(day.iso, (Evidence(place.document_id, place.page, low, high, place.quote[start:end]),))


def _fits(year: int, period: str) -> bool:
    """Whether a contract of these years may end in that year: contracts signed late in a year end in the next."""
    last = int(period[-4:]) if period[-4:].isdigit() else 0
    return bool(year) and (not last or last <= year <= last + 1)


def _opens(year: int, period: str) -> bool:
    """Whether a contract of these years may begin in that year."""
    first = int(period[:4]) if period[:4].isdigit() else 0
    return bool(year) and (not first or first - 1 <= year <= first + 1)


def _replaced(contract: UnderstoodContract) -> Iterator[Said]:
    """The last day that an avenant puts in the place of the contract's."""
    for document in contract.documents:
        for page in document.pages:
            if "remplac" not in page.text:
                continue
            whole = folded(page.text)
            for match in _REPLACED.finditer(whole.text):
                old, new = ([*mentions(match[part])] for part in ("old", "new"))
                if not (old and new and old[-1].day and new[-1].day and _fits(old[-1].year, contract.period)):
                    continue
                begin = max((m.end() for m in re.finditer(r"[.;:!?] |\n\n", whole.text[: match.start()])), default=0)
                begin = begin if match.end() - begin <= AROUND else match.start()
                start, end = whole.back(begin, match.end())
                quote = page.text[start:end]
                yield Said(new[-1].iso, (Evidence(document.id, page.number, start, end, quote),))


def is_amended(contract: UnderstoodContract, end: Said) -> bool:
    """Whether an end is one that an avenant sets."""
    if end in _replaced(contract):
        return True
    changes = [e for one in contract.record.amendments for change in one.changes for e in change.evidence]
    return any(
        (e.document_id, e.page) == (said.document_id, said.page) and e.start <= said.start < e.end
        for said in end.evidence
        for e in changes
    )
