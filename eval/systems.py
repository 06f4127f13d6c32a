"""The searches that are compared: ours, ours with a part taken out, and the baselines."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cache

import numpy as np
from numpy.typing import NDArray

from assistant.questions.scope import Resolved, ScopeResolver
from assistant.questions.understand import Query, understand
from assistant.records import Question
from assistant.searching.index import SearchIndex
from assistant.searching.retrieve import Embed, retrieve
from eval.cases import Case
from eval.metrics import Piece, Source
from eval.sources import pages_of, section_of
from ingest.encoder import Encoder
from ingest.records import Passage
from ingest.storage.snapshot import Snapshot

# How many pieces each search gives.
DEPTH = 10
OURS = "cls-assistant"
PLAIN = "LangChain + Chroma"

System = Callable[[Case], Sequence[Piece]]
Plain = Callable[[str], None]


def own_systems(
    snapshot: Snapshot, encoder: Encoder, sources: Mapping[str, Source], *, ablations: bool
) -> dict[str, System]:
    """Our search over a snapshot and, with `ablations`, what it is without each of its parts."""
    index, resolver = SearchIndex(snapshot), ScopeResolver(snapshot)
    year = datetime.datetime.now(datetime.UTC).year

    @cache
    def embed(text: str) -> NDArray[np.float32]:
        vector: NDArray[np.float32] = encoder.encode([text])[0]
        return vector

    def query_of(case: Case) -> Query:
        chosen = {source.known_as for source in sources.values() if source.contract in case.chosen} - {""}
        return understand(Question(case.question, case.history, tuple(sorted(chosen))), resolver, year)

    def pieces(passages: Sequence[Passage]) -> list[Piece]:
        return [Piece(sources[p.document_id], pages_of(p), p.text, section_of(p)) for p in passages]

    def found(query: Query, embed_: Embed) -> list[Piece]:
        return pieces([passage for passage, _ in retrieve(query, index, resolver, embed_, DEPTH).passages])

    def vectors_alone(case: Case) -> list[Piece]:
        query = query_of(case)
        rows = index.rows([document for contract in query.scope.contracts for document in contract.document_ids])
        hits = index.search((), embed(query.text), rows, DEPTH, vector_weight=1.0)
        known = (snapshot.passage(hit.passage_id) for hit in hits)
        return pieces([passage for passage in known if passage])

    systems: dict[str, System] = {OURS: lambda case: found(query_of(case), embed)}
    if ablations:
        everything = Resolved(resolver.contracts)
        systems |= {
            f"{OURS} sans vecteurs": lambda case: found(query_of(case), lambda _: None),
            f"{OURS} vecteurs seuls": vectors_alone,
            f"{OURS} sans intentions": lambda case: found(replace(query_of(case), intents=()), embed),
            f"{OURS} sans choix du contrat": lambda case: found(replace(query_of(case), scope=everything), embed),
            f"{OURS} sans fiche ni article": lambda case: found(replace(query_of(case), sheets=(), article=""), embed),
        }
    return systems


@contextmanager
def baselines(
    sources: Sequence[Source], encoder: Encoder | None, fresh: Encoder | None = None
) -> Iterator[tuple[dict[str, System], Plain | None]]:
    """The baselines over the same pages, and plain LangChain retrieval to be timed; none without an encoder."""
    if encoder is None:
        yield {}, None
        return
    from eval.baselines import FrenchBM25, PlainLangChain, fused, split

    chunks = split(sources)
    vectors, words = PlainLangChain(chunks, encoder, fresh), FrenchBM25(chunks)
    both = fused([vectors.search, words.search])

    try:
        yield (
            {
                PLAIN: lambda case: vectors.search(case.question, DEPTH),
                "BM25 français": lambda case: words.search(case.question, DEPTH),
                "fusion des deux": lambda case: both(case.question, DEPTH),
            },
            vectors.timed,
        )
    finally:
        vectors.close()
