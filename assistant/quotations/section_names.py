"""The place of a passage as shown to readers. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from ingest.facts.parties.stains import is_stained
from ingest.records import Document, Passage, SectionKind

# A heading in words names what stands on its page and on the next.
FAR = 1
_NUMBERED = re.compile(
    r"(?i)^\W*((?:article|chapitre|titre|section)\s*(?:n\s?°\s?)?(?:\d+(?:\.\d+)*|[IVX]+))\b.*", re.DOTALL
)
# Below the places of a list, a sentence is not of the last one: "CC du Val : 9 100 habitants et 3 communes".
_COUNTS, MANY_PLACES = re.compile(r"\d[\d \u00a0\u202f]* (?:habitants|communes)\b"), 6


def path_of(passage: Passage) -> tuple[str, ...]:
    """The section path of a passage, without the item of a list of places under which it only seems to stand."""
    path = passage.path
    below = len(path) > 1 and _COUNTS.search(path[-1]) and passage.text.count(",") < MANY_PLACES
    return path[:-1] if below else path


def shown_path(path: Sequence[str], document: Document, page: int) -> str:
    """A section path as shown beside a quote; on a page that a scan spoilt, an article goes by its number alone.

    A heading in words that stands pages before is left out: what is said since may be on something else.
    """
    spoilt = is_spoilt(document, page)
    near = (part for i, part in enumerate(path) if not _is_far(tuple(path[: i + 1]), document, page))
    return " › ".join(_NUMBERED.sub(r"\1", part) if spoilt else part for part in near)


def _is_far(path: tuple[str, ...], document: Document, page: int) -> bool:
    """Whether the section of a path is a heading in words that stands more than a page before this one."""
    held = [s for s in document.sections if s.path == path and s.start[0] <= page <= s.end[0]]
    return bool(held) and all(s.kind is SectionKind.PART and page - s.start[0] > FAR for s in held)


def is_spoilt(document: Document, page: int) -> bool:
    """Whether a scan misread so many letters of a page that none of its names is certain."""
    return any(_spoilt(one.text) for one in document.pages if one.number == page)


@lru_cache(maxsize=4096)
def _spoilt(text: str) -> bool:
    return is_stained(text)
