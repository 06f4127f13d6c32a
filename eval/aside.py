"""Sets that bring their own documents, measured in a process of their own while the others are measured here."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

from eval.measure import Bench, Parts, indexed
from eval.memory import RememberingEncoder
from eval.run import Progress, Results
from eval.sets import CaseSet
from ingest.encoder import SentenceEncoder
from ingest.settings import Settings

if TYPE_CHECKING:
    from multiprocessing.queues import Queue

# Two processes that each take every core slow each other, and what they time.
ONE_THREAD = "OMP_NUM_THREADS"


def measured_with_documents(
    sets: Sequence[CaseSet], settings: Settings, vectors: Path, parts: Parts, tick: Progress
) -> list[Results]:
    """Each set measured on its own documents, indexed for the occasion; `vectors` is kept for the next run."""
    encoder = SentenceEncoder(settings.embedding_model)
    kept = RememberingEncoder(encoder, vectors)
    found = []
    for one in sets:
        if one.documents is not None:
            with indexed(one.documents, settings, encoder, kept, one.only) as store:
                found.append(Bench.of(store, settings, parts, kept).measure(one, tick))
    kept.keep()
    return found


@contextmanager
def beside(
    sets: Sequence[CaseSet], settings: Settings, vectors: Path, parts: Parts, tick: Progress
) -> Iterator[Callable[[], list[Results]]]:
    """Starts measuring the sets in another process; the call waits for what it found.

    With one core, or no such set, they are measured here, when their results are asked for.
    """
    if not sets:
        yield list
        return
    if (os.cpu_count() or 1) < 2:
        yield lambda: measured_with_documents(sets, settings, vectors, parts, tick)
        return
    context = get_context("spawn")
    ticks: Queue[str | None] = context.Queue()
    listener = Thread(target=_pass_on, args=(ticks, tick), daemon=True)
    listener.start()
    pool = ProcessPoolExecutor(1, mp_context=context, initializer=_begin, initargs=(ticks,))
    try:
        running: Future[list[Results]] = pool.submit(_measure, tuple(sets), settings, vectors, parts)
        yield running.result
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
        ticks.put(None)
        listener.join()


def _pass_on(ticks: Queue[str | None], tick: Progress) -> None:
    while (name := ticks.get()) is not None:
        tick(name)


_told: dict[str, Any] = {}


def _begin(ticks: Queue[str | None]) -> None:
    os.environ.setdefault(ONE_THREAD, "1")
    _told["tick"] = ticks.put


def _measure(sets: Sequence[CaseSet], settings: Settings, vectors: Path, parts: Parts) -> list[Results]:
    return measured_with_documents(sets, settings, vectors, parts, _told["tick"])
