"""Which amount is the whole sheet's, and which are shares, years, items or caps of it. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.facts.funding.funders import payer_at, payers
from ingest.facts.funding.lines import (
    MoneySheet,
    caps_of,
    first_of,
    is_own_cap,
    is_plain,
    item_of,
    joined,
    line_of,
    period_of_part,
    same_cap,
    unsure_line,
    with_cap,
    with_evidence,
    with_rate,
)
from ingest.facts.funding.standing import standing
from ingest.facts.money.amounts import aligned, moneys
from ingest.facts.money.fields import FieldKind, MoneyField
from ingest.facts.money.lines import YEAR, Part
from ingest.facts.money.placing import SPENDING
from ingest.facts.records import (
    AmountPeriod,
    Funding,
    FundingState,
    LineRole,
)

_COST = re.compile(r"\W*(?:cout|budget|montant) (?:global|total)\b")


def amounts(sheet: MoneySheet) -> Iterator[Funding]:
    """The lines that give an amount or a cap, the sheet's own first."""
    priced = [part for part in sheet.parts if part.money and part.money.value > 0]
    if not priced:
        return
    total = _total(sheet, priced)
    if total is not None and _is_over_years(total, priced) and total.money:
        whole = replace(total, money=replace(total.money, period=AmountPeriod.GLOBAL))
        priced, total = [whole if part is total else part for part in priced], whole
    if total is not None:
        priced = _paying_by_sum(priced, total)
    caps = caps_of(priced)
    priced, total = _apart(priced, total)
    items = [part for part in priced if part.label and not part.payer and not part.year and is_plain(part)]
    own_caps = [cap for cap in caps if is_own_cap(cap, total)]
    several = len({part.who for part in priced if part.who}) > 1
    main_cap = next(
        (cap for cap in own_caps if cap.is_total),
        next((cap for cap in own_caps if not (cap.who and (several or len(priced) > len(caps)))), None),
    )
    used: list[Part] = []
    if total is not None:
        same = [p for p in priced if p is not total and _repeats(p, total) and not (p.year or p.label or p.is_loose)]
        if len({p.who for p in same if p.who}) > 1:
            same = [p for p in same if not p.who]  # two funders of as much each
        if total.is_main and _COST.match(aligned(total.field.title)):
            same += [p for p in priced if p.is_total and p.header and not p.who]  # the sums of its items, told apart
        used = [total, *same]
        payers_told = {p.who for p in (total, *same) if p.who}
        line = line_of(total, LineRole.TOTAL, payer=payers_told.pop() if len(payers_told) == 1 else "")
        line = replace(line, items=tuple(item_of(p) for p in items if p is not total), year=total.year)
        line = _as_its_payer(line, same)
        yield with_evidence(with_cap(line, main_cap), *(p.proof for p in (*same, *items)))
    elif main_cap is not None:
        line = replace(line_of(main_cap, LineRole.TOTAL, amount=False), items=tuple(map(item_of, items)))
        same = [cap for cap in caps if same_cap(cap, main_cap)]
        line = replace(line, payer=first_of(cap.who for cap in same))
        for cap in (main_cap, *same):
            line = with_cap(line, cap)
        yield line
    elif len(items) == 1 and len(priced) > 1:
        # One named amount beside others is no sum of its own: "Travaux : 640 000 €. La Métropole apporte 320 000 €."
        yield replace(line_of(items[0], LineRole.OTHER), earmark=items[0].label)
    elif len(items) > 1:
        first = items[0].field
        proof = joined(*(p.proof for p in items))
        yield Funding(
            FundingState.AMOUNT, proof, period=first.period, nature=first.nature, items=tuple(map(item_of, items))
        )
    used += [cap for cap in caps if main_cap and same_cap(cap, main_cap)]
    if total is not None or main_cap is not None or len(items) > 1 or (items and len(priced) > 1):
        used += items
    rest = [part for part in priced if part not in used]
    if total is not None:
        # The foot of a table that says otherwise than the sheet is a contradiction, told as such: no amount of its own.
        rest = [p for p in rest if not (p.is_total and p.header is not None and not p.year and total.header is None)]
        rest = [_over_the_same_time(p, total) for p in rest]
    yield from _others(rest, caps)


def _apart(priced: list[Part], total: Part | None) -> tuple[list[Part], Part | None]:
    """The parts, named amounts that are not for the same time on their own: what costs once is no item of a year's."""
    if total is not None:
        return priced, total
    named = [p for p in priced if p.label and not p.payer and is_plain(p)]
    beside = [p for p in priced if p.label and is_plain(p)]
    times = {period_of_part(p) for p in beside}
    if not named or not (AmountPeriod.ANNUAL in times and len(times) > 1):
        return priced, total
    return [replace(p, is_loose=True) if any(p is one for one in named) else p for p in priced], total


def _as_its_payer(line: Funding, same: Sequence[Part]) -> Funding:
    """The sheet's amount with what the row of a table says of the one funder that pays all of it."""
    row = next((part for part in same if part.header and part.who and part.who == line.payer), None)
    if row is None or row.money is None:
        return line
    line = with_rate(line, row.rate) if line.rate is None else line
    return replace(line, nature=row.money.nature) if row.money.nature and not row.money.is_cap else line


def _paying_by_sum(priced: Sequence[Part], total: Part) -> list[Part]:
    """The parts, named amounts that only with the funders' shares make up the whole taken for shares too."""
    assert total.money is not None
    plain = [part for part in priced if part is not total and is_plain(part) and not part.year and part.money]
    shares = [part for part in plain if part.who and not part.label]
    named = [part for part in plain if part.label and not part.payer and not SPENDING.match(aligned(part.label))]
    named = [part for part in named if not re.search(r"\beuros?\b", aligned(part.label))]
    whole = sum(part.money.value for part in (*shares, *named) if part.money)
    if not (shares and named) or abs(whole - total.money.value) >= 1:
        return list(priced)
    return [replace(part, payer=part.label, label="") if any(part is one for one in named) else part for part in priced]


def _is_over_years(total: Part, priced: Sequence[Part]) -> bool:
    """Whether the amounts of several years make up a total that does not say what time it is for."""
    dated = [part for part in priced if part.year and part is not total and is_plain(part)]
    years = {part.year for part in dated}
    if len(years) < 2 or len(years) < len(dated) or total.money is None or total.money.period or total.field.period:
        return False
    return abs(sum(part.money.value for part in dated if part.money) - total.money.value) < 1


def _over_the_same_time(part: Part, total: Part) -> Part:
    """A share in a table that makes up the sheet's amount, for the time that the amount is for."""
    dont = re.match(r"\W*dont\b", aligned(part.field.text[part.start : part.end])) is not None
    untold = (
        (part.header is not None or (dont and part.field is total.field))
        and part.money is not None
        and not part.money.period
        and part.payer
        and not part.year
    )
    if untold and part.money and total.money and total.money.period and not part.money.is_cap:
        return replace(part, money=replace(part.money, period=total.money.period))
    return part


def _others(rest: Sequence[Part], caps: Sequence[Part]) -> Iterator[Funding]:
    """The lines of who pays what, of the years, and of the amounts that have no place."""
    seen: list[Part] = []
    unsure: list[Funding] = []
    for part in rest:
        if any(_repeats(part, other) and (part.who, part.year) == (other.who, other.year) for other in seen):
            continue
        seen.append(part)
        payer = part.who
        if part in caps:
            if any(_of_row(part, other) for other in rest if other not in caps):
                continue  # said with the share itself
            share = bool(payer) and not part.is_loose
            role = LineRole.SHARE if share else LineRole.OTHER
            yield replace(with_cap(line_of(part, role, amount=False), part), payer=payer)
        elif part.is_unsure:
            line = unsure_line(part)
            if line not in unsure:
                unsure.append(line)
                yield line
        elif part.is_loose:
            yield replace(line_of(part, LineRole.OTHER), payer=payer)
        elif part.year:
            role = LineRole.YEAR
            if payer and not part.label and _pays_once(rest, part):
                role = LineRole.SHARE  # "Région 5 000 € 2031": all that it pays
            yield replace(line_of(part, role), payer=payer, year=part.year, earmark=part.label)
        elif payer:
            own = next((cap for cap in caps if _of_row(cap, part)), None)
            line = with_cap(replace(line_of(part, LineRole.SHARE), payer=payer), own)
            yield with_rate(line, part.rate) if line.rate is None else line
        else:
            yield line_of(part, LineRole.OTHER)


def _of_row(cap: Part, part: Part) -> bool:
    """Whether a cap is said in the row of a table, or in the clause, that gives a share."""
    return cap is not part and (cap.field, cap.start, cap.who) == (part.field, part.start, part.who)


def _exceeded(part: Part, priced: Sequence[Part]) -> bool:
    """Whether an amount is less than one of its own shares: then it is no total."""
    assert part.money is not None
    period = period_of_part(part)
    shares = [p for p in priced if p is not part and is_plain(p) and p.who and p.who != part.who and p.money]
    return any(
        p.money.value > part.money.value and (period is period_of_part(p) or not period or not period_of_part(p))
        for p in shares
        if p.money
    )


def _pays_once(rest: Sequence[Part], part: Part) -> bool:
    """Whether a funder among others of the same field has one amount, in one year."""
    own = [p for p in rest if p.who == part.who]
    beside = [p for p in rest if p.field is part.field]
    split = any(p.year == part.year and not p.who for p in beside)  # what all pay in that year
    dated = part.header is not None and re.search(YEAR, part.field.whole[slice(*part.header)]) is not None
    return len(own) == 1 and not dated and not split and len({p.who for p in beside if p.who}) > 1


def _total(sheet: MoneySheet, priced: Sequence[Part]) -> Part | None:
    """The part that is the amount of the whole sheet, when one is written."""
    every = [part for part in priced if is_plain(part) and not part.year]
    plain = [part for part in every if part.payer or part.label or not _exceeded(part, priced)]
    dated = [part for part in priced if is_plain(part) and part.year and not part.label]
    items = [part for part in every if part.label and not part.payer]
    if len(dated) == 1 and items and not any(part.is_main or part.is_total for part in every):
        whole = dated[0].money
        if whole and abs(sum(p.money.value for p in items if p.money) - whole.value) < 1:
            return dated[0]  # "12 400 € pour 2031 :" above the items that make it
    named = [p for p in items if p.field.kind is FieldKind.AMOUNT]
    shares = [p for p in every if p.who and not p.label]
    if len(named) == 1 and not [p for p in every if p.is_main or p.is_total] and named[0].money and shares:
        shared = sum(p.money.value for p in shares if p.money)
        if abs(shared - named[0].money.value) < 1:
            return named[0]  # "Étude : 25 000 €", of which each funder pays its share
    own = [
        p
        for p in plain
        if p.is_main and p.header is None and p.field.kind is FieldKind.AMOUNT and not _mixed(p, priced)
    ]
    tabled = [p for p in plain if p.is_total and p.header is not None]
    if len(own) == 1 and tabled and own[0].money and own[0].money.period:
        return own[0]  # what the sheet says of its cost stands before the foot of a table
    written = [part for part in plain if part.is_total and not part.payer and not part.is_loose]
    costs = [p for p in plain if p.is_main and _COST.match(aligned(p.field.title)) and not p.field.payer]
    if written and len({(p.money.value, period_of_part(p)) for p in costs if p.money}) == 1:
        return costs[0]  # "Coût total : 27 000 € par an" above the table that parts it
    if written:
        return next((part for part in written if part.money and part.money.period is AmountPeriod.GLOBAL), written[0])
    mains = [
        p
        for p in plain
        if p.is_main
        and not _mixed(p, priced)
        and p.field.kind in {FieldKind.AMOUNT, FieldKind.FUNDERS}
        and _leads(p, plain)
    ]
    if any(part.who for part in plain):
        mains = [part for part in mains if not payers(part.lead)]  # "ARS et CC 4 000 €, MSA 1 000 €": a share
    distinct = [part for i, part in enumerate(mains) if not any(_repeats(part, other) for other in mains[:i])]
    if len(distinct) == 1:
        return distinct[0]
    if distinct:
        return _annual_of(distinct)
    return _only_share(sheet, plain, priced) if len(plain) == len(every) else None


def _mixed(part: Part, priced: Sequence[Part]) -> bool:
    """Whether an amount stands with one that has no place: "8 000 € la première année puis 5 000 €", a bare column."""
    text = part.field.text
    return any(
        other.is_loose
        and other.field is part.field
        and (
            not re.search(r"\w", other.lead)
            or "\n" not in text[min(part.start, other.start) : max(part.start, other.start)]
        )
        for other in priced
    )


def _leads(part: Part, plain: Sequence[Part]) -> bool:
    """Whether an amount stands before the parts of its field, or is their sum: a sum without a name closes a list."""
    before = [p for p in plain if p.field is part.field and p.start < part.start and not p.is_main]
    assert part.money is not None
    return not before or abs(sum(p.money.value for p in before if p.money) - part.money.value) < 1 or _named_sum(part)


def _named_sum(part: Part) -> bool:
    assert part.money is not None
    lead = aligned(part.field.text[part.start : part.money.start])
    return bool(re.search(r"\b(?:montant|budget|cout|enveloppe)\b", lead))


def _annual_of(mains: Sequence[Part]) -> Part | None:
    """Of an amount a year and the same over several years, the yearly one; None for amounts that are not one."""
    yearly = [part for part in mains if part.money and part.money.period is AmountPeriod.ANNUAL]
    others = [part for part in mains if part not in yearly]
    if len(yearly) != 1 or len(others) != 1 or yearly[0].money is None or others[0].money is None:
        return None
    one, whole = yearly[0].money, others[0].money
    times = whole.value / one.value if one.value else 0
    return yearly[0] if whole.period is AmountPeriod.GLOBAL or (2 <= times <= 10 and times == int(times)) else None


def _only_share(sheet: MoneySheet, plain: Sequence[Part], priced: Sequence[Part]) -> Part | None:
    """The one amount of a sheet, when it is named by who pays it or by what it pays."""
    shares = [part for part in plain if not part.is_loose and part.field.kind is not FieldKind.COFUNDING]
    distinct = [p for i, p in enumerate(shares) if not any(_repeats(p, other) for other in shares[:i])]
    if len(distinct) != 1 or any(p.year or p.is_loose for p in priced):
        return None
    part = distinct[0]
    others = {p.who for p in sheet.parts if p.who and p.who != part.who}
    if part.field.kind is FieldKind.FUNDERS and sum(f.kind is FieldKind.FUNDERS for f in sheet.fields) > 1:
        return None
    return None if others or any(_names_another(item, part) for item in sheet.fields) else part


def _names_another(item: MoneyField, part: Part) -> bool:
    """Whether a field says in a line of its own that another funder pays too, though not how much."""
    if item.kind is FieldKind.COFUNDING:
        return False
    clauses = [clause for clause in re.split(r"[;\n]", item.text) if clause.strip() and not moneys(clause)]
    named = ((payer_at(clause.strip()), standing(clause)) for clause in clauses)
    return any(
        name and name.text != part.who and state in {FundingState.TO_BE_SET, FundingState.FUNDER_ONLY}
        for name, state in named
    )


def _repeats(part: Part, other: Part) -> bool:
    """Whether two amounts are one said twice: the same figure, in periods and for payers that do not contradict."""
    if part.money is None or other.money is None or part.money.is_cap != other.money.is_cap:
        return False
    one, two = period_of_part(part), period_of_part(other)
    apart = part.who and other.who and part.who != other.who
    if part.field is other.field and "" not in (named := [_words(part), _words(other)]) and named[0] != named[1]:
        return False  # "Coût de la formation : 3 000 €", "Coût de la communication : 3 000 €"
    return part.money.value == other.money.value and (one is two or not one or not two) and not apart


def _words(part: Part) -> str:
    """What names an amount, without the words that say the same of all: two sides of a budget hold one sum."""
    lead = re.sub(
        r"\b(?:recettes?|depenses?|charges|produits|ressources|total|soit|montant|dans la limite|plafon\w+)\b",
        "",
        aligned(part.lead),
    )
    return re.sub(r"[^a-z0-9]+", " ", lead).strip()
