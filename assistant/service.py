"""The assistant: from a question to a verified answer, over the store's current snapshot."""

from __future__ import annotations

import datetime
import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.answering import Answering
from assistant.audit.answer import faults_of
from assistant.figures import figures_of
from assistant.library import Library
from assistant.llm import open_model
from assistant.questions.intents import refusal_of
from assistant.questions.understand import understand
from assistant.records import Answer, ContractRef, Hit, Question, Status
from assistant.rewording import Writer
from assistant.searching.expansion import expand
from assistant.state import State
from assistant.suggestions import near
from assistant.takeaway import asks_for_file, taken_away
from ingest.encoder import Encoder
from ingest.records import Document, Passage
from ingest.settings import Settings
from ingest.storage.files import FileVault
from ingest.storage.snapshot import Snapshot
from ingest.storage.store import Store

_log = logging.getLogger(__name__)

CACHED_QUESTIONS = 1024
_SAID, _UNSAID = (Status.ANSWERED, Status.PARTIAL), (Status.NOT_FOUND, Status.UNREADABLE, Status.OUT_OF_SCOPE)
# How many other questions are offered where one has no answer.
SUGGESTED = 3


class Source(Protocol):
    """Where snapshots come from: the store."""

    def snapshot(self) -> Snapshot:
        """What is committed now; the same object while nothing changes."""
        ...


class Assistant:
    """Answers questions; any thread may call any method."""

    def __init__(
        self, source: Source, encoder: Encoder, files: FileVault | None = None, writer: Writer | None = None
    ) -> None:
        self._source, self._encoder, self._files, self._writer = source, encoder, files, writer
        self._lock = threading.Lock()
        self._state: State | None = None
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
        answer = self._file(question, state) or next(
            filter(None, (self._sound(candidate, question, state) for candidate in self._answers(question, state)))
        )
        if self._writer is not None:
            answer = self._reworded(answer, question, state, self._writer)
        if answer.status in _UNSAID:
            answer = replace(answer, suggestions=self._suggestions(question, answer, state))
        return replace(answer, elapsed_ms=round((time.perf_counter() - began) * 1000, 1))

    def _file(self, question: Question, state: State) -> Answer | None:
        """Where the table that a question asks for can be taken away: it says nothing of what documents say."""
        if not asks_for_file(question.text) or refusal_of(question.text) or not state.snapshot.passages:
            return None
        query = understand(question, state.resolver, datetime.datetime.now(datetime.UTC).year)
        return None if query.scope.unknown else taken_away(query, state.library)

    def _sound(self, answer: Answer, question: Question, state: State) -> Answer | None:
        """The answer with its figures, None where it says something that its quotes do not."""
        # With nothing indexed, an answer only says what to do: there is no document that it could misquote.
        faults = faults_of(answer, question.text, state.known) if state.snapshot.passages else ()
        if faults:
            _log.info("not said: %s", ", ".join(sorted({fault.kind for fault in faults})))
            return None
        return replace(answer, figures=figures_of(answer))

    def _reworded(self, answer: Answer, question: Question, state: State, writer: Writer) -> Answer:
        """The answer in the words of a language model that pass the same check, else as it is."""
        asked = answer.understood or question.text
        worded = writer.reworded(answer, asked, lambda candidate: faults_of(candidate, question.text, state.known))
        return answer if worded is answer else replace(worded, figures=figures_of(worded))

    def _suggestions(self, question: Question, answer: Answer, state: State) -> tuple[str, ...]:
        """Questions near one without an answer that do have one: each is tried before it is offered."""
        refusal = refusal_of(question.text)
        if not state.snapshot.passages or (refusal and not refusal.suggests):
            return ()
        query = understand(question, state.resolver, datetime.datetime.now(datetime.UTC).year)
        found = dict.fromkeys((*near(state.asked(query, self._vector)), *answer.suggestions))
        return tuple(islice((text for text in found if self._has_answer(text, state)), SUGGESTED))

    def _has_answer(self, text: str, state: State) -> bool:
        if text not in state.answered:
            asked = Question(text)
            sound = filter(None, (self._sound(candidate, asked, state) for candidate in self._answers(asked, state)))
            state.answered[text] = next(sound).status in _SAID
        return state.answered[text]

    def _answers(self, question: Question, state: State) -> Iterator[Answer]:
        return Answering(state, self._vector).answers(question)

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

    def _current(self) -> State:
        state = self._state
        return state if self._steady and state is not None else self._load()

    def _load(self) -> State:
        """What the source holds now."""
        snapshot = self._source.snapshot()
        state = self._state
        if state is not None and state.snapshot is snapshot:
            return state
        with self._lock:
            if self._state is None or self._state.snapshot is not snapshot:
                self._state = State.of(snapshot, datetime.datetime.now(datetime.UTC).year)
            return self._state

    def _encode(self, text: str) -> NDArray[np.float32]:
        vector: NDArray[np.float32] = self._encoder.encode([text])[0]
        return vector


def open_assistant(store: Store, settings: Settings) -> Assistant:
    """The assistant over an open store."""
    model = open_model(settings)
    writer = Writer(model, settings.llm_timeout) if model else None
    return Assistant(store, store.encoder, FileVault(settings.data_dir), writer)
