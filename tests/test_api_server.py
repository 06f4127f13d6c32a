"""The API in a real server process on a loopback port."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent
ENVIRONMENT = os.environ | {"PYTHONPATH": str(ROOT)}


def start(folder: Path, port: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.api_fakes", str(folder), str(port)],
        cwd=folder,
        env=ENVIRONMENT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.fixture
def server(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A running process, and the address that it printed."""
    process = start(tmp_path, 0)
    assert process.stdout
    line = process.stdout.readline()
    found = re.fullmatch(r"L'assistant est prêt : (http://127\.0\.0\.1:\d+) \(Ctrl\+C pour l'arrêter\)\n", line)
    assert found, line + (process.stderr.read() if process.stderr else "")
    try:
        yield process, found[1]
    finally:
        process.kill()
        process.communicate()


def test_it_answers_streams_and_stops_cleanly(server):
    process, address = server
    with httpx.Client(base_url=address) as client:
        assert client.get("/readyz").json() == {"status": "ready"}
        assert client.post("/api/ask", json={"question": "Mme Dupont ?"}).json()["status"] == "answered"
        with client.stream("POST", "/api/ask/stream", json={"question": "Combien ?"}) as response:
            names = [line for line in response.iter_lines() if line.startswith("event: ")]
        assert (names[0], names[-1]) == ("event: scope", "event: done")
        assert "server" not in client.get("/", params={"q": "Mme Dupont"}).headers
        refused = client.post("/api/ask", json={"question": "panne Mme Dupont"})
        assert (refused.status_code, refused.headers["content-type"]) == (500, "application/problem+json")
        # The header announces more than the limit: refused before a byte of the body is sent.
        with socket.create_connection((address.split("/")[2].split(":")[0], client.base_url.port)) as raw:
            raw.sendall(b"POST /api/ask HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999\r\n\r\n")
            raw.settimeout(5)
            assert raw.recv(100).startswith(b"HTTP/1.1 413 ")
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=10)
    assert process.returncode == 0
    assert out == ""
    assert "POST /api/ask 200" in err
    assert "RuntimeError" in err
    assert "Dupont" not in err
    assert "Traceback" not in err


def test_a_taken_port_is_said_in_one_sentence(server, tmp_path):
    _, address = server
    port = int(address.rpartition(":")[2])
    other = start(tmp_path, port)
    out, err = other.communicate(timeout=30)
    assert other.returncode == 1
    assert out == ""
    assert err.startswith(f"Le port {port} est déjà pris sur 127.0.0.1 : ")
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    ("host", "port", "says"),
    [("127.0.0.1", 99_999, "n'existe pas"), ("192.0.2.1", 0, "n'est pas une adresse de cette machine")],
)
def test_an_address_that_cannot_be_served_is_explained(host, port, says):
    from fastapi import FastAPI

    from api.serving import ServingError, run

    with pytest.raises(ServingError, match=says):
        run(FastAPI(), host, port)
