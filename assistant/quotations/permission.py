"""Whether a quote settles that something may be done, is done so often, or still is. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.searching.tokens import stem, words
from ingest.naming import fold

# The deeds that a contract allows or rules, as questions say them, and as texts do.
_DEEDS = (
    (
        r"\bquitt\w+|\bsort(?:ir|e|ent)\b|\bse retir\w+|\bs'en all\w+|\bs'en va\b|\bse desengag\w+",
        r"\bretraits?\b|\bse retir\w+|\bquitt\w+|\bsorties?\b|\bdenonc\w+|\bdesengag\w+",
    ),
    (
        r"\brejoin\w+|\badher\w+|\bentr(?:er|e|ent)\b|\bintegr(?:er|e|ent)\b",
        r"\badhesions?\b|\badher\w+|\brejoin\w+|\bnouve\w+ (?:partenaires?|signataires?|membres?|communes?|parties?)\b"
        r"|\bintegr\w+",
    ),
    (r"\bprolong\w+|\breconduir\w*|\breconduit\w*", r"\bprolong\w+|\breconduct\w+|\breconduit\w*"),
    (r"\bresili\w+|\bromp\w+|\bmettre fin\b", r"\bresili\w+|\bmet(?:tre)? fin\b"),
    (r"\bmodifi\w+|\bchang\w+|\brevis\w+|\bactualis\w+", r"\bmodifi\w+|\brevis\w+|\bactualis\w+|\bevol\w+"),
    (r"\bajout\w+|\brajout\w+|\bintegr\w+|\bcreer\b", r"\bajout\w*|\bintegr\w+|\bnouve\w+"),
    (r"\bsupprim\w+|\bretir(?:er|e)\b|\benlev\w+", r"\bsuppr\w+|\bretrait\w*|\bretir\w+"),
)
# Who does it, or to what: a text on one of these rules nothing for another.
_THINGS = (
    r"communes?|villes?|villages?|mairies?",
    r"epci|intercommunalites?|communautes?|agglomerations?",
    r"signataires?|part(?:ie|ies)|partenaires?|membres?",
    r"fiches?(?: actions?)?|actions?",
    r"axes?|orientations?",
    r"duree|contrat|cls",
    r"perimetre",
)
_ALLOWED = re.compile(
    r"\bpeu(?:t|vent)\b|\bpourr(?:a|ont|ait|aient)\b|\best[- ](?:il|elle) possible\b|\best possible\b|\bpossible de\b"
    r"|\bdroit d[e']"
)
# "Sans l'accord du comité" asks of a condition; "sans tout revoter" is a way to say "easily".
_WITHOUT = re.compile(r"\bsans (?!tout\b|attendre\b|rien\b|probleme\b|difficulte\b|refaire\b|repartir\b|resign)")
_MAY = re.compile(
    r"\bpeu(?:t|vent)\b|\bpourr(?:a|ont)\b|\bsusceptibles?\b|\bpossible\b|\bpar (?:voie d')?avenants?\b"
    r"|\bavenants? (?:doit|est|sera|peut)\b|\bdoi(?:t|vent) etre (?:d'accord|redige|signe|valide|approuve|adresse)\w*"
    r"|\baccord (?:ecrit )?(?:d|est)\w*|\bvaut avenant\b|\bpreavis\b|\ba la demande\b|\bfacultes?\b"
    r"|\bsont (?:actualis|revis)\w+"
)
_NEVER = re.compile(r"\bne peu(?:t|vent)\b|\bne pourr(?:a|ont)\b|\binterdi\w+|\bexclu\w*|\baucune?\b|\bimpossible\b")
# What asks for more than yes or no.
_OPEN = re.compile(
    r"(?<!est-ce )(?<!est ce )\bque\b|\bqu'est\b|\bquoi\b|\b(?:combien|quels?|quelles?|qui|comment|pourquoi|quand|ou)\b"
)
# Who or what is as often as the text says.
_OFTEN = re.compile(r"\b(?:tous les ans|chaque annee|une fois par an|par an\b|annuel\w*)")
_SAYS_OFTEN = re.compile(
    r"\b(?:tous les ans|chaque annee|(?:une|deux|trois|quatre|\d+) fois par an\b|annuel\w*|par an\b)"
)
_OF_MEETING = re.compile(
    r"\bse reuni\w*|\breuni\w*|\bevalu\w*|\bbilans?\b|\bsuivi\b|\bsuivre\b|\borganis\w*|\bactualis\w*"
)
# What still is, and what has stopped.
_STILL = re.compile(
    r"\b(?:toujours|encore)\b.{0,40}(?:\?|$|\ben activite\b|\bactif|\bactive)"
    r"|\b(?:fonctionne|existe|tourne|marche|est)[- ](?:t[- ])?(?:il|elle|ils|elles) (?:toujours|encore)\b"
)
_IS_STILL = re.compile(
    r"\b(?:fonctionne\w*|exist\w*|tourn\w*|march\w*|actif\w*|active\w*|activite|en place|ouvert\w*|arret\w*)\b"
)
_STOPPED = re.compile(
    r"\ba l'arret\b|\bcoup d'arret\b|\bsuspendue?s?\b|\binterrompue?s?\b|\bn'existe(?:nt)? plus\b"
    r"|\bne fonctionne(?:nt)? plus\b|\ba cesse\b|\ben sommeil\b|\bdissou\w*"
)
_BACK = re.compile(
    r"\ba(?:vait)? (?:ete )?repri[st]\w*|\ba ete (?:relance|reactive)\w*|\best (?:de|a) nouveau\b|\brelancee? en\b"
)
_PARTS = re.compile(r"» ; «|(?<=[.])\s+(?=[A-ZÀ-Ý«])")


def permitted(question: str, quote: str) -> str:
    """ "Oui" where a part of the quote lays down how what the question asks for may be done; "" elsewhere."""
    folded = fold(question)
    if not _ALLOWED.search(folded) or _WITHOUT.search(folded) or _OPEN.search(folded):
        return ""
    deeds = [said for asked, said in _DEEDS if re.search(asked, folded)]
    things = [thing for thing in _THINGS if re.search(rf"\b(?:{thing})\b", folded)]
    for part in map(fold, _PARTS.split(quote)):
        if _NEVER.search(part) or not _MAY.search(part):
            continue
        named = [thing for thing in things if re.search(rf"\b(?:{thing})\b", part)]
        if named and _is_first(things, named) and any(re.search(deed, part) for deed in deeds):
            return "Oui"
    return ""


def _is_first(things: list[str], named: list[str]) -> bool:
    """Whether a rule is of what the question is about, and not only of the contract that it may quit."""
    own = [thing for thing in things if "contrat" not in thing and thing != "perimetre"]
    return not own or all(thing in named for thing in own)


def so_often(question: str, quote: str) -> str:
    """ "Oui" where a part of the quote says that what the question asks about is done every year."""
    folded = fold(question)
    deeds = _roots(_OF_MEETING.findall(folded))
    if not _OFTEN.search(folded) or not deeds or _OPEN.search(folded):
        return ""
    said = (fold(part) for part in _PARTS.split(quote))
    return "Oui" if any(_SAYS_OFTEN.search(part) and deeds & _roots(_OF_MEETING.findall(part)) for part in said) else ""


def _roots(found: Iterable[str]) -> frozenset[str]:
    return frozenset(word.split()[-1][:5] for word in found)


def still_is(question: str, quote: str) -> str:
    """ "Non" where the quote says that what the question asks about has stopped, "" elsewhere."""
    folded = fold(question)
    if not _STILL.search(folded) or not _IS_STILL.search(folded):
        return ""
    own = {stem(word) for word in words(folded) if len(word) > 3 and not _IS_STILL.search(word)}
    own -= {stem("toujours"), stem("encore"), stem("cest")}
    parts = [part for part in map(fold, _PARTS.split(quote)) if own & {stem(word) for word in words(part)}]
    if any(_STOPPED.search(part) for part in parts) and not any(_BACK.search(part) for part in parts):
        return "Non"
    return ""
