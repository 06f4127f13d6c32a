"""Fixtures that several test modules share."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
from filelock import FileLock

from assistant.service import Assistant, open_assistant
from eval.memory import RememberingEncoder
from ingest.encoder import Encoder, SentenceEncoder
from ingest.pipeline import ingest
from ingest.settings import Settings
from ingest.storage.store import Store, open_store
from tests.fakes import FakeEncoder

# Set before the model's library is first imported: two workers that each take every core slow each other.
if "PYTEST_XDIST_WORKER" in os.environ:
    os.environ.setdefault("OMP_NUM_THREADS", "1")

# The same examples at each run: a change is judged by what it changes. HYPOTHESIS_PROFILE=explore draws new ones.
hypothesis.settings.register_profile("repeatable", derandomize=True, deadline=None, print_blob=True)
hypothesis.settings.register_profile("explore", deadline=None, print_blob=True)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "repeatable"))


@pytest.fixture(scope="session")
def sentence_encoder() -> SentenceEncoder:
    """The packaged model, loaded once."""
    return SentenceEncoder()


@pytest.fixture(scope="session")
def kept_encoder(sentence_encoder: SentenceEncoder) -> RememberingEncoder:
    """The packaged model, which encodes once what several tests read."""
    return RememberingEncoder(sentence_encoder)


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Settings over an empty data folder, whatever the environment says."""
    for name in Settings.model_fields:
        monkeypatch.delenv(f"CLS_{name.upper()}", raising=False)
    return Settings(_env_file=None, data_dir=tmp_path / "data", corpus_dir=tmp_path / "corpus")


@pytest.fixture
def store(settings: Settings) -> Iterator[Store]:
    """An empty embedded store with the encoder whose vectors are word lengths."""
    with open_store(settings, FakeEncoder()) as opened:
        yield opened


ROOT = Path(__file__).resolve().parent.parent
REFERENCE = Path(os.environ.get("CLS_REFERENCE_CORPUS", ROOT.parent / "shared" / "corpus"))


def _ingested(folder: Path, factory: pytest.TempPathFactory, name: str, encoder: Encoder) -> Path:
    """A closed data folder with the documents of a folder in, made once for all the workers of a session."""
    shared = factory.getbasetemp()
    shared = shared.parent if "PYTEST_XDIST_WORKER" in os.environ else shared
    data_dir = shared / f"{name}-data"
    with FileLock(shared / f"{name}.lock"):
        if not data_dir.is_dir():
            made = shared / f"{name}-being-made"
            settings = Settings(_env_file=None, data_dir=made, corpus_dir=folder)
            with open_store(settings, encoder) as opened:
                report = ingest([folder], opened, settings)
            assert report.complete, [outcome for outcome in report.outcomes if outcome.change == "rejected"]
            made.rename(data_dir)
    return data_dir


def _assistant(data_dir: Path, factory: pytest.TempPathFactory, encoder: Encoder) -> Iterator[Assistant]:
    """An assistant over a copy: the folder itself stays free for other processes."""
    settings = Settings(_env_file=None, data_dir=shutil.copytree(data_dir, factory.mktemp("copy") / "data"))
    with open_store(settings, encoder) as opened:
        yield open_assistant(opened, settings)


def _reference(name: str) -> Path:
    folder = REFERENCE / name
    if not folder.is_dir():
        pytest.skip(f"reference documents absent: {folder} (set CLS_REFERENCE_CORPUS)")
    return folder


@pytest.fixture(scope="session")
def corpus_data(tmp_path_factory: pytest.TempPathFactory, kept_encoder: RememberingEncoder) -> Path:
    """A closed data folder into which the project's corpus was ingested."""
    return _ingested(ROOT / "corpus", tmp_path_factory, "corpus", kept_encoder)


@pytest.fixture(scope="session")
def corpus_assistant(
    corpus_data: Path, tmp_path_factory: pytest.TempPathFactory, kept_encoder: RememberingEncoder
) -> Iterator[Assistant]:
    """The assistant of a fresh clone."""
    yield from _assistant(corpus_data, tmp_path_factory, kept_encoder)


@pytest.fixture(scope="session")
def reference_assistant(
    tmp_path_factory: pytest.TempPathFactory, kept_encoder: RememberingEncoder
) -> Iterator[Assistant]:
    """The assistant over the five reference documents."""
    data = _ingested(_reference("documents"), tmp_path_factory, "reference", kept_encoder)
    yield from _assistant(data, tmp_path_factory, kept_encoder)


@pytest.fixture(scope="session")
def reference_text_assistant(
    tmp_path_factory: pytest.TempPathFactory, kept_encoder: RememberingEncoder
) -> Iterator[Assistant]:
    """The assistant over the plain texts of the five reference documents."""
    data = _ingested(_reference("texte-brut"), tmp_path_factory, "texts", kept_encoder)
    yield from _assistant(data, tmp_path_factory, kept_encoder)
