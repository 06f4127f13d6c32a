"""Persons and their offices as contracts write them: "son président, M. Paul DURAND". Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ingest.facts.folding import Folded, folded, pattern_of

_CIVILITY = (
    r"(?:M\.|MM\.|[Mm]me\.?|MME\.?|Mlle|Mr\.?|[Mm]onsieur|MONSIEUR|[Mm]adame|MADAME|[Dd]octeur|DOCTEUR|Dr\.?"
    r"|[Pp]rofesseur|Pr\.?)"
)
_UPPER = "A-ZÀ-ÖØ-Ý"
_PARTICLE = r"(?:(?:de|du|des|la|le|van|von|ben|el|da|di|dos|y) |d[’'])"
_TOKEN = rf"[{_UPPER}][\w’'.-]*"
_NAME = rf"{_TOKEN}(?: {_PARTICLE}{{0,2}}{_TOKEN}){{0,4}}"
_WITH_CIVILITY = re.compile(
    rf"(?<![\w]){_CIVILITY}[ \n]?(?:{_CIVILITY}[ \n]?)*"
    # A line may end between the given name and the surname.
    rf"(?P<name>{_TOKEN}(?: {_PARTICLE}{{0,2}}{_TOKEN}){{1,4}}|{_TOKEN}\n{_TOKEN}(?: {_TOKEN})?|{_TOKEN})"
)
_CUT_NAME = re.compile(rf"{_CIVILITY}(?: {_TOKEN})?$")
# Without a civility, a surname in capitals tells a person.
_GIVEN = rf"[{_UPPER}][a-zà-öø-ÿ’']+(?:-[{_UPPER}][a-zà-öø-ÿ’']+)?"
_SURNAME = rf"(?:{_PARTICLE})?[{_UPPER}][{_UPPER}’'-]+"
_WITH_CAPITALS = re.compile(rf"(?<![\w’'-])(?P<name>{_GIVEN}(?: {_GIVEN})?(?: {_SURNAME}){{1,3}})(?![\w’'-])")
_ALONE = re.compile(rf"{_TOKEN}(?: {_PARTICLE}{{0,2}}{_TOKEN}){{1,3}}")

# "…, que représente Paul Durand, directeur": nothing else tells that it is a person.
_SPACED = _NAME.replace(" ", r"[ \n]")
_SPOKEN_BY = re.compile(
    r"\b(?:que représente(?:nt)?|représentée?s? par|agissant par|pour (?:mandataire|représentante?)"
    r"|en la personne de)\s+"
    rf"(?P<name>{_SPACED})(?=\s*(?:[,;.(]|$))"
)
# What ends an office: "président de l'agence, dûment habilité…".
_OFFICE_END = re.compile(
    r",|;|\.(?= |$)|\n| (?:dument|habilite|agissant|ci-apres|autorise|en vertu|par deliberation|m\.|mme|mr|monsieur"
    r"|madame|docteur|dr|ou son representant)\b|\(| - "
)
# Their place belongs to the office; that of others is the organisation that they sign for.
_TERRITORIAL = ("prefet", "sous-prefet", "prefete", "sous-prefete", "maire", "recteur", "rectrice")
_QUALIFIERS = (
    r"(?:,? (?:deleguee?|chargee?|en charge) (?:a la |a l'|aux? |des |de la |du |de l'|pour (?:la |l'|le |les )?)"
    r"[a-z' -]{3,60}?(?=[,;|]|$| -)"
    r"| (?:par interim|delegue|deleguee|adjoint|adjointe|departemental|departementale|territorial|honoraire)(?![\w]))*"
)
_OF = re.compile(r" (?:du |de la |de l'|des |de |d')")


@dataclass(frozen=True, slots=True)
class Office:
    """An office at characters `start` to `end` of a text; `of` is where the organisation behind it stands, if any."""

    start: int
    end: int
    of: tuple[int, int] | None = None


@cache
def _office() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){pattern_of('offices.txt')}(?![\w-]){_QUALIFIERS}")


@cache
def _other_office() -> re.Pattern[str]:
    return re.compile(rf" (?:le |la |l'){pattern_of('offices.txt')}(?![\w-])")


@cache
def _organisation() -> re.Pattern[str]:
    return re.compile(rf"(?:l'|le |la |les )?{pattern_of('organisations.txt')}(?![\w])")


def people(text: str) -> list[tuple[int, int]]:
    """Where persons' names stand, civilities left out."""
    found: list[tuple[int, int]] = []
    for pattern in (_WITH_CIVILITY, _WITH_CAPITALS):
        for match in pattern.finditer(text):
            span = _trimmed(text, *match.span("name"), alone=pattern is _WITH_CAPITALS)
            if span and not any(start < span[1] and span[0] < end for start, end in found):
                found.append(span)
    return sorted(found)


def cuts_name(line: str) -> bool:
    """Whether a line ends inside a person's name: behind the civility, or behind the given name."""
    return _CUT_NAME.search(line.rstrip()) is not None


def persons(text: str) -> list[tuple[int, int]]:
    """The same, and names without civility or capitals behind an office ("son directeur, Paul Durand")."""
    found = people(text)
    for spoken in _SPOKEN_BY.finditer(text):
        start, end = spoken.span("name")
        if bare_name(re.sub(r"\s+", " ", text[start:end])) and not any(a < end and start < b for a, b in found):
            found.append((start, end))
    for office in offices(text):
        behind = re.match(
            rf",? ?\n?(?P<name>{_NAME})(?=[,;.\n]|$| (?:dûment|habilité|ci-après))",
            text[(office.of or (0, office.end))[1] :],
        )
        start = (office.of or (0, office.end))[1] + (behind.start("name") if behind else 0)
        end = start + len(behind["name"]) if behind else start
        if behind and bare_name(text[start:end]) and not any(a < end and start < b for a, b in found):
            found.append((start, end))
    return sorted(found)


def bare_name(text: str) -> bool:
    """Whether a text as a whole can be a person's name: two to four words with capitals, none of them an office's."""
    if not _ALONE.fullmatch(text.strip()) or re.search(r"\d", text):
        return False
    return _trimmed(text, 0, len(text), alone=True) == (0, len(text))


def _trimmed(text: str, start: int, end: int, *, alone: bool) -> tuple[int, int] | None:
    """The name without the words of an office or an organisation behind it; None when nothing is left of it."""
    name = text[start:end]
    for word in re.finditer(r"[^\s]+", name):
        bare = folded(word.group()).text.strip(".,")
        behind = folded(name[word.end() :].lstrip()).text
        article = bare in {"le", "la", "les"} and (word.group().islower() or _office().match(behind) or not behind)
        if _office().fullmatch(bare) or article or (alone and _organisation().fullmatch(bare)):
            name = name[: word.start()]
            break
    name = re.sub(r"[\s.,’'-]+$", "", re.sub(rf"\s{_PARTICLE.replace(' ', '')}$", "", name))
    if len(name) < 3 or (alone and " " not in name):
        return None
    return start, start + len(name)


def offices(text: str) -> list[Office]:
    """The offices that a text names, in order."""
    whole = folded(text)
    # Line breaks end an office, except one that leaves it unfinished.
    return list(_offices(whole, text))


def _offices(whole: Folded, text: str) -> Iterator[Office]:
    reached = 0
    for match in _office().finditer(whole.text):
        if match.start() < reached:
            continue
        end, of = match.end(), None
        link = _OF.match(whole.text, end)
        if link:
            stop = _OFFICE_END.search(whole.text, link.end())
            tail_end = stop.start() if stop else len(whole.text)
            other = _other_office().search(whole.text, link.end(), tail_end)
            tail_end = other.start() if other else tail_end
            tail_end = _line_end(whole, text, match.start(), tail_end)
            tail_end = _before_person(whole, text, link.end(), tail_end)
            tail_start = link.end() - (2 if link.group().endswith("l'") else 0)
            territorial = match.group().startswith(_TERRITORIAL)
            if _organisation().match(whole.text, link.end()) and not territorial:
                of = whole.back(link.end(), tail_end) if tail_end > link.end() else None
            elif tail_end > tail_start and tail_end - end <= 90:
                end = tail_end
            reached = tail_end
        start, stop_at = whole.back(match.start(), end)
        yield Office(start, stop_at, of)


def _line_end(whole: Folded, text: str, start: int, end: int) -> int:
    """Where the line ends, unless it leaves the office unfinished ("Préfet de la / région")."""
    first, last = whole.back(start, end)
    for match in re.finditer(r"\n", text[first:last]):
        before = folded(text[first : first + match.start()]).text
        after = text[first + match.end() :].lstrip()
        if re.search(r"(?:^| )(?:de|du|des|la|le|les|d'|l'|et)$", before) or after[:1].islower():
            continue
        cut = first + match.start()
        return next(i for i, origin in enumerate(whole.origins) if origin >= cut)
    return end


def _before_person(whole: Folded, text: str, start: int, end: int) -> int:
    first, last = whole.back(start, end) if end > start else (0, 0)
    for name_start, _ in people(text[first:last]):
        cut = first + name_start
        place = next(i for i, origin in enumerate(whole.origins) if origin >= cut)
        return max(start, len(whole.text[:place].rstrip(" ")))
    return end
