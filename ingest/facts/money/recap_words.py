"""The words that head the columns of a table of money, and that give its unit. Pure functions."""

from __future__ import annotations

import re

NUMBER = re.compile(
    r"(?:(?:fiche[ -]?)?action|fiche|mesure|projet|operation)?\s*(?:n\s*[°o]\s*)?"
    r"(?P<number>(?:[a-z][.\-]?)?\d{1,2}(?:[.\-]\d{1,2}){0,3}(?:[.\-]?[a-z](?![a-z]))?|[ivx]{1,4}[.\-]\d{1,2})(?![\w%€,])"
    r"\s*[.):–—·-]*\s*(?P<title>.*)",
    re.IGNORECASE | re.DOTALL,
)
YEAR = re.compile(r"(?:annee )?(20\d\d)")
TOTAL = re.compile(r"\b(?:total|cout|couts|montant|montants|budget|ensemble|cumul|enveloppe|somme)\b")
PAYERS = re.compile(
    r"(?:co ?)?(?:payeurs?|financeurs?|contributeurs?|qui (?:paie|finance)|financements?"
    r"|sources? de financement)(?:\b.{0,20})?"
)
STATUS = re.compile(r"(?:etat|statut|situation|avancement|degre|decision)(?:\b.{0,25})?")
NOTE = re.compile(r"(?:observations?|remarques?|commentaires?|precisions?|notes?|modalites?|conditions?)(?:\b.{0,25})?")
OTHERS = re.compile(r"autres?(?: (?:financeurs?|financements?|contributeurs?|partenaires?|cofinanceurs?))?")
YEARLY = re.compile(r"\bpar an\b|/ ?an\b|\bannuel|\bchaque annee\b")
WHOLE = re.compile(
    r"\bcontrat\b|\bglobal|\bcumul|\bsur (?:la|toute la) duree|\b\d ans\b|\bpluriannuel|\b20\d\d ?[-–/] ?20\d\d\b"
)
_THOUSANDS, _MILLIONS = re.compile(r"\bk ?€|\bkeuros?\b|milliers d[’' ]?e"), re.compile(r"\bm ?€|\bmillions d[’' ]?e")
_EUROS = re.compile(r"€|\beuros?\b")
PLANNED = re.compile(r"\bprevisions?\b|\bprevisionnel|\bprevus?\b|\bprevues?\b|\bestim|\bindicatif")


def unit_of(folded: str) -> int:
    """By how much the figures of a table are to be multiplied, as words say it; 0 where they say nothing."""
    if _THOUSANDS.search(folded):
        return 1000
    if _MILLIONS.search(folded):
        return 1_000_000
    return 1 if _EUROS.search(folded) else 0
