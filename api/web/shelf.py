"""The documents as their page lists them: what became of each, what stands for what. Pure functions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from api.views import title_of
from api.web.presentation import PROBLEM_STATES, STATES
from assistant.library import Library
from ingest.catalogue import active
from ingest.naming import fold
from ingest.records import Document, PageOrigin, ReadState

# What became of a file, for those who bring some in.
CHANGES = {
    "added": "ajouté",
    "replaced": "remplacé",
    "unchanged": "inchangé",
    "removed": "retiré",
    "rejected": "refusé",
}
# From so many documents on, the list has a filter.
MANY = 10


@dataclass(frozen=True, slots=True)
class Shelved:
    """A document of the list; `steps_back` is a notice whose original is there, from which nothing is answered."""

    document: Document
    title: str
    contract_id: str  # empty where no contract of that id is understood
    state: str
    family: str  # the badge it is drawn as
    steps_back: bool
    unread: tuple[int, ...]  # pages that are pictures without text
    by_ocr: int

    @property
    def unreadable(self) -> bool:
        """Whether nothing of it was read: nothing is answered from it."""
        return self.family == "bad"

    @property
    def needs_care(self) -> bool:
        """Whether someone should look at it: it was not read, or not all of it."""
        return self.family in ("bad", "warn")


def shelve(documents: Sequence[Document], library: Library) -> tuple[Shelved, ...]:
    """Every document: those read in part first, then by contract and title, what could not be read last."""
    answering = {document.id for document in active(documents)}
    known = {contract.ref.id for contract in library.contracts}
    found = [_shelved(document, answering, known) for document in documents]
    return tuple(
        sorted(
            found,
            key=lambda one: (one.unreadable, not one.needs_care, one.steps_back, one.contract_id, fold(one.title)),
        )
    )


def filtered(shelf: Sequence[Shelved], words: str, care: bool) -> tuple[Shelved, ...]:
    """Those whose title, file or contract holds the words, and that need care when only those are wanted."""
    wanted = fold(words)
    return tuple(one for one in shelf if wanted in _told(one) and (one.needs_care or not care))


def _told(one: Shelved) -> str:
    return fold(f"{one.title} {one.document.file_name} {one.document.metadata.contract_label}")


def _shelved(document: Document, answering: set[str], known: set[str]) -> Shelved:
    steps_back = document.state not in PROBLEM_STATES and document.id not in answering
    contract_id = document.metadata.contract_id
    return Shelved(
        document,
        title_of(document),
        contract_id if contract_id in known else "",
        "remplacée par l'original" if steps_back else STATES[document.state],
        "plain-badge" if steps_back else _family(document.state),
        steps_back,
        tuple(page.number for page in document.pages if page.origin is PageOrigin.SCAN),
        sum(page.origin is PageOrigin.OCR for page in document.pages),
    )


def _family(state: ReadState) -> str:
    if state in PROBLEM_STATES:
        return "bad"
    return "warn" if state is ReadState.PARTIAL else "good"
