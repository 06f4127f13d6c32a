"""Which of some organisations a question names, as people type them: acronym, short form, without accents."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant import lexicon
from assistant.composers.asked import Asked
from assistant.tokens import stem, words
from ingest.facts.institutions import institution
from ingest.naming import fold

# Words of names that many organisations share: alone, they name none.
_SHARED = frozenset(
    "centre maison service services association pole groupe reseau comite conseil union direction caisse agence "
    "communaute commune communes collectivites territoire pays sante local locale locaux regional regionale "
    "departemental departementale professionnel professionnelle territoriale social sociale sociaux medical "
    "public".split()
)
_KIND_WORDS = {
    "etat": ("prefecture", "prefet", "etat"),
    "region": ("region", "conseil regional"),
    "departement": ("departement", "conseil departemental", "conseil general"),
    "cpam": ("cpam", "caisse primaire", "assurance maladie", "secu"),
    "msa": ("msa", "mutualite sociale agricole"),
    "caf": ("caf", "allocations familiales"),
    "ars": ("ars", "agence regionale de sante"),
    "education": ("education nationale", "rectorat", "academie"),
    "cpts": ("cpts", "communaute professionnelle"),
    "petr": ("petr", "pays"),
}


def named_in(asked: Asked, names: Iterable[str]) -> tuple[str, ...]:
    """The names that the question holds, in the order given, each once."""
    place = {word for c in asked.contracts for word in words(c.territory)}
    said = words(asked.query.text)
    return tuple(name for name in dict.fromkeys(names) if _named(name, asked.folded, said, place))


def _named(name: str, folded: str, said: Sequence[str], place: set[str]) -> bool:
    kind, own = institution(name)
    if kind in _KIND_WORDS:
        if not any(re.search(rf"\b{re.escape(form)}\b", folded) for form in _forms_of(kind)):
            return False
        if kind == "petr" and not re.search(r"\bpetr\b|\ble pays\b.{0,40}\b(?:sign|porte|est|a)\b", folded):
            return False
        return _fits(own, folded, kind)
    if kind:
        forms = [word for word in said if word == kind or word == kind + "s"]
        spelled = _spelled_out(kind, folded)
        distinguishing = {word for word in own if word in said}
        return bool((forms or spelled) and (distinguishing or own <= place))
    return _held(name, folded, said)


def _forms_of(kind: str) -> tuple[str, ...]:
    return _KIND_WORDS[kind]


def _fits(own: frozenset[str], folded: str, kind: str) -> bool:
    """Whether the place words after the kind, if the question gives any for it, are the name's own."""
    for form in _forms_of(kind):
        match = re.search(rf"\b{re.escape(form)} (?:du |de la |de l'|des |de |d')(?P<rest>[a-z'-]+)", folded)
        if match and own:
            rest = match["rest"].replace("'", " ").split("-")[0].split()[-1]
            generic = {"sante", "cls", "contrat", "territoire", "soutien"}
            return rest in own or rest in generic or any(word.startswith(rest) for word in own)
    return True


def _spelled_out(kind: str, folded: str) -> bool:
    expansions = lexicon.load().acronyms.get(kind, ())
    return any(expansion in folded for expansion in expansions)


def _held(name: str, folded: str, said: Sequence[str]) -> bool:
    own = [word for word in words(name) if word not in lexicon.load().stopwords]
    telling = [word for word in own if word not in _SHARED and len(word) > 2]
    if not telling:
        return False
    stems = {stem(word) for word in said}
    if fold(name) in folded:
        return True
    acronyms = re.findall(r"\b[A-Z][A-Za-z]*[A-Z]\w*\b", name)
    if any(fold(acronym) in said for acronym in acronyms):
        return True
    return len(telling) > 1 and all(stem(word) in stems for word in telling)
