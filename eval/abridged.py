"""A summary fit to be published: quotes keep their first words only, the documents' sentences stay in the documents."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

# Enough to find the passage again on its page.
QUOTED_WORDS = 8
_QUOTE = re.compile(r"«\s*(?P<said>[^«»]*?)\s*»")


def abridged(summary: Mapping[str, Any]) -> dict[str, Any]:
    """The summary with every quote, and every quote within a text, cut after its first words."""
    return {**summary, "sets": [{**one, "cases": [_case(row) for row in one["cases"]]} for one in summary["sets"]]}


def _case(row: Mapping[str, Any]) -> dict[str, Any]:
    quotes = [{**quote, "text": first_words(quote["text"])} for quote in row["quotes"]]
    scores = {name: {**score, "reason": unquoted(score["reason"])} for name, score in row["scores"].items()}
    return {
        **row,
        "answer": unquoted(row["answer"]),
        "wanted": unquoted(row["wanted"]),
        "quotes": quotes,
        "scores": scores,
    }


def unquoted(text: str) -> str:
    """A text whose quotes between guillemets keep their first words."""
    return _QUOTE.sub(lambda match: f"« {first_words(match['said'])} »", text)


def first_words(text: str) -> str:
    """The first words of a text, with a mark where something is left out."""
    words = text.split()
    return text if len(words) <= QUOTED_WORDS else f"{' '.join(words[:QUOTED_WORDS])} […]"
