"""What a funding field says when it gives no amount: nothing, none, later, or who pays. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.facts.funding.funders import instrument, listed, payer_at, payers
from ingest.facts.money.amounts import MARKS, aligned
from ingest.facts.records import FundingState

_EMPTY = re.compile(
    r"(?:[\W_]|\b(?:n\.? ?c\.?|nr|n\.r\.|non (?:communique|renseigne|chiffre|precise|indique|disponible|evalue"
    r"|estime)e?s?|inconnu)\b)*"
)
_LATER = re.compile(
    r"\b(?:a|reste(?:nt)? a|restant a) (?:definir|preciser|determiner|confirmer|chiffrer|evaluer|estimer"
    r"|completer|etudier"
    r"|rechercher|negocier|affiner|fixer|venir|trouver|identifier|consolider|calibrer|voir|arreter|discuter|caler"
    r"|construire)\b"
    r"|\b(?:sera|seront|devra|devront|doit|doivent|pourra|pourront|peut|peuvent)(?: etre)?(?: [a-z]+ment)?"
    r" (?:defini|precis|determin|etudi|fix|chiffr|evalu|arret|etabli|estim|ajust|calcul|communiqu)\w*"
    r"|\ben (?:cours|attente)\b|\bsur devis\b|\bselon\b|\ben fonction d|\bvariables?\b|\bau cas par cas\b"
    r"|\bindetermine"
    r"|\b(?:non|pas)(?: encore| ete)* (?:defini|determin|arret|fix|connu|stabilis|identifi|finalis|valid)\w*"
    r"|\bulterieurement\b"
    r"|\bpas de [a-z]+ (?:connu|defini|identifie|arrete)\w*|\btbd\b|\b(?:pas|aucun) [\w' ]{0,40}(?:a ce (?:jour"
    r"|stade)|pour l'instant)"
)
_NONE = re.compile(
    r"\W*(?:neant\b|aucune?s?\b(?! co-?fin)|sans objet\b|s\.? ?o\.?\W*$|pas d(?:e|')(?! ?co-?fin)"
    r"|sans (?:financement|cout|incidence|surcout|budget|besoin|moyen)|gratuit\w*\b|0(?:,00)? ?(?:€|euros?)?\W*$"
    r"|(?:a )?moyens? constants?|non (?:concerne|applicable|finance)e?\b|n/?a\W*$|non\W*$)"
)
_NEEDS_NONE = re.compile(
    r"\bn(?:e |')(?:necessit|requi|demand|mobilis|prevoi|suppos|appel|entrain|impliqu|engag|genere|donne|fait|a "
    r"|represent)"
    r"[\w' ]{0,30}?\b(?:pas|aucune?|ni)\b[\w' ]{0,25}\b(?:financ\w+|couts?|surcouts?|budget\w*|depenses?|moyens?"
    r"|credits?)"
    r"|\b(?:a|sur|par) (?:des |les )?moyens (?:constants|existants|humains existants)|\ba cout (?:constant|nul|zero)\b"
)
# "Deux bénévoles. Néant : aucun crédit nouveau."
_NONE_AFTER = re.compile(r"[.;] neant\b(?![^.;]*\d)")
_ELSEWHERE = re.compile(r"\baucun financement propre\b[^.]*?\brele?ve(?:nt)? (?:du|de la|de l'|des)\b")
# Paid out of what the one who acts has for his duties anyway.
_OWN_MISSION = re.compile(r"^\W*(?:dans le cadre|au titre) de (?:ses|leurs?) missions?\b")
_IN_KIND = re.compile(
    r"mises? a disposition|prets? d|temps (?:agent|de travail|d'animation|humain)|logisti|benevol|moyens humains"
    r"|\bsalles?\b|\betp\b"
    r"|ressources humaines|en nature|valoris"
)
_FINANCE = re.compile(
    r"financ(?:e|ent|er|era|eront|ee?s?|ements?|eurs?)\b|\ba (?:la )?charge|pris(?:es?)? en charge|subvention"
    r"|credit|fonds|enveloppe|dotation|appels? a projet|budget|pay"
)
NO_COFUNDING = re.compile(
    r"(?:\bpas de|\baucun|\bsans) (?:autres? )?co-?\s?financ(?:ements?|eurs?)|(?:\bpas d'|\baucun "
    r"|\bsans )autres? financ(?:ements?|eurs?)\b|\bco-?\s?financements? ?: ?\n?(?:neant|aucun"
    r"|sans objet|non\b)"
)
_CONDITION = re.compile(
    r"\bsous (?:reserve|condition)s?\b(?:[^.;,\n]|,(?! ?\d)|\.(?=\d)|\n(?=[a-z(])(?!max|plafon|\d|taux|montant))*"
)


def standing(text: str) -> FundingState | None:
    """The state that a text without amount gives; None for words that tell no state."""
    folded = re.sub(r"[ \n]+", " ", aligned(text))
    if _EMPTY.fullmatch(folded):
        return FundingState.NOT_STATED
    if _LATER.search(folded):
        return FundingState.TO_BE_SET
    if _ELSEWHERE.search(folded) and instrument(text):
        return FundingState.FUNDER_ONLY  # "aucun financement propre : elle relève du CPOM de l'hôpital"
    if _NONE.match(folded) or _NONE_AFTER.search(folded):
        return FundingState.NONE
    if _NEEDS_NONE.search(folded) and not re.search(r"\d", folded):
        return FundingState.NONE
    return FundingState.FUNDER_ONLY if names_funder(text) or _OWN_MISSION.search(folded) else None


def names_funder(text: str) -> bool:
    """Whether a text without amount says who pays; what is lent or done in kind is not paid."""
    folded = aligned(text)
    if listed(text) or re.match(r"\W*cpom\b", folded):
        return True
    if _IN_KIND.search(folded):
        return False
    if instrument(text):
        return True
    opening = payer_at(text)
    short = opening is not None and len(folded[opening.end :].split()) <= 6
    return short or (bool(payers(text)) and bool(_FINANCE.search(folded)))


def conditions(text: str) -> Iterator[tuple[int, int]]:
    """Where a text makes its money depend on something: "sous réserve de …", "selon projets"."""
    folded = aligned(text)
    taken: list[tuple[int, int]] = []
    for match in _CONDITION.finditer(folded):
        taken.append((match.start(), match.start() + len(match[0].rstrip(" ,:)\n"))))
    for match in _LATER.finditer(folded):
        low = max((m.end() for m in re.finditer(rf"[.;]\s|\n\n|\n[-–{MARKS}]", folded[: match.start()])), default=0)
        stop = re.search(rf"[.;](?:\s|$)|\n\n|\n(?=[-–{MARKS}]|[^\n]*\d ?(?:€|euro))", folded[match.end() :])
        high = match.end() + (stop.start() if stop else len(folded) - match.end())
        low += len(folded[low:]) - len(folded[low:].lstrip(" \n-–:" + MARKS))
        if not any(start < high and low < end for start, end in taken):
            taken.append((low, high))
    yield from sorted(taken)
