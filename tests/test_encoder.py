"""The packaged model, and what is said when one cannot be loaded."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from ingest.encoder import (
    PACKAGED_DIMENSION,
    PACKAGED_SHA256,
    EncoderUnavailable,
    SentenceEncoder,
    embedding_text,
    packaged_folder,
)
from ingest.records import Passage, Span


def test_the_packaged_weights_are_the_expected_ones() -> None:
    weights = (packaged_folder() / "model.safetensors").read_bytes()
    assert hashlib.sha256(weights).hexdigest() == PACKAGED_SHA256


def test_vectors_have_length_one_and_come_in_the_order_asked(sentence_encoder: SentenceEncoder) -> None:
    texts = ["un", "la prévention de la perte d'autonomie des habitants " * 20, "deux mots", "un"]
    vectors = sentence_encoder.encode(texts)
    assert vectors.shape == (4, PACKAGED_DIMENSION) == (4, sentence_encoder.dimension)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    np.testing.assert_allclose(vectors[0], vectors[3], atol=1e-5)
    for text, vector in zip(texts, vectors, strict=True):  # the batch a text is in does not matter
        np.testing.assert_allclose(sentence_encoder.encode([text])[0], vector, atol=1e-4)


def test_threads_may_encode_at_the_same_time(sentence_encoder: SentenceEncoder) -> None:
    texts = [f"question {n} " * (n + 1) for n in range(24)]
    with ThreadPoolExecutor(4) as pool:
        apart = list(pool.map(lambda text: sentence_encoder.encode([text])[0], texts * 3))
    np.testing.assert_allclose(apart, np.tile(sentence_encoder.encode(texts), (3, 1)), atol=1e-4)


def test_nothing_to_encode_gives_no_rows(sentence_encoder: SentenceEncoder) -> None:
    assert sentence_encoder.encode([]).shape == (0, PACKAGED_DIMENSION)


def test_close_meanings_are_nearer_than_far_ones(sentence_encoder: SentenceEncoder) -> None:
    a, b, c = sentence_encoder.encode(["mental health training", "a course on mental health", "road works budget"])
    assert a @ b > a @ c


@pytest.mark.parametrize("model", ["no/such-model-here", "/no/such/folder"])
def test_a_model_that_cannot_be_loaded_is_one_french_sentence(model: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    with pytest.raises(EncoderUnavailable, match=r"CLS_EMBEDDING_MODEL.*ne se charge pas") as caught:
        SentenceEncoder(model).encode(["x"])
    assert model in str(caught.value)


def test_a_folder_says_its_dimension_without_being_loaded(tmp_path: Path) -> None:
    (tmp_path / "pool").mkdir()
    modules = [
        {"path": "", "type": "sentence_transformers.models.Transformer"},
        {"path": "pool", "type": "sentence_transformers.models.Pooling"},
    ]
    (tmp_path / "modules.json").write_text(json.dumps(modules), encoding="utf-8")
    (tmp_path / "pool/config.json").write_text(json.dumps({"word_embedding_dimension": 17}), encoding="utf-8")
    assert SentenceEncoder(str(tmp_path)).dimension == 17


def test_loading_and_encoding_print_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    SentenceEncoder().encode(["bonjour"])
    assert capfd.readouterr() == ("", "")


def test_asking_for_name_and_dimension_imports_no_torch() -> None:
    code = (
        "import sys; from ingest.encoder import SentenceEncoder; e = SentenceEncoder(); e.name, e.dimension;"
        "import ingest.pipeline; sys.exit('torch' in sys.modules or 'chromadb' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_passage_is_embedded_with_the_end_of_its_path() -> None:
    passage = Passage("p", "d", "4 000 € par an", (Span(1, 0, 14),), ("Axe 1", "Fiche 1.2", "Financement"))
    assert embedding_text(passage) == "Axe 1 › Fiche 1.2 › Financement\n4 000 € par an"
