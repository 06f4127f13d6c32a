"""From what a reader gave to a document and its passages: repair, structure, description. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.describe import describe
from ingest.facts.assemble import read_facts
from ingest.facts.reading import Reading
from ingest.passages import cut
from ingest.records import INDEXED_STATES, Document, Metadata, Page, Passage, ReadResult
from ingest.repair import repair_pages
from ingest.structure.annexed import annexed, without
from ingest.structure.lines import Line, body, margins, mark_skipped
from ingest.structure.outline import outline
from ingest.structure.pictograms import without_pictograms
from ingest.structure.run_ins import cut_run_ins


def analyse(
    result: ReadResult, *, document_id: str, file_name: str, known: Metadata | None = None, source: str = ""
) -> tuple[Document, tuple[Passage, ...]]:
    """The document that a file's reading gives and its passages; what `known` says outranks what the text tells."""
    shell = Document(
        id=document_id,
        file_name=file_name,
        metadata=known or Metadata(title=file_name),
        state=result.state,
        warnings=result.warnings,
        source=source,
        message=result.message,
    )
    if result.state not in INDEXED_STATES:
        return shell, ()
    texts = repair_pages([page.text for page in result.pages])
    pages = mark_skipped([Page(raw.number, text, raw.origin) for raw, text in zip(result.pages, texts, strict=True)])
    lines = cut_run_ins(without_pictograms(body(pages)))
    structure = outline(lines)
    passages = cut(structure.blocks, document_id)
    told = describe(
        lines,
        structure.sections,
        title=result.title,
        language=result.language,
        file_name=file_name,
        margins=margins(pages),
    )
    document = replace(
        shell,
        metadata=_merged(known, told),
        pages=pages,
        sections=tuple(structure.sections),
        passage_count=len(passages),
    )
    return _with_facts(document, lines), passages


def _with_facts(document: Document, lines: Sequence[Line]) -> Document:
    if document.metadata.kind == "autre":
        return document  # what is no local health contract has no record of one
    own = tuple(without(lines, annexed(lines)))
    reading = Reading(document.id, document.metadata, document.pages, own, document.sections)
    facts, failed = read_facts(reading)
    warnings = tuple(f"Une partie n'a pas pu être comprise, par un défaut du logiciel : {name}." for name in failed)
    return replace(document, facts=facts, warnings=(*document.warnings, *warnings))


def _merged(known: Metadata | None, told: Metadata) -> Metadata:
    if known is None:
        return told
    return replace(
        known,
        title=known.title or told.title,
        kind=known.kind or told.kind,
        territory=known.territory or told.territory,
        period=known.period or told.period,
        language=known.language or told.language,
    )
