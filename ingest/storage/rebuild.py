"""The whole index again from the copies, beside the one in force until it is done."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

from ingest.encoder import Encoder
from ingest.errors import UserError
from ingest.pipeline import Progress, Report
from ingest.readers.limits import SENTENCES, Limits
from ingest.records import INDEXED_STATES, Document, Metadata, Outcome, Passage, ReadResult, ReadState
from ingest.settings import Settings
from ingest.steps import Steps, fingerprint, limits_of, unread
from ingest.storage.codec import Mark
from ingest.storage.files import FileVault, Origin
from ingest.storage.store import Store

_log = logging.getLogger(__name__)


def reindex(
    store: Store,
    settings: Settings,
    encoder: Encoder,
    *,
    on_progress: Progress | None = None,
    steps: Steps | None = None,
) -> Report:
    """Rebuilds everything from the copies, with `encoder`; the index before stays in force until this is done.

    Where the index was lost, the documents are those that the copies' notes speak of.
    """
    with store.rebuilding(encoder) as draft:
        rebuild = _Rebuild(store, draft, FileVault(settings.data_dir), limits_of(settings), steps or Steps())
        return Report(tuple(rebuild.run(on_progress)))


class _Rebuild:
    def __init__(self, store: Store, draft: Store, vault: FileVault, limits: Limits, steps: Steps) -> None:
        self._store, self._draft, self._vault, self._limits, self._steps = store, draft, vault, limits, steps

    def run(self, on_progress: Progress | None) -> Iterator[Outcome]:
        marks = list(self._store.marks().values()) or [_mark(origin) for origin in self._vault.origins()]
        for done, mark in enumerate(marks):
            if on_progress is not None:
                on_progress(done, len(marks), mark.file_name)
            yield self._one(mark)
        if on_progress is not None:
            on_progress(len(marks), len(marks), "")

    def _one(self, mark: Mark) -> Outcome:
        before = self._store.stored(mark.document_id)
        document, passages = self._read(mark)
        if document.state not in INDEXED_STATES and before is not None:
            # A copy that is missing or that fails today does not take away what was read of it before.
            document, passages = before
        at = before[0].ingested_at if before else datetime.now(UTC).isoformat(timespec="seconds")
        document = replace(document, ingested_at=at)
        self._draft.put(
            document, passages, known=mark.known, fingerprint=fingerprint(document.state, mark.known, self._limits)
        )
        for source in mark.sources[1:]:
            self._draft.claim(mark.document_id, source)
        return Outcome(
            file_name=mark.file_name,
            state=document.state,
            change="replaced" if document.state in INDEXED_STATES else "rejected",
            document_id=mark.document_id,
            pages=len(document.pages),
            passages=len(passages),
            message=document.message,
            warnings=document.warnings,
        )

    def _read(self, mark: Mark) -> tuple[Document, tuple[Passage, ...]]:
        document_id, name, source = mark.document_id, mark.file_name, mark.sources[0]
        copy = self._vault.path(document_id, name)
        try:
            if copy.is_file():
                return self._steps.run(copy, self._limits, document_id, name, mark.known, source)
        except UserError:
            raise
        except Exception:
            _log.exception("reading again failed")
        result = ReadResult(ReadState.FAILED, SENTENCES[ReadState.FAILED])
        return unread(result, document_id, name, mark.known, source), ()


def _mark(origin: Origin) -> Mark:
    known: Metadata | None = origin.known
    return Mark(origin.document_id, origin.file_name, ReadState.FAILED, (origin.source,), "", known, "", 0, "")
