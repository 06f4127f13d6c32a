"""Compares what the analysis makes of an invented contract with the truth."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.naming import fold, slug, territory_name
from ingest.records import Document, Passage, ReadResult, SectionKind
from tests.generated.contracts import Contract


def letters(text: str) -> str:
    """Letters and digits only: what white space, hyphens and typography may not change."""
    return re.sub(r"[^a-z0-9]", "", fold(text))


def faults(contract: Contract, document: Document, passages: Sequence[Passage]) -> list[str]:
    """One sentence for each difference between the truth and what was understood."""
    return [*_metadata(contract, document), *_structure(contract, document), *_contents(contract, passages)]


def misread(contract: Contract, result: ReadResult) -> list[str]:
    """The fields that do not follow their label in the text that the reader gave: no analysis can put them right."""
    margins = {"", contract.header, *(" ".join(sheet.heading.split()) for sheet in contract.sheets)}
    pages = [[line for line in page.text.splitlines() if line.strip() not in margins] for page in result.pages]
    # A footer is the last line.
    text = letters("\n".join("\n".join(lines[:-1]) for lines in pages))
    return [
        f"{sheet.number} {field.name}"
        for sheet in contract.sheets
        for field in sheet.fields
        if letters(" ".join([field.label, *field.content])) not in text
    ]


def _metadata(contract: Contract, document: Document) -> Iterator[str]:
    told = document.metadata
    if slug(territory_name(told.territory)) != slug(territory_name(contract.territory)):
        yield f"territory {told.territory!r}, not {contract.territory!r} ({' / '.join(contract.cover)})"
    for name, got, expected in (
        ("period", told.period, contract.period),
        ("kind", told.kind, "contrat"),
        ("language", told.language, "fr"),
    ):
        if got != expected:
            yield f"{name} {got!r}, not {expected!r}"


def _structure(contract: Contract, document: Document) -> Iterator[str]:
    def of(kind: SectionKind) -> list[tuple[str, str]]:
        return [(s.number, s.title) for s in document.sections if s.kind is kind]

    for kind, expected in (
        (SectionKind.ARTICLE, [(a.number, a.heading) for a in contract.articles]),
        (SectionKind.SHEET, [(s.number, s.heading) for s in contract.sheets]),
    ):
        got = [(number, letters(title)) for number, title in of(kind)]
        wanted = [(number, letters(title)) for number, title in expected]
        if got != wanted:
            yield f"{kind}: {of(kind)}, not {expected}"
    if sum(s.kind is SectionKind.SIGNATURE for s in document.sections) != 1:
        yield "signature missing or found twice"
    fields: list[list[str]] = []
    for section in document.sections:
        if section.kind is SectionKind.SHEET:
            fields.append([])
        elif section.kind is SectionKind.FIELD and fields:
            fields[-1].append(section.label)
    for sheet, got_fields in zip(contract.sheets, fields, strict=False):
        if got_fields != [field.name for field in sheet.fields]:
            yield f"fields of {sheet.number}: {got_fields}"


def _contents(contract: Contract, passages: Sequence[Passage]) -> Iterator[str]:
    everything = "".join(letters(p.text) for p in passages)
    if contract.header and letters(contract.header) in everything:
        yield "the running header is indexed"
    for sheet in contract.sheets:
        for field in sheet.fields:
            wanted = letters(" ".join(field.content))
            got = "".join(letters(p.text) for p in passages if p.sheet == sheet.number and p.field == field.group)
            if wanted not in got:
                yield f"{sheet.number} {field.name}: {' '.join(field.content)[:80]!r} is not whole under its label"
            if everything.count(wanted) != 1:
                yield f"{sheet.number} {field.name} is indexed {everything.count(wanted)} times"
    for article in contract.articles:
        wanted = letters(" ".join(article.content))
        got = "".join(letters(p.text) for p in passages if p.article == article.number and not p.sheet)
        if wanted not in got:
            yield f"article {article.number} is not whole"
        if everything.count(wanted) != 1:
            yield f"article {article.number} is indexed {everything.count(wanted)} times"
    introduction = letters(" ".join(contract.introduction))
    if everything.count(introduction) != 1:
        yield f"the introduction is indexed {everything.count(introduction)} times"
