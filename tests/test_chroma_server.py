"""The same store over HTTP, with a real Chroma server on loopback."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.pipeline import ingest
from ingest.records import Outcome
from ingest.settings import Settings
from ingest.storage.locks import StoreBusy, WriterLock
from ingest.storage.rebuild import reindex
from ingest.storage.store import EncoderMismatch, Store, StoreUnreachable, open_store
from tests.fakes import FAKE_STEPS, FakeEncoder, document, passages_of

pytestmark = pytest.mark.slow


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start(folder: Path, port: int) -> subprocess.Popen[bytes]:
    server = subprocess.Popen(
        [Path(sys.executable).with_name("chroma"), "run", "--path", folder, "--host", "127.0.0.1", "--port", str(port)],
        env=os.environ | {"ANONYMIZED_TELEMETRY": "False"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    for _ in range(150):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return server
    raise AssertionError("the server did not start")


def run(store: Store, settings: Settings) -> list[Outcome]:
    return list(ingest([settings.corpus_dir], store, settings, steps=FAKE_STEPS).outcomes)


@pytest.fixture
def served(settings: Settings, tmp_path: Path) -> Iterator[tuple[Settings, subprocess.Popen[bytes]]]:
    port = free_port()
    server = start(tmp_path / "server", port)
    yield settings.model_copy(update={"chroma_url": f"http://127.0.0.1:{port}"}), server
    server.kill()
    server.wait()


def test_one_ingests_and_another_follows(
    served: tuple[Settings, subprocess.Popen[bytes]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings, server = served
    monkeypatch.setattr("ingest.storage.store._POLL_S", 0.0)
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus/valmont.txt").write_text("Le contrat de Valmont\nIl dure cinq ans", encoding="utf-8")
    with open_store(settings, FakeEncoder()) as reader, open_store(settings, FakeEncoder()) as writer:
        assert reader.snapshot().documents == ()
        assert [o.change for o in run(writer, settings)] == ["added"]
        assert [p.text for p in reader.snapshot().passages] == ["Le contrat de Valmont", "Il dure cinq ans"]
        assert reader.snapshot().vectors_usable
        assert reader.health() == []
        held = reader.snapshot()
        assert [o.change for o in run(writer, settings)] == ["unchanged"]
        assert reader.snapshot() is held

        other = FakeEncoder("autre", 5)
        with pytest.raises(EncoderMismatch):
            open_store(settings, other)
        reindex(writer, settings, other, steps=FAKE_STEPS)
        assert reader.snapshot().vectors.shape == (2, 5)

        with WriterLock(settings.data_dir), pytest.raises(StoreBusy):
            run(writer, settings)

        held = reader.snapshot()
        server.kill()
        server.wait()
        assert reader.snapshot() is held  # what was loaded goes on answering
        assert "ne répond pas" in reader.health()[0]
        with pytest.raises(StoreUnreachable, match=r"CLS_CHROMA_URL.*ne répond pas"):
            writer.put(document("Rochebrune"), passages_of(document("Rochebrune")))


def test_a_server_that_is_not_there_is_one_sentence_within_seconds(settings: Settings) -> None:
    gone = settings.model_copy(update={"chroma_url": f"http://127.0.0.1:{free_port()}"})
    begin = time.perf_counter()
    with pytest.raises(StoreUnreachable, match="chroma run"):
        open_store(gone, FakeEncoder())
    assert time.perf_counter() - begin < 60  # it gave up by itself, however busy the machine


def test_something_else_that_listens_is_not_a_chroma_server(settings: Settings) -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()

        def refuse() -> None:
            while True:
                try:
                    connection, _ = listener.accept()
                except OSError:
                    return
                connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello")
                connection.close()

        threading.Thread(target=refuse, daemon=True).start()
        wrong = settings.model_copy(update={"chroma_url": f"http://127.0.0.1:{listener.getsockname()[1]}"})
        with pytest.raises(StoreUnreachable):
            open_store(wrong, FakeEncoder())
