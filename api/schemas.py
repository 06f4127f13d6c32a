"""Shapes of the requests and responses, as `interfaces.md` fixes them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, field_serializer

from api.jobs import JobKind, JobState
from assistant.records import Question, Status, Turn
from ingest.records import ReadState, SectionKind

MAX_QUESTION = 1_000  # characters
MAX_TURNS = 20
MAX_CONTRACTS = 20  # more would be "all of them"
MAX_RESULTS = 50


# One character at least that shows: neither white space nor a control nor one of no width. Said as a pattern, so that
# the interface's description says it too.
_SHOWS = r"[^\x00-\x20\x7f-\xa0\xad\u061c\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff\ufff9-\ufffb]"

QuestionText = Annotated[str, StringConstraints(strip_whitespace=True, max_length=MAX_QUESTION, pattern=_SHOWS)]
ContractId = Annotated[str, StringConstraints(min_length=1, max_length=200)]


class TurnIn(BaseModel):
    """An earlier exchange, kept by the client."""

    question: QuestionText
    answer: str = ""


class AskIn(BaseModel):
    """A question with what it needs to be understood; unknown fields are ignored."""

    question: QuestionText
    history: list[TurnIn] = Field(default=[], max_length=MAX_TURNS)
    contracts: list[ContractId] = Field(default=[], max_length=MAX_CONTRACTS)

    def to_question(self) -> Question:
        """The question as the assistant takes it."""
        turns = tuple(Turn(turn.question, turn.answer) for turn in self.history)
        return Question(self.question, turns, tuple(self.contracts))


class _Out(BaseModel):
    model_config = ConfigDict(from_attributes=True)


class CitationOut(_Out):
    """A verbatim quote; `start`/`end` are offsets into the page's text."""

    number: int
    document_id: str
    document_title: str
    page: int
    section: str
    quote: str
    start: int
    end: int
    url: str


class FigureOut(_Out):
    """A figure that the answer says, and the citation that proves it."""

    text: str
    value: float
    unit: str
    citation: int

    @field_serializer("value")
    def _whole(self, value: float) -> float | int:
        return int(value) if value.is_integer() else value


class ContractOut(_Out):
    """A contract named to the reader."""

    id: str
    label: str


class ScopeOut(_Out):
    """Which contracts the answer speaks of, and why."""

    contracts: list[ContractOut]
    note: str


class AnswerOut(_Out):
    """A verified answer with its sources."""

    status: Status
    answer: str
    citations: list[CitationOut]
    figures: list[FigureOut]
    scope: ScopeOut
    understood: str
    suggestions: list[str]
    elapsed_ms: float


class OriginalOut(_Out):
    """The document that a notice stands for."""

    title: str
    kind: str
    territory: str
    period: str


class DocumentOut(_Out):
    """One document; `pages` and `passages` are counts, `message` says why a document could not be read.

    `superseded`: a notice that stepped back for its original, from which nothing is answered.
    """

    id: str
    title: str
    file_name: str
    kind: str
    territory: str
    period: str
    contract: str
    publisher: str
    published: str
    language: str
    notice_of: OriginalOut | None
    superseded: bool
    pages: int
    passages: int
    state: ReadState
    message: str
    warnings: list[str]
    sha256: str
    ingested_at: str


class SectionOut(_Out):
    """A section's stretch of one page: `start`/`end` are offsets into that page's text."""

    kind: SectionKind
    title: str
    path: list[str]
    number: str
    start: int
    end: int


class PageOut(_Out):
    """The text of one physical page, and the sections that run through it."""

    page: int
    text: str
    sections: list[SectionOut]


class SpanOut(_Out):
    """Characters `start` to `end` (exclusive) of a page's text."""

    page: int
    start: int
    end: int


class ResultOut(_Out):
    """One passage found by search, best first; a rank of 0 means absent from that list."""

    passage_id: str
    document_id: str
    document_title: str
    page: int
    section: str
    text: str
    spans: list[SpanOut]
    url: str
    score: float
    lexical_rank: int
    vector_rank: int


class OutcomeOut(_Out):
    """What became of one file; `message` says why it could not be read, and what to do."""

    file_name: str
    state: ReadState
    change: Literal["added", "replaced", "unchanged", "removed", "rejected"]
    document_id: str
    pages: int
    passages: int
    message: str
    warnings: list[str]


class JobOut(_Out):
    """A job as it stands; one that is `done` may hold rejected files, `message` says why one `failed`."""

    id: str
    kind: JobKind
    state: JobState
    created_at: str
    ended_at: str
    total: int
    done: int
    current: str
    outcomes: list[OutcomeOut]
    message: str


class HealthOut(BaseModel):
    """The process lives (`ok`) or answers (`ready`)."""

    status: str
