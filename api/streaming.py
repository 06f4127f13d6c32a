"""Text and objects as server-sent events."""

from __future__ import annotations

import json
import re
from typing import Any

_WORDS_PER_DELTA = 6  # small enough to read as it comes, large enough to be few events
# A proxy that buffers would turn the stream back into one block.
HEADERS = {"X-Accel-Buffering": "no"}


def pieces(text: str) -> list[str]:
    """The text in pieces of a few words which, joined, give it back exactly."""
    words = re.findall(r"\s*\S+\s*|\s+", text)
    starts = range(0, len(words), _WORDS_PER_DELTA)
    return ["".join(words[start : start + _WORDS_PER_DELTA]) for start in starts]


def event(data: Any, name: str = "") -> str:
    """One event, named or not; text is sent as it is, anything else as JSON."""
    # JSON escapes line breaks, so one `data:` line always holds the whole.
    shown = data if isinstance(data, str) else json.dumps(data, ensure_ascii=False)
    head = f"event: {name}\n" if name else ""
    return f"{head}data: {shown}\n\n"
