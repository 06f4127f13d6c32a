"""Answers over a contract's actions and axes: lists, by axis or subject, counts, tables. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.composers import french
from assistant.composers.asked import Asked
from assistant.composers.axis import axis_of
from assistant.composers.forms import asks
from assistant.composers.funding import clauses_of, main_lines, state_label
from assistant.composers.statement import Composed, Computation, SaidFigure, Statement
from assistant.library import UnderstoodContract
from ingest.facts.records import Action, FundingState, Place


def axes(asked: Asked) -> Composed | None:
    """The axes of the contracts in scope, with what their texts announce otherwise."""
    if not asks("actions", "axes", asked.folded) or asked.query.sheets or _asks_actions(asked):
        return None
    if asked.intents & {"money", "lead"}:
        return None
    contracts = [contract for contract in asked.contracts if contract.record.axes]
    said = [statement for contract in contracts for statement in _axes(asked, contract)]
    return Composed(tuple(said), tuple(contract.ref.id for contract in contracts)) if said else None


def actions(asked: Asked) -> Composed | None:
    """The actions of the contracts in scope: all, those of an axis, or those on the question's subject."""
    if not _asks_actions(asked) or asked.query.sheets or asked.intents & {"spent"}:
        return None
    said: list[Statement] = []
    named: list[str] = []
    for contract in asked.contracts:
        found = _chosen(asked, contract)
        if found:
            said += _listed(asked, contract, *found)
            named.append(contract.ref.id)
    return Composed(tuple(said), tuple(named)) if said else None


def _asks_actions(asked: Asked) -> bool:
    if asks("actions", "table", asked.folded):
        return "fiche" in asked.folded or "action" in asked.folded
    return any(asks("actions", form, asked.folded) for form in ("list", "count"))


def _chosen(asked: Asked, contract: UnderstoodContract) -> tuple[Sequence[Action], str] | None:
    """The actions asked for and how the answer names them, None where there are none."""
    record = contract.record
    number = axis_of(asked.query.text, record)
    if number:
        found = [action for action in record.actions if action.axis == number]
        return (found, f"dans l'axe {number}") if found else None
    if asked.has_subject and not asks("actions", "table", asked.folded):
        found = [target.action for target in asked.targets if target.contract is contract]
        return (found, "sur ce sujet") if found else None
    return (record.actions, "") if record.actions else None


def _listed(asked: Asked, contract: UnderstoodContract, found: Sequence[Action], scope: str) -> list[Statement]:
    noun = "fiche action" if any(action.number for action in found) else "action"
    many = french.count(len(found), noun, "fiches actions" if noun == "fiche action" else "actions")
    many = re.sub(r"^un ", "une ", many)
    evidence = [e for action in found for e in (action.evidence or action.titles[0].evidence)[:1]]
    counted = (Computation("count", (), len(found)),)
    lead = f"Le CLS {contract.ref.label} a {many} {scope}".rstrip()
    context = " ".join(action.axis for action in found)
    if asks("actions", "count", asked.folded) and not scope:
        proofs = asked.prover.proofs(evidence)
        return [Statement(_by_axis(lead, found), proofs[:6], computed=counted, context=context)]
    heading = Statement(f"{lead} :", asked.prover.proofs(evidence[:1]), computed=counted, context=context)
    detailed = asks("actions", "table", asked.folded)
    return [heading, *(_row(asked, action, detailed=detailed) for action in found)]


def _by_axis(lead: str, found: Sequence[Action]) -> str:
    numbers = list(dict.fromkeys(action.axis for action in found))
    if len(numbers) < 2 or not all(numbers):
        return lead
    parts = [f"{sum(action.axis == number for action in found)} dans l'axe {number}" for number in numbers]
    return f"{lead} : {french.listed(parts)}"


def _row(asked: Asked, action: Action, *, detailed: bool) -> Statement:
    evidence = [*action.evidence[:1], *action.titles[0].evidence]
    text = f"{action.number} – {action.titles[0].value}" if action.number else action.titles[0].value
    figures: tuple[SaidFigure, ...] = ()
    if detailed:
        leads = [said for said in action.leads if said.place is not Place.SUMMARY] or list(action.leads)
        line = main_lines(action)[0] if action.funding else None
        text = f"axe {action.axis} ; {text}" if action.axis else text
        text += f" ; porteur : {french.listed([said.value for said in leads]) or 'non indiqué'}"
        evidence += [e for said in leads for e in said.evidence]
        if line is not None:
            clauses, figures, _ = clauses_of(line)
            text += f" ; {clauses if line.state is FundingState.AMOUNT else state_label(line)}"
            evidence += list(line.evidence)
    proofs = asked.prover.proofs(evidence)
    return Statement(text, proofs, item=True, figures=figures, context=f"{action.number} {action.axis}")


def _axes(asked: Asked, contract: UnderstoodContract) -> list[Statement]:
    record = contract.record
    titles = [(axis, axis.titles[0]) for axis in record.axes if axis.titles]
    proofs = asked.prover.proofs(e for _, title in titles for e in title.evidence[:1])
    counted = (Computation("count", (), len(titles)),)
    noun = french.count(len(titles), "axe")
    said = [Statement(f"Le CLS {contract.ref.label} a {noun} :", proofs[:1], computed=counted)]
    for axis, title in titles:
        text = f"{axis.number} – {title.value}" if axis.number else title.value
        said.append(Statement(text, asked.prover.proofs(title.evidence[:1]), item=True, context=axis.number))
    for contradiction in record.contradictions:
        if contradiction.field == "nombre d'axes":
            other = contradiction.values[1]
            text = f"Le texte en annonce pourtant {other.value} ({contradiction.reason})"
            said.append(
                Statement(
                    text, asked.prover.proofs(other.evidence), computed=(Computation("count", (), int(other.value)),)
                )
            )
    return said
