"""The territories that figures are given for, and those that a question means. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from assistant.abbreviations import abbreviates
from assistant.composers import french
from assistant.composers.forms import asks
from assistant.library import UnderstoodContract
from assistant.searching.tokens import stem
from ingest.facts.figures.territories import key, kind_of
from ingest.facts.records import DiagnosisFigure
from ingest.naming import fold

# Words of a territory's name that do not tell it from another.
_GENERIC = frozenset(
    "pays petr cc ca cu epci communaute communes agglomeration agglo urbaine ville commune departement region "
    "territoire pnr parc naturel regional pole d de du des la le les l et en sur a au aux cls ch centre hospitalier "
    "hopital clinique chs chu site".split()
)
LONGEST_REGION = 5  # words
_EPCI = re.compile(r"(?:cc|ca|cu|com com|comcom|agglo|communaute (?:de communes|d agglomeration|urbaine)|metropole)\b")


class Kind(Enum):
    """What a territory is to a contract."""

    OWN = "own"
    EPCI = "epci"
    OTHER = "other"
    DEPARTMENT = "department"
    REGION = "region"
    COUNTRY = "country"


@dataclass(frozen=True, slots=True)
class Territory:
    """A territory under one of the names that the figures give it, empty where a sentence names none."""

    name: str
    kind: Kind
    aliases: tuple[str, ...] = ()


# How a question says a kind of territory without its name, in forms.toml.
_SAID = {Kind.COUNTRY: "country", Kind.REGION: "region", Kind.DEPARTMENT: "department"}
REFERENCES = (Kind.COUNTRY, Kind.REGION, Kind.DEPARTMENT)


def territories(contract: UnderstoodContract) -> tuple[Territory, ...]:
    """The territories for which a contract's documents give figures."""
    names = dict.fromkeys(figure.territory for figure in contract.record.figures)
    return tuple(_territory(name, contract) for name in names)


def _territory(name: str, contract: UnderstoodContract) -> Territory:
    own = _telling(contract.territory)
    if not name or (own and _telling(name) == own) or _is_short(name, contract.territory):
        return Territory(name, Kind.OWN)
    known = kind_of(name)
    if known == "level":
        kind = next((k for k in REFERENCES if asks("diagnosis", _SAID[k], fold(name))), Kind.OWN)
        return Territory(name, kind)
    if known:
        return Territory(name, {"country": Kind.COUNTRY, "department": Kind.DEPARTMENT}.get(known, Kind.REGION))
    for epci in contract.record.perimeter.epci:
        names = [epci.name, *([epci.acronym] if epci.acronym else [])]
        if any(_telling(name) == _telling(other) for other in names):
            return Territory(name, Kind.EPCI, tuple(names))
    return Territory(name, Kind.EPCI if _EPCI.match(key(name)) else Kind.OTHER)


def _is_short(name: str, territory: str) -> bool:
    """Whether a table calls a town by the beginning of its name: "Vaux" for "Vaux-sur-Orvelle"."""
    rest = key(territory).removeprefix(f"{key(name)} ")
    return rest != key(territory) and bool(re.match(r"(?:sur|en|les|sous|le|la|aux|l|d)\b", rest))


def _telling(name: str) -> frozenset[str]:
    """The stems that tell a territory from others; the whole name where there are none."""
    said = key(name).split()
    return frozenset(stem(word) for word in said if word not in _GENERIC) or frozenset(map(stem, said))


@dataclass(frozen=True, slots=True)
class Placed:
    """The territories that a question means, and the rest of its words."""

    meant: tuple[Territory, ...]
    rest: str
    elsewhere: bool = False  # wider territories are meant by no name: those that have a figure


def placed(folded: str, contract: UnderstoodContract, known: Sequence[Territory]) -> Placed:
    """The territories of a contract's figures that a folded question means: its own where it names no other."""
    own_said = asks("diagnosis", "own", folded)
    # What commas part is joined as by "et".
    rest = f" {re.sub('[^a-z0-9%]+', ' ', folded.replace(', ', ' et '))} "
    own = Territory(contract.territory, Kind.OWN)
    named = sorted((t for t in (own, *known) if t.name), key=lambda t: -max(len(_telling(n)) for n in _names(t)))
    found: dict[frozenset[str], list[Territory]] = {}
    for territory in named:
        for name in _names(territory):
            # The same name in two spellings is one territory.
            if _telling(name) in found and territory.kind is not Kind.OWN:
                found[_telling(name)].append(territory)
            shorter = _cut(rest, name)
            if shorter != rest:
                found.setdefault(_telling(name), []).append(territory)
                rest = shorter
    meant = [territory for those in found.values() for territory in those]
    for kind, form in _SAID.items():
        if asks("diagnosis", form, folded):
            of_kind = [t for t in known if t.kind is kind]
            meant += of_kind if of_kind else [Territory("", kind)]
    elsewhere = asks("diagnosis", "elsewhere", folded)
    if elsewhere:
        # "Plus qu'ailleurs ?": than in every wider territory for which there are figures.
        meant += [territory for territory in known if territory.kind in REFERENCES]
    against = asks("diagnosis", "against", folded) or elsewhere
    only_references = all(territory.kind in REFERENCES for territory in meant)
    if any(t.kind is Kind.OWN for t in meant) or (only_references and (own_said or against or not meant)):
        meant = [*(t for t in known if t.kind is Kind.OWN), *(t for t in meant if t.kind is not Kind.OWN)]
    return Placed(tuple(dict.fromkeys(meant)), rest, elsewhere)


def _names(territory: Territory) -> Iterable[str]:
    return (territory.name, *territory.aliases)


def _cut(rest: str, name: str) -> str:
    """The question's words without a name, as they are where the name does not stand in them."""
    telling = _telling(name)
    said = rest.split()
    held = [word for word in said if stem(word) in telling]
    if telling and {stem(word) for word in held} == telling:
        return f" {' '.join(word for word in said if word not in held)} "
    if len(telling) > 1:  # the question says "BFC"
        initials = [word for word in said if len(word) > 2 and abbreviates(word, name)]
        return f" {' '.join(word for word in said if word not in initials)} " if initials else rest
    if kind_of(name) == "region":  # the table says "BFC"
        for length in range(LONGEST_REGION, 1, -1):
            for i in range(len(said) - length + 1):
                words = " ".join(said[i : i + length])
                if kind_of(words) == "region" and abbreviates(name, words):
                    return f" {' '.join((*said[:i], *said[i + length :]))} "
    return rest


def of_territory(figures: Iterable[DiagnosisFigure], territory: Territory) -> list[DiagnosisFigure]:
    """The figures that bear a territory's name."""
    return [figure for figure in figures if figure.territory == territory.name]


def where(territory: Territory, *, short: bool = False) -> str:
    """A territory after a value: "en France", "dans la région (Bretagne)", "dans le Pays d'Ys"."""
    name = territory.name
    told = "" if short or not name or kind_of(name) == "level" else f" ({name})"
    match territory.kind:
        case Kind.COUNTRY:
            return "en France"
        case Kind.REGION:
            return f"dans la région{told}"
        case Kind.DEPARTMENT:
            return f"dans le département{told}"
        case Kind.OWN if not name or kind_of(name) == "level":
            return "sur le territoire"
    with_article = french.the(name)
    if with_article.startswith(("le ", "la ", "l'", "les ")):
        return f"dans {with_article}"
    return f"sur le territoire ({name})" if territory.kind is Kind.OWN else f"pour {name}"
