"""Questions and their answers, whole or as server-sent events."""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator
from typing import Any

from fastapi import APIRouter, Depends, Request
from starlette.responses import StreamingResponse

from api.collaborator import Assistant
from api.dependencies import ReadyAssistant, check_contracts, count_question, json_only
from api.logs import note_question
from api.schemas import AnswerOut, AskIn

router = APIRouter(prefix="/api", dependencies=[Depends(json_only), Depends(count_question)])

_WORDS_PER_DELTA = 6  # small enough to read as it comes, large enough to be few events


@router.post("/ask")
def ask(request: Request, asked: AskIn, assistant: ReadyAssistant) -> AnswerOut:
    """The verified answer to a question."""
    return _answer(request, asked, assistant)


@router.post("/ask/stream", response_class=StreamingResponse)
def ask_in_stream(request: Request, asked: AskIn, assistant: ReadyAssistant) -> StreamingResponse:
    """The same answer as events: scope, citation…, delta…, done; nothing is sent before it is verified."""
    answer = _answer(request, asked, assistant)
    # A proxy that buffers would turn the stream back into one block.
    headers = {"X-Accel-Buffering": "no"}
    return StreamingResponse(_events(answer), media_type="text/event-stream", headers=headers)


def _answer(request: Request, asked: AskIn, assistant: Assistant) -> AnswerOut:
    check_contracts(assistant, asked.contracts, "contracts")
    note_question(request, asked.question)
    return AnswerOut.model_validate(assistant.ask(asked.to_question()))


async def _events(answer: AnswerOut) -> AsyncIterator[str]:
    whole = answer.model_dump(mode="json")
    yield _event("scope", whole["scope"])
    for citation in whole["citations"]:
        yield _event("citation", citation)
    for piece in pieces(answer.answer):
        yield _event("delta", {"text": piece})
    yield _event("done", whole)


def pieces(text: str) -> list[str]:
    """The text in pieces of a few words which, joined, give it back exactly."""
    words = re.findall(r"\s*\S+\s*|\s+", text)
    starts = range(0, len(words), _WORDS_PER_DELTA)
    return ["".join(words[start : start + _WORDS_PER_DELTA]) for start in starts]


def _event(name: str, data: Any) -> str:
    # JSON escapes line breaks, so one `data:` line always holds the whole.
    return f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"
