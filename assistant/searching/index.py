"""The search index over one snapshot: French BM25 and exact vectors, fused by rank."""

from __future__ import annotations

import logging
import math
import re
from collections.abc import Sequence
from functools import lru_cache

import bm25s
import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from assistant.records import Hit
from assistant.searching.expansion import COMMON_WEIGHT, Alternative, Group
from assistant.searching.tokens import OWN_STEMS, pairs, terms
from ingest.naming import fold
from ingest.records import Document, Passage, SectionKind
from ingest.storage.snapshot import Snapshot

# The library tells each index that it builds, on any program's standard error.
logging.getLogger("bm25s").setLevel(logging.WARNING)

# Reciprocal rank fusion: score = Σ weight / (RANK_OFFSET + rank).
RANK_OFFSET = 20
LEXICAL_WEIGHT = 1.0
# The packaged model is English: its ranks break ties, they do not lead. Set by the evaluation set (docs/evaluation.md).
VECTOR_WEIGHT = 0.15
# How deep each list is read before fusion.
DEPTH = 60
# BM25's usual saturation and length normalisation.
K1, B = 1.2, 0.6
# How much of a passage's score hangs on the share of the question's words that it holds.
COORDINATION = np.float32(0.5)
# A word at least this similar to a known one is taken for a misspelling of it.
SPELLING_CUTOFF = 80
SHORTEST_MISSPELLED = 5
# What a word may have behind the stem of another of its family.
LONGEST_ENDING = 6
_ELIDED = frozenset("ldjmnstc")
LEAD_IN_CHARACTERS = 160


class SearchIndex:
    """Search over the passages of a snapshot; immutable, shared by threads."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self._vectors = snapshot.vectors
        self._bm25: bm25s.BM25 | None = None
        corpus = [entry for document in snapshot.documents for entry in _entries(snapshot, document)]
        if any(corpus):
            self._bm25 = bm25s.BM25(k1=K1, b=B)
            self._bm25.index(corpus, show_progress=False)
        self._known: dict[str, int] = dict(self._bm25.vocab_dict) if self._bm25 else {}
        # Pairs hold an underscore; sorted, so that ties are always broken in the same way.
        self._candidates = sorted(
            word for word in self._known if len(word) >= SHORTEST_MISSPELLED - 1 and word.isalpha()
        )
        self.spell = lru_cache(maxsize=4096)(self._spell)
        self._paths = tuple("\n".join(fold(part) for part in passage.path) for passage in snapshot.passages)
        self._texts = tuple(fold(passage.text) for passage in snapshot.passages)
        self._sheets = _sheet_numbers(snapshot)
        # The patterns are few and the index does not change: each is matched once against each passage.
        self._marked = lru_cache(maxsize=256)(self._mark)

    def __len__(self) -> int:
        return len(self.snapshot.passages)

    def rows(self, document_ids: Sequence[str]) -> NDArray[np.int64]:
        """The rows of the passages of some documents."""
        return np.fromiter(
            (row for document_id in document_ids for row in self.snapshot.rows_of(document_id)), dtype=np.int64
        )

    def knows(self, stem: str) -> bool:
        """Whether some passage holds the stem."""
        return stem in self._known

    def holds(self, stem: str, rows: NDArray[np.int64]) -> bool:
        """Whether one of some passages holds the stem."""
        if self._bm25 is None or stem not in self._known:
            return False
        first, last = self._bm25.scores["indptr"][self._known[stem] : self._known[stem] + 2]
        return bool(np.isin(self._bm25.scores["indices"][first:last], rows).any())

    def texts_of_sheet(self, document_id: str, number: str) -> tuple[str, ...]:
        """The texts of the passages of one sheet of a document."""
        rows = self.snapshot.rows_of(document_id) if number else ()
        passages = (self.snapshot.passages[row] for row in rows)
        return tuple(passage.text for passage in passages if passage.sheet == number)

    @property
    def rarest(self) -> float:
        """The rarity of a stem that one passage holds."""
        return math.log((len(self) + 1) / 1.5)

    def rarity(self, stem: str) -> float:
        """The inverse document frequency of a stem, in nats; a stem that no passage holds is the rarest."""
        count = 0
        if self._bm25 is not None and stem in self._known:
            first, last = self._bm25.scores["indptr"][self._known[stem] : self._known[stem] + 2]
            count = int(last - first)
        return math.log((len(self) + 1) / (count + 0.5))

    def _spell(self, stem: str) -> str:
        if stem in self._known or stem in OWN_STEMS or len(stem) < SHORTEST_MISSPELLED:
            return ""
        if stem[0] in _ELIDED and stem[1:] in self._known:
            return stem[1:]  # "lambroisie", "dalcool": the apostrophe was left out
        family = self._family(stem)
        if family:
            return family
        found = process.extractOne(stem, self._candidates, scorer=fuzz.ratio, score_cutoff=SPELLING_CUTOFF)
        # The first letter is rarely mistyped: another one is another word.
        return found[0] if found and found[0][0] == stem[0] else ""

    def _family(self, stem: str) -> str:
        """The known stem, of those that go on from this one or that it goes on from, which most passages hold.

        "dermato" is a "dermatologue", the "police" has "policiers"; "commune" and "communauté" are both known.
        """
        longest = len(stem) + LONGEST_ENDING
        near = (
            known
            for known in self._candidates
            if len(known) >= SHORTEST_MISSPELLED
            and known not in OWN_STEMS
            and (
                (known.startswith(stem) and len(known) <= longest)
                or (stem.startswith(known) and len(stem) - len(known) < 3)
            )
        )
        return min(near, key=lambda known: (self.rarity(known), known), default="")

    def in_sections(self, pattern: re.Pattern[str]) -> NDArray[np.float32]:
        """1 for each passage of a section whose title holds the pattern, else 0."""
        return self._marked(pattern, self._paths)

    def holding(self, pattern: re.Pattern[str]) -> NDArray[np.float32]:
        """1 for each passage whose text holds the pattern, else 0."""
        return self._marked(pattern, self._texts)

    def in_fields(self, fields: frozenset[str]) -> NDArray[np.float32]:
        """1 for each passage of one of these groups of sheet fields, else 0."""
        return np.fromiter((p.field in fields for p in self.snapshot.passages), dtype=np.float32, count=len(self))

    def sheet_scores(self, scores: NDArray[np.float32]) -> NDArray[np.float32]:
        """For each passage of a sheet, how well its sheet does on `scores`; 0 outside sheets.

        The root of the sum of squares: a sheet on the subject has several such passages, a mention is one.
        """
        squares = np.zeros(len(self) + 1, dtype=np.float32)
        np.add.at(squares, self._sheets, scores**2)
        squares[-1] = 0  # where `_sheets` is -1
        return np.sqrt(squares)[self._sheets]

    def _mark(self, pattern: re.Pattern[str], texts: tuple[str, ...]) -> NDArray[np.float32]:
        return np.fromiter((pattern.search(text) is not None for text in texts), dtype=np.float32, count=len(self))

    def lexical_scores(self, wanted: Sequence[Group]) -> NDArray[np.float32]:
        """Each passage's BM25 score: the sum over the groups of their best alternative's, more for more groups held."""
        total = np.zeros(len(self), dtype=np.float32)
        held = np.zeros(len(self), dtype=np.float32)
        words = 0
        for group in wanted:
            best: NDArray[np.float32] | None = None
            for alternative in group.alternatives:
                scores = self._alternative(alternative)
                if scores is not None:
                    best = scores if best is None else np.maximum(best, scores)
            if best is None:
                continue
            total += best
            if group.said and group.alternatives[0].weight > COMMON_WEIGHT:
                words += 1
                held += best > 0
        if not words:
            return total
        share = held / np.float32(words)
        return np.asarray(total * (1 - COORDINATION + COORDINATION * share), dtype=np.float32)

    def _alternative(self, alternative: Alternative) -> NDArray[np.float32] | None:
        stems = [stem for stem in alternative.stems if stem in self._known]
        if self._bm25 is None or not stems:
            return None
        scores = np.zeros(len(self), dtype=np.float32)
        columns = self._bm25.scores  # BM25 of each (stem, passage), as a sparse matrix by columns
        for stem in stems:
            first, last = columns["indptr"][self._known[stem] : self._known[stem] + 2]
            scores[columns["indices"][first:last]] += columns["data"][first:last]
        # Several words say one thing: found together they are worth more than one, less than their sum.
        return np.asarray(scores * (alternative.weight / np.sqrt(len(alternative.stems))), dtype=np.float32)

    def search(
        self,
        wanted: Sequence[Group],
        vector: NDArray[np.float32] | None,
        rows: NDArray[np.int64],
        limit: int,
        *,
        boost: NDArray[np.float32] | None = None,
        vector_weight: float = VECTOR_WEIGHT,
    ) -> tuple[Hit, ...]:
        """The best passages among `rows`; `vector` is the question's, None for words alone; `boost` adds to scores."""
        if not len(rows):
            return ()
        fused: dict[int, float] = {}
        lexical = self.lexical_scores(wanted)[rows]
        if boost is not None:
            lexical = lexical + boost[rows]
        lexical_ranks = _ranks(lexical, positive=True)
        vector_ranks: dict[int, int] = {}
        if vector is not None and self.snapshot.vectors_usable:
            vector_ranks = _ranks(self._vectors[rows] @ vector, positive=False)
        for ranks, weight in ((lexical_ranks, LEXICAL_WEIGHT), (vector_ranks, vector_weight)):
            for position, rank in ranks.items():
                fused[position] = fused.get(position, 0.0) + weight / (RANK_OFFSET + rank)
        best = sorted(fused, key=lambda position: (-fused[position], position))[:limit]
        return tuple(
            Hit(
                self.snapshot.passages[int(rows[position])].id,
                fused[position],
                lexical_ranks.get(position, 0),
                vector_ranks.get(position, 0),
            )
            for position in best
        )


def _ranks(scores: NDArray[np.float32], *, positive: bool) -> dict[int, int]:
    """The 1-based ranks of the best positions."""
    depth = min(DEPTH, len(scores))
    top = np.argpartition(-scores, depth - 1)[:depth]
    top = top[np.argsort(-scores[top], kind="stable")]
    return {int(position): rank for rank, position in enumerate(top, 1) if not positive or scores[position] > 0}


def _entries(snapshot: Snapshot, document: Document) -> list[list[str]]:
    """The stems under which each of a document's passages is found: its text, its section, its sheet's title."""
    language = document.metadata.language or "fr"
    titles = {s.number: s.title for s in document.sections if s.kind is SectionKind.SHEET}
    found = []
    before: Passage | None = None
    for row in snapshot.rows_of(document.id):
        passage = snapshot.passages[row]
        context = [*passage.path, titles.get(passage.sheet, "")]
        if before is not None and before.path == passage.path:
            # What goes on from the passage before ("Celui-ci comprend…") is found under that one's last words too.
            context.append(before.text[-LEAD_IN_CHARACTERS:])
        stems = terms(passage.text, language)
        found.append(terms(" ".join(context), language) + stems + pairs(stems))
        before = passage
    return found


def _sheet_numbers(snapshot: Snapshot) -> NDArray[np.int64]:
    """The same number for the passages of one sheet of one document, -1 outside sheets."""
    known: dict[tuple[str, str], int] = {}
    return np.fromiter(
        (known.setdefault((p.document_id, p.sheet), len(known)) if p.sheet else -1 for p in snapshot.passages),
        dtype=np.int64,
        count=len(snapshot.passages),
    )
