"""What a scan makes of letters: whether a page bears such stains, and the document's clean form of a name. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from rapidfuzz import fuzz

from ingest.facts.parties.likeness import as_read
from ingest.facts.parties.people import people
from ingest.facts.reading import Reading, Run, flat
from ingest.facts.records import Evidence, Said
from ingest.structure.lines import Line

# Letters, digits or signs that no word holds at that place: "SlGNATURE", "ARN0UX", "déIégation", "2O25".
_STAIN = re.compile(
    r"[A-ZÀ-Ý]{2}l(?=[A-ZÀ-Ý]|\b)|-[A-ZÀ-Ý]l(?=[ A-ZÀ-Ý]|$)|[A-ZÀ-Ýa-zà-ÿ][01358](?=[A-ZÀ-Ýa-zà-ÿ])|\b[018][A-ZÀ-Ý]{3}"
    r"|[a-zà-ÿ]I(?=[a-zà-ÿ]|\b)|\bI['’](?=[A-Za-zÀ-ÿ])|\bI[ae]s? (?=[A-Za-zà-ÿ])|[A-ZÀ-Ý]I(?=[a-zà-ÿ]{2})|\d[OIl](?=\d)"
)
# So many make a page one whose letters are not to be trusted.
STAINED_PAGE = 4
# A name is the clean one from this likeness on (0-100), where no other name of the document is as near.
SAME_NAME = 84
_MENDED = (
    (re.compile(r"(?<=[A-ZÀ-Ý]{2})l(?=[A-ZÀ-Ý]|\b)"), "I"),
    (re.compile(r"(?<=[a-zà-ÿ])I(?=[a-zà-ÿ]|\b)|\bI(?=['’]|[ae]s? [A-Za-zà-ÿ])|(?<=[A-ZÀ-Ý])I(?=[a-zà-ÿ]{2})"), "l"),
    (re.compile(r"(?<=[A-ZÀ-Ý])0(?=[A-ZÀ-Ý])|\b0(?=[A-ZÀ-Ý]{2})"), "O"),
    (re.compile(r"(?<=[a-zà-ÿ])1(?=[a-zà-ÿ])"), "l"),
    (re.compile(r"(?<=[a-zà-ÿ])0(?=[a-zà-ÿ])"), "o"),
    (re.compile(r"\b8(?=[A-ZÀ-Ý]{2})|(?<=[A-ZÀ-Ý])8(?=[A-ZÀ-Ý])"), "B"),
    (re.compile(r"(?<=\d)O(?=\d)"), "0"),
    (re.compile(r"(?<=\w)\.(?= (?:le|la|l['’])\b)"), ","),
)


def is_stained(text: str) -> bool:
    """Whether a page's letters were misread in so many places that none of them is certain."""
    return len(_STAIN.findall(text)) >= STAINED_PAGE


def has_stain(text: str) -> bool:
    """Whether a name holds what no name holds."""
    return _STAIN.search(text) is not None


def mended(run: Run) -> Run:
    """The run as it was meant, letter for letter, for telling who is who; its words prove nothing."""
    return replace(run, lines=tuple(_mended(line) for line in run.lines))


def _mended(line: Line) -> Line:
    text = line.text
    for pattern, letter in _MENDED:
        text = pattern.sub(letter, text)
    return replace(line, text=text)


def clean_person(reading: Reading, printed: Said) -> Said | None:
    """The person as the pages that are not stained write the name; None where they name nobody so nearly alike."""
    sought = as_read(printed.value)
    best: dict[str, tuple[float, Said]] = {}
    for evidence in _named(reading):
        value = flat(evidence.quote)
        ratio = fuzz.ratio(sought, as_read(value))
        if ratio >= SAME_NAME and ratio > best.get(as_read(value), (0.0, printed))[0]:
            best[as_read(value)] = ratio, Said(value, (*printed.evidence, evidence), printed.place)
    return next(iter(best.values()))[1] if len(best) == 1 else None


def _named(reading: Reading) -> Iterator[Evidence]:
    for page in reading.pages:
        if not is_stained(page.text):
            for start, end in people(page.text):
                yield Evidence(reading.document_id, page.number, start, end, page.text[start:end])


def clean_word(reading: Reading, printed: Said) -> Said:
    """A place's name as a page that is not stained writes it, else as printed."""
    if not has_stain(printed.value):
        return printed
    sought = as_read(printed.value)
    for page in reading.pages:
        if is_stained(page.text):
            continue
        for match in re.finditer(r"[A-ZÀ-Ý][\w’'-]{2,}(?:[ -][\w’'-]+){0,4}", page.text):
            words = list(re.finditer(r"\S+", match.group()))
            for word in words:
                end = match.start() + word.end()
                if as_read(page.text[match.start() : end]) == sought:
                    quote = page.text[match.start() : end]
                    evidence = Evidence(reading.document_id, page.number, match.start(), end, quote)
                    return Said(flat(quote), (*printed.evidence, evidence), printed.place)
    return printed
