"""The title that a heading carries, without what announces and numbers it. Pure functions."""

from __future__ import annotations

import re

from ingest.facts.items import joined
from ingest.facts.reading import Reading, Run, letters
from ingest.facts.records import Place, Said
from ingest.facts.sheets.indicators import fold_same
from ingest.records import Section, SectionKind
from ingest.structure.headings import COUNTED, SUBORDINATE, Group, group, heading, in_figures
from ingest.structure.notes import without_call
from ingest.structure.numbers import OF_PATH, OF_TITLE, number_of
from ingest.structure.references import is_reference

_ANNOUNCED = re.compile(
    r"[\s•▪|*#–-]*(?:\d{1,2}(?:[.\-]\d{1,2}){0,2}[.)]?\s+(?=(?:axe|thematique|theme|priorite|enjeu|orientation|defi|pilier"
    r"|volet|ambition)\s+(?:n\s*°\s*)?\w))?(?:fiche[\s-]*(?:actions?|projets?|mesures?)?|(?:fiche[\s-]*)?operations?|actions?|mesures?|projets?|initiatives?|chantiers?|dispositifs?|interventions?"
    r"|engagements?|axe|thematique|theme|priorite|enjeu"
    r"|orientation|objectif|defi|pilier|volet|ambition)(?:\s+(?:strategique|thematique|prioritaire|operationnel|general|specifique)s?)?"
    rf"\s*(?:n\s*[°ºo]?\s*)?(?:{OF_TITLE}|[a-h](?=\s*[:–—-])|[a-z]{{2,4}}(?=\s*[:|·•–—])){COUNTED}\s*[:.–—|/·•-]*\s*(?:[:.–—|·•-]\s*)*"
)
# "AS-1 Ouvrir", "Fiche SM 2 : Former": the letters of an axis before the number, in capitals.
_CODED = re.compile(
    r"[\s•▪|*#–-]*(?:(?:[Ff]iche|FICHE)[\s-]*(?:[Aa]ctions?|ACTIONS?)?\s*|(?:[Aa]ction|ACTION)\s*)?(?:[Nn]\s*[°º]\s*)?"
    rf"(?!(?:[IVX]+|LES?|LA|DES?|DU|UNE?|AUX?)[.\s-])[A-Z]{{2,4}}\s?[.-]?\s?\d{{1,2}}(?![\d\w%€]){COUNTED}\s*[:.–—|/·•)-]*\s*(?=\S)"
)
_ENTITLED = re.compile(
    r"\W*(?:(?:intitule|titre|nom|libelle)(?: d[eu](?: l['’])? ?(?:action|fiche|projet))?|action)\s*(?::|\n)\s*"
)
# What groups sheets under a word of its own: "Cap 2 · Vivre ensemble".
_ANY_GROUP = re.compile(
    r"[\s•▪|*#–-]*[A-ZÀ-Ý][\w’']+(?: [a-zà-ÿ]+)?\s(?:n\s?°\s?)?(?P<number>\d{1,2}|[IVX]{1,4}|[A-H])(?![\w%€,])"
    r"\s*[:.|·•–—-]*\s*"
)
# What groups sheets under a number alone: "II. Vivre ensemble".
_BARE_GROUP = re.compile(r"[\s•▪|*#–-]*(?P<number>\d{1,2}|[IVX]{1,4}|[A-H])\s?[.):–-]+\s*(?=[^\W\d])")
_NUMBERED = re.compile(
    rf"[\s•▪|*#–-]*(?:n\s*[°º]\s*)?"
    rf"(?:(?=[ivx]{{0,4}}\w?[.\s-]?\d)(?:{OF_TITLE})\s?[.)/:–-]*|[ivx]{{1,4}}\s?[.)/:–-]|{OF_PATH}\s?[.)/:|–—-]*)\s*(?=\S)"
)


def heading_run(reading: Reading, section: Section) -> Run:
    """The lines of a section's heading."""
    run = reading.run(section, heading=True)
    left, kept = letters(section.title), 0
    for line in run.lines:
        own = letters(line.text)
        if not left:
            break
        kept += 1
        left = left[len(own) :] if left.startswith(own) else ""
    return Run(run.document_id, run.pages, run.lines[:kept])


def title_of(reading: Reading, section: Section, place: Place) -> Said | None:
    """A section's title without "Fiche action 1.1 :" or "Axe 2 –", None for a heading that has a number only."""
    run = heading_run(reading, section)
    found = _title_in(run, reading, section, place)
    return _own_cell(run, found, place) if found and section.kind is SectionKind.AXIS else found


# "3 | Ouvrir une antenne": the number of a sheet in a cell of its own, then its title.
_NUMBERED_CELL = re.compile(r"(?:[A-Z]\.?)?\d{1,2}(?:[.-]\d{1,2}){0,2} \| [A-ZÀ-Ý]")


def _own_cell(run: Run, title: Said, place: Place) -> Said | None:
    """The title of an axis in a row of a table, without the cells beside it that tell its sheets."""
    low = run.text.find(title.evidence[0].quote)
    quote, *others = re.split(r" \| ", title.evidence[0].quote, maxsplit=1)
    if low < 0 or not others or len(title.evidence) > 1:
        return title
    if not (heading(others[0], actions=True) or _NUMBERED_CELL.match(others[0])):
        return title
    return run.said(low, low + len(quote.rstrip()), place, joined(quote.replace(" ; ", " ")))


def _title_in(run: Run, reading: Reading, section: Section, place: Place) -> Said | None:
    below = [line.text for line in reading.lines if line.page == section.start[0]]
    end = len(without_call(run.text.rstrip(), below))
    if section.kind is SectionKind.SHEET and (beside := _beside(run)):
        start = beside[2]
        return titled(run, start, end, place) if end > start else None
    if section.kind is SectionKind.SHEET and (lead := _behind_reference(run)):
        return titled(run, lead, end, place)
    if run.lines and (lead := _in_letters(run.text)):
        return titled(run, lead, end, place) if end > lead else None
    group_ = _ANY_GROUP.match(run.text) if section.kind is SectionKind.AXIS else None
    if group_ and not _ANNOUNCED.match(fold_same(run.text).lower()) and number_of(group_["number"]) == section.number:
        return titled(run, group_.end(), end, place) if end > group_.end() else None
    bare = _BARE_GROUP.match(run.text) if section.kind is SectionKind.AXIS else None
    if bare and number_of(bare["number"]) == section.number:
        return titled(run, bare.end(), end, place)
    return titled(run, 0, end, place, numbered=section.kind is SectionKind.SHEET)


def _behind_reference(run: Run) -> int:
    """Where the title begins below a number and the codes of what the sheet serves: "Fiche n° 3 – OS1/OO2"; else 0."""
    if len(run.lines) < 2:
        return 0
    first = run.lines[0].text
    match = _ANNOUNCED.match(fold_same(first).lower())
    return len(first) + 1 if match and is_reference(first[match.end() :]) else 0


def _in_letters(text: str) -> int:
    """Where the title begins behind a word and its number in letters: "Cap deuxième. Vivre", 0 where there is none."""
    bare = text.lstrip(" •▪|*#–-")
    first = bare.split("\n", 1)[0]
    told = in_figures(first)
    if told == first or not (match := re.match(r"\w+ \d+\s*[:.·|–—-]\s*", told)):
        return 0
    return len(text) - len(bare) + len(first) - len(told) + match.end()


def group_of(reading: Reading, sheet: Section) -> tuple[Group, Said] | None:
    """The group that a sheet's heading names on the line above its title, and where; None where it names none."""
    run = heading_run(reading, sheet)
    found = _beside(run)
    return (found[0], run.said(found[1], found[2], Place.SHEET, found[0].title)) if found else None


def _beside(run: Run) -> tuple[Group, int, int] | None:
    """The group that a heading names behind its number, or right below it, where its title begins and ends."""
    if len(run.lines) < 2:
        return None
    first = run.lines[0].text
    match = _ANNOUNCED.match(fold_same(first).lower())
    if match is None:
        return None
    if found := group(first[match.end() :]):
        return (found, first.rfind(found.title), len(first)) if found.title else None
    if first[match.end() :].strip() or len(run.lines) < 3:
        return None
    # "Fiche n° 3 / Axe 2 · Vieillir chez soi", white space, then the sheet's title.
    below = next((k for k in range(2, len(run.lines)) if run.lines[k].after_gap), 2)
    found = group(joined(" ".join(line.text for line in run.lines[1:below])))
    if found is None or not found.title:
        return None
    start = run.text.find(found.title.split()[0], len(first) + 1)
    end = run.text.find("\n" + run.lines[below].text, start)
    return (found, start, end) if start >= 0 and end > start else None


# "Soins de proximité (actions n° 1 à 4)": what stands under a title is no part of it.
_REACH = re.compile(r"\s*\((?:[Ff]iches?|[Aa]ctions?)(?:[- ]actions?)?\s[^()\n]*\d[^()\n]*\)$")


def titled(run: Run, start: int, end: int, place: Place, *, numbered: bool = False) -> Said | None:
    """The title that characters `start` to `end` of a run write; `numbered` takes "1.1 Former" as numbered too."""
    plain = fold_same(run.text[start:end]).lower()
    match = _ANNOUNCED.match(plain)
    if numbered and match is None:
        match = _CODED.match(run.text[start:end]) or _NUMBERED.match(plain)
    low = start + (match.end() if match else 0)
    entitled = _ENTITLED.match(fold_same(run.text[low:end]).lower())
    low += entitled.end() if entitled else 0
    text = run.text[low:end]
    low += len(text) - len(text.lstrip(" \n:–—-|•·*"))
    if subordinate := SUBORDINATE.search(run.text, low, end):
        end = subordinate.start()
    high = low + len(run.text[low:end].rstrip(" \n:;,|"))
    if reach := _REACH.search(run.text, low, high):
        high = reach.start()
    value = joined(run.text[low:high])
    if not re.search(r"[^\W\d]", value):
        return None
    return run.said(low, high, place, value.removesuffix(".") if not value.endswith("..") else value)
