"""Stand-ins that can be computed by hand, and synthetic documents of invented territories."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ingest.readers.limits import SENTENCES, Limits
from ingest.records import (
    Document,
    Metadata,
    Page,
    Passage,
    RawPage,
    ReadResult,
    ReadState,
    Section,
    SectionKind,
    Span,
)
from ingest.steps import Steps


@dataclass(frozen=True)
class FakeEncoder:
    """A text embeds as the lengths of its first words (at most 20 letters each), made of length 1."""

    name: str = "fake"
    dimension: int = 8

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        rows = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            lengths = [min(len(word), 20) for word in text.split()[: self.dimension - 1]]
            row[: len(lengths)] = lengths
            row[-1] = 1.0  # no text is all zeros
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def fake_read(path: Path, limits: Limits) -> ReadResult:
    """Pages are parted by form feeds; an empty file is empty, one that begins with "!" is damaged."""
    text = path.read_text(encoding="utf-8")
    if not text:
        return ReadResult(ReadState.EMPTY, SENTENCES[ReadState.EMPTY])
    if text.startswith("!"):
        return ReadResult(ReadState.DAMAGED, SENTENCES[ReadState.DAMAGED])
    return ReadResult(ReadState.READY, pages=tuple(RawPage(n, page) for n, page in enumerate(text.split("\f"), 1)))


def fake_analyse(
    result: ReadResult, *, document_id: str, file_name: str, known: Metadata | None, source: str
) -> tuple[Document, tuple[Passage, ...]]:
    """Each line is a passage; a text that holds "crash" breaks the analysis."""
    if any("crash" in page.text for page in result.pages):
        raise RuntimeError("crash")
    document = Document(
        id=document_id,
        file_name=file_name,
        metadata=known or Metadata(title=file_name),
        state=result.state,
        pages=tuple(Page(page.number, page.text) for page in result.pages),
        source=source,
    )
    return document, passages_of(document)


def passages_of(document: Document) -> tuple[Passage, ...]:
    """The lines of a document as passages."""
    passages = []
    for page in document.pages:
        start = 0
        for line in page.text.splitlines(keepends=True):
            text = line.strip()
            if text:
                span = Span(page.number, start, start + len(text))
                passage_id = f"{document.id[:12]}-{page.number}-{start}"
                passages.append(Passage(passage_id, document.id, text, (span,)))
            start += len(line)
    return tuple(passages)


FAKE_STEPS = Steps(fake_read, fake_analyse)


def document(name: str, *lines: str, metadata: Metadata | None = None, source: str = "") -> Document:
    """A ready document of one page whose id is told by its name alone."""
    text = "\n".join(lines) or f"Le contrat du {name} est signé"
    return Document(
        id=name.encode().hex().ljust(64, "0")[:64],
        file_name=f"{name}.txt",
        metadata=metadata or Metadata(title=name, kind="contrat", territory=name, period="2031-2036"),
        state=ReadState.READY,
        pages=(Page(1, text),),
        sections=(Section(SectionKind.ARTICLE, "Article 1", ("Article 1",), (1, 0), (1, len(text)), "1"),),
        passage_count=len(lines) or 1,
        source=source or f"/corpus/{name}.txt",
    )
