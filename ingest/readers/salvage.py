"""A truncated PDF given an end again, so that what is left of it can be read."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

from pypdf import PdfReader

_OBJECT = re.compile(rb"(?:^|[\r\n])\s*(\d{1,9})\s+\d{1,5}\s+obj\b")


def reopened(path: Path) -> PdfReader | None:
    """A reader of the file with a new trailer; None when the file has its end, or its catalogue is gone."""
    data = path.read_bytes()
    if b"%%EOF" in data[-2048:]:
        return None
    at = data.rfind(b"/Catalog")
    if at < 0:
        return None
    # The object that holds the catalogue is the last that begins before it.
    before = list(_OBJECT.finditer(data, max(0, at - 10_000), at))
    if not before:
        return None
    largest = max(int(found[1]) for found in _OBJECT.finditer(data))
    # An address that leads nowhere makes pypdf look for the objects themselves.
    trailer = b"\ntrailer\n<</Size %d/Root %d 0 R>>\nstartxref\n0\n%%%%EOF\n" % (largest + 1, int(before[-1][1]))
    return PdfReader(BytesIO(data[: data.rfind(b"endobj") + len(b"endobj")] + trailer))
