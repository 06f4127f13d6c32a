"""Who may read, and the headers that keep a browser from doing what the page did not ask for."""

from __future__ import annotations

import base64
import binascii
import contextlib
import hmac

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.problems import ProblemError, respond

# Health is for machines that hold no token; static files hold nothing of the documents.
_OPEN_PATHS = ("/healthz", "/readyz")
_OPEN_PREFIX = "/static/"
_MACHINES = ("/api/", "/v1/", "/mcp", "/metrics")
_ADMIN = "Administrer demande le jeton d'administration (CLS_ADMIN_TOKEN) : en-tête « Authorization: Bearer … »."
_NOT_ADMIN = "Ce jeton n'est pas le jeton d'administration (CLS_ADMIN_TOKEN) : vérifiez-le, puis recommencez."
# Said rather than hidden behind a 404: whoever installs must know what to set, and the interface is public.
_NO_ADMIN = "L'administration par HTTP est désactivée sur cette installation : réglez CLS_ADMIN_TOKEN pour l'ouvrir."

_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'"
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
    What changes the index asks for the administrator's token, which also opens reading; without one it is off.
    """

    def __init__(self, app: ASGIApp, token: str, admin_token: str = "") -> None:
        self._app = app
        self._token = token
        self._admin_token = admin_token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        problem = self._refusal(scope) if scope["type"] == "http" else None
        if problem is None:
            await self._app(scope, receive, send)
        else:
            await respond(Request(scope), problem)(scope, receive, send)

    def _refusal(self, scope: Scope) -> ProblemError | None:
        path: str = scope["path"]
        scheme, shown = _shown_token(Headers(scope=scope).get("authorization", ""))
        is_admin = _same(shown, self._admin_token)
        if _administers(scope["method"], path):
            # Bearer only: a browser adds the Basic password it keeps to whatever another site makes it send.
            if self._admin_token and is_admin and scheme == "bearer":
                return None
            if not self._admin_token:
                return ProblemError(403, _NO_ADMIN)
            return _unauthorised("Bearer", _NOT_ADMIN if shown else _ADMIN)
        if not self._token or path in _OPEN_PATHS or path.startswith(_OPEN_PREFIX):
            return None
        if _same(shown, self._token) or (self._admin_token and is_admin):
            return None
        return _unauthorised("Bearer" if path.startswith(_MACHINES) else "Basic")


def _administers(method: str, path: str) -> bool:
    """Whether the request changes the index or looks at what changes it."""
    if path == "/api/documents" or path.startswith("/api/documents/"):
        return method in ("POST", "DELETE")
    return path in ("/api/reindex", "/api/jobs") or path.startswith("/api/jobs/")


def _unauthorised(scheme: str, detail: str = "") -> ProblemError:
    return ProblemError(401, detail, headers={"WWW-Authenticate": f'{scheme} realm="cls-assistant", charset="UTF-8"'})


def _same(shown: bytes, token: str) -> bool:
    return hmac.compare_digest(shown, token.encode())


def _shown_token(authorization: str) -> tuple[str, bytes]:
    """The scheme of the header and the token that it shows."""
    scheme, _, value = authorization.partition(" ")
    scheme = scheme.lower()
    # Headers are decoded as Latin-1: this gives back the bytes that were sent.
    shown = value.strip().encode("latin-1")
    if scheme == "bearer":
        return scheme, shown
    if scheme == "basic":
        with contextlib.suppress(binascii.Error):
            return scheme, base64.b64decode(shown).partition(b":")[2]
    return scheme, b""
