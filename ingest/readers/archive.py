"""The zip archive around Office documents: decompression bombs are refused before anything is unpacked."""

from __future__ import annotations

import zipfile
from pathlib import Path

from ingest.readers.limits import Limits, unreadable
from ingest.records import ReadState

# Pictures of an honest document may be large; its text may not.
_PICTURES_FACTOR = 4
_CHUNK = 1 << 20


def check(path: Path, limits: Limits) -> None:
    """Refuse an archive whose parts unpack to more than the limits, by what it declares and by what it holds."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            if any(part.flag_bits & 1 for part in parts):
                raise unreadable(ReadState.ENCRYPTED)
            markup = [part for part in parts if part.filename.lower().endswith((".xml", ".rels"))]
            declared = sum(part.file_size for part in markup)
            if (
                declared > limits.characters
                or sum(part.file_size for part in parts) > _PICTURES_FACTOR * limits.characters
            ):
                raise unreadable(ReadState.TOO_LARGE)
            _unpack(archive, markup, limits)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, EOFError, OSError) as error:
        raise unreadable(ReadState.DAMAGED) from error


def _unpack(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo], limits: Limits) -> None:
    """Read the parts to nowhere: a size that the archive understates, or a damaged part, shows here."""
    size = 0
    for part in parts:
        with archive.open(part) as stream:
            while chunk := stream.read(_CHUNK):
                size += len(chunk)
                if size > limits.characters:
                    raise unreadable(ReadState.TOO_LARGE)
