"""LangChain's retriever interface over our search, for use in other people's chains."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document as LangChainDocument
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from assistant.records import Hit
from ingest.records import Document, Passage


@runtime_checkable  # pydantic checks a field of this type by isinstance
class Searcher(Protocol):
    """What the retriever needs of the assistant."""

    def search(
        self, query: str, *, contracts: tuple[str, ...] = (), limit: int = 10
    ) -> tuple[tuple[Passage, Hit], ...]:
        """The best passages, best first."""
        ...

    def document(self, document_id: str, /) -> Document | None:
        """One document."""
        ...


class CLSRetriever(BaseRetriever):
    """Passages of the indexed contracts as LangChain documents, each with what is needed to cite it.

    Metadata: `document_id`, `title`, `page` (1-based), `start` and `end` (offsets into that page's text), `section`,
    `contract` (id), `score` (orders the passages of one search and means nothing else).
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    searcher: Searcher
    contracts: tuple[str, ...] = ()
    k: int = 5

    def _get_relevant_documents(
        self,
        query: str,
        *,
        run_manager: CallbackManagerForRetrieverRun,  # noqa: ARG002 - LangChain's interface has it
    ) -> list[LangChainDocument]:
        found = self.searcher.search(query, contracts=self.contracts, limit=self.k)
        return [_document(passage, hit, self.searcher.document(passage.document_id)) for passage, hit in found]


def _document(passage: Passage, hit: Hit, source: Document | None) -> LangChainDocument:
    span = passage.spans[0]
    return LangChainDocument(
        id=passage.id,
        page_content=passage.text,
        metadata={
            "document_id": passage.document_id,
            "title": source.metadata.title if source else "",
            "contract": source.metadata.contract_id if source else "",
            "page": span.page,
            "start": span.start,
            "end": span.end,
            "section": " › ".join(passage.path),
            "score": hit.score,
        },
    )
