"""A page as a picture, drawn in a child process: a hostile PDF takes down the child and nothing else."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path

_WORKER = Path(__file__).with_name("picture_worker.py")
_MAX_SECONDS = 15  # a dense page takes less than one
_AT_ONCE = 2  # children drawing at the same time
_QUEUE_SECONDS = 10  # patience of a request for its turn
_turns = threading.BoundedSemaphore(_AT_ONCE)

_FAILED = "L'image de cette page n'a pas pu être produite ; son texte reste lisible."
_BUSY = "Trop d'images de pages sont demandées à la fois : réessayez dans un instant."


class PictureError(Exception):
    """No picture; the message is a French sentence."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG, and how much of the span it marks: `all`, `part` or `none`."""

    png: bytes
    marked: str


def draw_page(path: Path, number: int, text: str, span: tuple[int, int] | None) -> Picture:
    """The page of that 1-based number, with the span of its text marked; raises `PictureError`."""
    start, end = span or (0, 0)
    order = {
        "path": str(path),
        "number": number,
        "quote": text[start:end],
        # Where on the page the span is, to choose between equal strings.
        "position": start / max(1, len(text)),
    }
    if not _turns.acquire(timeout=_QUEUE_SECONDS):
        raise PictureError(_BUSY)
    try:
        done = subprocess.run(  # noqa: S603 - our own file, no shell, the order goes through stdin
            [sys.executable, "-P", str(_WORKER)],
            input=json.dumps(order).encode(),
            capture_output=True,
            timeout=_MAX_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise PictureError(_FAILED) from error
    finally:
        _turns.release()
    marked, separator, png = done.stdout.partition(b"\n")
    if done.returncode or not separator:
        raise PictureError(_FAILED)
    return Picture(png, marked.decode("ascii"))
