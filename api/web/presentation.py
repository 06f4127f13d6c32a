"""What the page says of records: French labels, and answers cut into paragraphs, lists and markers."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from itertools import groupby

from api.addresses import ADDRESS
from api.views import page_url
from assistant.records import Citation, Status
from ingest.records import INDEXED_STATES, ReadState

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
MAX_PEEK = 420  # characters of a quote shown on hover: what is read at a glance
_UNBREAKABLE = re.compile(r"(?<=«) |(?<=\d) (?=\d{3}(?!\d))| (?=[?!:;»%€])")
_MARKER = re.compile(r"\[(\d{1,3})\]")


@dataclass(frozen=True, slots=True)
class Tone:
    """How a status is told: its heading, a sentence that says what it means, and the family it is drawn in."""

    heading: str
    meaning: str
    family: str


TONES = {
    Status.ANSWERED: Tone("Réponse", "", "answer"),
    Status.PARTIAL: Tone(
        "Réponse partielle", "Les documents ne disent pas tout : la réponse dit ce qui manque.", "part"
    ),
    Status.NOT_FOUND: Tone(
        "Non trouvé dans les documents lus",
        "Rien n'est supposé : voici ce qui a été lu, et ce que vous pouvez demander.",
        "refusal",
    ),
    Status.OUT_OF_SCOPE: Tone("Hors du champ des contrats", "", "outside"),
    Status.UNREADABLE: Tone(
        "Page illisible", "L'information est peut-être sur une page numérisée sans texte : consultez-la.", "part"
    ),
}


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of an answer: plain text, a figure, an address of this site, or the marker of source `number`."""

    text: str
    number: int = 0
    is_figure: bool = False
    is_address: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of one line, or a list of several."""

    is_list: bool
    lines: tuple[tuple[Segment, ...], ...]


def blocks(answer: str, numbers: Collection[int] = frozenset(), figures: Collection[str] = ()) -> tuple[Block, ...]:
    """The answer's paragraphs and lists; only markers of existing sources become markers."""
    lines = [line for line in answer.splitlines() if line.strip()]
    figure = _figure_pattern(figures)
    found: list[Block] = []
    for is_list, group in groupby(lines, key=lambda line: line.startswith("- ")):
        cut = [_segments(line.removeprefix("- "), numbers, figure) for line in group]
        found += [Block(True, tuple(cut))] if is_list else [Block(False, (line,)) for line in cut]
    return tuple(found)


def _figure_pattern(figures: Collection[str]) -> re.Pattern[str] | None:
    """The figures as they stand in the answer, the longest first, and never inside another number."""
    texts = sorted({unbroken(text) for text in figures if text}, key=len, reverse=True)
    return re.compile(rf"(?<![\d,.])({'|'.join(map(re.escape, texts))})(?![\d])") if texts else None


def _segments(line: str, numbers: Collection[int], figure: re.Pattern[str] | None) -> tuple[Segment, ...]:
    found, last = [], 0
    for match in _MARKER.finditer(line):
        if int(match[1]) in numbers:
            found += [*_with_figures(line[last : match.start()], figure), Segment(match[0], int(match[1]))]
            last = match.end()
    return tuple(segment for segment in (*found, *_with_figures(line[last:], figure)) if segment.text)


def _with_figures(text: str, figure: re.Pattern[str] | None) -> list[Segment]:
    # A pattern with one group: what it matched stands at every odd place.
    parts = ADDRESS.split(text)
    cut = ([Segment(part, is_address=True)] if at % 2 else _plain(part, figure) for at, part in enumerate(parts))
    return [segment for segments in cut for segment in segments]


def _plain(text: str, figure: re.Pattern[str] | None) -> list[Segment]:
    text = unbroken(text)
    parts = figure.split(text) if figure else [text]
    return [Segment(part, is_figure=at % 2 == 1) for at, part in enumerate(parts)]


def citation_href(citation: Citation) -> str:
    """Where the quote can be read in its page, marked."""
    return page_url(citation.document_id, citation.page, citation.start, citation.end) + "#extrait"


def quoted(text: str) -> str:
    """A quote as the page sets it: its lines, without the blank ones and the spaces around them."""
    return re.sub(r"\s*\n\s*", "\n", text.strip())


def unbroken(text: str) -> str:
    """The text with the spaces that French typography does not break: inside numbers, before signs, within quotes."""
    return _UNBREAKABLE.sub("\N{NO-BREAK SPACE}", text)


def short(text: str, most: int = MAX_PEEK) -> str:
    """The text on one line, cut after a word when it is longer than `most` characters."""
    flat = " ".join(text.split())
    return flat if len(flat) <= most else f"{flat[:most].rsplit(' ', 1)[0]} […]"
