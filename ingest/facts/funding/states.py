"""The line of a sheet whose funding fields give no amount. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.facts.funding.funders import Name, instrument, listed, payer_at, payers
from ingest.facts.funding.lines import (
    MoneySheet,
    joined,
    with_rate,
)
from ingest.facts.funding.standing import standing
from ingest.facts.money.amounts import aligned, moneys
from ingest.facts.money.fields import FieldKind, MoneyField
from ingest.facts.money.lines import Part
from ingest.facts.records import (
    Evidence,
    Funding,
    FundingState,
    LineRole,
    Place,
)


def unpriced(sheet: MoneySheet) -> Iterator[Funding]:
    """The line of a sheet that gives no amount: its state, and who pays where that is said."""
    own = [item for item in sheet.fields if item.kind is not FieldKind.COFUNDING]
    said = [(item, state_of(item)) for item in own]
    shares = [
        p
        for p in sheet.parts
        if p.rate and p.rate.value and p.money is None and p.field.kind is not FieldKind.COFUNDING
    ]
    payer_rates = [(part, part.who) for part in shares if part.who]
    amounts = [state for item, state in said if item.kind is not FieldKind.PAYER]
    states = [state for _, state in said]
    if FundingState.TO_BE_SET in states and FundingState.FUNDER_ONLY not in amounts:
        chosen = FundingState.TO_BE_SET
    elif (
        FundingState.FUNDER_ONLY in states
        or payer_rates
        or (FundingState.NONE not in amounts and sheet.cofunding.names)
    ):
        chosen = FundingState.FUNDER_ONLY
    elif FundingState.NONE in states:
        chosen = FundingState.NONE
    elif sheet.cofunding.is_later and not own:
        chosen = FundingState.TO_BE_SET
    else:
        chosen = FundingState.NOT_STATED
    telling = [item for item, state in said if state is chosen] or [part.field for part in shares] or list(own)
    proof = joined(*(item.evidence() for item in telling)) or sheet.fields[0].evidence()
    only_cofunded = chosen is FundingState.FUNDER_ONLY and FundingState.FUNDER_ONLY not in states and not payer_rates
    written = [item for item in own if _is_figure(item.text)]
    if written and (only_cofunded or chosen is FundingState.NOT_STATED):
        # A figure that cannot be read for certain is shown as it stands.
        text = written[0].text
        words = written[0].run.said(len(text) - len(text.lstrip()), len(text.rstrip()), Place.SHEET)
        yield Funding(FundingState.AMOUNT, written[0].evidence(), conditions=(words,))
        return
    if chosen is FundingState.FUNDER_ONLY:
        telling = [] if only_cofunded else telling
        yield from funder_lines(sheet, telling, payer_rates, proof)
        return
    payer = ""
    if chosen is FundingState.TO_BE_SET:
        named = [
            name.text for item in telling for name in listed(re.split(r"[:(\n]", item.text.strip(), maxsplit=1)[0])
        ]
        asked = [name for item in telling for name in _asked(item.text)]
        named = named or asked
        payer = next((item.payer for item in telling if item.payer), "") or (named[0] if len(named) == 1 else "")
    yield Funding(chosen, proof, payer=payer)


def _asked(text: str) -> Iterator[str]:
    """The funder to whom a text says that the request goes: "dossier à déposer auprès de la Conférence des …"."""
    for match in re.finditer(r"\b(?:aupres de|sollicit\w+|demande a) (?:la |le |l'|les )?", aligned(text)):
        if name := payer_at(text[match.end() :]):
            yield name.text


def _is_figure(text: str) -> bool:
    """Whether a text holds a figure in euros, or nothing but a figure, that is no amount for certain."""
    folded = aligned(text)
    bare = re.fullmatch(r"\W*(?!(?:19|20)\d\d\W*$)\d{1,3}(?:[ .]?\d{3})+\W*(?:\([a-z' -]+\)\W*)?", folded)
    return not moneys(text) and bool(bare or re.search(r"\d[^\n]{0,6}(?:€|\beuros?\b)", folded))


def state_of(item: MoneyField) -> FundingState | None:
    return standing(_told(item))


def _told(item: MoneyField) -> str:
    """The text of a field without the clauses that say who does not pay, where another says who does."""
    clauses = [m for m in re.finditer(r"(?:[^.;\n]|\.(?=\S))+", item.text) if m[0].strip()]
    states = [standing(m[0]) for m in clauses]
    if FundingState.FUNDER_ONLY not in states:
        return item.text
    text = item.text
    for match, state in zip(clauses, states, strict=True):
        if state is FundingState.NONE:
            text = text[: match.start()] + " " * len(match[0]) + text[match.end() :]
    return text


def funder_lines(
    sheet: MoneySheet, telling: Sequence[MoneyField], shares: Sequence[tuple[Part, str]], proof: tuple[Evidence, ...]
) -> Iterator[Funding]:
    """The lines of who pays, where no amount is given: one a funder."""
    if shares:
        role = LineRole.SHARE if len({payer for _, payer in shares}) > 1 else LineRole.TOTAL
        for part, payer in shares:
            line = Funding(FundingState.FUNDER_ONLY, part.proof, role, payer=payer)
            yield with_rate(line, part.rate)
        return
    found: list[tuple[str, str, MoneyField]] = []
    for item in telling:
        text = _told(item)
        named = instrument(text)
        if named:
            text = text[: named.start] + " " * (named.end - named.start) + text[named.end :]
        names = [] if item.payer else [name.text for name in (listed(text) or _paying(text))]
        if named and not names and (between := re.match(r"CPOM (ARS(?: [^/]*)?) ?/", named.text)):
            names = [between[1].strip()]  # "CPOM ARS / X": the agreement of the one who pays with the operator
        found += [(name, named.text if named else "", item) for name in names or [item.payer]]
    known = {name for name, _, _ in found if name}
    if len(known) == 1 and len(found) > 1:
        # "Pris en charge dans le cadre du CPOM X" under one label, "ARS (CPOM)" under another: one funder.
        longest = max((agreement for _, agreement, _ in found), key=len)
        found = [(name, longest, item) for name, _, item in found if name][:1]
    role = LineRole.SHARE if len({name for name, _, _ in found}) > 1 else LineRole.TOTAL
    for name, agreement, item in found:
        yield Funding(FundingState.FUNDER_ONLY, item.evidence(), role, payer=name, instrument=agreement)
    if not found:
        only = sheet.cofunding.names[0].value if len(sheet.cofunding.names) == 1 else ""
        yield Funding(FundingState.FUNDER_ONLY, proof, payer=only if listed(only) else "")


def _paying(text: str) -> list[Name]:
    """The funder with which a text begins, or the one that it says to pay."""
    behind = re.search(r"\s[–—-]\s+(?P<who>[^–—\n:;,.]+?)\s*$", text)
    last = (
        payer_at(behind["who"]) if behind and re.search(r"\bfinancement\b", aligned(text[: behind.start()])) else None
    )
    if last and behind and last.end == len(behind["who"]):
        return [last]  # "Financement conventionnel de la CPTS (ACI) – Assurance maladie"
    name = payer_at(text.strip())
    if name:
        return [name]
    together = re.search(r"\bpar (?P<names>[^.;:\n]+)", aligned(text))
    if together and len(names := listed(text[together.start("names") : together.end()].split(" dans le ")[0])) > 1:
        return list(names)  # "cofinancé par l'ARS et la commune"
    match = re.search(
        r"\b(?:financ\w+|pris\w* en charge|subvention\w*|credits?|fonds|budget|dotation"
        r"|enveloppe)\b(?: \w+){0,2}? (?:par|de|du|d') ?",
        aligned(text),
    )
    name = payer_at(text[match.end() :]) if match else None
    if name:
        return [name]
    named = payers(text)
    return [named[0]] if len(named) == 1 else []
