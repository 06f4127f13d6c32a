"""Organisations that running text names as taking part in an action. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.facts.items import said, words
from ingest.facts.reading import Run, letters
from ingest.facts.records import Place, Said
from ingest.facts.sheets.indicators import fold_same

# What says in a sentence that those named after it take part.
_CUE = re.compile(
    r"\b(?:tels? que|telles? que|notamment|en lien (?:etroit )?avec|en partenariat avec|en collaboration avec"
    r"|en concertation avec|en cooperation avec|en articulation avec|comme l[ea]s?|associant|associera"
    r"|mobilisant|reunissant|rencontr\w+|travail\w* avec"
    r"|avec (?:l'appui|le soutien|l'aide|la participation|le concours|l'accompagnement"
    r"|l'expertise)|port[eé]e?s? par|organise?e?s? par|animee?s? par|proposee?s? par|realisee?s? par|assuree?s? par"
    r"|accompagnement (?:propose )?(?:de|par)|acteurs?\s(?::|\())"
)
# Names of several words by which organisations are known, with what may follow to tell which one.
_NAMED = (
    r"missions? locales?|centres? hospitaliers?(?: specialises?)?|education nationale|france services|france victimes"
    r"|maisons? de sante(?: pluri\w+)?|maisons? sport sante|centres? sociaux|planning familial|addictions france"
    r"|promotion sante|croix-rouge|ligue contre le cancer|secours (?:populaire|catholique)|restos du coeur"
    r"|centres? de sante|conseil departemental|conseil regional|assurance maladie|mutualite francaise"
    r"|mutualite sociale agricole|groupement hospitalier"
)
_TAIL = r"(?: (?:de |du |des |d'|de la |de l'|la |le )?(?-i:[A-ZÀ-Ý][\w'’-]+))*"


def partners_in_text(run: Run, start: int, end: int, known: frozenset[str]) -> Iterator[Said]:
    """The organisations that a stretch of text names as taking part, those of `known` letters left out."""
    text = run.text[start:end]
    seen = set(known)
    for sentence in re.finditer(r"(?:[^.!?]|[.!?](?!\s))+", text):
        cue = _CUE.search(re.sub(r"\s", " ", fold_same(sentence.group()).replace("’", "'")))
        if not cue:
            continue
        for low, high in _named(text, sentence.start() + cue.end(), sentence.end()):
            if letters(text[low:high]) not in seen:
                seen.add(letters(text[low:high]))
                yield said(run, start + low, start + high, Place.SHEET)


def _named(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    stretch = text[start:end]
    plain = re.sub(r"\s", " ", fold_same(stretch).replace("’", "'"))
    taken: list[tuple[int, int]] = []
    for match in re.finditer(rf"\b(?:{_NAMED})\b", plain):
        tail = re.match(_TAIL, re.sub(r"\s", " ", stretch[match.end() :]))
        taken.append((match.start(), match.end() + (tail.end() if tail else 0)))
    for match in re.finditer(r"\b[A-ZÀ-Ý][A-Za-zÀ-ÿ]*[A-ZÀ-Ý]\w*\b", stretch):
        inside = any(low <= match.start() < high for low, high in taken)
        if not inside and _acronym(match.group()) in words("acronym"):
            tail = re.match(
                r"(?: (?:de |du |des |d['’])(?:(?:la |le |les )?[A-ZÀ-Ý][\w'’-]+)(?: [A-ZÀ-Ý][\w'’-]+)*| "
                r"[A-ZÀ-Ý]{2,}\b)",
                stretch[match.end() :],
            )
            taken.append((match.start(), match.end() + (tail.end() if tail else 0)))
    yield from ((start + low, start + high) for low, high in sorted(taken))


def _acronym(text: str) -> str:
    return letters(text)
