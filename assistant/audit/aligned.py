"""Text folded character by character, so that offsets stay. Pure functions."""

from __future__ import annotations

import unicodedata
from functools import lru_cache


class _Table(dict[int, str]):
    """The plain form of each character, worked out once."""

    def __missing__(self, code: int) -> str:
        self[code] = plain = _plain(chr(code))
        return plain


def _plain(character: str) -> str:
    if character.isspace():
        return "\n" if character == "\n" else " "
    if character in "’‘ʼ´`":
        return "'"
    base = unicodedata.normalize("NFD", character)[0].lower()
    return base if len(base) == 1 else character


_PLAIN = _Table()


@lru_cache(maxsize=4_096)
def aligned(text: str) -> str:
    """The text in lower case, without accents, with plain spaces; as long as it was."""
    return text.translate(_PLAIN)
