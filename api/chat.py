"""The assistant as a chat model, in the shapes of OpenAI's API: messages to a question, an answer to a completion."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import BaseModel, Field, StrictBool, StrictInt

from api.addresses import absolute
from api.problems import ProblemError
from api.schemas import MAX_QUESTION, MAX_TURNS, AnswerOut, CitationOut, ScopeOut
from api.streaming import pieces
from assistant.records import Question, Status, Turn

MODEL = "assistant-cls"
# OpenAI's clients want a date for a model: the first of the project's year.
_CREATED = 1_767_225_600
MAX_MESSAGES = 500
_SOURCES = "\n\nSources :\n"
_MARKER = re.compile(r"\[(\d+)\]")
# What a page that shows Markdown would load or run: images, links with another text than their address, tags.
_ACTIVE = re.compile(r"\](?=[(\[])|!(?=\[)|<(?=[A-Za-z/!?])|`")
_INERT = {"]": "] ", "!": "! ", "<": "‹", "`": "'"}


class PartIn(BaseModel):
    """A part of a message; only those of type `text` are read."""

    type: str
    text: str | None = None


class MessageIn(BaseModel):
    """A message of the conversation; those of other roles than `user` and `assistant` are passed over."""

    role: str
    content: str | list[PartIn] | None = None

    @property
    def text(self) -> str:
        """What the message says."""
        if isinstance(self.content, list):
            return "\n".join(part.text or "" for part in self.content if part.type == "text").strip()
        return (self.content or "").strip()


class StreamOptionsIn(BaseModel):
    """What a stream says beside its pieces."""

    include_usage: StrictBool = False


class ChatIn(BaseModel):
    """A conversation; the parameters of a language model are accepted and change nothing."""

    model: str
    messages: list[MessageIn] = Field(min_length=1, max_length=MAX_MESSAGES)
    stream: StrictBool | None = False
    stream_options: StreamOptionsIn | None = None
    n: StrictInt | None = Field(default=1, ge=1, le=1)


class UrlCitationOut(BaseModel):
    """Where the document's page is, for the marker at these characters of the message."""

    start_index: int
    end_index: int
    url: str
    title: str


class AnnotationOut(BaseModel):
    """The source of a marker of the message."""

    type: Literal["url_citation"] = "url_citation"
    url_citation: UrlCitationOut


class MessageOut(BaseModel):
    """The answer with its sources; `citations` are those of `/api/ask`."""

    role: Literal["assistant"] = "assistant"
    content: str
    refusal: str | None = None
    annotations: list[AnnotationOut]
    citations: list[CitationOut]


class ChoiceOut(BaseModel):
    """The one answer."""

    index: int = 0
    message: MessageOut
    finish_reason: Literal["stop"] = "stop"
    logprobs: None = None


class UsageOut(BaseModel):
    """Lengths in words and punctuation marks: no language model counts tokens here."""

    prompt_tokens: int
    completion_tokens: int
    total_tokens: int


class AboutOut(BaseModel):
    """What `/api/ask` says beside the answer's text."""

    status: Status
    scope: ScopeOut
    understood: str
    suggestions: list[str]


class CompletionOut(BaseModel):
    """A completion; `cls` is this assistant's own."""

    id: str
    object: Literal["chat.completion"] = "chat.completion"
    created: int
    model: str = MODEL
    choices: list[ChoiceOut]
    usage: UsageOut
    cls: AboutOut


class ModelOut(BaseModel):
    """The assistant as a model."""

    id: str = MODEL
    object: Literal["model"] = "model"
    created: int = _CREATED
    owned_by: str = MODEL


class ModelsOut(BaseModel):
    """The models that there are: one."""

    object: Literal["list"] = "list"
    data: list[ModelOut]


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer as a chat shows it; `id` and `created` are the completion's, `base` the address of this server."""

    id: str
    created: int
    base: str
    asked: ChatIn
    answer: AnswerOut

    @property
    def content(self) -> str:
        """The message's text."""
        return content_of(self.answer, self.base)

    def completion(self) -> CompletionOut:
        """The whole answer at once."""
        message = MessageOut(content=self.content, annotations=self._annotations(), citations=self.answer.citations)
        return CompletionOut(
            id=self.id,
            created=self.created,
            choices=[ChoiceOut(message=message)],
            usage=self._usage(),
            cls=self._about(),
        )

    def chunks(self) -> Iterator[dict[str, Any]]:
        """The answer piece by piece; the last piece brings the sources, for those who do not read them in the text."""
        yield self._chunk({"role": "assistant", "content": ""})
        for piece in pieces(self.content):
            yield self._chunk({"content": piece})
        annotations = [annotation.model_dump() for annotation in self._annotations()]
        citations = [citation.model_dump() for citation in self.answer.citations]
        yield self._chunk({"content": "", "annotations": annotations, "citations": citations})
        yield self._chunk({}, finish_reason="stop") | {"cls": self._about().model_dump(mode="json")}
        if self.asked.stream_options and self.asked.stream_options.include_usage:
            yield self._chunk(None) | {"choices": [], "usage": self._usage().model_dump()}

    def _chunk(self, delta: dict[str, Any] | None, *, finish_reason: str | None = None) -> dict[str, Any]:
        choice = {"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish_reason}
        return {
            "id": self.id,
            "object": "chat.completion.chunk",
            "created": self.created,
            "model": MODEL,
            "choices": [choice],
        }

    def _annotations(self) -> list[AnnotationOut]:
        sources = {citation.number: citation for citation in self.answer.citations}
        found = []
        for mark in _MARKER.finditer(_said(self.answer, self.base)):
            citation = sources.get(int(mark[1]))
            if citation is not None:
                title = f"{citation.document_title}, page {citation.page}"
                url = f"{self.base}{citation.url}"
                found.append(
                    AnnotationOut(
                        url_citation=UrlCitationOut(
                            start_index=mark.start(), end_index=mark.end(), url=url, title=title
                        )
                    )
                )
        return found

    def _usage(self) -> UsageOut:
        prompt = sum(_length(message.text) for message in self.asked.messages)
        completion = _length(self.content)
        return UsageOut(prompt_tokens=prompt, completion_tokens=completion, total_tokens=prompt + completion)

    def _about(self) -> AboutOut:
        answer = self.answer
        return AboutOut(
            status=answer.status, scope=answer.scope, understood=answer.understood, suggestions=answer.suggestions
        )


def content_of(answer: AnswerOut, base: str) -> str:
    """The answer's text, what it was drawn from, and its sources; nothing in it is live Markdown or HTML.

    `base` is the address of the server, empty where it has none: sources then have no link.
    """
    note = f"\n\n({inert(answer.scope.note)})" if answer.scope.note else ""
    sources = "\n".join(_source(citation, base) for citation in answer.citations)
    return f"{_said(answer, base)}{note}{_SOURCES + sources if sources else ''}"


def _said(answer: AnswerOut, base: str) -> str:
    return absolute(inert(answer.answer), base)


def _source(citation: CitationOut, base: str) -> str:
    place = f", {inert(citation.section)}" if citation.section else ""
    quote = " ".join(inert(citation.quote).split())
    link = f" {base}{citation.url}" if base else ""
    return f"[{citation.number}] {inert(citation.document_title)}, page {citation.page}{place} : « {quote} »{link}"


def question_of(asked: ChatIn) -> Question:
    """The last message of the user as a question, what came before as history; raises `ProblemError`."""
    if asked.model != MODEL:
        raise ProblemError(404, f"Le modèle demandé n'existe pas ; il y a « {MODEL} ».", code="model_not_found")
    messages = [message for message in asked.messages if message.role in ("user", "assistant")]
    if not messages or messages[-1].role != "user" or not messages[-1].text:
        raise _wrong("le dernier message doit être une question de l'utilisateur, en texte")
    text = messages[-1].text
    if len(text) > MAX_QUESTION:
        raise _wrong(f"la question est trop longue : {MAX_QUESTION} caractères au plus", "context_length_exceeded")
    if not any(c.isprintable() and not c.isspace() for c in text):
        raise _wrong("la question est vide")
    return Question(text, _turns(messages[:-1]))


def _turns(messages: Sequence[MessageIn]) -> tuple[Turn, ...]:
    turns: list[Turn] = []
    for message in messages:
        if message.role == "user":
            turns.append(Turn(message.text[:MAX_QUESTION]))
        elif turns and not turns[-1].answer:
            # Without the sources that an earlier completion listed: they are no part of what was said.
            turns[-1] = Turn(turns[-1].question, message.text.split(_SOURCES)[0])
    return tuple(turn for turn in turns if turn.question)[-MAX_TURNS:]


def inert(text: str) -> str:
    """The text with what a page showing Markdown would load, link or run made plain."""
    return _ACTIVE.sub(lambda found: _INERT[found[0]], text)


def _wrong(explanation: str, code: str = "") -> ProblemError:
    return ProblemError(400, f"« messages » : {explanation}.", errors=(("messages", explanation),), code=code)


def _length(text: str) -> int:
    return len(re.findall(r"\w+|[^\w\s]", text))
