"""What the report calls things, in French."""

from __future__ import annotations

CATEGORIES = {
    "signatories": "signataires",
    "money": "argent",
    "totals": "totaux et décomptes",
    "dates": "dates et durées",
    "actions": "actions",
    "roles": "rôles et porteurs",
    "perimeter": "périmètre",
    "diagnosis": "chiffres du diagnostic",
    "governance": "gouvernance et règles",
    "comparison": "comparaisons",
    "contradictions": "contradictions",
    "definitions": "définitions et sigles",
    "rough": "langage relâché, SMS",
    "followup": "questions de suite",
    "english": "source en anglais",
    "unanswerable": "sans réponse dans les documents",
    "out_of_scope": "hors sujet, urgences",
    "injection": "tentatives de détournement",
}
SETS = {
    "evidence": "Questions d'agents (pour construire)",
    "council": "Questions d'élus et de partenaires (pour construire)",
    "heldout": "Questions tenues à part, première série",
    "heldout2": "Questions tenues à part, seconde série",
    "generated": "Contrats tirés au sort",
    "invented": "Contrats inventés par un tiers",
}
STATUS = {
    "answered": "répond",
    "partial": "répond en partie",
    "not_found": "dit que les documents ne le disent pas",
    "out_of_scope": "dit que ce n'est pas son sujet",
    "unreadable": "dit que la page ne se lit pas",
}
GRAVE = {
    "wrong_figures": "chiffres faux",
    "false_signatories": "faux signataires",
    "wrong_territory": "réponses par un autre territoire",
}


def category(name: str) -> str:
    """A category's name for readers."""
    return CATEGORIES.get(name, name)


def case_set(name: str) -> str:
    """A set's name for readers."""
    return SETS.get(name, name)


def status(name: str) -> str:
    """A status for readers."""
    return STATUS.get(name, name)
