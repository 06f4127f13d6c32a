"""Reading a file in a process of its own: nothing that the file does reaches this one."""

from __future__ import annotations

import contextlib
import json
import os
import selectors
import signal
import subprocess
import sys
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

from ingest.readers.limits import SENTENCES, Limits
from ingest.records import PageOrigin, RawPage, ReadResult, ReadState
from ingest.sandbox_child import NO_MEMORY

_RESULT_BYTES = 128 * 2**20  # no honest document has so much text
_START_SECONDS = 5  # for the interpreter and its libraries, on a busy machine
_CHUNK = 1 << 16
_ROOT = Path(__file__).resolve().parent.parent
# The child gets no other variable: settings hold keys.
_PASSED_ON = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "TESSDATA_PREFIX", "SYSTEMROOT", "LD_LIBRARY_PATH")


def read_file(path: Path, limits: Limits) -> ReadResult:
    """The pages of a file, or the state and the French sentence that say why there are none; raises nothing."""
    try:
        if not path.is_file():
            return ReadResult(ReadState.FAILED, "Le fichier est introuvable ou n’est pas un fichier ordinaire.")
        if path.stat().st_size > limits.bytes:
            return _refusal(ReadState.TOO_LARGE)
        with path.open("rb"):
            pass
    except OSError:
        return ReadResult(ReadState.FAILED, "Le fichier ne peut pas être ouvert : vérifiez vos droits d’accès.")
    command = [sys.executable, "-P", "-m", "ingest.sandbox_child"]
    try:
        process = subprocess.Popen(  # noqa: S603 - a fixed command: the path goes through standard input
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
            start_new_session=True,  # a group of its own, which is killed whole
        )
    except OSError:
        return _refusal(ReadState.FAILED)
    try:
        return _converse(process, path, limits)
    finally:
        _end(process)


def _converse(process: subprocess.Popen[bytes], path: Path, limits: Limits) -> ReadResult:
    assert process.stdin is not None
    assert process.stdout is not None
    deadline = time.monotonic() + limits.seconds + _START_SECONDS
    order = json.dumps({"path": str(path.absolute()), "limits": asdict(limits)}).encode()
    with contextlib.suppress(OSError):  # it may be dead already: the empty answer says so
        process.stdin.write(order)
        process.stdin.close()
    received = bytearray()
    read_up_to = 0
    announced = False
    with selectors.DefaultSelector() as selector:
        selector.register(process.stdout, selectors.EVENT_READ)
        while True:
            if not selector.select(timeout=max(0.0, deadline - time.monotonic())):
                return _refusal(ReadState.TIMED_OUT)
            chunk = os.read(process.stdout.fileno(), _CHUNK)
            if not chunk:
                break
            received += chunk
            if len(received) > _RESULT_BYTES:
                return _refusal(ReadState.TOO_LARGE)
            if time.monotonic() > deadline:
                return _refusal(ReadState.TIMED_OUT)
            if not announced and (end := received.find(b"\n", read_up_to)) >= 0:
                announced = True  # once: a child cannot buy time for ever
                deadline += _recognition_seconds(bytes(received[: end + 1]), limits)
            read_up_to = len(received)
    return _result(bytes(received), _exit_code(process, deadline))


def _recognition_seconds(line: bytes, limits: Limits) -> int:
    """The time that character recognition adds, if that is what the first line announces."""
    message = _parsed(line) if len(line) < 100 else {}
    pages = message.get("ocr", 0)
    if not isinstance(pages, int):
        return 0
    return max(0, min(pages, limits.pages, limits.ocr_pages)) * limits.ocr_seconds_per_page


def _exit_code(process: subprocess.Popen[bytes], deadline: float) -> int:
    try:
        return process.wait(timeout=max(0.1, min(1.0, deadline - time.monotonic())))
    except subprocess.TimeoutExpired:
        return 0


def _result(received: bytes, code: int) -> ReadResult:
    """What the child's last line says; without one, what its end says."""
    lines = received.split(b"\n")
    message = _parsed(lines[-2]) if len(lines) >= 2 and not lines[-1] else {}
    try:
        return ReadResult(
            state=ReadState(message["state"]),
            message=_text(message["message"]),
            pages=tuple(RawPage(_number(n), _text(text), PageOrigin(origin)) for n, text, origin in message["pages"]),
            title=_text(message["title"]),
            language=_text(message["language"]),
            warnings=tuple(_text(warning) for warning in message["warnings"]),
        )
    except (KeyError, TypeError, ValueError):
        pass
    if code == -signal.SIGXCPU:
        return _refusal(ReadState.TIMED_OUT)
    # Only the kernel kills so, and only for memory: this process has not done it yet.
    return _refusal(ReadState.OUT_OF_MEMORY if code in (-signal.SIGKILL, NO_MEMORY) else ReadState.FAILED)


def _parsed(line: bytes) -> dict[str, Any]:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"a text is expected, not {type(value).__name__}")
    return value


def _number(value: object) -> int:
    if not isinstance(value, int) or value < 1:
        raise ValueError(f"a 1-based page number is expected, not {value!r}")
    return value


def _environment() -> dict[str, str]:
    kept = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    # One thread for Tesseract: several pages may be read at once, by several processes.
    return {**kept, "PYTHONPATH": str(_ROOT), "PYTHONIOENCODING": "utf-8", "OMP_THREAD_LIMIT": "1"}


def _end(process: subprocess.Popen[bytes]) -> None:
    """Kill the child and all that it started."""
    # The group bears the child's id, and cannot be another's before the child is waited for or while a member lives.
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    with contextlib.suppress(OSError):
        if process.stdin is not None:
            process.stdin.close()
    if process.stdout is not None:
        process.stdout.close()
    process.wait()


def _refusal(state: ReadState) -> ReadResult:
    return ReadResult(state, SENTENCES[state])
