"""How organisations of questions are spoken of: with the article as typed, by a pronoun. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant import lexicon
from assistant.abbreviations import is_acronym
from assistant.composers import french
from assistant.composers.bodies.naming import group_heads, kind_and_place, reach_of, singular
from assistant.organisation_names import Reach
from ingest.facts.folding import folded
from ingest.naming import fold

_FEMININE = frozenset("ars region cpam cgss msa caf carsat education cpts cc ca cu metropole ville urps".split())
_SHE = re.compile(
    r"(?:agence|association|union|education|agglomeration|instance|antenne|equipe|universite|ecole|academie|entente"
    r"|ligue|fondation|societe|chambre|plateforme|protection|unite|delegation|police|gendarmerie|faculte|banque|croix"
    r"|polyclinique|mutuelle|sous-prefecture|mediatheque|mjc|coordination|com com|secu|agglo|interco)\b"
)
_HE = re.compile(
    r"(?:etat|hopital|office|observatoire|ordre|etablissement|institut|organisme|ehpad|ime|groupe|college|lycee|foyer"
    r"|club|collectif|secours|planning|bureau|cabinet|laboratoire|dispensaire|relais|restaurant|tribunal|parquet)\b"
)
_ARTICLE = re.compile(r"\b(?:(?P<ours>notre|nos|mon|ma)|(?P<the>la|le|les)|(?P<elided>l'))[ ]?$")
_SINGULAR = frozenset("pays cours secours discours reseaux temps corps fonds bras relais campus sas gens".split())


def the(name: str) -> str:
    """A name with its article where one is sure: "l'ARS", "le groupe d'entraide", "les taxis"; else as it is."""
    shown = french.the(name)
    if shown != name:
        return shown
    folded_name = fold(name)
    if is_plural(name):
        return f"les {name[0].lower()}{name[1:]}"
    first = name.split()[0]
    if is_acronym(first):
        # An acronym has the gender of what it stands for.
        long = next(iter(lexicon.load().acronyms.get(fold(first), ())), "")
        of_long = the(long) if long else ""
        if of_long.startswith(("la ", "le ", "l'")):
            is_she = of_long.startswith("la ") or (of_long.startswith("l'") and bool(_SHE.match(long)))
            return f"l'{name}" if folded_name[0] in "aeiou" else f"{'la' if is_she else 'le'} {name}"
    if _SHE.match(folded_name) or _HE.match(folded_name):
        if folded_name[0] in "aeiouh":
            return f"l'{name}"
        return f"{'la' if _SHE.match(folded_name) else 'le'} {name}"
    return name


def by_all(names: Sequence[str]) -> str:
    """Names after "par", in a row with their articles; behind a colon where one of them has none that is sure."""
    shown = [_with_article(name) for name in names]
    if all(shown):
        return f"par {french.listed(shown)}"
    return f"par : {french.listed(list(names))}"


def _with_article(name: str) -> str:
    """A name as a sentence takes it, empty where its article is not sure: a common noun without one."""
    if name.islower() and len(name.split()) == 1 and singular(fold(name)) not in group_heads():
        return ""  # "variables", "divers"
    bare = the(name)
    if bare != name or re.match(r"(?:une?|des|l[ea]s?|l[’']|chaque|plusieurs|tout\w*)\b", fold(name)):
        return bare
    office = _OFFICES.match(fold(name))
    if office:
        vowel = fold(name)[0] in "aeiou"
        return f"l'{name}" if vowel else f"{'la' if office['she'] else 'le'} {name}"
    return name if name[0].isupper() or name[0].isdigit() else ""


_OFFICES = re.compile(
    r"(?:(?P<she>animatrice|coordinatrice|coordonnatrice|chargee|directrice|responsable sante|conseillere)"
    r"|animateur|coordinateur|coordonnateur|charge|directeur|conseiller|referent|medecin|maire|cls|contrat)\b"
)


def is_plural(name: str) -> bool:
    """Whether a name is that of a group in the plural: "taxis de X", "les communes"."""
    first = re.split(r"[ '’]", fold(name))[0]
    if first == "les" or french.the(name).startswith("les "):
        return True
    if reach_of(kind_and_place(name)[0]) in {Reach.NATION, Reach.REGION, Reach.DEPARTMENT}:
        return False  # "Médecins du Monde" is one
    plural = len(first) > 3 and first[-1] in "sx" and first not in _SINGULAR and not is_acronym(name.split()[0])
    return plural and (singular(first) in group_heads() or name[1:].islower())


def article(question: str, name: str) -> str:
    """A name with the article that is sure, or the one that the question gives it, "votre" for "notre"."""
    shown = the(name)
    if shown != name:
        return shown
    whole = folded(question).text.replace("-", " ")
    start = whole.find(fold(name).replace("-", " "))
    found = _ARTICLE.search(whole[:start]) if start > 0 else None
    if not found:
        return name
    if found["ours"]:
        return f"{'vos' if found['ours'] == 'nos' else 'votre'} {name}"
    return f"l'{name}" if found["elided"] else f"{found['the']} {name}"


def pronoun(name: str) -> str:
    """The pronoun, with a capital, for an organisation; its name where its gender is not sure."""
    shown = the(name)
    if shown.startswith("la "):
        return "Elle"
    if shown.startswith("le "):
        return "Il"
    if shown.lower().startswith("l'"):
        bare = fold(shown[2:])
        if _HE.match(bare):
            return "Il"
        return "Elle" if _SHE.match(bare) or kind_and_place(name)[0] in _FEMININE else french.capital(shown)
    return french.capital(shown)


def agreed(name: str, masculine: str) -> str:
    """A participle or adjective that agrees with an organisation: "représenté", "représentée", "représentés"."""
    if is_plural(name):
        return f"{masculine}s"
    return f"{masculine}e" if pronoun(name) == "Elle" else masculine
