"""The last report of the evaluation, read from its file: the evaluation itself is another room, never imported."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

# A result kept in the repository, for an installation that has measured nothing itself.
STORED = Path(__file__).parent.parent / "eval" / "reference"


def last_report(folder: Path, stored: Path = STORED) -> Mapping[str, Any] | None:
    """The newest readable report of the folder, else the newest of those kept with the program, None without any."""
    for where in (folder, stored):
        for path, changed in sorted(_files(where), key=lambda pair: -pair[1]):
            report = _read(path, changed)
            if report is not None:
                return report
    return None


def _files(folder: Path) -> Iterator[tuple[Path, float]]:
    if folder.is_dir():
        yield from ((path, path.stat().st_mtime) for path in folder.glob("*.json"))


@lru_cache(maxsize=8)
def _read(path: Path, changed: float) -> Mapping[str, Any] | None:  # noqa: ARG001 - a changed file is read again
    try:
        read = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return read if isinstance(read, dict) and isinstance(read.get("sets"), list) else None
