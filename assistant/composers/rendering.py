"""Statements as an answer: numbered citations, marks after each sentence, figures. Pure functions."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.composers.statement import PASSAGE_CHARACTERS, Composed, Statement
from assistant.records import Answer, Citation, ContractRef, Figure, Scope
from assistant.verify import Proof
from ingest.records import Document, PageOrigin

# What is said under an answer that quotes a page whose text was recognised in its picture.
OCR = "Page lue par reconnaissance de caractères : à vérifier sur l'original."


def rendered(composed: Composed, *, contracts: Sequence[ContractRef], note: str, understood: str) -> Answer:
    """The answer that checked statements make; the same quote is numbered once."""
    citations: dict[tuple[str, int, int, int], Citation] = {}
    figures: list[Figure] = []
    lines = []
    for statement in composed.statements:
        numbers = [_numbered(proof, citations) for proof in _widest(statement.proofs)]
        lines.append(_line(statement, numbers))
        proved = {number: citations_quote(citations, number) for number in numbers}
        for figure in statement.figures:
            where = next(
                (n for n in numbers if _digits(figure.text) in _digits(proved[n])), numbers[0] if numbers else 0
            )
            if where:
                figures.append(Figure(figure.text, figure.value, figure.unit, where))
    if any(read_by_ocr(proof.document, proof.page) for statement in composed.statements for proof in statement.proofs):
        lines.append(OCR)
    return Answer(
        composed.status,
        "\n".join(lines),
        tuple(citations.values()),
        tuple(dict.fromkeys(figures)),
        Scope(tuple(contracts), composed.note or note),
        understood,
        composed.suggestions,
    )


def read_by_ocr(document: Document, number: int) -> bool:
    """Whether the text of a page was recognised in its picture."""
    return any(page.number == number and page.origin is PageOrigin.OCR for page in document.pages)


def citation(proof: Proof, number: int) -> Citation:
    """A proof as the citation of that number."""
    return Citation(
        number=number,
        document_id=proof.document.id,
        document_title=proof.document.metadata.title,
        page=proof.page,
        section=proof.section,
        quote=proof.quote,
        start=proof.start,
        end=proof.end,
        url=f"/documents/{proof.document.id}?page={proof.page}&start={proof.start}&end={proof.end}",
    )


def citations_quote(citations: dict[tuple[str, int, int, int], Citation], number: int) -> str:
    """The quote of the citation of that number."""
    return next(found.quote for found in citations.values() if found.number == number)


def _widest(proofs: Sequence[Proof]) -> list[Proof]:
    """The proofs without those that stand whole inside another of them."""
    return [proof for proof in proofs if not any(_within(proof, other) for other in proofs)]


def _within(proof: Proof, other: Proof) -> bool:
    same_page = (proof.document.id, proof.page) == (other.document.id, other.page)
    inside = other.start <= proof.start and proof.end <= other.end
    return same_page and inside and (proof.start, proof.end) != (other.start, other.end)


def _numbered(proof: Proof, citations: dict[tuple[str, int, int, int], Citation]) -> int:
    key = (proof.document.id, proof.page, proof.start, proof.end)
    # A quote that holds this one is shown already: the same words are not listed twice.
    holding = next(
        (known for known in citations if known[:2] == key[:2] and known[2] <= key[2] and key[3] <= known[3]), key
    )
    key = holding if holding[3] - holding[2] <= PASSAGE_CHARACTERS else key
    if key not in citations:
        citations[key] = citation(proof, len(citations) + 1)
    return citations[key].number


def _line(statement: Statement, numbers: Sequence[int]) -> str:
    marks = "".join(f"[{number}]" for number in dict.fromkeys(numbers))
    text = statement.text.strip()
    if statement.item:
        return f"- {text} {marks}".rstrip()
    if text.endswith(":"):
        return f"{text} {marks}".rstrip()
    end = "" if text.endswith((".", "!", "?")) else "."
    return f"{text.removesuffix('.')} {marks}{end or '.'}" if marks else f"{text}{end}"


def _digits(text: str) -> str:
    return "".join(character for character in text if character.isdigit())
