"""The committed documents and passages as one frozen whole in memory."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from ingest.catalogue import active
from ingest.records import Document, Passage


@dataclass(frozen=True, slots=True)
class Loaded:
    """One document as loaded: row i of `vectors` belongs to passage i; None when some are missing."""

    document: Document
    passages: tuple[Passage, ...]
    vectors: NDArray[np.float32] | None


@dataclass(frozen=True, slots=True, eq=False)
class Snapshot:
    """What one version of the store holds; `passages` and the rows of `vectors` are those of `documents`, in order.

    `documents` leaves out the notices that stepped back, `all_documents` has them. Where `vectors_usable` is False the
    vectors are zeros and search is lexical only.
    """

    version: str
    documents: tuple[Document, ...]
    all_documents: tuple[Document, ...]
    passages: tuple[Passage, ...]
    vectors: NDArray[np.float32]
    vectors_usable: bool
    _documents: Mapping[str, Document] = field(repr=False, default_factory=dict)
    _rows: Mapping[str, int] = field(repr=False, default_factory=dict)
    _ranges: Mapping[str, range] = field(repr=False, default_factory=dict)

    def document(self, document_id: str) -> Document | None:
        """The document of that id, stepped back or not."""
        return self._documents.get(document_id)

    def passage(self, passage_id: str) -> Passage | None:
        """The passage of that id."""
        row = self._rows.get(passage_id)
        return None if row is None else self.passages[row]

    def row(self, passage_id: str) -> int | None:
        """The index of a passage in `passages` and `vectors`."""
        return self._rows.get(passage_id)

    def rows_of(self, document_id: str) -> range:
        """The indexes of a document's passages, which lie together; empty when it has none here."""
        return self._ranges.get(document_id, range(0))


def build(version: str, loaded: Iterable[Loaded], dimension: int, *, vectors_usable: bool = True) -> Snapshot:
    """The snapshot of these documents, in an order that does not depend on when they came."""
    by_id = {item.document.id: item for item in sorted(loaded, key=_place)}
    everything = tuple(item.document for item in by_id.values())
    documents = active(everything)
    parts = [by_id[document.id] for document in documents]
    passages = tuple(passage for part in parts for passage in part.passages)
    usable = vectors_usable and all(part.vectors is not None for part in parts)
    return Snapshot(
        version=version,
        documents=documents,
        all_documents=everything,
        passages=passages,
        vectors=_joined(parts, dimension) if usable else np.zeros((len(passages), dimension), dtype=np.float32),
        vectors_usable=usable,
        _documents={document.id: document for document in everything},
        _rows={passage.id: row for row, passage in enumerate(passages)},
        _ranges=_ranges(parts),
    )


def _place(item: Loaded) -> tuple[str, str]:
    return item.document.file_name, item.document.id


def _joined(parts: Sequence[Loaded], dimension: int) -> NDArray[np.float32]:
    rows = [part.vectors for part in parts if part.vectors is not None and len(part.vectors)]
    joined = np.concatenate(rows) if rows else np.zeros((0, dimension), dtype=np.float32)
    joined.setflags(write=False)
    return joined


def _ranges(parts: Sequence[Loaded]) -> dict[str, range]:
    ranges, start = {}, 0
    for part in parts:
        ranges[part.document.id] = range(start, start + len(part.passages))
        start += len(part.passages)
    return ranges
