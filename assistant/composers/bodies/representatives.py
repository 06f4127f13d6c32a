"""Answers about who signs for whom: people and their offices, as the contract prints them. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.composers import french
from assistant.composers.asked import Asked
from assistant.composers.bodies.found import Body, Found, with_heading
from assistant.composers.bodies.wording import agreed, article, the
from assistant.composers.forms import asks
from assistant.composers.statement import Composed, Computation, Statement
from assistant.library import UnderstoodContract
from assistant.quotations.section_names import is_spoilt
from assistant.records import Status
from assistant.verify import Proof
from ingest.facts.records import Evidence, Party, PartyRole, Said
from ingest.naming import fold

# What stands between names and is small: all else in small letters is the rest of a name that a scan cut.
_PARTICLES = frozenset("de du des la le van von et da di".split())


def asks_person(asked: Asked) -> bool:
    """Whether the question asks for the person who signs or speaks for an organisation, and nothing else."""
    if asks("roles", "own", asked.folded) or asks("parties", "private", asked.folded):
        return False
    if "represented" in asked.intents or asks("parties", "who_represents", asked.folded):
        return True
    office = asks("parties", "office", asked.folded)
    return office and (asks("parties", "person", asked.folded) or asks("parties", "himself", asked.folded))


def represented(asked: Asked, standings: Sequence[tuple[UnderstoodContract, Found]]) -> Composed | None:
    """Who speaks for the organisations that the question names; for every party where it asks for all of them."""
    # Where no territory is named, the contracts that give the name answer.
    told = [(c, f) for c, f in standings if any(b.party and b.party.representatives for b in f.bodies)]
    if told and not asked.query.scope.territory_named:
        standings = told
    said: list[Statement] = []
    spoken: list[str] = []
    partial = False
    for contract, found in standings:
        before = len(said)
        bodies = [body for body in found.bodies if body.party]
        # Who is named elsewhere in the contract, or nowhere, has nobody who signs for it.
        others = found.absent or tuple(body.name for body in found.bodies if not body.party)
        for body in bodies:
            answer, known = of_body(asked, body)
            said += answer
            partial |= not known
            said += doubt(asked, contract, [body.party] if body.party and known else [])
        if not bodies and asks("parties", "everyone", asked.folded) and not (others or found.unsure):
            answer = [*_all(asked, contract)]
            said += answer
        if not bodies and asks("parties", "office", asked.folded) and not (others or found.unsure):
            said += _in_office(asked, contract)
        if not bodies and others and (asked.query.scope.territory_named or len(standings) == 1):
            said += _not_party(asked, contract, others[0])
        if len(said) > before:
            spoken.append(contract.ref.id)
    if not said:
        return None
    return Composed(tuple(said), tuple(spoken), Status.PARTIAL if partial else Status.ANSWERED)


def _is_office(office: str, folded: str) -> bool:
    """Whether the office of a question is one of a party: as director, prefect, mayor, and with what follows it."""
    said = re.search(r"\b(pr[ae]sident|direct|prefet|maire|rect|doyen|chef)\w*(?: general\w*| regional\w*)?", folded)
    own = fold(office)
    if not said:
        return False
    wanted = [word[:5] for word in said.group().split()]
    return all(word in own for word in wanted) and own.split()[0].startswith(wanted[0])


def with_people(asked: Asked, party: Party) -> tuple[str, tuple[Proof, ...]]:
    """A party's name with who speaks for it in brackets, and the proof of that."""
    people = _people(party)
    if not people:
        return party.name, ()
    return f"{party.name} ({people})", asked.prover.proofs(_evidence(party))


def person(said: Said) -> str:
    """A person's name as printed, what a scan cut inside a word put together: "Na dine" is "Nadine"."""
    words: list[str] = []
    for word in said.value.split():
        if (
            words
            and word.islower()
            and fold(word) not in _PARTICLES
            and words[-1].isalpha()
            and not words[-1].isupper()
        ):
            words[-1] += word
        else:
            words.append(word)
    return " ".join(words)


def _people(party: Party) -> str:
    names = [person(said) for said in party.representatives]
    offices = [said.value[0].lower() + said.value[1:] for said in party.offices]
    if len(names) == len(offices):
        return french.listed([f"{name}, {office}" for name, office in zip(names, offices, strict=True)])
    if len(names) == 1 and offices:
        return f"{names[0]}, {offices[0]}"
    return french.listed(names)


def _evidence(party: Party) -> tuple[Evidence, ...]:
    return tuple(e for said in (*party.representatives, *party.offices) for e in said.evidence)


# Where a document itself warns of a name.
_WARNED = re.compile(r"\W{0,3}(?:lecture incertaine|nom illisible|illisible)")


def doubt(asked: Asked, contract: UnderstoodContract, parties: Sequence[Party]) -> Iterator[Statement]:
    """That names of people come from a page that a scan spoilt, or that the document itself doubts them."""
    documents = {document.id: document for document in contract.documents}
    for party in parties:
        for said in party.representatives:
            for evidence in said.evidence[:1]:
                document = documents.get(evidence.document_id)
                page = next((p.text for p in document.pages if p.number == evidence.page), "") if document else ""
                warned = _WARNED.match(fold(page[evidence.end : evidence.end + 40])) is not None
                if document and warned:
                    text = f"Le document signale une lecture incertaine du nom : {person(said)}"
                    yield Statement(text, asked.prover.proofs([evidence]), names=(said.value,))
                elif document and is_spoilt(document, evidence.page):
                    few = sum(len(party.representatives) for party in parties) == 1
                    text = "Ce nom vient" if few else "Ces noms viennent"
                    text += " d'une page mal numérisée : lecture incertaine, à vérifier sur la page"
                    yield Statement(text, asked.prover.proofs([evidence]))
                    return


def of_body(asked: Asked, body: Body) -> tuple[list[Statement], bool]:
    """Who speaks for a party, and whether the page lets one read it."""
    party, label = body.party, body.contract.ref.label
    assert party is not None
    own = tuple(h for e in party.evidence[:1] for h in with_heading(body.contract, e))
    if party.representatives:
        proofs = asked.prover.proofs((*own, *_evidence(party)))
        by = _people(party)
        text = f"Dans le CLS {label}, {the(party.name)} est {agreed(party.name, 'représenté')} par {by}"
        if asks("parties", "himself", asked.folded) and party.offices:
            held = any(_is_office(office.value, asked.folded) for office in party.offices)
            text = f"{'Oui' if held else 'Non'} : {text[0].lower()}{text[1:]}"
        names = (party.name, *(said.value for said in party.representatives))
        return [Statement(text, proofs, names=names)], True
    if party.role is not PartyRole.SIGNATORY:
        text = f"{french.capital(the(party.name))} ne figure pas parmi les signataires du CLS {label}"
        own_proofs = asked.prover.proofs((*_signing(body.contract), *own))
        return [Statement(text, own_proofs)], True
    if party.offices:
        return _by_office(asked, body, party)
    proofs = asked.prover.proofs(own)
    signs = Statement(f"{french.capital(the(party.name))} est signataire du CLS {label}", proofs, names=(party.name,))
    return [signs, _unread(label)], False


def _by_office(asked: Asked, body: Body, party: Party) -> tuple[list[Statement], bool]:
    """The office printed without a name that can be read."""
    office, label = party.offices[0], body.contract.ref.label
    shown = f"Pour {the(party.name)}, le CLS {label} indique la fonction « {office.value} »"
    # A name beside it may be another party's, whose own line the scan lost: it is not said.
    proofs = asked.prover.proofs((*party.evidence[:1], *office.evidence))
    return [Statement(shown, proofs, names=(party.name, office.value)), _unread(label)], False


def _unread(label: str) -> Statement:
    return Statement("Les documents lus ne donnent pas le nom de la personne qui signe en son nom", context=label)


def _signing(contract: UnderstoodContract) -> Iterator[Evidence]:
    parties = contract.record.signatories
    return (h for party in parties for e in party.evidence[:1] for h in with_heading(contract, e))


def _in_office(asked: Asked, contract: UnderstoodContract) -> Iterator[Statement]:
    """The people of the contract who hold the office that the question names: "c'est qui, le maire qui a signé ?"."""
    for party in contract.record.signatories:
        if party.representatives and any(_is_office(said.value, asked.folded) for said in party.offices):
            proofs = asked.prover.proofs((*party.evidence[:1], *_evidence(party)))
            by = _people(party)
            text = (
                f"Dans le CLS {contract.ref.label}, {the(party.name)} est {agreed(party.name, 'représenté')} par {by}"
            )
            names = (party.name, *(said.value for said in party.representatives))
            yield Statement(text, proofs, names=names)


def _all(asked: Asked, contract: UnderstoodContract) -> Iterator[Statement]:
    """Every party with who speaks for it."""
    signing = [party for party in contract.record.signatories if party.representatives]
    if not signing:
        return
    proofs = asked.prover.proofs(_signing(contract))
    whole = len(contract.record.signatories)
    counted = (Computation("count", (), whole),)
    yield Statement(f"Les {french.count(whole, 'signataire')} du CLS {contract.ref.label} :", proofs, computed=counted)
    for party in contract.record.signatories:
        text, extra = with_people(asked, party)
        yield Statement(text, asked.prover.proofs(party.evidence[:1]) + extra, item=True, names=(party.name,))


def _not_party(asked: Asked, contract: UnderstoodContract, body: str) -> Iterator[Statement]:
    signatories = contract.record.signatories
    if not signatories:
        return
    proofs = asked.prover.proofs(_signing(contract))
    many = french.count(len(signatories), "signataire")
    name = french.capital(article(asked.query.text, body))
    text = f"{name} ne figure pas parmi les {many} du CLS {contract.ref.label}"
    yield Statement(text, proofs, computed=(Computation("count", (), len(signatories)),), context=body)
