"""Who may read, and the headers that keep a browser from doing what the page did not ask for."""

from __future__ import annotations

import base64
import binascii
import hmac

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.problems import ProblemError, respond

# Health is for machines that hold no token; static files hold nothing of the documents.
_OPEN_PATHS = ("/healthz", "/readyz")
_OPEN_PREFIX = "/static/"

_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",  # answers and questions stay out of shared caches
}


class SecurityHeaders:
    """Add the security headers that the response does not set itself."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, send_with_headers)


class TokenGate:
    """Ask for the token on every path but health and static files; an empty token opens everything.

    A browser cannot send a Bearer header for a page, so the token is also accepted as the
    password of HTTP Basic, which a browser asks for by itself and keeps without a cookie.
    """

    def __init__(self, app: ASGIApp, token: str) -> None:
        self._app = app
        self._token = token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or self._may_read(scope):
            await self._app(scope, receive, send)
            return
        scheme = "Bearer" if scope["path"].startswith("/api/") else "Basic"
        headers = {"WWW-Authenticate": f'{scheme} realm="cls-assistant", charset="UTF-8"'}
        await respond(Request(scope), ProblemError(401, headers=headers))(scope, receive, send)

    def _may_read(self, scope: Scope) -> bool:
        path: str = scope["path"]
        if not self._token or path in _OPEN_PATHS or path.startswith(_OPEN_PREFIX):
            return True
        shown = _shown_token(Headers(scope=scope).get("authorization", ""))
        return hmac.compare_digest(shown, self._token.encode())


def _shown_token(authorization: str) -> bytes:
    scheme, _, value = authorization.partition(" ")
    # Headers are decoded as Latin-1: this gives back the bytes that were sent.
    shown = value.strip().encode("latin-1")
    if scheme.lower() == "bearer":
        return shown
    if scheme.lower() == "basic":
        try:
            return base64.b64decode(shown).partition(b":")[2]
        except binascii.Error:
            return b""
    return b""
