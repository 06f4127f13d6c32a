"""What is logged of a request: never its address or token, nor, unless a setting says so, its question."""

from __future__ import annotations

import logging
import time
import traceback
from urllib.parse import quote

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.problems import ProblemError, respond
from assistant.records import Answer

_log = logging.getLogger("api.requests")
_MAX_PATH = 200  # characters of a path that are logged


def note_question(request: Request, question: str) -> None:
    """Log the question where the installation's settings ask for it, and the page says so."""
    if request.app.state.log_questions:
        _log.info("question: %r", question)  # quoted: a question with line breaks stays one line


def note_answer(request: Request, answer: Answer) -> None:
    """Count the answer in the metrics, which hold nothing of what it says."""
    request.app.state.metrics.answered(answer)


class RequestLog:
    """Log method, path without query, status and duration; answer 500 to what nobody caught."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began, status = time.perf_counter(), 0

        async def watched(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, watched)
        except Exception as error:
            _log.error("%s", without_values(error))
            if status:
                raise ConnectionAbortedError("the response had begun") from None
            await respond(Request(scope), ProblemError(500))(scope, receive, watched)
        finally:
            # Quoted, so that a path with line breaks cannot forge a line of the log.
            path = quote(scope["path"])[:_MAX_PATH]
            spent = (time.perf_counter() - began) * 1000
            _log.info("%s %s %d %.1f ms", scope["method"], path, status, spent)


def without_values(error: Exception) -> str:
    """Where an error was raised; its message is left out, for it can hold the question."""
    frames = traceback.extract_tb(error.__traceback__)
    places = "".join(f"\n  {frame.filename}:{frame.lineno} {frame.name}" for frame in frames)
    return f"{type(error).__name__}{places}"
