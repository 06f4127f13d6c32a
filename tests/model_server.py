"""A small HTTP server shaped like OpenAI's chat completions, which behaves as each test asks."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

# What is said to the messages of one request; or how the connection is treated.
Behaviour = Callable[[list[dict[str, str]]], Any]


@dataclass
class ModelServer:
    """A running server: `behaviours` are used one a request, the last again and again; `requests` are the bodies."""

    address: str
    behaviours: list[Behaviour]
    requests: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)

    def asked(self, i: int = -1) -> dict[str, Any]:
        """What the user's message of a request holds."""
        messages = self.requests[i]["messages"]
        data: dict[str, Any] = json.loads(next(m["content"] for m in messages if m["role"] == "user"))
        return data


@dataclass(frozen=True)
class Raw:
    """An answer that is no chat completion."""

    status: int = 200
    body: bytes = b""
    kind: str = "application/json"
    length: int | None = None  # announced; more than the body has cuts it off
    trickle: float = 0.0  # seconds between two bytes


def completion(text: str, reason: str = "stop") -> bytes:
    """A chat completion that says a text."""
    message = {"role": "assistant", "content": text}
    body = {
        "id": "c", "object": "chat.completion", "created": 1, "model": "m",
        "choices": [{"index": 0, "message": message, "finish_reason": reason}],
        "usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2},
    }  # fmt: skip
    return json.dumps(body).encode()


class _Handler(BaseHTTPRequestHandler):
    server: Any

    def do_POST(self) -> None:
        state: ModelServer = self.server.state
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        state.requests.append(body)
        state.keys.append(self.headers.get("Authorization", ""))
        state.paths.append(self.path)
        behaviour = state.behaviours[min(len(state.requests), len(state.behaviours)) - 1]
        said = behaviour(body["messages"])
        raw = said if isinstance(said, Raw) else Raw(body=completion(said))
        self.send_response(raw.status)
        self.send_header("Content-Type", raw.kind)
        self.send_header("Content-Length", str(raw.length if raw.length is not None else len(raw.body)))
        self.end_headers()
        try:
            for start in range(0, len(raw.body), 1 if raw.trickle else 65_536):
                self.wfile.write(raw.body[start : start + (1 if raw.trickle else 65_536)])
                if raw.trickle:
                    self.wfile.flush()
                    time.sleep(raw.trickle)
                    if self.server.stopping.is_set():
                        return
        except OSError:
            return

    def log_message(self, *_: object) -> None:
        """Nothing is logged."""


@contextmanager
def model_server(*behaviours: Behaviour) -> Iterator[ModelServer]:
    """A server on a loopback port for as long as the block lasts."""
    http = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    http.daemon_threads = True
    state = ModelServer(f"http://127.0.0.1:{http.server_address[1]}/v1", list(behaviours))
    http.state, http.stopping = state, threading.Event()
    thread = threading.Thread(target=http.serve_forever, daemon=True)
    thread.start()
    try:
        yield state
    finally:
        http.stopping.set()
        http.shutdown()
        http.server_close()
