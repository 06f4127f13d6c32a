"""The organisations of all contracts: spellings of one brought together, two never taken for one. Pure functions.

Two names are one organisation only where type and place agree, or where the documents say so. A name without a place
("CPAM") is that of its contract with one; what cannot be told stays apart, by territory.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from itertools import chain, count

from assistant.abbreviations import definitions, is_acronym
from assistant.organisation_names import Name, Reach, departments, is_titled, key_of, named, place_names, places
from ingest.facts.records import ContractRecord, Evidence, PartyRole
from ingest.naming import fold, slug

_OFFICIAL = (Reach.REGION, Reach.DEPARTMENT, Reach.COLLECTIVITY)
_STATE, _PREFECTURE, _PREFECT = "État", "Préfecture", "Préfet"
# A place that many communes and hospitals share.
_SAINTS = ("saint", "sainte", "notredame", "louispasteur")


class Role(StrEnum):
    """How an organisation takes part in a contract or in one of its actions."""

    SIGNATORY = "signatory"
    ASSOCIATED = "associated"
    CONSULTED = "consulted"
    LEAD = "lead"
    PARTNER = "partner"
    PAYER = "payer"
    COFUNDER = "cofunder"
    FOLLOW_UP = "follow_up"
    COMMITMENT = "commitment"


@dataclass(frozen=True, slots=True)
class Telling:
    """What is known of one contract: its record, and the text of its documents, page by page."""

    contract: str  # its id
    territory: str
    record: ContractRecord
    texts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OrganisationRole:
    """A role as one contract gives it; `action` and `title` are empty where it is the contract's own."""

    contract: str
    role: Role
    name: str  # as written there
    evidence: tuple[Evidence, ...]
    action: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Organisation:
    """One organisation over all contracts; `kind`: organisation, group ("communes"), function ("animateur", "CLS")."""

    id: str
    name: str
    spellings: tuple[str, ...]
    acronym: str
    roles: tuple[OrganisationRole, ...]
    kind: str = "organisation"

    @property
    def contracts(self) -> tuple[str, ...]:
        """The ids of the contracts in which it has a role."""
        return tuple(dict.fromkeys(role.contract for role in self.roles))


@dataclass(frozen=True, slots=True)
class _Node:
    """What makes two names one: type, place or whole name, and the territory outside which it says nothing."""

    type: str
    key: str
    territory: str = ""


@dataclass(frozen=True, slots=True)
class _Mention:
    name: Name
    role: OrganisationRole


def organisations_of(tellings: Sequence[Telling]) -> tuple[Organisation, ...]:
    """The organisations that these contracts name, by name."""
    contexts = [_Context(telling) for telling in tellings]
    around: dict[str, list[_Context]] = defaultdict(list)
    for context in contexts:
        around[context.territory].append(context)
    gathered: dict[_Node, list[_Mention]] = defaultdict(list)
    for context in contexts:
        for mention in context.mentions:
            gathered[context.node(mention.name, around[context.territory])].append(mention)
    kept = {node: mentions for node, mentions in gathered.items() if _is_body(node, mentions)}
    named_bodies = [(_organisation(node, mentions), node) for node, mentions in kept.items()]
    return _numbered(sorted(named_bodies, key=lambda pair: (fold(pair[0].name), pair[1].territory)))


class _Context:
    """One contract: the names in it, and what they say together."""

    def __init__(self, telling: Telling) -> None:
        self._telling = telling
        self.territory = slug(telling.territory) or telling.contract
        self._roles = tuple(_roles(telling))

    @cached_property
    def mentions(self) -> tuple[_Mention, ...]:
        written = dict.fromkeys(role.name for role in self._roles if not is_titled(role.name))
        read = {name: named(name, self._aliases) for name in written}
        found = ((read.get(role.name), role) for role in self._roles)
        return tuple(_Mention(name, role) for name, role in found if name)

    def node(self, name: Name, around: Sequence[_Context]) -> _Node:
        """The organisation that a name of this contract means; `around`: the contracts of the same territory."""
        if name.kind != "organisation":
            return _Node(name.kind, name.key, "" if name.kind == "group" else self.territory)
        if name.type is None or name.type.reach is Reach.BEARER:
            near = {bearer for context in around for bearer in context._bearers.get(name.key, ())}
            bearers = self._bearers.get(name.key) or near
            if len(bearers) == 1:
                return next(iter(bearers))
        node = self._of_type(name, around) if name.type else self._of_no_type(name)
        return self._redirected.get(node, node)

    def places(self, kind: str) -> frozenset[str]:
        """The places that the contract names behind a type."""
        kinds = {_PREFECTURE, _PREFECT} if kind in {_PREFECTURE, _PREFECT} else {kind}
        return frozenset(name.place for name in self._names if name.type and name.type.name in kinds and name.place)

    @cached_property
    def _names(self) -> tuple[Name, ...]:
        epci = (named(one.name, self._aliases) for one in self._telling.record.perimeter.epci)
        return tuple(dict.fromkeys((*(mention.name for mention in self.mentions), *(name for name in epci if name))))

    @cached_property
    def _aliases(self) -> dict[str, str]:
        """Key of an acronym → its long form, where the documents give it one meaning."""
        meant: dict[str, dict[str, str]] = defaultdict(dict)
        for epci in self._telling.record.perimeter.epci:
            if epci.acronym:
                meant[key_of(epci.acronym)].setdefault(key_of(epci.name), epci.name)
        written = tuple(dict.fromkeys(role.name for role in self._roles))
        for text in (*self._telling.texts, *written):
            for short, long in definitions(text):
                meant[key_of(short)].setdefault(key_of(long), long)
        for name in map(named, written):
            if name and name.type is None and name.acronym and not is_acronym(name.shown):
                meant[key_of(name.acronym)].setdefault(name.key, name.shown)
        return {short: next(iter(long.values())) for short, long in meant.items() if len(long) == 1}

    @cached_property
    def _bearers(self) -> dict[str, set[_Node]]:
        """Key of a territory's name → the groupings of communes that it names: "Val d'Y" for "CC Val d'Y"."""
        found: dict[str, set[_Node]] = defaultdict(set)
        for name in self._names:
            if name.type and name.type.reach is Reach.BEARER and name.place and name.type.name != "Ville":
                found[name.place].add(self._placed(name))
        return found

    def _of_type(self, name: Name, around: Sequence[_Context]) -> _Node:
        assert name.type is not None
        kind, reach = name.type.name, name.type.reach
        if name.type.reach is Reach.SCHEME and key_of(self._telling.territory).endswith(name.place.removeprefix("pay")):
            return _Node(kind, "", self.territory)
        if name.place:
            return self._placed(name)
        if reach is Reach.NATION:
            return _Node(kind, "")
        if reach in {Reach.ESTABLISHMENT, Reach.MANY}:
            return _Node(kind, "", self.territory)
        known = self.places(kind)
        if not known and reach in _OFFICIAL:
            known = frozenset(place for context in around for place in context.places(kind))
        place = next(iter(known), "")
        if len(known) != 1 or not self._is_home(place):
            return _Node(kind, "", self.territory)
        placed = [n for c in (self, *around) for n in c._names if n.place == place and n.type]
        # Of "Département" it is the department's own name, and not that of the caisse of the same place.
        full = next((n for n in placed if n.type == name.type), next(iter(placed), name))
        return _Node(kind, place, "" if reach in _OFFICIAL and place in places().values() else self._scope(full))

    def _placed(self, name: Name) -> _Node:
        assert name.type is not None
        if name.type.reach in _OFFICIAL and name.place in places().values():
            return _Node(name.type.name, name.place)
        return _Node(name.type.name, name.place, self._scope(name))

    def _scope(self, name: Name) -> str:
        """Empty where some spelling of this contract shows a type and the name of a place behind it."""
        same = (n for n in self._names if n.type == name.type and n.place == name.place)
        known = any(n.toponymic for n in same) and not name.place.startswith(_SAINTS)
        return "" if known else self.territory

    def _of_no_type(self, name: Name) -> _Node:
        # "Service de X" is "Service de X du Gers" where the contract names no other.
        full = {
            other.key: other.proper
            for other in self._names
            if other.type is None and other.key.startswith(name.key) and other.key[len(name.key) :] in places()
        }
        key, proper = next(iter(full.items())) if len(full) == 1 else (name.key, name.proper)
        return _Node("", key, "" if proper else self.territory)

    def _is_home(self, place: str) -> bool:
        """Whether a region or a department may be the contract's: another than that of its parties is not."""
        if place not in places().values():
            return True
        same_level = {other for other in self._homes if (other in departments()) == (place in departments())}
        return not same_level or place in same_level

    @cached_property
    def _homes(self) -> frozenset[str]:
        parties = (
            named(text)
            for party in self._telling.record.parties
            for text in (party.name, *(office.value for office in party.offices))
        )
        return frozenset(name.place for name in parties if name and name.place in places().values())

    @cached_property
    def _redirected(self) -> dict[_Node, _Node]:
        """The State and its prefect, where a party says who represents the State."""
        prefects: set[str] = set()
        for party in self._telling.record.parties:
            name = named(party.name)
            if name and name.type and name.type.name in {_STATE, _PREFECTURE, _PREFECT}:
                offices = (named(office.value) for office in party.offices)
                prefects |= {o.place for o in offices if o and o.type and o.type.name == _PREFECT}
        known = self.places(_PREFECTURE) | (prefects - {""})
        if not prefects or len(known) > 1:
            return {}
        place = next(iter(known), "")
        if place and place not in places().values():
            return {}
        scope = "" if place else self.territory
        target = _Node(_PREFECTURE, place, scope)
        bare = (_Node(_PREFECT, "", self.territory), _Node(_PREFECTURE, "", self.territory))
        return dict.fromkeys((_Node(_STATE, ""), _Node(_PREFECT, place, scope), *bare), target)


def _roles(telling: Telling) -> Iterator[OrganisationRole]:
    record, contract = telling.record, telling.contract
    party_roles = {
        PartyRole.SIGNATORY: Role.SIGNATORY,
        PartyRole.ASSOCIATED: Role.ASSOCIATED,
        PartyRole.CONSULTED: Role.CONSULTED,
    }
    for party in record.parties:
        yield OrganisationRole(contract, party_roles[party.role], party.name, party.evidence)
    for commitment in record.commitments:
        yield OrganisationRole(contract, Role.COMMITMENT, commitment.party, commitment.text.evidence)
    for line in record.funding:
        if line.payer:
            yield OrganisationRole(contract, Role.PAYER, line.payer, line.evidence)
        for said in line.cofunders:
            yield OrganisationRole(contract, Role.COFUNDER, said.value, said.evidence)
    for action in record.actions:
        title = action.titles[0].value if action.titles else ""
        told = [
            *((Role.LEAD, said.value, said.evidence) for said in action.leads),
            *((Role.PARTNER, said.value, said.evidence) for said in (*action.partners, *action.partners_in_text)),
            *((Role.PAYER, line.payer, line.evidence) for line in action.funding if line.payer),
            *((Role.COFUNDER, s.value, s.evidence) for line in action.funding for s in line.cofunders),
            *((Role.FOLLOW_UP, said.value, said.evidence) for said in action.follow_up),
            *((Role.FOLLOW_UP, s.value, s.evidence) for one in action.indicators for s in one.follow_up),
        ]
        for role, name, evidence in told:
            yield OrganisationRole(contract, role, name, evidence, action.number, title)


def _is_body(node: _Node, mentions: Sequence[_Mention]) -> bool:
    """Whether it is an organisation: who is only named for the follow-up may be a person."""
    if node.type:
        return True
    if any(mention.role.role is not Role.FOLLOW_UP for mention in mentions):
        return True
    return any(mention.name.acronym for mention in mentions)


def _organisation(node: _Node, mentions: Sequence[_Mention]) -> Organisation:
    spellings = Counter(_capital(mention.name.shown) for mention in mentions)
    best = max(mentions, key=lambda mention: (*_telling_score(mention, node), spellings[_capital(mention.name.shown)]))
    return Organisation(
        id="",
        name=_capital(best.name.long or best.name.shown),
        spellings=tuple(spelling for spelling, _ in spellings.most_common()),
        acronym=_acronym(mention.name for mention in mentions),
        roles=_gathered(mention.role for mention in mentions),
        kind="function" if best.name.type and best.name.type.reach is Reach.SCHEME else best.name.kind,
    )


def _acronym(names: Iterable[Name]) -> str:
    """The acronym written most often, one of its own before that of its type."""
    names = tuple(names)
    typical = [n.type.name for n in names if n.type and is_acronym(n.type.name) and n.type.reach is not Reach.BEARER]
    written = Counter(n.acronym for n in names if n.acronym)
    of_type = {n.acronym for n in names if n.type and key_of(n.acronym) in n.type.forms}
    own = [acronym for acronym, _ in written.most_common() if acronym not in of_type]
    return next(iter([*own, *(a for a, _ in written.most_common() if typical), *typical]), "")


def _telling_score(mention: _Mention, node: _Node) -> tuple[bool, bool, bool, bool, int]:
    """How much a spelling tells: with its place, written out, not in capitals, by the contract itself."""
    name = mention.name
    is_party = mention.role.role in {Role.SIGNATORY, Role.ASSOCIATED}
    is_short = is_acronym(name.shown.partition(" ")[0])
    return bool(name.place) or name.key == node.key, not is_short, not name.shown.isupper(), is_party, -len(name.shown)


def _gathered(roles: Iterable[OrganisationRole]) -> tuple[OrganisationRole, ...]:
    """One role a contract and action, with the evidence of all."""
    kept: dict[tuple[str, Role, str, str], OrganisationRole] = {}
    for role in roles:
        key = (role.contract, role.role, role.action, role.title)
        known = kept.get(key)
        kept[key] = replace(known, evidence=tuple(dict.fromkeys((*known.evidence, *role.evidence)))) if known else role
    return tuple(kept.values())


def _numbered(found: Iterable[tuple[Organisation, _Node]]) -> tuple[Organisation, ...]:
    """The organisations with their ids: the name, with the territory where the name is not enough."""
    taken: set[str] = set()
    done = []
    for organisation, node in found:
        base = slug(organisation.name) or "organisation"
        if node.type and node.key not in key_of(organisation.name) and organisation.kind == "organisation":
            base = f"{base}-{slug(place_names().get(node.key, node.key))}".strip("-")
        local = f"{base}-{node.territory}" if node.territory else base
        tried = chain((local,), (f"{local}-{n}" for n in count(2)))
        made = next(one for one in tried if one not in taken)
        taken.add(made)
        done.append(replace(organisation, id=made))
    return tuple(done)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
