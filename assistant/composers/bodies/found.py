"""The organisations that a question names, as the contracts know them: found, absent, unsure. Pure functions."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant import lexicon
from assistant.abbreviations import SMALL_WORDS, abbreviates, is_acronym
from assistant.composers.asked import Asked
from assistant.composers.bodies.naming import (
    Mention,
    Token,
    is_word,
    kind_and_place,
    mentions,
    reach_of,
    said_together,
    same_place,
    tokens,
    words_of,
)
from assistant.library import Library, UnderstoodContract
from assistant.organisation_names import Reach, places
from assistant.organisations import Organisation
from ingest.facts.folding import folded
from ingest.facts.records import Evidence, Party, PartyRole, Said
from ingest.naming import fold

_HOSPITALS = frozenset({"ch", "chs", "chu"})
# An unknown acronym that begins so may be a party of that kind under another name.
_OPENINGS = {"CH": "ch", "CC": "cc", "CA": "ca", "CU": "cu", "PETR": "petr", "CPTS": "cpts"}
# So many first words of a longer name may stand for it.
BEGUN = 2
# A list is quoted from its heading on where that stands no further than this before a party.
HEADED_CHARACTERS = 700
# What opens a list of parties farther above, on a line of its own.
HEADING_CHARACTERS = 160
_OPENS_PARTIES = re.compile(r"\bsignataires?\b|\bsoussign|\bparties\b|\bsigne par\b|^ *entre\b|\bd'une part\b|fait a")
_RANK = {PartyRole.SIGNATORY: 0, PartyRole.ASSOCIATED: 1, PartyRole.CONSULTED: 2}
# A territory named behind these is the contract's, no organisation: "le CLS du Pays X", "dans le Pays X".
_CONTRACT = re.compile(
    r"\b(?:cls|contrats?|sante|signataires?|partenaires?|parties|fiches?|actions?|territoires?|habitants|communes|dans"
    r"|sur|pour|20\d\d)(?: (?:du|de la|des|de|le|la|les|d|l|dernier|nouveau|actuel|premier))*['’]? ?$"
)
_SUBJECT = re.compile(
    r"(?:^|\b(?:[Ee]st[- ]ce que|que) |\bqu[’'])(?:[Ll][’']|[Ll]a |[Ll]e |[Ll]es )?"
    r"(?P<name>[A-ZÀ-Ý][\w’'-]+(?: (?:(?:de|du|des|la|le|les|et|sans|pour) |d[’']|l[’'])*[A-ZÀ-Ý][\w’'-]*){0,4})"
    r" (?:a|est|fait|figure|ont|sont|avait|était)\b"
)
# Words that mean the parties as such.
_PARTIES = frozenset(
    "partenaire signataire beneficiaire operateur partie acteur structure organisme institution membre porteur pilote "
    "financeur referent collectivite association".split()
)


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation of the question as one contract knows it; `party` where it is one."""

    organisation: Organisation
    contract: UnderstoodContract
    party: Party | None

    @property
    def name(self) -> str:
        """Its name: the party's, else as the documents write it best."""
        return self.party.name if self.party else self.organisation.name

    @property
    def evidence(self) -> frozenset[Evidence]:
        """All words of the contract that give it a role."""
        contract = self.contract.ref.id
        return frozenset(e for role in self.organisation.roles if role.contract == contract for e in role.evidence)


@dataclass(frozen=True, slots=True)
class Found:
    """What a contract holds of the organisations of a question; `unsure`: one of them may or may not be there."""

    bodies: tuple[Body, ...] = ()
    absent: tuple[str, ...] = ()
    unsure: bool = False
    typed: tuple[str, ...] = ()  # the organisations of a known kind as the question writes them
    epcis: tuple[str, ...] = ()  # those of `absent` that the perimeter holds


def found_in(asked: Asked, contract: UnderstoodContract) -> Found:
    """What this contract holds of the organisations that the question names."""
    text = asked.query.text
    ours = organisations(asked.library, contract)
    spelled = [organisation for organisation in ours if _is_spelled(organisation, text)]
    named = [m for m in _named(asked, contract, ours) if m.place or not _is_end_of(m, spelled)]
    said = [token for token in tokens(text) if not any(m.start <= token.start < m.end for m in named)]
    by_name = [organisation for organisation in ours if is_named(organisation, said)]
    by_name += [one for one in spelled if one not in by_name and _ends_with_kind(one)]
    epcis = tuple(_epcis(contract, said))
    # "Je suis vice-président d'X : notre agglo a-t-elle signé ?" asks about X.
    if by_name or epcis or not all(mention.owned for mention in named):
        named = [mention for mention in named if mention.place or not mention.owned]
    found: list[Organisation] = []
    absent: list[str] = []
    unsure = False
    for mention in named:
        held, doubt = held_by(mention, ours, contract)
        found += held
        unsure |= doubt
        if not held and not doubt and not _is_generic(mention):
            absent.append(mention.shown)
    by_name = by_name or ([] if named else _begun(ours, said))
    found += [organisation for organisation in by_name if organisation not in found]
    absent += epcis
    # A party that the question writes whole is no other, whatever its kind.
    parties = [one for one in spelled if party_of(one, contract)] if not found else []
    if parties and all(any(fold(name) in fold(one.name) for one in parties) for name in absent):
        found, absent = parties, []
    if not found and not absent and not unsure:
        unknown = _unknown(text, said, contract)
        unsure = any(may_be_party(name, contract) for name in unknown)
        absent += () if unsure else unknown
    whole = tuple(Body(o, contract, party_of(o, contract)) for o in dict.fromkeys(found))
    return Found(whole, tuple(dict.fromkeys(absent)), unsure, tuple(m.shown for m in named), epcis)


def _is_spelled(organisation: Organisation, text: str) -> bool:
    """Whether a text writes a name of several words whole: "Val d'Or Métropole"."""
    words, said = words_of(organisation.name), [token.norm for token in tokens(text)]
    kept = [word for word in said if word not in SMALL_WORDS]
    size = len(words)
    return size > 1 and any(tuple(kept[i : i + size]) == words for i in range(len(kept) - size + 1))


def _ends_with_kind(organisation: Organisation) -> bool:
    """Whether a name has its kind behind its place."""
    words = words_of(organisation.name)
    return any(len(m.kinds) and not m.place for m in mentions(words[-1]))


def _is_end_of(mention: Mention, spelled: Sequence[Organisation]) -> bool:
    """Whether what seems an organisation of its own only ends the name of one that is written whole."""
    return any(words_of(one.name)[-1:] == words_of(mention.shown)[-1:] and _ends_with_kind(one) for one in spelled)


def organisations(library: Library, contract: UnderstoodContract) -> tuple[Organisation, ...]:
    """The organisations to which a contract gives a role."""
    return _by_contract(_Held(library)).get(contract.ref.id, ())


def is_said(body: Body, said: Said) -> bool:
    """Whether a value of the contract's record stands for the organisation."""
    return any(evidence in body.evidence for evidence in said.evidence)


def is_in(text: str, body: Body) -> bool:
    """Whether a text of its contract names an organisation."""
    ours = (body.organisation,)
    named = mentions(text, _place_words(body.contract, ours))
    for mention in named:
        if held_by(mention, ours, body.contract)[0]:
            # A bare name may be another's of the same kind.
            own = _places(body.organisation, mention.kinds, body.contract) or ()
            return bool(mention.place) or () in own or body.party is not None
    return is_named(body.organisation, tokens(text))


def with_heading(contract: UnderstoodContract, evidence: Evidence) -> tuple[Evidence, ...]:
    """A party's words and the heading that says what their list is of, in one piece where they stand near."""
    document = next((d for d in contract.documents if d.id == evidence.document_id), None)
    if document is None:
        return (evidence,)
    place = (evidence.page, evidence.start)
    starts = [s.start for s in document.sections if s.start <= place < s.end and s.start[0] == evidence.page]
    start = max(starts, default=place)[1]
    text = next((page.text for page in document.pages if page.number == evidence.page), "")
    if evidence.end - start <= HEADED_CHARACTERS:
        return (Evidence(evidence.document_id, evidence.page, start, evidence.end, text[start : evidence.end]),)
    if _OPENS_PARTIES.search(fold(evidence.quote)):
        return (evidence,)
    lines = [m for m in re.finditer(r"[^\n]+", text[: evidence.start]) if _OPENS_PARTIES.search(fold(m.group()))]
    heading = next((m for m in reversed(lines) if len(m.group()) <= HEADING_CHARACTERS), None)
    if heading is None:
        return (evidence,)
    return (Evidence(evidence.document_id, evidence.page, *heading.span(), heading.group()), evidence)


def party_of(organisation: Organisation, contract: UnderstoodContract) -> Party | None:
    """The party that an organisation is in a contract, by its best role."""
    own = {e for role in organisation.roles if role.contract == contract.ref.id for e in role.evidence}
    parties = [p for p in contract.record.parties if own & set(p.evidence)] or _called(organisation.name, contract)
    return min(parties, key=lambda party: _RANK[party.role], default=None)


def _begun(ours: Sequence[Organisation], said: Sequence[Token]) -> list[Organisation]:
    """The one organisation of no known kind that a text calls by its first words: "l'agence de l'eau est-elle…"."""
    found = []
    for organisation in ours:
        words = words_of(organisation.name)
        if organisation.kind != "organisation" or len(words) <= BEGUN or kind_and_place(organisation.name)[0]:
            continue
        where = said_together(words[:BEGUN], said)
        after = next((t for t in said if where and t.start > where[1] and t.bare not in SMALL_WORDS), None)
        # "L'agence de l'eau Z" is that of Z.
        if where and (after is None or (after.raw.islower() and is_word(after.bare))):
            found.append(organisation)
    return found if len(found) == 1 else []


def _called(name: str, contract: UnderstoodContract) -> list[Party]:
    """The one party whose name begins with all words of a shorter one: "l'Agence de l'eau" is "… Rhin-Meuse"."""
    words = words_of(name)
    found = [p for p in contract.record.parties if words_of(p.name)[: len(words)] == words]
    return found if len(words) > 1 and len(found) == 1 and not kind_and_place(name)[0] else []


def held_by(
    mention: Mention, ours: Sequence[Organisation], contract: UnderstoodContract
) -> tuple[list[Organisation], bool]:
    """The organisations that a mention may mean, and whether there is doubt about one when there are none."""
    kinds = mention.kinds | (_HOSPITALS if mention.place and mention.kinds & _HOSPITALS else frozenset())
    # "Les associations", "un collège": all of a kind are a group, told by its words.
    placed = ((o, _places(o, kinds, contract)) for o in ours if o.kind == "organisation")
    same = [(organisation, at) for organisation, at in placed if at is not None]
    if not mention.place:
        # A bare name is that of the one so called, or of a party: "FREDON" is not "FREDON Y" beside it.
        bare = [o for o, at in same if () in at or party_of(o, contract)]
        return bare or [organisation for organisation, _ in same], False
    exact = [o for o, at in same if any(set(place) == set(mention.place) for place in at)]
    verdicts = {o: _is_of(mention, at, contract) for o, at in same}
    held = exact or [organisation for organisation, verdict in verdicts.items() if verdict]
    return held, not held and None in verdicts.values()


def is_named(organisation: Organisation, said: Sequence[Token]) -> bool:
    """Whether a text names an organisation of no known kind, or a group, by its words or its acronym."""
    if organisation.kind == "function":
        return False
    is_group = organisation.kind == "group"
    for spelling in dict.fromkeys((organisation.name, *organisation.spellings)):
        kind, _ = kind_and_place(spelling)
        words = words_of(spelling)
        if not words or (kind and not is_group) or (words[0] in _PARTIES and len(words) == 1):
            continue
        if is_acronym(spelling) and len(words) == 1:
            if _has_acronym(spelling, said):
                return True
        elif (len(words) > 1 or is_group or not is_word(words[0])) and said_together(words, said):
            return True
    return bool(organisation.acronym) and not is_group and _has_acronym(organisation.acronym, said)


def may_be_party(name: str, contract: UnderstoodContract) -> bool:
    """Whether an unknown name may be another name of a party: then "no" would say too much."""
    if kind_and_place(name)[0]:
        return False  # its kind and its place have told
    telling = {word for word in words_of(name) if len(word) > 3 and word not in places()}
    for party in contract.record.parties:
        if telling & set(words_of(party.name)) or abbreviates(name, party.name):
            return True
        kind, _ = kind_and_place(party.name)
        if any(name.upper().startswith(opening) and kind == of for opening, of in _OPENINGS.items()):
            return True
        people = fold(" ".join(said.value for said in party.representatives))
        if any(re.search(rf"\b{re.escape(word)}\b", people) for word in telling):
            return True
    return False


# --- what a contract knows ---


@dataclass(frozen=True, eq=False, slots=True)
class _Held:
    """A library told by its identity: comparing contracts would take longer than the question."""

    library: Library

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Held) and self.library is other.library

    def __hash__(self) -> int:
        return id(self.library)


@lru_cache(maxsize=4)
def _by_contract(held: _Held) -> Mapping[str, tuple[Organisation, ...]]:
    found: dict[str, list[Organisation]] = defaultdict(list)
    for organisation in held.library.organisations:
        for contract in organisation.contracts:
            found[contract].append(organisation)
    return {contract: tuple(known) for contract, known in found.items()}


def _place_words(contract: UnderstoodContract, ours: Sequence[Organisation]) -> frozenset[str]:
    """The words of places by which the contract tells its organisations."""
    names = [spelling for organisation in ours for spelling in (organisation.name, *organisation.spellings)]
    names += [office.value for party in contract.record.parties for office in party.offices]
    names += [epci.name for epci in contract.record.perimeter.epci]
    found = {word for name in names for kind, place in [kind_and_place(name)] if kind for word in place}
    return frozenset(found | set(words_of(contract.territory)))


@lru_cache(maxsize=4)
def _all_places(held: _Held) -> frozenset[str]:
    """The words of places by which any contract tells its organisations: a neighbour's are places too."""
    every = (_place_words(contract, organisations(held.library, contract)) for contract in held.library.contracts)
    return frozenset().union(*every)


def _places(
    organisation: Organisation, kinds: frozenset[str], contract: UnderstoodContract
) -> list[tuple[str, ...]] | None:
    """The places that stand behind the kind in an organisation's spellings; None where it is of another kind."""
    party = party_of(organisation, contract)
    names = [organisation.name, *organisation.spellings, *(o.value for o in (party.offices if party else ()))]
    read = [kind_and_place(name) for name in names]
    own = [place for kind, place in read[: 1 + len(organisation.spellings)] if kind in kinds]
    return [place for kind, place in read if kind in kinds] if own else None


def _is_of(mention: Mention, own: Sequence[tuple[str, ...]], contract: UnderstoodContract) -> bool | None:
    """Whether the place of a mention is an organisation's; None where that cannot be told."""
    verdicts = [same_place(mention.place, place) for place in own if place]
    if any(verdicts):
        return True
    territory = words_of(contract.territory)
    if set(mention.place) <= {*territory, "pay"}:
        return True
    if verdicts:
        return None if None in verdicts else False
    if mention.kinds == {"education"}:
        return True
    # The contract names it without its place: the place must be its territory's.
    around = [
        kind_and_place(name)[1] for p in contract.record.parties for name in (p.name, *(o.value for o in p.offices))
    ]
    return True if any(place and same_place(mention.place, place) for place in around) else None


def _named(asked: Asked, contract: UnderstoodContract, ours: Sequence[Organisation]) -> list[Mention]:
    text = asked.query.text
    whole = folded(text).text.replace("-", " ")
    masked = []
    for territory in {fold(c.territory).replace("-", " ") for c in asked.library.contracts if c in asked.contracts}:
        for match in re.finditer(rf"\b(?:pays (?:du |de la |des |de |d'|de l')?)?{re.escape(territory)}\b", whole):
            if _CONTRACT.search(whole[: match.start()]) and not _is_kind_before(whole[: match.start()]):
                masked.append(match.span())
    named = mentions(text, _place_words(contract, ours) | _all_places(_Held(asked.library)), masked)
    # "Le pays" alone is the country.
    return [m for m in named if m.place or fold(m.shown) not in {"pays", "communaute"}]


def _is_kind_before(before: str) -> bool:
    """Whether an organisation's kind stands right before a territory: "le PETR du Pays X", "la CC du Val X"."""
    tail = re.sub(r"(?: (?:du|de la|des|de|d|l|le|la|les)['’]?)+ ?$", "", before[-60:])
    named = mentions(tail)
    return bool(named) and named[-1].end >= len(folded(tail).text.rstrip())


def _is_generic(mention: Mention) -> bool:
    """Whether a mention means any organisation of its kind: "une association", "un collège"."""
    wide = {Reach.ESTABLISHMENT, Reach.MANY}
    return not mention.place and not mention.kinds & _HOSPITALS and any(reach_of(k) in wide for k in mention.kinds)


def _epcis(contract: UnderstoodContract, said: Sequence[Token]) -> Iterator[str]:
    """The groupings of communes of the perimeter that a text names by acronym or by a name of no known kind."""
    for epci in contract.record.perimeter.epci:
        kind, _ = kind_and_place(epci.name)
        if (epci.acronym and _has_acronym(epci.acronym, said)) or (
            not kind and len(words_of(epci.name)) > 1 and said_together(words_of(epci.name), said)
        ):
            yield epci.acronym or epci.name


def _has_acronym(acronym: str, said: Sequence[Token]) -> bool:
    bare = re.sub(r"[^a-z0-9]", "", fold(acronym))
    return len(bare) > 2 and any(t.bare == bare and (t.raw.isupper() or not is_word(bare)) for t in said)


def _unknown(text: str, said: Sequence[Token], contract: UnderstoodContract) -> list[str]:
    """Names that look like an organisation's and that the contract does not know."""
    known = lexicon.load().acronyms
    capitals = [t for t in said if t.raw.isupper() and len(t.raw) > 2 and t.bare.isalpha()]
    if len(capitals) > len(said) / 2:
        return []  # all of the question is in capitals
    found = [t.raw for t in capitals if t.bare not in known and t.norm not in words_of(contract.territory)]
    match = _SUBJECT.search(text)
    # Two words that no dictionary has may be a person's name.
    if not found and match and any(map(is_word, match["name"].split())) and not _is_question(match["name"]):
        found = [match["name"]]
    return found


def _is_question(name: str) -> bool:
    first = fold(name.split()[0])
    return first in lexicon.load().stopwords or first in lexicon.load().form or first in {"cls", "contrat", "fiche"}
