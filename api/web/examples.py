"""Questions to try, by audience, made from what the indexed contracts say. Pure functions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.composers import french
from assistant.library import Library, UnderstoodContract
from assistant.organisations import Organisation
from ingest.facts.records import Action

_MOST = 3  # questions an audience
_LONGEST_TITLE = 70  # characters of a title that a question can hold and still be read at a glance
_GENERIC = (
    ("Élus", ("Qui a signé le contrat local de santé ?", "Jusqu'à quand court le contrat ?")),
    ("Partenaires", ("Quels sont les engagements des signataires ?",)),
    ("Agents", ("Combien de fiches actions compte le contrat ?", "Que dit l'article 1 du contrat ?")),
)


@dataclass(frozen=True, slots=True)
class Audience:
    """Who asks, and questions that the indexed documents answer."""

    name: str
    questions: tuple[str, ...]


def examples(library: Library) -> tuple[Audience, ...]:
    """Questions for each audience about the contract of which most is known; generic ones while nothing is."""
    contracts = sorted(library.contracts, key=_richness, reverse=True)
    if not contracts:
        return tuple(Audience(name, questions) for name, questions in _GENERIC)
    first = contracts[0]
    made = (
        ("Élus", _for_councillors(first)),
        ("Partenaires", _for_partners(first, _most_involved(library))),
        ("Agents", _for_officers(first, contracts)),
    )
    found = ((name, tuple(dict.fromkeys(questions))[:_MOST]) for name, questions in made)
    return tuple(Audience(name, questions) for name, questions in found if questions)


def _richness(contract: UnderstoodContract) -> tuple[int, bool, int]:
    record = contract.record
    return len(record.actions), contract.current, len(record.parties)


def _most_involved(library: Library) -> list[Organisation]:
    found = [one for one in library.organisations if one.kind == "organisation"]
    return sorted(found, key=lambda one: len(one.roles), reverse=True)


def _for_councillors(contract: UnderstoodContract) -> Iterator[str]:
    record, label = contract.record, contract.ref.label
    paid = next((action for action in record.actions if _has_amount(action) and _short_title(action)), None)
    if paid:
        yield f"Combien coûte « {_short_title(paid)} », et qui paie ?"
        yield f"Quel est le montant total du CLS {label} ?"
    if record.period or record.duration:
        yield f"Jusqu'à quand court le CLS {label} ?"
    if record.signatories:
        yield f"Qui a signé le CLS {label} ?"
    if record.perimeter.epci or record.perimeter.communes:
        yield f"Quelles communes couvre le CLS {label} ?"


def _for_partners(contract: UnderstoodContract, organisations: Sequence[Organisation]) -> Iterator[str]:
    record, label = contract.record, contract.ref.label
    names = [one.acronym for one in organisations if one.acronym and contract.ref.id in one.contracts]
    if names:
        yield f"À quoi s'engage {french.the(names[0])} dans le CLS {label} ?"
    if len(names) > 1:
        yield f"Quel est le rôle {french.of(names[1])} dans le CLS {label} ?"
    measured = next((action for action in record.actions if action.indicators and action.number), None)
    if measured:
        yield f"Quels indicateurs suivre pour la fiche action {measured.number} ?"
    if record.signatories:
        yield f"Qui a signé le CLS {label} ?"


def _for_officers(contract: UnderstoodContract, others: Sequence[UnderstoodContract]) -> Iterator[str]:
    record, label = contract.record, contract.ref.label
    sibling = next((one for one in others if one.territory == contract.territory and one is not contract), None)
    if sibling:
        older, newer = sorted((sibling, contract), key=lambda one: one.period)
        yield f"Qu'est-ce qui change entre le CLS {older.ref.label} et le CLS {newer.ref.label} ?"
    if record.actions:
        yield f"Quelles sont les fiches actions du CLS {label} et leur montant ?"
    if record.axes:
        yield f"Quels sont les axes du CLS {label} ?"
    if record.signed_on:
        yield f"Quand le CLS {label} a-t-il été signé ?"


def _has_amount(action: Action) -> bool:
    return any(line.amount is not None for line in action.funding)


def _short_title(action: Action) -> str:
    title = action.titles[0].value if action.titles else ""
    return title if len(title) <= _LONGEST_TITLE else ""
