"""Where the parties sign: the stretch of lines from "Fait à …" to the annexes. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from ingest.facts.folding import folded
from ingest.facts.parties.organisations import is_sentence
from ingest.facts.parties.people import people
from ingest.facts.reading import Reading, Run
from ingest.facts.signature.blocks import pieces
from ingest.records import SectionKind
from ingest.structure.lines import Line

_MADE = re.compile(
    r"(?:fait|signe) (?:en [\w() -]{1,40}exemplaires?\b|a [a-z]|le (?:\d|\w+di\b|[.…_]))|pour l(?:'|a |e |es )\w"
)
# A row of three cells or more, one of which holds nothing but a figure.
_FIGURES = re.compile(r"^(?=(?:[^|]*\|){2})(?:.*\|)?\s*\d[\d .,\u00a0\u202f]*(?:€|%|k€)?\s*(?:\||$)")
_SENTENCE = re.compile(r"[a-z]{3,}\.$")
# What stands behind the signatures, and is named by the first words of a page.
_BEHIND = re.compile(
    r"(?:(?:petit |mini[- ]?)?(?:lexique|glossaire)|sigles|liste des sigles|annexes?\b|tableaux? (?:de|des|d'|n|\d)"
    r"|plan d'actions?|(?:cahier|recueil|livret|catalogue) des? (?:fiches?|actions?)|charte|recapitulatif"
    r"|fiches? (?:action|n|\d)|table des matieres|sommaire|bibliographie|contacts?\b)"
)
# Who signs is no prose: a page behind the first with more sentences than this is a sheet or an article.
_SENTENCES = 2
# A page's title is among its first lines, below its running header.
_TITLE_LINES = 3


def signature_pages(reading: Reading) -> Iterator[Run]:
    """The lines of each signature page, its heading included."""
    sections = reading.of(SectionKind.SIGNATURE)
    sheets = reading.of(SectionKind.SHEET)
    for section in sections:
        end = min((sheet.start for sheet in sheets if sheet.start > section.start), default=None)
        run = reading.run(section, heading=True)
        lines = _before_tables([line for line in run.lines if end is None or (line.page, line.start) < end])
        if lines:
            yield _while_signed(Run(run.document_id, run.pages, lines))
    if not sections:
        yield from _unmarked(reading)


def _before_tables(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines up to the first of another page that is a row of figures: an annex, where nobody signs."""
    figures = (i for i, line in enumerate(lines) if line.page > lines[0].page and _FIGURES.search(line.text))
    cut = next(figures, len(lines))
    # Its title and the words above it are the annex's too.
    return tuple(line for line in lines[:cut] if cut == len(lines) or line.page < lines[cut].page)


def _while_signed(run: Run) -> Run:
    """The run up to the first later page on which nobody signs: a plan or a lexicon that no heading opens."""
    kept: list[Line] = []
    for _, page in groupby(run.lines, key=lambda line: line.page):
        lines = tuple(page)
        if kept and not _signed(Run(run.document_id, run.pages, lines)):
            break
        kept += lines
    return Run(run.document_id, run.pages, tuple(kept))


def _signed(page: Run) -> bool:
    """Whether somebody signs on a page that follows the first: it names a person, or for whom one signs."""
    if any(_BEHIND.match(folded(line.text).text.strip()) for line in page.lines[:_TITLE_LINES]):
        return False
    found = tuple(pieces(page))
    if any(piece.marked for piece in found):
        return True
    prose = sum(is_sentence(line.text) for line in page.lines)
    named = any(piece.person for piece in found) or any(people(line.text) for line in page.lines)
    return named and prose <= _SENTENCES


def _unmarked(reading: Reading) -> Iterator[Run]:
    """A page that no heading opens ("Fait en six exemplaires à X"): it ends the articles."""
    articles = reading.of(SectionKind.ARTICLE)
    if not articles:
        return
    last = max(articles, key=lambda section: section.start)
    lines = reading.run(last).lines
    for i, line in enumerate(lines):
        text = folded(line.text).text.strip(" •-*")
        # "Pour la durée du contrat, les parties conviennent de…" begins a sentence, not a list of those who sign.
        if _MADE.match(text) and not (text.startswith("pour") and (_SENTENCE.search(text) or len(text) > 60)):
            yield _while_signed(Run(reading.document_id, reading.pages, tuple(lines[i:])))
            return
