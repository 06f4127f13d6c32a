"""Cutting of a document's blocks into passages that respect its structure. Pure functions."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from langchain_text_splitters import RecursiveCharacterTextSplitter

from ingest.records import Passage, SectionKind, Span
from ingest.structure.headings import heading
from ingest.structure.lines import Line
from ingest.structure.outline import Block

# The evidence of a question and its context: 800 found less, 1,200 no more (docs/evaluation.md). The default model
# reads 256 word pieces, so a vector stands for the first four fifths of the longest passages.
PASSAGE_CHARACTERS = 1000
# A stretch shorter than this says little alone and is read with what follows it in the same article.
SHORT_CHARACTERS = 120

_SPLITTER = RecursiveCharacterTextSplitter(
    chunk_size=PASSAGE_CHARACTERS,
    chunk_overlap=0,
    # A line may end anywhere in a sentence: where no sentence ends with its line, one that ends inside a line does.
    separators=[r"(?<=[.;!?])\n", r"\n(?=[-•–o] )", r"(?<=[.;!?]) (?=[A-ZÀ-Ý«])", r"\n", r"(?<=[.;!?]) ", r" "],
    is_separator_regex=True,
    keep_separator="end",
    add_start_index=True,
    strip_whitespace=True,
)


def cut(blocks: Sequence[Block], document_id: str) -> tuple[Passage, ...]:
    """The passages of a document, in reading order; each lies within one block, or one block and its bare headings."""
    return tuple(passage for block in _gathered(blocks) for passage in _cut_block(block, document_id))


def _gathered(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks, with bare headings and short stretches put at the head of what follows them."""
    held: Block | None = None
    for block in blocks:
        if held is not None and _belongs_before(held, block):
            headings = len(held.lines) + block.heading_lines if held.heading_lines == len(held.lines) else 0
            block = replace(block, lines=(*held.lines, *block.lines), heading_lines=headings)
        elif held is not None:
            yield held
        held = block
    if held is not None:
        yield held


def _belongs_before(held: Block, block: Block) -> bool:
    opening = heading(held.lines[0].text)
    if opening and opening.kind is SectionKind.SIGNATURE:
        return False  # "Fait à …, le …" is a statement of its own, not the heading of the first sheet
    if held.sheet:
        # The sheet's own title goes with its first field; fields are never mixed.
        return held.sheet == block.sheet and held.heading_lines == len(held.lines) and not held.field
    if held.heading_lines == len(held.lines) and not held.article:
        return not block.article
    return (
        held.article == block.article
        and not block.sheet
        and (held.heading_lines == len(held.lines) or _size(held) < SHORT_CHARACTERS)
        and _size(held) + _size(block) <= PASSAGE_CHARACTERS
    )


def _size(block: Block) -> int:
    return sum(len(line.text) + 1 for line in block.lines)


def _cut_block(block: Block, document_id: str) -> Iterator[Passage]:
    text = "\n".join(line.text for line in block.lines)
    for piece in _SPLITTER.create_documents([text]):
        start = int(piece.metadata["start_index"])
        spans = tuple(_spans(block.lines, start, start + len(piece.page_content)))
        yield Passage(
            id=passage_id(document_id, spans),
            document_id=document_id,
            text=piece.page_content,
            spans=spans,
            path=block.path,
            sheet=block.sheet,
            article=block.article,
            field=block.field,
        )


def _spans(lines: Sequence[Line], start: int, end: int) -> Iterator[Span]:
    """Where characters start..end of the lines' joined text stand: one span for each unbroken stretch of a page."""
    offset = 0
    current: Span | None = None
    for line in lines:
        first, last = max(start, offset), min(end, offset + len(line.text))
        if first < last:
            span = Span(line.page, line.start + first - offset, line.start + last - offset)
            if current and current.page == span.page and not line.after_skip:
                current = replace(current, end=span.end)
            else:
                if current:
                    yield current
                current = span
        offset += len(line.text) + 1
    if current:
        yield current


def passage_id(document_id: str, spans: Sequence[Span]) -> str:
    """The id that a document, its pages and spans determine."""
    where = ";".join(f"{span.page}:{span.start}-{span.end}" for span in spans)
    return hashlib.sha256(f"{document_id}|{where}".encode()).hexdigest()[:32]
