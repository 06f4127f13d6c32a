"""What a question about sums is about: its payers, and anything else that narrows them. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.composers import french
from assistant.composers.asked import Asked
from assistant.composers.bodies.found import found_in
from assistant.composers.forms import asks
from assistant.library import UnderstoodContract
from ingest.facts.parties.institutions import institution
from ingest.naming import fold


def payers_named(asked: Asked) -> set[str]:
    """The payers of the contracts in scope that the question names."""
    named = {line.payer for c in asked.contracts for a in c.record.actions for line in a.funding if line.payer}
    words = set(re.findall(r"[^\W_]+", asked.folded))
    return {
        payer for payer in named if set(fold(payer).replace("-", " ").split()) <= words or _kind_named(payer, asked)
    }


# "L'Agence" alone is the one for health.
_AGENCY = re.compile(r"\bagence\b(?! (?:de l'eau|d'urbanisme|nationale|francaise|bancaire|immobiliere|postale))")


def _kind_named(payer: str, asked: Asked) -> bool:
    kind, _ = institution(payer)
    if kind == "ars" and _AGENCY.search(asked.folded):
        return True
    return bool(kind) and re.search(rf"\b{re.escape(kind)}\b", asked.folded) is not None


# Words that only say that things are added up.
_ADDS = re.compile(
    r"^(?:cumul|total|somm|addition|chiffr|mont|financ|fiche|action|ensemble|entier|integral|annee"
    r"|ans$|plan$|arriv|deux$|trois$|quatre$|cinq$|six$)"
)


# "En tout, formations comprises": what is counted too, which all sheets are.
_ASIDE = re.compile(r",([^,?]{0,60}\b(?:comprise?s?|incluse?s?))\b")


def has_own_subject(asked: Asked) -> bool:
    """Whether the question is about something beside money and who gives it: its sum is not that of all sheets."""
    payers = {word for payer in payers_named(asked) for word in re.findall(r"[a-z]+", fold(payer))}
    aside = {word for part in _ASIDE.findall(asked.folded) for word in re.findall(r"[a-z]+", part)}
    own = [word for word in asked.subject_words if word not in payers | aside and not _ADDS.match(word)]
    return asked.has_subject and bool(own)


# "Quelles fiches coûtent moins de 3 000 € ?"
_BOUND = re.compile(
    r"\b(?P<side>moins|au-dessous|en dessous|inferieure?s?|plus|au-dessus|superieure?s?) (?:de |d'|a )"
    r"(?P<amount>\d{1,3}(?:[ .]\d{3})+|\d+) ?(?:(?P<thousands>k ?)?€|euros?\b|(?P<k>k)\b)"
)


def bound_asked(folded: str) -> tuple[bool, float] | None:
    """Whether the sheets asked for lie below an amount (else above), and that amount in euros; None without one."""
    match = _BOUND.search(folded)
    if match is None:
        return None
    euros = float(re.sub(r"\D", "", match["amount"])) * (1_000 if match["thousands"] or match["k"] else 1)
    return not match["side"].startswith(("plus", "au-dessus", "superieur")), euros


def adds_up(folded: str) -> bool:
    """Whether the amounts of the sheets are to be added up, and not the sheets counted."""
    total = asks("money", "total", folded) and not asks("money", "headcount", folded)
    return asks("money", "sum", folded) or (total and asks("money", "makes_total", folded))


def what_summed(asked: Asked, payers: Sequence[str]) -> str:
    """What the total would be of, in words."""
    full = ""
    if asks("money", "full_rate", asked.folded):
        full = " à 100 %" if "100" in asked.folded else " en totalité"
    if payers:
        # What the documents are silent about is said in the words of the question.
        known = any(word in asked.folded for word in re.findall(r"[a-z]{3,}", fold(payers[0])))
        payer = french.the(payers[0]) if known else "l'Agence"
        return f"total de ce que paie {payer}{full}"
    return f"total de ce qui est payé{full}" if full else "budget total"


def silent_of(asked: Asked, payers: Sequence[str]) -> str:
    """That no sheet gives a figure to add up."""
    if asks("money", "full_rate", asked.folded):
        full = "à 100 %" if "100" in asked.folded else "en totalité"
        return f"Aucune fiche n'y chiffre ce qui serait financé {full}"
    if payers:
        return f"Aucune fiche n'y chiffre la part {french.of(payers[0])}"
    return "Aucune des fiches n'y est chiffrée"


# "Du CPOM et non du FIR", "hors FIR": what is named so is left out.
_LEFT_OUT = re.compile(
    r"\b(?:non|pas|hors|sans|sauf|excepte)(?: (?:du|de la|de l'|de|le|la|au|par le|par la))?[ ']([a-z]{3,})\b"
)


def instruments_named(asked: Asked) -> list[str]:
    """The instruments that the question names by the acronym that sheets give them, CPOM apart: "FIR"."""
    words = set(re.findall(r"[a-z]+", asked.folded))
    lines = [line for c in asked.contracts for action in c.record.actions for line in action.funding]
    written = dict.fromkeys(short for line in lines for short in re.findall(r"\b[A-Z]{3,}\b", line.instrument))
    payers = {fold(line.payer) for line in lines} | set(_LEFT_OUT.findall(asked.folded))
    return [one for one in written if fold(one) in words and one != "CPOM" and fold(one) not in payers]


def is_strangers(asked: Asked, contract: UnderstoodContract) -> bool:
    """Whether the question asks of a payer of a kind that a contract knows, and of another place: another CPAM."""
    named = payers_named(asked)
    if not any(line.payer in named for action in contract.record.actions for line in action.funding):
        return False
    found = found_in(asked, contract)
    return bool(found.absent) and not found.bodies
