"""The assistant without one of its parts, so that each part's worth is measured."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from functools import _lru_cache_wrapper
from unittest.mock import patch

from assistant.service import Assistant
from ingest.encoder import Encoder
from ingest.storage.snapshot import Snapshot

WITHOUT_RECORDS, WITHOUT_VECTORS = "sans fiches typées", "sans vecteurs"
WITHOUT_LEXICON, WITHOUT_CHECK = "sans lexique", "sans vérification"
ABLATIONS = (WITHOUT_RECORDS, WITHOUT_VECTORS, WITHOUT_LEXICON, WITHOUT_CHECK)

# What is put in the place of a part: where it is looked up, and what does nothing there.
_PATCHES: Mapping[str, Mapping[str, object]] = {
    WITHOUT_LEXICON: {
        "assistant.searching.expansion._tables": lambda: (),
        "assistant.composers.side_by_side.subject._tables": lambda: ({}, {}),
    },
    WITHOUT_CHECK: {
        "assistant.composers.choose.checked": tuple,
        "assistant.answering.verified": tuple,
        "assistant.service.faults_of": lambda *_: (),
    },
}


@dataclass(frozen=True, slots=True)
class _Fixed:
    """A source of one snapshot."""

    held: Snapshot

    def snapshot(self) -> Snapshot:
        """That snapshot."""
        return self.held


def built_without(part: str, snapshot: Snapshot, encoder: Encoder) -> Assistant:
    """An assistant over a snapshot without what one of `ABLATIONS` takes from it."""
    if part == WITHOUT_RECORDS:
        snapshot = _without_records(snapshot)
    if part == WITHOUT_VECTORS:
        snapshot = replace(snapshot, vectors_usable=False)
    return Assistant(_Fixed(snapshot), encoder)


@contextmanager
def without(part: str) -> Iterator[None]:
    """The code without one of `ABLATIONS` while the block runs; nothing else may answer meanwhile."""
    with ExitStack() as stack:
        for place, nothing in _PATCHES.get(part, {}).items():
            stack.enter_context(patch(place, nothing))
        # What the whole code made of the same words must not answer for it, nor what is made here afterwards.
        _forget()
        stack.callback(_forget)
        yield


def _forget() -> None:
    """Empties what the application's functions keep of earlier calls."""
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] == "assistant":
            for held in list(vars(module).values()):
                if isinstance(held, _lru_cache_wrapper):
                    held.cache_clear()


def _without_records(snapshot: Snapshot) -> Snapshot:
    bare = {document.id: replace(document, facts=None) for document in snapshot.all_documents}
    return replace(
        snapshot,
        documents=tuple(bare[document.id] for document in snapshot.documents),
        all_documents=tuple(bare.values()),
        _documents=bare,
    )
