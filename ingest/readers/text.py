"""Plain text and Markdown."""

from __future__ import annotations

import codecs
from pathlib import Path

from ingest.readers.limits import AnnounceOcr, Limits, unreadable
from ingest.records import RawPage, ReadResult, ReadState


def read(path: Path, limits: Limits, _announce_ocr: AnnounceOcr) -> ReadResult:
    """The file's text as page 1."""
    data = path.read_bytes()
    if len(data) > limits.characters:
        raise unreadable(ReadState.TOO_LARGE)
    text = decode(data)
    if not text.strip():
        raise unreadable(ReadState.EMPTY)
    return ReadResult(ReadState.READY, pages=(RawPage(1, text),))


def decode(data: bytes) -> str:
    """The text of bytes in UTF-8, UTF-16 or the Windows code page, with plain newlines."""
    text = data.decode(_encoding(data), errors="replace")
    text = text.removeprefix("\ufeff").replace("\x00", "")
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n")


def _encoding(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if data.count(b"\x00") > len(data) / 5:  # French text in UTF-16 without its mark
        return "utf-16-le" if data[1::2].count(b"\x00") > data[::2].count(b"\x00") else "utf-16-be"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"
