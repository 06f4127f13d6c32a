"""Vectors are made once and kept for the next run, by the same model only."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from eval.memory import RememberingEncoder
from tests.fakes import FakeEncoder


class Counting(FakeEncoder):
    """Counts what it is asked."""

    def __init__(self, name: str = "fake") -> None:
        self.asked: list[str] = []
        self._called = name

    @property
    def name(self) -> str:
        return self._called

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.asked += texts
        return super().encode(texts)


def test_the_same_text_is_encoded_once_and_comes_in_the_order_asked() -> None:
    within = Counting()
    found = RememberingEncoder(within).encode(["un", "deux", "un"])
    assert within.asked == ["un", "deux"]
    assert np.array_equal(found, FakeEncoder().encode(["un", "deux", "un"]))


def test_the_next_run_begins_with_what_this_one_used(tmp_path: Path) -> None:
    file = tmp_path / "vectors.npz"
    first = RememberingEncoder(Counting(), file)
    made = first.encode(["un", "deux"])
    first.keep()
    second = Counting()
    again = RememberingEncoder(second, file)
    assert np.array_equal(again.encode(["deux", "un"]), made[::-1])
    assert second.asked == []
    third = RememberingEncoder(Counting(), file)
    third.encode(["deux"])
    third.keep()
    fourth = Counting()
    RememberingEncoder(fourth, file).encode(["un", "deux"])
    assert fourth.asked == ["un"]
    assert [path.name for path in tmp_path.iterdir()] == ["vectors.npz"]


def test_vectors_of_another_model_are_not_taken(tmp_path: Path) -> None:
    file = tmp_path / "vectors.npz"
    first = RememberingEncoder(Counting(), file)
    first.encode(["un"])
    first.keep()
    other = Counting("other")
    RememberingEncoder(other, file).encode(["un"])
    assert other.asked == ["un"]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04broken", b"\x93NUMPY"])
def test_a_broken_file_is_as_none(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "vectors.npz"
    file.write_bytes(content)
    within = Counting()
    RememberingEncoder(within, file).encode(["un"])
    assert within.asked == ["un"]
