"""What the page says of records: French labels, and answers cut into paragraphs, lists and markers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from api.record_schemas import EvidenceOut
from api.views import page_url
from assistant.records import Citation, ContractRef, Status
from ingest.records import INDEXED_STATES, Document, ReadState, Section, SectionKind

STATUSES = {
    Status.ANSWERED: "Réponse",
    Status.PARTIAL: "Réponse partielle",
    Status.NOT_FOUND: "Non trouvé dans les documents lus",
    Status.OUT_OF_SCOPE: "Hors du champ des contrats",
    Status.UNREADABLE: "Page illisible",
}
STATES = {
    ReadState.READY: "lu",
    ReadState.PARTIAL: "lu en partie",
    ReadState.SCANNED: "numérisation sans texte",
    ReadState.EMPTY: "vide",
    ReadState.ENCRYPTED: "protégé par mot de passe",
    ReadState.DAMAGED: "endommagé",
    ReadState.MISMATCHED: "contenu qui ne correspond pas à son nom",
    ReadState.UNSUPPORTED: "format non lu",
    ReadState.TOO_LARGE: "trop volumineux",
    ReadState.TIMED_OUT: "lecture trop longue",
    ReadState.OUT_OF_MEMORY: "trop de mémoire nécessaire",
    ReadState.FAILED: "lecture impossible",
}
PROBLEM_STATES = frozenset(ReadState) - INDEXED_STATES
KINDS = {
    "contrat": "Contrat",
    "communique": "Communiqué",
    "presentation": "Présentation",
    "article": "Article de presse",
    "autre": "Document",
    "": "Document",
}
_GENERIC_EXAMPLES = (
    "Qui a signé le contrat local de santé ?",
    "Quand le contrat a-t-il été signé ?",
    "Que dit l'article 1 du contrat ?",
)
_MAX_EXAMPLES = 4
MAX_PEEK = 420  # characters of a quote shown on hover: what is read at a glance
_MARKER = re.compile(r"\[(\d{1,3})\]")


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of an answer: plain text, or the marker of source `number`."""

    text: str
    number: int = 0


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of one line, or a list of several."""

    is_list: bool
    lines: tuple[tuple[Segment, ...], ...]


def blocks(answer: str, numbers: frozenset[int] | set[int] = frozenset()) -> tuple[Block, ...]:
    """The answer's paragraphs and lists; only markers of existing sources become markers."""
    lines = [line for line in answer.splitlines() if line.strip()]
    found: list[Block] = []
    for is_list, group in groupby(lines, key=lambda line: line.startswith("- ")):
        cut = [_segments(line.removeprefix("- "), numbers) for line in group]
        found += [Block(True, tuple(cut))] if is_list else [Block(False, (line,)) for line in cut]
    return tuple(found)


def _segments(line: str, numbers: frozenset[int] | set[int]) -> tuple[Segment, ...]:
    found, last = [], 0
    for match in _MARKER.finditer(line):
        if int(match[1]) in numbers:
            found += [Segment(line[last : match.start()]), Segment(match[0], int(match[1]))]
            last = match.end()
    return tuple(segment for segment in (*found, Segment(line[last:])) if segment.text)


def citation_href(citation: Citation) -> str:
    """Where the quote can be read in its page, marked."""
    return page_url(citation.document_id, citation.page, citation.start, citation.end) + "#extrait"


def short(text: str, most: int = MAX_PEEK) -> str:
    """The text on one line, cut after a word when it is longer than `most` characters."""
    flat = " ".join(text.split())
    return flat if len(flat) <= most else f"{flat[:most].rsplit(' ', 1)[0]} […]"


def examples(contracts: tuple[ContractRef, ...], documents: Sequence[Document] = ()) -> tuple[str, ...]:
    """Questions to try, about the contracts with most structure first; generic ones without contract."""
    made: list[str] = []
    for contract in sorted(contracts, key=lambda ref: -len(_sections(ref, documents))):
        made += [f"{question} ({contract.label}) ?" for question in _askable(_sections(contract, documents))]
    return tuple(made[:_MAX_EXAMPLES]) or _GENERIC_EXAMPLES


def _sections(contract: ContractRef, documents: Sequence[Document]) -> list[Section]:
    return [s for d in documents if d.metadata.contract_id == contract.id for s in d.sections]


def _askable(sections: Sequence[Section]) -> list[str]:
    """What the structure of a contract's documents shows that they say."""
    asked = ["Qui a signé le contrat"]
    sheets = [s.number for s in sections if s.kind is SectionKind.SHEET]
    articles = [s.number for s in sections if s.kind is SectionKind.ARTICLE]
    if sheets:
        asked.append(f"Comment est financée la fiche {sheets[0]}")
    if articles:
        asked.append(f"Que dit l'article {articles[-1]}")
    return asked


# Quotes of one page that lie this close make one proof: a block of a sheet, not two ends of a page.
ONE_BLOCK = 700  # characters


def gathered(evidence: Sequence[EvidenceOut]) -> list[EvidenceOut]:
    """One proof a block of a page: its span holds the quotes that lie close together."""
    found: list[EvidenceOut] = []
    for one in sorted(evidence, key=lambda e: (e.document, e.page, e.start)):
        last = found[-1] if found else None
        if last and (last.document, last.page) == (one.document, one.page) and one.start - last.end <= ONE_BLOCK:
            quote = last.quote if one.quote in last.quote else f"{last.quote} […] {one.quote}"
            end = max(last.end, one.end)
            url = page_url(one.document, one.page, last.start, end)
            found[-1] = last.model_copy(update={"end": end, "quote": quote, "url": url})
        else:
            found.append(one)
    return found
