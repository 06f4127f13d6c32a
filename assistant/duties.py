"""What a contract asks of all its signatories together, whoever shows it: answers, pages and files. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.facts.reading import letters
from ingest.facts.records import Action, Commitment, ContractRecord, Evidence, Said
from ingest.naming import fold

# The party of a commitment that binds every signatory.
EVERYONE = "signataires"
LEAD, PARTNER, COFUNDER = "lead", "partner", "cofunder"

_ALL_SIGNATORIES = re.compile(r"(?:l'ensemble des |tous les |les )?(?:parties )?signataires(?: (?:du|de|au) .*)?")
_COMMUNICATION = re.compile(r"\bcommuniqu|\bcommunication|\blogo|\bpublication|\bpublie|\bmentionn")
_LOGO = re.compile(r"\blogo")
# What belongs to whom, and what one may do, bind nobody to do anything.
_RIGHTS = re.compile(
    r"\bpropriete (?:intellectuelle|exclusive|litteraire|industrielle)"
    r"|\bdroits? (?:d'auteur|de propriete|d'exploitation)"
    r"|\b(?:reste|demeure|est|sont|restent|demeurent) (?:la )?propriete"
    r"|\b(?:(?:beneficie|dispose)\w* d'un|ont un|a un) droit"
    r"|\bcode de la propriete"
)
_BINDS = re.compile(r"\bs'engage|\bdoi(?:t|vent)\b|\bdevr\w+|\bs'oblige|\bveille|\blogo")


@dataclass(frozen=True, slots=True)
class SharedRole:
    """A role that a sheet gives to all signatories together, in the words of the sheet."""

    action: Action
    role: str  # lead, partner, cofunder
    words: str
    evidence: tuple[Evidence, ...]


def shared_roles(record: ContractRecord) -> Iterator[SharedRole]:
    """The roles that sheets give to all signatories together, sheet by sheet."""
    for action in record.actions:
        told = (
            *((LEAD, said) for said in action.leads),
            *((PARTNER, said) for said in action.partners),
            *((COFUNDER, said) for line in action.funding for said in line.cofunders),
        )
        for role, said in told:
            if _ALL_SIGNATORIES.fullmatch(fold(said.value)):
                yield SharedRole(action, role, said.value, said.evidence)


def is_duty(text: str) -> bool:
    """Whether a rule of an article asks something of those whom it binds, rather than says what they own or may do."""
    folded = fold(text)
    return not _RIGHTS.search(folded) or _BINDS.search(folded) is not None


def is_of_communication(text: str) -> bool:
    """Whether a duty is one of communication by its own words, whatever else its article is about."""
    return _COMMUNICATION.search(fold(text)) is not None


def names_logo(text: str) -> bool:
    """Whether a duty is about showing a logo."""
    return _LOGO.search(fold(text)) is not None


def commitments_of(record: ContractRecord) -> tuple[Commitment, ...]:
    """The commitments of a contract, those left out that ask nothing."""
    return tuple(one for one in record.commitments if is_duty(one.text.value))


def communication_rules(record: ContractRecord) -> tuple[Said, ...]:
    """What the contract asks of all signatories when they communicate and no commitment says."""
    told = {letters(one.text.value) for one in record.commitments}
    return tuple(said for said in record.communication if letters(said.value) not in told and is_duty(said.value))
