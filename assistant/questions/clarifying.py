"""Asking what is meant, where a question names a contract at most and asks nothing of it. Pure functions."""

from __future__ import annotations

import re

from assistant.composers.asked import Asked
from assistant.questions.understand import Query
from assistant.records import Answer, Scope, Status
from assistant.searching.tokens import words

# A longer question asks something, in words that we do not know.
LONGEST = 8
SUGGESTED = 3


def asks_nothing(asked: Asked) -> bool:
    """Whether a question has neither matter nor form: "Et pour l'ancien contrat ?", with nothing said before."""
    query = asked.query
    if (
        query.intents
        or query.sheets
        or query.article
        or any(not _is_length(word, asked.folded) for word in asked.subject_words)
    ):
        return False
    return len(words(query.text)) <= LONGEST


def _is_length(word: str, folded: str) -> bool:
    """Whether a word only counts years or months, which names nothing: "combien sur 5 ans ?"."""
    return word.isdigit() and re.search(rf"\b{word} (?:ans?|annees?|mois)\b", folded) is not None


def what_about(query: Query) -> Answer:
    """What the reader is asked, with questions that have an answer."""
    contracts = query.scope.contracts
    label = f"CLS {contracts[0].ref.label}" if len(contracts) == 1 else ""
    text = f"Que voulez-vous savoir{f' du {label}' if label else ''} ? La question ne le dit pas."
    of = label or (f"CLS {contracts[0].ref.label}" if contracts else "contrat")
    suggestions = (f"Qui a signé le {of} ?", f"Jusqu'à quand court le {of} ?", f"Quels sont les axes du {of} ?")
    refs = tuple(contract.ref for contract in contracts)
    scope = Scope(refs, query.scope.note)
    return Answer(
        Status.NOT_FOUND, text, scope=scope, understood=query.text.strip(), suggestions=suggestions[:SUGGESTED]
    )
