"""The question before with another organisation, place or thing in the place of the one asked about. Pure functions."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources

from assistant.composers.bodies.naming import Mention, mentions
from assistant.composers.forms import asks
from assistant.conversations.conversation import FRAME, Asking, contract_of, joined, named, of, without_contract
from assistant.questions.intents import intents_of
from assistant.searching.tokens import stem, words
from ingest.naming import fold

# What begins no later than behind an article is what a follow-up names.
ARTICLE = 4
# A part of a question that is replaced has no more words than this.
SLOT_WORDS = 7
# "Combien d'infirmiers pour 10 000 habitants ?", "et les dentistes ?"
_COUNTED = re.compile(
    r"(?i)(?P<frame>combien) (?:de |d['’])(?P<what>[\wà-ÿ-]+(?: libéra(?:ux|les))?)"
    r"(?P<rest> (?:pour|dans|en|à|par|sur|chez)\b.*|)$"
)
_COMPLEMENT = re.compile(
    r"(?i)(?P<before>.*\b(?:taux|part|densité|nombre|pourcentage|proportion)\b.*"
    r" (?:du |de la |de l['’]|des |de |d['’]))"
    r"(?P<what>[\wà-ÿ-]+)(?P<behind> (?:dans|en|à|chez|sur|au)\b.*)$"
)
# What asks by itself, and is put in the place of nothing.
_OWN_QUESTION = re.compile(
    r"\b(?:comment|quoi|quand|combien|pourquoi|qui|que|quels?|quelles?|est-ce)\b|\b(?:elles?|ils?|on|ca|cela|se) \w+"
    r"|\bou$"
)
# "À quoi il sert ?" takes nothing's place.
_ASKED_OF = re.compile(r"(?:a|pour|de|avec|par|sur|en|dans|chez) (?:quoi|qui|quels?|quelles?|combien|quand)\b")
# "Cardiologues : où en est-on ?", "côté environnement, que fait-on ?": what the question opens with.
_OPENING = re.compile(
    r"(?i)^(?:et )?(?:côté|niveau|question|sur|pour) (?P<what>[\wà-ÿ’' -]{3,40}?)(?=, )"
    r"|^(?P<head>[\wà-ÿ’' -]{3,40}?)(?= : )"
)
_ABOUT = re.compile(
    r"(?i)^(?:que|quoi|quelles?|qu['’]est-ce) .*\b(?P<word>pour|contre|sur|concernant) (?P<what>[^?]+)$"
)
_PREPOSITION = re.compile(r"^(contre|pour|sur|dans|chez|avec|à|au|aux|en)\b", re.IGNORECASE)


def organisation(one: Asking) -> str:
    """Another organisation in the place of the one asked about: "et la Région ?"."""
    found, before = mentions(one.bare), bodies(one)
    if len(found) != 1 or len(before) != 1 or intents_of(one.bare) or len(words(one.bare)) > SLOT_WORDS:
        return ""
    if _OWN_QUESTION.search(one.folded):
        return ""  # "et la PMI, elle apparaît où ?" asks something else of it
    if len(fold(one.said.text)) != len(one.said.text) or asks("followup", "signed", fold(one.said.text)):
        return ""
    span = before[0]
    article = re.search(
        r"(?i)(?:\b(?:le|la|les|au|aux|du|des|à la|de la) |\b(?:à |de )?l['’])$", one.said.text[: span.start]
    )
    start = article.start() if article else span.start
    preposition = re.match(r"(?i)(?:au|aux|à|de|du|des)\b", article.group()) if article else None
    other = (
        one.bare
        if not preposition
        else f"à {one.bare}"
        if preposition.group().lower() in ("au", "aux", "à")
        else of(one.bare)
    )
    return f"{one.said.text[:start]}{re.sub('^à le ', 'au ', other)}{one.said.text[span.end :]}"


def bodies(one: Asking) -> list[Mention]:
    """The organisations of the question before, without those that only name its contract: "du Pays des Rives"."""
    places = [match.span() for c in one.resolver.contracts for match in named(c).finditer(one.said.text)]
    return [m for m in mentions(one.said.text) if not any(low <= m.start and m.end <= high for low, high in places)]


def replaced(one: Asking) -> str:
    """The question before of something else: "Et contre le moustique tigre ?", "Et la CAF ?"."""
    if len(words(one.bare)) > SLOT_WORDS or one.named or _ASKED_OF.match(one.folded):
        return ""
    kept, of_contract = without_contract(one.said.text, one.said, one.resolver), contract_of(one.said)
    preposition = _PREPOSITION.match(one.bare)
    if preposition and asks("followup", "signed", fold(one.said.text)) and mentions(one.bare) and one.said.contract:
        # "Quel préfet a signé ?", "et pour l'hôpital ?"
        return f"qui a signé le {of_contract.removeprefix('du ')} {one.bare}"
    of_sheet = _of_sheet(one.bare, kept) if preposition else ""
    if of_sheet:
        return f"{of_sheet} {of_contract}"
    about = _ABOUT.search(one.said.text.rstrip("? "))
    of_theme = about and not any(named(c).search(about["what"]) for c in one.resolver.contracts)
    if about and of_theme and preposition and preposition[1].lower() in ("pour", "contre", "sur"):
        # "Que fait X pour la santé mentale ?", "et contre l'ambroisie ?"
        return f"{one.said.text[: about.start('word')]}{one.bare}"
    if preposition:
        same = list(re.finditer(rf"(?i)\b{preposition[1]}\b", one.said.text))
        if same and not any(named(c).search(one.said.text, same[-1].start()) for c in one.resolver.contracts):
            return f"{one.said.text[: same[-1].start()]}{one.bare}"
        same = list(re.finditer(rf"(?i)\b{preposition[1]}\b", kept))
        complement = _COMPLEMENT.match(kept) if fold(preposition[1]) == "pour" and not same else None
        if complement:
            # "Le dépistage du cancer du sein dans X ?", "et pour le colorectal ?"
            other = re.sub(r"(?i)^pour (?:les? |la |l['’])?", "", one.bare)
            return f"{complement['before']}{other}{complement['behind']} {of_contract}"
        if found := _priced(one.bare, kept, same=bool(same)):
            return f"{found} {of_contract}"
        return f"{kept[: same[-1].start()]}{one.bare} {of_contract}" if same else f"{kept} {one.bare} {of_contract}"
    if intents_of(one.bare) or _OWN_QUESTION.search(one.folded):
        return ""
    if asks("followup", "member", fold(one.said.text)) or asks("followup", "signed", fold(one.said.text)):
        return _member(one.bare, one.said.text, of_contract)
    opening = _OPENING.match(one.said.text)
    if opening and not mentions(one.bare):
        name = "what" if opening["what"] else "head"
        put = re.sub(r"(?i)^(?:côté |niveau |les |la |le |l['’]|des )", "", one.bare)
        # The contract stands in the question itself, as its subject or elsewhere.
        whole = one.said.text.rstrip("? ") if kept != one.said.text.rstrip("? ") else f"{kept} {of_contract}"
        return f"{whole[: opening.start(name)]}{put}{whole[opening.end(name) :]}"
    noun = re.match(r"(?i)(?:la |le |les |l['’])", one.bare) and not mentions(one.bare)
    if about and of_theme and noun:
        # "Que prévoit le contrat pour la santé mentale ?", "et la prévention ?"
        return f"{one.said.text[: about.start('what')]}{one.bare}"
    counted = _COUNTED.match(kept)
    if counted and re.match(r"(?i)(?:les|des|la|le|l['’])", one.bare):
        other = re.sub(r"(?i)^(?:les |des |la |le |l['’])", "", one.bare)
        return f"{counted['frame']} {of(other)}{counted['rest']} {of_contract}"
    frame = FRAME.match(kept)
    payer = _whether(one.bare, kept)
    if payer:
        return f"{payer} {of_contract}"
    if frame:
        return f"{frame['frame']} {joined(frame['object'], one.bare)} {of_contract}"
    return ""


_PRICED = re.compile(
    r"(?i)^(?:combien|quel(?:le)? (?:est|sont) (?:le |l['’])?(?:co[uû]t|prix|budget|montant|enveloppe))\b"
)


# Who does it, whatever part of it was asked of first: "qui suit les indicateurs de X ?".
_DOES = re.compile(r"(?i)^qui (?:porte|pilote|finance|paie|paye|g[eè]re|suit|m[eè]ne|coordonne|anime|s'occupe de)\b")


def _priced(bare: str, kept: str, *, same: bool) -> str:
    """The price of another thing, or who does it, in the place of the one asked about: "et pour Y ?"."""
    other = re.match(r"(?i)pour (?P<thing>(?:les? |la |l['’]|une? |[\wà-ÿ]+(?:er|ir|re) )[^\d]+)$", bare)
    if other is None or same or not FRAME.match(kept) or any(m.start <= ARTICLE for m in mentions(other["thing"])):
        return ""
    frame = FRAME.match(kept)
    if frame and re.match(r"(?i)(?:de )?(?:la fiche|l['’]action)\b(?! (?:n ?°|\d))", frame["object"]):
        # "Qui porte la fiche sur X ?": another sheet, whoever it is for.
        return f"{frame['frame']} {joined(frame['object'], f'la fiche {bare}')}"
    if (does := _DOES.match(kept)) and not {stem(word) for word in words(other["thing"])} & _publics():
        joins = does.group().endswith(" de")
        return f"{does.group().removesuffix(' de')} {of(other['thing']) if joins else other['thing']}"
    if not _PRICED.match(kept):
        return ""
    several = fold(other["thing"]).startswith("les ")
    return f"combien {'coûtent' if several else 'coûte'} {other['thing']}"


@cache
def _publics() -> frozenset[str]:
    """The words for those whom an action is for: "et pour les jeunes ?" keeps the matter."""
    text = resources.files("assistant.lexicon").joinpath("publics.txt").read_text("utf-8")
    return frozenset(stem(word) for line in text.splitlines() if not line.startswith("#") for word in words(line))


_SHEET_ASKED = re.compile(
    r"(?i)^(?P<frame>(?:qui|combien|quel\w*) .*?)(?P<of>\bde |\bpour )?\b(?:la )?(?:fiche|action)(?:[ -]action)?"
    r" (?:n ?° ?)?[\w.-]*\d[\w.-]*\s*$"
)


def _of_sheet(bare: str, kept: str) -> str:
    """The same of the sheet on a subject, in the place of a number: "qui suit la 4.2 ?", "et pour l'eau ?"."""
    found = _SHEET_ASKED.match(kept)
    subject = re.match(r"(?i)(?:pour|contre|sur) (?P<thing>(?:la |le |les |l['’])?[^\d]+)$", bare)
    if found is None or subject is None:
        return ""
    return f"{found['frame']}{of(subject['thing']) if found['of'] else subject['thing']}"


_WHO_DOES = re.compile(
    r"(?i)^(?:et )?qui (?P<verb>(?:co)?(?:finance|paie|paye|porte|pilote|coordonne|anime|mène|gère)) (?:: )?"
    r"(?P<thing>.+)$"
)


def _whether(bare: str, kept: str) -> str:
    """Whether another organisation does what the question before asked who does: "qui paie X ?", "et la MSA ?"."""
    found = _WHO_DOES.match(kept)
    if found is None or not mentions(bare) or mentions(found["thing"]):
        return ""
    return f"est-ce que {bare} {found['verb']} {found['thing']}"


def _member(bare: str, kept: str, of_contract: str) -> str:
    """Whether another organisation, or place, is one of those asked about before."""
    folded = fold(kept)
    if asks("followup", "signed", folded):
        one = "fait-elle" if re.match(r"(?i)la ", bare) else "fait-il"
        one = "font-ils" if fold(bare).startswith("les ") else one
        return f"{bare} {one} partie des signataires {of_contract or 'du contrat'}"
    kept = re.sub(r"(?i)^(?:et )?est-ce qu(?:e |['’])", "", kept)
    verb = re.search(
        r"(?i)\b(?:en fait|fait|font|est|sont|a|ont|avait|était)\b(?:-t)?(?:-(?:elle|il|elles|ils))?", kept
    )
    return f"{bare} {kept[verb.start() :]}" if verb else ""
