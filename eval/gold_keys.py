"""What two texts are compared by: keys in which typography, hyphenation and articles make no difference."""

from __future__ import annotations

import re
from collections.abc import Callable

from ingest.naming import fold, slug, territory_name

Key = Callable[[str], str]

_ARTICLE = re.compile(r"^[^a-z0-9]*(?:l'|les? |la |une? |des? |du |d')")
_CIVILITY = re.compile(r"^(?:madame|monsieur|mesdames|messieurs|mme|mlle|m\.|mr|docteur|dr|professeur|pr)\.?\s+")
_BRACKETS = re.compile(r"\s*\([^()]*\)")
# Long names that a text and its reader may exchange for their acronym.
_ACRONYMS = {
    "agence regionale de sante": "ars",
    "caisse primaire d'assurance maladie": "cpam",
    "mutualite sociale agricole": "msa",
    "caisse d'allocations familiales": "caf",
    "communaute professionnelle territoriale de sante": "cpts",
    "communaute de communes": "cc",
    "communaute d'agglomeration": "ca",
    "pole d'equilibre territorial et rural": "petr",
    "comite de pilotage": "copil",
    "comite technique": "cotech",
    "contrat local de sante": "cls",
}
_ROMAN = {numeral: str(n) for n, numeral in enumerate("i ii iii iv v vi vii viii ix x".split(), 1)}
_NUMBERS = {"un": "1", "deux": "2", "trois": "3", "quatre": "4", "cinq": "5", "six": "6", "sept": "7"}


def text_key(text: str) -> str:
    """Letters, digits and "%" of the text, its leading article out."""
    return re.sub(r"[^a-z0-9%]", "", _ARTICLE.sub("", fold(text).lstrip()))


def organisation_key(text: str) -> str:
    """The key of an organisation: brackets out where words stand outside of them, long names as their acronyms."""
    folded = fold(text)
    for name, acronym in _ACRONYMS.items():
        folded = folded.replace(name, acronym)
    key = text_key(_BRACKETS.sub("", folded)) or text_key(folded)
    return "ars" if key == "agence" else key  # as contracts call it further on


def body_key(text: str) -> str:
    """The key of a body of the governance: "comité de pilotage du CLS" is the "COPIL"."""
    return re.sub(r"(?:(?:d[eu])?(?:cls|contrat))$", "", organisation_key(text))


def party_key(text: str) -> str:
    """The key of a party that binds itself: all signatories are "signataires", however they are called."""
    key = organisation_key(re.sub(r"\b(?:et|,) (?:l'|la |le |les )", "et ", fold(text)))
    key = re.sub(r"^(?:tous|toutes|chaque|chacun|chacune)(?:les|des)?", "", key)
    everyone = {"signataire", "partie", "partiessignataires", "parties", "partiesaucontrat", "cosignataires"}
    return "signataires" if key in everyone else key


def person_key(text: str) -> str:
    """Letters of a person's name, civility out."""
    return re.sub(r"[^a-z]", "", _CIVILITY.sub("", fold(text)))


def territory_key(text: str) -> str:
    """The territory's own name, without what kind of territory it is."""
    bare = _BRACKETS.sub("", re.sub(r"^(?:[Ll]a |[Ll]e |[Ll]['’])", "", text.strip()))
    return slug(territory_name(re.sub(r"(?<=\w) (?:Agglom[ée]ration|Agglo|M[ée]tropole)$", "", bare)))


def number_key(text: str) -> str:
    """An action's or axis's number: "A.1-2" and "A1.2" are one, "II" is 2, leading zeros out."""
    parts = re.findall(r"[a-z]+|\d+", re.sub(r"^(?:fiche|action|axe|n°|no(?=\W)|\W)+", "", fold(str(text))))
    return ".".join(_ROMAN.get(part, part).lstrip("0") or part for part in parts)


def duration_key(text: str) -> str:
    """A duration with its number in figures: "cinq ans" and "cinq années" are "5 ans"."""
    plain = re.sub(r"\bannees?\b", "ans", fold(text))
    return text_key(" ".join(_NUMBERS.get(word, word) for word in plain.split()))


def unit_key(text: str) -> str:
    """A unit; "pour 100 000 habitants" and "pour 100 000" are one."""
    key = text_key(text)
    return re.sub(r"(?:habitants|hab|personnes)$", "", key) if key.startswith("pour") else key


def value_key(value: object) -> str:
    """A number or a date as gold files and records may hold it."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f"{value:.4f}".rstrip("0").rstrip(".")
    return fold(str(value))


def words(text: str) -> frozenset[str]:
    """The words of a text that tell it from others: short words and years out."""
    return frozenset(
        word.rstrip("s")
        for word in re.findall(r"[a-z0-9]+", fold(text))
        if len(word) > 3 and not re.fullmatch(r"(?:19|20)\d\d", word)
    )
