"""What is derived from one snapshot of the store: index, contracts as understood, finders; and questions over it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.audit.known import Known
from assistant.composers.asked import Asked, Target
from assistant.composers.sheets.targets import TargetFinder
from assistant.composers.sheets.topic import Theme
from assistant.composers.sheets.topics import TopicFinder
from assistant.composers.side_by_side.subject import PassageFinder
from assistant.composers.statement import Prover
from assistant.library import Library, UnderstoodContract, library_of
from assistant.questions.scope import ScopeResolver
from assistant.questions.understand import Query, narrowed
from assistant.searching.index import SearchIndex
from assistant.searching.retrieve import retrieve
from assistant.searching.tokens import terms
from ingest.records import Passage
from ingest.storage.snapshot import Snapshot

# How many passages an answer is looked for in.
DEPTH = 10
# A contract of no more passages is read whole for an open question.
FEW_PASSAGES = 40
# From this share of the rarest word's worth on, a question has a subject of its own beside its form.
SUBJECT = 0.35
# "Sans avenant", "un simple courrier suffit" ask something of the rule: they are not what it is about.
_MEANS = re.compile(
    r"(?i)\bsans (?:passer par )?(?:un |d[’'])?avenant\b"
    r"|,(?: est-ce qu[e’'])? ?(?:une? |l[ea] |juste )?(?:simple )?[^,?]{3,60} suffi\w+"
)


@dataclass(frozen=True, slots=True)
class State:
    """What is derived from one snapshot, swapped whole."""

    snapshot: Snapshot
    index: SearchIndex
    resolver: ScopeResolver
    library: Library
    targets: TargetFinder
    prover: Prover
    passages: PassageFinder
    topics: TopicFinder
    known: Known
    answered: dict[str, bool]  # questions that were offered, and whether they have an answer

    @classmethod
    def of(cls, snapshot: Snapshot, year: int) -> State:
        """All that is derived from a snapshot."""
        index, resolver = SearchIndex(snapshot), ScopeResolver(snapshot)
        targets = TargetFinder(index, resolver.name_words())
        library, prover = library_of(snapshot, year), Prover(snapshot)
        topics, known = TopicFinder(index, resolver.name_words()), Known(snapshot, library)
        passages = PassageFinder(index)
        return cls(snapshot, index, resolver, library, targets, prover, passages, topics, known, {})

    def asked(self, query: Query, vector: Callable[[str], NDArray[np.float32]]) -> Asked:
        """What composers are given of a question; `vector` gives a text's."""
        year = datetime.datetime.now(datetime.UTC).year
        matter = self.targets.subject(query)
        subject = sum(worth for _, worth in matter) >= SUBJECT * self.index.rarest
        said = tuple(group.said for group, _ in matter)

        def names(text: str) -> bool:
            held = frozenset(terms(text))
            return any(set(one.stems) <= held for group, _ in matter for one in group.alternatives)

        def topics(contracts: Sequence[UnderstoodContract]) -> tuple[Theme, tuple[Target, ...]]:
            theme = self.topics.theme(matter)
            return theme, self.topics.find(theme, contracts)

        def topic(text: str, contracts: Sequence[UnderstoodContract]) -> tuple[Target, ...]:
            return self.topics.find(self.topics.of(text), contracts)

        def rule() -> Theme:
            return self.topics.rule(_MEANS.sub(" ", query.text))

        def of_sheet(contract: UnderstoodContract, number: str) -> tuple[Passage, ...]:
            rows = (row for document in contract.documents for row in self.snapshot.rows_of(document.id))
            return tuple(p for p in (self.snapshot.passages[row] for row in rows) if p.sheet == number)

        def plain(contract: UnderstoodContract) -> tuple[Passage, ...]:
            return of_sheet(contract, "")

        def search(contract: UnderstoodContract) -> tuple[Passage, ...]:
            rows = [row for document in contract.documents for row in self.snapshot.rows_of(document.id)]
            if len(rows) <= FEW_PASSAGES:
                return tuple(self.snapshot.passages[row] for row in rows)
            one = narrowed(query, self.resolver.by_id((contract.ref.id,)))
            found = retrieve(one, self.index, self.resolver, vector, DEPTH)
            return tuple(passage for passage, _ in found.passages)

        return Asked(
            query=query,
            library=self.library,
            prover=self.prover,
            find_targets=self.targets.find,
            has_subject=subject,
            subject_words=said,
            names_subject=names,
            year=year,
            find_passages=self.passages.find,
            subject_in=self.passages.subject,
            find_topics=topics,
            find_topic=topic,
            find_rule=rule,
            plain=plain,
            of_sheet=of_sheet,
            search=search,
        )
