"""The product in a real server process on a loopback port."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

ROOT = Path(__file__).parent.parent
PROGRAM = [sys.executable, "-c", "import sys; sys.argv[0] = 'cls-assistant'; from api.cli import main; main()"]
# For a condition that holds at once unless the machine is busy; only what is broken waits so long.
PATIENCE_S = 120.0


def environment(data: Path, **settings: str) -> dict[str, str]:
    """The environment without any setting but these."""
    bare = {key: value for key, value in os.environ.items() if not key.startswith("CLS_")}
    return {**bare, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", "CLS_DATA_DIR": str(data), **settings}


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


@dataclass
class Live:
    """A running server."""

    process: subprocess.Popen[str]
    address: str
    log: Path

    def client(self, token: str = "") -> httpx.Client:
        """A client that shows that token."""
        headers = {"Authorization": f"Bearer {token}".encode()} if token else {}
        return httpx.Client(base_url=self.address, headers=headers, timeout=PATIENCE_S)


@contextmanager
def serving(data: Path, **settings: str) -> Iterator[Live]:
    """`cls-assistant serve` over that data folder; no traceback in what it wrote."""
    with _running([*PROGRAM, "serve", "--port", str(free_port())], data.parent, environment(data, **settings)) as live:
        yield live


@contextmanager
def faking(folder: Path, **settings: str) -> Iterator[Live]:
    """The same interface over the fake assistant, which is there at once."""
    command = [sys.executable, "-m", "tests.api_fakes", str(folder), "0"]
    with _running(command, folder, environment(folder / "data", **settings)) as live:
        yield live


@contextmanager
def _running(command: list[str], folder: Path, variables: dict[str, str]) -> Iterator[Live]:
    log = folder / "server.log"
    with log.open("w", encoding="utf-8") as stderr:
        process = subprocess.Popen(command, env=variables, cwd=folder, stdout=subprocess.PIPE, stderr=stderr, text=True)
    assert process.stdout
    line = process.stdout.readline()
    assert "http://" in line, line + log.read_text("utf-8")
    try:
        yield Live(process, line.split(" : ")[1].split(" ")[0], log)
    finally:
        process.kill()
        process.communicate()
    assert "Traceback" not in log.read_text("utf-8")


def ended(client: httpx.Client, job: dict[str, Any]) -> dict[str, Any]:
    """The job once it has ended."""
    deadline = time.monotonic() + PATIENCE_S
    while job["state"] not in ("done", "failed"):
        assert time.monotonic() < deadline, job
        time.sleep(0.05)
        answer = client.get(f"/api/jobs/{job['id']}")
        assert answer.status_code == 200, answer.text
        job = answer.json()
    return job
