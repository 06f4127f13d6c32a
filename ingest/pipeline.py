"""From files to committed documents: what is new is read, what is unchanged is left, what fails is reported."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from ingest.discover import Discovery, discover
from ingest.errors import UserError
from ingest.readers.limits import SENTENCES
from ingest.records import INDEXED_STATES, Document, Metadata, Outcome, Passage, ReadResult, ReadState
from ingest.settings import Settings
from ingest.steps import Steps, fingerprint, limits_of, unread
from ingest.storage.codec import Mark
from ingest.storage.files import FileVault, sha256_of
from ingest.storage.store import Store

# The machine may have been busy: these are tried again at each ingestion, the others when the file changes.
_PASSING = frozenset({ReadState.TIMED_OUT, ReadState.OUT_OF_MEMORY, ReadState.FAILED})

# A scan is a document that someone may still want to open; an empty, damaged or protected file is none.
_WORTH_KEEPING = INDEXED_STATES | {ReadState.SCANNED}

_log = logging.getLogger(__name__)

Progress = Callable[[int, int, str], None]  # files done, files in all, the name of the one at hand


@dataclass(frozen=True, slots=True)
class Report:
    """What became of each file."""

    outcomes: tuple[Outcome, ...]

    @property
    def complete(self) -> bool:
        """Whether every file could be read."""
        return all(outcome.change != "rejected" for outcome in self.outcomes)


def ingest(
    paths: Sequence[Path],
    store: Store,
    settings: Settings,
    *,
    prune: bool = False,
    on_progress: Progress | None = None,
    steps: Steps | None = None,
) -> Report:
    """Brings the store to what the files of `paths` say; the same content again changes nothing.

    Raises `CatalogueError` before any change, `StoreBusy`, `StoreUnreachable`; a file that fails is an outcome.
    """
    discovery = discover(paths)
    with store.writing():
        return Report(tuple(_Ingestion(store, settings, steps or Steps()).run(discovery, prune, on_progress)))


def ingest_file(
    path: Path, store: Store, settings: Settings, *, file_name: str, source: str, steps: Steps | None = None
) -> Outcome:
    """Brings one file in under another name and source than its path: an upload, replaced by the next of its source.

    What cannot be read is not kept: its outcome says why, and what was read under its name before stays.
    """
    with store.writing():
        run = _Ingestion(store, settings, steps or Steps(), keeps_unread=False)
        return run.guarded(file_name, partial(run.take, path, file_name, source, None))


def remove(document_id: str, store: Store, settings: Settings) -> bool:
    """Removes a document, its passages and its copy; False when it was not there."""
    with store.writing():
        mark = store.marks().get(document_id)
        if mark is None:
            return False
        vault = FileVault(settings.data_dir)
        vault.forget(document_id)
        store.remove(document_id)
        vault.discard(document_id, mark.file_name)
        return True


class _Ingestion:
    """One run: the marks as they are now, and the files already seen."""

    def __init__(self, store: Store, settings: Settings, steps: Steps, *, keeps_unread: bool = True) -> None:
        self._store, self._steps, self._keeps_unread = store, steps, keeps_unread
        self._limits = limits_of(settings)
        self._vault = FileVault(settings.data_dir)
        store.sweep()
        self._marks = store.marks()
        self._vault.sweep(self._marks)
        self._seen: set[str] = set()

    def run(self, discovery: Discovery, prune: bool, on_progress: Progress | None) -> Iterator[Outcome]:
        yield from discovery.problems
        total = len(discovery.files)
        for done, found in enumerate(discovery.files):
            if on_progress is not None:
                on_progress(done, total, found.path.name)
            name = found.path.name
            yield self.guarded(name, partial(self.take, found.path, name, found.source, found.known))
        yield from self._outdated()
        if prune:
            yield from self._prune(discovery)
        if on_progress is not None:
            on_progress(total, total, "")

    def guarded(self, file_name: str, work: Callable[[], Outcome]) -> Outcome:
        """The outcome of `work`; what it raises is one too, except what would stop the next file as well."""
        try:
            return work()
        except UserError:
            raise
        except OSError as error:
            reason = error.strerror or type(error).__name__
            message = f"Le fichier ne peut pas être lu ou copié ({reason}) : vérifiez ses droits et l'espace du disque."
        except Exception as error:
            _log.exception("ingestion failed")
            message = f"Le fichier n'a pas pu être analysé ({type(error).__name__}) : signalez-le, les autres sont lus."
        self._marks = self._store.marks()  # the change that broke off may have been made
        return Outcome(file_name, ReadState.FAILED, "rejected", message=message)

    def take(self, path: Path, file_name: str, source: str, known: Metadata | None) -> Outcome:
        """Brings one file in, and lets go of what was at its source before."""
        document_id = sha256_of(path)
        mark = self._marks.get(document_id)
        if mark is not None and self._current(mark, source, known):
            self._seen.add(document_id)
            if mark.state is not ReadState.TOO_LARGE and not self._vault.path(document_id, mark.file_name).is_file():
                self._vault.keep(path, mark.file_name, mark.sources[0], mark.known)
            others = self._others(document_id, source)
            if others or source not in mark.sources:
                self._follow(self._store.claim(document_id, source, others), others, source)
            return self._outcome(document_id, file_name, "replaced" if others else "unchanged")
        if path.stat().st_size > self._limits.bytes:
            # Not copied: it could fill the disk, and will not be read.
            result = ReadResult(ReadState.TOO_LARGE, SENTENCES[ReadState.TOO_LARGE])
            document = unread(result, document_id, file_name, known, source)
            passages: tuple[Passage, ...] = ()
        else:
            document_id, copy = self._vault.keep(path, file_name, source, known)
            document, passages = self._steps.run(copy, self._limits, document_id, file_name, known, source)
        return self._put(document, passages, known)

    def _put(self, document: Document, passages: Sequence[Passage], known: Metadata | None) -> Outcome:
        self._seen.add(document.id)
        before = self._marks.get(document.id)
        if not self._keeps_unread and document.state not in _WORTH_KEEPING:
            if before is None:
                self._vault.discard(document.id, document.file_name)
            name, state = document.file_name, document.state
            return Outcome(name, state, "rejected", message=document.message, warnings=document.warnings)
        others = self._others(document.id, document.source)
        current = fingerprint(document.state, known, self._limits)
        same = before is not None and (before.state, before.fingerprint) == (document.state, current)
        if same and not passages and not others:  # it was tried again, with no more success
            return self._outcome(document.id, document.file_name, "unchanged")
        document = replace(document, ingested_at=datetime.now(UTC).isoformat(timespec="seconds"))
        mark = self._store.put(document, passages, known=known, fingerprint=current, instead_of=others)
        self._follow(mark, others, document.source)
        return self._outcome(document.id, document.file_name, "replaced" if others or before is not None else "added")

    def _others(self, document_id: str, source: str) -> list[str]:
        """The documents that were found at `source` before."""
        return [other for other, mark in self._marks.items() if source in mark.sources and other != document_id]

    def _follow(self, mark: Mark, others: Sequence[str], source: str) -> None:
        """Keeps the marks at hand true after a change, and discards the copies of what is gone."""
        self._marks[mark.document_id] = mark
        for other in others:
            rest = self._marks.pop(other).without(source)
            if rest.alive:
                self._marks[other] = rest
            else:
                self._vault.discard(other, rest.file_name)

    def _outcome(self, document_id: str, file_name: str, change: str) -> Outcome:
        mark = self._marks[document_id]
        return Outcome(
            file_name=file_name,
            state=mark.state,
            change=change if mark.state in INDEXED_STATES else "rejected",
            document_id=document_id,
            pages=mark.pages,
            passages=mark.count,
            message=mark.message,
            warnings=mark.warnings,
        )

    def _current(self, mark: Mark, source: str, known: Metadata | None) -> bool:
        """Whether the document is as this run would make it; only its first source may say what is known of it."""
        if mark.document_id in self._seen:
            return True
        if mark.state in _PASSING:
            return False
        if source != mark.sources[0]:
            known = mark.known
        return mark.fingerprint == fingerprint(mark.state, known, self._limits)

    def _outdated(self) -> Iterator[Outcome]:
        """Documents of an older analysis that this run did not meet are read again from their copies."""
        for mark in list(self._marks.values()):
            current = fingerprint(mark.state, mark.known, self._limits)
            copy = self._vault.path(mark.document_id, mark.file_name)
            if mark.document_id not in self._seen and mark.fingerprint != current and copy.is_file():
                yield self.guarded(mark.file_name, partial(self._again, mark, copy))

    def _again(self, mark: Mark, copy: Path) -> Outcome:
        document, passages = self._steps.run(
            copy, self._limits, mark.document_id, mark.file_name, mark.known, mark.sources[0]
        )
        return self._put(document, passages, mark.known)

    def _prune(self, discovery: Discovery) -> Iterator[Outcome]:
        """Forgets the sources that are gone from the folders walked, and documents with their last one."""
        for mark in list(self._marks.values()):
            for source in mark.sources:
                path = Path(source)
                inside = path.is_absolute() and any(path.is_relative_to(folder) for folder in discovery.folders)
                if inside and not path.exists():
                    if len(mark.sources) == 1:
                        self._vault.forget(mark.document_id)
                    if self._store.release(mark.document_id, source):
                        self._vault.discard(mark.document_id, mark.file_name)
                        del self._marks[mark.document_id]
                        yield Outcome(mark.file_name, mark.state, "removed", mark.document_id)
