"""Answers about when: signing, period, duration. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from assistant.composers import french
from assistant.composers.asked import Asked
from assistant.composers.statement import Composed, Statement
from assistant.library import UnderstoodContract
from assistant.records import Status
from ingest.facts.records import Said


def signing(asked: Asked) -> Composed | None:
    """When and where the contract was signed."""
    if "signed_on" not in asked.intents or asked.query.sheets:
        return None
    return _each(asked, _signed)


def duration(asked: Asked) -> Composed | None:
    """Which years the contract covers, and how long it lasts."""
    if "duration" not in asked.intents or asked.query.sheets or asked.query.article:
        return None
    if not re.search(r"\b(?:cls|contrats?)\b", asked.folded) or re.search(r"\b(?:fiche|action|projet)\b", asked.folded):
        return None
    if asked.intents & {"revision", "communication", "dispute", "termination", "money"}:
        return None
    return _each(asked, _lasting)


def _each(asked: Asked, say: Callable[[Asked, UnderstoodContract], Iterator[Statement]]) -> Composed | None:
    said: list[Statement] = []
    silent: list[UnderstoodContract] = []
    for contract in asked.contracts:
        found = list(say(asked, contract))
        said += found
        if not found:
            silent.append(contract)
    if not said:
        return None
    status = Status.ANSWERED
    if silent and asked.query.scope.territory_named:
        status = Status.PARTIAL
        labels = french.listed([contract.ref.label for contract in silent])
        said.append(Statement(f"Les documents lus ne le disent pas pour : {labels}", context=labels))
    named = tuple(contract.ref.id for contract in asked.contracts if contract not in silent)
    return Composed(tuple(said), named, status)


def _signed(asked: Asked, contract: UnderstoodContract) -> Iterator[Statement]:
    dates = contract.record.signed_on
    if not dates:
        return
    place = contract.record.signed_at[0] if contract.record.signed_at else None
    evidence = (*dates[0].evidence, *(place.evidence if place else ()))
    where = f" à {place.value}" if place else ""
    when = french.date(dates[0].value)
    on = f"le {when}" if dates[0].value.count("-") == 2 else f"en {when}"
    names = (place.value,) if place else ()
    text = f"Le CLS {contract.ref.label} a été signé {on}{where}"
    yield Statement(text, asked.prover.proofs(evidence), names=names)
    yield from _others(asked, dates, "date de signature", french.date)


def _lasting(asked: Asked, contract: UnderstoodContract) -> Iterator[Statement]:
    record = contract.record
    if record.period:
        first, _, last = record.period[0].value.partition("-")
        years = f"la période {first}-{last}" if last else first
        text = f"Le CLS {contract.ref.label} couvre {years}"
        yield Statement(text, asked.prover.proofs(record.period[0].evidence))
    if record.duration:
        said = record.duration[0]
        quoted = " ".join(evidence.quote for evidence in said.evidence)
        text = f"Il est conclu pour une durée de {said.value}"
        if "entr" in quoted.lower() and "vigueur" in quoted.lower() and "signature" in quoted.lower():
            text += ", à compter de sa signature"
        if not record.period:
            text = text.replace("Il est", f"Le CLS {contract.ref.label} est", 1)
        yield Statement(text, asked.prover.proofs(said.evidence), context=said.value)
    yield from _others(asked, record.period, "période", str)


def _others(asked: Asked, values: tuple[Said, ...], what: str, show: Callable[[str], str]) -> Iterator[Statement]:
    """The values that other passages give: both are said, each with its source."""
    for other in values[1:]:
        if not values[0].value.startswith(other.value):
            text = f"Un autre passage donne une autre {what} : {show(other.value)}"
            yield Statement(text, asked.prover.proofs(other.evidence))
