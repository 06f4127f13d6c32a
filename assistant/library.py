"""The contracts as understood: the records of their documents brought together, and the organisations in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.organisations import Organisation, Telling, organisations_of
from assistant.questions.periods import Contract
from assistant.questions.scope import contracts_of
from assistant.records import ContractRef
from ingest.facts.merge import merge, ranked
from ingest.facts.records import ContractRecord
from ingest.records import Document
from ingest.storage.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class UnderstoodContract:
    """One contract that the indexed documents speak of; `documents` best first, `kind` is the best one's."""

    ref: ContractRef
    territory: str
    period: str  # "2031-2035", empty when it is unknown
    kind: str
    current: bool  # in force in the year of the library, and the latest of its territory that is
    documents: tuple[Document, ...]
    record: ContractRecord


@dataclass(frozen=True)
class Library:
    """Every contract as understood, by territory and period."""

    contracts: tuple[UnderstoodContract, ...] = ()

    def contract(self, contract_id: str) -> UnderstoodContract | None:
        """The contract of that id."""
        return next((contract for contract in self.contracts if contract.ref.id == contract_id), None)

    def document(self, document_id: str) -> Document | None:
        """The document of that id, when it speaks of a contract."""
        return self._documents.get(document_id)

    @cached_property
    def organisations(self) -> tuple[Organisation, ...]:
        """The organisations of all contracts, by name; brought together when first asked for."""
        return organisations_of([_telling(contract) for contract in self.contracts])

    def organisation(self, organisation_id: str) -> Organisation | None:
        """The organisation of that id."""
        return next((one for one in self.organisations if one.id == organisation_id), None)

    @cached_property
    def _documents(self) -> dict[str, Document]:
        return {document.id: document for contract in self.contracts for document in contract.documents}


def library_of(snapshot: Snapshot, year: int) -> Library:
    """What the documents of a snapshot say, as it stands in `year`."""
    contracts = contracts_of(snapshot)
    return Library(tuple(_understood(contract, contracts, snapshot, year) for contract in contracts))


def _understood(contract: Contract, others: Sequence[Contract], snapshot: Snapshot, year: int) -> UnderstoodContract:
    documents = ranked(document for document in map(snapshot.document, contract.document_ids) if document)
    return UnderstoodContract(
        ref=contract.ref,
        territory=contract.territory,
        period=documents[0].metadata.period,
        kind=documents[0].metadata.kind,
        current=_in_force(contract, others, year),
        documents=documents,
        record=merge(documents),
    )


def _in_force(contract: Contract, others: Sequence[Contract], year: int) -> bool:
    running = [c for c in others if c.territory == contract.territory and c.first <= year <= c.last]
    return contract in running and contract.first == max(c.first for c in running)


def _telling(contract: UnderstoodContract) -> Telling:
    texts = tuple(page.text for document in contract.documents for page in document.pages)
    return Telling(contract.ref.id, contract.territory, contract.record, texts)
