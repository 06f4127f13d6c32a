"""The assistant behind OpenAI's interface, so that a chat page can use it as a model."""

from __future__ import annotations

import time
import uuid
from collections.abc import Iterator

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response, StreamingResponse

from api.addresses import base_of
from api.chat import MODEL, ChatIn, CompletionOut, ModelOut, ModelsOut, Reply, question_of
from api.dependencies import ReadyAssistant, count_question, json_only
from api.logs import note_answer, note_question
from api.problems import ProblemError
from api.schemas import AnswerOut
from api.streaming import HEADERS, event

router = APIRouter(prefix="/v1")


@router.post(
    "/chat/completions", response_model=CompletionOut, dependencies=[Depends(json_only), Depends(count_question)]
)
def completions(request: Request, asked: ChatIn, assistant: ReadyAssistant) -> CompletionOut | Response:
    """The verified answer to the last message, whole or in pieces."""
    question = question_of(asked)
    note_question(request, question.text)
    answer = assistant.ask(question)
    note_answer(request, answer)
    reply = Reply(
        f"chatcmpl-{uuid.uuid4().hex}", int(time.time()), base_of(request), asked, AnswerOut.model_validate(answer)
    )
    if not asked.stream:
        return reply.completion()
    return StreamingResponse(_events(reply), media_type="text/event-stream", headers=HEADERS)


@router.get("/models")
def models() -> ModelsOut:
    """The one model that there is."""
    return ModelsOut(data=[ModelOut()])


@router.get("/models/{model}")
def model(model: str) -> ModelOut:
    """That model, by its name."""
    if model != MODEL:
        raise ProblemError(404, f"Ce modèle n'existe pas ; il y a « {MODEL} ».", code="model_not_found")
    return ModelOut()


def _events(reply: Reply) -> Iterator[str]:
    for chunk in reply.chunks():
        yield event(chunk)
    yield event("[DONE]")
