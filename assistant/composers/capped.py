"""An aid capped in rate and in euros at once: the cap is that of the aid, not of what it is a share of. Pure."""

from __future__ import annotations

import re

from ingest.facts.records import Funding
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
