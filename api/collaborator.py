"""What the HTTP interface needs of the assistant."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from assistant.library import Library
from assistant.records import Answer, ContractRef, Hit, Question
from ingest.records import Document, Passage


class Assistant(Protocol):
    """Answers questions and shows what it answers from; called from several threads at once."""

    def ask(self, question: Question) -> Answer:
        """The verified answer to a question."""
        ...

    def search(
        self, query: str, *, contracts: tuple[str, ...] = (), limit: int = 10
    ) -> tuple[tuple[Passage, Hit], ...]:
        """At most `limit` passages, best first, of the given contracts (none = all)."""
        ...

    def documents(self) -> tuple[Document, ...]:
        """Every document that was read, the rejected ones too."""
        ...

    def document(self, document_id: str, /) -> Document | None:
        """One document, or None when the id is unknown."""
        ...

    def contracts(self) -> tuple[ContractRef, ...]:
        """The contracts of which a document is indexed."""
        ...

    def library(self) -> Library:
        """Every contract as understood, and the organisations in them."""
        ...

    def file(self, document_id: str, /) -> Path | None:
        """The copied original on disk, or None when there is none."""
        ...

    def ready(self) -> tuple[bool, str]:
        """Whether questions can be answered and, when not, why (a French sentence)."""
        ...
