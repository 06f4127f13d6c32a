"""Answers about who signs: the list, whether X is a party and of which contracts. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.composers import french
from assistant.composers.asked import Asked
from assistant.composers.bodies.found import Body, found_in, may_be_party, with_heading
from assistant.composers.bodies.involvement import parts_of
from assistant.composers.bodies.naming import kind_and_place
from assistant.composers.bodies.own_territory import beside_its_contract
from assistant.composers.bodies.representatives import asks_person, doubt, of_body, represented, with_people
from assistant.composers.bodies.same_party import again
from assistant.composers.bodies.standings import ROLES, Standing, evidence_of, role_name, same, statuses
from assistant.composers.bodies.wording import article, is_plural, pronoun, the
from assistant.composers.forms import asks
from assistant.composers.side_by_side.which import ask_which
from assistant.composers.statement import Composed, Computation, Statement
from assistant.library import UnderstoodContract
from assistant.records import Status
from assistant.verify import Proof
from ingest.facts.folding import folded
from ingest.facts.records import PartyRole
from ingest.naming import fold

# The parties of more contracts than these are no answer.
MOST_CONTRACTS = 6
# Intents whose answer lies elsewhere, even where the question says "signataire".
_ELSEWHERE = frozenset(
    {"communication", "commitments", "money", "signed_on", "lead", "termination", "dispute", "revision"}
)
# Whoever is not in the contract under these kinds may be of its territory: that is the perimeter's matter.
_IN = re.compile(r"\b(?:fait|font)\b|\bdans l[ea']|\bdans (?:ce|notre|votre)\b|\bdeja\b|\brejoint|\bs'est\b|\bquitte")
_GROUPINGS = frozenset({"cc", "ca", "cu", "metropole", "ville"})
_BEARERS = frozenset({"petr", "pnr", "pole", "syndicat"})


def parties(asked: Asked) -> Composed | None:
    """The answer about parties, None where the question is not about them or no record holds any."""
    if asked.query.sheets or asked.query.article or asked.intents & _ELSEWHERE:
        return None
    unsigned = asks("parties", "unsigned", asked.folded)
    if asks("sheet", "why", asked.folded) and not (asks("parties", "left", asked.folded) or unsigned):
        return None  # that it signs, or not, is no reason
    if asks("parties", "duty", asked.folded) and not re.search(r"\bsign(?:e|er|ent|ataire)", asked.folded):
        return None
    if "engag" in asked.folded and re.search(r"\b(?:fiches?|actions?)\b", asked.folded):
        return None  # of its part in sheets
    person, about = asks_person(asked), _is_about(asked)
    member = asks("parties", "member", asked.folded)
    if not (about or person or member) or asks("parties", "other_act", asked.folded):
        return None
    # What is asked last counts: "Suppose que X signe. Qui sont les signataires ?".
    last = re.split(r"[.!?:] +", asked.folded.rstrip(" .!?"))[-1]
    if about and not person and asks("parties", "all", last) and not asks("parties", "member", last):
        return _lists(asked)
    named = beside_its_contract(asked if about or person else _before(asked))
    standings = [Standing(contract, found_in(named, contract)) for contract in _contracts(asked)]
    if member and not (about or person) and not any(s.found.bodies or s.found.typed for s in standings):
        return None  # a name of no known kind is a place's as soon as an organisation's
    if person:
        return represented(asked, [(s.contract, s.found) for s in standings])
    known = [standing for standing in standings if standing.contract.record.signatories]
    if any(s.found.bodies or s.found.absent or s.found.unsure for s in standings):
        return _membership(asked, known)
    return _lists(asked) if about else None


def _is_about(asked: Asked) -> bool:
    """Whether the question speaks of signing or of the parties: "avec qui" alone may ask of a group's members."""
    if asks("parties", "status", asked.folded) or asks("parties", "partners", asked.folded):
        return True
    return bool(asked.intents & {"signatories", "associated"}) and asks("parties", "signs", asked.folded)


def _before(asked: Asked) -> Asked:
    """The question up to the words that ask who is in: what is in the contract stands before them."""
    whole = folded(asked.query.text)
    start = min((whole.span(match)[0] for match in _IN.finditer(whole.text)), default=len(asked.query.text))
    return replace(asked, query=replace(asked.query, text=asked.query.text[:start]))


def _contracts(asked: Asked) -> Sequence[UnderstoodContract]:
    """The contracts in scope; all of them, or of the territory, where the question asks which ones."""
    if not asks("parties", "which_contracts", asked.folded):
        return asked.contracts
    territories = {contract.territory for contract in asked.contracts}
    every = asked.library.contracts
    return [c for c in every if c.territory in territories] if asked.query.scope.territory_named else every


# --- lists ---


def _lists(asked: Asked) -> Composed | None:
    if asked.has_subject and not _only_form(asked):
        return None
    if len(asked.contracts) > MOST_CONTRACTS and not asked.query.scope.territory_named:
        known = [contract for contract in asked.contracts if contract.record.signatories]
        return ask_which(asked, known) if len(known) > 1 else None
    wants_associated = "associated" in asked.intents or asks("parties", "partners", asked.folded)
    both = "signataires" in asked.folded and not asks("parties", "not_signing", asked.folded)
    role = PartyRole.ASSOCIATED if wants_associated and not both else PartyRole.SIGNATORY
    said: list[Statement] = []
    spoken: list[str] = []
    for contract in asked.contracts:
        listed = [*_list(asked, contract, role)]
        if role is PartyRole.SIGNATORY and "associated" in asked.intents and listed:
            listed += _list(asked, contract, PartyRole.ASSOCIATED)
        if listed:
            said += listed
            spoken.append(contract.ref.id)
    if not said:
        return None
    silent = [contract.ref.label for contract in asked.contracts if contract.ref.id not in spoken]
    if silent and asked.query.scope.territory_named:
        labels = french.listed(silent)
        said.append(Statement(f"Les documents lus ne nomment pas les {ROLES[role][1]} pour : {labels}", context=labels))
        return Composed(tuple(said), tuple(spoken), Status.PARTIAL)
    return Composed(tuple(said), tuple(spoken))


def _only_form(asked: Asked) -> bool:
    """Whether what is left of the question only words it: "avec qui", "quelles structures se sont engagées"."""
    return asks("parties", "only_form", asked.folded)


def _list(asked: Asked, contract: UnderstoodContract, role: PartyRole) -> Iterator[Statement]:
    found = [party for party in contract.record.parties if party.role is role]
    if not found:
        return
    proofs = asked.prover.proofs(h for party in found for e in party.evidence[:1] for h in with_heading(contract, e))
    shown = french.count(len(found), *ROLES[role])
    yield Statement(f"Le CLS {contract.ref.label} a {shown} :", proofs, computed=_counted(len(found)))
    for party in found:
        own = asked.prover.proofs(party.evidence[:1])
        # The quote of the whole list, where it stands in one piece, proves each of its lines.
        shared = tuple(p for p in proofs if own and p.page == own[0].page and p.start <= own[0].start <= p.end)
        text, extra = with_people(asked, party)
        yield Statement(text, (shared or own) + extra, item=True, names=(party.name,))
    yield from doubt(asked, contract, found)


def _counted(number: int) -> tuple[Computation, ...]:
    return (Computation("count", (), number),)


# --- whether X is a party ---


def _membership(asked: Asked, standings: Sequence[Standing]) -> Composed | None:
    if not standings or any(s.found.unsure for s in standings if not s.found.bodies):
        return None
    known, told = standings, [s for s in standings if s.found.bodies]
    # Where no territory is named, the contracts that know the organisation answer.
    # "Les deux contrats" asks of each.
    every = asks("parties", "every", asked.folded)
    if told and not asked.query.scope.territory_named and not every:
        standings = told
    if asks("parties", "which_contracts", asked.folded):
        return _signed_and_not(asked, known, standings)
    if len(standings) > MOST_CONTRACTS:
        return None
    if asks("parties", "left", asked.folded) or asks("parties", "unsigned", asked.folded):
        signing = [standing for standing in standings if standing.signing]
        composed = _composed([_present(asked, standing) for standing in signing], signing)
        if composed and asks("sheet", "why", asked.folded):
            # Why it left has no answer: that it signs corrects the question.
            return replace(composed, status=Status.NOT_FOUND)
        return composed
    if asks("parties", "status", asked.folded) and len(standings) > 1:
        return _composed(statuses(asked, standings), standings)
    if asks("parties", "same", asked.folded) and len(standings) > 1 and all(len(s.signing) == 1 for s in standings):
        return _composed(same(asked, standings), standings)
    said: list[Statement] = []
    before: list[Body] = []
    if asks("parties", "of_all", asked.folded):
        # Of all? One that it has not signed settles it.
        standings = sorted(standings, key=lambda standing: bool(standing.signing))
    for standing in standings:
        answer = [_neither(asked, one) for one in _one(asked, standing, before)]
        if not answer:
            return None
        said += answer
        before += standing.signing
    composed = _composed(said, standings)
    unknown = [contract for contract in asked.contracts if not contract.record.signatories]
    if composed is None or not (every and unknown):
        return composed
    labels = french.listed([f"le CLS {contract.ref.label}" for contract in unknown])
    silent = Statement(f"Les documents lus ne nomment pas les signataires pour : {labels}", context=labels)
    return Composed((*composed.statements, silent), composed.contracts, Status.PARTIAL)


def _composed(said: Sequence[Statement], standings: Sequence[Standing]) -> Composed | None:
    return Composed(tuple(said), tuple(s.contract.ref.id for s in standings)) if said else None


def _signed_and_not(asked: Asked, known: Sequence[Standing], standings: Sequence[Standing]) -> Composed | None:
    """The contracts that an organisation signs, and those that it does not where the question asks for them too."""
    said = _which(asked, [s for s in standings if s.signing])
    if not said or not asks("parties", "and_not", asked.folded):
        return _composed(said, standings)
    for standing in known:
        # What else is told of a contract that it does not sign is more than was asked.
        for one in list(_one(asked, standing, ()))[:1] if not standing.signing else ():
            said.append(replace(one, text=french.capital(one.text.removeprefix("Non : "))))
    unknown = [contract for contract in _contracts(asked) if not contract.record.signatories]
    if not unknown:
        return _composed(said, known)
    labels = french.listed([f"le CLS {contract.ref.label}" for contract in unknown])
    silent = Statement(f"Les documents lus ne nomment pas les signataires pour : {labels}", context=labels)
    return Composed((*said, silent), tuple(s.contract.ref.id for s in known), Status.PARTIAL)


def _which(asked: Asked, signing: Sequence[Standing]) -> list[Statement]:
    """The contracts that an organisation signs: one and the same, or each territory's own."""
    if not signing:
        return []
    bodies = [standing.signing[0] for standing in signing]
    is_one = len({body.organisation.id for body in bodies}) == 1
    typed = next(iter(signing[0].found.typed), "")
    name = the(bodies[0].name) if is_one or not typed else article(asked.query.text, typed)
    verb = "sont signataires" if is_plural(bodies[0].name) else "est signataire"
    count = "un contrat" if len(signing) == 1 else french.count(len(signing), "contrat")
    proofs = [asked.prover.proofs(evidence_of([body])) for body in bodies]
    lead = Statement(f"{french.capital(name)} {verb} {french.of(count)} :", proofs[0], computed=_counted(len(signing)))
    items = [
        Statement(
            f"CLS {body.contract.ref.label}" + ("" if is_one else f" : {the(body.name)}"),
            own,
            item=True,
            names=(body.name,),
        )
        for body, own in zip(bodies, proofs, strict=True)
    ]
    return [lead, *items]


def _present(asked: Asked, standing: Standing) -> Statement:
    """That an organisation signs, whatever the question supposes."""
    names = french.listed([the(body.name) for body in standing.signing])
    verb = "figurent" if len(standing.signing) > 1 else "figure"
    many, proofs, counted = _signatories(asked, standing.contract)
    text = f"{french.capital(names)} {verb} parmi les {many} du CLS {standing.contract.ref.label}"
    if asks("sheet", "why", asked.folded):
        what = "aucun refus" if asks("parties", "unsigned", asked.folded) else "aucun retrait"
        text = f"Les documents lus ne parlent d'{what} : {text[:1].lower()}{text[1:]}"
    return Statement(text, proofs, names=tuple(b.name for b in standing.signing), computed=counted)


def _one(asked: Asked, standing: Standing, before: Sequence[Body]) -> Iterator[Statement]:
    label, signing = standing.contract.ref.label, standing.signing
    if signing:
        proofs = asked.prover.proofs(evidence_of(signing))
        names = french.listed([the(body.name) for body in signing])
        if before:
            subject, verb = again(signing[0], before) if len(signing) == 1 else (french.capital(names), "")
        else:
            # One authority that has the powers of two does not sign under the name of either.
            renamed = "collectivite" not in asked.folded and all(
                re.match(r"collectivite\b", fold(body.name)) for body in signing
            )
            verdict = "Non, pas sous ce nom" if renamed else "Oui"
            subject, verb = f"{verdict} : {names}", ""
        is_one = "sont {0}signataires" if len(signing) > 1 else "est {0}signataire"
        text = f"{subject} {is_one.format(verb)} du CLS {label}"
        yield Statement(text, proofs, names=tuple(b.name for b in signing))
        if re.search(r"\b[kq]ui\b", asked.folded):
            yield from (one for body in signing if _has_people(body) for one in of_body(asked, body)[0])
        return
    bodies, absent = standing.found.bodies, standing.found.absent
    if any(body.party is None and may_be_party(body.name, standing.contract) for body in bodies):
        return
    party = [body for body in bodies if body.party]
    if not party and _is_perimeters(asked, standing):
        return
    many, proofs, counted = _signatories(asked, standing.contract)
    for body in party or bodies[:2]:
        role = f", mais comme {role_name(body.party)}" if body.party else ""
        figures = "figurent" if is_plural(body.name) else "figure"
        text = f"Non : {article(asked.query.text, body.name)} ne {figures} pas parmi les {many} du CLS {label}{role}"
        own = asked.prover.proofs(body.party.evidence[:1]) if body.party else ()
        yield Statement(text, proofs + own, names=(body.name,) if body.party else (), computed=counted)
        yield from _parts(asked, body)
    if not bodies:
        for name in absent[:2]:
            figures = "figurent" if is_plural(name) else "figure"
            text = f"Non : {article(asked.query.text, name)} ne {figures} pas parmi les {many} du CLS {label}"
            yield Statement(text, proofs, computed=counted, context=name)
        yield from _bearer(asked, standing)
    yield from _other_generations(asked, standing)


def _neither(asked: Asked, said: Statement) -> Statement:
    """The denial of one of two standings, where the question asks which of them it is."""
    if not asks("parties", "which_standing", asked.folded) or not said.text.startswith("Non : "):
        return said
    return replace(said, text=french.capital(said.text.removeprefix("Non : ")))


def _has_people(body: Body) -> bool:
    return bool(body.party and body.party.representatives)


def _signatories(asked: Asked, contract: UnderstoodContract) -> tuple[str, tuple[Proof, ...], tuple[Computation, ...]]:
    """How many sign, with the proof and the count."""
    signatories = contract.record.signatories
    own = (e for party in signatories for e in party.evidence[:1])
    proofs = asked.prover.proofs(h for e in own for h in with_heading(contract, e))
    return french.count(len(signatories), "signataire"), proofs, _counted(len(signatories))


def _is_perimeters(asked: Asked, standing: Standing) -> bool:
    """Whether "fait partie du CLS" asks of a grouping or a commune whether the contract covers it."""
    if asked.intents & {"signatories", "associated"}:
        return False
    names = [*standing.found.absent, *(body.name for body in standing.found.bodies)]
    return bool(standing.found.epcis) or any(kind_and_place(name)[0] in _GROUPINGS for name in names)


def _parts(asked: Asked, body: Body) -> Iterator[Statement]:
    """The sheets in which an organisation that does not sign takes part."""
    shown, proofs, context = parts_of(asked, body)
    if shown:
        verb = "apparaissent" if is_plural(body.name) else "apparaît"
        yield Statement(f"{pronoun(body.name)} {verb} dans les fiches actions comme {shown}", proofs, context=context)


def _bearer(asked: Asked, standing: Standing) -> Iterator[Statement]:
    """The grouping that signs for the territory, where a part of it is asked about."""
    names = standing.found.absent
    if not standing.found.epcis and not any(kind_and_place(name)[0] in _GROUPINGS for name in names):
        return
    for party in standing.contract.record.signatories:
        if kind_and_place(party.name)[0] in _BEARERS:
            text = f"Parmi les signataires figure en revanche {the(party.name)}"
            yield Statement(text, asked.prover.proofs(party.evidence[:1]), names=(party.name,))
            return


def _other_generations(asked: Asked, standing: Standing) -> Iterator[Statement]:
    """The other contracts of the same territory that the organisation signs."""
    about = beside_its_contract(asked if _is_about(asked) else _before(asked))
    for other in asked.library.contracts:
        if other.territory != standing.contract.territory or other in asked.contracts or not other.period:
            continue
        found = found_in(about, other)
        signing = Standing(other, found).signing
        # Only the one that was asked about: the bearer of the territory's name is another.
        if len(signing) == 1 and signing[0].party and not found.absent:
            proofs = asked.prover.proofs(signing[0].party.evidence[:1])
            text = f"{pronoun(signing[0].name)} est en revanche signataire de celui de {other.period}"
            yield Statement(text, proofs, names=(signing[0].name,), context=other.period)
