"""Answers that quote the decisive sentences of passages, where records hold no answer. Pure functions."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.composers import french
from assistant.composers.rendering import OCR, citation, read_by_ocr, rendered
from assistant.composers.statement import Composed
from assistant.library import Library
from assistant.questions.understand import Query
from assistant.quotations.permission import permitted, so_often, still_is
from assistant.quotations.quote_verdict import verdict_of
from assistant.records import Answer, Citation, ContractRef, Scope, Status
from assistant.verify import Claim, says_nothing


def answered(query: Query, claims: Sequence[Claim], silent: Sequence[str] = ()) -> Answer:
    """An answer by quotes; `silent` names what the documents do not answer for."""
    citations: list[Citation] = []
    marks = []
    for claim in claims:
        own = range(len(citations) + 1, len(citations) + 1 + len(claim.proofs))
        citations += [citation(proof, number) for number, proof in zip(own, claim.proofs, strict=True)]
        marks.append("".join(f"[{number}]" for number in own))
    cited = {proof.document.metadata.contract_id for claim in claims for proof in claim.proofs}
    contracts = tuple(c.ref for c in query.scope.contracts if c.ref.id in cited)
    ocr = any(read_by_ocr(proof.document, proof.page) for claim in claims for proof in claim.proofs)
    warning = f"\n{OCR}" if ocr else ""
    text = _said(query.text, claims, marks)
    status = Status.ANSWERED
    if all(says_nothing(claim) for claim in claims):
        status, text = Status.NOT_FOUND, f"Les documents lus ne le disent pas.\n{text}"
    elif silent:
        status = Status.PARTIAL
        text += f"\nLes documents lus ne le disent pas pour : {', '.join(silent)}."
    return Answer(
        status=status,
        answer=text + warning,
        citations=tuple(citations),
        scope=Scope(contracts, note_of(query, contracts)),
        understood=query.told(contracts),
    )


def given(query: Query, found: Composed, library: Library) -> Answer:
    """A composed answer, with the contracts that it speaks of: it may go beyond those of the question's scope."""
    known = [*(c.ref for c in query.scope.contracts), *(c.ref for c in library.contracts)]
    refs = tuple(ref for ref in dict.fromkeys(known) if ref.id in found.contracts)
    return rendered(found, contracts=refs, note=note_of(query, refs), understood=query.told(refs))


def _said(question: str, claims: Sequence[Claim], marks: Sequence[str]) -> str:
    """One quote in a sentence, several in a list under whoever says them."""
    first = claims[0]
    if len(claims) == 1:
        where = f" ({first.where})" if first.where else ""
        settled = verdict_of(question, first.words)
        lead = f"{settled} : {first.who} en dit" if settled else f"{french.capital(first.who)} en dit"
        return f"{lead}{where} : {first.words} {marks[0]}."
    if len({claim.who for claim in claims}) == 1:
        # What one of several quotes settles for certain; what they say together is the reader's to weigh.
        every = " ; ".join(claim.words for claim in claims)
        settled = permitted(question, every) or so_often(question, every) or still_is(question, every)
        heading = f"{settled} : {first.who} en dit :" if settled else f"{french.capital(first.who)} en dit :"
        lines = [f"{claim.words}{f' ({claim.where})' if claim.where else ''}" for claim in claims]
    else:
        heading = "Voici ce qu'en disent les documents lus :"
        lines = [f"{claim.who}{f' ({claim.where})' if claim.where else ''} : {claim.words}" for claim in claims]
    return "\n".join([heading, *(f"- {line} {mark}" for line, mark in zip(lines, marks, strict=True))])


def note_of(query: Query, contracts: Sequence[ContractRef]) -> str:
    """Which contract was used where the question left it open."""
    if query.scope.note:
        return query.scope.note
    if query.scope.territory_named or len(query.scope.contracts) <= 1 or not contracts:
        return ""
    if len(contracts) == 1:
        return f"la question ne nomme pas de territoire : réponse tirée du CLS {contracts[0].label}"
    return "la question ne nomme pas de territoire : réponse pour chaque contrat qui en parle"


def first_section(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The best claim with those of its own section: a long list stands in several passages."""
    where = [(claim.proofs[0].document.id, claim.proofs[0].section) for claim in claims]
    return tuple(claim for claim, place in zip(claims, where, strict=True) if place == where[0])
