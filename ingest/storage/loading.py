"""Committed documents from the store's tables to a snapshot, reading again only what changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from ingest.errors import UserError
from ingest.records import Passage
from ingest.storage.chroma import Record, Table
from ingest.storage.codec import CodecError, Mark, decode_document, decode_mark, decode_passage
from ingest.storage.snapshot import Loaded, Snapshot, build

# So many passages, spread over the index, must find themselves in it.
_SAMPLE = 24
# A healthy approximate index may miss one now and then; two writers at once lose far more.
_TOLERATED = 0.1
# A passage's twin (the same sentence in two contracts) may take its place in the list.
_SAME_DISTANCE = 1e-3
_NEIGHBOURS = 10

_REBUILD = "Reconstruisez l'index avec « cls-assistant ingest --reindex »."


@dataclass(frozen=True, slots=True)
class Loading:
    """A snapshot, the store's keys of its passages in order, and French sentences on what is not as it should be."""

    snapshot: Snapshot
    keys: tuple[str, ...]
    faults: tuple[str, ...]


class Loader:
    """Remembers what it loaded: a change of one document costs the loading of that document."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str, str], Loaded] = {}

    def load(self, version: str, passages: Table, documents: Table, dimension: int) -> Loading:
        """What the tables hold; a document whose passages are not all there is left out and named."""
        faults: list[str] = []
        marks = {key: mark for key, mark in read_marks(documents).items() if mark.alive}
        kept: dict[tuple[str, str, str], Loaded] = {}
        for mark in marks.values():
            identity = (mark.document_id, mark.commit, mark.revision)
            loaded = self._kept.get(identity) or load_document(mark, passages, documents, dimension)
            if loaded is None:
                faults.append(f"Le document « {mark.file_name} » est incomplet dans l'index. {_REBUILD}")
                continue
            if loaded.vectors is None:
                faults.append(f"Des vecteurs du document « {mark.file_name} » manquent dans l'index. {_REBUILD}")
            kept[identity] = loaded
        snapshot = build(version, kept.values(), dimension)
        self._kept = {identity: _shared(loaded, snapshot) for identity, loaded in kept.items()}
        keys = tuple(key for document in snapshot.documents for key in marks[document.id].keys)
        return Loading(snapshot, keys, tuple(faults))


def read_marks(documents: Table) -> dict[str, Mark]:
    """The marks of a table, tombstones included; what is not a mark of this version is passed over, as if not there."""
    marks = {}
    for key, stored in documents.metadatas().items():
        try:
            marks[key] = decode_mark(stored)
        except CodecError:
            continue
    return marks


def lexical(snapshot: Snapshot) -> Snapshot:
    """The snapshot with its vectors out of use."""
    return replace(snapshot, vectors=np.zeros_like(snapshot.vectors), vectors_usable=False)


def probe(passages: Table, keys: Sequence[str], vectors: NDArray[np.float32]) -> tuple[str, ...]:
    """Whether a sample of passages find themselves in the index; a French sentence if not."""
    if not keys:
        return ()
    rows = np.unique(np.linspace(0, len(keys) - 1, _SAMPLE).astype(int))
    try:
        found = passages.nearest(vectors[rows], _NEIGHBOURS)
    except UserError as error:
        return (f"L'index de vecteurs ne répond pas, la recherche se fait par les mots seulement. {error}",)
    missed = sum(
        keys[row] not in near and min(near.values(), default=1.0) > _SAME_DISTANCE
        for row, near in zip(rows, found, strict=True)
    )
    if missed <= _TOLERATED * len(rows):
        return ()
    return (
        f"L'index de vecteurs est abîmé ({missed} passages sur {len(rows)} ne s'y retrouvent pas) : la recherche se "
        f"fait par les mots seulement. {_REBUILD}",
    )


def load_document(mark: Mark, passages: Table, documents: Table, dimension: int) -> Loaded | None:
    """A committed document, None when a part of it is missing."""
    try:
        records = list(documents.get([mark.document_id]))
        document = decode_document(records[0].text)
        stored, vectors = _passages(mark, passages, dimension)
        paths: dict[tuple[str, ...], tuple[str, ...]] = {}
        texts: dict[str, str] = {}
        read = tuple(
            _lean(decode_passage(stored[key].text, stored[key].metadata), paths, texts, document.id)
            for key in mark.keys
        )
    except (CodecError, IndexError, KeyError):
        return None
    return Loaded(document, read, vectors)


def _passages(mark: Mark, passages: Table, dimension: int) -> tuple[Mapping[str, Record], NDArray[np.float32] | None]:
    """A document's passage records, and their vectors in order where the index can give them all."""
    vectors = np.zeros((mark.count, dimension), dtype=np.float32)
    ranks = {key: rank for rank, key in enumerate(mark.keys)}
    stored: dict[str, Record] = {}
    try:
        for record in passages.get(mark.keys, vectors=True):
            if record.vector is not None:
                vectors[ranks[record.key]] = record.vector
            stored[record.key] = replace(record, vector=None)
    except (UserError, ValueError):  # a damaged vector index cannot give back its vectors; the texts may be whole
        return {record.key: record for record in passages.get(mark.keys)}, None
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    if not np.all(np.isfinite(lengths) & (lengths > 0)):
        return stored, None
    vectors /= lengths
    return stored, vectors


def _lean(
    passage: Passage, paths: dict[tuple[str, ...], tuple[str, ...]], texts: dict[str, str], document_id: str
) -> Passage:
    """The passage sharing what its neighbours have too: at 100,000 passages that is a quarter of their memory."""
    return replace(
        passage,
        document_id=document_id,
        path=paths.setdefault(passage.path, passage.path),
        sheet=texts.setdefault(passage.sheet, passage.sheet),
        article=texts.setdefault(passage.article, passage.article),
        field=texts.setdefault(passage.field, passage.field),
    )


def _shared(loaded: Loaded, snapshot: Snapshot) -> Loaded:
    """The same with its vectors as a view of the snapshot's, so that memory holds them once."""
    rows = snapshot.rows_of(loaded.document.id)
    if loaded.vectors is None or not snapshot.vectors_usable or not rows:
        return loaded
    return replace(loaded, vectors=snapshot.vectors[rows.start : rows.stop])
