"""The foot of a page that its stream writes first. Pure functions."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.readers.columns import Fragment

# A foot has so many pieces of text at most; a page with fewer than so many others proves nothing.
_FOOT_PIECES, _BODY_PIECES = 8, 8


def feet_last(fragments: Sequence[Fragment]) -> list[Fragment]:
    """The fragments, those written first though they stand below all others put last: they are the page's foot."""
    texts = [f for f in fragments if f.text.strip()]
    first, others = texts[:_FOOT_PIECES], texts[_FOOT_PIECES:]
    if len(others) < _BODY_PIECES:
        return list(fragments)
    lowest = min(f.y for f in others)
    low = {id(f) for f in first if f.upright and f.y + f.size <= lowest}
    own = False
    body: list[Fragment] = []
    foot: list[Fragment] = []
    for fragment in fragments:
        if fragment.text.strip():
            own = id(fragment) in low
        # White space, line breaks among it, goes with what was written before it.
        (foot if own else body).append(fragment)
    return body + foot
