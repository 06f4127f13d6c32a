"""The money that the sentences of an action told in prose say, behind the one that says who leads it. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.facts.articles.statements import Statement, of_run
from ingest.facts.funding.sheet import fields_funding
from ingest.facts.items import is_organisation
from ingest.facts.money.amounts import moneys
from ingest.facts.money.fields import FieldKind, MoneyField
from ingest.facts.parties.organisations import names_organisation
from ingest.facts.reading import Run
from ingest.facts.records import AmountPeriod, Funding, FundingState, LineRole, Nature, Place
from ingest.facts.sheets.indicators import fold_same

_MONEY = re.compile(r"€|\beuros?\b|\b(?:cout|budget|depense|subvention|financ|argent|credit)\w*")
_NOTHING = re.compile(
    r"\bne (?:demande|necessite|requiert|mobilise|suppose|appelle)\w* (?:aucune?|pas d[e'])\s?"
    r"(?:argent|credits?|financements?|budget|depenses?|moyens? financiers?)\b|\bne coute(?:ra)? rien\b"
)


def prose_funding(run: Run, start: int) -> tuple[Funding, ...]:
    """The lines of money of the paragraphs of a run behind `start`; empty where they say nothing of money."""
    found = [field for low, high in run.paragraphs() if (field := _field(run, max(low, start), high))]
    lines = list(_once(fields_funding(tuple(found)))) if found else []
    stated = [line for line in lines if line.state is not FundingState.NOT_STATED]
    return tuple(_lasting(list(_paid(run, list(_proven(stated)))))) or tuple(_nothing(run, start))


def _lasting(lines: Sequence[Funding]) -> Iterator[Funding]:
    """The lines; shares that make up what the action costs over the whole time are for it too."""
    wholes = [line for line in lines if line.role is LineRole.TOTAL and line.amount is not None]
    shares = [line for line in lines if line.role is LineRole.SHARE and line.amount is not None]
    silent = all(not line.period and not line.year for line in shares)
    lasts = len(wholes) == 1 and wholes[0].period is AmountPeriod.GLOBAL and len(shares) > 1 and silent
    made = lasts and sum(line.amount or 0 for line in shares) == wholes[0].amount
    for line in lines:
        yield replace(line, period=wholes[0].period) if made and any(line is share for share in shares) else line


# Who pays stands before its verb; before "pour" and the amount where one verb serves several.
_VERBS = "apport|vers|contribu|particip|allou|accord|consacr|financ|octro|attribu|donn"
_GIVES = rf"(?:y |lui |leur |en )?(?:a |ont )?(?:{_VERBS})\w*"
_WHO = r"(?:l'|la |le |les )?(?P<who>[^,;:€\d]{2,80}?)"
_SUBJECT = re.compile(rf"^{_WHO} {_GIVES}")
_BEFORE = re.compile(rf"(?:^|,? et |, ){_WHO}(?: {_GIVES})? (?:pour|a hauteur de) $")
# A second subject behind the first: its amounts are its own.
_OTHER = re.compile(r"(?:,| et| mais) (?:l'|la |le |les )[a-z][^,;€\d]{0,60}? (?:a|ont|\w+ra|\w+ront|s'engage\w*) ")
_GRANTED = re.compile(r"\b(?:a|ont) (?:accord|octroy|attribu|allou)\w*")


def _paid(run: Run, lines: Sequence[Funding]) -> Iterator[Funding]:
    """The lines, those without a payer with the one that the sentence of their amount names as its subject."""
    told: dict[float, tuple[Statement, str]] = {}
    for sentence in of_run(run, Place.SHEET):
        text = sentence.folded.text
        for amount in moneys(text):
            # Of "L'État apporte 10 000 € ; la Région a promis 5 000 €", each clause has its own subject.
            clause = text.rfind(";", 0, amount.start) + 1
            clause += len(text[clause:]) - len(text[clause:].lstrip())
            subject = _SUBJECT.match(text[clause:])
            other = subject and _OTHER.search(text, clause + subject.end(), amount.start)
            before = _BEFORE.search(text, 0, amount.start)
            span = before.span("who") if before else None
            if span is None and subject and not other:
                span = clause + subject.start("who"), clause + subject.end("who")
            who = sentence.original(*span) if span else ""
            if is_organisation(who) or names_organisation(who):
                told.setdefault(amount.value, (sentence, " ".join(who.split())))
    whole = any(line.role is LineRole.TOTAL and line.amount is not None for line in lines)
    for line in lines:
        if line.payer or line.amount is None or line.amount not in told or line.cofunders:
            yield line
            continue
        sentence, who = told[line.amount]
        proof = sentence.said(0, len(sentence.folded.text.rstrip())).evidence
        granted = line.nature is Nature.UNKNOWN and _GRANTED.search(sentence.folded.text)
        yield replace(
            line,
            payer=who,
            role=LineRole.SHARE if whole and line.role is LineRole.OTHER else line.role,
            nature=Nature.GRANTED if granted else line.nature,
            evidence=proof,
        )


def _field(run: Run, low: int, high: int) -> MoneyField | None:
    if low >= high or not _MONEY.search(fold_same(run.text[low:high]).lower()):
        return None
    part = run.part(low, high)
    content = part.text.find(run.text[low:high].split("\n", 1)[0])
    return MoneyField("", FieldKind.AMOUNT, part, max(0, content))


def _once(lines: Sequence[Funding]) -> Iterator[Funding]:
    """The lines, an amount that is written in letters and in figures once."""
    seen: set[object] = set()
    for line in lines:
        key = line.state, line.role, line.amount, line.cap, line.payer, line.year, line.rate
        if key not in seen:
            seen.add(key)
            yield line


def _proven(lines: Sequence[Funding]) -> Iterator[Funding]:
    """The lines; the first amount is the whole where all others make it."""
    priced = [line for line in lines if line.amount is not None]
    first, rest = (priced[0], priced[1:]) if priced else (None, [])
    whole = (
        first is not None
        and first.role is LineRole.OTHER
        and len(rest) > 1
        and not any(line.role is LineRole.TOTAL for line in lines)
        and sum(line.amount or 0 for line in rest) == first.amount
    )
    for line in lines:
        if whole and line is first:
            yield replace(line, role=LineRole.TOTAL)
        elif whole and line.payer and line.role is LineRole.OTHER:
            yield replace(line, role=LineRole.SHARE)
        else:
            yield line


def _nothing(run: Run, start: int) -> Iterator[Funding]:
    """The line of an action that needs no money, as a sentence says it."""
    plain = fold_same(run.text).lower().replace("’", "'").replace("\n", " ")
    if match := _NOTHING.search(plain, start):
        yield Funding(FundingState.NONE, run.evidence(*match.span()), place=Place.SHEET)
