"""One subject in the earlier and the later contract of a territory: what each says of it, in its words. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.composers.asked import Asked
from assistant.composers.forms import asks, without
from assistant.composers.sentences import evidence_of, words_of
from assistant.composers.side_by_side.mentions import Mention, bare, mentions_of
from assistant.composers.side_by_side.subject import Subject
from assistant.composers.statement import Composed, Statement, section_at
from assistant.composers.texts.prose import is_history
from assistant.library import UnderstoodContract
from assistant.questions.scope import names_generation
from assistant.quotations.units import runs_on
from assistant.records import Status
from ingest.naming import fold

# What is asked of a contract as a whole, or of single sheets, is answered otherwise.
_ELSEWHERE = frozenset(
    "money lead partners calendar indicators signatories associated signed_on duration total spent represented"
    " termination revision".split()
)
# A subject of more words is a sentence about something else.
LONGEST_SUBJECT = 6
# So many quotes of each contract, none shorter or longer.
MOST, SHORTEST, LONGEST = 3, 15, 420
SECTION = 90
# Two contracts are set side by side, of so many territories at most.
PAIR, MOST_PAIRS = 2, 2


def over_time(asked: Asked) -> Composed | None:
    """What two contracts of one territory say of a subject, the earlier first; None where that is not asked."""
    pairs = _generations(asked)
    if not pairs:
        return None
    # "Le contrat d'avant, ça a changé ?" asks for no revision of one.
    elsewhere = _ELSEWHERE - {"revision"} if names_generation(asked.folded) else _ELSEWHERE
    if asked.query.sheets or asked.query.article or asked.intents & elsewhere or not asked.has_subject:
        return None
    if asks("comparison", "criterion", asked.folded):
        return None
    subject = asked.subject_in(bare(without("generations", "noise", asked.folded), asked))
    if not 0 < len(subject.parts) <= LONGEST_SUBJECT or all(_is_of_comparing(part.said) for part in subject.parts):
        return None  # "quelles différences entre les deux contrats ?" names no subject
    own: list[tuple[UnderstoodContract, list[Mention]]] = []
    for pair in pairs:
        told = [(contract, list(_chosen(asked, subject, contract))) for contract in pair]
        own += told if any(found for _, found in told) else []
    if not own:
        return None
    said: list[Statement] = []
    for contract, found in own:
        said += _said(asked, contract, found)
    if len(own) == PAIR and asks("generations", "still", asked.folded) and all(found for _, found in own):
        said[0] = Statement(
            f"Oui, les deux contrats en parlent. {said[0].text}", said[0].proofs, context=said[0].context
        )
    status = Status.ANSWERED if all(found for _, found in own) else Status.PARTIAL
    return Composed(tuple(said), tuple(contract.ref.id for contract, found in own if found), status)


def _is_of_comparing(word: str) -> bool:
    """Whether a word only asks for a comparison."""
    return asks("comparison", "noise", word) or asks("comparison", "ask", word)


def _generations(asked: Asked) -> list[list[UnderstoodContract]]:
    """The two contracts of a territory, the earlier first; of each territory that has two where none is named."""
    of: dict[str, list[UnderstoodContract]] = {}
    for contract in sorted(asked.contracts, key=lambda contract: contract.period):
        of.setdefault(contract.territory, []).append(contract)
    pairs = [contracts for contracts in of.values() if len(contracts) == PAIR]
    return pairs if len(pairs) == len(of) <= MOST_PAIRS else []


def _said(asked: Asked, contract: UnderstoodContract, found: Sequence[Mention]) -> Iterator[Statement]:
    label = contract.ref.label
    if not found:
        yield Statement(f"Rien de précis sur ce sujet dans les documents lus sur le CLS {label}", context=label)
        return
    quotes = []
    for mention in found:
        evidence = evidence_of(mention.document, mention.unit)
        proofs = asked.prover.proofs([evidence])
        section = proofs[0].section if proofs else section_at(mention.document, evidence)
        place = section if len(section) <= SECTION else section.split(" › ")[-1]
        quotes.append((words_of(evidence), proofs, f" ({place})" if 0 < len(place) <= SECTION else ""))
    yield Statement(f"Le CLS {label} en dit :", quotes[0][1], context=label)
    for words, proofs, place in quotes:
        yield Statement(f"« {words} »{place}", proofs, item=True, context=place)


def _chosen(asked: Asked, subject: Subject, contract: UnderstoodContract) -> list[Mention]:
    """The best quotes of a contract, those that say how things stand first where that is asked, none twice."""
    state = asks("generations", "state", asked.folded)
    kept: dict[str, Mention] = {}
    for mention in mentions_of(asked, subject, contract):
        text = mention.unit.text
        told = re.sub(r"[^a-z0-9]+", " ", fold(text)).strip()
        if not SHORTEST <= len(text) <= LONGEST or runs_on(text) or _is_title(text):
            continue
        if is_history(section_at(mention.document, evidence_of(mention.document, mention.unit))):
            continue  # what the contract before it did
        if not any(told in other or other in told for other in kept):
            kept[told] = mention
    found = list(kept.values())
    standing = [mention for mention in found if asks("generations", "stands", fold(mention.unit.text))]
    if state and standing:
        still = asks("generations", "still", asked.folded)
        found = [*standing, *(mention for mention in found if still and mention not in standing)]
    best = max((mention.level for mention in found), default=0)
    near = [mention for mention in found if mention.level >= min(best, 2)]
    return near[:MOST]


def _is_title(text: str) -> bool:
    return re.match(r"(?:fiche|axe|action|article)s? ?(?:action )?[\d.]*\b ?:", fold(text)) is not None
