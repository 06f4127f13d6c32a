"""Whether a question leans on what was said before it, and which of its words are its own matter. Pure functions."""

from __future__ import annotations

from assistant import lexicon
from assistant.composers.bodies.naming import mentions
from assistant.composers.forms import asks
from assistant.conversations.conversation import WHOLE_CONTRACT
from assistant.questions.intents import intents_of
from assistant.questions.scope import ScopeResolver
from assistant.questions.sheet_numbers import ARTICLE, sheet_of
from assistant.searching.tokens import words
from ingest.naming import fold

# A question of no more words that leans on what was said before is completed from it.
ELLIPTIC_WORDS = 9


def leans(bare: str, led: bool, resolver: ScopeResolver) -> bool:
    """Whether a question cannot be understood without what was said before."""
    folded = fold(bare).rstrip(" ?.!")
    intents = intents_of(bare)
    if len(words(bare)) > ELLIPTIC_WORDS:
        return False
    if asks("followup", "refers", folded):
        return True
    own = subject(bare, resolver)
    if asks("followup", "inverted", folded) and not own and not mentions(bare):
        return True
    scope = resolver.resolve(bare, 0)
    if scope.territory_named or scope.unknown:
        # "Et pour le Val Brumeux ?" asks nothing by itself; with what it asks for, it is complete.
        return not intents and (led or not own)
    if led:
        return True
    numbered = sheet_of(folded) or ARTICLE.search(folded)
    # A question without matter of its own: "combien ?", "qui paie ?", "Qui porte la fiche 1.2 ?".
    return not own or bool(numbered) or bool(WHOLE_CONTRACT.search(folded) and not own)


def subject(bare: str, resolver: ScopeResolver) -> list[str]:
    """The words of a question that are neither its form, nor what it asks for, nor its contract."""
    held = lexicon.load()
    names = set(resolver.name_words())
    intents = intents_of(bare)
    return [
        word
        for word in words(bare)
        if word not in held.stopwords | held.form | names
        and not word[0].isdigit()
        and word not in _PLAIN
        and not any(intent.ask.search(word) for intent in intents)
    ]


# What questions say around anything.
_PLAIN = frozenset(
    "fiche fiches action actions article articles contrat cls sante axe axes porte pilote finance financee finances "
    "paie paye payer cout coute budget montant signe signee duree fois annuel total quelqu autre autres deux suit "
    "gere meme aussi date finir commence court responsable prevu tout monde suivi public publics vise cible "
    "beneficiaires partenaires indicateurs age ages adresse destine calendrier resultats attendus objectifs "
    "avant".split()
)
