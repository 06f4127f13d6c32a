"""The words in the cells of a table of money: who pays what, how firm it is, what a remark adds. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from ingest.facts.funding.funders import instrument
from ingest.facts.money.amounts import moneys
from ingest.facts.money.column_cell import money
from ingest.facts.money.rates import rates
from ingest.facts.parties.institutions import institution
from ingest.facts.reading import letters
from ingest.facts.records import AmountPeriod, FundingState, LineRole, Nature
from ingest.naming import fold

_MEMORY = re.compile(r"p\.? ?m\.?|pour memoire")
_TO_BE_SET = re.compile(
    r"(?:reste |restent )?a (?:arreter|definir|preciser|determiner|fixer|chiffrer|voter|completer|etudier|negocier)\b.*"
)
_GRANTED = re.compile(r"\b(?:fermes?|acquis|acquise?s?|accordee?s?|votee?s?|notifiee?s?|attribuee?s?|obtenue?s?)\b")
_REQUESTED = re.compile(
    r"\b(?:demandee?s?|sollicitee?s?|deposee?s?|en (?:cours d[’' ]?)?instruction|demandes? en cours)\b"
)
_PLANNED = re.compile(r"\b(?:previsionnel\w*|prevue?s?|estimee?s?|a voter|en attente|a confirmer|envisage\w*)\b")
_REST = re.compile(r"(?:le |la )?(?:reste|solde|complement|restant)\b")
_OWN = re.compile(
    r"\b(?:moyens|missions?|fonds|credits?) propres (?:de |du |des |d[’'])(?:la |l[’'])?(?P<who>.+)", re.IGNORECASE
)
_NAMED = re.compile(r"(?P<name>[^\W\d_][^:;\d€%]*?)\s*(?::|(?=\s\d))\s*(?P<rest>.+)", re.DOTALL)
_IN_BRACKETS = re.compile(r"(?P<name>[^()]+?)\s*\((?P<fund>[^()]+)\)")
_PLAN = re.compile(r"(?:plan|programme|fonds|dotation|credits|appel|contrat)\b")
# "10 000 (demande en cours)", "50 %, plafonnés à 26 000/an"
_BEHIND = re.compile(r"\s*\((?P<said>[^()]+)\)\s*$")
_BARE_CAP = re.compile(r"plafonn\w+ à (?P<number>\d{1,3}(?:[ .]\d{3})+|\d{3,})")
_BY_AGREEMENT = re.compile(
    r"(?P<name>[^,;]+), (?:par|au titre (?:de|du)|dans le cadre (?:de|du)|via) (?:le |son |la "
    r"|l[’'])?(?P<fund>.*\bCPOM\b.*)"
)


@dataclass(frozen=True, slots=True)
class Share:
    """What one funder pays: an amount, a share in percent, a cap, or an unknown rest."""

    payer: str
    amount: float | None = None
    period: AmountPeriod = AmountPeriod.UNKNOWN
    rate: float | None = None
    rate_is_cap: bool = False
    cap: float | None = None
    cap_period: AmountPeriod = AmountPeriod.UNKNOWN
    fund: str = ""
    nature: Nature = Nature.UNKNOWN


@dataclass(frozen=True, slots=True)
class Note:
    """What a remark says: who the "others" are and how firm their money is; shares in percent by payer."""

    others: tuple[str, Nature] | None = None
    rates: Mapping[str, tuple[float, bool]] = field(default_factory=dict)


def status_of(text: str) -> Nature:
    """How firm a word of status makes a sum."""
    folded = fold(text)
    for nature, pattern in (
        (Nature.ESTIMATED, _PLANNED),
        (Nature.GRANTED, _GRANTED),
        (Nature.REQUESTED, _REQUESTED),
    ):
        if pattern.search(folded) and not re.search(r"\b(?:non|pas) ", folded):
            return nature
    return Nature.UNKNOWN


def state_of(text: str) -> FundingState:
    """The state that a cell without an amount tells."""
    folded = fold(text).strip()
    if _MEMORY.fullmatch(folded):
        return FundingState.FUNDER_ONLY
    return FundingState.TO_BE_SET if _TO_BE_SET.fullmatch(folded) else money(text).state


def note_of(text: str) -> Note:
    """What a remark beside a row says of its columns."""
    others: tuple[str, Nature] | None = None
    found: dict[str, tuple[float, bool]] = {}
    for piece in re.split(r"(?<=[^\d.])\.(?:\s+|$)|;", text):
        match = re.match(r"\s*(?P<name>[A-ZÀ-Ý][^:]{1,50}?)\s*:\s*(?P<said>.+)", piece)
        if match is None:
            continue
        if fold(match["name"]).startswith("autre"):
            name, _, status = match["said"].strip().partition(",")
            known = status_of(status) if status.strip() else Nature.UNKNOWN
            if not re.search(r"\d", name) and (not status.strip() or known):
                others = name.strip(), known
        elif len(told := rates(match["said"])) == 1:
            found[letters(match["name"])] = (
                told[0].value,
                told[0].is_cap or bool(re.search(r"au plus|maxim", fold(match["said"]))),
            )
    return Note(others, found)


def shares(text: str, factor: int) -> Iterator[Share]:
    """The funders that a cell names, each with what it pays; one whose part cannot be read is left out."""
    for piece in filter(None, (part.strip() for part in re.split(r"\s*[;\n]\s*", text))):
        if state_of(piece) in {FundingState.NONE, FundingState.TO_BE_SET, FundingState.NOT_STATED}:
            continue
        if agreed := _BY_AGREEMENT.fullmatch(piece):
            yield Share(agreed["name"].strip(), fund=agreed["fund"].strip())
        elif own := _OWN.fullmatch(piece):
            yield Share(own["who"].strip(), fund=piece)
        elif named := _NAMED.fullmatch(piece):
            name, out_of = _with_fund(named["name"].strip(" ,"))
            said = _BEHIND.search(named["rest"])
            nature = status_of(said["said"]) if said else Nature.UNKNOWN
            rest = named["rest"][: said.start()].strip() if said and nature else named["rest"].strip()
            if (one := _named(name, rest, factor)) is not None:
                yield replace(one, fund=one.fund or out_of, nature=nature)
        elif not re.search(r"\d", piece) and institution(piece)[0]:
            fund = instrument(piece)
            yield Share(piece.replace(fund.text, "").strip(" ()-–") if fund else piece, fund=fund.text if fund else "")


def _with_fund(name: str) -> tuple[str, str]:
    """Who pays and out of what, as a name says both: "ARS (FIR)", "État (plan santé environnement)"."""
    match = _IN_BRACKETS.fullmatch(name)
    if match is None or not (instrument(match["fund"]) or _PLAN.match(fold(match["fund"]))):
        return name, ""
    return match["name"], match["fund"]


def _named(name: str, rest: str, factor: int) -> Share | None:
    if _REST.match(fold(rest)):
        return Share(name)
    whole = money(rest, factor)
    if whole.amount is not None:
        return Share(name, whole.amount, AmountPeriod.ANNUAL if whole.annual else AmountPeriod.UNKNOWN)
    percent, priced = rates(rest), moneys(rest)
    if factor and not priced and (bare := _BARE_CAP.search(rest)):
        priced = moneys(f"{rest[: bare.end('number')]} € {rest[bare.end('number') :]}")
    if len(percent) != 1 or len(priced) > 1:
        return None
    cap = (
        priced[0]
        if priced and (priced[0].is_cap or re.search(r"(?:au plus|maxim|dans la limite|plafond)", fold(rest)))
        else None
    )
    if priced and cap is None:
        return None
    capped = bool(percent[0].is_cap)
    period = cap.period if cap else AmountPeriod.UNKNOWN
    return Share(name, rate=percent[0].value, rate_is_cap=capped, cap=cap.value if cap else None, cap_period=period)


def share_values(share: Share, whole: AmountPeriod, nature: Nature) -> dict[str, object]:
    """The values of the line of one funder's share."""
    priced = share.amount is not None
    return {
        "state": FundingState.AMOUNT
        if priced or share.cap is not None or share.rate is not None
        else FundingState.FUNDER_ONLY,
        "role": LineRole.SHARE,
        "amount": share.amount,
        "period": (share.period or whole) if priced else AmountPeriod.UNKNOWN,
        "nature": share.nature or nature if priced else Nature.UNKNOWN,
        "payer": share.payer,
        "instrument": share.fund,
        "cap": share.cap,
        "cap_period": share.cap_period,
        "rate": share.rate,
        "rate_is_cap": share.rate_is_cap,
    }
