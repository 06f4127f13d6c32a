"""The assistant: from a question to a verified answer, over the store's current snapshot."""

from __future__ import annotations

import datetime
import logging
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.audit.answer import faults_of
from assistant.audit.known import Known
from assistant.clarifying import asks_nothing, what_about
from assistant.composers.asked import Asked, Target
from assistant.composers.choose import compose
from assistant.composers.contact import is_withheld
from assistant.composers.mentions_subject import PassageFinder
from assistant.composers.next_questions import next_questions
from assistant.composers.rendering import OCR, citation, read_by_ocr, rendered
from assistant.composers.statement import Prover
from assistant.composers.targets import TargetFinder
from assistant.composers.topic import Theme
from assistant.composers.topics import TopicFinder
from assistant.decisive import decisive, is_general
from assistant.expansion import expand
from assistant.extract import claims_of
from assistant.figures import figures_of
from assistant.index import SearchIndex
from assistant.intents import named_refusal, refusal_of
from assistant.library import Library, UnderstoodContract, library_of
from assistant.llm import open_model
from assistant.parts import having_part, missing_part
from assistant.records import Answer, Citation, ContractRef, Hit, Question, Scope, Status
from assistant.refusals import empty_index, no_answer, no_part, unknown_territory
from assistant.retrieve import retrieve
from assistant.rewording import Writer
from assistant.scope import ScopeResolver
from assistant.silence import asks_spent, priced_nowhere, reason, says_paid
from assistant.suggestions import near
from assistant.understand import Query, narrowed, understand
from assistant.verify import Claim, says_nothing, verified
from ingest.encoder import Encoder
from ingest.files import FileVault
from ingest.records import Document, Passage
from ingest.settings import Settings
from ingest.snapshot import Snapshot
from ingest.store import Store

_log = logging.getLogger(__name__)

# How many passages an answer is looked for in.
DEPTH = 10
# A contract of no more passages is read whole for an open question.
FEW_PASSAGES = 40
CACHED_QUESTIONS = 1024
# From this share of the rarest word's worth on, a question has a subject of its own beside its form.
SUBJECT = 0.35
# How many quotes are tried alone where they may not be said together.
MOST_ALONE = 3
# What is said where nothing else may be.
UNSAID = "Les documents lus ne le disent pas."
_SAID, _UNSAID = (Status.ANSWERED, Status.PARTIAL), (Status.NOT_FOUND, Status.UNREADABLE, Status.OUT_OF_SCOPE)
# How many other questions are offered where one has no answer.
SUGGESTED = 3
# Where the contract in force is silent and an earlier or later one of its territory is not.
ELSEWHERE = "le contrat en vigueur ne le dit pas : réponse tirée d'un autre contrat du territoire"


class Source(Protocol):
    """Where snapshots come from: the store."""

    def snapshot(self) -> Snapshot:
        """What is committed now; the same object while nothing changes."""
        ...


@dataclass(frozen=True, slots=True)
class _State:
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
    def of(cls, snapshot: Snapshot, year: int) -> _State:
        """All that is derived from a snapshot."""
        index, resolver = SearchIndex(snapshot), ScopeResolver(snapshot)
        targets = TargetFinder(index, resolver.name_words())
        library, prover = library_of(snapshot, year), Prover(snapshot)
        topics, known = TopicFinder(index, resolver.name_words()), Known(snapshot, library)
        passages = PassageFinder(index)
        return cls(snapshot, index, resolver, library, targets, prover, passages, topics, known, {})


class Assistant:
    """Answers questions; any thread may call any method."""

    def __init__(
        self, source: Source, encoder: Encoder, files: FileVault | None = None, writer: Writer | None = None
    ) -> None:
        self._source, self._encoder, self._files, self._writer = source, encoder, files, writer
        self._lock = threading.Lock()
        self._state: _State | None = None
        self._steady = False
        self._vector = lru_cache(maxsize=CACHED_QUESTIONS)(self._encode)

    def warm_up(self) -> None:
        """Loads what the first question needs: the index and the model."""
        self._current()
        self._vector("contrat local de santé")

    # --- answering ---

    def ask(self, question: Question) -> Answer:
        """The verified answer to a question."""
        began = time.perf_counter()
        state = self._current()
        answer = next(filter(None, (self._sound(candidate, question, state) for candidate in self._answers(question))))
        if self._writer is not None:
            answer = self._reworded(answer, question, state, self._writer)
        if answer.status in _UNSAID:
            answer = replace(answer, suggestions=self._suggestions(question, answer, state))
        return replace(answer, elapsed_ms=round((time.perf_counter() - began) * 1000, 1))

    def _sound(self, answer: Answer, question: Question, state: _State) -> Answer | None:
        """The answer with its figures, None where it says something that its quotes do not."""
        faults = faults_of(answer, question.text, state.known)
        if faults:
            _log.info("not said: %s", ", ".join(sorted({fault.kind for fault in faults})))
            return None
        return replace(answer, figures=figures_of(answer))

    def _reworded(self, answer: Answer, question: Question, state: _State, writer: Writer) -> Answer:
        """The answer in the words of a language model that pass the same check, else as it is."""
        asked = answer.understood or question.text
        worded = writer.reworded(answer, asked, lambda candidate: faults_of(candidate, question.text, state.known))
        return answer if worded is answer else replace(worded, figures=figures_of(worded))

    def _suggestions(self, question: Question, answer: Answer, state: _State) -> tuple[str, ...]:
        """Questions near one without an answer that do have one: each is tried before it is offered."""
        refusal = refusal_of(question.text)
        if not state.snapshot.passages or (refusal and not refusal.suggests):
            return ()
        query = understand(question, state.resolver, datetime.datetime.now(datetime.UTC).year)
        found = dict.fromkeys((*near(self._asked(query, state)), *answer.suggestions))
        return tuple(islice((text for text in found if self._has_answer(text, state)), SUGGESTED))

    def _has_answer(self, text: str, state: _State) -> bool:
        if text not in state.answered:
            asked = Question(text)
            sound = filter(None, (self._sound(candidate, asked, state) for candidate in self._answers(asked)))
            state.answered[text] = next(sound).status in _SAID
        return state.answered[text]

    def _answers(self, question: Question) -> Iterator[Answer]:
        """The answers that may be given, the best first; the first that passes the last check is."""
        refusal = refusal_of(question.text)
        state = self._current()
        if refusal:
            yield Answer(Status.OUT_OF_SCOPE, refusal.answer, understood=question.text.strip())
        elif not state.snapshot.passages:
            yield empty_index(question.text, state.snapshot.all_documents)
        else:
            query = understand(question, state.resolver, datetime.datetime.now(datetime.UTC).year)
            yield from self._on_documents(query, state)
        yield Answer(Status.NOT_FOUND, UNSAID, understood=question.text.strip())

    def _on_documents(self, query: Query, state: _State) -> Iterator[Answer]:
        if query.scope.unknown:
            yield unknown_territory(query, state.resolver.contracts)
            return
        if is_withheld(self._asked(query, state)):
            yield Answer(Status.OUT_OF_SCOPE, named_refusal("private").answer, understood=query.text.strip())
            return
        if self._is_silent(query, state):
            yield no_answer(query, state.snapshot, reason(self._asked(query, state)))
            return
        composed = self._composed(query, state)
        if composed is not None:
            yield composed
        if asks_nothing(self._asked(query, state)):
            yield what_about(query)
            return
        if len(query.sheets) > 1:
            yield self._each_sheet(query, state)
            return
        missing = missing_part(query, state.snapshot)
        if missing:
            yield no_part(query, missing, state.snapshot)
            return
        query = having_part(query, state.snapshot)
        several = len(query.scope.contracts) > 1 and not (query.sheet or query.article)
        if several and (query.scope.territory_named or self._is_general(query, state)):
            each = [(c, self._claims(narrowed(query, (c,)), state, several=True)) for c in query.scope.contracts]
            if any(claims for _, claims in each):
                silent = [contract.ref.label for contract, claims in each if not claims]
                claims = [claim for _, claims in each for claim in _first_section(claims)]
                yield _answered(query, claims, silent)
        for attempt in self._attempts(query, state.resolver):
            found = self._claims(attempt, state)
            if found:
                yield _answered(attempt, found)
                # Quotes stand each for itself: one that may not be said takes none of the others with it.
                yield from (_answered(attempt, (claim,)) for claim in found[:MOST_ALONE])
        yield no_answer(query, state.snapshot, reason(self._asked(query, state)))

    def _asked(self, query: Query, state: _State) -> Asked:
        year = datetime.datetime.now(datetime.UTC).year
        matter = state.targets.subject(query)
        subject = sum(worth for _, worth in matter) >= SUBJECT * state.index.rarest
        said = tuple(group.said for group, _ in matter)

        def topics(contracts: Sequence[UnderstoodContract]) -> tuple[Theme, tuple[Target, ...]]:
            theme = state.topics.theme(matter)
            return theme, state.topics.find(theme, contracts)

        def topic(text: str, contracts: Sequence[UnderstoodContract]) -> tuple[Target, ...]:
            return state.topics.find(state.topics.of(text), contracts)

        def rule() -> Theme:
            return state.topics.rule(query.text)

        def of_sheet(contract: UnderstoodContract, number: str) -> tuple[Passage, ...]:
            rows = (row for document in contract.documents for row in state.snapshot.rows_of(document.id))
            return tuple(p for p in (state.snapshot.passages[row] for row in rows) if p.sheet == number)

        def plain(contract: UnderstoodContract) -> tuple[Passage, ...]:
            return of_sheet(contract, "")

        def search(contract: UnderstoodContract) -> tuple[Passage, ...]:
            rows = [row for document in contract.documents for row in state.snapshot.rows_of(document.id)]
            if len(rows) <= FEW_PASSAGES:
                return tuple(state.snapshot.passages[row] for row in rows)
            one = narrowed(query, state.resolver.by_id((contract.ref.id,)))
            found = retrieve(one, state.index, state.resolver, self._vector, DEPTH)
            return tuple(passage for passage, _ in found.passages)

        return Asked(
            query=query,
            library=state.library,
            prover=state.prover,
            find_targets=state.targets.find,
            has_subject=subject,
            subject_words=said,
            year=year,
            find_passages=state.passages.find,
            subject_in=state.passages.subject,
            find_topics=topics,
            find_topic=topic,
            find_rule=rule,
            plain=plain,
            of_sheet=of_sheet,
            search=search,
        )

    def _composed(self, query: Query, state: _State) -> Answer | None:
        """The answer that the contracts' records give, None where they hold none."""
        query = having_part(query, state.snapshot)
        asked = self._asked(query, state)
        found = compose(asked)
        if found is None:
            return None
        found = replace(found, suggestions=found.suggestions or next_questions(asked, found.contracts))
        # An answer may go beyond the contracts of the question's scope.
        known = [*(c.ref for c in query.scope.contracts), *(c.ref for c in state.library.contracts)]
        refs = tuple(ref for ref in dict.fromkeys(known) if ref.id in found.contracts)
        return rendered(found, contracts=refs, note=_note(query, refs), understood=query.told(refs))

    def _is_silent(self, query: Query, state: _State) -> bool:
        """Whether no document can say what is asked: what was paid, or the price of what none names."""
        groups = expand(query.text, state.index.spell, state.resolver.name_words())
        if priced_nowhere(query, groups, state.index):
            return True
        rows = state.index.rows([doc for c in query.scope.contracts for doc in c.document_ids])
        return asks_spent(self._asked(query, state)) and not any(
            says_paid(state.snapshot.passages[row].text) for row in rows
        )

    def _each_sheet(self, query: Query, state: _State) -> Answer:
        """One answer for the several sheets that a question names."""
        claims: list[Claim] = []
        silent: list[str] = []
        for number in query.sheets:
            one = having_part(replace(query, sheets=(number,)), state.snapshot)
            found = self._claims(one, state) if one.scope.contracts else ()
            claims += found
            if not found:
                silent.append(f"fiche action {number}")
        if claims:
            return _answered(query, claims, silent)
        missing = missing_part(replace(query, sheets=query.sheets[:1]), state.snapshot)
        return no_part(query, missing, state.snapshot) if missing else no_answer(query, state.snapshot)

    def _is_general(self, query: Query, state: _State) -> bool:
        groups = expand(query.text, state.index.spell, state.resolver.name_words())
        return is_general(query, groups, state.index)

    def _attempts(self, query: Query, resolver: ScopeResolver) -> Sequence[Query]:
        """The query on its contracts, then, where it named no generation, on the other contracts that may answer."""
        tried = query.scope.contracts
        if query.sheet or query.article or any(str(c.first) in query.text for c in tried):
            return (query,)
        territories = {contract.territory for contract in tried}
        others = tuple(c for c in resolver.contracts if c.territory in territories and c not in tried)
        if not others:
            return (query,)
        elsewhere = replace(narrowed(query, others), scope=replace(query.scope, contracts=others, note=ELSEWHERE))
        return (query, elsewhere)

    def _claims(self, query: Query, state: _State, *, several: bool = False) -> tuple[Claim, ...]:
        found = retrieve(query, state.index, state.resolver, self._vector, DEPTH)
        quotes = decisive(query, found, state.index)
        several = several or len({quote.document.metadata.contract_id for quote in quotes}) > 1
        return verified(claims_of(quotes, name_contract=several or not query.scope.territory_named))

    # --- looking things up ---

    def library(self) -> Library:
        """The contracts as understood, and the organisations in them."""
        return self._current().library

    def search(
        self, query: str, *, contracts: tuple[str, ...] = (), limit: int = 10
    ) -> tuple[tuple[Passage, Hit], ...]:
        """At most `limit` passages, best first, of the given contracts (none = all documents)."""
        state = self._current()
        if contracts:
            documents = [doc for c in state.resolver.by_id(contracts) for doc in c.document_ids]
            rows = state.index.rows(documents)
        else:
            rows = np.arange(len(state.index), dtype=np.int64)
        groups = expand(query, state.index.spell, state.resolver.name_words())
        hits = state.index.search(groups, self._vector(query), rows, limit)
        found = ((state.snapshot.passage(hit.passage_id), hit) for hit in hits)
        return tuple((passage, hit) for passage, hit in found if passage)

    def documents(self) -> tuple[Document, ...]:
        """Every document that was read: rejected ones and notices that stepped back too."""
        return self._current().snapshot.all_documents

    def document(self, document_id: str, /) -> Document | None:
        """One document, or None when the id is unknown."""
        return self._current().snapshot.document(document_id)

    def contracts(self) -> tuple[ContractRef, ...]:
        """The contracts of which a document is indexed."""
        return tuple(contract.ref for contract in self._current().resolver.contracts)

    def file(self, document_id: str, /) -> Path | None:
        """The copied original on disk, or None when there is none."""
        document = self.document(document_id)
        if self._files is None or document is None:
            return None
        path = self._files.path(document_id, document.file_name)
        return path if path.is_file() else None

    def ready(self) -> tuple[bool, str]:
        """Whether questions can be answered and, when not, why (a French sentence)."""
        if not self._current().snapshot.passages:
            return False, "Aucun document n'est encore indexé : lancez « cls-assistant ingest » puis recommencez."
        return True, ""

    # --- state ---

    @contextmanager
    def steady(self) -> Iterator[None]:
        """Until the block ends, answers come from what is loaded now; what changed meanwhile is loaded at its end.

        One thread's at a time: no question waits while documents come in, nor for their loading.
        """
        self._load()
        self._steady = True
        try:
            yield
        finally:
            try:
                self._load()
            finally:
                self._steady = False

    def _current(self) -> _State:
        state = self._state
        return state if self._steady and state is not None else self._load()

    def _load(self) -> _State:
        """What the source holds now."""
        snapshot = self._source.snapshot()
        state = self._state
        if state is not None and state.snapshot is snapshot:
            return state
        with self._lock:
            if self._state is None or self._state.snapshot is not snapshot:
                self._state = _State.of(snapshot, datetime.datetime.now(datetime.UTC).year)
            return self._state

    def _encode(self, text: str) -> NDArray[np.float32]:
        vector: NDArray[np.float32] = self._encoder.encode([text])[0]
        return vector


def _first_section(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The best claim with those of its own section: a long list stands in several passages."""
    where = [(claim.proofs[0].document.id, claim.proofs[0].section) for claim in claims]
    return tuple(claim for claim, place in zip(claims, where, strict=True) if place == where[0])


def open_assistant(store: Store, settings: Settings) -> Assistant:
    """The assistant over an open store."""
    model = open_model(settings)
    writer = Writer(model, settings.llm_timeout) if model else None
    return Assistant(store, store.encoder, FileVault(settings.data_dir), writer)


def _answered(query: Query, claims: Sequence[Claim], silent: Sequence[str] = ()) -> Answer:
    citations: list[Citation] = []
    sentences = []
    for claim in claims:
        marks = []
        for proof in claim.proofs:
            number = len(citations) + 1
            citations.append(citation(proof, number))
            marks.append(f"[{number}]")
        sentences.append(f"{claim.text} {''.join(marks)}")
    cited = {proof.document.metadata.contract_id for claim in claims for proof in claim.proofs}
    contracts = tuple(c.ref for c in query.scope.contracts if c.ref.id in cited)
    ocr = any(read_by_ocr(proof.document, proof.page) for claim in claims for proof in claim.proofs)
    warning = f"\n{OCR}" if ocr else ""
    text = f"{sentences[0]}." if len(sentences) == 1 else "\n".join(f"- {sentence}" for sentence in sentences)
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
        scope=Scope(contracts, _note(query, contracts)),
        understood=query.told(contracts),
    )


def _note(query: Query, contracts: Sequence[ContractRef]) -> str:
    if query.scope.note:
        return query.scope.note
    if query.scope.territory_named or len(query.scope.contracts) <= 1 or not contracts:
        return ""
    if len(contracts) == 1:
        return f"la question ne nomme pas de territoire : réponse tirée du CLS {contracts[0].label}"
    return "la question ne nomme pas de territoire : réponse pour chaque contrat qui en parle"
