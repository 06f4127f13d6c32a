"""French wording: numbers, dates, lists, elision. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.naming import fold

_MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
    "décembre",
)  # fmt: skip
_NUMBERS = "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize".split()
# Names that begin so take an article: "l'ARS", "la CPAM", "le Département".
_FEMININE = re.compile(
    r"(?:agence|caisse|mutualite|communaute|region|prefecture|ville|commune|association|federation|maison|metropole"
    r"|collectivite|instance|direction|mairie|cpam|caf|msa|cpts|ca|cc|carsat|msp|fredon|ligue|clinique|mission)\b"
)
_MASCULINE = re.compile(
    r"(?:departement|conseil|centre|petr|pays|pole|parc|syndicat|dispositif|prefet|rectorat|groupement|comite|ch|chs"
    r"|chu|dac|clsm|ccas|conseil|reseau|service|ptsm|gem|csapa|cls|contrat)\b"
)
_PLURAL = re.compile(r"(?:les |collectivites|communes|associations|partenaires|etablissements|signataires|acteurs)")


def number(value: float) -> str:
    """A number as French prints it: "5 283", "7,6"."""
    whole, _, decimals = f"{value:.4f}".rstrip("0").partition(".")
    grouped = f"{int(whole):,}".replace(",", " ")
    return f"{grouped},{decimals}" if decimals else grouped


def euros(value: float) -> str:
    """An amount in euros: "5 283 €"; cents only where there are some."""
    whole, _, cents = f"{value:.2f}".partition(".")
    grouped = f"{int(whole):,}".replace(",", " ")
    return f"{grouped},{cents} €" if cents != "00" else f"{grouped} €"


def percent(value: float) -> str:
    """A rate: "100 %"."""
    return f"{number(value)} %"


def date(iso: str) -> str:
    """A date written out: "6 décembre 2019", "mars 2022", "2031"."""
    parts = iso.split("-")
    if len(parts) == 1:
        return iso
    month = _MONTHS[int(parts[1]) - 1]
    if len(parts) == 2:
        return f"{month} {parts[0]}"
    day = int(parts[2])
    return f"{'1er' if day == 1 else day} {month} {parts[0]}"


def count(value: int, noun: str, plural: str = "") -> str:
    """A number of things in words up to sixteen: "dix signataires", "une fiche" needs its own wording."""
    shown = _NUMBERS[value] if 0 <= value < len(_NUMBERS) else number(value)
    return f"{shown} {noun if value < 2 else plural or noun + 's'}"


def feminine(value: int, noun: str, plural: str = "") -> str:
    """A number of things of feminine gender: "une fiche action", "trois fiches actions"."""
    return re.sub(r"^un (?!e)", "une ", count(value, noun, plural))


def listed(items: Sequence[str], last: str = "et") -> str:
    """The items in a row: "A, B et C"."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def the(name: str) -> str:
    """A name with its article where one is sure: "l'ARS", "la CPAM du Val", "le Département"; else as it is."""
    folded = fold(name)
    if re.match(r"(?:l'|le |la |les )", folded):
        return name[0].lower() + name[1:]
    if _PLURAL.match(folded):
        return f"les {_lower(name)}"
    if folded[:1] in "aeiouh" and (
        _FEMININE.match(folded)
        or re.match(r"(?:ars|etat|urps|education|union|hopital|agglomeration|epsm|adeca)\b", folded)
    ):
        return f"l'{name}"
    if _FEMININE.match(folded):
        return f"la {name}"
    if _MASCULINE.match(folded):
        return f"le {name}"
    return name


def of(name: str) -> str:
    """A name after "de": "de l'ARS", "du Département", "des communes"."""
    with_article = the(name)
    if with_article.startswith("le "):
        return f"du {with_article[3:]}"
    if with_article.startswith("les "):
        return f"des {with_article[4:]}"
    if with_article == name and fold(name)[:1] in "aeiouyh":
        return f"d'{name}"
    return f"de {with_article}"


def to(name: str) -> str:
    """A name after "à": "à l'ARS", "au Département", "aux communes"."""
    with_article = the(name)
    if with_article.startswith("le "):
        return f"au {with_article[3:]}"
    if with_article.startswith("les "):
        return f"aux {with_article[4:]}"
    return f"à {with_article}"


def by(name: str) -> str:
    """A name after "par": "par l'ARS"."""
    return f"par {the(name)}"


def capital(text: str) -> str:
    """The text with a capital."""
    return text[:1].upper() + text[1:]


def contract(label: str) -> str:
    """A contract after "le": "CLS Val d'Y 2031-2035"."""
    return f"CLS {label}"


def _lower(name: str) -> str:
    return name[0].lower() + name[1:] if not name[:2].isupper() else name
