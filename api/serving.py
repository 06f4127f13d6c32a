"""Serving the application on an address."""

from __future__ import annotations

import contextlib
import errno
import logging
import socket

import uvicorn
from fastapi import FastAPI

from ingest.errors import UserError

_GRACE_SECONDS = 5  # left to the requests in progress when the server is stopped
_EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104 - compared with, not bound to


class ServingError(UserError):
    """The address cannot be served; the message is a French sentence that says what to do."""


def run(app: FastAPI, host: str = "127.0.0.1", port: int = 8000) -> None:
    """Serve until interrupted; raises `ServingError` at once when the address cannot be taken."""
    listener = _listen(host, port)
    # Forced: a library may have set up a log of its own.
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s %(message)s", force=True)
    logging.getLogger("api").setLevel(logging.INFO)
    logging.getLogger("bm25s").setLevel(logging.WARNING)  # it sets itself to tell each index it builds
    config = uvicorn.Config(
        app,
        log_config=None,
        log_level="warning",
        access_log=False,  # it would write the questions of `/?q=`; `api.logs` does not
        server_header=False,
        lifespan="on",
        ws="none",
        timeout_graceful_shutdown=_GRACE_SECONDS,
    )
    print(_announcement(host, listener.getsockname()[1]), flush=True)
    with contextlib.suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=[listener])


def check_address(host: str, port: int) -> None:
    """Raises `ServingError` when the address cannot be taken, before the minutes that a first reading takes."""
    _listen(host, port).close()


def _announcement(host: str, port: int) -> str:
    shown = "127.0.0.1" if host in _EVERYWHERE else f"[{host}]" if ":" in host else host
    reach = ", ouvert à tout le réseau" if host in _EVERYWHERE else ""
    return f"L'assistant est prêt : http://{shown}:{port}{reach} (Ctrl+C pour l'arrêter)"


def _listen(host: str, port: int) -> socket.socket:
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family)
    except (OSError, OverflowError, UnicodeError) as error:
        raise ServingError(_explanation(error, host, port)) from error


def _explanation(error: Exception, host: str, port: int) -> str:
    code = error.errno if isinstance(error, OSError) else None
    if code == errno.EADDRINUSE:
        return (
            f"Le port {port} est déjà pris sur {host} : arrêtez le programme qui l'occupe (peut-être l'assistant "
            f"lui-même, ouvert ailleurs : essayez http://{host}:{port}), ou choisissez un autre port, par exemple "
            f"--port {_other(port)} (make start PORT={_other(port)})."
        )
    if code in (errno.EACCES, errno.EPERM):
        return f"Le port {port} est réservé au système : choisissez-en un au-dessus de 1024, comme --port 8000."
    if isinstance(error, OverflowError):
        return f"Le port {port} n'existe pas : choisissez un nombre entre 1 et 65535."
    return f"L'adresse {host} n'est pas une adresse de cette machine : essayez --host 127.0.0.1."


def _other(port: int) -> int:
    return port + 1 if port < 65535 else 8000
