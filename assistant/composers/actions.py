"""Answers over a contract's actions and axes: lists, by axis or subject, counts, tables. Pure functions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from assistant.composers import french
from assistant.composers.asked import Asked
from assistant.composers.axis import axis_of, counting
from assistant.composers.each_contract import each_contract
from assistant.composers.forms import asks
from assistant.composers.funding import clauses_of, main_lines, state_label
from assistant.composers.sentences import sentence_of
from assistant.composers.statement import Composed, Computation, SaidFigure, Statement
from assistant.composers.topic import Theme
from assistant.library import UnderstoodContract
from assistant.records import Status
from ingest.facts.records import Action, FundingState, Place


def axes(asked: Asked) -> Composed | None:
    """The axes of the contracts in scope, with what their texts announce otherwise."""
    if not asks("actions", "axes", asked.folded) or asked.query.sheets or _asks_actions(asked):
        return None
    if asked.intents & {"money", "lead"} or asks("actions", "axes_of_another", asked.folded):
        return None
    if asks("actions", "by_whom", asked.folded):
        return None  # who chose them is no list of them
    contracts = [contract for contract in asked.contracts if contract.record.axes]
    counted = [contract for contract in asked.contracts if not contract.record.axes and contract.record.axis_counts]
    if not contracts and not counted:
        return None
    said = [statement for contract in contracts for statement in _axes(asked, contract)]
    said += [statement for contract in counted for statement in _announced(asked, contract)]
    status = Status.PARTIAL if counted and not asks("actions", "axis_count", asked.folded) else Status.ANSWERED
    return Composed(tuple(said), tuple(contract.ref.id for contract in (*contracts, *counted)), status)


def actions(asked: Asked) -> Composed | None:
    """The actions of the contracts in scope: all, those of an axis, or those on the question's subject."""
    if not _asks_actions(asked) or asked.query.sheets or asked.intents & {"spent"}:
        return None
    if any(asks("money", form, asked.folded) for form in ("without", "none", "to_be_set", "most", "least")):
        return None  # all actions are no answer to which have no money
    if asks("money", "gives", asked.folded) and not asks("money", "amounts", asked.folded):
        return None  # which of them somebody pays is not which there are
    return each_contract(asked, _of_contract)


def _of_contract(asked: Asked, contract: UnderstoodContract) -> list[Statement]:
    found = _chosen(asked, contract)
    return listed(asked, contract, *found) if found else []


# A count stands on the first sheet of each axis, or on so many sheets.
MOST_SHOWN = 8
# What a public must hold of the theme of a question that asks whom sheets are for; of two publics, one is enough.
OF_PUBLIC, OF_ONE_PUBLIC = 0.6, 0.25


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
    if any(axis_of(asked.query.text, other.record) for other in asked.contracts):
        return None  # only another contract has that axis
    about = [word for word in asked.subject_words if not (word.isdigit() or asks("actions", "counted", word))]
    if about and not asks("actions", "table", asked.folded):
        theme, targets = asked.find_topics((contract,))
        found = [target.action for target in targets]
        if asks("actions", "meant_for", asked.folded):
            least = OF_ONE_PUBLIC if re.search(r"\b(?:et|ou)\b", asked.folded) else OF_PUBLIC
            found = [action for action in record.actions if action in found or _is_for(action, theme, least)]
        if found or asked.has_subject:
            return (found, "sur ce sujet") if found else None
    return (record.actions, "") if record.actions else None


def _is_for(action: Action, about: Theme, least: float) -> bool:
    """Whether an action names the theme among those whom it is for."""
    total = sum(worth for _, worth in about.groups)
    values = (*action.public, *action.public_direct, *action.public_indirect)
    return total > 0 and any(about.held(said.value) >= least * total for said in values)


def listed(asked: Asked, contract: UnderstoodContract, found: Sequence[Action], scope: str) -> list[Statement]:
    """Some actions of a contract, counted in a heading that says which ("sur ce sujet"), then each by its title."""
    noun = "fiche action" if any(action.number for action in found) else "action"
    many = french.count(len(found), noun, "fiches actions" if noun == "fiche action" else "actions")
    many = re.sub(r"^un ", "une ", many)
    evidence = [e for action in found for e in action.heading[:1]]
    counted = (Computation("count", (), len(found)),)
    lead = f"Le CLS {contract.ref.label} a {many} {scope}".rstrip()
    context = " ".join(action.axis for action in found)
    if asks("actions", "count", asked.folded) and not scope:
        opening = {action.axis: e for action, e in reversed(list(zip(found, evidence, strict=True)))}
        proofs = asked.prover.proofs(reversed(opening.values()) if len(opening) > 1 else evidence)
        parts = tuple(Computation("count", (), number) for number in _axis_sizes(found).values())
        return [Statement(_by_axis(lead, found), proofs[:MOST_SHOWN], computed=(*counted, *parts), context=context)]
    heading = Statement(f"{lead} :", asked.prover.proofs(evidence[:1]), computed=counted, context=context)
    detailed = asks("actions", "table", asked.folded) or "lead" in asked.intents
    return [heading, *(_row(asked, action, detailed=detailed) for action in found)]


def _by_axis(lead: str, found: Sequence[Action]) -> str:
    sizes = _axis_sizes(found)
    if len(sizes) < 2 or not all(sizes):
        return lead
    parts = [f"{size} dans l'axe {number}" for number, size in sizes.items()]
    return f"{lead} : {french.listed(parts)}"


def _axis_sizes(found: Sequence[Action]) -> dict[str, int]:
    """How many of the actions each axis holds, in order."""
    return dict(Counter(action.axis for action in found))


def _row(asked: Asked, action: Action, *, detailed: bool) -> Statement:
    evidence = [*action.evidence[:1], *(e for said in action.titles[:1] for e in said.evidence)]
    text = " – ".join(part for part in (action.number, action.title) if part)
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


def _announced(asked: Asked, contract: UnderstoodContract) -> Iterator[Statement]:
    """How many axes a text announces that lists none, in its own sentence."""
    count = contract.record.axis_counts[0]
    sentence = sentence_of(contract, count.evidence[0])
    many = french.count(int(count.value), "axe")
    quote = re.sub(r"\s+", " ", sentence.quote)
    text = f"Le CLS {contract.ref.label} compte {many} : « {quote} »"
    proofs = asked.prover.proofs([sentence])
    yield Statement(text, proofs, computed=(Computation("count", (), count.value),), context=contract.ref.label)
    if not asks("actions", "axis_count", asked.folded):
        yield Statement("Les documents lus n'en donnent pas la liste sous une forme que je sache lire")


def _axes(asked: Asked, contract: UnderstoodContract) -> list[Statement]:
    record = contract.record
    titles = [(axis, axis.titles[0]) for axis in record.axes if axis.titles]
    proofs = asked.prover.proofs(e for _, title in titles for e in title.evidence[:1])
    counted = (Computation("count", (), len(titles)),)
    heading = f"{counting(contract.ref.label, record, len(titles))} :"
    said = [Statement(heading, proofs[:1], computed=counted)]
    for axis, title in titles:
        text = f"{axis.number} – {title.value}" if axis.number else title.value
        said.append(Statement(text, asked.prover.proofs(title.evidence[:1]), item=True, context=axis.number))
    for contradiction in record.contradictions:
        if contradiction.field == "nombre d'axes":
            other = contradiction.values[1]
            text = f"Le texte en annonce pourtant {other.value}"
            said.append(
                Statement(
                    text, asked.prover.proofs(other.evidence), computed=(Computation("count", (), int(other.value)),)
                )
            )
    return said
