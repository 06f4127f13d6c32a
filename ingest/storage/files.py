"""Copies of what was ingested, named by content: from them everything else can be made again.

A copy `<sha256><suffix>` has beside it `<sha256>.json`, which says where it came from should the index be lost.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath

from ingest.records import Metadata
from ingest.storage.codec import CodecError, decode_metadata, encode_metadata

_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a copy comes from."""

    document_id: str
    file_name: str
    source: str
    known: Metadata | None


class FileVault:
    """The folder of copies."""

    def __init__(self, data_dir: Path) -> None:
        self.folder = data_dir / "files"

    def path(self, document_id: str, file_name: str) -> Path:
        """Where the copy of a document is, or would be; readers go by its suffix."""
        return self.folder / f"{document_id}{PurePath(file_name).suffix.lower()}"

    def keep(self, path: Path, file_name: str, source: str, known: Metadata | None) -> tuple[str, Path]:
        """Copies the file and gives its sha256 and its copy; on a crash there is a whole copy or none."""
        self.folder.mkdir(parents=True, exist_ok=True)
        draft = self.folder / f"{os.getpid()}.tmp"
        with path.open("rb") as original, draft.open("wb") as copy:
            digest = hashlib.sha256()
            while block := original.read(_BLOCK):
                digest.update(block)
                copy.write(block)
            copy.flush()
            os.fsync(copy.fileno())
        document_id = digest.hexdigest()
        kept = self.path(document_id, file_name)
        draft.replace(kept)
        self._note(Origin(document_id, file_name, source, known))
        return document_id, kept

    def forget(self, document_id: str) -> None:
        """Deletes what would bring a copy back; done before its document is removed."""
        (self.folder / f"{document_id}.json").unlink(missing_ok=True)

    def discard(self, document_id: str, file_name: str) -> None:
        """Deletes a copy that no document needs any more."""
        self.forget(document_id)
        self.path(document_id, file_name).unlink(missing_ok=True)

    def origins(self) -> Iterator[Origin]:
        """Where each copy comes from."""
        for note in sorted(self.folder.glob("*.json")):
            try:
                data = json.loads(note.read_text(encoding="utf-8"))
                yield Origin(note.stem, data["file_name"], data["source"], decode_metadata(data["known"]))
            except (OSError, ValueError, KeyError, TypeError, CodecError):
                continue

    def sweep(self, document_ids: Collection[str]) -> None:
        """Deletes drafts and copies that no document needs: what a killed process left.

        Where there is no document at all the index may have been lost: copies that can be brought back are then kept.
        """
        if not self.folder.is_dir():
            return
        needed = set(document_ids) or {path.stem for path in self.folder.glob("*.json")}
        for path in self.folder.iterdir():
            if path.suffix == ".tmp" or path.stem not in needed:
                path.unlink(missing_ok=True)

    def _note(self, origin: Origin) -> None:
        note = {
            "file_name": origin.file_name,
            "source": origin.source,
            "known": encode_metadata(origin.known),
        }
        draft = self.folder / f"{os.getpid()}.tmp"
        with draft.open("w", encoding="utf-8") as file:
            json.dump(note, file, ensure_ascii=True)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(self.folder / f"{origin.document_id}.json")
        folder = os.open(self.folder, os.O_RDONLY)
        try:
            os.fsync(folder)  # the names, too, are on the disk before the index speaks of them
        finally:
            os.close(folder)


def sha256_of(path: Path) -> str:
    """The sha256 of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
