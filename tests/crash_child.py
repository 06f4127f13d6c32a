"""Ingests in forked children that kill themselves, or are killed, on command; started by `test_crash.py`.

Forked from a process that has imported everything: a trial costs tenths of a second.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import chromadb  # noqa: F401 - imported before the forks
import httpx  # noqa: F401

from ingest.pipeline import ingest
from ingest.settings import Settings
from ingest.storage.chroma import Database, Table
from ingest.storage.files import FileVault
from ingest.storage.rebuild import reindex
from ingest.storage.store import open_store
from tests.fakes import FAKE_STEPS, FakeEncoder

# Everything that leaves a trace on the disk; a trial may stop before and after each of their calls.
WRITES = (
    (FileVault, "keep"),
    (FileVault, "_note"),
    (FileVault, "discard"),
    (Database, "table"),
    (Database, "write_state"),
    (Database, "drop"),
    (Table, "upsert"),
    (Table, "delete"),
)


def count_writes(stop_at: int) -> list[str]:
    """Notes each boundary of a write, and kills this process at the boundary numbered `stop_at`."""
    trace: list[str] = []

    def boundary(name: str) -> None:
        if len(trace) == stop_at:
            os.kill(os.getpid(), signal.SIGKILL)
        trace.append(name)

    def bounded(name: str, write: Callable[..., Any]) -> Callable[..., Any]:
        def wrapped(*args: Any, **named: Any) -> Any:
            boundary(f"before {name}")
            result = write(*args, **named)
            boundary(f"after {name}")
            return result

        return wrapped

    for owner, name in WRITES:
        setattr(owner, name, bounded(name, getattr(owner, name)))
    return trace


def work(order: dict[str, Any]) -> None:
    trace = count_writes(order["stop_at"])
    settings = Settings(_env_file=None, data_dir=Path(order["data"]), corpus_dir=Path(order["corpus"]))
    with open_store(settings, FakeEncoder()) as store:
        if order["reindex"]:
            reindex(store, settings, FakeEncoder(), steps=FAKE_STEPS)
        else:
            ingest([settings.corpus_dir], store, settings, prune=True, steps=FAKE_STEPS)
    Path(order["data"], "trace.json").write_text(json.dumps(trace))


def main() -> None:
    for line in sys.stdin:
        order = json.loads(line)
        child = os.fork()
        if child == 0:
            try:
                work(order)
            except BaseException as error:
                print(repr(error), file=sys.stderr, flush=True)
                os._exit(1)
            os._exit(0)
        if order["delay"] is not None:
            time.sleep(order["delay"])
            os.kill(child, signal.SIGKILL)  # a child that is done waits to be collected: the number is still its own
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


if __name__ == "__main__":
    main()
