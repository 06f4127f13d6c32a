"""What the report calls things, in French; a report's file holds these words for whoever shows it."""

from __future__ import annotations

# The measures of answers, in the order of reading.
MEASURES = {
    "right": "réponses entièrement justes",
    "refusal": "répond quand il faut, refuse quand il faut",
    "answered": "… dont : ce que les documents disent",
    "refused": "… dont : ce qu'ils ne disent pas",
    "facts_right": "faits attendus dits (montants, dates, noms, listes…)",
    "set_f1": "listes complètes et sans intrus (F1)",
    "wrong_figures": "réponses sans chiffre faux",
    "false_signatories": "réponses sans faux signataire",
    "wrong_territory": "réponses sans erreur de territoire",
    "citation_support": "phrases soutenues par leurs citations",
    "citation_precision": "citations utiles à leur phrase",
    "evidence_quoted": "preuve attendue dans une citation",
    "evidence_page": "citation de la page de la preuve",
    "quotes_valid": "citations égales au texte de la page",
}
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
    "heldout": "Questions d'abord tenues à part, première série",
    "heldout2": "Questions d'abord tenues à part, seconde série",
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
# Faults that nothing excuses, counted one by one.
GRAVE = {
    "wrong_figures": "chiffres faux",
    "false_signatories": "faux signataires",
    "wrong_territory": "réponses par un autre territoire",
}
ONE_GRAVE = {
    "wrong_figures": "chiffre faux",
    "false_signatories": "faux signataire",
    "wrong_territory": "réponse par un autre territoire",
}
# What a report's file says of itself.
SHOWN = {"measures": MEASURES, "sets": SETS, "categories": CATEGORIES, "grave": GRAVE, "one_grave": ONE_GRAVE}


def category(name: str) -> str:
    """A category's name for readers."""
    return CATEGORIES.get(name, name)


def case_set(name: str) -> str:
    """A set's name for readers."""
    return SETS.get(name, name)


def status(name: str) -> str:
    """A status for readers."""
    return STATUS.get(name, name)
