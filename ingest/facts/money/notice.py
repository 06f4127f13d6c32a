"""What a document says once of all its amounts: "montants annuels", "sans mention, prévisionnel". Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.facts.folding import folded
from ingest.facts.reading import Reading
from ingest.facts.records import Action, AmountPeriod, Evidence, Funding, FundingState, LineRole, Nature
from ingest.records import SectionKind

_PERIODS = (
    (AmountPeriod.ANNUAL, r"\bmontants? (?:sont |indiques |exprimes |donnes )?(?:annuels?\b|par an\b)"),
    (AmountPeriod.GLOBAL, r"\bmontants? (?:sont |indiques |exprimes |donnes )?(?:globaux|sur (?:toute )?la duree)\b"),
)
_NATURES = (
    (
        Nature.ESTIMATED,
        r"\bsans (?:autre )?(?:mention|precision|indication)\b[^.;]{0,40}\bmontants?\b[^.;]{0,20}"
        r"\b(?:previsionnels?|estimatifs?|estimes?|indicatifs?)\b"
        r"|\b(?:les|tous les|ces) (?:montants|moyens|budgets|financements|couts|chiffrages) (?:\w+ ){0,5}"
        r"(?:sont|restent)(?: tous| toutes)? (?:previsionnels|estimatifs|indicatifs)\b",
    ),
)
# An article that says so of the sums that the contract holds says it of all.
_OF_ALL = re.compile(
    r"\b(?:les|tous les) (?:montants|financements|budgets|couts) (?:inscrits|indiques|mentionnes|portes|figurant)\b"
)
_REACH = 160


@dataclass(frozen=True, slots=True)
class _Notice:
    period: AmountPeriod
    nature: Nature
    evidence: tuple[Evidence, ...]


def noticed(reading: Reading, actions: Sequence[Action]) -> tuple[Action, ...]:
    """The actions, their amounts with the period and the nature that the document states for all of them."""
    told = tuple(_notices(reading))
    return tuple(replace(a, funding=tuple(_with(line, told) for line in a.funding)) for a in actions)


def _with(line: Funding, told: Sequence[_Notice]) -> Funding:
    if line.state is not FundingState.AMOUNT or line.amount is None:
        return line
    for notice in told:
        period = notice.period if not (line.period or line.year or line.role is LineRole.YEAR) else line.period
        nature = line.nature or notice.nature
        if (period, nature) != (line.period, line.nature):
            line = replace(line, period=period, nature=nature, evidence=(*line.evidence, *notice.evidence))
    return line


def _notices(reading: Reading) -> Iterator[_Notice]:
    """The notices of a document: outside its sheets and articles, where they would speak of less than all."""
    inner = reading.of(SectionKind.SHEET, SectionKind.SIGNATURE)
    articles = reading.of(SectionKind.ARTICLE)
    for line in reading.lines:
        if any(section.start <= (line.page, line.start) < section.end for section in inner) or "|" in line.text:
            continue
        in_article = any(section.start <= (line.page, line.start) < section.end for section in articles)
        page = next(page for page in reading.pages if page.number == line.page)
        whole = folded(page.text[line.start : line.end + _REACH])
        limit = line.end - line.start
        for patterns, kind in ((_PERIODS, "period"), (_NATURES, "nature")):
            for value, pattern in patterns:
                match = re.search(pattern, whole.text)
                if match is None or whole.origins[match.start()] >= limit:
                    continue
                if in_article and not _OF_ALL.match(whole.text, match.start()):
                    continue
                low, high = whole.span(match)
                proof = Evidence(
                    reading.document_id,
                    line.page,
                    line.start + low,
                    line.start + high,
                    page.text[line.start + low : line.start + high],
                )
                period = value if kind == "period" else AmountPeriod.UNKNOWN
                nature = value if kind == "nature" else Nature.UNKNOWN
                yield _Notice(AmountPeriod(period), Nature(nature), (proof,))
