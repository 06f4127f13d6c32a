"""What a follow-up picks out of what was just named: "dans le dernier", "lesquelles…". Pure functions."""

from __future__ import annotations

import re

from assistant.conversations.conversation import Asking, Said, contract_of, label
from assistant.questions.periods import Contract
from assistant.questions.scope import Resolved, ScopeResolver
from ingest.naming import fold

_RANK = re.compile(
    r"(?i)\b(?P<in>dans|pour|à|au|du|de)? ?(?P<the>le |la )?(?P<which>dernière?|dernier|premi[eè]re?|premier"
    r"|plus r[ée]cente?|plus ancienn?e?|deuxi[eè]me|second|troisi[eè]me)"
    r"(?: (?:contrat|cls|cité|nommé))?(?=[ ,]*[?.!]*$)"
)
_ORDER = {"deuxieme": 1, "second": 1, "troisieme": 2}
_WHICH = re.compile(r"(?i)^(?P<which>lesquel(?:le)?s|lequel|laquelle)\b(?= ?[\wà-ÿ])")
_NOUN = re.compile(
    r"\b(actions?|fiches?|orientations?|axes?|priorites?|mesures?|communes?|partenaires?|signataires?|indicateurs?"
    r"|contrats?|thematiques?|objectifs?)\b"
)
_ABOUT = re.compile(
    r"(?i)^(?:(?:sont|est|seront)(?: prévues?| destinées?| faites?)? (?P<for>(?:pour|contre|sur) .+)"
    r"|(?:concernent?|visent?|touchent?|portent? sur|parlent?|traitent?)"
    r" (?P<of>de (?=la |l['’])|du |des |d['’]|de )?(?P<what>.+))$"
)
# "Les hôpitaux, ils paient quoi ?", "la PMI, elle apparaît où ?"
_THEY = re.compile(
    r"(?i)^(?P<who>(?:les |la |le |l['’]).{2,40}?),? (?:ils?|elles?) (?:(?P<verb>paient|paie|payent|financent|finance)"
    r" quoi|(?P<where>appara[iî]t|apparaissent|figurent?|est|sont|interviennent|intervient) où)$"
)
_FEMININE = re.compile(r"(?:ion|iche|ité|ite|mesure|commune|thematique|thématique)s?$")


def placed_by(scope: Resolved, resolver: ScopeResolver) -> bool:
    """Whether a question says itself which territory it is about, by its name or by a place of it."""
    asked = {contract.territory for contract in scope.contracts}
    return scope.territory_named or (len(asked) == 1 and len({c.territory for c in resolver.contracts}) > 1)


def chosen(text: str, said: Said) -> str:
    """The question with the contract that it picks out of those just named: "qui nous représente dans le dernier ?"."""
    match = _RANK.search(text)
    if match is None or len(said.contracts) < 2:
        return text
    found = _picked(fold(match["which"]), said)
    return f"{text[: match.start()].rstrip()} dans le {label(found)} ?" if found else text


def _picked(which: str, said: Said) -> Contract | None:
    if which.startswith(("dernier", "plus recent", "plus ancien")):
        by_age = sorted(said.contracts, key=lambda contract: (contract.first, contract.last))
        return by_age[0] if which.startswith("plus ancien") else by_age[-1]
    told = sorted(said.contracts, key=lambda contract: said.answer.find(contract.ref.label))
    at = _ORDER.get(which, 0)
    return told[at] if at < len(told) else None


def which_of(one: Asking) -> str:
    """Which of those just listed: "lesquelles sont pour les jeunes ?" asks it of the same contract."""
    match = _WHICH.match(one.bare)
    if match is None or one.named:
        return ""
    about = _ABOUT.match(one.bare[match.end() :].strip())
    listed = _NOUN.search(fold(one.said.text))
    if about and (about["for"] or not listed):
        # An axis is for nobody: what is planned for them.
        article = {"du ": "le ", "des ": "les ", "d'": "l'", "d’": "l’"}.get((about["of"] or "").lower(), "")
        theme = about["for"] or f"pour {article}{about['what']}"
        return f"que prévoit le {contract_of(one.said).removeprefix('du ')} {theme}" if one.said.contract else ""
    word = listed[1].rstrip("s") if listed else "action"
    word = {"priorite": "priorité", "thematique": "thématique"}.get(word, word)
    several = match["which"].lower().endswith("s")
    which = f"quel{'le' if _FEMININE.search(word) else ''}{'s' if several else ''}"
    rest = one.bare[match.end() :]
    return f"{which} {word}{'s' if several else ''}{rest} {contract_of(one.said)}"


def what_they_do(one: Asking) -> str:
    """What a body pays, or where it stands, asked behind its name: it is asked of the contract, of no one sheet."""
    match = _THEY.match(one.bare)
    if match is None or one.named:
        return ""
    of_contract = f"dans le {contract_of(one.said).removeprefix('du ')}" if one.said.contract else ""
    if match["verb"]:
        return f"Que {match['verb']} {match['who']} {of_contract}"
    who = match["who"][:1].lower() + match["who"][1:]
    cited = "sont-ils cités" if who.startswith("les ") else "est-elle citée" if who.startswith("la ") else "est-il cité"
    return f"Dans quelles fiches {who} {cited} {of_contract}"
