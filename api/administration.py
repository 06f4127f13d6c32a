"""What an administrator does to the index over HTTP: jobs over the open store, while answers go on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import BinaryIO

from api.jobs import Job, JobKind, Jobs, JobsFull, JobState, Ledger
from api.uploads import Delivery, Dock
from ingest.pipeline import ingest_file, remove
from ingest.records import Outcome
from ingest.settings import Settings
from ingest.steps import Steps
from ingest.storage.codec import Mark
from ingest.storage.rebuild import reindex
from ingest.storage.store import Store

# Not a path: an ingestion of folders with --prune knows that no folder of its own has lost it.
_SOURCE = "upload:"
_COMES_BACK = (
    "Le fichier est encore dans un dossier lu par « cls-assistant ingest » : retirez-l'en aussi, sinon il reviendra à "
    "la prochaine lecture."
)

Steady = Callable[[], AbstractContextManager[None]]


class NothingReadable(Exception):
    """No file of a delivery is of a kind that a reader takes."""

    def __init__(self, refused: Sequence[Outcome]) -> None:
        super().__init__()
        self.refused = refused


class Administration:
    """Uploads, removals and re-indexing, one after the other; any thread may call any method."""

    def __init__(self, store: Store, settings: Settings, steady: Steady, *, steps: Steps | None = None) -> None:
        self.jobs = Jobs()
        self._store, self._settings, self._steady, self._steps = store, settings, steady, steps
        self._dock = Dock(settings.data_dir)
        self._dock.sweep(alone=not settings.chroma_url)

    def upload(self, sent: Sequence[tuple[str, BinaryIO]]) -> Job:
        """The job that brings files in; raises `NothingReadable` and `JobsFull`."""
        delivery = self._dock.receive(sent)
        if not delivery.files:
            delivery.discard()
            raise NothingReadable(delivery.refused)
        try:
            return self.jobs.submit(
                JobKind.UPLOAD,
                lambda ledger: self._take(delivery, ledger),
                total=len(delivery.files) + len(delivery.refused),
                outcomes=delivery.refused,
            )
        except JobsFull:
            delivery.discard()
            raise

    def remove(self, document_id: str) -> Job:
        """The job that removes a document; raises `JobsFull`."""
        return self.jobs.submit(JobKind.REMOVAL, lambda ledger: self._remove(document_id, ledger), total=1)

    def reindex(self) -> Job:
        """The job that makes the whole index again from the copies, the one that waits if any; raises `JobsFull`."""
        for job in self.jobs.all():
            if job.kind is JobKind.REINDEX and job.state is JobState.WAITING:
                return job
        return self.jobs.submit(JobKind.REINDEX, self._reindex)

    def _take(self, delivery: Delivery, ledger: Ledger) -> None:
        first, total = len(delivery.refused), len(delivery.refused) + len(delivery.files)
        try:
            with self._steady():
                for done, file in enumerate(delivery.files, first):
                    ledger.at(done, total, file.file_name)
                    source = f"{_SOURCE}{file.file_name}"
                    outcome = ingest_file(
                        file.path,
                        self._store,
                        self._settings,
                        file_name=file.file_name,
                        source=source,
                        steps=self._steps,
                    )
                    ledger.add(outcome)
        finally:
            delivery.discard()

    def _remove(self, document_id: str, ledger: Ledger) -> None:
        mark = self._store.marks().get(document_id)
        if mark is None:  # another job has removed it meanwhile
            return
        ledger.at(0, 1, mark.file_name)
        with self._steady():
            remove(document_id, self._store, self._settings)
        message = _COMES_BACK if _on_disk(mark) else ""
        ledger.add(Outcome(mark.file_name, mark.state, "removed", document_id, message=message))

    def _reindex(self, ledger: Ledger) -> None:
        with self._steady():
            report = reindex(self._store, self._settings, self._store.encoder, on_progress=ledger.at, steps=self._steps)
        ledger.add(*report.outcomes)


def _on_disk(mark: Mark) -> bool:
    return any(not source.startswith(_SOURCE) and Path(source).is_file() for source in mark.sources)
