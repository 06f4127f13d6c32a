"""Which sheets have another calendar than the contract's own duration, or all their calendars. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.composers import french
from assistant.composers.asked import Asked
from assistant.composers.forms import asks
from assistant.composers.sheets.sheet_names import listed
from assistant.composers.side_by_side.each_contract import each_contract
from assistant.composers.statement import Composed, Computation, Statement
from assistant.library import UnderstoodContract
from ingest.facts.records import Action, Evidence
from ingest.naming import fold

# "Durée du Contrat Local de Santé (2025/2030)", "toute la durée du contrat".
_WHOLE = re.compile(
    r"(?:sur |pendant )?(?:toute )?(?:la )?duree (?:totale )?d[ue] (?:ce |present )?(?:cls|contrat)\b[^;.,]{0,60}\W*"
)


def calendars(asked: Asked) -> Composed | None:
    """The sheets whose calendar is not the contract's duration; None where the question asks of no such thing."""
    if asked.query.sheets or asked.intents & {"money", "signed_on", "signatories"}:
        return None
    if not asks("calendar", "apart", asked.folded):
        return None
    return each_contract(asked, _of_contract)


def _of_contract(asked: Asked, contract: UnderstoodContract) -> Iterator[Statement]:
    every, label = contract.record.actions, contract.ref.label
    told = [action for action in every if action.calendar]
    if len(told) < 2:
        return
    other = [action for action in told if not _is_whole(action, contract)]
    whole = [action for action in told if action not in other]
    counted = (Computation("count", (), len(other)), Computation("count", (), len(every)))
    if other:
        many = french.feminine(len(other), "fiche action", "fiches actions")
        has = "a" if len(other) == 1 else "ont"
        who = f"{_verdict(asked)}{many} sur {len(every)} du CLS {label}"
        text = f"{who} {has} un autre calendrier que la durée du contrat :"
        yield Statement(french.capital(text), asked.prover.proofs(other[0].calendar[0].evidence), computed=counted)
        yield from (_row(asked, action) for action in other)
    if whole:
        values = list(dict.fromkeys(" ".join(said.value.split()) for a in whole for said in a.calendar))
        shown = french.listed([f"« {value} »" for value in values])
        numbers = french.listed([action.name for action in whole])
        is_all = "" if other else f"{_none(asked)}{'toutes ' if len(whole) == len(every) else ''}"
        noun = f"{is_all}les fiches {numbers}" if len(whole) > 1 else f"{is_all}la fiche {numbers}"
        verb = "ont" if len(whole) > 1 else "a"
        text = f"{french.capital(noun)} {verb} pour calendrier : {shown}"
        proofs = asked.prover.proofs(_evidence(whole))
        yield Statement(text, proofs, context=f"{numbers} {label}")
    silent = [action.name for action in every if not action.calendar]
    if silent:
        noun = f"la fiche {silent[0]}" if len(silent) == 1 else f"les fiches {french.listed(silent)}"
        text = f"Aucun calendrier n'a été lu pour {noun}"
        yield Statement(text, context=f"{' '.join(silent)} {label}")


def _verdict(asked: Asked) -> str:
    """ "Non : " to whether all are alike, "Oui : " to whether some are not, "" to which."""
    if asks("calendar", "alike", asked.folded):
        return "non : "
    return "oui : " if asks("calendar", "some", asked.folded) else ""


def _none(asked: Asked) -> str:
    if asks("calendar", "alike", asked.folded):
        return "oui : "
    return "non : " if asks("calendar", "some", asked.folded) else ""


def _is_whole(action: Action, contract: UnderstoodContract) -> bool:
    """Whether a calendar says no more than the contract's duration or its years."""
    return all(_is_duration(fold(said.value), contract.period) for said in action.calendar)


def _is_duration(value: str, period: str) -> bool:
    flat = " ".join(value.split())
    years = re.findall(r"20\d\d", period)
    return bool(_WHOLE.fullmatch(flat)) or (
        len(years) == 2 and re.fullmatch(rf"(?:de )?{years[0]} ?(?:-|–|/|a) ?{years[1]}\W*", flat) is not None
    )


def _row(asked: Asked, action: Action) -> Statement:
    name = listed(action)
    shown = " ; ".join(" ".join(said.value.split()) for said in action.calendar)
    evidence = [*(e for said in action.calendar for e in said.evidence), *action.heading[:1]]
    proofs = asked.prover.proofs(evidence)
    return Statement(f"{name} : « {shown} »", proofs, item=True, context=f"{action.number} {action.title}")


def _evidence(actions: Sequence[Action]) -> list[Evidence]:
    return [e for action in actions for said in action.calendar for e in said.evidence]
