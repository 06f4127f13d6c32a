"""What people would use instead: plain LangChain with Chroma, French BM25, and their fusion, over the same pages."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

import bm25s
import Stemmer
from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings

from eval.metrics import Piece, Source
from ingest.encoder import Encoder
from ingest.errors import UserError

if TYPE_CHECKING:
    from langchain_chroma import Chroma

# The splitting of LangChain's own tutorials.
CHUNK_CHARACTERS = 1_000
CHUNK_OVERLAP = 200
# How many chunks plain retrieval hands to its model: what the timing asks for.
TIMED_K = 5
# Fusion as Cormack and others published it: both lists count the same.
RANK_OFFSET = 60
FUSED_DEPTH = 60

Search = Callable[[str, int], Sequence[Piece]]


class EncoderEmbeddings(Embeddings):
    """Our encoder as LangChain wants it."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """The vectors of some texts."""
        rows: list[list[float]] = self._encoder.encode(texts).tolist()
        return rows

    def embed_query(self, text: str) -> list[float]:
        """The vector of a question."""
        return self.embed_documents([text])[0]


def split(sources: Iterable[Source]) -> tuple[Piece, ...]:
    """The pages cut by LangChain's recursive splitter, none over two pages."""
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    splitter = RecursiveCharacterTextSplitter(chunk_size=CHUNK_CHARACTERS, chunk_overlap=CHUNK_OVERLAP)
    return tuple(
        Piece(source, frozenset({number}), chunk)
        for source in sources
        for number, text in sorted(source.pages.items())
        for chunk in splitter.split_text(text)
    )


class PlainLangChain:
    """Chunks in a LangChain vector store over Chroma, in memory; `close` empties it.

    `timed` embeds its question by `fresh`, an encoder that remembers nothing.
    """

    def __init__(self, chunks: Sequence[Piece], encoder: Encoder, fresh: Encoder | None = None) -> None:
        self._chunks = chunks
        self._fresh = EncoderEmbeddings(fresh or encoder)
        self._store = _chroma(EncoderEmbeddings(encoder))
        documents = [Document(chunk.text, metadata={"row": row}) for row, chunk in enumerate(chunks)]
        if documents:
            self._store.add_documents(documents)

    def search(self, question: str, k: int) -> Sequence[Piece]:
        """The k chunks nearest to a question."""
        return [self._chunks[int(found.metadata["row"])] for found in self._store.similarity_search(question, k=k)]

    def timed(self, question: str) -> None:
        """What plain retrieval does for one question: an embedding and a query."""
        self._store.similarity_search_by_vector(self._fresh.embed_query(question), k=TIMED_K)

    def close(self) -> None:
        """Gives the memory back."""
        self._store.delete_collection()


def _chroma(embeddings: Embeddings) -> Chroma:
    try:
        from langchain_chroma import Chroma
    except ImportError as error:
        raise UserError(
            "La comparaison demande le paquet langchain-chroma : installez l'extra « test » "
            "(pip install 'cls-assistant[test]'), ou mesurez sans elle avec --no-baselines."
        ) from error
    from chromadb.config import Settings

    # The `.env` of this product is not for Chroma to read. Vectors have length 1: its distance orders as the cosine.
    settings = Settings(_env_file=None, anonymized_telemetry=False)  # type: ignore[call-arg, unused-ignore]
    return Chroma(f"plain-{uuid.uuid4().hex}", embedding_function=embeddings, client_settings=settings)


class FrenchBM25:
    """The same chunks by BM25 as a library gives it: French stems and stop words, nothing else."""

    def __init__(self, chunks: Sequence[Piece]) -> None:
        self._chunks = chunks
        self._stemmer = Stemmer.Stemmer("french")
        self._index = bm25s.BM25()
        self._index.index(self._tokens([chunk.text for chunk in chunks]), show_progress=False)

    def _tokens(self, texts: list[str]) -> list[list[str]]:
        tokens = bm25s.tokenize(texts, stopwords="fr", stemmer=self._stemmer, return_ids=False, show_progress=False)
        assert isinstance(tokens, list)
        return tokens

    def search(self, question: str, k: int) -> Sequence[Piece]:
        """The k best chunks that share a word with a question."""
        words = self._tokens([question])
        if not words[0] or not self._chunks:
            return []
        rows, scores = self._index.retrieve(words, k=min(k, len(self._chunks)), show_progress=False)
        return [self._chunks[int(row)] for row, score in zip(rows[0], scores[0], strict=True) if score > 0]


def fused(searches: Sequence[Search]) -> Search:
    """Searches over the same chunks, fused by rank with equal weights."""

    def search(question: str, k: int) -> Sequence[Piece]:
        scores: dict[int, float] = defaultdict(float)
        pieces: dict[int, Piece] = {}
        for one in searches:
            for rank, piece in enumerate(one(question, FUSED_DEPTH), 1):
                # The searches share their chunks: the object itself is the key.
                pieces[id(piece)] = piece
                scores[id(piece)] += 1 / (RANK_OFFSET + rank)
        best = sorted(scores, key=lambda key: -scores[key])[:k]
        return [pieces[key] for key in best]

    return search
