"""What is made of one file: reading, analysis, and what both depend on."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from ingest.readers.limits import SENTENCES, Limits
from ingest.records import INDEXED_STATES, Document, Metadata, Passage, ReadResult, ReadState
from ingest.settings import Settings
from ingest.storage.codec import encode_metadata

# Raised with each change of what reading and analysis make of a file: older documents are then read again.
ANALYSIS_VERSION = 4

Read = Callable[[Path, Limits], ReadResult]


class Analyse(Protocol):
    """What makes a document and its passages of what was read."""

    def __call__(
        self, result: ReadResult, *, document_id: str, file_name: str, known: Metadata | None, source: str
    ) -> tuple[Document, tuple[Passage, ...]]: ...


@dataclass(frozen=True, slots=True)
class Steps:
    """The two steps of analysis, replaceable in tests; None is the product's own."""

    read: Read | None = None
    analyse: Analyse | None = None

    def run(
        self, path: Path, limits: Limits, document_id: str, file_name: str, known: Metadata | None, source: str
    ) -> tuple[Document, tuple[Passage, ...]]:
        """The document at `path`; one that cannot be read has its state and message, and no pages."""
        result = (self.read or _reader())(path, limits)
        if not result.pages:
            return unread(result, document_id, file_name, known, source), ()
        analyse = self.analyse or _analyser()
        return analyse(result, document_id=document_id, file_name=file_name, known=known, source=source)


# Imported when a file is new: an unchanged corpus needs no reader.


def _reader() -> Read:
    from ingest.sandbox import read_file

    return read_file


def _analyser() -> Analyse:
    from ingest.analysis import analyse

    return analyse


def limits_of(settings: Settings) -> Limits:
    """The limits of reading that the settings give."""
    return Limits(
        bytes=settings.max_bytes,
        pages=settings.max_pages,
        seconds=settings.max_seconds,
        memory_mb=settings.max_memory_mb,
    )


def fingerprint(state: ReadState, known: Metadata | None, limits: Limits) -> str:
    """What, beside the file's bytes, decides what is made of it; limits only for what they may have stopped."""
    parts = [str(ANALYSIS_VERSION), encode_metadata(known), "" if state is ReadState.READY else repr(limits)]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:24]


def unread(result: ReadResult, document_id: str, file_name: str, known: Metadata | None, source: str) -> Document:
    """The record of a file without pages: it is listed with its state and nothing is answered from it."""
    state = ReadState.EMPTY if result.state in INDEXED_STATES else result.state
    return Document(
        id=document_id,
        file_name=file_name,
        metadata=known or Metadata(title=Path(file_name).stem),
        state=state,
        warnings=result.warnings,
        source=source,
        message=result.message or SENTENCES.get(state, ""),
    )
