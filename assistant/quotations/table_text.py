"""What a page leaves of a table in its text: rows of figures, headings, cells. Pure functions."""

from __future__ import annotations

import re

# A row of a table holds at least so many figures; a heading of one is at most so long.
ROW_FIGURES = 3
CELL_CHARACTERS = 60


def is_row(text: str) -> bool:
    """Whether a line is a row of figures: three numbers or more, and few words beside them."""
    figures = len(re.findall(r"\d+(?:[.,]\d+)?", text))
    return figures >= ROW_FIGURES and len(re.findall(r"[^\W\d]{2,}", text)) <= 2 * figures


def is_table_line(text: str) -> bool:
    return is_row(text) or (len(text) <= CELL_CHARACTERS and text[-1:] not in ".;!?")


def is_scattered(quote: str) -> bool:
    """Whether a quote is the cells of a broken table: short pieces parted by empty lines, none of them a sentence."""
    blocks = [block.strip() for block in re.split(r"\n\s*\n", quote) if block.strip()]
    return len(blocks) > 1 and all(len(block) <= CELL_CHARACTERS and block[-1] not in ".;!?:" for block in blocks)
