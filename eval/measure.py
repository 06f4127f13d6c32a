"""Measures sets of cases: on the index in place, on documents indexed for the occasion, or on a running server."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.service import Assistant, open_assistant
from eval.ablations import ABLATIONS, built_without, without
from eval.memory import RememberingEncoder
from eval.metrics import Source
from eval.run import PAUSE_S, AnswerRow, Ask, Progress, Results, answer_rows, search_rows, warm_up
from eval.sets import DOCUMENTS, CaseSet
from eval.sources import sources_of, unfindable
from eval.systems import System, baselines, own_systems
from eval.truth import GOLD_FOLDER, load_truths, truly_filed
from eval.verdict import World
from ingest.catalogue import CATALOGUE_NAME
from ingest.encoder import Encoder
from ingest.errors import UserError
from ingest.pipeline import ingest
from ingest.settings import Settings
from ingest.storage.snapshot import Snapshot
from ingest.storage.store import Store, open_store


@dataclass(frozen=True, slots=True)
class Parts:
    """What is measured besides our answers and our search, and how long to wait between questions."""

    baselines: bool = True
    ablations: bool = True
    pause: float = PAUSE_S


def steps(sets: Sequence[CaseSet], parts: Parts) -> int:
    """How many questions will be put, to the assistant and to each search, with and without its parts."""
    asked = sum(len(one.cases) for one in sets)
    searched = sum(case.answerable for one in sets for case in one.cases)
    systems = 1 + (3 if parts.baselines else 0) + (5 if parts.ablations else 0)
    return asked * (1 + (len(ABLATIONS) if parts.ablations else 0)) + searched * systems


@contextmanager
def indexed(
    documents: Path,
    settings: Settings,
    encoder: Encoder,
    kept: Encoder | None = None,
    only: frozenset[str] = frozenset(),
) -> Iterator[Store]:
    """A store of the documents of a folder, of those named in `only` if any, read anew: as they are read today.

    `kept` is the same model, that may remember: vectors of passages are no measure. Questions are the encoder's own.
    """
    with tempfile.TemporaryDirectory(prefix="cls-evaluation-") as folder:
        apart = settings.model_copy(update={"data_dir": Path(folder), "corpus_dir": documents, "chroma_url": ""})
        with open_store(apart, kept or encoder) as store:
            # A folder with a catalogue says itself what its documents are; else what stands beside them is left out.
            catalogued = (documents / CATALOGUE_NAME).is_file()
            beside = {".yaml", ".jsonl", ".md"}
            files = [documents] if catalogued else [p for p in sorted(documents.iterdir()) if p.suffix not in beside]
            files = [p for p in files if not only or p.stem in only]
            report = ingest(files, store, apart)
            unread = [outcome.file_name for outcome in report.outcomes if outcome.change == "rejected"]
            if unread:
                raise UserError(f"L'évaluation ne peut pas lire {', '.join(unread)} : regardez ces fichiers.")
        with open_store(apart, encoder) as store:
            yield store


class Bench:
    """An assistant over its snapshot, with all that it is compared with: what sets share is made once."""

    def __init__(
        self,
        assistant: Assistant,
        snapshot: Snapshot,
        encoder: Encoder,
        parts: Parts,
        kept: RememberingEncoder | None = None,
    ) -> None:
        self._assistant, self._snapshot, self._encoder, self._parts = assistant, snapshot, encoder, parts
        self._remembering = kept or RememberingEncoder(encoder)
        self._world = world_of(sources_of(snapshot))
        self._systems = own_systems(snapshot, self._remembering, self._world.sources, ablations=parts.ablations)
        self._without: dict[str, Assistant] = {}

    @classmethod
    def of(cls, store: Store, settings: Settings, parts: Parts, kept: RememberingEncoder | None = None) -> Bench:
        """The bench of a store; what is not timed takes its vectors from `kept`."""
        assistant = open_assistant(store, settings)
        assistant.warm_up()
        return cls(assistant, store.snapshot(), store.encoder, parts, kept)

    def measure(self, case_set: CaseSet, tick: Progress) -> Results:
        """What was measured on one set."""
        self._remembering.encode([case.question for case in case_set.cases])
        kept = self._remembering if self._parts.baselines else None
        encoders, pause = (kept, self._encoder), self._parts.pause
        found = _measured(case_set, self._assistant.ask, self._world, self._systems, encoders, pause, tick)
        return replace(found, ablations=dict(self._ablated(case_set, tick))) if self._parts.ablations else found

    def _ablated(self, case_set: CaseSet, tick: Progress) -> Iterator[tuple[str, tuple[AnswerRow, ...]]]:
        for part in ABLATIONS:
            if part not in self._without:
                self._without[part] = built_without(part, self._snapshot, self._remembering)
            with without(part):
                ask = self._without[part].ask
                yield part, answer_rows(case_set.cases, ask, self._world, None, _named(tick, part), pause=0.0)


def measure_remote(
    case_set: CaseSet, ask: Ask, world: World, encoder: Encoder | None, parts: Parts, tick: Progress
) -> Results:
    """One set by a server, whose documents are those of `world`."""
    measured = _measured(case_set, ask, world, {}, (encoder, encoder), parts.pause, tick)
    return replace(measured, over_http=True)


def _measured(
    case_set: CaseSet,
    ask: Ask,
    world: World,
    systems: Mapping[str, System],
    encoders: tuple[Encoder | None, Encoder | None],
    pause: float,
    tick: Progress,
) -> Results:
    documents = tuple(world.sources.values())
    cases = case_set.cases
    with baselines(documents, *encoders) as (others, plain):
        warm_up(ask, plain)
        answers = answer_rows(cases, ask, world, plain, tick, pause=pause)
        search = search_rows(cases, {**systems, **others}, tick)
    return Results(case_set.name, cases, unfindable(cases, documents), search, answers, sources=documents)


def _named(tick: Progress, part: str) -> Callable[[str], None]:
    return lambda _: tick(part)


def world_of(sources: Mapping[str, Source]) -> World:
    """What answers over some documents are judged by: every gold record at hand."""
    folders = [GOLD_FOLDER, *(folder for folder in DOCUMENTS.values() if folder.is_dir())]
    return World(truly_filed(sources, folders), load_truths(folders))
