"""The last report of the evaluation, read from its file: the evaluation itself is another room, never imported."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

_ROOT = Path(__file__).parent.parent
# A result kept in the repository, for an installation that has measured nothing itself.
STORED = _ROOT / "eval" / "reference"
_STORED_PAGE = _ROOT / "docs" / "evaluation.html"


@dataclass(frozen=True, slots=True)
class Found:
    """A report: what its file holds, and the page that people open, where there is one."""

    read: Mapping[str, Any]
    page: Path | None


def last_report(folder: Path, stored: Path = STORED, stored_page: Path = _STORED_PAGE) -> Found | None:
    """The newest readable report of the folder, else the one kept with the program, None without any."""
    for where, page in ((folder, None), (stored, stored_page)):
        for path, changed in sorted(_files(where), key=lambda pair: -pair[1]):
            read = _read(path, changed)
            if read is not None:
                opened = page or path.with_suffix(".html")
                return Found(read, opened if opened.is_file() else None)
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
