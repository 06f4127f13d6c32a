"""What a line of money holds its payer to: a cap in rate and in euros that is the aid's, and its conditions. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.facts.records import Evidence, Funding
from ingest.naming import fold

_RATE = r"\d+(?:,\d+)? ?(?:%|pour ?cent)"
_LIMIT = r"(?:plafon\w+|dans la limite|sans (?:pouvoir )?(?:de)?passer|sans (?:pouvoir )?exceder|maxim\w+|au plus)"
# What a bracket holds between the rate and its limit is told aside.
_BRACKET = re.compile(r"\([^()]{0,200}\)")
_BETWEEN = r"(?:(?!\d+ ?%)[^.;:€]|(?<=\d)[.](?=\d)){0,140}?"


def is_aid_capped(line: Funding) -> bool:
    """Whether one sentence of the line caps the share in euros: "50 % au plus, dans la limite de 30 000 €"."""
    if line.cap is None or line.rate is None or not line.rate_is_cap or not line.payer:
        return False
    return any(_says_both(evidence.quote, line.cap) for evidence in line.evidence)


def _says_both(quote: str, cap: float) -> bool:
    text = _BRACKET.sub(" ", re.sub(r"(?<=\d)[ .  ](?=\d{3}\b)", "", re.sub(r"\s+", " ", fold(quote))))
    amount = rf"{cap:.0f}(?:,00)? ?(?:€|euros?\b)"
    # Either order: "50 % …, plafonné à 30 000 €", "aide plafonnée à 30 000 € et à 50 %".
    return bool(
        re.search(rf"{_RATE}{_BETWEEN}\b{_LIMIT}{_BETWEEN}{amount}", text)
        or re.search(rf"\b{_LIMIT}{_BETWEEN}{amount}[^.;:€]{{0,40}}\bet\b[^.;:€]{{0,30}}{_RATE}", text)
    )


def conditions_of(line: Funding, evidence: Sequence[Evidence]) -> tuple[list[str], list[str]]:
    """The conditions of what the payer gives, and those that stand with the cofunding; none that another holds."""
    said = [one.value for one in line.conditions if one.value != line.earmark]
    beside = [one for one in said if is_of_cofunding(one, evidence)]
    return _widest([one for one in said if one not in beside]), beside


def _widest(texts: Sequence[str]) -> list[str]:
    """The texts that stand in no other of them, each once."""
    kept = list(dict.fromkeys(texts))
    return [text for text in kept if not any(text != other and text in other for other in kept)]


def is_of_cofunding(condition: str, evidence: Sequence[Evidence]) -> bool:
    """Whether a condition stands behind the label of the cofunding, and is none of what the payer gives."""
    told = re.escape(re.sub(r"\s+", " ", fold(condition)))
    label = rf"co-? ?financements?[^:\n]{{0,20}}: *{told}"
    return any(re.search(label, re.sub(r"\s+", " ", fold(one.quote))) for one in evidence)
