"""Answers over a contract's actions and axes: lists, by axis or subject, counts, tables. Pure functions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.composers import french
from assistant.composers.asked import Asked
from assistant.composers.forms import asks
from assistant.composers.money.funding import clauses_of, main_lines, state_label
from assistant.composers.sentences import sentence_of
from assistant.composers.sheets.axis import axis_of, counting
from assistant.composers.sheets.topic import Theme
from assistant.composers.side_by_side.each_contract import each_contract
from assistant.composers.statement import Composed, Computation, SaidFigure, Statement
from assistant.library import UnderstoodContract
from assistant.records import Status
from ingest.facts.records import Action, FundingState, Place, Said


def axes(asked: Asked) -> Composed | None:
    """The axes of the contracts in scope, with what their texts announce otherwise."""
    if not asks("actions", "axes", asked.folded) or asked.query.sheets or _asks_actions(asked):
        return None
    if asked.intents & {"money", "lead"} or asks("actions", "axes_of_another", asked.folded):
        return None
    if asks("actions", "by_whom", asked.folded) or asks("actions", "thematic_bodies", asked.folded):
        return None  # who chose them is no list of them, nor is a group's theme
    if asks("point", "past", asked.folded):
        return None  # the day on which they were chosen
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
    if any(asks("money", form, asked.folded) for form in ("without", "none", "to_be_set", "blank", "most", "least")):
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
            theme, least = _public_asked(asked, theme)
            served = [action for action in record.actions if _served(asked, action, theme, least)]
            # "Directement": the public alone says so.
            only = served and asks("actions", "direct", asked.folded)
            found = served if only else [a for a in record.actions if a in found or a in served]
        if found or asked.has_subject:
            return (found, "sur ce sujet") if found else None
    return (record.actions, "") if record.actions else None


def _public_asked(asked: Asked, about: Theme) -> tuple[Theme, float]:
    """The theme as a public, and what of it a public must hold."""
    least = OF_ONE_PUBLIC if re.search(r"\b(?:et|ou)\b", asked.folded) else OF_PUBLIC
    return Theme(tuple((g, worth) for g, worth in about.groups if not asks("actions", "aimed", g.said))), least


def _served(asked: Asked, action: Action, about: Theme, least: float) -> list[Said]:
    """The publics of an action that name the theme; of those only indirectly meant, none where the question says so."""
    total = sum(worth for _, worth in about.groups)
    values = [*action.public_direct, *action.public]
    values += [] if asks("actions", "direct", asked.folded) else action.public_indirect
    return [said for said in values if total > 0 and about.held(said.value) >= least * total]


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
    rows = [_row(asked, action, detailed=detailed) for action in found]
    if scope and asks("actions", "meant_for", asked.folded):
        about, least = _public_asked(asked, asked.find_topics((contract,))[0])
        rows = [
            _with_public(asked, row, _served(asked, action, about, least))
            for row, action in zip(rows, found, strict=True)
        ]
    return [heading, *rows]


def _with_public(asked: Asked, row: Statement, served: Sequence[Said]) -> Statement:
    """The row of an action with whom it says that it is for, where it names whom the question asks about."""
    if not served:
        return row
    shown = " ; ".join(f"« {' '.join(said.value.split())} »" for said in served)
    proofs = asked.prover.proofs(e for said in served for e in said.evidence)
    return replace(row, text=f"{row.text} (public : {shown})", proofs=(*row.proofs, *proofs))


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
