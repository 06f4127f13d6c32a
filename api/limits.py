"""How much one address may ask, and how large a request may be."""

from __future__ import annotations

import ipaddress
import math
import threading
import time
from collections import OrderedDict
from collections.abc import Callable

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.problems import CHAT_PREFIX, ProblemError, respond

MAX_BODY = 64 * 1024  # bytes: 20 turns of a conversation fit, a flood does not
MAX_CHAT = 1024 * 1024  # chat pages send their whole conversation, instructions included
UPLOAD_PATH = "/api/documents"
_MAX_ADDRESSES = 10_000  # remembered at once, so that many addresses cannot fill the memory


class RateLimiter:
    """A bucket of `per_minute` questions for each address, refilled evenly; 0 = no limit."""

    def __init__(self, per_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._per_minute = per_minute
        self._clock = clock
        self._lock = threading.Lock()
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait(self, address: str) -> int:
        """0 when the address may ask now (and one question is counted), else the seconds to wait."""
        if not self._per_minute:
            return 0
        key, rate, full = _network(address), self._per_minute / 60, float(self._per_minute)
        with self._lock:
            now = self._clock()
            left, last = self._buckets.pop(key, (full, now))
            left = min(full, left + (now - last) * rate)
            self._buckets[key] = (left - 1 if left >= 1 else left, now)
            if len(self._buckets) > _MAX_ADDRESSES:
                self._buckets.popitem(last=False)
        return 0 if left >= 1 else max(1, math.ceil((1 - left) / rate))


def _network(address: str) -> str:
    # One IPv6 subscriber holds a /64: counting single addresses would count nobody.
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    return str(ipaddress.ip_network((parsed, 64), strict=False)) if parsed.version == 6 else address


class BodyLimit:
    """Refuse a body of more than `limit` bytes before anything reads it; the body is held in memory.

    An upload has a limit of its own, `uploads`, and is not held in memory: past it, reading its body raises a problem.
    """

    def __init__(self, app: ASGIApp, limit: int = MAX_BODY, uploads: int = 0) -> None:
        self._app = app
        self._limit = limit
        self._uploads = uploads

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        uploading = is_upload(scope)
        chatting = scope["path"].startswith(CHAT_PREFIX)
        limit = self._uploads if uploading else MAX_CHAT if chatting else self._limit
        declared = headers.get("content-length", "0")
        body: list[Message] = []
        size = int(declared) if declared.isascii() and declared.isdigit() and len(declared) < 20 else 0
        if not uploading and size <= limit and (size or "transfer-encoding" in headers):
            body, size = await self._read(receive)
        if size > limit:
            await respond(Request(scope), _too_large(limit))(scope, receive, send)
        elif uploading:
            await self._app(scope, _counted(receive, limit), send)
        else:
            await self._app(scope, _replay(body, receive), send)

    async def _read(self, receive: Receive) -> tuple[list[Message], int]:
        messages, size = [], 0
        while True:
            message = await receive()
            messages.append(message)
            size += len(message.get("body", b""))
            if not message.get("more_body") or size > self._limit:
                return messages, size


def is_upload(scope: Scope) -> bool:
    """Whether the request brings documents."""
    return bool(scope["path"] == UPLOAD_PATH and scope["method"] == "POST")


def _too_large(limit: int) -> ProblemError:
    shown = f"{limit // 2**20} Mio" if limit >= 2**20 else f"{limit // 1024} kio"
    return ProblemError(413, f"Le corps de la requête dépasse {shown}.")


def _counted(receive: Receive, limit: int) -> Receive:
    """The same messages, until they hold more than `limit` bytes."""
    size = 0

    async def counted() -> Message:
        nonlocal size
        message = await receive()
        size += len(message.get("body", b""))
        if size > limit:
            raise _too_large(limit)
        return message

    return counted


def _replay(messages: list[Message], receive: Receive) -> Receive:
    waiting = iter(messages)

    async def replayed() -> Message:
        for message in waiting:
            return message
        return await receive()

    return replayed
