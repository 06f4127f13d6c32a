"""The organisations that the page of commitments offers: those that the words name, by kind, never all. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from api import labels
from api.obligations import ROLES, ContractDutiesOut
from assistant.organisations import Organisation, Role
from ingest.naming import fold

MOST_LISTED = 90
MOST_NAMED = 2  # contracts named beside an organisation
MOST_SUGGESTED = 150  # names that the search box suggests


@dataclass(frozen=True, slots=True)
class Listed:
    """An organisation of the list; `summary` says its roles, `where` in which contracts."""

    id: str
    name: str
    acronym: str
    summary: str
    where: str


def named_by(organisations: Iterable[Organisation], words: str) -> list[Organisation]:
    """The organisations of which some spelling has each of the words."""
    asked = fold(words).split()
    return [one for one in organisations if all(any(word in name for name in _names(one)) for word in asked)]


def called(organisations: Iterable[Organisation], words: str) -> Organisation | None:
    """The one organisation of exactly that name or spelling, None for none or several."""
    found = [one for one in organisations if fold(words) in _names(one)]
    return found[0] if len(found) == 1 else None


def grouped(organisations: Sequence[Organisation], names: Mapping[str, str]) -> dict[str, list[Listed]]:
    """Kind → the organisations with most roles, by name: parties, then others, groups, functions.

    `names` are those of the contracts by id: where they are several, each organisation says in which it has a role.
    """
    most = sorted(organisations, key=lambda one: -len(one.roles))[:MOST_LISTED]
    kept = {one.id for one in most}
    found: dict[str, list[Listed]] = {kind: [] for kind in labels.KINDS_OF_ORGANISATION}
    for one in organisations:
        if one.id in kept:
            found[_kind(one)].append(Listed(one.id, one.name, one.acronym, _summary(one), _where(one, names)))
    return {kind: listed for kind, listed in found.items() if listed}


def suggested(organisations: Sequence[Organisation]) -> list[str]:
    """The names for the search box: of the organisations with most roles, each once."""
    most = sorted(organisations, key=lambda one: -len(one.roles))[:MOST_SUGGESTED]
    return sorted(dict.fromkeys(one.name for one in most), key=fold)


def tally(duties: ContractDutiesOut) -> dict[str, int]:
    """Role → in how many sheets it has it by name, the heaviest first."""
    counts = Counter(
        role for sheet in duties.sheets for role in {one.role for one in sheet.roles if not one.collective}
    )
    return {role: counts[role] for role in ROLES if role in counts}


def own_sheets(duties: ContractDutiesOut) -> int:
    """How many sheets give it a role by name, not only with all signatories."""
    return sum(any(not role.collective for role in sheet.roles) for sheet in duties.sheets)


def _kind(organisation: Organisation) -> str:
    is_party = any(role.role in {Role.SIGNATORY, Role.ASSOCIATED} for role in organisation.roles)
    return "party" if is_party and organisation.kind == "organisation" else organisation.kind


def _names(organisation: Organisation) -> set[str]:
    return {fold(text) for text in (organisation.name, organisation.acronym, *organisation.spellings) if text}


def _where(organisation: Organisation, names: Mapping[str, str]) -> str:
    found = [names[one] for one in organisation.contracts if one in names] if len(names) > 1 else []
    more = len(found) - MOST_NAMED
    return ", ".join(found[:MOST_NAMED]) + (f" et {more} autre{'s' if more > 1 else ''}" if more > 0 else "")


def _summary(organisation: Organisation) -> str:
    counts = Counter(role.role.value for role in organisation.roles)
    words = {**labels.STANDINGS, **labels.SHEET_ROLES, "commitment": "engagé par un article"}
    told = [f"{words[role]}{f' ({number})' if number > 1 else ''}" for role, number in counts.items()]
    return ", ".join(told)
