"""The communes that a contract lists, and which of them a question names. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.library import UnderstoodContract
from ingest.facts.records import Epci, Said
from ingest.naming import fold


def listed_communes(contract: UnderstoodContract) -> Iterator[tuple[Epci | None, Said]]:
    """Each commune of a contract with the grouping in whose list it stands, None where in no grouping's."""
    for epci in contract.record.perimeter.epci:
        for name in epci.communes:
            yield epci, name
    for name in contract.record.perimeter.communes:
        yield None, name


def is_named(name: str, folded: str) -> bool:
    """Whether a folded question holds a name, hyphens or not."""
    bare = re.sub(r"[-' ]+", " ", fold(name))
    question = re.sub(r"[-' ]+", " ", folded)
    # A name that is a common word ("Nance" is none, "Rye" is short) must stand as a word of its own.
    return len(bare) >= 3 and re.search(rf"\b{re.escape(bare)}\b", question) is not None


def without_territory(folded: str, contract: UnderstoodContract) -> str:
    """A folded question without the name of a territory of several parts: "Sel et Monts d'Ys" names no "Monts d'Ys"."""
    name = re.sub(r"[-' ]+", " ", fold(contract.territory))
    question = re.sub(r"[-' ]+", " ", folded)
    return re.sub(rf"\b{re.escape(name)}\b", " ", question) if " et " in name else folded


def short_name(name: str) -> str:
    """The name of a grouping without what it is: "Monts d'Ys" of "Communauté de communes des Monts d'Ys Agglo"."""
    return re.sub(
        r"(?i)^(?:communaut[ée] (?:de communes|d[’']agglom[ée]ration|urbaine)|m[ée]tropole) "
        r"(?:du |de la |de l[’']|des |de |d[’'])?",
        "",
        re.sub(r"(?i)(?<=\w) (?:communaut[ée]|agglom[ée]ration|agglo|m[ée]tropole|intercom\w*)$", "", name),
    )


def without_its_name(folded: str, contract: UnderstoodContract, commune: str) -> str:
    """A folded question without the contract's territory, nor the commune where it only says which contract.

    "Combien de communes au Plateau de Vaux", "Sel est-elle dans le CLS de Vaux ?" ask nothing of Vaux.
    """
    question = re.sub(r"[-' ]+", " ", folded)
    place, name = (re.sub(r"[-' ]+", " ", fold(text)) for text in (contract.territory, commune))
    if place != name:
        question = re.sub(rf"\b{re.escape(place)}\b", " ", question)
    for epci in contract.record.perimeter.epci:
        # "Les Monts d'Ys" is a grouping, and not the commune of Ys in it.
        grouping = re.sub(r"[-' ]+", " ", fold(epci.name))
        short = re.sub(r"[-' ]+", " ", fold(short_name(epci.name)))
        for whole in (grouping, short):
            if whole != name and re.search(rf"\b{re.escape(name)}\b", whole):
                question = re.sub(rf"\b{re.escape(whole)}\b", " ", question)
    which = r"(?:cls|contrat(?: local de sante)?)(?: 20\d\d(?: ?20\d\d)?)? (?:de la |de l |de |du |des |d )"
    return re.sub(rf"\b{which}{re.escape(name)}\b", " ", question)
