"""An answer cut into its sentences, each with the citations that it carries. Pure functions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import takewhile

_MARKS = re.compile(r"(?:\s*\[\d+\])+")
_NUMBER = re.compile(r"\[(\d+)\]")


@dataclass(frozen=True, slots=True)
class Sentence:
    """What stands before some marks (none = it carries no citation).

    Of a sentence that announces a list, `items` counts what follows and `below` are the marks of it.
    """

    text: str
    marks: tuple[int, ...] = ()
    item: bool = False
    items: int = 0
    below: tuple[int, ...] = ()
    choice: bool = False  # an item below a question: one of what the reader is to choose from

    @property
    def heads(self) -> bool:
        """Whether it announces what follows."""
        return self.text.rstrip().endswith(":")


def sentences_of(answer: str) -> tuple[Sentence, ...]:
    """The sentences of an answer, in order; every character but marks and list dashes is in one of them."""
    found: list[Sentence] = []
    lines = [line for line in answer.splitlines() if line.strip()]
    asks = False
    for i, line in enumerate(lines):
        item = line.lstrip().startswith("- ")
        asks = asks if item else line.rstrip().endswith("?")
        parts = _parts(line.strip().removeprefix("- ") if item else line.strip())
        after = [] if item else _items_after(lines, i)
        for k, (text, marks) in enumerate(parts):
            last = k == len(parts) - 1 and text.endswith(":")
            items = [line for line in after if not line.lstrip().startswith("- dont ")] if last else []
            below = tuple(number for line in after for number in marks_of(line)) if last else ()
            found.append(Sentence(text, marks, item, len(items), below, item and asks))
    return tuple(found)


def marks_of(answer: str) -> tuple[int, ...]:
    """The numbers of the marks of an answer, in order."""
    return tuple(int(number) for number in _NUMBER.findall(answer))


def _parts(line: str) -> list[tuple[str, tuple[int, ...]]]:
    parts: list[tuple[str, tuple[int, ...]]] = []
    start = 0
    for match in _MARKS.finditer(line):
        parts.append(
            (line[start : match.start()].strip().lstrip(".;!? "), tuple(map(int, _NUMBER.findall(match.group()))))
        )
        start = match.end()
    rest = line[start:]
    if not parts:
        return [(rest.strip(), ())]
    ended = re.match(r"\s*[.!?;]?\s*$|\s*[.!?]\s+(?=\S)", rest)
    if ended and ended.end() < len(rest):
        parts.append((rest[ended.end() :].strip(), ()))
    elif not ended:
        # What goes on after its mark belongs to the sentence of that mark.
        parts[-1] = (f"{parts[-1][0]}{rest.rstrip()}", parts[-1][1])
    return parts


def _items_after(lines: list[str], i: int) -> list[str]:
    return list(takewhile(lambda line: line.lstrip().startswith("- "), lines[i + 1 :]))
