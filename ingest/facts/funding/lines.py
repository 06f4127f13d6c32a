"""Lines of funding made from the parts of a sheet's funding fields. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from ingest.facts.funding.cofunding import Cofunding
from ingest.facts.funding.funders import Name, instrument
from ingest.facts.money.amounts import aligned, nature_of
from ingest.facts.money.fields import FieldKind, MoneyField
from ingest.facts.money.lines import Part
from ingest.facts.money.rates import Rate
from ingest.facts.records import (
    AmountPeriod,
    Evidence,
    Funding,
    FundingItem,
    FundingState,
    LineRole,
    Nature,
    Place,
)

_EARMARK = re.compile(
    r"\bflech\w+ [^);,.]+|(?<= )pour (?!l'annee|la duree|la periode|toute|\d|chaque|un an|l'ensemble"
    r"|(?:les )?(?:deux|trois|cinq) )"
    r"[^,.;)]+"
)


@dataclass(frozen=True)
class MoneySheet:
    """The parts and the texts of a sheet's funding, sorted by what they are to it."""

    fields: tuple[MoneyField, ...]
    parts: tuple[Part, ...]
    cofunding: Cofunding = field(default_factory=Cofunding)

    def of(self, *kinds: FieldKind) -> Iterator[Part]:
        """The parts of the fields of these kinds."""
        return (part for part in self.parts if part.field.kind in kinds)


def line_of(part: Part, role: LineRole, *, payer: str = "", amount: bool = True) -> Funding:
    """The line of one part, with what its own words say."""
    assert part.money is not None
    own = part.field.text[part.start : part.end]
    titled = instrument(part.field.title) if part.field.payer else None
    named, reserved = instrument(own) or _titled(part) or titled, _earmark(part)
    share = part.rate
    return Funding(
        FundingState.AMOUNT,
        part.proof,
        role=role,
        amount=part.money.value if amount else None,
        period=period_of_part(part) if amount else AmountPeriod.UNKNOWN,
        nature=_nature(part),
        payer=payer or part.payer or ("" if amount else part.who),
        instrument=named.text if named else "",
        rate=share.value if share else None,
        rate_is_cap=bool(share and share.is_cap),
        earmark=reserved or (part.label if role is LineRole.TOTAL else ""),
    )


def _titled(part: Part) -> Name | None:
    """The fund that stands right behind a stretch: "8 000 € sollicités auprès de l'ARS / au titre du FIR"."""
    rest = re.split(r"[;.\n€]", part.field.text[part.end : part.end + 80])[0]
    return instrument(rest) if re.match(r" ?(?:au titre|dans le cadre|via|sur)\b", aligned(rest)) else None


def _earmark(part: Part) -> str:
    assert part.money is not None
    behind = " " + re.sub(r"\s", " ", part.field.text[part.money.tail : part.end])
    match = _EARMARK.search(aligned(behind))
    if match is None or match.start() > 40:
        return ""
    return re.sub(r" +", " ", behind[match.start() : match.end()]).strip()


def period_of_part(part: Part) -> AmountPeriod:
    """What the words of an amount say it covers; its label where they do not."""
    if part.money and part.money.period:
        return part.money.period
    return part.field.period if not part.year else AmountPeriod.UNKNOWN


def _nature(part: Part) -> Nature:
    if part.money and not part.money.is_unit and part.header is None:
        behind = re.split(r"[;\n€]|\.\s", part.field.text[part.money.tail : part.money.tail + 60])[0]
        told = nature_of(behind)
        # "6 500 € par an (montant estimé)": what a bracket right behind says is the amount's.
        bracket = re.match(r"\s*\([^()\d]{3,30}\)", behind)
        own = nature_of(bracket[0]) if bracket else Nature.UNKNOWN
        told = own or told
        if (own or told in {Nature.REQUESTED, Nature.GRANTED}) and not part.money.nature:
            return told
    if part.money and part.money.nature not in {Nature.UNKNOWN, Nature.ESTIMATED}:
        return part.money.nature
    return part.field.nature or (part.money.nature if part.money else Nature.UNKNOWN)


def is_plain(part: Part) -> bool:
    return part.money is not None and not part.money.is_cap and not part.is_unsure and not part.is_loose


def unsure_line(part: Part) -> Funding:
    """The line of a unit price, a range or a floor: no total, whatever it comes to."""
    assert part.money is not None
    line = line_of(part, LineRole.OTHER, amount=part.money.is_unit and not (part.money.is_vague or part.money.is_cap))
    low = max(part.field.content, part.field.text.rfind("\n", 0, part.money.start) + 1)
    high = part.field.text.find("\n", part.money.tail)
    words = part.field.run.said(low, high if high >= 0 else len(part.field.text), Place.SHEET)
    return replace(
        line, conditions=(words,), earmark=line.earmark or words.value if part.money.is_unit else line.earmark
    )


def item_of(part: Part) -> FundingItem:
    assert part.money is not None
    return FundingItem(part.label, part.money.value, part.field.run.evidence(part.start, part.end))


def caps_of(priced: Sequence[Part]) -> list[Part]:
    return [part for part in priced if part.money and part.money.is_cap and not part.is_unsure]


def is_own_cap(cap: Part, total: Part | None) -> bool:
    """Whether a cap is the sheet's own: not what one funder pays at most of a written amount."""
    if cap.is_loose or cap.year or cap.field.kind is FieldKind.COFUNDING:
        return False
    return total is None or not cap.who


def same_cap(cap: Part, other: Part) -> bool:
    assert cap.money is not None
    assert other.money is not None
    one, two = cap.money.period, other.money.period
    return cap.money.value == other.money.value and (one is two or not one or not two)


def with_cap(line: Funding, cap: Part | None) -> Funding:
    if cap is None or cap.money is None:
        return line
    line = replace(line, cap=cap.money.value, cap_period=line.cap_period or period_of_part(cap))
    if cap.rate and line.rate is None:
        line = replace(line, rate=cap.rate.value, rate_is_cap=cap.rate.is_cap)
    return with_evidence(line, cap.proof)


def with_rate(line: Funding, share: Rate | None) -> Funding:
    return replace(line, rate=share.value, rate_is_cap=share.is_cap) if share else line


def with_evidence(line: Funding, *more: tuple[Evidence, ...]) -> Funding:
    return replace(line, evidence=joined(line.evidence, *more))


def joined(*groups: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    """All evidence once; what another quote of the page holds is left out."""
    every = list(dict.fromkeys(piece for group in groups for piece in group))
    return tuple(
        piece
        for piece in every
        if not any(
            other is not piece and other.page == piece.page and other.start <= piece.start and piece.end <= other.end
            for other in every
        )
    )


def first_of(names: Iterator[str]) -> str:
    return next((name for name in names if name), "")


def yearly_of(first: Funding, rest: Sequence[Funding]) -> list[Funding]:
    """The amounts of years that make up the sheet's amount, with who pays it: one pays all of them."""
    years = [line for line in rest if line.role is LineRole.YEAR and line.amount is not None]
    whole = first.role is LineRole.TOTAL and first.payer and sum(line.amount or 0 for line in years) == first.amount
    if not whole or len(years) < len(rest) or any(line.payer for line in rest):
        return list(rest)
    told = [replace(line, payer=first.payer, instrument=line.instrument or first.instrument) for line in rest]
    return [with_evidence(line, first.evidence) for line in told]
