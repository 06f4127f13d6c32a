"""Files that a request brings: copied aside, named safely, and typed by what they hold rather than by their name."""

from __future__ import annotations

import re
import shutil
import time
import unicodedata
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import BinaryIO

from ingest.readers.kinds import kind_of, suffix_by_content
from ingest.readers.limits import UnreadableError
from ingest.records import Outcome, ReadState

MAX_FILES = 50  # of one request
_MAX_NAME = 150  # characters: a file system takes 255 bytes
_NO_NAME = "document"
# States that say what kind of file it is, not how it is.
_WRONG_KIND = frozenset({ReadState.MISMATCHED, ReadState.UNSUPPORTED})
# What another process of the same data folder may still be reading is younger.
_STALE_S = 24 * 3600


@dataclass(frozen=True, slots=True)
class Received:
    """A file that was sent: where it is for now, and the name under which it enters the index."""

    path: Path
    file_name: str


@dataclass(frozen=True, slots=True)
class Delivery:
    """The files of one request that can be read, those that no reader takes, and the folder that holds them."""

    folder: Path
    files: tuple[Received, ...]
    refused: tuple[Outcome, ...]

    def discard(self) -> None:
        """Deletes what was copied aside."""
        shutil.rmtree(self.folder, ignore_errors=True)


class Dock:
    """The folder where sent files wait for their job: `incoming/` of the data folder."""

    def __init__(self, data_dir: Path) -> None:
        self._folder = data_dir / "incoming"

    def receive(self, sent: Sequence[tuple[str, BinaryIO]]) -> Delivery:
        """Copies the files of one request aside; `sent` holds the names as they came."""
        folder = self._folder / uuid.uuid4().hex
        folder.mkdir(parents=True)
        try:
            files, refused = [], []
            for number, (sent_name, content) in enumerate(sent):
                name = safe_name(sent_name)
                path = folder / f"{number}{PurePath(name).suffix.lower()}"
                with path.open("wb") as copy:
                    shutil.copyfileobj(content, copy)
                judged = _judged(path, name)
                if isinstance(judged, Outcome):
                    refused.append(judged)
                else:
                    files.append(judged)
            return Delivery(folder, tuple(files), tuple(refused))
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise

    def sweep(self, *, alone: bool) -> None:
        """Deletes what a killed process left behind; `alone` says that no other process uses the data folder."""
        limit = time.time() - (0 if alone else _STALE_S)
        for folder in self._folder.glob("*"):
            if folder.stat().st_mtime < limit:
                shutil.rmtree(folder, ignore_errors=True)


def safe_name(sent: str) -> str:
    """The last part of a name that a browser sent, without what cannot be shown or stored."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", sent))[-1]
    name = " ".join("".join(c if c.isprintable() else " " for c in last).split())
    stem, suffix = PurePath(name).stem, PurePath(name).suffix
    if name.startswith(".") and not suffix:  # ".pdf" is an extension without a name
        stem, suffix = "", name
    if suffix in (".", "..") or not suffix.strip("."):
        suffix = ""
    return f"{stem.strip('. ')[: _MAX_NAME - len(suffix[:20])] or _NO_NAME}{suffix[:20]}"


def _judged(path: Path, name: str) -> Received | Outcome:
    """The file under a name that says what it is, or the outcome of one that no reader takes."""
    try:
        kind_of(path)
    except UnreadableError as error:
        if error.state in _WRONG_KIND:
            suffix = suffix_by_content(path)
            if not suffix:
                return Outcome(name, error.state, "rejected", message=error.message)
            renamed = path.with_name(f"{path.name}{suffix}")
            path.rename(renamed)
            return Received(renamed, f"{name}{suffix}")
        # An empty, damaged or protected file is listed with its reason, as those of a folder are.
    return Received(path, name)
