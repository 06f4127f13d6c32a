"""Amendments (avenants): what one changes, article by article, and those that a contract says were signed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ingest.facts.articles.clauses import Clause, clauses
from ingest.facts.reading import Reading, Run, letters
from ingest.facts.records import Amendment, Evidence, Place, Said
from ingest.naming import fold
from ingest.records import SectionKind
from ingest.structure.lines import Line

# A document says what it is within its first lines.
TITLE_LINES = 12
# What an amendment amends stands within so many lines of its title; how it opens, within so many.
NAMED_LINES, OPENING_LINES = 4, 16
_MONTHS = {
    name: number
    for number, names in enumerate(
        "janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre".split("|"), 1
    )
    for name in (names,)
}
_DATE = re.compile(
    rf"(?:(?P<day>\d{{1,2}})(?:er)?\s+)?(?P<month>{'|'.join(_MONTHS)})\s+(?P<year>(?:19|20)\d{{2}})"
    r"|(?P<d>\d{1,2})[/.](?P<m>\d{1,2})[/.](?P<y>(?:19|20)\d{2})"
)
_ORDINALS = {"premier": "1", "deuxieme": "2", "second": "2", "troisieme": "3", "quatrieme": "4", "cinquieme": "5"}
_NUMBER = r"(?:n\s?[°ºo]?\s?\.?\s?(?P<number>\d{1,2})\b)"
_TITLE = re.compile(
    rf"^\W*(?:projet d['’]\s?)?(?:(?P<ordinal>{'|'.join(_ORDINALS)}) )?avenant\b\s*{_NUMBER}?\s*"
    r"(?:$|[:–-]|(?:de \w+ )?(?:au|a la|du|de|relatif|portant)\b)"
)
_MENTION = re.compile(rf"(?:(?P<ordinal>{'|'.join(_ORDINALS)}) )?\bavenant\b\s*{_NUMBER}?(?P<rest>[^.;]{{0,90}})")
_SIGNED = re.compile(r"\b(?:signee?s?|conclue?s?|date|en date|du|le|a ete signe|adopte|approuve)\b[^.;]{0,25}$")
_CHANGES = re.compile(
    r"\b(?:est|sont|sera|seront|a ete|ont ete)\s+(?:ainsi |donc |egalement |desormais )*(?:modifi|remplac|complet|ajout"
    r"|supprim|insere|prolong|proroge|abroge|retir|redige|substitue|porte|actualis|reconduit|integre|fusionn)\w*"
    r"|\b(?:remplace|modifie|proroge|prolonge|complete|se substitue|ajoute|integre|supprime|annule)(?:nt)?\b"
    r"|\bau lieu de\b|\ba pour objet (?:de|d')"
)
_UNCHANGED = re.compile(
    r"\b(?:inchange|demeurent|restent|sans changement|reste en vigueur|non modifie|non contraires)\w*"
)
_PRONOUN = re.compile(r"(?:il|elle|ils|elles|celui-ci|celle-ci|ceux-ci|celles-ci)\b")
_SIGNED_ON = re.compile(r"^(?:fait|signe)\b.*\ble\b")
_OPENS = re.compile(r"^\W*(?:entre les|vu |article |il est convenu|les parties)")


def amendments(reading: Reading) -> tuple[Amendment, ...]:
    """The amendment that the document is, else those that stand behind the contract or that it says were signed."""
    title = _own_title(reading)
    if title is not None:
        return (_own(reading, title),)
    behind = [_own(part, line) for part, line in _behind(reading)]
    found: dict[tuple[str, str], Amendment] = {(amendment.number, amendment.date): amendment for amendment in behind}
    for amendment in _mentioned(without_amendments(reading)):
        if any(amendment.number == own.number for own in behind):
            continue
        key = (amendment.number, amendment.date)
        same = [k for k in found if k[0] == key[0] and key[0] and (not k[1] or not key[1])]
        if same and amendment.date:
            del found[same[0]]
        elif same:
            continue
        found.setdefault(key, amendment)
    return tuple(found.values())


def without_amendments(reading: Reading) -> Reading:
    """The reading up to the amendments behind the contract, but for sheets: what they change is not what it says."""
    bounds = [(line.page, line.start) for _, line in _behind(reading)]
    return _between(reading, (0, 0), bounds[0]) if bounds else reading


def _own_title(reading: Reading) -> Line | None:
    """The line that says that the document is an amendment."""
    return next((line for i, line in enumerate(reading.lines[:TITLE_LINES]) if _is_title(reading, i)), None)


def _is_title(reading: Reading, i: int) -> bool:
    line = reading.lines[i]
    if not _TITLE.match(fold(line.text)) or len(line.text) > 160 or line.text.rstrip().endswith((".", ",", ";")):
        return False
    following = fold(" ".join(item.text for item in reading.lines[i : i + NAMED_LINES]))
    return re.search(r"contrat|\bcls\b", following) is not None


def _behind(reading: Reading) -> list[tuple[Reading, Line]]:
    """The amendments whose text stands behind the contract's: each with its title."""
    if _own_title(reading) is not None:
        return []
    titles: list[Line] = []
    for i, line in enumerate(reading.lines):
        if not (line.text[:1].isupper() and _is_title(reading, i)):
            continue
        below = reading.lines[i + 1 : i + 1 + OPENING_LINES]
        opens = sum(_OPENS.match(fold(item.text)) is not None for item in below)
        # A cover of its own may repeat the title; a list of contents has no text below it.
        if opens and not (titles and letters(line.text).startswith(letters(titles[-1].text))):
            titles.append(line)
    ends = [*((line.page, line.start) for line in titles[1:]), (len(reading.pages) + 1, 0)]
    parts = [(_between(reading, (line.page, line.start), end), line) for line, end in zip(titles, ends, strict=False)]
    return parts if all(_signed_on(part) or any(_changes(part)) for part, _ in parts) else []


def _between(reading: Reading, low: tuple[int, int], high: tuple[int, int]) -> Reading:
    """The lines and the sections from one place to another."""
    return replace(
        reading,
        lines=tuple(line for line in reading.lines if low <= (line.page, line.start) < high),
        sections=tuple(
            replace(section, end=min(section.end, high)) for section in reading.sections if low <= section.start < high
        ),
    )


def _own(reading: Reading, title: Line) -> Amendment:
    match = _TITLE.match(fold(title.text))
    assert match is not None
    number = match["number"] or _ORDINALS.get(match["ordinal"] or "", "")
    dated = _signed_on(reading)
    evidence = Run(reading.document_id, reading.pages, (title,)).evidence()
    return Amendment(
        evidence + (dated[1] if dated else ()), number, dated[0] if dated else "", tuple(_changes(reading))
    )


def _signed_on(reading: Reading) -> tuple[str, tuple[Evidence, ...]] | None:
    for line in reading.lines:
        folded = fold(line.text)
        if _SIGNED_ON.match(folded) and (date := _DATE.search(folded)):
            return _iso(date), Run(reading.document_id, reading.pages, (line,)).evidence()
    return None


def _changes(reading: Reading) -> Iterator[Said]:
    """What each article of an amendment changes: its sentence, with what it announces."""
    articles = reading.of(SectionKind.ARTICLE)
    runs = [reading.run(section) for section in articles] or [reading.whole]
    for run in runs:
        listed = clauses(run)
        last = 0
        for i, clause in enumerate(listed):
            folded = clause.folded
            change, same = _CHANGES.search(folded), _UNCHANGED.search(folded)
            # "… est portée à 32 000 €, le taux restant inchangé" changes something all the same.
            if clause.start < last or change is None or (same and same.start() < change.start()):
                continue
            announced = "a pour objet" in folded and not clause.announces and len(articles) > 1
            if announced or folded.startswith(("vu ", "considerant")):
                continue  # the articles after it say the change itself
            end = last = _announced_end(listed, i) if clause.announces else _told_end(listed, i)
            yield run.said(clause.start, end, Place.ARTICLE)


def _told_end(listed: tuple[Clause, ...], i: int) -> int:
    """Where the sentences end that go on with a change: "Il prend fin le 31 décembre 2032"."""
    end = listed[i].end
    for clause in listed[i + 1 :]:
        if not _PRONOUN.match(clause.folded):
            break
        end = clause.end
    return end


def _announced_end(listed: tuple[Clause, ...], i: int) -> int:
    """Where what a sentence announces ends: its list, or the new wording up to the next change."""
    end = listed[i].end
    for clause in listed[i + 1 :]:
        tied = clause.opening == (listed[i].start, listed[i].end)
        if not tied and (_CHANGES.search(clause.folded) or _UNCHANGED.search(clause.folded)):
            break
        end = clause.end
    return end


def _mentioned(reading: Reading) -> Iterator[Amendment]:
    """Amendments that a sentence says were signed, by number and date: a clause on amendments to come names neither."""
    sheets = reading.of(SectionKind.SHEET)
    lines = tuple(line for line in reading.lines if not any(s.start <= (line.page, line.start) < s.end for s in sheets))
    run = Run(reading.document_id, reading.pages, lines)
    for clause in clauses(run):
        folded = clause.folded
        for match in _MENTION.finditer(folded):
            number = match["number"] or _ORDINALS.get(match["ordinal"] or "", "")
            date = _DATE.search(match["rest"])
            signed = date is not None and _SIGNED.search(match["rest"][: date.start()]) is not None
            told = re.search(r"\b(?:signe|conclu|adopte)\w*", folded) is not None
            if (number and (signed or told)) or (signed and told):
                when = _iso(date) if date and signed else ""
                yield Amendment(run.evidence(clause.start, clause.end), number, when)


def _iso(match: re.Match[str]) -> str:
    if match["y"]:
        return f"{match['y']}-{int(match['m']):02}-{int(match['d']):02}"
    month = f"{match['year']}-{_MONTHS[match['month']]:02}"
    return f"{month}-{int(match['day']):02}" if match["day"] else month
