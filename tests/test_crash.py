"""An ingestion killed anywhere shows the state before or after each document, and running again completes it.

`CLS_CRASH_TRIALS` says how many kills (default 36); half of them at each write in turn, half at a random moment.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from ingest.pipeline import ingest
from ingest.settings import Settings
from ingest.storage.files import sha256_of
from ingest.storage.store import Store, open_store
from tests.fakes import FAKE_STEPS, FakeEncoder

pytestmark = pytest.mark.slow

TRIALS = int(os.environ.get("CLS_CRASH_TRIALS", "36"))
UP_AGAIN_S = 5.0

ALDERAN_BEFORE = [f"Article {n} du contrat d'Aldérande" for n in range(30)]
ALDERAN_AFTER = [f"Article {n} du contrat revu d'Aldérande" for n in range(40)]
BRUMES = ["Le contrat des Brumes est signé"]
CLAIRE = [f"Fiche {n} du contrat de Claire-Rive" for n in range(20)]
DORNES = ["Le contrat des Dornes a pris fin", "Il n'est plus là"]

# What may be seen, in the order in which the documents are taken: whole documents, never a part of one.
STATES = [
    {"a.txt": ALDERAN_BEFORE, "b.txt": BRUMES, "d.txt": DORNES},
    {"a.txt": ALDERAN_AFTER, "b.txt": BRUMES, "d.txt": DORNES},
    {"a.txt": ALDERAN_AFTER, "b.txt": BRUMES, "c.txt": CLAIRE, "d.txt": DORNES},
    {"a.txt": ALDERAN_AFTER, "b.txt": BRUMES, "c.txt": CLAIRE},
]


class Killer:
    """The process that forks and kills ingestions."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.crash_child"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def run(self, settings: Settings, *, stop_at: int = -1, delay: float | None = None, reindex: bool = False) -> int:
        order: dict[str, Any] = {
            "data": str(settings.data_dir),
            "corpus": str(settings.corpus_dir),
            "stop_at": stop_at,
            "delay": delay,
            "reindex": reindex,
        }
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        print(json.dumps(order), file=self._process.stdin, flush=True)
        return int(self._process.stdout.readline())

    def close(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait()


@pytest.fixture
def killer() -> Iterator[Killer]:
    process = Killer()
    yield process
    process.close()


def write(folder: Path, state: dict[str, list[str]]) -> None:
    folder.mkdir(exist_ok=True)
    for path in folder.iterdir():
        if path.name not in state:
            path.unlink()
    for name, lines in state.items():
        (folder / name).write_text("\n".join(lines), encoding="utf-8")


def seen(store: Store) -> dict[str, list[str]]:
    """What the store shows, after checking that every part of it agrees with the others."""
    snapshot = store.snapshot()
    assert store.health() == []
    assert snapshot.vectors_usable
    expected = FakeEncoder().encode([passage.text for passage in snapshot.passages])
    np.testing.assert_allclose(snapshot.vectors, expected, atol=1e-5)
    state = {}
    for item in snapshot.documents:
        lines = [snapshot.passages[row].text for row in snapshot.rows_of(item.id)]
        assert item.pages[0].text.splitlines() == lines
        state[item.file_name] = lines
    return state


def check_nothing_is_left_over(store: Store, settings: Settings) -> None:
    passages, documents = store._tables
    assert len(passages.metadatas()) == len(store.snapshot().passages)
    assert len(documents.metadatas()) == len(store.snapshot().documents)
    assert len(store._database.tables()) == 2
    expected = {sha256_of(path) for path in settings.corpus_dir.iterdir()}
    assert {path.stem for path in (settings.data_dir / "files").iterdir()} == expected


def test_killed_anywhere_it_shows_whole_documents_and_completes_when_run_again(
    settings: Settings, tmp_path: Path, killer: Killer
) -> None:
    write(settings.corpus_dir, STATES[0])
    assert killer.run(settings) == 0
    base = tmp_path / "base"
    settings.data_dir.rename(base)
    write(settings.corpus_dir, STATES[-1])

    boundaries, seconds = {}, {}
    for rebuilding in (False, True):
        shutil.copytree(base, settings.data_dir)
        start = time.perf_counter()
        assert killer.run(settings, reindex=rebuilding) == 0
        seconds[rebuilding] = time.perf_counter() - start
        boundaries[rebuilding] = json.loads((settings.data_dir / "trace.json").read_text())
        shutil.rmtree(settings.data_dir)
    assert {"before keep", "after upsert", "before discard", "after drop"} <= {*boundaries[False], *boundaries[True]}

    generator = random.Random(20310504)
    kills, shown, slowest = 0, set(), 0.0
    for trial in range(TRIALS):
        rebuilding = trial % 6 >= 4  # a third of the trials
        turn = trial // 2 / max(1, TRIALS // 2)
        shutil.copytree(base, settings.data_dir)
        if trial % 2:
            code = killer.run(settings, delay=generator.uniform(0, seconds[rebuilding] * 1.1), reindex=rebuilding)
        else:
            code = killer.run(settings, stop_at=int(turn * len(boundaries[rebuilding])), reindex=rebuilding)
            assert code == -signal.SIGKILL
        kills += code == -signal.SIGKILL

        start = time.perf_counter()
        with open_store(settings, FakeEncoder()) as store:
            state = seen(store)
            slowest = max(slowest, time.perf_counter() - start)
            assert state in (STATES[:1] if rebuilding else STATES), f"trial {trial}"
            shown.add(STATES.index(state))
            report = ingest([settings.corpus_dir], store, settings, prune=True, steps=FAKE_STEPS)
            assert report.complete
            assert seen(store) == STATES[-1]
            check_nothing_is_left_over(store, settings)
        shutil.rmtree(settings.data_dir)

    print(f"{kills} kills in {TRIALS} trials, {len(boundaries[False])} + {len(boundaries[True])} boundaries;", end=" ")
    print(f"states seen {sorted(shown)}; up again in {slowest:.2f} s at most")
    assert kills >= TRIALS * 0.6
    assert shown == set(range(len(STATES)))
    assert slowest < UP_AGAIN_S
