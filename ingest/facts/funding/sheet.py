"""The money of an action sheet, as lines of funding: amounts, caps, shares and the states that stand for them. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.facts.funding.amounts import amounts
from ingest.facts.funding.cofunding import cofunding
from ingest.facts.funding.funders import instrument, payer_at, payers
from ingest.facts.funding.lines import (
    MoneySheet,
    with_evidence,
    with_rate,
)
from ingest.facts.funding.standing import conditions, standing
from ingest.facts.funding.states import funder_lines, unpriced
from ingest.facts.money.amounts import LARGEST, aligned
from ingest.facts.money.fields import FieldKind, MoneyField, as_ticked, money_fields
from ingest.facts.money.labels import is_counted, relabelled
from ingest.facts.money.lead import with_lead
from ingest.facts.money.lines import Part
from ingest.facts.money.parts import parts
from ingest.facts.money.promises import article_funding, promised
from ingest.facts.reading import Reading, letters
from ingest.facts.records import (
    AmountPeriod,
    Evidence,
    Funding,
    FundingState,
    LineRole,
    Nature,
    Place,
)
from ingest.records import Section

__all__ = ["article_funding", "fields_funding", "sheet_funding"]

_LEFT = r"(?:le |la )?(?:solde|reste|restant|complement|complément|reliquat|part restante)"
_REST_NAMED = re.compile(
    rf"(?:^|(?<=[\n;,•]))[ \t•–-]*(?P<name>[A-ZÀ-Ý][^:;€|\n]{{1,60}}?)\s?:\s*(?i:{_LEFT})\b(?![^\n;]*\d)"
)
# "Solde : Ville d'Orvanne", without a figure.
_REST_LED = re.compile(
    r"(?:^|(?<=[\n;,•]))[ \t•–-]*(?i:(?:le )?(?:solde|reste(?: à charge)?|complément|reliquat))\s?:\s*"
    r"(?P<name>[A-ZÀ-Ý][^:;,€|\n\d]{1,60}?)\s*(?=[.;,\n]|$)"
)
_LASTING = re.compile(r"\b(?:pour|sur) (?:l'ensemble|toute|la duree)\b")
_ONCE = re.compile(r"\b(?:une (?:seule )?fois|toute l'operation)\b")
_REST = re.compile(
    rf"\b{_LEFT}(?: a charge)?\b[^.;€\d]{{0,40}}?\b(?:par|revient a|a la charge de|incombe a|par)[ \n](?=l'"
    rf"|la |le |les |\w)"
)
# "Solde : PETR du Pays d'Ys", "reste à charge (communes)".
_REST_BEFORE = re.compile(rf"(?:^|(?<=[\n;,•.|]))[ \t•–-]*{_LEFT}(?: a charge)?(?: ?: ?| ?\()(?=\w)")
# "La communauté de communes prend en charge le complément".
_TAKES_REST = re.compile(
    rf"^[ \n](?:prend(?:ra|ront|rait)?|prennent|assure\w*|assume\w*|finance\w*|paie\w*|supporte\w*|couvre\w*"
    rf"|apporte\w*)(?:[ \n]en[ \n]charge)?[ \n]{_LEFT}\b"
)


def sheet_funding(reading: Reading, sheet: Section) -> tuple[Funding, ...]:
    """The lines of money of an action sheet; never empty: a sheet that says nothing has a line that says so."""
    found = tuple(item for item in relabelled(money_fields(reading, sheet)) if is_counted(item))
    if not found:
        told = promised(reading.run(sheet), Place.SHEET)
        if len(told) == 1 and told[0].state is FundingState.AMOUNT:
            return (replace(told[0], role=LineRole.TOTAL),)
        return told or (Funding(FundingState.NOT_STATED, _heading(reading, sheet)),)
    return fields_funding(as_ticked(found))


def fields_funding(found: tuple[MoneyField, ...]) -> tuple[Funding, ...]:
    """The lines of money that fields say together: of a sheet, or of a row of a plan."""
    own = tuple(part for item in found for part in parts(item) if _counts(part))
    whole = MoneySheet(found, own, cofunding(found))
    lines = [*amounts(whole)]
    if not any(line.state is FundingState.AMOUNT for line in lines):
        # The first label's evidence stands for a sheet whose labels have nothing behind them.
        lines = [*unpriced(whole), *lines]
    return with_lead(found, _finished(whole, lines))


def _counts(part: Part) -> bool:
    return part.money is None or part.money.value < LARGEST


def _heading(reading: Reading, sheet: Section) -> tuple[Evidence, ...]:
    run = reading.run(sheet, heading=True)
    return run.evidence(0, run.text.find("\n"))


def _finished(sheet: MoneySheet, lines: Sequence[Funding]) -> tuple[Funding, ...]:
    """The lines with what the other fields of the sheet add to the first: rates, instrument, cofunding, conditions."""
    first, rest = lines[0], list(lines[1:])
    if first.state is FundingState.AMOUNT and first.role is LineRole.TOTAL:
        first, shares = _with_payers(sheet, first, rest)
        rest += shares
    elif first.role is LineRole.YEAR:
        rest += _rated(sheet, rest)
    of_year = first.role is LineRole.YEAR
    if first.state is not FundingState.NONE and not first.instrument and not (of_year or any(x.payer for x in rest)):
        first = _with_instrument(sheet, first)
    told = [
        (item.run.said(low, high, Place.SHEET), item)
        for item in sheet.fields
        for low, high in conditions(item.text)
        if first.state is not FundingState.NONE
    ]
    known = {said.value for said in first.conditions}
    told = [(said, item) for said, item in told if said.value not in known]
    first = replace(first, conditions=(*first.conditions, *(said for said, _ in told)))
    first = with_evidence(first, *(item.evidence() if len(item.text) < 300 else said.evidence for said, item in told))
    if first.role is LineRole.TOTAL and first.nature is Nature.ESTIMATED:
        # The shares of what is estimated are no firmer.
        parts_of = {LineRole.SHARE, LineRole.YEAR}
        rest = [
            replace(line, nature=Nature.ESTIMATED)
            if line.role in parts_of and line.amount is not None and line.nature is Nature.UNKNOWN
            else line
            for line in rest
        ]
    rest = _as_whole(sheet, first, rest)
    if first.rate == 100 and not first.payer and any(line.role is LineRole.SHARE and line.amount for line in rest):
        first = replace(first, rate=None)  # the foot of a column of shares is nobody's rate
    rest += _of_the_rest(sheet, [first, *rest])
    own = sheet.cofunding
    first = replace(first, cofunders=own.names, no_cofunding=own.is_none)
    return (with_evidence(first, own.evidence), *rest)


def _as_whole(sheet: MoneySheet, first: Funding, rest: Sequence[Funding]) -> list[Funding]:
    """The shares that sum to the amount above them, with its period: what parts a year's cost is a year's."""
    shares = [line for line in rest if line.role is LineRole.SHARE and line.amount is not None]
    silent = all(line.period in {AmountPeriod.UNKNOWN, first.period} and not line.year for line in shares)
    summed = sum(line.amount or 0 for line in shares)
    parts_of = [p for p in sheet.parts if p.money and p.who and not p.year and not p.money.is_cap]
    fields = [p.field for p in sheet.parts if p.money and p.money.value == first.amount]
    # In one statement or one table; what another label says may be of another time.
    together = all(p.header or any(p.field is field for field in fields) for p in parts_of)
    whole = first.role is LineRole.TOTAL and not first.year
    # Beside a year's cost, what each pays of it is a year's too, though the others' shares are not all said.
    yearly = first.period is AmountPeriod.ANNUAL and first.amount is not None and summed <= first.amount
    # What costs once is paid once by each of those whose shares come to it, under whichever label they are said.
    once = first.period is AmountPeriod.GLOBAL and any(_ONCE.search(aligned(field.text)) for field in fields)
    # Several shares that make up what is said to be for the whole time are for it too.
    lasting = first.period is AmountPeriod.GLOBAL and any(_LASTING.search(aligned(field.text)) for field in fields)
    together = together or (len(shares) > 1 and (once or lasting))
    if not (whole and silent and ((together and summed == first.amount) or yearly)):
        return list(rest)
    return [replace(line, period=first.period) if any(line is share for share in shares) else line for line in rest]


def _of_the_rest(sheet: MoneySheet, lines: Sequence[Funding]) -> list[Funding]:
    """Who pays what is left, without an amount: "PETR : solde", "le reste est pris en charge par les caisses"."""
    found: list[Funding] = []
    known = {letters(line.payer) for line in lines if line.payer}
    for item in sheet.fields:
        folded = aligned(item.text)
        spans = [m.span("name") for m in _REST_NAMED.finditer(item.text)]
        led = [m for m in _REST_LED.finditer(item.text) if payer_at(m["name"])]
        spans += [m.span("name") for m in led if not re.search(r"\bet\b", m["name"])]  # two are told apart elsewhere
        for match in _REST.finditer(folded):
            name = payer_at(item.text[match.end() :])
            if name:
                spans.append((match.end() + name.start, match.end() + name.end))
        for match in _REST_BEFORE.finditer(folded):
            spans += _named_in_a_row(item.text, match.end())
        spans += [(n.start, n.end) for n in payers(item.text) if _TAKES_REST.match(folded[n.end :])]
        for low, high in spans:
            name_ = re.sub(r"\s+", " ", item.text[low:high]).strip()
            if letters(name_) not in known and any(line.state is FundingState.AMOUNT for line in lines):
                known.add(letters(name_))
                found.append(Funding(FundingState.FUNDER_ONLY, item.evidence(low, high), LineRole.SHARE, payer=name_))
    return found


def _named_in_a_row(text: str, at: int) -> Iterator[tuple[int, int]]:
    """Where the funders stand that a text names from a place on: "Ville d'Ys et Ys Agglomération"."""
    while name := payer_at(text[at:]):
        yield at + name.start, at + name.end
        tie = re.match(r"(?:,| et)[ \n](?:(?:la|le|les)[ \n]|l['’])?", text[at + name.end :])
        if tie is None:
            return
        at += name.end + tie.end()


def _with_payers(sheet: MoneySheet, line: Funding, rest: Sequence[Funding]) -> tuple[Funding, list[Funding]]:
    """The sheet's amount with the rate and the name of its one funder; several become lines of their own."""
    shares = [p for p in sheet.parts if p.rate and p.money is None and p.field.kind is not FieldKind.COFUNDING]
    named = [(p, p.who) for p in shares if p.who and p.rate and p.rate.value]
    payers_told = {payer for _, payer in named}
    if (
        len(payers_told) == 1
        and len(named) == len(shares) == 1
        and line.payer in {"", *payers_told}
        and not any(r.payer for r in rest)
    ):
        part, payer = named[0]
        proof = part.proof
        line = with_evidence(replace(line, payer=payer), proof)
        return (with_rate(line, part.rate) if line.rate is None else line), []
    if named:
        return line, _rated(sheet, rest)
    if line.payer or any(r.payer for r in rest):
        return line, []
    silent = [
        f
        for f in sheet.fields
        if f.kind in {FieldKind.PAYER, FieldKind.FUNDERS} and not any(p.field is f for p in sheet.parts)
    ]
    told = [f for f in silent if standing(f.text) is FundingState.FUNDER_ONLY]
    lines = list(funder_lines(sheet, told, (), ())) if told else []
    lines = [other for other in lines if other.payer or other.instrument]
    if len(lines) == 1:
        only = lines[0]
        line = replace(line, payer=only.payer, instrument=line.instrument or only.instrument)
        return with_evidence(line, only.evidence), []
    return line, lines


def _rated(sheet: MoneySheet, rest: Sequence[Funding]) -> list[Funding]:
    """Who pays which share, or out of which fund, where no amount says it: "80 % FNPEIS, 20 % Communauté"."""
    shares = [p for p in sheet.parts if p.rate and p.rate.value and not p.money]
    own = [p for p in shares if p.field.kind is not FieldKind.COFUNDING and (p.who or _fund_of(p))]
    if not any(p.who for p in own):
        return []
    known = {line.payer for line in rest if line.payer}
    return [
        with_rate(
            Funding(FundingState.FUNDER_ONLY, p.proof, LineRole.SHARE, payer=p.who, instrument=_fund_of(p)), p.rate
        )
        for p in own
        if p.who not in known or not p.who
    ]


def _fund_of(part: Part) -> str:
    """The fund that a stretch names right behind its rate: "80 % FNPEIS"."""
    assert part.rate is not None
    behind = re.split(r"[,;\n]", part.field.text[part.start + part.rate.end : part.end])[0]
    named = instrument(behind)
    return named.text if named else ""


def _with_instrument(sheet: MoneySheet, line: Funding) -> Funding:
    for item in sheet.fields:
        if item.kind is FieldKind.COFUNDING or (item.kind is FieldKind.PAYER and item.payer != line.payer):
            continue
        named = instrument(item.text)
        if named:
            return with_evidence(replace(line, instrument=named.text), item.evidence(named.start, named.end))
        titled = instrument(item.title)
        if titled and titled.text in item.run.text[: item.content]:
            return with_evidence(replace(line, instrument=titled.text), item.run.evidence(0, item.content))
    return line
