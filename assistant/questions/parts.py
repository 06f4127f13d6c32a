"""The sheet or the article that a question names: which of its contracts have it. Pure functions."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.questions.periods import Contract
from assistant.questions.understand import Query, narrowed
from ingest.facts.records import Action
from ingest.records import Document, SectionKind
from ingest.storage.snapshot import Snapshot


def having_part(query: Query, snapshot: Snapshot) -> Query:
    """The query on those of its contracts that have the sheet or article it names."""
    kind, number = (SectionKind.SHEET, query.sheet) if query.sheet else (SectionKind.ARTICLE, query.article)
    if not number or len(query.scope.contracts) == 1:
        return query
    return narrowed(query, [c for c in query.scope.contracts if number in _numbers([c], snapshot, kind)])


def missing_part(query: Query, snapshot: Snapshot) -> str:
    """The sheet or article that the question names and none of its contracts has, "" when all is there."""
    for kind, number, name in (
        (SectionKind.SHEET, query.sheet, "fiche action"),
        (SectionKind.ARTICLE, query.article, "article"),
    ):
        if number and not _numbers(query.scope.contracts, snapshot, kind) & {number}:
            return f"{name} {number}"
    return ""


def _numbers(contracts: Sequence[Contract], snapshot: Snapshot, kind: SectionKind) -> set[str]:
    documents = [snapshot.document(doc) for contract in contracts for doc in contract.document_ids]
    found = {s.number for document in documents if document for s in document.sections if s.kind is kind}
    if kind is SectionKind.SHEET:
        # A plan of actions in a table has rows, and no section of each.
        found |= {action.number for document in documents if document for action in _actions(document)}
    return found


def _actions(document: Document) -> Sequence[Action]:
    return document.facts.actions if document.facts else ()
