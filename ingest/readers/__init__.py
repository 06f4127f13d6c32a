"""Readers of files: each turns one format into pages of raw text."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from ingest.readers.kinds import kind_of
from ingest.readers.limits import SENTENCES, AnnounceOcr, Limits, UnreadableError, unreadable
from ingest.records import ReadResult, ReadState

__all__ = ["Limits", "read"]

# One module a format; imported only when needed, so that a reading process starts fast.
READERS = {
    "pdf": "ingest.readers.pdf",
    "html": "ingest.readers.html",
    "docx": "ingest.readers.docx",
    "xlsx": "ingest.readers.xlsx",
    "text": "ingest.readers.text",
}


def read(path: Path, limits: Limits, announce_ocr: AnnounceOcr | None = None) -> ReadResult:
    """The pages of a file, or the state and the sentence that say why there are none; raises nothing but exits.

    `announce_ocr` is called before pages go through character recognition.
    """
    try:
        if path.stat().st_size > limits.bytes:
            raise unreadable(ReadState.TOO_LARGE)
        reader = import_module(READERS[kind_of(path)])
        result: ReadResult = reader.read(path, limits, announce_ocr or _unheard)
    except UnreadableError as refusal:
        return ReadResult(refusal.state, refusal.message)
    except MemoryError:
        return ReadResult(ReadState.OUT_OF_MEMORY, SENTENCES[ReadState.OUT_OF_MEMORY])
    except Exception:  # whatever a library raises on a hostile file is that file's state, not this program's
        return ReadResult(ReadState.FAILED, SENTENCES[ReadState.FAILED])
    return result


def _unheard(_pages: int) -> None:
    """Nobody waits for character recognition."""
