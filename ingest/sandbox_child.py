"""The process in which one file is parsed: `python -m ingest.sandbox_child`, started by `ingest.sandbox`.

It reads its order as JSON on standard input, and writes on standard output a line `{"ocr": n}` when pages go through
character recognition, then one line with the result.
"""

from __future__ import annotations

import json
import os
import resource
import sys
from pathlib import Path
from typing import Any

NO_MEMORY = 86  # exit status when memory ran out: to say more would take some
_MIB = 2**20
_LARGEST_FILE = 512 * _MIB  # what Tesseract may write beside a page's picture


def main() -> None:
    """Read one file within its limits and write what came of it."""
    channel = os.dup(1)
    os.dup2(2, 1)  # a library that prints does not write into the result
    order = json.loads(sys.stdin.buffer.read())
    bounds: dict[str, Any] = order["limits"]
    _bound(bounds["memory_mb"], bounds["seconds"])

    from ingest.readers import read
    from ingest.readers.limits import Limits

    limits = Limits(**bounds)

    def announce_ocr(pages: int) -> None:
        _bound_seconds(limits.seconds + pages * limits.ocr_seconds_per_page)
        _write(channel, {"ocr": pages})

    result = read(Path(order["path"]), limits, announce_ocr)
    _write(
        channel,
        {
            "state": result.state,
            "message": result.message,
            "pages": [[page.number, _clean(page.text), page.origin] for page in result.pages],
            "title": _clean(result.title),
            "language": _clean(result.language),
            "warnings": [_clean(warning) for warning in result.warnings],
        },
    )
    os._exit(0)  # nothing that a library left behind may hold the process up


def _bound(memory_mb: int, seconds: int) -> None:
    for what, amount in (
        (resource.RLIMIT_AS, memory_mb * _MIB),
        (resource.RLIMIT_FSIZE, _LARGEST_FILE),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(what)
        if hard != resource.RLIM_INFINITY:
            amount = min(amount, hard)
        resource.setrlimit(what, (amount, amount))
    _bound_seconds(seconds)


def _bound_seconds(seconds: int) -> None:
    """Limit the processor's time, softly, since recognition raises it; the parent's clock is the hard limit."""
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    soft = seconds + 1 if hard == resource.RLIM_INFINITY else min(seconds + 1, hard)
    resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))


def _clean(text: str) -> str:
    """The text without what cannot be written in UTF-8 or stored: lone surrogates, zero characters."""
    return text.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")


def _write(channel: int, value: object) -> None:
    data = (json.dumps(value, ensure_ascii=False) + "\n").encode()
    while data:
        data = data[os.write(channel, data) :]


if __name__ == "__main__":
    try:
        main()
    except MemoryError:
        os._exit(NO_MEMORY)
