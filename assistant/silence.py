"""Why documents do not say what is asked, where their records show it. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
import simplemma
from numpy.typing import NDArray

from assistant.composers import french
from assistant.composers.asked import Asked
from assistant.composers.forms import asks
from assistant.library import UnderstoodContract
from assistant.questions.understand import Query
from assistant.quotations.answerability import asks_done
from assistant.quotations.coverage import matter
from assistant.searching.expansion import Group
from assistant.searching.index import SearchIndex
from ingest.facts.records import Nature
from ingest.naming import fold

# Forms of questions over all sheets, whose words are none of a thing to pay for.
_OVER_SHEETS = (
    "total",
    "most",
    "least",
    "without",
    "none",
    "to_be_set",
    "funder_only",
    "table",
    "over",
    "headcount",
    "sum",
)
_MONEY = frozenset({"money", "total"})
_SPENT = re.compile(
    r"\b(?:depens|verse|debours|mandat|rembours|paye)\w*\b|\bbilan financier|\bcoute?(?:nt)? reel|\breellement\b"
)


def reason(asked: Asked) -> str:
    """What the documents of the contracts in scope lack, as the end of a sentence; "" where records do not show it."""
    contracts = asked.contracts
    if not contracts:
        return ""
    if asks_spent(asked) and any(_has_amount(contract) for contract in contracts):
        return "ils ne donnent que des montants prévisionnels, et aucun ne dit ce qui a été dépensé ou versé"
    beyond = _beyond(asked, contracts)
    if beyond:
        return beyond
    labels = french.listed([f"le CLS {contract.ref.label}" for contract in contracts])
    if asked.intents & _MONEY and not asked.query.sheets and not any(map(_has_amount, contracts)):
        return f"ceux qui portent sur {labels} ne donnent aucun montant"
    if "signatories" in asked.intents and not any(contract.record.signatories for contract in contracts):
        return f"ceux qui portent sur {labels} ne donnent pas la liste des signataires"
    return ""


def priced_nowhere(query: Query, groups: Sequence[Group], index: SearchIndex) -> bool:
    """Whether a question asks the price of something that no document names: "Combien coûte le scanner ?"."""
    if not {intent.name for intent in query.intents} & _MONEY or query.sheets or query.article:
        return False
    folded = fold(query.text)
    if any(asks("money", form, folded) for form in _OVER_SHEETS):
        return False
    asked = [group for group, _ in matter(query, groups, index)]
    rows = index.rows([document for contract in query.scope.contracts for document in contract.document_ids])
    strange = [
        g
        for g in asked
        if _is_strange(g, index, rows, noun=_is_noun(g.said, folded)) and simplemma.is_known(g.said, lang="fr")
    ]
    return len(strange) * 2 >= len(asked) > 0 and bool(strange)


def _is_strange(group: Group, index: SearchIndex, rows: NDArray[np.int64], *, noun: bool) -> bool:
    """Whether no document holds a word; a thing with its article is strange where the contracts asked about lack it."""
    stems = [stem for alternative in group.alternatives for stem in alternative.stems]
    return not any(index.holds(stem, rows) if noun else index.knows(stem) for stem in stems)


def _is_noun(said: str, folded: str) -> bool:
    """Whether a word stands right behind an article: "la piscine"."""
    return re.search(rf"\b(?:l[ae]|une?|du|des|d'une?|l') ?{re.escape(said)}\b", folded) is not None


def asks_spent(asked: Asked) -> bool:
    """Whether a question asks what was really paid, and not what is planned."""
    return "spent" in asked.intents or (asks_done(asked.folded) and _SPENT.search(asked.folded) is not None)


def _beyond(asked: Asked, contracts: Sequence[UnderstoodContract]) -> str:
    """Years of the question that no contract in scope covers."""
    years = {int(year) for year in re.findall(r"\b(?:19|20)\d\d\b", asked.folded)}
    periods = [tuple(map(int, re.findall(r"\d{4}", contract.period)[:2])) for contract in contracts]
    if not years or any(len(period) != 2 for period in periods):
        return ""
    outside = [year for year in sorted(years) if not any(first <= year <= last for first, last in periods)]
    if len(outside) < len(years):
        return ""
    pages = [page.text for contract in contracts for document in contract.documents for page in document.pages]
    if any(str(year) in text for year in outside for text in pages):
        return ""  # a diagnosis tells of the years before its contract
    covered = french.listed([f"le CLS {contract.ref.label}" for contract in contracts])
    return f"{french.listed([str(year) for year in outside])} est hors de ce que couvre {covered}"


_PAID = re.compile(
    r"\b(?:a|ont|avai\w+) (?:\w+ ){0,2}(?:ete )?(?:verse|depense|paye|mandate|debourse)e?s?\b|\bmontants? versee?s?"
    r"|\bdepenses? (?:realisee|constatee|executee|effectuee)s?\b|\bspent\b|\bwas paid\b|\bcompte administratif"
)


def says_paid(text: str) -> bool:
    """Whether a text says what was paid."""
    return _PAID.search(fold(text)) is not None


def _has_amount(contract: UnderstoodContract) -> bool:
    lines = [*contract.record.funding, *(line for action in contract.record.actions for line in action.funding)]
    return any(
        line.nature is not Nature.PAID and (line.amount is not None or line.cap is not None or line.items)
        for line in lines
    )
