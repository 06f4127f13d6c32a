"""The frozen records of a question and its answer; their shapes are those of the HTTP interface."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Status(StrEnum):
    """What kind of answer it is."""

    ANSWERED = "answered"
    PARTIAL = "partial"
    NOT_FOUND = "not_found"
    OUT_OF_SCOPE = "out_of_scope"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Turn:
    """One earlier exchange of the conversation, kept by the client."""

    question: str
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """A question as asked; `contracts` are the ids to which the asker narrows it (none = all)."""

    text: str
    history: tuple[Turn, ...] = ()
    contracts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Citation:
    """A verbatim quote: `start`/`end` are offsets into the text of page `page` (1-based) of the document."""

    number: int
    document_id: str
    document_title: str
    page: int
    section: str
    quote: str
    start: int
    end: int
    url: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure said by the answer, as said (`text`) and as a number in `unit`, with the citation that proves it."""

    text: str
    value: float
    unit: str
    citation: int


@dataclass(frozen=True, slots=True)
class ContractRef:
    """A contract named to the reader."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Scope:
    """Which contracts the answer speaks of, and why those."""

    contracts: tuple[ContractRef, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """A verified answer: `answer` is plain French text with `[n]` markers."""

    status: Status
    answer: str
    citations: tuple[Citation, ...] = ()
    figures: tuple[Figure, ...] = ()
    scope: Scope = Scope()
    understood: str = ""
    suggestions: tuple[str, ...] = ()
    elapsed_ms: float = 0.0


@dataclass(frozen=True, slots=True)
class Hit:
    """One passage found by search; `score` orders hits of one search and means nothing else."""

    passage_id: str
    score: float
    lexical_rank: int = 0  # 1-based rank in the lexical list, 0 = not in it
    vector_rank: int = 0
