"""Servers for the tests of the pages: answers of every status, documents that are really read, nothing read yet."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

from assistant.library import Library
from assistant.records import Answer, Citation, ContractRef, Question, Scope, Status
from ingest.records import Document
from tests.api_fakes import FakeAssistant, documents
from tests.facts.records_samples import PAGE_1, PAGE_2, document, library

ADMIN_TOKEN = "jeton-d'été"
# A question with this word has so many sources.
MANY, NUMEROUS = "toutes", 9
SUGGESTION = "Combien coûtent les ateliers ?"
_CONTRACTS = tuple(contract.ref for contract in library().contracts)
_NOTE = "la question ne nomme pas de territoire"


class WebAssistant(FakeAssistant):
    """The fake assistant with a contract whose record is known, and an answer of each status by a word."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._files[document().id] = folder / "arviere"
        write_pages(self._files[document().id], (PAGE_1, PAGE_2))

    def ask(self, question: Question) -> Answer:
        scope = Scope(_CONTRACTS[1:], _NOTE)
        if question.contracts:
            scope = Scope(tuple(ref for ref in _CONTRACTS if ref.id in question.contracts))
        for word, status, text in (
            ("rien", Status.NOT_FOUND, "Les documents lus ne le disent pas. Document lu : « CLS du Val d'Arvière »."),
            ("illisible", Status.UNREADABLE, "La page qui le dirait est une image sans texte."),
            ("douleur", Status.OUT_OF_SCOPE, "Appelez tout de suite le 15 ou le 112."),
        ):
            if word in question.text:
                return Answer(status, text, scope=scope, understood=question.text, suggestions=(SUGGESTION,))
        answer = replace(super().ask(question), scope=scope)
        if question.history:
            answer = replace(answer, understood=f"{question.text} (après « {question.history[-1].question} »)")
        if MANY in question.text:
            return replace(answer, citations=_numbered(answer.citations, NUMEROUS))
        return replace(answer, status=Status.PARTIAL) if "partie" in question.text else answer

    def documents(self) -> tuple[Document, ...]:
        return (*documents(), document())

    def document(self, document_id: str) -> Document | None:
        return next((one for one in self.documents() if one.id == document_id), None)

    def contracts(self) -> tuple[ContractRef, ...]:
        return _CONTRACTS

    def library(self) -> Library:
        return library()


def _numbered(citations: tuple[Citation, ...], count: int) -> tuple[Citation, ...]:
    return tuple(replace(citations[min(at, 1)], number=at + 1) for at in range(count))


class EmptyAssistant(WebAssistant):
    """The same before any document is read."""

    def ready(self) -> tuple[bool, str]:
        return False, "Aucun document n'est encore indexé."

    def documents(self) -> tuple[Document, ...]:
        return ()

    def library(self) -> Library:
        return Library()


def write_pages(path: Path, pages: tuple[str, ...]) -> None:
    """A PDF with these pages, a line a line."""
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(path), pagesize=(595, 842))
    for page in pages:
        canvas.setFont("Helvetica", 9)
        for at, line in enumerate(page.splitlines()):
            canvas.drawString(40, 780 - 18 * at, line)
        canvas.showPage()
    canvas.save()


def serve(kind: str, folder: Path, port: int) -> None:
    """Serve one of the three; the entry point of the tests' child process."""
    from api.app import create_app
    from api.serving import run
    from ingest.settings import Settings

    settings = Settings(_env_file=None, data_dir=folder / "data", rate_limit=0, admin_token=ADMIN_TOKEN)
    if kind in ("fake", "empty"):
        made = WebAssistant(folder) if kind == "fake" else EmptyAssistant(folder)
        run(create_app(made, settings), "127.0.0.1", port)
        return
    from api.administration import Administration
    from assistant.service import open_assistant
    from ingest.pipeline import ingest
    from ingest.storage.store import open_store
    from tests.contracts import HAUTES_RIVES, write
    from tests.fakes import FakeEncoder

    with open_store(settings, FakeEncoder()) as store:
        ingest([write(folder / "first", {"hautes-rives.txt": HAUTES_RIVES})], store, settings)
        assistant = open_assistant(store, settings)
        run(create_app(assistant, settings, Administration(store, settings, assistant.steady)), "127.0.0.1", port)


if __name__ == "__main__":
    serve(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
