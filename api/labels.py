"""French words for the codes of the records."""

from __future__ import annotations

from assistant.totals import CAP_ONLY, NO_TOTAL, PERIOD_UNKNOWN
from ingest.facts.records import AmountPeriod, Funding, FundingState, LineRole, Nature

STATES = {
    FundingState.AMOUNT: "montant indiqué",
    FundingState.FUNDER_ONLY: "financeur seul, sans montant",
    FundingState.NONE: "néant",
    FundingState.NOT_STATED: "montant non indiqué",
    FundingState.TO_BE_SET: "à définir",
}
PERIODS = {AmountPeriod.ANNUAL: "par an", AmountPeriod.GLOBAL: "pour l'ensemble du projet", AmountPeriod.UNKNOWN: ""}
NATURES = {
    Nature.ESTIMATED: "prévisionnel",
    Nature.REQUESTED: "demandé",
    Nature.GRANTED: "accordé",
    Nature.PAID: "versé",
    Nature.UNKNOWN: "",
}
ROLES = {
    LineRole.TOTAL: "total de la fiche",
    LineRole.SHARE: "part d'un financeur, comprise dans le total",
    LineRole.YEAR: "part d'une année, comprise dans le total",
    LineRole.OTHER: "hors total",
}
# Why an action is in no sum.
LEFT_OUT = {
    FundingState.FUNDER_ONLY.value: "financeur seul, sans montant",
    FundingState.NONE.value: "néant",
    FundingState.NOT_STATED.value: "montant non indiqué",
    FundingState.TO_BE_SET.value: "à définir",
    CAP_ONLY: "plafond seul",
    PERIOD_UNKNOWN: "montant dont la période n'est pas dite",
    NO_TOTAL: "montants partiels, sans total",
}

# What contracts side by side say, and how it compares.
NOT_FOUND = "non trouvé dans les documents lus"
VERDICTS = {
    "same": "identique",
    "different": "différent",
    "partly": "en partie commun",
    "alone": "un seul contrat le dit",
    "unsaid": "aucun ne le dit",
    "to_read": "à lire",
}
WORDINGS = {
    **VERDICTS,
    "same": "mêmes intitulés",
    "different": "intitulés différents",
    "partly": "en partie les mêmes intitulés",
}
MARKS = {
    "common": "commun",
    "counterpart": "même organisme, pour son territoire",
    "some": "commun à certains",
    "own": "propre à ce contrat",
}

# How an organisation takes part, in a contract and in its sheets.
STANDINGS = {"signatory": "signataire", "associated": "partenaire associé", "consulted": "consulté"}
SHEET_ROLES = {
    "lead": "porteur",
    "lead_elsewhere": "porteur selon le tableau récapitulatif seul",
    "partner": "partenaire",
    "payer": "financeur",
    "cofunder": "cofinanceur",
    "follow_up": "chargé du suivi",
    "mention": "cité dans le texte",
}
REASONS = {**SHEET_ROLES, "source": "source des données"}
KINDS_OF_ORGANISATION = {
    "party": "Signataires et partenaires associés",
    "organisation": "Autres organismes",
    "group": "Groupes d'organismes ou de personnes",
    "function": "Fonctions et dispositifs",
}


def state(line: Funding) -> str:
    """The state of a line: a cap alone is no amount."""
    if line.state is FundingState.AMOUNT and line.amount is None:
        return "plafond seul" if line.cap is not None else STATES[FundingState.NOT_STATED]
    return STATES[line.state]
