"""Shares of money in French text, in percent or as fractions. Pure functions."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.facts.money.amounts import FLOOR_AFTER, FLOOR_BEFORE, REACH, aligned, caps, unwrapped

_PERCENT = re.compile(r"(?<![\w.,/])(?P<number>\d{1,3}(?:[.,]\d{1,2})?)[ \n]?(?:%|pour ?cent\b|p\. ?100)")
_WORDED = {
    "moitie": 50.0,
    "deux tiers": 66.67,
    "tiers": 33.33,
    "un tiers": 33.33,
    "trois quarts": 75.0,
    "un quart": 25.0,
}
_WORDED_SHARE = re.compile(
    r"\b(?:a hauteur d[eu] |pour |aux )(?:la )?(?P<share>moitie|deux tiers|tiers|un tiers|trois quarts|un quart)\b"
)
_FRACTION = re.compile(r"(?<![\w.,/])(?P<up>[1-4])/(?P<down>[2-5])(?![\w/.,]|\.\d)")
_NO_RATE_AFTER = re.compile(
    r" ?(?:d(?:e |'|u )(?:un |une |l')?)?(?:etp|temps|journee|jours?\b|poste|equivalent|an\b|annee|mois|heure"
    r"|(?:l[ae]s? |l'|des |d')?(?:population|femmes|hommes|habitants|enfants|jeunes|patients|personnes|medecins"
    r"|eleves))"
)
_PAID_SHARE = re.compile(r"\b(?:financ\w+|pren\w+ en charge|hauteur|subvention\w*)\b[^.;\d]{0,40}$")
_NO_RATE_BEFORE = re.compile(r"(?:temps(?: partiel| plein)? (?:de |a )?|poste a |etp a |tva(?: a| de)? ?)$")


@dataclass(frozen=True, slots=True)
class Rate:
    """A share in percent."""

    value: float
    start: int
    end: int
    is_cap: bool = False


def rates(text: str, *, fractions: bool = False) -> tuple[Rate, ...]:
    """The shares that a text gives in percent or, beside words of money or when asked for, as a fraction.

    Working time, floors and ranges are left out.
    """
    folded = aligned(unwrapped(text))
    found = []
    for match in _PERCENT.finditer(folded):
        value = float(match["number"].replace(",", "."))
        before, after = folded[max(0, match.start() - REACH) : match.start()], folded[match.end() :]
        timed = _NO_RATE_AFTER.match(after) and not (re.match(r" ?du poste", after) and _PAID_SHARE.search(before))
        if value > 100 or timed or _NO_RATE_BEFORE.search(before):
            continue
        if FLOOR_BEFORE.search(before) or re.search(r"\d ?%? ?(?:a|-|–|et|ou|/) ?$", before):
            continue
        if re.match(r" ?(?:a|-|–|et|ou) ?\d+(?:[.,]\d+)? ?%", after) or FLOOR_AFTER.match(after):
            continue
        found.append(Rate(value, match.start(), match.end(), caps(before, after)))
    if fractions or re.search(r"prorata|\bars\b|financ|particip|tiers", folded):
        found += [
            Rate(round(100 * int(match["up"]) / int(match["down"]), 2), match.start(), match.end())
            for match in _FRACTION.finditer(folded)
            if int(match["up"]) < int(match["down"]) and not _NO_RATE_AFTER.match(folded[match.end() :])
        ]
        found += [
            Rate(_WORDED[match["share"]], match.start("share"), match.end("share"))
            for match in _WORDED_SHARE.finditer(folded)
        ]
    return tuple(sorted(found, key=lambda rate: rate.start))
