"""Answers that say that the documents do not say, what was read, and what can be asked instead. Pure functions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from assistant.composers.rendering import citation
from assistant.questions.periods import Contract
from assistant.questions.understand import Query
from assistant.quotations.decisive import Quote
from assistant.quotations.extract import claims_of
from assistant.records import Answer, ContractRef, Scope, Status
from assistant.verify import verified
from ingest.naming import fold
from ingest.records import Document, PageOrigin, ReadState, SectionKind
from ingest.storage.snapshot import Snapshot

# How many documents, contracts or sheets a sentence names before it only counts them.
NAMED = 8
# What comes before words that are near to a question and do not answer it.
NEAREST = "Passage le plus proche, qui n'y répond pas à lui seul : dans "
# From this share of unread pages on, what was not found may well stand on one of them.
MUCH_UNREAD = 0.25


def with_nearest(answer: Answer, near: Quote | None) -> Answer:
    """A refusal with the words that come nearest to the question, said to be no answer; as it is where none do."""
    claims = verified(claims_of((near,))) if near else ()
    if not claims:
        return answer
    [claim] = claims
    citations = tuple(citation(proof, number) for number, proof in enumerate(claim.proofs, 1))
    marks = "".join(f"[{one.number}]" for one in citations)
    where = f" ({claim.where})" if claim.where else ""
    text = f"{answer.answer}\n{NEAREST}{claim.who}{where}, {claim.words} {marks}."
    return replace(answer, answer=text, citations=citations)


def no_answer(query: Query, snapshot: Snapshot, reason: str = "") -> Answer:
    """The documents of the query's contracts do not say, and why; `unreadable` where pages of theirs were not read."""
    documents = _documents(query.scope.contracts, snapshot)
    unread = [document for document in documents if document.state is ReadState.PARTIAL]
    text = f"Les documents lus ne le disent pas{f' : {reason}' if reason else ''}. {_read(documents)}"
    if unread:
        text += (
            f" Des pages de « {unread[0].metadata.title} » sont des images sans texte : la réponse peut s'y trouver."
        )
    return _refused(query, text, suggestions_for(query.scope.contracts, snapshot), _mostly_scans(documents))


def _mostly_scans(documents: Sequence[Document]) -> bool:
    """Whether so much of what was read is pictures without text that the answer is likely there."""
    pages = [page for document in documents for page in document.pages]
    return sum(page.origin is PageOrigin.SCAN for page in pages) >= MUCH_UNREAD * max(1, len(pages))


def no_part(query: Query, part: str, snapshot: Snapshot) -> Answer:
    """The sheet or article that the question names does not exist in the contracts read."""
    kind = SectionKind.SHEET if part.startswith("fiche") else SectionKind.ARTICLE
    documents = _documents(query.scope.contracts, snapshot)
    numbers = sorted({s.number for d in documents for s in d.sections if s.kind is kind}, key=_order)
    having = [
        c for c in query.scope.contracts if any(s.kind is kind for d in _documents([c], snapshot) for s in d.sections)
    ]
    labels = _listed([contract.ref.label for contract in having or query.scope.contracts])
    plural = "fiches actions" if kind is SectionKind.SHEET else "articles"
    if numbers:
        text = f"Les documents lus ({labels}) n'ont pas {of(part)} ; leurs {plural} : {', '.join(numbers)}."
    else:
        text = f"Les documents lus ({labels}) n'ont pas {of(part)} : ils ne contiennent pas {of(plural)}."
    return _refused(query, f"{text} {_read(documents)}", suggestions_for(query.scope.contracts, snapshot))


def unknown_territory(query: Query, contracts: Sequence[Contract]) -> Answer:
    """No document on the territory asked for is indexed."""
    labels = _listed([contract.ref.label for contract in contracts])
    text = (
        f"Aucun document indexé ne porte sur le contrat local de santé de « {query.scope.unknown} ». "
        f"Contrats lus : {labels}."
    )
    suggestions = tuple(f"Qui a signé le CLS {contract.ref.label} ?" for contract in contracts[:2])
    return Answer(
        Status.NOT_FOUND,
        text,
        scope=Scope((), "territoire sans document indexé"),
        understood=query.text.strip(),
        suggestions=suggestions,
    )


def empty_index(question: str, documents: Sequence[Document]) -> Answer:
    """Nothing is indexed yet."""
    text = "Aucun document n'est encore indexé : ajoutez des documents avec « cls-assistant ingest », puis recommencez."
    if documents:
        text = "Aucun des documents reçus n'a pu être lu : voyez leur état dans la liste des documents."
    return Answer(Status.UNREADABLE if documents else Status.NOT_FOUND, text, understood=question.strip())


def suggestions_for(contracts: Sequence[Contract], snapshot: Snapshot) -> tuple[str, ...]:
    """Questions near by that the documents answer, by what their structure shows."""
    found: list[str] = []
    for contract in contracts:
        sections = [s for d in _documents([contract], snapshot) for s in d.sections]
        sheets = [s for s in sections if s.kind is SectionKind.SHEET]
        articles = [s for s in sections if s.kind is SectionKind.ARTICLE]
        if sheets:
            found.append(f"Comment est financée la fiche action {sheets[0].number} du CLS {contract.ref.label} ?")
        if articles:
            found.append(f"Que dit l'article {articles[-1].number} du CLS {contract.ref.label} ?")
        if not sheets and not articles:
            found.append(f"Jusqu'à quand court le CLS {contract.ref.label} ?")
    return tuple(found[:3])


def of(noun: str) -> str:
    """The noun after "de", elided where French elides."""
    return f"d'{noun}" if fold(noun)[0] in "aeiouyh" else f"de {noun}"


def _refused(query: Query, text: str, suggestions: tuple[str, ...], unreadable: bool = False) -> Answer:
    refs: tuple[ContractRef, ...] = tuple(contract.ref for contract in query.scope.contracts)
    return Answer(
        Status.UNREADABLE if unreadable else Status.NOT_FOUND,
        text,
        scope=Scope(refs, query.scope.note),
        understood=query.understood,
        suggestions=suggestions,
    )


def _documents(contracts: Iterable[Contract], snapshot: Snapshot) -> list[Document]:
    ids = [document_id for contract in contracts for document_id in contract.document_ids]
    return [document for document in map(snapshot.document, ids) if document]


def _read(documents: Sequence[Document]) -> str:
    titles = [f"« {document.metadata.title} »" for document in documents]
    if not titles:
        return "Aucun document n'a été lu sur ce point."
    return f"{'Document lu' if len(titles) == 1 else 'Documents lus'} : {_listed(titles)}."


def _listed(items: Sequence[str]) -> str:
    if len(items) <= NAMED:
        return ", ".join(items)
    more = len(items) - NAMED
    return f"{', '.join(items[:NAMED])} et {'un autre' if more == 1 else f'{more} autres'}"


def _order(number: str) -> tuple[int | str, ...]:
    return tuple(int(part) if part.isdigit() else 0 for part in number.split("."))
