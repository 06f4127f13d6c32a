"""Jobs one after the other, bounded, that outlive errors; and answers that stay as they are until a job ends."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import nullcontext

import pytest

from api import jobs as module
from api.administration import Administration
from api.jobs import JobKind, Jobs, JobsFull, JobState, Ledger
from assistant.service import Assistant
from ingest.errors import UserError
from ingest.records import Outcome, ReadState
from ingest.settings import Settings
from ingest.storage.store import Store, StoreUnreachable
from tests.fakes import FakeEncoder, document, passages_of

PATIENCE_S = 60.0  # only what is broken waits so long


@pytest.fixture
def jobs() -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.close(PATIENCE_S)


def outcome(name: str) -> Outcome:
    return Outcome(name, ReadState.READY, "added")


def test_a_job_tells_its_progress_and_its_outcomes(jobs: Jobs) -> None:
    reached, go = threading.Event(), threading.Event()

    def work(ledger: Ledger) -> None:
        ledger.at(1, 3, "b.pdf")
        ledger.add(outcome("b.pdf"))
        ledger.at(2, 3, "c.pdf")
        reached.set()
        assert go.wait(PATIENCE_S)
        ledger.add(outcome("c.pdf"))

    job = jobs.submit(JobKind.UPLOAD, work, total=3, outcomes=(outcome("a.pdf"),))
    assert (job.state, job.done, job.total) == (JobState.WAITING, 1, 3)
    assert reached.wait(PATIENCE_S)
    running = jobs.get(job.id)
    assert running is not None
    assert (running.state, running.done, running.current) == (JobState.RUNNING, 2, "c.pdf")
    go.set()
    ended = jobs.wait(job.id, PATIENCE_S)
    assert (ended.state, ended.done, ended.current) == (JobState.DONE, 3, "")
    assert [one.file_name for one in ended.outcomes] == ["a.pdf", "b.pdf", "c.pdf"]
    assert ended.ended_at >= ended.created_at


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (StoreUnreachable("Le serveur Chroma ne répond pas : démarrez-le."), "Le serveur Chroma ne répond pas"),
        (UserError("Le dossier « /srv/secret » est abîmé."), "L'index n'a pas pu être modifié"),
        (RuntimeError("/srv/secret"), "L'index n'a pas pu être modifié"),
    ],
)
def test_a_job_that_fails_says_why_without_a_path_and_the_next_one_runs(
    jobs: Jobs, error: Exception, says: str
) -> None:
    def breaks(_ledger: Ledger) -> None:
        raise error

    failed = jobs.wait(jobs.submit(JobKind.REINDEX, breaks).id, PATIENCE_S)
    assert failed.state is JobState.FAILED
    assert says in failed.message
    assert "secret" not in failed.message
    next_one = jobs.submit(JobKind.UPLOAD, lambda ledger: ledger.add(outcome("a")), total=1)
    assert jobs.wait(next_one.id, PATIENCE_S).state is JobState.DONE
    assert [job.id for job in jobs.all()] == [next_one.id, failed.id]


def test_jobs_that_wait_and_jobs_that_are_kept_are_bounded(jobs: Jobs, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_WAITING", 2)
    monkeypatch.setattr(module, "_MAX_KEPT", 4)
    began, go = threading.Event(), threading.Event()

    def holds(_ledger: Ledger) -> None:
        began.set()
        assert go.wait(PATIENCE_S)

    first = jobs.submit(JobKind.UPLOAD, holds)
    assert began.wait(PATIENCE_S)
    waiting = [jobs.submit(JobKind.UPLOAD, lambda ledger: None) for _ in range(2)]
    with pytest.raises(JobsFull):
        jobs.submit(JobKind.UPLOAD, lambda ledger: None)
    go.set()
    jobs.wait(waiting[-1].id, PATIENCE_S)
    for _ in range(6):
        last = jobs.submit(JobKind.UPLOAD, lambda ledger: None)
        jobs.wait(last.id, PATIENCE_S)
    assert len(jobs.all()) == 4
    assert jobs.get(first.id) is None
    assert jobs.get(last.id) is not None


def test_a_reindexing_that_waits_is_not_asked_for_twice(store: Store, settings: Settings) -> None:
    administration = Administration(store, settings, nullcontext)
    began, go = threading.Event(), threading.Event()

    def holds(_ledger: Ledger) -> None:
        began.set()
        assert go.wait(PATIENCE_S)

    administration.jobs.submit(JobKind.UPLOAD, holds)
    assert began.wait(PATIENCE_S)
    assert administration.reindex().id == administration.reindex().id
    go.set()
    assert administration.jobs.close(PATIENCE_S)


def test_closing_stops_between_two_files(jobs: Jobs) -> None:
    began, go = threading.Event(), threading.Event()

    def work(ledger: Ledger) -> None:
        ledger.at(0, 2, "a.pdf")
        began.set()
        assert go.wait(PATIENCE_S)
        ledger.at(1, 2, "b.pdf")
        raise AssertionError("the second file was begun")

    job = jobs.submit(JobKind.UPLOAD, work)
    assert began.wait(PATIENCE_S)
    assert not jobs.close(0.01)
    go.set()
    assert jobs.close(PATIENCE_S)
    found = jobs.get(job.id)
    assert found is not None
    assert (found.state, found.message) == (JobState.FAILED, "Le serveur a été arrêté.")
    with pytest.raises(JobsFull):
        jobs.submit(JobKind.UPLOAD, work)


def test_answers_stay_as_they_are_until_the_end_of_a_steady_block(store: Store) -> None:
    assistant = Assistant(store, FakeEncoder())

    def put(name: str) -> None:
        one = document(name)
        store.put(one, passages_of(one))

    def names() -> list[str]:
        return [one.file_name for one in assistant.documents()]

    put("val-a")
    with assistant.steady():
        put("val-b")
        assert names() == ["val-a.txt"]
        put("val-c")
        assert names() == ["val-a.txt"]
    assert names() == ["val-a.txt", "val-b.txt", "val-c.txt"]

    def breaks() -> None:
        with assistant.steady():
            put("val-d")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        breaks()
    assert len(names()) == 4
    put("val-e")
    assert len(names()) == 5
