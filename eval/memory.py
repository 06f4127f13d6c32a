"""An encoder that keeps the vectors it gave: what is searched again and again is encoded once."""

from __future__ import annotations

import hashlib
import os
import zipfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ingest.encoder import Encoder


class RememberingEncoder:
    """The same vectors as the encoder within; never where durations are measured.

    With a `file`, it begins with what an earlier run of the same model kept there; `keep` writes what this one used.
    """

    def __init__(self, encoder: Encoder, file: Path | None = None) -> None:
        self._encoder, self._file = encoder, file
        self._known: dict[bytes, NDArray[np.float32]] = _read(file, encoder) if file else {}
        self._used: dict[bytes, None] = {}

    @property
    def name(self) -> str:
        """The name of the encoder within."""
        return self._encoder.name

    @property
    def dimension(self) -> int:
        """The dimension of the encoder within."""
        return self._encoder.dimension

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """The texts' vectors, those not yet known encoded together."""
        keys = [_key(text) for text in texts]
        new = {key: text for key, text in zip(keys, texts, strict=True) if key not in self._known}
        if new:
            self._known.update(zip(new, self._encoder.encode(list(new.values())), strict=True))
        self._used.update(dict.fromkeys(keys))
        held = [self._known[key] for key in keys]
        return np.stack(held) if held else np.zeros((0, self.dimension), dtype=np.float32)

    def keep(self) -> None:
        """Writes the vectors that were asked for into the file, whole or not at all: the next run begins with them."""
        if self._file is None or not self._used:
            return
        written = self._file.with_suffix(f".{os.getpid()}.tmp")
        with written.open("wb") as file:
            np.savez(
                file,
                model=np.array(self.name),
                keys=np.frombuffer(b"".join(self._used), dtype=np.uint8).reshape(-1, _KEY_BYTES),
                vectors=np.stack([self._known[key] for key in self._used]),
            )
        written.replace(self._file)


_KEY_BYTES = 32


def _key(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()


def _read(file: Path, encoder: Encoder) -> dict[bytes, NDArray[np.float32]]:
    """What an earlier run kept; nothing where the file is absent, broken or of another model."""
    try:
        with np.load(file, allow_pickle=False) as kept:
            keys, vectors = kept["keys"], kept["vectors"]
            if str(kept["model"]) != encoder.name or vectors.shape != (len(keys), encoder.dimension):
                return {}
            return {row.tobytes(): vector for row, vector in zip(keys, vectors, strict=True)}
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        return {}
