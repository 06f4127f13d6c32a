"""Which sheets leave their amount blank: the label with nothing behind it, or no such line at all. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.composers import french
from assistant.composers.asked import Asked
from assistant.composers.forms import asks
from assistant.composers.money.funding import main_lines
from assistant.composers.sheets.sheet_names import listed
from assistant.composers.side_by_side.each_contract import each_contract
from assistant.composers.statement import Composed, Computation, Statement
from assistant.library import UnderstoodContract
from ingest.facts.records import Action, Evidence, FundingState
from ingest.naming import fold
from ingest.records import SectionKind

# "Estimation du montant prévisionnel global du projet :", and what stands behind it.
_LABEL = re.compile(
    r"\W*(?P<label>(?:estimation|montants?|budgets?|couts?|enveloppes?)\b[^:|]{0,70})\s*:\s*(?P<value>.*)$"
)
_MONEY = re.compile(r"\b(?:montant|budget|cout|enveloppe)s?\b")
# Where nothing stands behind a label, the next line is another label's.
_NEXT_LABEL = re.compile(r"\W*[a-z][^:|]{2,60}:")
_NONE = re.compile(r"\W*neant\b")


@dataclass(frozen=True, slots=True)
class _Line:
    """The line of a sheet's amount: what it is called, what stands behind it, where."""

    action: Action
    label: str
    value: str
    evidence: Evidence


def blank_amounts(asked: Asked) -> Composed | None:
    """The sheets whose amount is left blank, None where the question does not ask for them or none is."""
    if asked.query.sheets or not asks("money", "blank", asked.folded):
        return None
    if not (asks("money", "over", asked.folded) or asks("money", "sheets", asked.folded)):
        return None
    return each_contract(asked, _of_contract)


def _of_contract(asked: Asked, contract: UnderstoodContract) -> Iterator[Statement]:
    actions, label = contract.record.actions, contract.ref.label
    told = {line.action.number: line for line in _lines(contract)}
    unpriced = [action for action in actions if not any(_is_priced(line) for line in action.funding)]
    blank = [told[a.number] for a in unpriced if a.number in told and not told[a.number].value]
    if not blank:
        return
    many = french.feminine(len(blank), "fiche action", "fiches actions")
    text = f"Dans {many} sur {len(actions)} du CLS {label}, rien ne suit l'intitulé du montant :"
    counted = (Computation("count", (), len(blank)), Computation("count", (), len(actions)))
    yield Statement(text, asked.prover.proofs([blank[0].evidence]), computed=counted, context=label)
    for line in blank:
        action = line.action
        funding = main_lines(action)[0] if action.funding else None
        instrument = f" (financement indiqué : {funding.instrument})" if funding and funding.instrument else ""
        shown = f"{listed(action)} : « {line.label} : »{instrument}"
        evidence = [line.evidence, *(funding.evidence if funding and instrument else ()), *action.heading[:1]]
        yield Statement(shown, asked.prover.proofs(evidence), item=True, context=f"{action.number} {action.title}")
    yield from _others(asked, [a for a in unpriced if a not in [line.action for line in blank]], told)


def _others(asked: Asked, actions: Sequence[Action], told: dict[str, _Line]) -> Iterator[Statement]:
    """The other sheets without an amount: those without a line for it, with "néant", still to be set."""
    missing = [a for a in actions if a.number not in told and a.funding and _state(a) is FundingState.FUNDER_ONLY]
    none = [a for a in actions if _NONE.match(fold(told[a.number].value) if a.number in told else "")]
    none += [a for a in actions if a not in none and _state(a) is FundingState.NONE]
    none.sort(key=list(actions).index)
    later = [a for a in actions if _state(a) is FundingState.TO_BE_SET]
    for group, one, several in (
        (missing, "n'a pas de ligne pour le montant", "n'ont pas de ligne pour le montant"),
        (none, "indique « néant »", "indiquent « néant »"),
        (later, "ne fixe pas encore le montant", "ne fixent pas encore le montant"),
    ):
        if group:
            numbers = [action.name for action in group]
            noun = (
                f"La fiche {numbers[0]} {one}" if len(group) == 1 else f"Les fiches {french.listed(numbers)} {several}"
            )
            evidence = [e for a in group for e in _proof(a, told)]
            yield Statement(noun, asked.prover.proofs(evidence), context=" ".join(numbers))


def _proof(action: Action, told: dict[str, _Line]) -> tuple[Evidence, ...]:
    line = told.get(action.number)
    return (line.evidence,) if line else main_lines(action)[0].evidence


def _state(action: Action) -> FundingState:
    return main_lines(action)[0].state if action.funding else FundingState.NOT_STATED


def _is_priced(line: object) -> bool:
    return getattr(line, "amount", None) is not None or getattr(line, "cap", None) is not None


def _lines(contract: UnderstoodContract) -> Iterator[_Line]:
    """The line of the amount of each sheet that has one."""
    by_number = {action.number: action for action in contract.record.actions if action.number}
    for document in contract.documents:
        pages = {page.number: page.text for page in document.pages}
        for section in document.sections:
            if section.kind is not SectionKind.SHEET or section.number not in by_number:
                continue
            for page in range(section.start[0], section.end[0] + 1):
                text = pages.get(page, "")
                low = section.start[1] if page == section.start[0] else 0
                high = section.end[1] if page == section.end[0] else len(text)
                yield from _on_page(by_number[section.number], document.id, page, text, (low, high))


def _on_page(action: Action, document_id: str, page: int, text: str, span: tuple[int, int]) -> Iterator[_Line]:
    low, high = span
    rows = [m for m in re.finditer(r"[^\n]+", text[low:high]) if m[0].strip()]
    for row, behind in zip(rows, [*rows[1:], None], strict=True):
        match = _LABEL.match(fold(row[0]))
        if match is None or not _MONEY.search(match["label"]) or len(fold(row[0])) != len(row[0]):
            continue
        value = row[0][match.start("value") :].strip()
        if not value and not (behind and _NEXT_LABEL.match(fold(behind[0]))):
            continue  # what stands there may be on the next line, or on the next page
        last = behind if not value and behind else row
        evidence = Evidence(
            document_id, page, low + row.start(), low + last.end(), text[low + row.start() : low + last.end()]
        )
        yield _Line(action, row[0][match.start("label") : match.end("label")].strip(), value, evidence)
