"""Answers over all sheets' money: totals, filters, counts, the highest; annual and global apart. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace

from assistant.composers import french
from assistant.composers.asked import Asked
from assistant.composers.forms import asks
from assistant.composers.money.extreme import extreme
from assistant.composers.money.funding import main_lines, period_of, state_label, unit_of
from assistant.composers.money.rows import PER, MoneyRow, capped, money_rows
from assistant.composers.money.sum_subject import (
    adds_up,
    bound_asked,
    has_own_subject,
    instruments_named,
    is_strangers,
    payers_named,
    silent_of,
    what_summed,
)
from assistant.composers.money.written_total import written_total
from assistant.composers.sheets.axis import axis_of, axis_titled
from assistant.composers.statement import Composed, Computation, SaidFigure, Statement
from assistant.library import UnderstoodContract
from assistant.records import Status
from ingest.facts.parties.institutions import institution
from ingest.facts.records import AmountPeriod, FundingState, LineRole, Nature
from ingest.naming import fold

_HEADINGS = {
    AmountPeriod.ANNUAL: "montants par an",
    AmountPeriod.GLOBAL: "montants pour l'ensemble d'un projet",
    AmountPeriod.UNKNOWN: "montants dont la période n'est pas dite",
}
_STATE_NAMES = {
    FundingState.FUNDER_ONLY: "financeur indiqué sans montant",
    FundingState.NONE: "néant",
    FundingState.NOT_STATED: "montant non indiqué",
    FundingState.TO_BE_SET: "à définir",
}


def totals(asked: Asked) -> Composed | None:
    """The answer over the sheets of the contracts in scope, None where the question does not ask for one."""
    if asked.query.sheets or "spent" in asked.intents:
        return None
    if any(is_strangers(asked, contract) for contract in asked.contracts):
        return None
    # Where no action says anything of money, not even "néant", there is nothing to sum or to count.
    contracts = [c for c in asked.contracts if any(action.funding for action in c.record.actions)]
    answer = _kind(asked) if contracts else None
    if answer is None:
        return None
    statements: list[Statement] = []
    status = Status.ANSWERED
    for contract in contracts:
        found, partial = answer(asked, contract)
        statements += found
        status = Status.PARTIAL if partial else status
    if not statements:
        return None
    return Composed(tuple(statements), tuple(contract.ref.id for contract in contracts), status)


_Answer = Callable[[Asked, UnderstoodContract], tuple[list[Statement], bool]]


def _kind(asked: Asked) -> _Answer | None:
    folded = asked.folded
    money = "money" in asked.intents or asks("money", "sum", folded)
    if "signatories" in asked.intents or (asks("money", "headcount", folded) and "money" not in asked.intents):
        return None
    if asks("money", "no_cofunding", folded) and asks("money", "over", folded):
        return _without_cofunding
    over = asks("money", "over", folded)
    if over and asked.targets and not asks("money", "sheets", folded):
        return None  # "que finance l'ARS dans …": of that sheet
    if asks("money", "most", folded) or asks("money", "least", folded):
        return extreme
    if over and bound_asked(folded):
        return _bounded
    if over and (any(asks("money", form, folded) for form in ("without", "none", "to_be_set", "blank"))):
        return _without
    if over and asks("money", "amounts", folded) and not (_filtered(asked) or has_own_subject(asked) or asked.targets):
        return _priced
    if (
        over
        and not adds_up(folded)
        and (money or asks("money", "funder_only", folded))
        and (_filtered(asked) or not asked.has_subject)
    ):
        return _filter
    if not money and "total" not in asked.intents:
        return None
    added = asks("money", "total", folded) or asks("money", "sum", folded)
    if any(_axis(asked, contract) for contract in asked.contracts) or (asks("money", "full_rate", folded) and added):
        return _total
    whole = asks("money", "of_contract", folded)
    if whole or (added and not asked.targets and not has_own_subject(asked)):
        return _total
    return None


def _axis(asked: Asked, contract: UnderstoodContract) -> str:
    """The axis that the question keeps to; a sum may name it by its title alone."""
    text, record = asked.query.text, contract.record
    adds = asks("money", "total", asked.folded) or asks("money", "sum", asked.folded)
    titled = axis_titled(text, record) if adds else ""
    # The sheets of the axis are what its title names, too.
    kept = titled if all(target.action.axis == titled for target in asked.targets) else ""
    return axis_of(text, record) or kept


def _rows_of(contract: UnderstoodContract, payers: Collection[str], axis: str = "") -> list[MoneyRow]:
    """For each action that some payers pay for, the line that says how much: their share, where a total has one."""
    found = []
    for action in contract.record.actions:
        own = [line for line in main_lines(action) if line.payer in payers and line.state is not FundingState.NONE]
        if own and (not axis or action.axis == axis):
            shares = [line for line in own if line.role is LineRole.SHARE and line.amount is not None]
            found.append(MoneyRow(action, (shares or own)[0]))
    return found


def _is_share(row: MoneyRow) -> bool:
    """Whether the amount of a payer's line is what he pays: of a total at a rate, only the rate is his."""
    return row.line.role is LineRole.SHARE or row.line.rate in (None, 100)


# --- the total, which no document writes ---


def _total(asked: Asked, contract: UnderstoodContract) -> tuple[list[Statement], bool]:
    label, axis = contract.ref.label, _axis(asked, contract)
    rows = money_rows(contract, axis)
    where = f"l'axe {axis} du CLS {label}" if axis else f"le CLS {label}"
    payers = [] if asks("money", "of_contract", asked.folded) else sorted(payers_named(asked))
    what = what_summed(asked, payers)
    written = None if payers or asks("money", "full_rate", asked.folded) else written_total(asked, contract, axis)
    if written is not None:
        return [written], False
    if payers:
        rows = _rows_of(contract, payers, axis)
    if asks("money", "full_rate", asked.folded):
        rows = [row for row in rows if row.line.rate == 100 and not row.line.rate_is_cap]
    whole = Statement(f"Les documents lus n'écrivent pas de {what} pour {where}", context=f"{label} {axis} {what}")
    priced = [row for row in rows if row.line.amount is not None]
    limited = [row for row in rows if row.line.amount is None and row.line.cap is not None]
    left = [row for row in rows if row not in priced and row not in limited]
    rated = [row for row in priced if not _is_share(row)] if payers else []
    priced = [row for row in priced if row not in rated]
    if not priced and not limited:
        none = silent_of(asked, payers)
        return [
            whole,
            Statement(none, context=none),
            *(_rated(asked, row) for row in rated),
            *_uncounted(asked, left),
        ], True
    said = [whole, Statement("Les montants chiffrés dans les fiches actions sont :")]
    for period in AmountPeriod:
        group = [row for row in priced if row.line.period is period]
        if group:
            said.append(_sum(asked, group, period))
    said += [capped(asked, row) for row in limited]
    said += [_rated(asked, row) for row in rated]
    return [*said, *_uncounted(asked, left)], True


def _without_cofunding(asked: Asked, contract: UnderstoodContract) -> tuple[list[Statement], bool]:
    rows = [row for row in money_rows(contract) if any(line.no_cofunding for line in row.action.funding)]
    return _list(asked, contract, rows, "où le cofinancement est « néant »"), False


def _sum(asked: Asked, rows: Sequence[MoneyRow], period: AmountPeriod) -> Statement:
    amounts = tuple(row.line.amount or 0.0 for row in rows)
    shown = [f"{french.euros(amount)} ({row.name})" for row, amount in zip(rows, amounts, strict=True)]
    figures = [SaidFigure(french.euros(amount), amount, unit_of(period)) for amount in amounts]
    text = f"{_HEADINGS[period]} : {french.listed(shown)}"
    computed: tuple[Computation, ...] = ()
    if len(rows) > 1 and period is not AmountPeriod.UNKNOWN:
        total = sum(amounts)
        text += f", soit {french.euros(total)} {PER[period] if period is AmountPeriod.ANNUAL else ''}".rstrip()
        computed = (Computation("sum", amounts, total),)
        figures.append(SaidFigure(french.euros(total), total, unit_of(period)))
    requested = [row for row in rows if row.line.nature is Nature.REQUESTED]
    if computed and requested:
        part = sum(row.line.amount or 0.0 for row in requested)
        text += f", dont {french.euros(part)} seulement demandés ({', '.join(row.name for row in requested)})"
    proofs = asked.prover.proofs(
        e for row in rows for e in (*row.line.evidence, *period_of(row.line, row.action.funding))
    )
    numbers = " ".join(row.action.number for row in rows)
    return Statement(text, proofs, item=True, computed=computed, figures=tuple(figures), context=numbers)


def summed(asked: Asked, contract: UnderstoodContract) -> list[Statement]:
    """The sums of a contract's amounts, annual and global apart, as items that name the contract."""
    rows = [row for row in money_rows(contract) if row.line.amount is not None]
    said = []
    for period in AmountPeriod:
        group = [row for row in rows if row.line.period is period]
        if group:
            one = _sum(asked, group, period)
            said.append(replace(one, text=f"CLS {contract.ref.label}, {one.text}"))
    return said


def _rated(asked: Asked, row: MoneyRow) -> Statement:
    line = row.line
    amount, rate = line.amount or 0.0, line.rate or 0.0
    shown = f"{french.euros(amount)} {PER[line.period]}".rstrip()
    share = f"{french.percent(rate)}{' au plus' if line.rate_is_cap else ''}"
    figures = (
        SaidFigure(french.euros(amount), amount, unit_of(line.period)),
        SaidFigure(french.percent(rate), rate, "%"),
    )
    text = f"{row.sheet()} : {share} de {shown} (part non chiffrée, non comptée)"
    proofs = asked.prover.proofs(line.evidence)
    return Statement(text, proofs, item=True, figures=figures, context=row.action.number)


def _uncounted(asked: Asked, rows: Sequence[MoneyRow]) -> Iterator[Statement]:
    parts, evidence = [], []
    for state, name in _STATE_NAMES.items():
        group = [row for row in rows if row.line.state is state]
        if group:
            parts.append(f"{french.listed([row.name for row in group])} ({name})")
            evidence += [e for row in group for e in row.line.evidence]
    if parts:
        counted = [row for row in rows if row.line.state in _STATE_NAMES]
        lead = "N'est pas comptée la fiche" if len(counted) == 1 else "Ne sont pas comptées les fiches"
        yield Statement(f"{lead} {' ; '.join(parts)}", asked.prover.proofs(evidence))


# --- filters and extremes ---


def _filtered(asked: Asked) -> bool:
    """Whether the question filters by funder, instrument or rate, which needs no other subject."""
    return (
        bool(payers_named(asked) or instruments_named(asked))
        or asks("money", "funder_only", asked.folded)
        or asks("money", "full_rate", asked.folded)
    )


def _by_institution(payers: Collection[str]) -> list[list[str]]:
    """The payers, the names of one kind of institution together: "ARS" and "Agence régionale de santé"."""
    apart: dict[str, list[str]] = {}
    for payer in sorted(payers):
        apart.setdefault(institution(payer)[0] or payer, []).append(payer)
    return list(apart.values())


def _paid_by(payers: Collection[str]) -> str:
    return f"financées {french.by(sorted(payers)[0])}"


def _filter(asked: Asked, contract: UnderstoodContract) -> tuple[list[Statement], bool]:
    payers, folded = payers_named(asked), asked.folded
    rows = money_rows(contract)
    described = []
    apart = _by_institution(payers)
    if len(apart) > 1 and not asks("money", "funder_only", folded) and not asks("money", "full_rate", folded):
        # Of several payers, each has a list of his own: the money of one is not the other's.
        lists = [_list(asked, contract, _rows_of(contract, one), _paid_by(one)) for one in apart if one]
        return [said for one in lists for said in one], False
    if payers and not asks("money", "funder_only", folded):
        rows = _rows_of(contract, payers)
        described.append(_paid_by(payers))
    if asks("money", "funder_only", folded):
        rows = [row for row in rows if "cpom" in fold(row.line.instrument)]
        described.append("financées au titre d'un CPOM")
    if asks("money", "full_rate", folded):
        rows = [row for row in rows if row.line.rate == 100 and not row.line.rate_is_cap]
        described.append("à 100 %" if described else "financées à 100 %")
    elif not asks("money", "funder_only", folded) and (instruments := instruments_named(asked)):
        rows = [row for row in rows if re.search(rf"\b{instruments[0]}\b", row.line.instrument)]
        described += [f"rattachées au {instruments[0]}"] if rows else []
    # Without any, of whom, or of what, is not for sums to say.
    return _list(asked, contract, rows, " ".join(described)) if described else [], False


def _priced(asked: Asked, contract: UnderstoodContract) -> tuple[list[Statement], bool]:
    rows = money_rows(contract, _axis(asked, contract))
    priced = [row for row in rows if row.line.amount is not None or row.line.cap is not None]
    left = _uncounted(asked, [row for row in rows if row not in priced])
    return ([*_list(asked, contract, priced, "chiffrées"), *left] if priced else []), False


def _without(asked: Asked, contract: UnderstoodContract) -> tuple[list[Statement], bool]:
    rows = [row for row in money_rows(contract) if row.line.amount is None and row.line.cap is None]
    if asks("money", "to_be_set", asked.folded):
        rows = [row for row in rows if row.line.state is FundingState.TO_BE_SET]
    elif asks("money", "none", asked.folded) and not asks("money", "without", asked.folded):
        rows = [row for row in rows if row.line.state is FundingState.NONE]
        return _list(asked, contract, rows, "sans financement"), False
    return _list(asked, contract, rows, "sans montant"), False


def _list(asked: Asked, contract: UnderstoodContract, rows: Sequence[MoneyRow], described: str) -> list[Statement]:
    every = len(contract.record.actions)
    if not rows:
        case = f"n'est {described.replace('financées', 'financée')}"
        case = f"n'est dans ce cas : {described}" if described.startswith(("à ", "où ")) else case
        text = f"Aucune des {every} fiches actions du CLS {contract.ref.label} {case}"
        proofs = asked.prover.proofs(e for row in money_rows(contract) for e in row.line.evidence[:1])
        return [Statement(text, proofs, computed=(Computation("count", (), every),))]
    fiches = french.count(len(rows), "fiche action", "fiches actions").replace("un fiche", "une fiche")
    verb = "est" if len(rows) == 1 else "sont"
    state = described if described.startswith(("où", "sans")) else f"{verb} {described}"
    has = "a" if len(rows) == 1 else "ont"
    nothing = {"sans montant": f"n'{has} aucun montant", "sans financement": f"n'{has} aucun financement (« néant »)"}
    state = nothing.get(described, state)
    state = state.replace("ées", "ée", 1) if len(rows) == 1 else state
    lead = f"{french.capital(fiches)} sur {every} du CLS {contract.ref.label} {state} :".replace("  ", " ")
    proofs = asked.prover.proofs(e for row in rows for e in row.line.evidence[:1])[:1]
    counted = (Computation("count", (), len(rows)), Computation("count", (), every))
    said = Statement(lead, proofs, computed=counted, context=f"{described} {contract.ref.label}")
    return [said, *(_item(asked, row) for row in rows)]


def _item(asked: Asked, row: MoneyRow) -> Statement:
    line, action = row.line, row.action
    title = f" – {action.titles[0].value}" if action.titles else ""
    figures: list[SaidFigure] = []
    if line.amount is not None:
        shown = f"{french.euros(line.amount)} {PER[line.period]}".rstrip()
        figures.append(SaidFigure(french.euros(line.amount), line.amount, unit_of(line.period)))
    elif line.cap is not None:
        shown = f"{french.euros(line.cap)} {PER[line.cap_period]}".rstrip() + " au maximum"
        figures.append(SaidFigure(french.euros(line.cap), line.cap, unit_of(line.cap_period)))
    else:
        shown = state_label(line)
    if line.instrument and line.amount is None:
        shown += f" ({line.instrument})"
    proofs = asked.prover.proofs((*line.evidence, *action.evidence[:1]))
    name = f"fiche {action.number}{title}" if action.number else row.name
    return Statement(f"{name} : {shown}", proofs, item=True, figures=tuple(figures), context=action.number)


def _bounded(asked: Asked, contract: UnderstoodContract) -> tuple[list[Statement], bool]:
    """The sheets whose amount is below, or above, the one that the question gives; those without one are told."""
    below, bound = bound_asked(asked.folded) or (True, 0.0)
    every = money_rows(contract, _axis(asked, contract))
    priced = [row for row in every if row.line.amount is not None]
    if not priced:
        return [], False
    rows = [row for row in priced if ((row.line.amount or 0.0) < bound if below else (row.line.amount or 0.0) > bound)]
    left = _uncounted(asked, [row for row in every if row not in priced])
    shown = _list(asked, contract, rows, f"chiffrées {'au-dessous' if below else 'au-dessus'} du montant demandé")
    return [*shown, *left], False
