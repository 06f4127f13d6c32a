"""Whether an answer from records leaves out what a question is about, and passages hold it whole. Pure functions."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.questions.understand import Query
from assistant.quotations.coverage import coverage_of
from assistant.quotations.decisive import Quote
from assistant.records import Answer
from assistant.searching.expansion import Group
from assistant.searching.index import SearchIndex

# A question has matter of its own from so many rarest words' worth on; "qui a signé ?" has none.
OWN_MATTER = 1.2
# The answer holds so little of it, where quotes hold so much. Set on the evaluation set: between them, answers that
# are right stand in other words than their questions.
LITTLE, WHOLE = 0.45, 0.9


def has_matter(asked: Sequence[tuple[Group, float]], index: SearchIndex) -> bool:
    """Whether a question has matter of its own, and not only the words by which it asks."""
    return sum(worth for _, worth in asked) >= OWN_MATTER * index.rarest


def leaves_out(query: Query, answer: Answer, asked: Sequence[tuple[Group, float]], index: SearchIndex) -> bool:
    """Whether a question has matter of its own of which an answer, with its quotes, holds little."""
    if query.sheets or query.article or not has_matter(asked, index):
        return False
    told = " ".join((answer.answer, *(f"{citation.section} {citation.quote}" for citation in answer.citations)))
    return coverage_of(asked, told) <= LITTLE


def hold_whole(quotes: Sequence[Quote]) -> bool:
    """Whether quotes hold nearly all that is asked, under their own headings."""
    return any(quote.own >= WHOLE for quote in quotes)
