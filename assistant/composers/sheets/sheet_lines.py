"""The sentences of a sheet whose fields could not be told apart, as values with their evidence. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from assistant.composers.asked import Asked, Target
from assistant.quotations.units import runs_on, units_of
from ingest.facts.records import Evidence, Said
from ingest.naming import fold

# Shorter lines are headings or broken cells.
SHORTEST = 40
_NOT_ABOUT = frozenset({"actors", "funding", "indicators", "calendar", "context"})


def lines(asked: Asked, target: Target, kept: Callable[[str], float], most: int) -> Iterator[Said]:
    """At most `most` sentences of a sheet, those for which `kept` gives most, in the sheet's order; 0 leaves one out.

    What fields say that have composers of their own is none of them.
    """
    documents = {document.id: document for document in target.contract.documents}
    titles = [fold(title.value) for title in target.action.titles]
    found: list[tuple[float, Said]] = []
    for passage in asked.of_sheet(target.contract, target.action.number) if target.action.number else ():
        document = documents[passage.document_id]
        texts = {page.number: page.text for page in document.pages}
        for unit in units_of(passage, document):
            text = re.sub(r"\s+", " ", unit.text).strip(" •▪◦–-")
            if passage.field in _NOT_ABOUT or len(text) < SHORTEST or text.endswith(":") or runs_on(text):
                continue
            worth = 0.0 if any(title in fold(text) for title in titles) else kept(text)
            if worth > 0:
                quote = texts[unit.page][unit.start : unit.end]
                found.append((worth, Said(text, (Evidence(document.id, unit.page, unit.start, unit.end, quote),))))
    best = [said for _, said in sorted(found, key=lambda pair: -pair[0])[:most]]
    yield from (said for _, said in found if said in best)
