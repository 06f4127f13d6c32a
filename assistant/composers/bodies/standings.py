"""What several contracts say of the organisations of a question: who signs which, with what part. Pure functions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.composers.asked import Asked
from assistant.composers.bodies.found import Body, Found, with_heading
from assistant.composers.bodies.same_party import again, is_same, signs
from assistant.composers.bodies.wording import agreed, is_plural, the
from assistant.composers.statement import Statement
from assistant.library import UnderstoodContract
from ingest.facts.records import Evidence, Party, PartyRole

ROLES = {
    PartyRole.SIGNATORY: ("signataire", "signataires"),
    PartyRole.ASSOCIATED: ("partenaire associé", "partenaires associés"),
    PartyRole.CONSULTED: ("organisme consulté", "organismes consultés"),
}


@dataclass(frozen=True, slots=True)
class Standing:
    """What one contract says of the organisations of the question."""

    contract: UnderstoodContract
    found: Found

    @property
    def signing(self) -> tuple[Body, ...]:
        """Those of the organisations that sign it."""
        return tuple(b for b in self.found.bodies if b.party and b.party.role is PartyRole.SIGNATORY)


def statuses(asked: Asked, standings: Sequence[Standing]) -> list[Statement]:
    """Whether an organisation has the same part in several contracts; nothing where one does not name it."""
    bodies = [body for standing in standings for body in standing.found.bodies[:1] if body.party]
    if len(bodies) != len(standings):
        return []
    said: list[Statement] = []
    same = len({body.party.role for body in bodies if body.party}) == 1
    for standing, body in zip(standings, bodies, strict=True):
        assert body.party is not None
        role = "signataire" if body.party.role is PartyRole.SIGNATORY else role_name(body.party)
        subject = again(body, bodies[:1])[0] if said else f"{'Oui' if same else 'Non'} : {the(body.name)}"
        text = f"{subject} {'sont' if is_plural(body.name) else 'est'} {role} du CLS {standing.contract.ref.label}"
        said.append(Statement(text, asked.prover.proofs(evidence_of([body])), names=(body.name,)))
    return said


def same(asked: Asked, standings: Sequence[Standing]) -> list[Statement]:
    """Whether one organisation signs several contracts, each under the name that its own list gives."""
    said: list[Statement] = []
    bodies = [standing.signing[0] for standing in standings]
    verdict = {True: "Oui", False: "Non", None: ""}[is_same(bodies)]
    for i, standing in enumerate(standings):
        text = signs(bodies[i], bodies[:i], standing.contract.ref.label)
        text = f"{verdict} : {text[:1].lower()}{text[1:]}" if verdict and not i else text
        said.append(Statement(text, asked.prover.proofs(evidence_of([bodies[i]])), names=(bodies[i].name,)))
    return said


def role_name(party: Party) -> str:
    """The part of an organisation that does not sign, in words."""
    if party.role is PartyRole.ASSOCIATED:
        noun = "partenaires" if is_plural(party.name) else "partenaire"
        return f"{noun} {agreed(party.name, 'associé')}"
    return ROLES[party.role][0]


def evidence_of(bodies: Sequence[Body]) -> Iterator[Evidence]:
    """Where the contracts name these organisations, each with the heading above it."""
    return (h for b in bodies if b.party for e in b.party.evidence[:1] for h in with_heading(b.contract, e))
