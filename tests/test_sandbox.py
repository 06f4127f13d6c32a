"""Whatever a file does to its reader, this process gets a typed state and a French sentence."""

from __future__ import annotations

import os
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from ingest import sandbox
from ingest.readers import Limits, ocr, read
from ingest.records import INDEXED_STATES, PageOrigin, ReadState
from ingest.sandbox import read_file
from tests import documents

pytestmark = pytest.mark.slow


def test_the_child_gives_what_the_reader_gives(tmp_path: Path) -> None:
    path = documents.simple_pdf(tmp_path / "été à l’hôpital.pdf", ["Premier texte", "Deuxième texte"])
    assert read_file(path, Limits()) == read(path, Limits())


def test_ten_bad_files_are_reported_one_by_one_and_the_good_one_is_read(tmp_path: Path) -> None:
    expected = documents.bad_files(tmp_path)
    documents.simple_pdf(tmp_path / "bon.pdf", ["Le pacte de Brévanne compte douze communes"])
    found = {path.name: read_file(path, Limits()) for path in sorted(tmp_path.iterdir())}
    assert found.pop("bon.pdf").state is ReadState.READY
    assert {name: result.state.value for name, result in found.items()} == expected
    for result in found.values():
        assert result.state not in INDEXED_STATES
        assert " : " in result.message
        assert result.message.endswith(".")


@pytest.fixture
def child(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Put other code in the place of the child's: its body finds `os`, `sys`, `json`, `time` and `order`."""

    def replace(body: str) -> Path:
        package = tmp_path / "fake" / "ingest"
        package.mkdir(parents=True)
        (package / "__init__.py").write_text("")
        (package / "sandbox_child.py").write_text(
            "import json, os, signal, sys, time, resource\norder = json.loads(sys.stdin.read())\n" + body
        )
        monkeypatch.setattr(sandbox, "_ROOT", tmp_path / "fake")
        path = tmp_path / "a.txt"
        path.write_text("texte")
        return path

    return replace


RESULT = '{"state": "ready", "message": "", "pages": [[1, "x", "text"]], "title": "", "language": "", "warnings": []}'


@pytest.mark.parametrize(
    ("body", "state"),
    [
        ("os.kill(os.getpid(), signal.SIGSEGV)", ReadState.FAILED),
        ("os.kill(os.getpid(), signal.SIGKILL)", ReadState.OUT_OF_MEMORY),
        ("os.kill(os.getpid(), signal.SIGXCPU)", ReadState.TIMED_OUT),
        ("raise ValueError", ReadState.FAILED),
        ("sys.exit(3)", ReadState.FAILED),
        ("print('n’importe quoi')", ReadState.FAILED),
        ("print('[' * 100000)", ReadState.FAILED),
        ('print(\'{"state": "ready"}\')', ReadState.FAILED),
        (f"print('{RESULT}'.replace('[1,', '[0,'))", ReadState.FAILED),
        (f"print('{RESULT}'[:-9])", ReadState.FAILED),
        (f"print('{RESULT}')", ReadState.READY),
        (f"print('{RESULT}', flush=True); os.kill(os.getpid(), signal.SIGSEGV)", ReadState.READY),
        ("time.sleep(60)", ReadState.TIMED_OUT),
        ("os.close(1); time.sleep(60)", ReadState.FAILED),
        ("while True: print('{\"ocr\": 1}', flush=True)", ReadState.TOO_LARGE),
    ],
)
def test_any_end_of_the_child_has_a_state(child, monkeypatch: pytest.MonkeyPatch, body: str, state: ReadState) -> None:
    monkeypatch.setattr(sandbox, "_START_SECONDS", 1)
    monkeypatch.setattr(sandbox, "_RESULT_BYTES", 1_000_000)
    started = time.monotonic()
    result = read_file(child(body), Limits(seconds=1, ocr_seconds_per_page=1))
    assert result.state is state
    assert time.monotonic() - started < 60  # it was stopped, however busy the machine
    assert result.pages or result.message.endswith(".")


def test_what_the_child_started_dies_with_it(child, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "_START_SECONDS", 1)
    note = tmp_path / "pid"
    path = child(
        "import subprocess\n"
        f"p = subprocess.Popen(['sleep', '300']); open({str(note)!r}, 'w').write(str(p.pid)); time.sleep(300)"
    )
    assert read_file(path, Limits(seconds=1)).state is ReadState.TIMED_OUT
    pid = int(note.read_text())
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and _runs(pid):
        time.sleep(0.05)
    assert not _runs(pid)


def _runs(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def test_recognition_buys_time_once(child, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "_START_SECONDS", 1)
    path = child(f"print('{{\"ocr\": 2}}', flush=True); time.sleep(2.5); print('{RESULT}')")
    assert read_file(path, Limits(seconds=1, ocr_seconds_per_page=2)).state is ReadState.READY


def test_the_child_is_given_no_secret(child, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLS_LLM_API_KEY", "secret")
    path = child(f"print('{RESULT}'.replace('\"x\"', json.dumps(str('CLS_LLM_API_KEY' in os.environ))))")
    assert read_file(path, Limits()).pages[0].text == "False"


def test_memory_is_bounded(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"a" * 90_000_000)
    assert read_file(path, Limits(memory_mb=256, characters=10**9)).state is ReadState.OUT_OF_MEMORY


def test_a_missing_file_and_a_folder_are_reported(tmp_path: Path) -> None:
    assert read_file(tmp_path / "absent.pdf", Limits()).state is ReadState.FAILED
    assert read_file(tmp_path, Limits()).state is ReadState.FAILED


def test_files_are_read_from_several_threads_and_leave_no_descriptor_open(tmp_path: Path) -> None:
    paths = [documents.simple_pdf(tmp_path / f"{n}.pdf", [f"Document numéro {n} du pacte"]) for n in range(6)]
    before = len(os.listdir("/proc/self/fd")) if sys.platform == "linux" else 0
    with ThreadPoolExecutor(3) as pool:
        results = list(pool.map(lambda path: read_file(path, Limits()), paths))
    assert [result.pages[0].text for result in results] == [f"Document numéro {n} du pacte" for n in range(6)]
    assert (len(os.listdir("/proc/self/fd")) if sys.platform == "linux" else 0) == before


@pytest.mark.skipif(not ocr.available(), reason="Tesseract or its French data is not installed")
def test_recognition_works_in_the_child(tmp_path: Path) -> None:
    path = documents.scan_pdf(tmp_path / "a.pdf", ["Convention signée à Brévanne"])
    result = read_file(path, Limits())
    assert (result.state, result.pages[0].origin) == (ReadState.READY, PageOrigin.OCR)
    assert "Brévanne" in result.pages[0].text
