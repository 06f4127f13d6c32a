"""The assistant: from a question to a verified answer, over the store's current snapshot."""

from __future__ import annotations

import datetime
import logging
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.audit.answer import faults_of
from assistant.clarifying import asks_nothing, what_about
from assistant.composers.choose import compose
from assistant.composers.contact import is_withheld
from assistant.composers.naming import mentions
from assistant.composers.next_questions import next_questions
from assistant.composers.statement import Composed
from assistant.composers.together import together
from assistant.composers.unread import unread
from assistant.composers.which import ask_which
from assistant.decisive import decisive, is_general, nearest
from assistant.expansion import expand
from assistant.extract import claims_of
from assistant.figures import figures_of
from assistant.fitting import fitting
from assistant.followup import completed
from assistant.halves import halves
from assistant.intents import intents_of, named_refusal, refusal_of
from assistant.library import Library
from assistant.llm import open_model
from assistant.overview import asks_overview, overview_questions
from assistant.parts import having_part, missing_part
from assistant.quoting import answered, first_section, given
from assistant.records import Answer, ContractRef, Hit, Question, Status, Turn
from assistant.refusals import empty_index, no_answer, no_part, unknown_territory, with_nearest
from assistant.retrieve import retrieve
from assistant.rewording import Writer
from assistant.scope import ScopeResolver
from assistant.silence import asks_spent, priced_nowhere, reason, says_paid
from assistant.state import DEPTH, State
from assistant.suggestions import near
from assistant.takeaway import asks_for_file, taken_away
from assistant.told_where import with_places
from assistant.understand import Query, narrowed, understand
from assistant.verify import Claim, verified
from ingest.encoder import Encoder
from ingest.files import FileVault
from ingest.records import Document, Passage
from ingest.settings import Settings
from ingest.snapshot import Snapshot
from ingest.store import Store

_log = logging.getLogger(__name__)

CACHED_QUESTIONS = 1024
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
            filter(None, (self._sound(candidate, question, state) for candidate in self._answers(question)))
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
            yield from with_places(self._on_documents(query, state), query.short)
        yield Answer(Status.NOT_FOUND, UNSAID, understood=question.text.strip())

    def _on_documents(self, query: Query, state: State) -> Iterator[Answer]:
        if query.scope.unknown:
            yield unknown_territory(query, state.resolver.contracts)
            return
        if is_withheld(state.asked(query, self._vector)):
            yield Answer(Status.OUT_OF_SCOPE, named_refusal("private").answer, understood=query.text.strip())
            return
        if self._is_silent(query, state) or query.asks_reason:
            why = "aucune raison n'y a été trouvée" if query.asks_reason else reason(state.asked(query, self._vector))
            yield no_answer(query, state.snapshot, why)
            return
        composed = self._composed(query, state)
        if composed is not None:
            yield composed
        if asks_nothing(state.asked(query, self._vector)):
            yield what_about(query)
            return
        if len(query.sheets) > 1:
            yield self._each_sheet(query, state)
            return
        if query.scope.past:
            # What a sentence tells of it answers an open question, and none of a number, a name, a date.
            years = query.scope.past.split("-")
            told = [c for c in self._claims(query, state) if all(year in c.proofs[0].quote for year in years)]
            if told and not query.intents:
                yield answered(query, told)
            yield no_answer(query, state.snapshot, f"aucun n'est celui du contrat {query.scope.past}")
            return
        missing = missing_part(query, state.snapshot)
        if missing:
            yield no_part(query, missing, state.snapshot)
            return
        query = having_part(query, state.snapshot)
        several = len(query.scope.contracts) > 1 and not (query.sheet or query.article)
        if several and (query.scope.territory_named or self._is_general(query, state)):
            each = [(c, self._claims(narrowed(query, (c,)), state)) for c in query.scope.contracts]
            if any(claims for _, claims in each):
                silent = [contract.ref.label for contract, claims in each if not claims]
                claims = [claim for _, claims in each for claim in first_section(claims)]
                yield answered(query, claims, silent)
        for attempt in self._attempts(query, state.resolver):
            found = self._claims(attempt, state)
            if found:
                yield answered(attempt, found)
                # Quotes stand each for itself: one that may not be said takes none of the others with it.
                yield from (answered(attempt, (claim,)) for claim in found[:MOST_ALONE])
        if table := unread(state.asked(query, self._vector)):
            yield given(query, table, state.library)
        why = reason(state.asked(query, self._vector))
        refused = no_answer(query, state.snapshot, why)
        if not why:
            near = nearest(query, retrieve(query, state.index, state.resolver, self._vector, DEPTH), state.index)
            yield with_nearest(refused, near)
        yield refused

    def _composed(self, query: Query, state: State) -> Answer | None:
        """The answer that the contracts' records give, None where they hold none."""
        query = having_part(query, state.snapshot)
        asked = state.asked(query, self._vector)
        found = self._overview(query, state) or self._both(query, compose(asked), state)
        if found is None:
            return None
        found = replace(found, suggestions=found.suggestions or next_questions(asked, found.contracts))
        return given(query, found, state.library)

    def _overview(self, query: Query, state: State) -> Composed | None:
        """A contract in a few lines, or which of several is meant; None where the question asks for something else."""
        if not asks_overview(query.text) or query.scope.unknown or query.scope.past:
            return None
        if len(query.scope.contracts) > 1:
            asked = state.asked(query, self._vector)
            return ask_which(asked, asked.contracts)
        parts = (replace(query, text=text, intents=intents_of(text)) for text in overview_questions())
        found = [compose(state.asked(part, self._vector)) for part in parts]
        return together([one for one in found if one], None) if any(found) else None

    def _both(self, query: Query, whole: Composed | None, state: State) -> Composed | None:
        """The answers to the two questions that one text asks, where each has one that the whole text's lacks."""
        parts = halves(query.text)
        if len(parts) == 1 or query.scope.unknown:
            return whole
        # "… et combien coûte-t-elle ?": the second half leans on the first.
        parts = (parts[0], *(_whole(part, parts[0], state.resolver) for part in parts[1:]))
        own = (replace(query, text=part, intents=intents_of(part)) for part in parts)
        asked = [state.asked(one, self._vector) for one in own]
        # Of a sheet, the composers say all that is asked at once; alone, a half has lost what it is about.
        if any(one.targets for one in asked):
            return whole
        found = [compose(one) for one in asked]
        return together([one for one in found if one], whole) if all(found) else whole

    def _is_silent(self, query: Query, state: State) -> bool:
        """Whether no document can say what is asked: what was paid, or the price of what none names."""
        groups = expand(query.text, state.index.spell, state.resolver.name_words())
        # "Combien met l'ARS ?" prices nothing: it asks for what she gives.
        if state.asked(query, self._vector).subject_words and priced_nowhere(query, groups, state.index):
            return True
        rows = state.index.rows([doc for c in query.scope.contracts for doc in c.document_ids])
        return asks_spent(state.asked(query, self._vector)) and not any(
            says_paid(state.snapshot.passages[row].text) for row in rows
        )

    def _each_sheet(self, query: Query, state: State) -> Answer:
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
            return answered(query, claims, silent)
        missing = missing_part(replace(query, sheets=query.sheets[:1]), state.snapshot)
        return no_part(query, missing, state.snapshot) if missing else no_answer(query, state.snapshot)

    def _is_general(self, query: Query, state: State) -> bool:
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

    def _claims(self, query: Query, state: State) -> tuple[Claim, ...]:
        found = retrieve(query, state.index, state.resolver, self._vector, DEPTH)
        quotes = fitting(decisive(query, found, state.index), state.asked(query, self._vector))
        return verified(claims_of(quotes))

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


def _whole(part: str, before: str, resolver: ScopeResolver) -> str:
    """The second of two questions with what it takes from the first, unless it names whom it asks of."""
    return part if mentions(part) else completed((Turn(before),), part, resolver)


def open_assistant(store: Store, settings: Settings) -> Assistant:
    """The assistant over an open store."""
    model = open_model(settings)
    writer = Writer(model, settings.llm_timeout) if model else None
    return Assistant(store, store.encoder, FileVault(settings.data_dir), writer)
