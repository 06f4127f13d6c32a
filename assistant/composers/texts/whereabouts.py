"""Where a thing is found, as the sentences say that speak of it. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.composers.asked import Asked
from assistant.composers.forms import asks
from assistant.composers.sentences import evidence_of, words_of
from assistant.composers.side_by_side.subject import exact
from assistant.composers.statement import Composed
from assistant.composers.texts.quoted import Quoted, quoted_by
from assistant.library import UnderstoodContract
from assistant.quotations.units import Unit, runs_on, units_of
from assistant.searching.tokens import stem, words
from ingest.facts.records import Evidence
from ingest.naming import fold

# Verbs that place their subject, and "on trouve … dans" that places what follows.
_PLACES = re.compile(
    r"\bse (?:re)?trouve(?:nt|r)?\b|\bse situe(?:nt)?\b|\bpousse(?:nt)?\b|\bprovien(?:t|nent)\b"
    r"|\b(?:est|sont|etre) (?:\w+ )?(?:presente?s?|situee?s?|implantee?s?|localisee?s?|installee?s?)\b"
    r"|\bon (?:en |les? |la )?(?:re)?trouve\b"
)
# The sentence behind goes on: "Ils peuvent également se trouver dans…".
_GOES_ON = re.compile(r"^(?:ils?|elles?|on (?:en|les?|la)|celles?-ci|ceux-ci)\b")
# The thing stands so near the verb, in characters.
NEAR = 60
MOST, LONGEST = 2, 420
# Words of such questions that name no thing.
_WORDING = re.compile(
    r"\b(?:ou|et|dans quoi|est-ce qu[e']?|c'est quoi|qu'est-ce qu[e']?|on|en|se|peut|les?|la|l'|des?|du|d'|une?|elles?"
    r"|ils?|(?:re)?trouve\w*|rencontre\w*|presente?s?|pousse\w*|situe\w*|implante\w*|localise\w*|vien(?:t|nent)"
    r"|cache\w*|sont|est|t)\b|[-?!.,']"
)


def whereabouts(asked: Asked) -> Composed | None:
    """The sentences that place what a question looks for; None where it looks for nothing or none does."""
    if not asks("definition", "where", asked.folded) or asked.query.sheets or asked.intents & {"money", "signed_on"}:
        return None
    term = re.sub(r"\s+", " ", _WORDING.sub(" ", asked.folded)).strip()
    for contract in asked.contracts:
        found = [Quoted(words_of(e), "", asked.prover.proofs([e])) for e in placed(asked, term, contract)]
        if found:
            named = [Quoted(q.words, q.proofs[0].section if q.proofs else "", q.proofs) for q in found]
            return Composed(tuple(quoted_by(contract, named)), (contract.ref.id,))
    return None


def placed(asked: Asked, term: str, contract: UnderstoodContract) -> Iterator[Evidence]:
    """The sentences of a contract that say where what a folded term names is found, at most two."""
    subject = exact(asked.subject_in(term))
    passages = asked.find_passages(subject, (contract,), False).get(contract.ref.id, ()) if subject else ()
    documents = {document.id: document for document in contract.documents}
    wanted = {stem(word) for word in words(term)}
    found: dict[str, Evidence] = {}
    for passage in passages:
        document = documents[passage.document_id]
        units = units_of(passage, document)
        for i, unit in enumerate(units):
            if len(found) >= MOST or not _says_where(unit, wanted):
                continue
            found.setdefault(fold(unit.text), evidence_of(document, unit))
            after = units[i + 1] if i + 1 < len(units) else None
            if after and len(found) < MOST and _GOES_ON.match(fold(after.text)) and _PLACES.search(fold(after.text)):
                found.setdefault(fold(after.text), evidence_of(document, after))
    yield from found.values()


def _says_where(unit: Unit, wanted: set[str]) -> bool:
    """Whether a sentence places the thing: its verb stands behind it, or before it after "on trouve"."""
    said = re.sub(r"\s+", " ", fold(unit.text))
    if (
        not wanted
        or len(unit.text) > LONGEST
        or runs_on(unit.text)
        or not wanted <= {stem(word) for word in words(said)}
    ):
        return False
    for verb in _PLACES.finditer(said):
        near = said[max(0, verb.start() - NEAR) : verb.start()]
        if verb.group().startswith("on "):
            near = said[verb.end() : verb.end() + NEAR]
        if wanted & {stem(word) for word in words(near)}:
            return True
    return False
