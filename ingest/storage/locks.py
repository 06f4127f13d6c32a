"""One writer at a time on a data folder, held by the operating system: a killed process holds nothing."""

from __future__ import annotations

import json
import os
import sys
import time
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType

from filelock import FileLock, Timeout

from ingest.errors import UserError

# A new holder may have the lock and not yet have written its name: that long is waited for a name that is true.
_PATIENCE_S = 0.5
_PAUSE_S = 0.05


class StoreBusy(UserError):
    """Another process holds the data folder."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a lock; `birth` is the process's start in clock ticks since boot, 0 where the system does not tell."""

    pid: int
    command: str
    since: str
    birth: int


class WriterLock:
    """The lock of a data folder, as a context; `acquire` raises `StoreBusy` within a second."""

    def __init__(self, data_dir: Path) -> None:
        self._folder = data_dir
        # Taken by one thread and given back by another: a server opens its store at start and closes it at the end.
        self._lock = FileLock(str(data_dir / "writer.lock"), thread_local=False)
        self._info = data_dir / "writer.json"

    def acquire(self) -> None:
        """Takes the lock and says who has it; raises `StoreBusy`."""
        self._folder.mkdir(parents=True, exist_ok=True)
        deadline = time.monotonic() + _PATIENCE_S
        while True:
            try:
                self._lock.acquire(timeout=0)
            except Timeout:
                holder = self._holder()
                if holder is not None or time.monotonic() > deadline:
                    raise StoreBusy(_sentence(holder)) from None
                time.sleep(_PAUSE_S)
            else:
                self._sign()
                return

    def release(self) -> None:
        """Gives the lock back; a second call does nothing."""
        if self._lock.is_locked:
            self._info.unlink(missing_ok=True)
            self._lock.release()

    def __enter__(self) -> WriterLock:
        self.acquire()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()

    def _sign(self) -> None:
        pid = os.getpid()
        since = datetime.now().astimezone().isoformat(timespec="seconds")
        signature = {"pid": pid, "command": _command(), "since": since, "birth": _birth(pid)}
        draft = self._info.with_suffix(f".{pid}.tmp")
        draft.write_text(json.dumps(signature), encoding="utf-8")
        draft.replace(self._info)

    def _holder(self) -> Holder | None:
        """The living process that signed, None when what is written there is not or no longer true."""
        try:
            holder = Holder(**json.loads(self._info.read_text(encoding="utf-8")))
            alive = _alive(holder.pid) and _birth(holder.pid) == holder.birth
        except (OSError, ValueError, TypeError):
            return None
        return holder if alive else None


def _command() -> str:
    """The subcommand of this process ("serve"), or its program's name; arguments may name people's files."""
    program = Path(sys.argv[0] or "python").name
    return sys.argv[1] if len(sys.argv) > 1 and sys.argv[1].isalpha() else program


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _birth(pid: int) -> int:
    """Start of a process in clock ticks since boot (field 22 of Linux's stat), 0 where that cannot be read."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
        return int(stat.rpartition(")")[2].split()[19])
    except (OSError, ValueError, IndexError):
        return 0


def _sentence(holder: Holder | None) -> str:
    who = "Un autre processus"
    if holder is not None:
        since = datetime.fromisoformat(holder.since).strftime("%d/%m/%Y à %H:%M:%S")
        who += f" ({holder.command}, PID {holder.pid}, depuis le {since})"
    return f"{who} utilise déjà cet index. Arrêtez-le, puis recommencez."
