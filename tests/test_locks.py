"""One writer a data folder, whatever becomes of it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ingest.storage.locks import StoreBusy, WriterLock

HOLD = """
import sys, time
from pathlib import Path
from ingest.storage.locks import WriterLock
sys.argv = ["cls-assistant", "serve"]
lock = WriterLock(Path({folder!r}))
lock.acquire()
print("held", flush=True)
time.sleep(60)
"""


def holder(folder: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD.format(folder=str(folder))], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_the_second_process_is_told_who_at_once(tmp_path: Path) -> None:
    process = holder(tmp_path)
    try:
        start = time.perf_counter()
        with pytest.raises(StoreBusy) as caught:
            WriterLock(tmp_path).acquire()
        assert time.perf_counter() - start < 30  # it did not wait for the holder, however busy the machine
        sentence = str(caught.value)
        assert sentence.startswith(f"Un autre processus (serve, PID {process.pid}, depuis le ")
        assert sentence.endswith("utilise déjà cet index. Arrêtez-le, puis recommencez.")
    finally:
        process.kill()
        process.wait()


def test_a_killed_process_holds_nothing_and_is_not_named(tmp_path: Path) -> None:
    process = holder(tmp_path)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    assert json.loads((tmp_path / "writer.json").read_text())["pid"] == process.pid  # it left its name behind
    lock = WriterLock(tmp_path)
    lock.acquire()
    with pytest.raises(StoreBusy, match=f"PID {os.getpid()},"):
        WriterLock(tmp_path).acquire()
    lock.release()


def test_a_name_that_is_not_true_is_not_given(tmp_path: Path) -> None:
    with WriterLock(tmp_path):
        signature = json.loads((tmp_path / "writer.json").read_text())
        for untrue in ({"pid": 2**22 + 5}, {"birth": 1}):  # a dead process; a living one that took its number
            (tmp_path / "writer.json").write_text(json.dumps(signature | untrue))
            start = time.perf_counter()
            with pytest.raises(StoreBusy, match=r"^Un autre processus utilise déjà cet index\."):
                WriterLock(tmp_path).acquire()
            assert time.perf_counter() - start < 30  # it did not wait for the holder, however busy the machine


def test_releasing_lets_the_next_one_in(tmp_path: Path) -> None:
    for _ in range(3):
        with WriterLock(tmp_path):
            pass
    assert not (tmp_path / "writer.json").exists()
