"""A place that a question asks about and that no perimeter lists, as it is typed. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Sequence

import simplemma

from assistant import lexicon
from assistant.composers.asked import Asked
from assistant.composers.naming import kind_and_place
from ingest.naming import fold

# Words with a capital, or in a place's place, that name none.
_NO_PLACE = frozenset(
    "cls ars epci cpts cpam msa caf pays contrat petr est et la le les l un une dans notre ma mon je ce cette quel "
    "quelle quelles quels qui que territoire commune communes ville departement region perimetre interco agglo hopital "
    "on il elle tout chaque mairie village".split()
)
_INSIDE_NAMES = frozenset("de la le les du des sur en sous et l d".split())
_QUESTION = frozenset("quand jusqu jusqu'a combien qui quoi on comment pourquoi depuis ou".split())
_ASKED_FIRST = re.compile(
    r"^(?:(?:est[- ]ce que|et|bonjour|dites[- ]moi si|la (?:commune|ville) (?:de |d')?) ?,? ?)*"
    r"(?P<name>[a-z][a-z' -]{2,40}?)"
    r",? (?:est|fait|sont|font|depend|dependent|appartient|elle est|c'est|ca fait)\b"
)
_NAMED_PLACE = re.compile(
    r"\b(?:commune|ville|village|habitants?) (?:de la |de l'|du |des |de |d')"
    r"(?P<name>[a-z][a-z'-]{2,}(?:[ -][a-z'-]{2,}){0,3}?)"
    r"(?= (?:est|fait|sont|dans|depend|appartient)|[ ?.!,]*$)"
)


# "Je suis à Vezolles, on est dans le CLS ?"
_FROM = re.compile(
    r"\b(?:je suis|j'habite|je vis|nous sommes|on est|on habite) (?:a |de |d'|du )"
    r"(?P<name>[a-z][a-z'-]{2,}(?:[ -][a-z'-]{2,}){0,3}?)(?=,| (?:on|est|suis|sommes|c'est|et|je|nous)\b)"
)


def place_asked(asked: Asked) -> str:
    """A place that the question asks about and that no perimeter lists, as typed; "" when there is none."""
    for pattern in (_FROM, _NAMED_PLACE, _ASKED_FIRST):
        match = pattern.search(asked.folded)
        name = re.sub(r"^(?:la |le |les |l')(?=\w)", "", match["name"].strip()) if match else ""
        said = re.split(r"[ '-]+", name)
        small = set(said[1:]) & (lexicon.load().stopwords - _INSIDE_NAMES) or set(said) & _QUESTION
        if not name or small or said[0] in _NO_PLACE or kind_and_place(name)[0] or len(said) > 4:
            continue
        own = {word for c in asked.library.contracts for word in re.split(r"[ '-]", fold(c.territory))}
        if set(said) <= own:
            continue
        if _is_thing(asked.query.text, said):
            continue  # "la mutuelle de village": no place
        # Nothing folds to more letters than it has: the name stands as typed at the same place, or in capitals.
        return _typed(asked.query.text, name)
    return ""


def _is_thing(text: str, said: Sequence[str]) -> bool:
    """Whether a name is typed small behind an article and opens with a word of the dictionary."""
    behind = re.search(rf"(?:\b(?:la|le|les|une?|des) |\bl['’]){re.escape(said[0])}\b", text)
    return behind is not None and bool(simplemma.is_known(said[0], lang="fr"))


def _typed(text: str, name: str) -> str:
    pattern = re.compile(r"[\s’'-]+".join(r"[^\s’'-]+" for _ in re.split(r"[ '-]+", name)))
    starts = (pattern.match(text, found.start()) for found in re.finditer(r"\b\w", text))
    typed = next((m.group() for m in starts if m and fold(m.group()).replace("-", " ") == name.replace("-", " ")), name)
    return typed if typed[0].isupper() else typed.title()
