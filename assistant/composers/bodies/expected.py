"""What the sheets say of a body by its name, beside the part that it has in them. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.composers import french
from assistant.composers.asked import Asked
from assistant.composers.bodies.found import Body
from assistant.composers.bodies.involvement import stands_in
from assistant.composers.bodies.wording import the
from assistant.composers.sentences import evidence_of, words_of
from assistant.composers.statement import Statement
from assistant.library import UnderstoodContract
from assistant.quotations.answerability import is_name
from assistant.quotations.cutting import sentences
from assistant.quotations.marks import without_marks
from assistant.quotations.units import units_of
from ingest.facts.records import Said
from ingest.naming import fold

# So many sentences on what is expected of a body, and so many outside the sheets.
MOST_EXPECTED, MOST_OUTSIDE = 8, 2
SHORTEST, LONGEST = 30, 420
_TITLES = re.compile(r"\W*(?:fiches?|actions?|axes?|objectifs?)\b")
_LISTS = re.compile(r"signataire|parties|partenaires|sommaire|glossaire|sigles|annexe")


def expected(asked: Asked, body: Body) -> Iterator[Statement]:
    """What sheets say of it by name, in what they plan and measure, then the articles; nothing where none does."""
    named = _names(body)
    found = list(dict.fromkeys(_in_sheets(body, named)))[:MOST_EXPECTED]
    if found:
        proofs = asked.prover.proofs(found[0][1].evidence)
        yield Statement(f"Ce que les fiches disent {french.of(the(body.name))} :", proofs, context=found[0][0])
    for number, told, kind in found:
        words = f"{kind}« {without_marks(told.value)} »"
        text = f"fiche {number} : {words}" if number else words
        yield Statement(text, asked.prover.proofs(told.evidence), item=True, context=number)
    outside = list(_in_articles(asked, body, named))[:MOST_OUTSIDE]
    if outside:
        yield Statement("Hors des fiches, le contrat en dit :", asked.prover.proofs(outside[0].evidence))
    for told in outside:
        yield Statement(f"« {without_marks(told.value)} »", asked.prover.proofs(told.evidence), item=True)


def _names(body: Body) -> re.Pattern[str]:
    """The names of a body, without those that are its territory's."""
    organisation, territory = body.organisation, fold(body.contract.territory)
    acronym = organisation.acronym if len(organisation.acronym) > 2 else ""
    names = {fold(name) for name in (body.name, organisation.name, *organisation.spellings, acronym)}
    bare = {re.sub(r"^(?:la |le |les |l')", "", name) for name in names}
    kept = sorted((name for name in bare if len(name) > 2 and name not in territory), key=len, reverse=True)
    return re.compile("|".join(rf"\b{re.escape(name)}\b" for name in kept) or r"(?!)")


def _in_sheets(body: Body, named: re.Pattern[str]) -> Iterator[tuple[str, Said, str]]:
    for action in body.contract.record.actions:
        told = (*action.objectives_operational, *action.objectives, *action.description, *action.results)
        for said in told:
            pieces = sentences(said) if len(said.value) > LONGEST else [said]
            yield from ((action.number, piece, "") for piece in pieces if named.search(fold(piece.value)))
        for one in action.indicators:
            if named.search(fold(one.name)) and len(one.evidence) == 1:
                yield action.number, Said(one.name, one.evidence), "indicateur "


def _in_articles(asked: Asked, body: Body, named: re.Pattern[str]) -> Iterator[Said]:
    """The sentences of articles that name a body that is no party: what parties bind themselves to is told apart."""
    documents = {document.id: document for document in body.contract.documents}
    for passage in asked.plain(body.contract) if body.party is None else ():
        if not passage.article or _LISTS.search(fold(" ".join(passage.path))):
            continue
        for unit in units_of(passage, documents[passage.document_id]):
            if not SHORTEST <= len(unit.text) <= LONGEST or _TITLES.match(fold(unit.text)):
                continue
            if named.search(fold(unit.text)):
                evidence = evidence_of(documents[passage.document_id], unit)
                yield Said(words_of(evidence), (evidence,))


def says_its_name(contract: UnderstoodContract, name: str) -> bool:
    """Whether a document holds the proper name in an organisation's: "la maison de santé des Aulnes"."""
    proper = [word for word in re.findall(r"[^\W\d_][\w-]{4,}", name) if is_name(fold(word), name)]
    return bool(proper) and all(stands_in(contract, word) for word in proper)
