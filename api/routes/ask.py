"""Questions and their answers, whole or as server-sent events."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from typing import Any

from fastapi import APIRouter, Depends, Request
from starlette.responses import StreamingResponse

from api.collaborator import Assistant
from api.dependencies import ReadyAssistant, check_contracts, count_question, json_only
from api.logs import note_answer, note_question, without_values
from api.problems import ProblemError
from api.schemas import AnswerOut, AskIn
from api.streaming import HEADERS, event, pieces

router = APIRouter(prefix="/api", dependencies=[Depends(json_only), Depends(count_question)])

_log = logging.getLogger("api.requests")


@router.post("/ask")
def ask(request: Request, asked: AskIn, assistant: ReadyAssistant) -> AnswerOut:
    """The verified answer to a question."""
    return _answer(request, asked, assistant)


@router.post("/ask/stream", response_class=StreamingResponse)
def ask_in_stream(request: Request, asked: AskIn, assistant: ReadyAssistant) -> StreamingResponse:
    """The same answer as events: scope, citation…, delta…, done; nothing is sent before it is verified."""
    answer = _answer(request, asked, assistant)
    return StreamingResponse(guarded(_events(answer)), media_type="text/event-stream", headers=HEADERS)


def _answer(request: Request, asked: AskIn, assistant: Assistant) -> AnswerOut:
    check_contracts(assistant, asked.contracts, "contracts")
    note_question(request, asked.question)
    answer = assistant.ask(asked.to_question())
    note_answer(request, answer)
    return AnswerOut.model_validate(answer)


async def guarded(events: AsyncIterator[str]) -> AsyncIterator[str]:
    """The same events; what breaks them off is an `error` event, for the status of the response is long sent."""
    try:
        async for one in events:
            yield one
    except Exception as error:
        _log.error("stream broken off: %s", without_values(error))
        yield event(ProblemError(500).body(), "error")


async def _events(answer: AnswerOut) -> AsyncIterator[str]:
    whole: dict[str, Any] = answer.model_dump(mode="json")
    yield event(whole["scope"], "scope")
    for citation in whole["citations"]:
        yield event(citation, "citation")
    for piece in pieces(answer.answer):
        yield event({"text": piece}, "delta")
    yield event(whole, "done")
