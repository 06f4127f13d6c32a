"""Quotes as claims: where they stand, then their words, in plain text."""

from __future__ import annotations

import pytest

from assistant.quotations.decisive import Quote
from assistant.quotations.extract import claims_of, shown
from assistant.quotations.units import Unit
from assistant.verify import verified
from ingest.records import Document, Metadata, Original, Page, Passage, ReadState, Span

TEXT = "Financement\nMontant : 4 120 €\nTaux : 80 %"
SHEET = ("Fiche action 2.1", "Financement")
RIVES = Metadata("Contrat", "contrat", "Hautes Rives", "2024-2028")


def quote(
    text: str = TEXT, path: tuple[str, ...] = SHEET, metadata: Metadata = RIVES, pages: tuple[str, ...] = ()
) -> Quote:
    """A quote of whole pages."""
    numbered = tuple(Page(n, page) for n, page in enumerate(pages or (text,), 1))
    document = Document("d", "d.txt", metadata, ReadState.READY, numbered)
    spans = tuple(Span(page.number, 0, len(page.text)) for page in numbered)
    units = tuple(Unit(page.number, 0, len(page.text), page.text) for page in numbered)
    return Quote(document, Passage("p", "d", "\n".join(page.text for page in numbered), spans, path), units, 1.0)


def said(item: Quote) -> str:
    """What the one claim of a quote says."""
    [claim] = claims_of([item])
    assert verified([claim]) == (claim,)
    return claim.text


def notice(kind: str) -> Metadata:
    """The metadata of a notice of a document of that kind."""
    return Metadata("N", kind, "A", "2031-2036", notice_of=Original("P", kind, "A", "2031-2036"))


@pytest.mark.parametrize(
    ("metadata", "path", "expected"),
    [
        (RIVES, SHEET, "le CLS Hautes Rives 2024-2028 (Fiche action 2.1 › Financement)"),
        (RIVES, (), "le CLS Hautes Rives 2024-2028"),
        (
            Metadata("C", "communique", "Val Brumeux", "2019-2023"),
            ("Les signataires",),
            "le communiqué sur le CLS Val Brumeux 2019-2023 (Les signataires)",
        ),
        (
            Metadata("P", "presentation", "Val Brumeux", "2019-2023"),
            (),
            "la présentation du CLS Val Brumeux 2019-2023",
        ),
        (Metadata("Charte", "autre"), ("Préambule",), "le document « Charte » (Préambule)"),
        (Metadata("Charte", "autre", "A", "2031-2036"), (), "un document sur le CLS A 2031-2036"),
        (notice("contrat"), ("Article 1",), "la notice du CLS A 2031-2036 (Article 1)"),
        (notice("presentation"), (), "la notice de la présentation du CLS A 2031-2036"),
        (notice("article"), (), "la notice de l'article sur le CLS A 2031-2036"),
    ],
)
def test_a_claim_says_who_says_it_and_where(metadata: Metadata, path: tuple[str, ...], expected: str) -> None:
    assert said(quote("Une phrase.", path, metadata)) == f"{expected} : « Une phrase. »"


def test_a_section_that_is_its_title_alone_is_not_said_twice() -> None:
    title = "Fait à Rochevive, le 12 mars 2024"
    assert said(quote(title, (title,))) == f"le CLS Hautes Rives 2024-2028 : « {title} »"


def test_a_quote_over_two_pages_is_one_claim_with_two_proofs() -> None:
    [claim] = claims_of([quote(pages=("- l'État,", "- l'ARS."), path=("Article 1",))])
    assert claim.text == "le CLS Hautes Rives 2024-2028 (Article 1) : « l'État, » ; « l'ARS. »"
    assert [(p.page, p.quote, p.start, p.end) for p in claim.proofs] == [(1, "- l'État,", 0, 9), (2, "- l'ARS.", 0, 8)]


def test_a_documents_own_footnote_mark_is_no_citation() -> None:
    text = said(quote("Le montant est fixé [1] par avenant [ 12 ].", ("Article 2 [3]",)))
    assert text == "le CLS Hautes Rives 2024-2028 (Article 2 (3)) : « Le montant est fixé (1) par avenant ( 12 ). »"


def test_markup_of_a_document_stays_plain_text() -> None:
    text = "<script>alert(1)</script> & <b>gras</b>"
    assert text in said(quote(text, ("Article 1",)))


def test_lines_are_shown_as_one() -> None:
    assert shown(" a\n b\u00a0\t c ") == "a b c"


def test_no_quote_no_claim() -> None:
    assert claims_of([]) == ()
