"""Retrieval: the passages that may answer a query, filtered by contract first, then ranked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.questions.scope import ScopeResolver
from assistant.questions.understand import Query
from assistant.records import Hit
from assistant.searching.expansion import Group, expand
from assistant.searching.index import SearchIndex
from ingest.naming import fold
from ingest.records import Passage

# What a passage gains, in BM25 points, where its section's title or its sheet's field is one that answers the intent,
# and where its text holds the kind of evidence that the intent needs. Set by the evaluation set.
SECTION_BOOST = 6.0
FIELD_BOOST = 4.0
EVIDENCE_BOOST = 2.0
# A field that answers the intent, in the sheet that speaks of the subject: the sheet's best score counts this much.
SHEET_SHARE = 0.3

# A question's vector, or None where vectors are not used.
Embed = Callable[[str], NDArray[np.float32] | None]


@dataclass(frozen=True, slots=True)
class Found:
    """The passages found for a query, best first, and what was looked for; `topics` says, for each passage of a sheet,
    how well that sheet speaks of the subject (the same unit for all, 0 outside sheets)."""

    passages: tuple[tuple[Passage, Hit], ...]
    groups: tuple[Group, ...]
    topics: tuple[float, ...]


def retrieve(query: Query, index: SearchIndex, resolver: ScopeResolver, embed: Embed, limit: int) -> Found:
    """At most `limit` passages of the query's contracts."""
    groups = expand(query.text, index.spell, resolver.name_words())
    rows = index.rows([doc for contract in query.scope.contracts for doc in contract.document_ids])
    rows = _structural(query, index, rows)
    hits = index.search(groups, embed(query.text), rows, limit, boost=_boosts(query, groups, index))
    found = [
        (index.snapshot.passages[row], hit, row)
        for hit in hits
        if (row := index.snapshot.row(hit.passage_id)) is not None
    ]
    topics = index.sheet_scores(index.lexical_scores(_subject(query, groups)))
    return Found(tuple((p, hit) for p, hit, _ in found), groups, tuple(float(topics[row]) for _, _, row in found))


def _structural(query: Query, index: SearchIndex, rows: NDArray[np.int64]) -> NDArray[np.int64]:
    """Only the passages of the sheet or the article that the question names, where it names one."""
    if not query.sheet and not query.article:
        return rows
    passages = index.snapshot.passages
    return np.array(
        [
            row
            for row in rows
            if (query.sheet and passages[row].sheet == query.sheet)
            or (query.article and passages[row].article == query.article)
        ],
        dtype=np.int64,
    )


def _subject(query: Query, groups: tuple[Group, ...]) -> list[Group]:
    """What the question is about: without the words that say what of it is asked ("combien", "qui paie")."""
    return [group for group in groups if not any(intent.ask.search(group.said) for intent in query.intents)]


def _boosts(query: Query, groups: tuple[Group, ...], index: SearchIndex) -> NDArray[np.float32] | None:
    if not query.intents:
        return None
    boosts = np.zeros(len(index), dtype=np.float32)
    fields = frozenset(field for intent in query.intents for field in intent.fields)
    if fields:
        boosts += (
            SHEET_SHARE * index.in_fields(fields) * index.sheet_scores(index.lexical_scores(_subject(query, groups)))
        )
    for intent in query.intents:
        if intent.sections or intent.fields:
            boosts += np.maximum(
                SECTION_BOOST * index.in_sections(intent.sections) if intent.sections else np.float32(0),
                FIELD_BOOST * index.in_fields(intent.fields) if intent.fields else np.float32(0),
            )
        if intent.evidence:
            boosts += EVIDENCE_BOOST * index.holding(intent.evidence)
    return boosts


def path_text(passage: Passage) -> str:
    """A passage's section path, folded, for patterns."""
    return fold(" › ".join(passage.path))
