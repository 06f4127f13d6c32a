"""What one cell of a column of money says: an amount, a cap, a state, or words. Pure functions."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.facts.parties.institutions import institution
from ingest.facts.records import FundingState
from ingest.naming import fold

_NUMBER = r"\d{1,3}(?:[ .]\d{3})+(?:,\d{1,2})?|\d+(?:[.,]\d{1,2})?"
# "24 000 € en une fois", "3 200 € pour les trois ans": for the whole time.
_WHOLE = (
    r",? ?(?:en une (?:seule )?fois|au total|(?:pour|sur) (?:l'ensemble|toute la duree|la duree)"
    r"(?: du (?:projet|contrat|cls)| de l'action)?"
    r"|(?:pour|sur) (?:les )?(?:\d|deux|trois|quatre|cinq|six) ans)"
)
_AMOUNT = re.compile(
    r"(?P<cap>(?:max(?:imum)?\.?|plafond|jusqu'a|plafonne a|dans la limite de)\s*(?:de\s*)?:?\s*)?"
    rf"(?P<number>{_NUMBER})"
    r"\s*(?P<scale>k|m)?\s*(?P<euro>€|euros?|eur)?\s*(?:ht|ttc|\(ht\)|\(ttc\))?\s*"
    rf"(?P<year>(?:/|par) ?an(?:nee)?|annuels?)?(?P<whole>{_WHOLE})?\s*(?P<max>\(?max(?:imum)?\.?\)?)?"
)
NONE = re.compile(
    r"neant|aucune?(?: .{0,30})?|sans (?:financement|cout|objet|incidence)(?: .{0,20})?|gratuit|pas de .{3,30}"
)
_TO_BE_SET = re.compile(
    r"(?:montant |cout |budget )?(?:a |reste a |restant a )(?:definir|preciser|determiner|confirmer|chiffrer|evaluer"
    r"|estimer|completer|venir|etudier|rechercher)(?: .{0,40})?|en (?:cours|attente)(?: .{0,40})?|selon .{3,40}|\?+"
    r"|tbd|nc|n\.c\.|non (?:defini|chiffre|determine|connu)e?s?|inconnu"
)
# What a funder's own money is called.
FUND = re.compile(r"\b(?:cpom|fir|fonds|dotation|droit commun|autofinancement|fonds propres|credits?)\b")
# "12 000 € (ARS)", "4 500 € par an – FIR"
_PAID_BY = re.compile(
    r"(?P<amount>\d[^():;]*?(?:€|euros?|/ ?an|par an))\s*(?:\((?P<in>[^()]{2,40})\)|[–:-]\s+(?P<after>\D{2,40}))"
)
_EMPTY = re.compile(r"[-–—/*.]*")


@dataclass(frozen=True, slots=True)
class Money:
    """What a money cell says: an amount or a cap in euros, or a state."""

    state: FundingState
    amount: float | None = None
    cap: float | None = None
    annual: bool = False
    whole: bool = False  # for the whole time
    euro: bool = False  # the cell itself says that it is money
    text: str = ""  # words that are neither
    payer: str = ""  # "ARS" of "12 000 € (ARS)"


def money(text: str, factor: int = 1, *, timed: bool = False) -> Money:
    """The content of a money cell: "12 500", "12 500 €/an", "1.250,50", "12,5 k€", "néant", "à définir".

    `timed`: an amount with words for the whole time ("en une fois") is one; elsewhere they may tell more.
    """
    folded = fold(text).strip()
    if _EMPTY.fullmatch(folded):
        return Money(FundingState.NOT_STATED)
    if NONE.fullmatch(folded):
        return Money(FundingState.NONE)
    if _TO_BE_SET.fullmatch(folded):
        return Money(FundingState.TO_BE_SET)
    match = _AMOUNT.fullmatch(folded)
    payer = ""
    named = _PAID_BY.fullmatch(text.strip()) if match is None else None
    if named and names_funder(named["in"] or named["after"]):
        match, payer = _AMOUNT.fullmatch(fold(named["amount"]).strip()), named["in"] or named["after"]
    if match and match["whole"] and not timed:
        match = None
    if match is None or (match["scale"] and not match["euro"]):
        # "10 000 à 15 000 €" is money, and no one amount.
        worded = FundingState.AMOUNT if re.match(r"\D{0,12}\d", folded) else FundingState.FUNDER_ONLY
        return Money(worded, text=text)
    scale = {"k": 1000, "m": 1_000_000}.get(match["scale"] or "", factor)
    value = round(_value(match["number"]) * scale, 2)
    annual, euro = bool(match["year"]), bool(match["euro"])
    whole = bool(match["whole"]) and not annual
    if match["cap"] or match["max"]:
        return Money(FundingState.AMOUNT, cap=value, annual=annual, euro=euro, payer=payer)
    if not value:
        return Money(FundingState.NONE, euro=euro)
    return Money(FundingState.AMOUNT, value, annual=annual, whole=whole, euro=euro, payer=payer)


def _value(number: str) -> float:
    if re.fullmatch(r"\d{1,3}(?:[ .]\d{3})+(?:,\d{1,2})?", number):
        return float(re.sub(r"[ .]", "", number).replace(",", "."))
    return float(number.replace(",", "."))


def names_funder(text: str) -> bool:
    return bool(institution(text)[0] or FUND.search(fold(text)))
