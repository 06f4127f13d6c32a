"""A small assistant with invented documents, for the tests of the HTTP interface."""

from __future__ import annotations

import hashlib
from pathlib import Path

from assistant.library import Library
from assistant.records import Answer, Citation, ContractRef, Figure, Hit, Question, Scope, Status
from ingest.records import (
    Document,
    Metadata,
    Original,
    Page,
    PageOrigin,
    Passage,
    ReadState,
    Section,
    SectionKind,
    Span,
)

CONTRACT = ContractRef("rives-d-ormont-2031-2036", "Rives d'Ormont 2031-2036")
HOSTILE = "<script>window.hacked = true</script><img src=x onerror='window.hacked = true'>"
PAGE_TEXT = (
    "Fiche action 7.3\nAteliers de marche en forêt\n"
    "Le coût prévu est de 1 234 € par an.\nL'ARS finance la totalité.\n" + HOSTILE
)
QUOTE = "Le coût prévu est de 1 234 € par an."
TABLE = "/api/funding?contract=rives-d-ormont-2031-2036&format=csv"
PDF_LINES = ("Fiche action 7.3", "Ateliers de marche en forêt", QUOTE, "L'ARS finance la totalité.")


def write_pdf(path: Path, lines: tuple[str, ...] = PDF_LINES) -> None:
    """A one-page PDF with those lines."""
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(path), pagesize=(420, 300))
    for index, line in enumerate(lines):
        canvas.drawString(40, 240 - 24 * index, line)
    canvas.save()


def _id(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()


PDF_ID, HTML_ID, BAD_ID = _id("pdf"), _id("html"), _id("bad")


def documents() -> tuple[Document, ...]:
    """A contract in PDF with a readable page and a scan, an article in HTML, a damaged file."""
    start = PAGE_TEXT.index("Le coût")
    about = Metadata("Contrat des Rives d'Ormont", "contrat", "Rives d'Ormont", "2031-2036", "ARS", "fr")
    sections = (
        Section(SectionKind.SHEET, "Fiche action 7.3", ("Fiche action 7.3",), (1, 0), (1, len(PAGE_TEXT)), "7.3"),
        Section(
            SectionKind.FIELD,
            "Coût",
            ("Fiche action 7.3", "Coût"),
            (1, start),
            (1, start + 36),
            label="funding",
        ),
    )
    pages = (Page(1, PAGE_TEXT), Page(2, "", PageOrigin.SCAN))
    original = Original("Article d'origine", "article", "Rives d'Ormont", "2031-2036")
    article = Metadata(f"Article {HOSTILE}", "article", "Rives d'Ormont", "2031-2036", notice_of=original)
    return (
        Document(
            PDF_ID,
            "contrat.pdf",
            about,
            ReadState.PARTIAL,
            pages,
            sections,
            ("La page 2 est une numérisation sans texte.",),
            4,
            "2031-01-02T03:04:05Z",
            "/srv/secret/contrat.pdf",
        ),
        Document(HTML_ID, "article.html", article, ReadState.READY, (Page(1, "Texte de l'article."),), (), (), 1),
        Document(
            BAD_ID,
            "abîmé.pdf",
            Metadata(),
            ReadState.DAMAGED,
            message="Ce PDF est tronqué : demandez-le à nouveau.",
        ),
    )


class FakeAssistant:
    """Answers every question with the same quote; "panne" breaks it, "rien" finds nothing, "fichier" has an address."""

    def __init__(self, folder: Path, reason: str = "") -> None:
        self.reason = reason
        self.asked: list[Question] = []
        self._files = {PDF_ID: folder / "aa", HTML_ID: folder / "bb"}
        write_pdf(self._files[PDF_ID])
        self._files[HTML_ID].write_text("<h1>Article</h1><script>window.hacked = true</script>")

    def ask(self, question: Question) -> Answer:
        self.asked.append(question)
        if "panne" in question.text:
            raise RuntimeError(f"secret /srv/secret {question.text}")
        if "rien" in question.text:
            text = "Les documents lus ne le disent pas."
            return Answer(Status.NOT_FOUND, text, suggestions=("Combien coûtent les ateliers ?",))
        if "fichier" in question.text:
            return Answer(Status.ANSWERED, f"Le tableau [1] :\n- en CSV : {TABLE}\n- <b> //exemple.fr/financement")
        start = PAGE_TEXT.index(QUOTE)
        title = "Contrat des Rives d'Ormont"
        url = f"/documents/{PDF_ID}?page=1&start={start}&end={start + len(QUOTE)}"
        section = "Fiche action 7.3 › Coût"
        at = PAGE_TEXT.index(HOSTILE)
        return Answer(
            Status.ANSWERED,
            "La fiche action 7.3 prévoit 1 234 € par an [1]. Elle précise :\n- le coût [1] ;\n- le reste [2] [9].",
            (
                Citation(1, PDF_ID, title, 1, section, QUOTE, start, start + len(QUOTE), url),
                Citation(2, PDF_ID, title, 1, "", HOSTILE, at, at + len(HOSTILE), f"/documents/{PDF_ID}?page=1"),
            ),
            (Figure("1 234 €", 1234.0, "EUR/an", 1),),
            Scope((CONTRACT,), "seul contrat indexé"),
            "Combien coûtent les ateliers de marche du CLS Rives d'Ormont 2031-2036 ?",
            ("Qui finance les ateliers de marche ?",),
            1.5,
        )

    def search(
        self, query: str, *, contracts: tuple[str, ...] = (), limit: int = 10
    ) -> tuple[tuple[Passage, Hit], ...]:
        start = PAGE_TEXT.index(QUOTE)
        span = Span(1, start, start + len(QUOTE))
        passages = [Passage(f"p{n}", PDF_ID, QUOTE, (span,), ("Fiche action 7.3", "Coût")) for n in range(3)]
        return tuple((one, Hit(one.id, 3.0 - n, n + 1)) for n, one in enumerate(passages))[:limit]

    def documents(self) -> tuple[Document, ...]:
        return documents()

    def document(self, document_id: str) -> Document | None:
        return next((one for one in documents() if one.id == document_id), None)

    def contracts(self) -> tuple[ContractRef, ...]:
        return (CONTRACT,)

    def library(self) -> Library:
        return Library()

    def file(self, document_id: str) -> Path | None:
        return self._files.get(document_id)

    def ready(self) -> tuple[bool, str]:
        return not self.reason, self.reason


def serve(folder: str, port: str) -> None:
    """Serve the fake assistant; the entry point of the server tests' child process."""
    from api.app import create_app
    from api.serving import ServingError, run
    from ingest.settings import Settings

    try:
        run(create_app(FakeAssistant(Path(folder)), Settings(_env_file=None)), "127.0.0.1", int(port))
    except ServingError as error:
        raise SystemExit(str(error)) from None


if __name__ == "__main__":
    import sys

    serve(*sys.argv[1:])
