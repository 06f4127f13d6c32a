"""The page where one asks, without and with an answer, and the answer as a note to hand in."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from api.addresses import absolute, base_of
from api.collaborator import Assistant
from api.council_note import NOTE_TYPE, note_name, note_of
from api.dependencies import AnyAssistant, ReadyAssistant, check_contracts, count_question
from api.logs import note_answer, note_question
from api.problems import ProblemError
from api.schemas import MAX_QUESTION
from api.web.error_page import NOTHING_READ, nothing_is_read
from api.web.examples import examples
from api.web.forms import Form, form_of, query_of
from api.web.templating import render
from api.web.turns import TurnView, asked_of, context_of, turn_view
from assistant.library import Library

router = APIRouter(include_in_schema=False)

PostedForm = Annotated[Form, Depends(form_of)]


@router.api_route("/", methods=["GET", "HEAD"])
def home(request: Request, assistant: AnyAssistant) -> Response:
    """The question box, with the answer to `q` when there is one; `contract` narrows."""
    form = query_of(request)
    return _page(request, assistant, form) if "q" in form.values else _home(request, assistant, form)


@router.post("/")
def follow_up(request: Request, assistant: AnyAssistant, form: PostedForm) -> Response:
    """The answer to a question that follows others, which the form brings along: nothing is kept."""
    return _page(request, assistant, form)


@router.post("/note")
def note(request: Request, assistant: ReadyAssistant, form: PostedForm) -> Response:
    """The answer, composed and verified again, as a DOCX note; nothing of it is kept."""
    asked = asked_of(form)
    count_question(request)
    check_contracts(assistant, asked.contracts, "contract")
    note_question(request, asked.question)
    today = datetime.datetime.now().astimezone().date()
    answer = assistant.ask(asked.to_question())
    note_answer(request, answer)
    # On paper, an address needs its host.
    answer = replace(answer, answer=absolute(answer.answer, base_of(request)))
    body = note_of(asked.question, answer, today)
    headers = {"Content-Disposition": f'attachment; filename="{note_name(asked.question)}"'}
    return Response(body, media_type=NOTE_TYPE, headers=headers)


def _page(request: Request, assistant: Assistant, form: Form) -> Response:
    """The page with the answer, or with what is wrong beside the question."""
    try:
        asked = asked_of(form)
        count_question(request)
        ready, reason = assistant.ready()
        if not ready:
            raise ProblemError(503, reason, headers={"Retry-After": "5"})
        check_contracts(assistant, asked.contracts, "contract")
    except ProblemError as problem:
        return _home(request, assistant, form, problem=problem)
    note_question(request, asked.question)
    answer = assistant.ask(asked.to_question())
    note_answer(request, answer)
    return _home(request, assistant, form, turn=turn_view(asked, answer, assistant.library()))


def _home(
    request: Request,
    assistant: Assistant,
    form: Form,
    *,
    turn: TurnView | None = None,
    problem: ProblemError | None = None,
) -> Response:
    ready, reason = assistant.ready()
    library = assistant.library() if ready else Library()
    context: Mapping[str, object] = {
        **context_of(library.contracts, assistant.documents()),
        "turn": turn,
        "earlier": tuple(reversed(turn.asked.history)) if turn else (),
        # After an answer the box is for the next question; after an error, for the same one.
        "question": "" if turn else form.first("q")[:MAX_QUESTION],
        # An address may name a contract that is gone: the box beside the question shows none as chosen.
        "narrowed": frozenset(form.all("contract")) & {one.ref.id for one in library.contracts},
        "wrong": problem.detail if problem and ready else "",
        "unready": "" if ready else reason,
        "empty": NOTHING_READ if not ready and nothing_is_read(request) else (),
        # What cannot be answered is not offered.
        "examples": examples(library) if ready and not turn else (),
    }
    status, headers = (problem.status, problem.headers) if problem else (200, None)
    return render(request, "home.html", context, status=status, headers=headers)
