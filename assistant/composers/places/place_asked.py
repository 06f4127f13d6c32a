"""A place that a question asks about and that no perimeter lists, as it is typed. Pure functions."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

import simplemma

from assistant import lexicon
from assistant.composers.asked import Asked
from assistant.composers.bodies.naming import kind_and_place
from ingest.naming import fold

# Words with a capital, or in a place's place, that name none.
_NO_PLACE = frozenset(
    "cls ars epci cpts cpam msa caf pays contrat petr est et la le les l un une dans notre ma mon je ce cette quel "
    "quelle quelles quels qui que territoire commune communes ville departement region perimetre interco agglo hopital "
    "on il elle tout chaque mairie village copil cotech comite groupe".split()
)
_INSIDE_NAMES = frozenset("de la le les du des sur en sous et l d".split())
_QUESTION = frozenset("quand jusqu jusqu'a combien qui quoi on comment pourquoi depuis ou".split())
# Verbs of whoever is in a contract, or is not.
_IS_IN = (
    r"(?:est|fait|sont|font|depend(?:ent)?|appartien(?:t|nent)|profite(?:nt)?|beneficie(?:nt)?|releve(?:nt)?|entre(?:nt)?"
    r"|rentre(?:nt)?|figure(?:nt)?)"
)
_ASKED_FIRST = re.compile(
    r"^(?:(?:est[- ]ce qu(?:e |')|et|bonjour|dites[- ]moi si"
    r"|(?:la|ma|mon|notre) (?:commune|ville|village) ?,? (?:de |d')?) ?,? ?)*"
    rf"(?P<name>[a-z][a-z', -]{{2,60}}?)"
    rf",? (?:elle |elles |ils? |c'|ca )?{_IS_IN}\b"
)
_NAMED_PLACE = re.compile(
    r"\b(?:commune|ville|village|habitants?) (?:de la |de l'|du |des |de |d')"
    r"(?P<name>[a-z][a-z'-]{2,}(?:[ -][a-z'-]{2,}){0,3}?)"
    rf"(?= (?:{_IS_IN}|dans)\b|[ ?.!,]*$)"
)


# "Le contrat couvre-t-il Vezolles et Arnoux ?": names with a capital, at the end.
_ASKED_LAST = re.compile(
    r"\b(?:cls|contrat|perimetre|il|elle)\b.{0,30}\b(?:couvre|concerne|englobe|comprend|inclut|integre|comporte)"
    r"(?:(?:-t)?-(?:il|elle))? (?:aussi |bien |egalement )?(?:les communes de |la commune de |la ville de )?"
    r"(?P<name>[a-z][a-z', -]{2,60}?)(?: (?:ou pas|aussi|ou non))?[ ?.!]*$"
)
# "Je suis à Vezolles, on est dans le CLS ?"
_FROM = re.compile(
    r"\b(?:je suis|j'habite|je vis|nous sommes|on est|on habite) (?:a |de |d'|du )"
    r"(?P<name>[a-z][a-z'-]{2,}(?:[ -][a-z'-]{2,}){0,3}?)(?=,| (?:on|est|suis|sommes|c'est|et|je|nous)\b)"
)


# "Vezolles et Arnoux": names of their own, unless the whole is one.
_AND = re.compile(r",? (?:et|ou|ainsi que|ni) (?:celle de |celui de |a |de |d')?|, ")


def place_asked(asked: Asked) -> str:
    """A place that the question asks about and that no perimeter lists, as typed; "" when there is none."""
    return next(iter(places_asked(asked)), "")


def places_asked(asked: Asked, *, member: bool = True) -> tuple[str, ...]:
    """The places that the question asks about together, as typed: one, or those of a list of which each is one.

    Where it does not ask whether they are members, only those that a contract is said to cover.
    """
    for pattern in (_FROM, _NAMED_PLACE, _ASKED_FIRST, _ASKED_LAST) if member else (_ASKED_LAST,):
        match = pattern.search(asked.folded)
        name = match["name"].strip(" ,") if match else ""
        parts = [part for part in _AND.split(name) if part]
        if pattern is _ASKED_LAST and not all(_capital(asked.query.text, part) for part in parts):
            continue
        each = [typed for part in parts if (typed := _place(asked, part, alone=len(parts) == 1))]
        # The territory itself, which lies in its contract, is none of those that are looked for.
        others = [part for part in parts if not _is_own(asked, part)]
        if len(parts) > 1 and each and len(each) == len(others):
            return tuple(each)
        whole = _place(asked, name)
        # "Sel et Monts" is one name where it is typed as one; "les jeunes et les familles" are no place.
        if whole and (
            len(parts) == 1 or (len(others) == len(parts) and re.search(rf"\b{re.escape(whole)}\b", asked.query.text))
        ):
            return (whole,)
    return ()


def _place(asked: Asked, name: str, *, alone: bool = True) -> str:
    """A folded name as it is typed, where it can be a place's; among several, none is a word of the dictionary."""
    name = re.sub(r"^(?:la |le |les |l')(?=\w)", "", name.strip())
    said = re.split(r"[ '-]+", name)
    small = set(said[1:]) & (lexicon.load().stopwords - _INSIDE_NAMES) or set(said) & _QUESTION
    if not name or small or said[0] in _NO_PLACE or kind_and_place(name)[0] or len(said) > 4:
        return ""
    if _is_own(asked, name):
        return ""
    if _is_thing(asked.query.text, said):
        return ""  # "la mutuelle de village": no place
    # Nothing folds to more letters than it has: the name stands as typed at the same place, or in capitals.
    typed = _typed(asked.query.text, name)
    small_typed = re.search(rf"\b{re.escape(typed)}\b", asked.query.text) is None
    if not alone and small_typed and all(simplemma.is_known(word, lang="fr") for word in said):
        return ""
    return typed


def _is_own(asked: Asked, name: str) -> bool:
    """Whether a folded name is all made of words of a contract's territory."""
    own = {word for c in asked.library.contracts for word in re.split(r"[ '-]", fold(c.territory))}
    return set(re.split(r"[ '-]+", name.strip())) <= own


def _capital(text: str, name: str) -> bool:
    """Whether a folded name is typed with a capital, and no acronym is."""
    typed = _typed(text, name)
    return bool(typed) and not typed.isupper() and re.search(rf"\b{re.escape(typed)}\b", text) is not None


def _is_thing(text: str, said: Sequence[str]) -> bool:
    """Whether a name is typed small behind an article and opens with a word of the dictionary."""
    plain = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    behind = re.search(rf"(?:\b(?:[Ll]a|[Ll]e|[Ll]es|[Uu]ne?|[Dd]es) |\b[Ll]['’]){re.escape(said[0])}\b", plain)
    # Without their accents, words of the dictionary are none.
    word = text[behind.end() - len(said[0]) : behind.end()].lower() if behind and len(plain) == len(text) else said[0]
    return behind is not None and bool(simplemma.is_known(word, lang="fr"))


def _typed(text: str, name: str) -> str:
    pattern = re.compile(r"[\s’'-]+".join(r"[^\s’',;?.!-]+" for _ in re.split(r"[ '-]+", name)))
    starts = (pattern.match(text, found.start()) for found in re.finditer(r"\b\w", text))
    typed = next((m.group() for m in starts if m and fold(m.group()).replace("-", " ") == name.replace("-", " ")), name)
    return typed if typed[0].isupper() else typed.title()
