"""Names of territories, periods and contracts, and the ids derived from them."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# "Pays des X", "Communauté de communes du X": the generic part before the preposition is not the territory's name.
# "Pays Xien" keeps it: there "Pays" belongs to the name.
BEARER_WORDS = (
    r"pays|p[eé]tr|p[oô]le d[’']?[eé]quilibre territorial(?: et rural)?|syndicat mixte|p[oô]le m[eé]tropolitain"
    r"|parc naturel r[eé]gional|pnr|ville|commune|canton|communaut[eé] (?:de communes|d[’']agglom[eé]ration|urbaine)"
    r"|cc|ca|agglom[eé]ration|agglo|m[eé]tropole|territoire(?: de sant[eé])?|bassin(?: de (?:vie|sant[eé]))?"
)
_BEARER = re.compile(
    rf"^(?:le |la |les |l[’'])?(?:{BEARER_WORDS})\s+(?:du|des|de la|de l[’']|de|d[’'])(?:\s+|(?<=[’']))", re.IGNORECASE
)
# "Communauté d'agglomération Grand X": an administrative word is no part of the name, preposition or not.
_OFFICE = re.compile(
    r"^(?:p[eé]tr|cc|ca|pnr|parc naturel r[eé]gional|syndicat mixte|p[oô]le m[eé]tropolitain"
    r"|communaut[eé] (?:de communes|d[’']agglom[eé]ration|urbaine))\s+(?=\S)",
    re.IGNORECASE,
)


def fold(text: str) -> str:
    """Lower case without accents, typographic apostrophes or doubled spaces: for comparing, never for showing."""
    return _fold_short(text) if len(text) <= SHORT else _fold(text)


def _fold(text: str) -> str:
    text = text.replace("’", "'").replace("œ", "oe").replace("Œ", "OE").replace("æ", "ae").replace("Æ", "AE")
    if not text.isascii():
        text = _MARKS.sub("", unicodedata.normalize("NFKD", text))
    return _SPACES.sub(" ", text).strip().lower()


# What combines with a Latin letter: accents, cedillas and their like.
_MARKS = re.compile("[\u0300-\u036f]+")
_SPACES = re.compile(r"\s+")

# The same lines and names are compared again and again; whole pages are not worth keeping.
SHORT = 200
_fold_short = lru_cache(maxsize=65_536)(_fold)


def slug(text: str) -> str:
    """The folded text with hyphens for all that is not a letter or a digit."""
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")


def territory_name(text: str) -> str:
    """The territory's own name: "Pays des Hautes Rives" and "CC des Hautes Rives" give "Hautes Rives"."""
    text = re.sub(r"\s+", " ", text).strip(" .,:;–-")
    while True:
        shorter = _BEARER.sub("", text)
        if shorter == text:
            shorter = _OFFICE.sub("", text)
        if shorter == text or not shorter:
            return text
        text = shorter[0].upper() + shorter[1:]


def contract_id(territory: str, period: str) -> str:
    """The id of a territory's contract over a period; empty when the territory is unknown."""
    return slug(f"{territory_name(territory)} {period}") if territory else ""
