"""How organisations of questions are spoken of: with the article as typed, by a pronoun. Pure functions."""

from __future__ import annotations

import re

from assistant.composers import french
from assistant.composers.naming import kind_and_place
from ingest.facts.folding import folded
from ingest.naming import fold

_FEMININE = frozenset("ars region cpam cgss msa caf carsat education cpts cc ca cu metropole ville urps".split())
_ARTICLE = re.compile(r"\b(?:(?P<ours>notre|nos|mon|ma)|(?P<the>la|le|les)|(?P<elided>l'))[ ]?$")


def article(question: str, name: str) -> str:
    """A name with the article that the question gives it, "votre" for "notre"; else the one that is sure."""
    with_own = french.the(name)
    if with_own != name:
        return with_own
    whole = folded(question).text
    start = whole.replace("-", " ").find(fold(name).replace("-", " "))
    found = _ARTICLE.search(whole[:start]) if start > 0 else None
    if not found:
        return name
    if found["ours"]:
        return f"{'vos' if found['ours'] == 'nos' else 'votre'} {name}"
    return f"l'{name}" if found["elided"] else f"{found['the']} {name}"


def pronoun(name: str) -> str:
    """The pronoun, with a capital, for an organisation; its name where its gender is not sure."""
    shown = french.the(name)
    if shown.startswith("la "):
        return "Elle"
    if shown.startswith("le "):
        return "Il"
    if shown.lower().startswith("l'"):
        folded_name = fold(shown[2:])
        feminine = kind_and_place(name)[0] in _FEMININE and not folded_name.startswith("etat")
        if feminine or re.match(
            r"(?:agence|association|union|education|agglomeration|instance|antenne)\b", folded_name
        ):
            return "Elle"
        return (
            "Il"
            if re.match(r"(?:etat|hopital|office|observatoire|ordre|etablissement)\b", folded_name)
            else french.capital(shown)
        )
    return french.capital(shown)


def agreed(name: str, masculine: str) -> str:
    """A participle or adjective that agrees with an organisation: "représenté", "représentée", "représentés"."""
    if french.the(name).startswith("les "):
        return f"{masculine}s"
    return f"{masculine}e" if pronoun(name) == "Elle" else masculine
