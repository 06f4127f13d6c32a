"""The frozen records that reading hands on: pages, sections, passages, documents."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from ingest.facts.records import ContractRecord


class ReadState(StrEnum):
    """What became of a file: `ready` and `partial` documents are indexed, the others are only reported."""

    READY = "ready"  # every page has text
    PARTIAL = "partial"  # some pages are scans without text
    SCANNED = "scanned"  # no page has text
    EMPTY = "empty"  # zero bytes, or nothing to read inside
    ENCRYPTED = "encrypted"
    DAMAGED = "damaged"  # truncated or malformed
    MISMATCHED = "mismatched"  # not what its extension says
    UNSUPPORTED = "unsupported"  # a kind of file that no reader knows
    TOO_LARGE = "too_large"  # more bytes, decompressed text or pages than the limits allow
    TIMED_OUT = "timed_out"
    OUT_OF_MEMORY = "out_of_memory"
    FAILED = "failed"  # the reader's process died for another reason


INDEXED_STATES = frozenset({ReadState.READY, ReadState.PARTIAL})


class PageOrigin(StrEnum):
    """Where a page's text comes from."""

    TEXT = "text"
    OCR = "ocr"
    SCAN = "scan"  # a picture that nobody could read: the text is empty


@dataclass(frozen=True, slots=True)
class RawPage:
    """One physical page as its reader gave it; `number` is 1-based."""

    number: int
    text: str
    origin: PageOrigin = PageOrigin.TEXT


@dataclass(frozen=True, slots=True)
class ReadResult:
    """What reading one file gave; `message` is a French sentence that says what to do, empty when all is well."""

    state: ReadState
    message: str = ""
    pages: tuple[RawPage, ...] = ()
    title: str = ""  # the title in the file's own metadata, if any
    language: str = ""  # declared by the file itself (HTML lang), if any
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` to `end` (exclusive) of the text of page `page` (1-based)."""

    page: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Page:
    """One physical page after repair; `skipped` are the (start, end) of furniture and contents lists."""

    number: int
    text: str
    origin: PageOrigin = PageOrigin.TEXT
    skipped: tuple[tuple[int, int], ...] = ()


class SectionKind(StrEnum):
    """What a heading opens."""

    PART = "part"  # a heading of another kind
    ARTICLE = "article"
    AXIS = "axis"
    SHEET = "sheet"  # an action sheet (fiche action)
    FIELD = "field"  # a labelled field inside a sheet
    SIGNATURE = "signature"  # from "Fait à …, le …" on


@dataclass(frozen=True, slots=True)
class Section:
    """A titled stretch of a document, from `start` to `end` (page, offset); `path` holds its own title last."""

    kind: SectionKind
    title: str
    path: tuple[str, ...]
    start: tuple[int, int]
    end: tuple[int, int]
    number: str = ""  # normalised: "2.1", "9", "4"; empty when the heading has none
    label: str = ""  # for a field: its canonical name ("funding", "lead", …)


@dataclass(frozen=True, slots=True)
class Passage:
    """A retrievable stretch of one section: `text` is the text of its spans, joined by a newline."""

    id: str
    document_id: str
    text: str
    spans: tuple[Span, ...]
    path: tuple[str, ...] = ()
    sheet: str = ""  # number of the action sheet it belongs to
    article: str = ""  # number of the article it belongs to
    field: str = ""  # canonical name of the labelled field it belongs to

    @property
    def page(self) -> int:
        """The page on which the passage begins."""
        return self.spans[0].page


@dataclass(frozen=True, slots=True)
class Original:
    """The document that a notice stands for."""

    title: str
    kind: str
    territory: str
    period: str
    sha256: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of a document as a whole; an empty string is what could not be told."""

    title: str = ""
    kind: str = ""  # contrat, communique, presentation, article, autre
    territory: str = ""
    period: str = ""  # "2025-2030"
    publisher: str = ""
    language: str = ""  # ISO 639-1
    published: str = ""  # ISO date
    notice_of: Original | None = None

    @property
    def contract_id(self) -> str:
        """The id of the contract that the document speaks of ("pays-x-2025-2030"), empty when it cannot be told."""
        from ingest.naming import contract_id

        return contract_id(self.territory, self.period)

    @property
    def contract_label(self) -> str:
        """The contract's name for readers: territory and period."""
        return f"{self.territory} {self.period}".strip()


@dataclass(frozen=True, slots=True)
class Document:
    """One ingested document: `id` is the sha256 of its bytes."""

    id: str
    file_name: str
    metadata: Metadata
    state: ReadState
    pages: tuple[Page, ...] = ()
    sections: tuple[Section, ...] = ()
    warnings: tuple[str, ...] = ()
    passage_count: int = 0
    ingested_at: str = ""  # ISO 8601, UTC
    source: str = ""  # where the file was found, to notice changed and removed files; never shown
    message: str = ""  # the French sentence of an unreadable document
    facts: ContractRecord | None = None  # what it says of its contract


@dataclass(frozen=True, slots=True)
class Outcome:
    """One line of an ingestion report."""

    file_name: str
    state: ReadState
    change: str  # added, replaced, unchanged, removed, rejected
    document_id: str = ""
    pages: int = 0
    passages: int = 0
    message: str = ""
    warnings: tuple[str, ...] = field(default=())
