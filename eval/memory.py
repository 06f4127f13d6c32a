"""An encoder that keeps the vectors it gave: what is searched again and again is encoded once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ingest.encoder import Encoder


class RememberingEncoder:
    """The same vectors as the encoder within; never where durations are measured."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._known: dict[str, NDArray[np.float32]] = {}

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
        new = list(dict.fromkeys(text for text in texts if text not in self._known))
        if new:
            self._known.update(zip(new, self._encoder.encode(new), strict=True))
        held = [self._known[text] for text in texts]
        return np.stack(held) if held else np.zeros((0, self.dimension), dtype=np.float32)
