"""An answer told with where it is written: the page, the document and the words of each of its quotes. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from assistant.quotations.cutting import cut
from assistant.records import Answer, Citation, Status

# So many characters of a quote are shown in the sentence; the whole of it stands in the citation.
SHOWN = 220


def with_places(answers: Iterable[Answer], short: str) -> Iterator[Answer]:
    """The answers, each told by its places first where the short turn asks where it stands or whether it is sure."""
    for answer in answers:
        if short in ("where", "sure"):
            yield told_where(answer, again=short == "sure")
        yield answer


def told_where(answer: Answer, *, again: bool) -> Answer:
    """The answer by its places, behind itself where it is said `again`; as it is where it quotes nothing."""
    if answer.status not in (Status.ANSWERED, Status.PARTIAL) or not answer.citations:
        return answer
    held: dict[tuple[str, int, str], Citation] = {}
    for citation in answer.citations:
        held.setdefault((citation.document_id, citation.page, citation.quote), citation)
    kept = tuple(held.values())
    if len(kept) == 1:
        places = f"C'est écrit {_place(kept[0])} [{kept[0].number}]."
    else:
        places = "\n".join(["C'est écrit :", *(f"- {_place(one)} [{one.number}]" for one in kept)])
    if again:
        return replace(answer, answer=f"{answer.answer}\n{places}")
    numbers = {one.number: at for at, one in enumerate(kept, 1)}
    text = re.sub(r"\[(\d+)\](?=\.?$)", lambda m: f"[{numbers[int(m[1])]}]", places, flags=re.MULTILINE)
    return replace(answer, answer=text, citations=tuple(replace(one, number=numbers[one.number]) for one in kept))


def _place(citation: Citation) -> str:
    where = f" ({citation.section})" if citation.section else ""
    words = cut(citation.quote, SHOWN)
    return f"page {citation.page} de « {citation.document_title} »{where} : « {words} »"
