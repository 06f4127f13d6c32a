"""Yes or no to a question that quotes answer, where their own words settle it. Pure functions."""

from __future__ import annotations

import re

from assistant.tokens import terms
from ingest.naming import fold

# A row of a table has no more borders of cells; more are several rows.
CELLS = 6
# The question takes money for certain, or asks whether it is.
_FIRM = re.compile(
    r"\baccord(?:e|ee|es|ees)\b|\bacquis\w*|\bobtenu\w*|\bnotifi\w*|\bgaranti\w*|\bvotee?s?\b|\bcertaine?s?\b"
    r"|\ba coup sur\b"
    r"|\b(?:c'est|c|est-ce) sure?s?\b|\bsure?s? ?\?|\bd'office\b|\ba dit oui\b|\bon les a\b|\bconfirme\w*"
)
# The question takes an intention for an obligation.
_BOUND = re.compile(
    r"\b(?:est|sont)(?:[- ](?:t-)?(?:elle|il|elles|ils))? (?:\w+ )?(?:obligee?s?|tenue?s?|forcee?s?)\b"
    r"|\bs'engage(?:nt)?[- ](?:t[- ])?(?:elle|il|elles|ils)\b|\bdoi(?:t|vent)[- ](?:elle|il|elles|ils)\b"
)
_YES_NO = re.compile(
    r"[- ](?:t[- ])?(?:elle|il|elles|ils|on|ce)\b|^est-ce\b|\?|\bc'est\b|\b(?:c|on les a|a dit oui) ?\b"
    r"|\b(?:est|sont)\b"
)
# What is neither given nor owed yet.
_ASKED = re.compile(
    r"\bsollicit\w*|\bdemand(?:e|es|ee|ees)\b|\ba confirmer\b|\bsous reserve\b|\benvisag\w*|\ba l'etude\b|\ben cours\b"
    r"|\bplafonn\w*|\bau maximum\b|\bmaximum\b|\bau plus\b|\ba voter\b|\ben instruction\b|\bsans demande\b"
)
_GIVEN = re.compile(r"\bacquis\w*|\baccord(?:e|ee|es|ees)\b|\bnotifi\w*|\bobtenu\w*|\bvotee?s?\b|\bferme\b")
_MAY = re.compile(
    r"\benvisag\w*|\bpourra(?:it|ient)?\b|\bpeu(?:t|vent)\b|\betudie\w*|\bexamine\w*|\brecommand\w*|\bsouhait\w*"
    r"|\bs'efforce\w*|\binvit(?:e|es|ee|ees)\b|\bpourront\b"
)
# Whether something is needed, or allowed: only a plain denial settles it.
_NEEDED = re.compile(
    r"\b(?:faut[- ]il|doit[- ]on|devons[- ]nous|est-il (?:necessaire|obligatoire)|est-ce obligatoire)\b"
)
_NOT_NEEDED = re.compile(
    r"\bne (?:demande|necessite|requiert|suppose|exige)\w* pas\b|\bn'est pas (?:necessaire|requise?|obligatoire)\b"
)
_ALLOWED = re.compile(
    r"\b(?:peut[- ]on|peut[- ](?:il|elle)|peuvent[- ](?:ils|elles)|a-t-on le droit|est-il possible)\b"
)
_FORBIDDEN = re.compile(r"\baucune? [^.]*\bsans\b|\bne peu(?:t|vent)(?! [^.]*\bque?\b)|\binterdit")
_NEVER = re.compile(r"(?!)")
_MUST = re.compile(r"\bs'engage\w*|\bdoi(?:t|vent)\b|\best tenue?s?\b|\boblig\w*")


def verdict_of(question: str, words: str) -> str:
    """ "Oui" or "Non" where the words of a quote say whether what is asked is certain, "" where they do not."""
    folded = fold(question)
    if not _YES_NO.search(folded):
        return ""
    if _FIRM.search(folded):
        return _settled(question, words, yes=_GIVEN, no=_ASKED)
    if _NEEDED.search(folded):
        return _settled(question, words, yes=_NEVER, no=_NOT_NEEDED)
    if _ALLOWED.search(folded):
        return _settled(question, words, yes=_NEVER, no=_FORBIDDEN)
    if _BOUND.search(folded):
        return _settled(question, words, yes=_MUST, no=_MAY)
    return ""


def _settled(question: str, words: str, *, yes: re.Pattern[str], no: re.Pattern[str]) -> str:
    """What the parts of a quote that name what the question names say, or all of it where none does."""
    asked = set(terms(question))
    parts = re.split(r"» ; «|(?<=[.;])\s", words)
    shared = {part: len(asked & set(terms(part))) for part in parts}
    best = max(shared.values())
    if any(part.count("|") > CELLS for part in parts if shared[part] == best):
        return ""  # rows run together: whose cell is whose cannot be told
    said = fold(" ".join(part for part in parts if shared[part] == best))
    says_yes, says_no = yes.search(said) is not None, no.search(said) is not None
    return "" if says_yes == says_no else "Oui" if says_yes else "Non"
