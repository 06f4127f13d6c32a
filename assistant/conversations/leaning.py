"""Follow-ups that ask again, correct, narrow a list or compare: the question that each stands for. Pure functions."""

from __future__ import annotations

import re

from assistant.composers.bodies.naming import mentions
from assistant.composers.forms import asks
from assistant.conversations.conversation import Asking, Said, contract_of, label, without_contract
from assistant.conversations.taking_part import taking_part
from assistant.questions.intents import intents_of
from assistant.questions.periods import Contract
from assistant.questions.scope import ScopeResolver
from ingest.naming import fold
from ingest.structure.numbers import number_of

# "Non, pas la 4.3, la 4.2", "je parle du Val d'Or": what was meant, behind what is taken back.
_TAKEN_BACK = re.compile(
    r"(?i)^(?:(?:ah |mais )?(?:non|pardon|désolée?|oups|erreur)\b[ ,!.:;]*)?(?:(?:mais |et )?pas [^,;]{1,50}[,;] ?)"
    r"(?:mais |plutôt |c'est )?"
)
_BACK = r"(?:(?:ah |mais )?(?:non|pardon|désolée?|oups|erreur)\b[ ,!.:;]*)?"
_I_MEAN = (
    r"(?:(?:moi )?je (?:te |vous )?(?:parle|parlais|pense|pensais|demande|demandais|voulais (?:dire|parler)"
    r"|veux (?:dire|parler))|parlons|on parle|on parlait|il s['’]agit|revenons)(?: plutôt| bien| maintenant)?"
)
_BEFORE_NAME = r"(?:(?:à|de) (?=l['’]|la\b)|(?P<du>du|au)\b|(?P<des>des|aux)\b|(?:de|d['’]|à)\s?(?=\w))?"
_MEANT = re.compile(rf"(?i)^{_BACK}{_I_MEAN}\s+{_BEFORE_NAME}\s*")
# "Eux ils paient quoi ?" asks what "ils paient quoi ?" does.
_TWICE = re.compile(r"(?i)^(?:eux|elles?|lui)[ ,]+(?=(?:ils?|elles?)\b)")
# "Et pour l'accueil, c'est la même personne ?" asks of the other thing what was asked of the first.
_WHOM = (
    r"(?:personnes?|structures?|organismes?|porteurs?|pilotes?|responsables?|financeurs?|chose|gens|montant|prix|nom)"
)
_SAME = re.compile(
    r"(?i)(?<=\w)(?:, ?| )(?:c['’]est|c['’]était|est-ce|ce sont|il s['’]agit)(?: (?:aussi|toujours|encore|bien|de))*"
    rf" (?:les? m[eê]mes?|la m[eê]me|lui|elle|eux|pareil|idem)(?: {_WHOM})?"
    r"(?: (?:aussi|qui (?:s['’]en occupe|suit|porte|paie|finance|pilote|gère)))*[ ?!.]*$"
)
_LISTED = re.compile(
    r"(?i)^(?:(?:et )?quelles? (?:sont )?(?:les )?|(?:liste[rz]?|donne[rz]?(?:-moi)?) (?:toutes )?les "
    r"|qui \w+ les |combien co[uû]tent (?:au total )?les )"
    r"(?:fiches?(?:[ -]actions?)?|actions?)\b(?P<scope>.*)$"
)
_BY_THEM = re.compile(r"(?i)^qui les? (?P<verb>\w+)(?P<rest>.*)$")
_WHICH = re.compile(r"(?i)^(?:les?quel(?:le)?s?|laquelle|quelles?)\s+(?=\w)")
_COUNTED = re.compile(
    r"(?i)^(?P<frame>combien (?:de |d['’])[\wà-ÿ-]+"
    r" (?:compte|comptent|a|ont|à|au|dans|y a-t-il (?:à|dans)|vivent (?:à|dans)|habitent)) (?P<place>.+)$"
)
_THAT_OF = re.compile(
    r"(?i)^(?:(?:celle|celui|celles|ceux) (?:de |du |des |d['’])|(?:à|dans|pour|chez) )?(?P<place>.+)$"
)
_THERE = re.compile(
    r"(?i)\s+(?:(?:y|en) (?:est|figure|sont)|est dedans|(?:l['’])?(?:a|ont) signé)(?:[- ](?:elle|il))?\b"
)
_PARTS = ("axes", "thematiques", "signataires", "actions", "montants", "perimetre")


# Sheets as the lines of an answer begin with them.
_LINE = re.compile(r"(?m)^- (?:axe \w+ ; )?(?:fiche )?((?:[a-z]\.)?\d{1,2}(?:\.(?:\d{1,2}|[a-z]\b))*)(?= [–(-])")
# So many sheets make a question of their own.
MOST_LISTED = 8


def listed_in(answer: str, contract: Contract | None, resolver: ScopeResolver) -> tuple[str, ...]:
    """The sheets of a contract that the lines of an answer list, where they are not too many to ask of."""
    known = resolver.sheets(contract) if contract else ()
    found = tuple(dict.fromkeys(number for number in map(number_of, _LINE.findall(answer.lower())) if number in known))
    return found if 2 <= len(found) <= MOST_LISTED else ()


def meant(text: str) -> str:
    """What a correction means, without what it takes back; the text itself where it corrects nothing."""
    taken = _TAKEN_BACK.sub("", text)
    match = _MEANT.match(taken)
    if match is None:
        return taken
    article = "le " if match["du"] else "les " if match["des"] else ""
    return f"{article}{taken[match.end() :]}"


def once(bare: str) -> str:
    """A follow-up whose subject is said twice, with it said once; without what asks whether it is the same again."""
    return _TWICE.sub("", _SAME.sub("", bare))


def again(folded: str, said: Said) -> str:
    """The question before, where the follow-up asks where that stands or whether it is sure: its answer shows it."""
    return said.text if asks("followup", "again", folded) else ""


def level(one: Asking) -> str:
    """The question of money before, where the follow-up asks to what height: "à quel taux ?"."""
    money = any(intent.name == "money" for intent in intents_of(one.said.text))
    return one.said.text if money and asks("followup", "level", one.folded) else ""


def of_list(one: Asking) -> str:
    """What is asked of the actions that were listed: "qui les porte ?", "lesquelles sont pour les jeunes ?"."""
    kept, contract = without_contract(one.said.text, one.said, one.resolver), contract_of(one.said)
    found = _LISTED.match(kept)
    if found is None or one.named:
        return ""
    scope = re.sub(r"^(?=sont\b|est\b)", "qui ", found["scope"].strip(" ?"))
    told = one.said.sheets if one.said.contract else ()
    them = f"les fiches {', '.join(told[:-1])} et {told[-1]}" if told else f"les actions {scope}".strip()
    by = _BY_THEM.match(one.bare)
    if by:
        return f"qui {by['verb']} {them} {contract}{by['rest']}"
    if asks("followup", "sum", one.folded):
        return f"combien coûtent au total {them} {contract}"
    which = _WHICH.match(one.bare)
    if which:
        return f"quelles actions {scope} {one.bare[which.end() :]} {contract}"
    return ""


def of_place(one: Asking) -> str:
    """The same number of another place: "Combien d'habitants compte X ?", "et celle de Y ?"."""
    before = _COUNTED.match(without_contract(one.said.text, one.said, one.resolver))
    if before is None or one.named or intents_of(one.bare) or asks("followup", "others", one.folded):
        return ""
    if mentions(one.bare) and asks("followup", "signed", fold(one.said.text)):
        return ""  # "combien de signataires ?", "et la CAF ?": whether it is one
    place = _THAT_OF.match(one.bare)
    return f"{before['frame']} {place['place']} {contract_of(one.said)}" if place else ""


def is_there(one: Asking) -> str:
    """Whether a body is among those asked about: "la CPAM y est ?" after who signed."""
    verb = _THERE.search(one.bare)
    if verb is None or one.said.contract is None or not asks("followup", "signed", fold(one.said.text)):
        return ""
    who = one.bare[: verb.start()]
    if len(mentions(who)) != 1:
        return ""
    agrees = "font-ils" if fold(who).startswith("les ") else "fait-elle" if fold(who).startswith("la ") else "fait-il"
    return f"{who} {agrees} partie des signataires {contract_of(one.said)}"


def changed(one: Asking) -> str:
    """What changes between the two contracts of the territory spoken of: "qu'est-ce qui a changé ?"."""
    if one.said.contract is None or one.named or not asks("followup", "changed", one.folded):
        return ""
    other = one.resolver.other_generation(one.said.contract)
    if other is None:
        return ""
    first, last = sorted((one.said.contract, other), key=lambda contract: (contract.last, contract.ref.label))
    part = next((part for part in _PARTS if re.search(rf"\b{part}\b", fold(one.said.text))), "")
    if not part:
        return f"Qu'est-ce qui change entre le {label(first)} et le {label(last)}"
    shown = {"thematiques": "thématiques", "perimetre": "périmètres"}.get(part, part)
    return f"Quelles différences entre les {shown} du {label(first)} et du {label(last)}"


# What stands for a question whatever else it holds, most particular first.
LEANING = (level, changed, is_there, of_list, taking_part)
