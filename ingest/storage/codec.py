"""Records to what the store keeps, and back, losing nothing."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from pydantic import TypeAdapter, ValidationError

from ingest.records import Document, Metadata, Passage, ReadState, Span

_DOCUMENT: Final = TypeAdapter(Document)
_METADATA: Final = TypeAdapter(Metadata)

Scalars = Mapping[str, str | int]  # what Chroma accepts as the metadata of a record


class CodecError(ValueError):
    """What is stored is not what this version writes."""


@dataclass(frozen=True, slots=True)
class Mark:
    """The commit mark of a document; without `sources` it is a tombstone, and the document is not there.

    `commit` names the passages that belong to it, `count` says how many, `known` is what the catalogue said.
    """

    document_id: str
    file_name: str
    state: ReadState
    sources: tuple[str, ...]
    fingerprint: str
    known: Metadata | None
    commit: str
    count: int
    revision: str
    pages: int = 0
    message: str = ""
    warnings: tuple[str, ...] = ()

    def without(self, source: str) -> Mark:
        """The mark of the same document, no longer found at `source`."""
        return replace(self, sources=tuple(known for known in self.sources if known != source))

    @property
    def alive(self) -> bool:
        """Whether the document is there."""
        return bool(self.sources)

    @property
    def keys(self) -> list[str]:
        """The store's keys of the document's passages, in order."""
        return [f"{self.commit}:{rank:06d}" for rank in range(self.count)]


def encode_document(document: Document) -> str:
    """The document as JSON."""
    return _DOCUMENT.dump_json(document).decode()


def decode_document(text: str) -> Document:
    """The document that `encode_document` wrote; raises `CodecError`."""
    try:
        return _DOCUMENT.validate_json(text, strict=True)
    except ValidationError as error:
        raise CodecError(f"not a document record: {error.error_count()} errors") from error


def encode_passage(passage: Passage, commit: str) -> Scalars:
    """All of a passage but its text, with plain fields to filter on."""
    spans = [[span.page, span.start, span.end] for span in passage.spans]
    return {
        "document_id": passage.document_id,
        "commit": commit,
        "passage_id": passage.id,
        "page": passage.page,
        "sheet": passage.sheet,
        "article": passage.article,
        "field": passage.field,
        "path": json.dumps(passage.path, ensure_ascii=False),
        "spans": json.dumps(spans),
    }


def decode_passage(text: str, stored: Scalars) -> Passage:
    """The passage that `encode_passage` wrote; raises `CodecError`."""
    try:
        spans = tuple(Span(page, start, end) for page, start, end in json.loads(str(stored["spans"])))
        return Passage(
            id=str(stored["passage_id"]),
            document_id=str(stored["document_id"]),
            text=text,
            spans=spans,
            path=tuple(json.loads(str(stored["path"]))),
            sheet=str(stored["sheet"]),
            article=str(stored["article"]),
            field=str(stored["field"]),
        )
    except (KeyError, ValueError, TypeError) as error:
        raise CodecError(f"not a passage record: {error}") from error


def encode_mark(mark: Mark) -> Scalars:
    """The mark as a record's metadata."""
    return {
        "document_id": mark.document_id,
        "file_name": mark.file_name,
        "state": mark.state.value,
        "sources": json.dumps(mark.sources, ensure_ascii=False),
        "fingerprint": mark.fingerprint,
        "known": encode_metadata(mark.known),
        "commit": mark.commit,
        "count": mark.count,
        "revision": mark.revision,
        "pages": mark.pages,
        "message": mark.message,
        "warnings": json.dumps(mark.warnings, ensure_ascii=False),
    }


def decode_mark(stored: Scalars) -> Mark:
    """The mark that `encode_mark` wrote; raises `CodecError`."""
    try:
        return Mark(
            document_id=str(stored["document_id"]),
            file_name=str(stored["file_name"]),
            state=ReadState(str(stored["state"])),
            sources=tuple(json.loads(str(stored["sources"]))),
            fingerprint=str(stored["fingerprint"]),
            known=decode_metadata(str(stored["known"])),
            commit=str(stored["commit"]),
            count=int(stored["count"]),
            revision=str(stored["revision"]),
            pages=int(stored["pages"]),
            message=str(stored["message"]),
            warnings=tuple(json.loads(str(stored["warnings"]))),
        )
    except (KeyError, ValueError, TypeError) as error:
        raise CodecError(f"not a commit mark: {error}") from error


def encode_metadata(metadata: Metadata | None) -> str:
    """Metadata as JSON, nothing as an empty text."""
    return "" if metadata is None else _METADATA.dump_json(metadata).decode()


def decode_metadata(text: str) -> Metadata | None:
    """The metadata that `encode_metadata` wrote; raises `CodecError`."""
    try:
        return _METADATA.validate_json(text, strict=True) if text else None
    except ValidationError as error:
        raise CodecError(f"not metadata: {error.error_count()} errors") from error


def commit_of(document_id: str, passages: Sequence[Passage], encoder: str) -> str:
    """The name of a document's passages as embedded by one model: the same passages have the same name."""
    digest = hashlib.sha256(f"{document_id}\0{encoder}".encode())
    for passage in passages:
        digest.update(json.dumps(encode_passage(passage, ""), sort_keys=True).encode())
        digest.update(passage.text.encode("utf-8", "surrogatepass") + b"\0")
    return digest.hexdigest()[:24]


def revision_of(text: str) -> str:
    """A short name of a stored text's content."""
    return hashlib.sha256(text.encode()).hexdigest()[:24]
