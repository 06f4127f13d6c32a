"""Whether communes belong to the same grouping: "Arvière et Brançon, même communauté de communes ?". Pure functions."""

from __future__ import annotations

from assistant.composers import french
from assistant.composers.asked import Asked
from assistant.composers.bodies.involvement import stands_in
from assistant.composers.forms import asks
from assistant.composers.places.communes import is_named, listed_communes
from assistant.composers.places.place_asked import places_asked
from assistant.composers.statement import Composed, Statement
from assistant.library import UnderstoodContract
from assistant.records import Status
from ingest.facts.records import Epci, Said
from ingest.naming import fold


def same_grouping(asked: Asked) -> Composed | None:
    """Yes or no, with the list of each commune; None where fewer than two communes of one contract are named."""
    if not asks("perimeter", "same_grouping", asked.folded):
        return None
    for contract in asked.contracts:
        named = [
            (epci, name) for epci, name in listed_communes(contract) if epci and is_named(name.value, asked.folded)
        ]
        # "Mont" is not asked about beside "Mont-sur-Rive".
        whole = [one for one in named if not any(_within(one[1], other[1]) for other in named)]
        if len({name.value for _, name in whole}) > 1:
            return Composed((_said(asked, contract, whole),), (contract.ref.id,))
        if len(whole) == 1 and (others := _unlisted(asked, contract)):
            return Composed((_half(asked, contract, whole[0], others),), (contract.ref.id,), Status.PARTIAL)
    return None


def _unlisted(asked: Asked, contract: UnderstoodContract) -> list[str]:
    """The places asked about that stand in no list of a contract, nor anywhere else in its documents."""
    listed = [name.value for _, name in listed_communes(contract)]
    others = [one for one in places_asked(asked) if not any(is_named(name, fold(one)) for name in listed)]
    return [one for one in others if not stands_in(contract, one, alone=True)]


def _half(asked: Asked, contract: UnderstoodContract, known: tuple[Epci, Said], others: list[str]) -> Statement:
    """The grouping of the one commune that is listed, and that the others are in no list."""
    epci, name = known
    verb = "ne figurent" if len(others) > 1 else "ne figure"
    text = f"Dans le CLS {contract.ref.label}, {name.value} fait partie {french.of(epci.name)}"
    text += f" ; {french.listed(others)} {verb} dans aucune des listes de communes que j'ai lues"
    evidence = dict.fromkeys((*name.evidence, *epci.evidence))
    return Statement(text, asked.prover.passages(evidence), names=(name.value, epci.name), context=" ".join(others))


def _within(name: Said, other: Said) -> bool:
    return name.value != other.value and is_named(name.value, other.value.casefold())


def _said(asked: Asked, contract: UnderstoodContract, named: list[tuple[Epci, Said]]) -> Statement:
    groupings = list(dict.fromkeys(epci.name for epci, _ in named))
    names = [name.value for _, name in named]
    if len(groupings) == 1:
        told = f"Oui : dans le CLS {contract.ref.label}, {french.listed(names)} font partie {french.of(groupings[0])}"
    else:
        each = [f"{name.value} fait partie {french.of(epci.name)}" for epci, name in named]
        told = f"Non : dans le CLS {contract.ref.label}, {french.listed(each)}"
    evidence = (*(e for _, name in named for e in name.evidence), *(e for epci, _ in named for e in epci.evidence))
    return Statement(told, asked.prover.passages(dict.fromkeys(evidence)), names=(*names, *groupings))
