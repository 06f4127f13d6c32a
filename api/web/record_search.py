"""Words looked for in the whole record of a contract: where it says them, with its proof. Pure functions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from api.record_schemas import ActionOut, ContractDetailOut, EvidenceOut, ValueOut
from api.web.record_page import ActionCard
from ingest.naming import fold

MOST_FOUND = 60  # what a reader goes through; beyond, more words say better what is wanted

_RULES = (
    ("revision", "Révision"),
    ("termination", "Résiliation"),
    ("communication", "Communication"),
    ("evaluation", "Suivi et évaluation"),
)
_FIELDS = (
    ("leads", "Porteur"),
    ("partners", "Partenaires"),
    ("partners_in_text", "Autres organismes cités"),
    ("public", "Public"),
    ("public_direct", "Public direct"),
    ("public_indirect", "Public indirect"),
    ("territory", "Territoire"),
    ("calendar", "Calendrier"),
    ("objectives", "Objectifs"),
    ("objectives_operational", "Objectifs opérationnels"),
    ("expected_results", "Résultats attendus"),
    ("description", "Description"),
    ("context", "Motivation et contexte"),
    ("follow_up", "Suivi"),
)


@dataclass(frozen=True, slots=True)
class Found:
    """A value of the record; `sheet` is the key of its action sheet, empty outside the sheets."""

    where: str
    text: str
    evidence: tuple[EvidenceOut, ...]
    sheet: str = ""


def search(contract: ContractDetailOut, cards: Sequence[ActionCard], words: str) -> tuple[Found, ...]:
    """The values that hold every word, in the order of the record; none where no word is given."""
    wanted = fold(words).split()
    if not wanted:
        return ()
    return tuple(
        one for one in _values(contract, cards) if all(word in fold(f"{one.where} {one.text}") for word in wanted)
    )


def _values(contract: ContractDetailOut, cards: Sequence[ActionCard]) -> Iterator[Found]:
    yield from _parties(contract)
    yield from _perimeter(contract)
    for axis in contract.axes:
        yield Found(f"Axe {axis.number}" if axis.number else "Axe", axis.title, tuple(axis.evidence))
    for card in cards:
        yield from _sheet(card)
    for body in contract.governance:
        yield from _each(f"Gouvernance › {body.name}", (*body.frequency, *body.sentences))
    for promise in contract.commitments:
        yield Found(f"Engagements › {promise.party}", promise.text, tuple(promise.evidence))
    for field, name in _RULES:
        yield from _each(name, getattr(contract, field))
    for figure in contract.figures:
        told = f"{figure.indicator}{f', {figure.territory}' if figure.territory else ''}"
        value = figure.shown or f"{figure.value:g} {figure.unit}".strip()
        yield Found("Chiffres du diagnostic", f"{told} : {value}", tuple(figure.evidence))


def _parties(contract: ContractDetailOut) -> Iterator[Found]:
    groups = (
        ("Signataires", contract.signatories),
        ("Partenaires associés", contract.associated),
        ("Organismes consultés", contract.consulted),
    )
    for where, parties in groups:
        for party in parties:
            person = [one.value for one in (party.representative, party.office) if one]
            yield Found(where, ", ".join((party.name, *person)), tuple(party.evidence))


def _perimeter(contract: ContractDetailOut) -> Iterator[Found]:
    for epci in contract.perimeter.epci:
        yield Found("Périmètre", epci.name, tuple(epci.evidence))
        yield from _each(f"Périmètre › {epci.acronym or epci.name}", epci.communes)
    yield from _each("Périmètre", contract.perimeter.communes)


def _sheet(card: ActionCard) -> Iterator[Found]:
    action: ActionOut = card.action
    name = f"Fiche {action.number}" if action.number else "Action"
    yield Found(name, action.title or "Sans titre", tuple(action.evidence), card.key)
    for field, label in _FIELDS:
        yield from _each(f"{name} › {label}", getattr(action, field), card.key)
    for line in card.money:
        yield Found(f"{name} › Financement", ", ".join((line.shown, *line.details)), line.evidence, card.key)
    for indicator in action.indicators:
        yield Found(f"{name} › Indicateurs", indicator.name, tuple(indicator.evidence), card.key)
    for link in action.policy:
        yield Found(f"{name} › {link.label}", link.value, tuple(link.evidence), card.key)


def _each(where: str, values: Sequence[ValueOut], sheet: str = "") -> Iterator[Found]:
    for one in values:
        yield Found(where, one.value, tuple(one.evidence), sheet)
