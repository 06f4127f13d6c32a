"""The store of record: committed documents and passages in Chroma, and the snapshot that answers are made from."""

from __future__ import annotations

import threading
import time
import uuid
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from ingest.encoder import Encoder, embedding_text
from ingest.errors import UserError
from ingest.records import Document, Metadata, Passage
from ingest.settings import Settings
from ingest.storage import codec
from ingest.storage.chroma import Database, StoreDamaged, StoreUnreachable, Table, open_database
from ingest.storage.codec import Mark
from ingest.storage.layout import Layout
from ingest.storage.loading import Loader, lexical, load_document, probe, read_marks
from ingest.storage.locks import StoreBusy, WriterLock
from ingest.storage.snapshot import Snapshot

__all__ = ["EncoderMismatch", "Store", "StoreBusy", "StoreDamaged", "StoreUnreachable", "open_store"]

# Passages are embedded and written so many at a time: what is in memory stays small, however long the document.
_CHUNK = 512
# Another process may write to a Chroma server: its version is asked for at most this often.
_POLL_S = 1.0
# A loading that another process's change made incomplete is tried again after these pauses.
_PATIENCE_S = (0.1, 0.4, 0.0)
_NO_VECTOR = np.ones((1, 1), dtype=np.float32)  # Chroma wants a vector for each record; marks need none


class EncoderMismatch(UserError):
    """The index was made by another model than the one asked for."""


class Store:
    """Made by `open_store`. Any thread may call any method; writing is one thread's and one process's at a time."""

    def __init__(self, database: Database, encoder: Encoder, layout: Layout, lock: WriterLock, *, shared: bool) -> None:
        self._database, self.encoder, self._lock, self._shared = database, encoder, lock, shared
        self._writer = threading.RLock()
        self._depth = 0
        self._loading = threading.Lock()
        self._loader = Loader()
        self._snapshot: Snapshot | None = None
        self._faults: tuple[str, ...] = ()  # of the last loading
        self._damage: tuple[str, ...] = ()  # of the vector index, until it is rebuilt
        self._silence: tuple[str, ...] = ()  # of a server, since the last time it was asked
        self._unclean = False  # a change broke off: what it left is for `sweep`
        self._polled = time.monotonic()
        self._use(layout)

    def _use(self, layout: Layout) -> None:
        self._layout = layout
        self._tables = (self._database.table(layout.passages), self._database.table(layout.documents))

    # Reading

    def snapshot(self) -> Snapshot:
        """What is committed now; while another thread loads a newer version, the one before."""
        self._poll()
        current = self._snapshot
        if current is not None and current.version == self._layout.version:
            return current
        if not self._loading.acquire(blocking=current is None):
            assert current is not None
            return current
        try:
            return self._load()
        except UserError:
            if current is None:
                raise
            return current  # an older answer is better than none: the next call tries again
        finally:
            self._loading.release()

    def health(self) -> list[str]:
        """French warnings about the index; empty when all is well."""
        self.snapshot()
        return [*self._silence, *self._damage, *self._faults]

    def marks(self) -> dict[str, Mark]:
        """The commit marks of the documents that are there, by document id."""
        return {key: mark for key, mark in read_marks(self._tables[1]).items() if mark.alive}

    def stored(self, document_id: str) -> tuple[Document, tuple[Passage, ...]] | None:
        """A committed document with its passages, straight from the store; None when it is not there or not whole."""
        mark = self._some_marks([document_id]).get(document_id)
        loaded = load_document(mark, *self._tables, self._layout.dimension) if mark else None
        return (loaded.document, loaded.passages) if loaded else None

    def passages_key(self, document_id: str, passages: Sequence[Passage]) -> str:
        """The name under which these passages are or would be stored."""
        return codec.commit_of(document_id, passages, self._layout.encoder)

    def _load(self) -> Snapshot:
        """Loads the version in force, unless another thread just did."""
        current = self._snapshot
        if current is not None and current.version == self._layout.version:
            return current
        for patience in _PATIENCE_S:
            layout, (passages, documents) = self._layout, self._tables
            loading = self._loader.load(layout.version, passages, documents, layout.dimension)
            if not (self._shared and loading.faults):
                break
            time.sleep(patience)  # another process may have replaced a document meanwhile
            self._polled = -_POLL_S
            self._poll()
        if current is None and loading.snapshot.vectors_usable:
            # Once a process is enough: only this one writes, or a server that looks after its own index does.
            self._damage = probe(passages, loading.keys, loading.snapshot.vectors)
        self._faults = loading.faults
        self._snapshot = lexical(loading.snapshot) if self._damage else loading.snapshot
        return self._snapshot

    def _poll(self) -> None:
        """On a server, follows what other processes wrote; where it does not answer, what is loaded stays in use."""
        if not self._shared or time.monotonic() - self._polled < _POLL_S:
            return
        self._polled = time.monotonic()
        try:
            layout = Layout.of(self._database.state())
            if layout is not None and layout.version != self._layout.version:
                if layout.generation != self._layout.generation:
                    self._use(layout)
                self._layout = layout
            self._silence = ()
        except StoreUnreachable as error:
            if self._snapshot is None:
                raise
            self._silence = (str(error),)

    # Writing

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Holds what a writer needs for as long as several changes belong together; raises `StoreBusy`."""
        with self._writer:
            outer = self._depth == 0
            with self._lock if self._shared and outer else nullcontext():
                if self._shared and outer:
                    self._polled = -_POLL_S
                    self._poll()
                self._depth += 1
                try:
                    yield
                finally:
                    self._depth -= 1

    def put(
        self,
        document: Document,
        passages: Sequence[Passage],
        *,
        known: Metadata | None = None,
        fingerprint: str = "",
        instead_of: Sequence[str] = (),
    ) -> Mark:
        """Commits a document with its passages; the documents `instead_of` lose its source in the same step."""
        with self.writing():
            marks = self._some_marks([document.id, *instead_of])
            before = marks.pop(document.id, None)
            commit = self.passages_key(document.id, passages)
            text = codec.encode_document(replace(document, passage_count=len(passages)))
            source = document.source or f"id:{document.id}"
            mark = Mark(
                document_id=document.id,
                file_name=document.file_name,
                state=document.state,
                sources=tuple(dict.fromkeys((*(before.sources if before else ()), source))),
                fingerprint=fingerprint,
                known=known,
                commit=commit,
                count=len(passages),
                revision=codec.revision_of(text),
                pages=len(document.pages),
                message=document.message,
                warnings=document.warnings,
            )
            stale: list[str] = []
            with self._change():
                if before is None or before.commit != commit:
                    write_passages(self._tables[0], passages, mark, self.encoder)
                    stale = before.keys if before else []
                self._commit([(mark, text), *self._without(marks.values(), source)], stale)
            return mark

    def claim(self, document_id: str, source: str, instead_of: Sequence[str] = ()) -> Mark:
        """Notes that a document that is there was found at `source` too; those `instead_of` lose that source."""
        with self.writing():
            marks = self._some_marks([document_id, *instead_of])
            mark = marks.pop(document_id)
            mark = replace(mark, sources=tuple(dict.fromkeys((*mark.sources, source))))
            with self._change():
                self._commit([(mark, self._text(document_id)), *self._without(marks.values(), source)])
            return mark

    def release(self, document_id: str, source: str) -> bool:
        """Forgets one source of a document, and the document with its last one; says whether it is gone."""
        with self.writing():
            marks = self._some_marks([document_id])
            with self._change():
                freed = self._without(marks.values(), source)
                self._commit(freed)
            return not any(mark.alive for mark, _ in freed)

    def remove(self, document_id: str) -> bool:
        """Removes a document with its passages; False when it was not there."""
        with self.writing():
            marks = self._some_marks([document_id])
            if marks:
                with self._change():
                    self._commit([(replace(mark, sources=()), "") for mark in marks.values()])
            return bool(marks)

    def sweep(self) -> None:
        """Clears what a writer that died left behind: nothing of it was visible."""
        with self.writing():
            if not self._layout.writing:
                return
            with self._loading:
                for name in self._database.tables():
                    if name not in (self._layout.passages, self._layout.documents):
                        self._database.drop(name)
                passages, documents = self._tables
                marks = read_marks(documents)
                self._bury(marks.values())
                kept = {key for mark in marks.values() if mark.alive for key in mark.keys}
                passages.delete([key for key in passages.metadatas() if key not in kept])
                self._unclean = False
                self._finish()

    @contextmanager
    def rebuilding(self, encoder: Encoder) -> Iterator[Store]:
        """A store beside this one, made by `encoder`, that takes its place when the block ends without an error."""
        with self.writing():
            with self._change():
                self._unclean = True  # so that the sweep looks at everything
            self.sweep()
            layout = replace(
                self._layout,
                generation=self._layout.generation + 1,
                encoder=encoder.name,
                dimension=encoder.dimension,
            )
            with self._change():
                yield _Draft(self._database, encoder, layout, self._lock)
                with self._loading:
                    old, self.encoder = self._layout, encoder
                    self._save(replace(layout, writing=True, version=uuid.uuid4().hex))
                    self._use(self._layout)
                    self._snapshot, self._faults, self._damage, self._loader = None, (), (), Loader()
                    self._database.drop(old.passages)
                    self._database.drop(old.documents)
                    self._finish()

    def close(self) -> None:
        """Lets go of the database and of the lock."""
        self._database.close()
        self._lock.release()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def _change(self) -> Iterator[None]:
        """Marks the database as being written; a change that breaks off leaves it so, for `sweep`."""
        if not self._layout.writing:
            self._save(replace(self._layout, writing=True))
        try:
            yield
        except BaseException:
            self._unclean = True
            raise

    def _finish(self) -> None:
        self._save(replace(self._layout, writing=self._unclean, version=uuid.uuid4().hex))

    def _save(self, layout: Layout) -> None:
        self._database.write_state(layout.state())
        self._layout = layout

    def _commit(self, records: Sequence[tuple[Mark, str]], stale: Sequence[str] = ()) -> None:
        """Makes a change visible in one step, then clears what it left behind, `stale` passages included."""
        passages, documents = self._tables
        with self._loading:  # a snapshot is loaded before this change or after it
            # The one step: Chroma writes a batch in a single transaction.
            documents.upsert(
                [mark.document_id for mark, _ in records],
                [text for _, text in records],
                [codec.encode_mark(mark) for mark, _ in records],
                np.repeat(_NO_VECTOR, len(records), axis=0),
            )
            passages.delete(stale)
            self._bury(mark for mark, _ in records)
            self._finish()

    def _bury(self, marks: Iterable[Mark]) -> None:
        """Deletes the passages of tombstones, then the tombstones."""
        for mark in marks:
            if not mark.alive:
                self._tables[0].delete(mark.keys)
                self._tables[1].delete([mark.document_id])

    def _without(self, marks: Iterable[Mark], source: str) -> list[tuple[Mark, str]]:
        """The records of these marks once `source` is no longer theirs."""
        rest = [mark.without(source) for mark in marks]
        return [(mark, self._text(mark.document_id) if mark.alive else "") for mark in rest]

    def _some_marks(self, document_ids: Sequence[str]) -> dict[str, Mark]:
        """The marks of those documents that are there."""
        records = self._tables[1].get(document_ids, texts=False)
        marks = {record.key: codec.decode_mark(record.metadata) for record in records}
        return {key: mark for key, mark in marks.items() if mark.alive}

    def _text(self, document_id: str) -> str:
        return next(iter(self._tables[1].get([document_id]))).text


class _Draft(Store):
    """The store that is being rebuilt: its changes leave the database's state alone until it is taken over."""

    def _save(self, layout: Layout) -> None:
        self._layout = layout

    @contextmanager
    def writing(self) -> Iterator[None]:
        yield  # the store that it stands beside holds the lock

    def __init__(self, database: Database, encoder: Encoder, layout: Layout, lock: WriterLock) -> None:
        super().__init__(database, encoder, layout, lock, shared=False)


def write_passages(table: Table, passages: Sequence[Passage], mark: Mark, encoder: Encoder) -> None:
    """Embeds and writes passages under the keys of `mark`; raises `EncoderMismatch` on vectors of another length."""
    keys = mark.keys
    for start in range(0, len(passages), _CHUNK):
        part = passages[start : start + _CHUNK]
        vectors: NDArray[np.float32] = encoder.encode([embedding_text(passage) for passage in part])
        if vectors.shape != (len(part), encoder.dimension):
            raise EncoderMismatch(
                f"Le modèle « {encoder.name} » a rendu des vecteurs de forme {vectors.shape}, "
                f"({len(part)}, {encoder.dimension}) était attendu : vérifiez CLS_EMBEDDING_MODEL."
            )
        metadatas = [codec.encode_passage(passage, mark.commit) for passage in part]
        table.upsert(keys[start : start + _CHUNK], [passage.text for passage in part], metadatas, vectors)


def open_store(settings: Settings, encoder: Encoder, *, reindexing: bool = False) -> Store:
    """The store of `settings`; embedded, its lock is held until `close`.

    Raises `StoreBusy`, `StoreUnreachable`, `StoreDamaged`, and `EncoderMismatch` unless it is opened for `reindexing`.
    """
    shared = bool(settings.chroma_url)
    lock = WriterLock(settings.data_dir)
    if not shared:
        lock.acquire()
    try:
        database = open_database(settings.data_dir / "chroma", settings.chroma_url)
        layout = Layout.of(database.state())
        if layout is None or (not reindexing and _differs(layout, encoder) and _is_empty(database, layout)):
            generation = layout.generation + 1 if layout else 1
            layout = Layout(generation, encoder.name, encoder.dimension, uuid.uuid4().hex, writing=True)
            database.write_state(layout.state())
        elif not reindexing and _differs(layout, encoder):
            database.close()
            raise EncoderMismatch(_mismatch(layout, encoder))
        return Store(database, encoder, layout, lock, shared=shared)
    except BaseException:
        lock.release()
        raise


def _differs(layout: Layout, encoder: Encoder) -> bool:
    return (layout.encoder, layout.dimension) != (encoder.name, encoder.dimension)


def _is_empty(database: Database, layout: Layout) -> bool:
    return not database.table(layout.documents).metadatas()


def _mismatch(layout: Layout, encoder: Encoder) -> str:
    return (
        f"L'index a été fait avec le modèle « {layout.encoder} » ({layout.dimension} dimensions) et "
        f"« {encoder.name} » ({encoder.dimension} dimensions) est demandé : reconstruisez l'index avec "
        "« cls-assistant ingest --reindex », ou remettez l'ancien modèle dans CLS_EMBEDDING_MODEL."
    )
