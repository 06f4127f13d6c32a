"""Measures: pure functions of a case and of what was found or answered, each giving a score and its reason."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial

from assistant.records import Answer, Citation, Status
from eval.cases import REFUSALS, Case, Evidence, Trap
from eval.said import sentences
from ingest.naming import fold, slug

# The sheet or the article in the path of a section.
_SECTION = re.compile(r"(?P<kind>fiche|article)s?\b(?:[ -]?action)?[ :]*(?:n ?° ?)?(?P<number>\d+(?:[.-]\d+)*)")
# What is asked of another territory or another time.
_ELSEWHERE = frozenset({Trap.OTHER_TERRITORY, Trap.NEAR_NAME, Trap.WRONG_YEAR})
_DASHES = re.compile("[\u00ad\u2010-\u2015\u2212]")


@dataclass(frozen=True, slots=True)
class Source:
    """A document as measured: `name` is its file's stem, `stands_in` says that it is a notice or has lost its pages.

    `contract` is the contract that it truly speaks of, `known_as` the id under which the product files it.
    """

    id: str
    name: str
    contract: str
    pages: Mapping[int, str]
    stands_in: bool = False
    known_as: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """Something found: a text that stands on `pages` of a source, in `section` as its document calls it."""

    source: Source
    pages: frozenset[int]
    text: str
    section: str = ""


@dataclass(frozen=True, slots=True)
class Score:
    """What a measure gives, 0 to 1, and why; `count` is how many faults there are, where they are counted."""

    value: float
    reason: str
    count: int = 0


# Search


def same_document(evidence: Evidence, source: Source) -> bool:
    """Whether the evidence is of this document, or of the one that it is the notice of."""
    name, wanted = fold(source.name), fold(evidence.document)
    return name == wanted or (source.stands_in and name.endswith(f"-{wanted}"))


def holds(evidence: Evidence, piece: Piece) -> bool:
    """Whether a piece is of the evidence's document and page and has its text.

    The pages of a stand-in are its own: there the section counts, where the piece has one, and the notice's wording.
    """
    if not same_document(evidence, piece.source):
        return False
    if piece.source.stands_in:
        return _same_section(evidence.section, piece.section) and has_text(evidence, piece.text, stands_in=True)
    return bool(piece.pages & set(evidence.pages) or not evidence.pages) and has_text(evidence, piece.text)


def has_text(evidence: Evidence, text: str, *, stands_in: bool = False) -> bool:
    """Whether a text has all that the evidence contains: case, accents and spaces apart, digits exact."""
    wordings = [evidence.contains, *([evidence.notice] if stands_in and evidence.notice else [])]
    return any(all(_wanted(contained).search(_plain(text)) for contained in wording) for wording in wordings)


def _same_section(wanted: str, section: str) -> bool:
    """Whether a section is of the sheet or the article wanted; what has no sheet nor article may be of any."""
    found = _SECTION.search(fold(section))
    if not wanted or not found:
        return True
    kind, number = wanted.split()
    return number == found["number"] and found["kind"].startswith(kind)


@lru_cache(maxsize=8192)
def _plain(text: str) -> str:
    return fold(_DASHES.sub("-", text.replace("\u00ad", "")))


@lru_cache(maxsize=2048)
def _wanted(contained: str) -> re.Pattern[str]:
    plain = re.escape(_plain(contained))
    # "43 %" is not found in "143 %".
    before = r"(?<!\d)" if contained[0].isdigit() else ""
    after = r"(?!\d)" if contained[-1].isdigit() else ""
    return re.compile(before + plain + after)


def evidence_rank(case: Case, found: Sequence[Piece]) -> int:
    """The 1-based rank of the first piece that holds some evidence of the case, 0 when none does."""
    return next((rank for rank, piece in enumerate(found, 1) if any(holds(e, piece) for e in case.evidence)), 0)


def recall(case: Case, found: Sequence[Piece], k: int) -> Score:
    """1 when some evidence is among the first k pieces."""
    rank = evidence_rank(case, found[:k])
    return Score(float(rank > 0), f"preuve au rang {rank}" if rank else f"aucune preuve dans les {k} premiers")


def coverage(case: Case, found: Sequence[Piece], k: int) -> Score:
    """The share of the case's pieces of evidence that are among the first k pieces."""
    missing = [e for e in case.evidence if not any(holds(e, piece) for piece in found[:k])]
    share = 1 - len(missing) / len(case.evidence)
    return Score(
        share, "; ".join(f"manque « {(*e.contains, e.document)[0]} »" for e in missing) or "toutes les preuves"
    )


def reciprocal_rank(case: Case, found: Sequence[Piece]) -> Score:
    """One over the rank of the first evidence, 0 when there is none."""
    rank = evidence_rank(case, found)
    return Score(1 / rank if rank else 0.0, f"preuve au rang {rank}" if rank else "aucune preuve")


def ndcg(case: Case, found: Sequence[Piece], k: int) -> Score:
    """The gain of each piece of evidence, less the later it is first found, of what it would be with all on top."""
    ranks = [next((rank for rank, piece in enumerate(found[:k], 1) if holds(e, piece)), 0) for e in case.evidence]
    # Several pieces of evidence may stand in one passage: the ideal takes as many ranks as were taken, or one each.
    gain = sum(1 / math.log2(rank + 1) for rank in set(ranks) if rank)
    places = len(set(filter(None, ranks))) + ranks.count(0)
    ideal = sum(1 / math.log2(rank + 1) for rank in range(1, min(places, k) + 1))
    return Score(gain / ideal if ideal else 0.0, f"rangs {', '.join(str(rank or '–') for rank in ranks)}")


# Answers


def refusal(case: Case, answer: Answer) -> Score:
    """1 when what the documents say is answered, and what they do not say is not."""
    refused = answer.status in REFUSALS
    if refused == (not case.answerable):
        return Score(1.0, "refus justifié" if refused else "réponse attendue et donnée")
    return Score(0.0, "refus à tort" if refused else "réponse à ce que les documents ne disent pas")


def quotes_valid(answer: Answer, sources: Mapping[str, Source]) -> Score:
    """1 when each quote is its page's text at its offsets, white space apart; an answer without citation has 0."""
    if not answer.citations:
        return Score(0.0, "aucune citation")
    wrong = [fault for citation in answer.citations if (fault := _fault(citation, sources))]
    return Score(float(not wrong), "; ".join(wrong) or f"{len(answer.citations)} citations exactes")


def _fault(citation: Citation, sources: Mapping[str, Source]) -> str:
    source = sources.get(citation.document_id)
    page = source.pages.get(citation.page) if source else None
    if page is None:
        return f"[{citation.number}] renvoie à une page inconnue"
    if not citation.quote.strip():
        return f"[{citation.number}] ne cite rien"
    if page[citation.start : citation.end].split() != citation.quote.split():
        return f"[{citation.number}] n'est pas le texte de la page {citation.page}"
    return ""


def evidence_quoted(case: Case, answer: Answer, sources: Mapping[str, Source]) -> Score:
    """1 when some citation's quote holds some evidence of the case."""
    rank = evidence_rank(case, quoted(answer, sources))
    return Score(float(rank > 0), f"preuve dans la citation {rank}" if rank else "aucune citation ne porte la preuve")


def evidence_page(case: Case, answer: Answer, sources: Mapping[str, Source]) -> Score:
    """1 when some citation is of a page where the evidence stands, whether its quote holds it or not."""
    for piece in quoted(answer, sources):
        for evidence in case.evidence:
            texts = (piece.source.pages[page] for page in piece.pages)
            if any(holds(evidence, Piece(piece.source, piece.pages, text)) for text in texts):
                return Score(1.0, f"page {min(piece.pages)} de {piece.source.name}")
    return Score(0.0, "aucune citation n'est de la page de la preuve")


def right_territory(case: Case, answer: Answer, sources: Mapping[str, Source]) -> Score:
    """1 when no contract answers for another: what is cited is of those asked about, or of any where none was named.

    Another contract may be cited beside the right one where the sentence says that it is another. A question about a
    territory or a year of which no document speaks has no right contract: any answer is of another.
    """
    if answer.status in REFUSALS:
        return Score(1.0, "aucun contrat affirmé")
    cited = {piece.source.contract for piece in quoted(answer, sources)}
    if case.trap in _ELSEWHERE:
        wrong = sorted(filter(partial(_elsewhere, case), cited)) if answer.status is Status.ANSWERED else []
    else:
        others = cited - set(case.contracts) if case.contracts and not case.open else set()
        beside = {contract for contract in others if cited & set(case.contracts) and _named(contract, answer, sources)}
        wrong = sorted(others - beside)
    return Score(float(not wrong), f"répond par {', '.join(wrong)}" if wrong else "bons contrats", len(wrong))


def _elsewhere(case: Case, contract: str) -> bool:
    """Whether a contract is not the one that a question names: another territory, or other years of a contract."""
    asked = slug(case.question)
    territory, years = contract[: -len("-2031-2036")], contract[-len("2031-2036") :]
    of_years = re.search(r"\d{4}-\d{4}", asked)
    if of_years and of_years.group() != years:
        return True
    return territory not in asked and contract not in case.chosen


def _named(contract: str, answer: Answer, sources: Mapping[str, Source]) -> bool:
    """Whether each sentence that cites a contract, or the line above it, says that it is of that contract."""
    for sentence in sentences(answer):
        for citation in sentence.citations:
            if citation.document_id in sources and sources[citation.document_id].contract == contract:
                said = slug(f"{sentence.heading} {sentence.text}")
                if contract not in said and slug(citation.document_title) not in said:
                    return False
    return True


def quoted(answer: Answer, sources: Mapping[str, Source]) -> tuple[Piece, ...]:
    """The quotes of an answer, of documents and pages that exist."""
    return tuple(
        Piece(sources[citation.document_id], frozenset({citation.page}), citation.quote, citation.section)
        for citation in answer.citations
        if citation.document_id in sources and citation.page in sources[citation.document_id].pages
    )
