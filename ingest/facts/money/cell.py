"""A cell that says all of an action's money, part after part: its total, its years, who pays what. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.facts.money.amounts import Money, moneys
from ingest.facts.money.recap_cells import shares, state_of, status_of
from ingest.facts.parties.institutions import institution
from ingest.facts.plans.columns import Column
from ingest.facts.records import AmountPeriod, Evidence, Funding, FundingState, LineRole, Nature, Place
from ingest.naming import fold

_PARTS = re.compile(r"\s*(?:;|\n|\bpuis\b)\s*")
_YEARLY = re.compile(r"(?:en )?(?P<year>20\d\d)\s*:\s*(?P<rest>.+)")
# What may stand beside an amount that is a total: its time, its tax, how firm it is.
_BESIDE = re.compile(
    r"\b(?:ttc|ht|par|an|ans|annuels?|sur|en|pour|pendant|environ|soit|au total|total|cout|budget|montant"
    r"|previsionnels?|estimes?"
    r"|la duree|du contrat|du cls|de l[’']action|\d{1,2}|20\d\d|tout|toute|prevus?)\b|[^a-z0-9]"
)
_PAID_BY = re.compile(
    r"(?:[àa] (?:la )?charge (?:de |du |des |d[’'])|(?:financ|support|pay|assur|port"
    r"|pris)[ée]+e?s?(?: en charge)?(?: int[ée]gralement| enti[èe]rement)? par "
    r"|contribution (?:de |du |des |d[’'])|participation (?:de |du |des |d[’']))(?:la |le |les "
    r"|l[’'])?(?P<who>[^;,.()]+)$",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"(?:demande|dossier|sollicitation)s? (?:en cours|d[ée]pos[ée]+e?s?|faite|pr[ée]vue)?\s*(?:aupr[èe]s"
    r"|[àa]) ?(?:de |du |des |d[’'])?"
    r"(?:la |le |les |l[’'])?(?P<who>.+)",
    re.IGNORECASE,
)
_OWN_FUNDS = re.compile(
    r"(?P<fund>(?:fonds|cr[ée]dits) propres) (?:de |du |des |d[’'])(?:la |le |les |l[’'])?(?P<who>.+)", re.IGNORECASE
)
_MEMORY = re.compile(r"pour m[ée]moire\b|hors contrat\b", re.IGNORECASE)


@dataclass(slots=True)
class _Told:
    totals: list[tuple[Money, str]] = field(default_factory=list)  # with the year, "" for none
    years: list[tuple[Money, str]] = field(default_factory=list)
    lines: list[dict[str, object]] = field(default_factory=list)  # of shares
    payer: str = ""
    fund: str = ""
    nature: Nature = Nature.UNKNOWN


def cell_funding(text: str, column: Column, proof: tuple[Evidence, ...], place: Place) -> tuple[Funding, ...]:
    """The lines of a cell all of whose parts can be read; empty where one cannot."""
    told = _Told()
    parts = [part for part in _PARTS.split(text.strip()) if part]
    if not parts or not all(_read(part, told, column.factor) for part in parts):
        return ()
    nature = told.nature or column.nature
    lines = [*_totals(told, nature, column), *_parts(told, nature)]
    if not lines and told.payer:
        lines = [{"state": FundingState.FUNDER_ONLY, "payer": told.payer, "instrument": told.fund}]
    return tuple(Funding(evidence=proof, place=place, **line) for line in lines)  # type: ignore[arg-type]


def _read(part: str, told: _Told, factor: int) -> bool:
    """Whether a part of the cell is understood; what it says is kept."""
    if _MEMORY.match(part):
        return True
    if match := _YEARLY.fullmatch(part):
        priced = _alone(match["rest"])
        if priced is not None:
            told.years.append((priced, match["year"]))
        return priced is not None
    if match := _ASKED.fullmatch(part):
        return _name(told, match["who"], Nature.REQUESTED)
    if match := _OWN_FUNDS.fullmatch(part):
        told.fund = match["fund"]
        return _name(told, match["who"], Nature.UNKNOWN)
    if institution(part)[0] and not re.search(r"\d|:", part):
        return _name(told, part, Nature.UNKNOWN)
    by = _PAID_BY.search(part)
    bare = part[: by.start()].strip(" ,") if by else part
    if by and not moneys(bare) and not re.search(r"\d", bare):
        return _name(told, by["who"], Nature.UNKNOWN)
    priced = _alone(bare)
    if priced is not None:
        year = re.search(r"\b(?:en|pour) (20\d\d)\b", bare)
        told.totals.append((priced, year[1] if year else ""))
        return _name(told, by["who"], Nature.UNKNOWN) if by else True
    return not by and _shares(part, told, factor)


def _name(told: _Told, who: str, nature: Nature) -> bool:
    if told.payer:
        return False
    told.payer, told.nature = who.strip(" ."), nature
    return True


def _alone(text: str) -> Money | None:
    """The one amount of a part that says no more of it than its time; "2 € par habitant, soit 5 000 €" is the sum."""
    priced = moneys(text)
    summed = re.search(r",? soit (?=\d)", text)
    if summed and len(priced) == 2 and priced[0].is_unit and priced[1].start >= summed.end():
        return None if priced[1].is_vague or priced[1].is_unit else priced[1]
    if len(priced) != 1 or priced[0].is_vague:
        return None
    money = priced[0]
    around = f"{text[: money.start]} {text[money.end :]}"
    if money.is_cap:
        return None if ":" in around or "%" in around else money
    return None if money.is_unit or _BESIDE.sub("", fold(around)).strip() else money


def _shares(part: str, told: _Told, factor: int) -> bool:
    year = re.search(r"\ben (20\d\d)\b", part)
    nature = status_of(part) if "(" in part else Nature.UNKNOWN
    bare = re.sub(
        r"\s*\([^()]*(?:acquis|accord|vot|demand|sollicit|pr[ée]v|attente)[^()]*\)|\s*\ben 20\d\d\b", "", part
    )
    money_said = (
        re.search(r"€|\beuros?\b|%", bare)
        or re.search(r"\bCPOM\b", bare)
        or re.search(r":\s*(?:le |la )?(?:solde|reste|compl)", bare)
    )
    found = list(shares(bare, factor)) if money_said else []
    if found and ":" not in bare and not institution(found[0].payer)[0]:
        return False
    if len(found) != 1 or state_of(part) in {FundingState.TO_BE_SET, FundingState.NONE}:
        return False
    share = found[0]
    fund = re.search(r"\s*\((?P<fund>[A-Z]{2,6})\)$", share.payer)
    priced = share.amount is not None
    known = priced or share.rate is not None or share.cap is not None
    told.lines.append(
        {
            "state": FundingState.AMOUNT if known else FundingState.FUNDER_ONLY,
            "role": LineRole.SHARE,
            "amount": share.amount,
            "period": share.period if priced else AmountPeriod.UNKNOWN,
            "nature": nature,
            "payer": share.payer[: fund.start()] if fund else share.payer,
            "instrument": fund["fund"] if fund else share.fund,
            "year": year[1] if year and priced else "",
            "rate": share.rate,
            "rate_is_cap": share.rate_is_cap,
            "cap": share.cap,
            "cap_period": share.cap_period,
        }
    )
    return True


def _totals(told: _Told, nature: Nature, column: Column) -> list[dict[str, object]]:
    several = len(told.totals) > 1
    years = sum(money.value for money, _ in told.years)
    found: list[dict[str, object]] = []
    for k, (money, year) in enumerate(told.totals):
        whole = not several and told.years and years == money.value
        role = LineRole.YEAR if several and year else LineRole.TOTAL if not k or not several else LineRole.OTHER
        found.append(
            {
                "state": FundingState.AMOUNT,
                "role": role,
                "amount": None if money.is_cap else money.value,
                "cap": money.value if money.is_cap else None,
                "period": AmountPeriod.GLOBAL
                if whole
                else AmountPeriod.UNKNOWN
                if money.is_cap or year
                else money.period or column.period,
                "cap_period": money.period if money.is_cap and not money.is_unit else AmountPeriod.UNKNOWN,
                "nature": _nature(nature, money),
                "year": year,
                "payer": told.payer,
                "instrument": told.fund,
            }
        )
    return found


def _nature(nature: Nature, money: Money) -> Nature:
    return Nature.UNKNOWN if money.is_cap else nature or money.nature


def _parts(told: _Told, nature: Nature) -> list[dict[str, object]]:
    years = [
        {"state": FundingState.AMOUNT, "role": LineRole.YEAR, "amount": money.value, "year": year, "nature": nature}
        for money, year in told.years
    ]
    whole = next((money for money, year in told.totals if not year), None)
    amounts = [line["amount"] for line in told.lines if line["amount"] is not None]
    parted = whole is not None and amounts and sum(amounts) == whole.value and len(told.totals) == 1  # type: ignore[arg-type]
    shares_ = [
        {
            **line,
            "period": line["period"]
            or (whole.period if parted and whole and line["amount"] is not None else AmountPeriod.UNKNOWN),
        }
        for line in told.lines
    ]
    return [*years, *shares_]


def only_money(columns: Sequence[Column]) -> Column | None:
    """The column that says all of a plan's money, where there is one only."""
    roles = {"funder", "amount", "total", "share", "year", "part"}
    own = [column for column in columns if column.role in roles]
    return own[0] if len(own) == 1 and own[0].money else None
