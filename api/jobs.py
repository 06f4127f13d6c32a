"""Work on the index done in the background, one job after the other; jobs live in memory and end with the process."""

from __future__ import annotations

import logging
import queue
import threading
import uuid
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum

from ingest.errors import UserError
from ingest.records import Outcome
from ingest.storage.store import EncoderMismatch, StoreBusy, StoreUnreachable

MAX_WAITING = 50  # each waiting upload holds its files on the disk
_MAX_KEPT = 200  # ended jobs are forgotten, oldest first
_FAILED = "L'index n'a pas pu être modifié : consultez le journal du serveur, puis recommencez."
# Errors whose sentence holds no path of the server.
_SAYABLE = (StoreBusy, StoreUnreachable, EncoderMismatch)

_log = logging.getLogger("api.jobs")


class JobKind(StrEnum):
    """What a job does to the index."""

    UPLOAD = "upload"
    REMOVAL = "removal"
    REINDEX = "reindex"


class JobState(StrEnum):
    """How far a job is; a `done` job may hold files that were refused, a `failed` one broke off."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


ENDED = frozenset({JobState.DONE, JobState.FAILED})


@dataclass(frozen=True, slots=True)
class Job:
    """One job as it stands: `done` of `total` files, `current` the one at hand, an outcome for each that is done."""

    id: str
    kind: JobKind
    state: JobState
    created_at: str
    total: int = 0
    done: int = 0
    current: str = ""
    outcomes: tuple[Outcome, ...] = ()
    message: str = ""
    ended_at: str = ""


class JobsFull(Exception):
    """Too many jobs wait."""


class _Stopped(Exception):
    """The process ends: the job breaks off between two files."""


class Ledger:
    """What a job's work writes its progress in."""

    def __init__(self, jobs: Jobs, job_id: str) -> None:
        self._jobs, self._id = jobs, job_id

    def at(self, done: int, total: int, name: str) -> None:
        """So many files are done of so many, and this is the one at hand."""
        self._jobs.change(self._id, done=done, total=total, current=name)

    def add(self, *outcomes: Outcome) -> None:
        """What became of these files."""
        self._jobs.change(self._id, added=outcomes)


Work = Callable[[Ledger], None]


class Jobs:
    """The jobs of this process; any thread may call any method."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._queue: queue.SimpleQueue[tuple[str, Work] | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._stopping = False

    def submit(self, kind: JobKind, work: Work, *, total: int = 0, outcomes: tuple[Outcome, ...] = ()) -> Job:
        """Puts work in the queue; `outcomes` is what is known before it begins. Raises `JobsFull`."""
        job = Job(uuid.uuid4().hex, kind, JobState.WAITING, _now(), total, len(outcomes), outcomes=outcomes)
        with self._changed:
            waiting = sum(one.state is JobState.WAITING for one in self._jobs.values())
            if waiting >= MAX_WAITING or self._stopping:
                raise JobsFull
            self._jobs[job.id] = job
            self._forget()
            if self._thread is None:
                # A daemon: a file that takes minutes to read does not keep a stopped server alive.
                self._thread = threading.Thread(target=self._work, name="jobs", daemon=True)
                self._thread.start()
        self._queue.put((job.id, work))
        return job

    def get(self, job_id: str) -> Job | None:
        """The job of that id, None when it is unknown or forgotten."""
        with self._changed:
            return self._jobs.get(job_id)

    def all(self) -> tuple[Job, ...]:
        """The jobs that are remembered, the latest first."""
        with self._changed:
            return tuple(reversed(self._jobs.values()))

    def wait(self, job_id: str, seconds: float) -> Job:
        """The job once it has ended, or as it stands after that time."""
        with self._changed:
            self._changed.wait_for(lambda: self._jobs[job_id].state in ENDED, seconds)
            return self._jobs[job_id]

    def close(self, seconds: float) -> bool:
        """Takes no more work and stops between two files; False when a file is still being read after that time."""
        with self._changed:
            self._stopping = True
            thread = self._thread
        self._queue.put(None)
        if thread is not None:
            thread.join(seconds)
        return thread is None or not thread.is_alive()

    def change(
        self, job_id: str, *, done: int = 0, total: int = 0, current: str = "", added: tuple[Outcome, ...] = ()
    ) -> None:
        """Notes a job's progress, or breaks it off when the process ends."""
        if self._stopping:
            raise _Stopped
        with self._changed:
            job = self._jobs[job_id]
            if added:
                job = replace(job, outcomes=job.outcomes + added, done=len(job.outcomes) + len(added))
            else:
                job = replace(job, done=done, total=total, current=current)
            self._jobs[job_id] = job

    def _forget(self) -> None:
        ended = [job.id for job in self._jobs.values() if job.state in ENDED]
        for job_id in ended[: max(0, len(self._jobs) - _MAX_KEPT)]:
            del self._jobs[job_id]

    def _work(self) -> None:
        while (item := self._queue.get()) is not None:
            if self._stopping:
                return
            self._one(*item)

    def _one(self, job_id: str, work: Work) -> None:
        self._set(job_id, JobState.RUNNING)
        try:
            work(Ledger(self, job_id))
        except _Stopped:
            self._set(job_id, JobState.FAILED, "Le serveur a été arrêté.")
        except _SAYABLE as error:
            self._set(job_id, JobState.FAILED, str(error))
        except UserError as error:
            _log.error("job failed: %s", error)
            self._set(job_id, JobState.FAILED, _FAILED)
        except Exception:
            _log.exception("job failed")
            self._set(job_id, JobState.FAILED, _FAILED)
        else:
            self._set(job_id, JobState.DONE)

    def _set(self, job_id: str, state: JobState, message: str = "") -> None:
        with self._changed:
            job = self._jobs[job_id]
            ended = _now() if state in ENDED else ""
            done = job.total if state is JobState.DONE else job.done
            self._jobs[job_id] = replace(job, state=state, message=message, current="", ended_at=ended, done=done)
            self._changed.notify_all()


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
