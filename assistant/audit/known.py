"""The names by which contracts, documents, sheets and articles go, and what their records count. Pure, made once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cached_property

from assistant.audit.names import letters
from assistant.library import Library
from assistant.searching.tokens import stem
from ingest.facts.records import Action, Axis, ContractRecord, Evidence, PartyRole
from ingest.records import Document, SectionKind
from ingest.storage.snapshot import Snapshot

# A shorter title is a word of its own.
SHORTEST_TITLE = 8
_TITLED = frozenset({SectionKind.SHEET, SectionKind.ARTICLE})


class Known:
    """What one snapshot knows by name; answers may say it without a quote, as a name and not as a fact."""

    def __init__(self, snapshot: Snapshot, library: Library) -> None:
        self._snapshot, self._library = snapshot, library
        self._titles: dict[str, tuple[str, ...]] = {}
        self._counts: dict[str, Mapping[str, int]] = {}
        self._places: dict[str, tuple[tuple[str, Evidence], ...]] = {}
        self.labels: Mapping[str, str] = {contract.ref.label: contract.ref.id for contract in library.contracts}

    def document(self, document_id: str) -> Document | None:
        """The document of that id."""
        return self._snapshot.document(document_id)

    @cached_property
    def document_titles(self) -> frozenset[str]:
        """The letters of the titles of indexed documents."""
        return frozenset(letters(document.metadata.title) for document in self._snapshot.all_documents) - {""}

    @cached_property
    def names(self) -> str:
        """The letters of the contracts' labels and territories and of the documents' titles."""
        about = (document.metadata for document in self._snapshot.all_documents)
        said = [f"{one.title} {one.contract_label} {one.territory}" for one in about]
        return " ".join(letters(name) for name in [*said, *self.labels])

    @cached_property
    def territories(self) -> tuple[str, ...]:
        """The letters of the territories' names."""
        return tuple({letters(contract.territory) for contract in self._library.contracts if contract.territory})

    @cached_property
    def labelled(self) -> str:
        """The contracts' labels in a row."""
        return " ; ".join(self.labels)

    def titles(self, contract_ids: Iterable[str]) -> tuple[str, ...]:
        """The titles of sheets, axes and articles of some contracts, the longest first."""
        found = {title for contract_id in contract_ids for title in self._titles_of(contract_id)}
        return tuple(sorted(found, key=len, reverse=True))

    def _titles_of(self, contract_id: str) -> tuple[str, ...]:
        if contract_id not in self._titles:
            contract = self._library.contract(contract_id)
            found: list[str] = []
            if contract is not None:
                titled: tuple[Action | Axis, ...] = (*contract.record.actions, *contract.record.axes)
                for one in titled:
                    for said in one.titles:
                        found += [said.value, f"{one.number} – {said.value}", f"{one.number} ({said.value})"]
                found += [s.title for d in contract.documents for s in d.sections if s.kind in _TITLED]
            self._titles[contract_id] = tuple(title for title in dict.fromkeys(found) if len(title) > SHORTEST_TITLE)
        return self._titles[contract_id]

    def numbers(self, contract_ids: Iterable[str]) -> frozenset[str]:
        """The numbers of the sheets, articles and axes of some contracts."""
        found = frozenset[str]()
        for contract in filter(None, map(self._library.contract, contract_ids)):
            found |= {action.number for action in contract.record.actions}
            found |= {axis.number for axis in contract.record.axes}
            found |= {section.number for document in contract.documents for section in document.sections}
        return found - {""}

    def sizes(self, contract_ids: Iterable[str]) -> frozenset[int]:
        """How many contracts there are, how many documents, and how many of those are on some contracts."""
        found = filter(None, map(self._library.contract, contract_ids))
        of_these = len({document.id for contract in found for document in contract.documents})
        return frozenset({len(self.labels), len(self._snapshot.documents), of_these})

    def in_axis(self, contract_id: str, axis: str) -> int:
        """How many actions a contract has in one of its axes."""
        contract = self._library.contract(contract_id)
        return sum(action.axis.lower() == axis for action in contract.record.actions) if contract else 0

    def spellings(self, contract_ids: Iterable[str]) -> tuple[tuple[str, ...], ...]:
        """The organisations of some contracts, each by all the names that the documents give it."""
        ids = set(contract_ids)
        return tuple(
            (one.name, *one.spellings) for one in self._library.organisations if not ids.isdisjoint(one.contracts)
        )

    def parties(self, contract_ids: Iterable[str]) -> tuple[str, ...]:
        """The parties of some contracts, by the names that their records give them."""
        contracts = filter(None, map(self._library.contract, contract_ids))
        return tuple(party.name for contract in contracts for party in contract.record.parties)

    def sheets_at(self, contract_id: str, place: tuple[str, int, int, int]) -> frozenset[str]:
        """The numbers of the sheets of which a record reads something from a place: (document, page, start, end)."""
        if contract_id not in self._places:
            contract = self._library.contract(contract_id)
            actions = contract.record.actions if contract else ()
            self._places[contract_id] = tuple((action.number, e) for action in actions for e in _evidence_of(action))
        document, page, start, end = place
        return frozenset(
            number
            for number, e in self._places[contract_id]
            if number and (e.document_id, e.page) == (document, page) and e.start < end and start < e.end
        )

    def signs_at(self, contract_id: str, place: tuple[str, int, int, int]) -> bool:
        """Whether a record reads a signatory from a place: (document, page, start, end)."""
        contract = self._library.contract(contract_id)
        document, page, start, end = place
        return contract is not None and any(
            (e.document_id, e.page) == (document, page) and e.start < end and start < e.end
            for party in contract.record.signatories
            for e in party.evidence
        )

    def counts(self, contract_ids: Iterable[str], noun: str) -> frozenset[int]:
        """How many of a thing the records of some contracts count: "signataires", "fiches", "axes", "contrats"."""
        ids = tuple(contract_ids)
        if not noun:
            return frozenset()
        wanted = stem(noun)
        if wanted in {stem("contrats"), stem("documents")}:
            before = (len(one.record.previous) for one in filter(None, map(self._library.contract, ids)))
            return frozenset({len(ids), len(self.labels), len(self._snapshot.documents), *before})
        each = [counted[wanted] for one in ids if wanted in (counted := self._counts_of(one))]
        return frozenset({*each, sum(each)}) if each else frozenset()

    def _counts_of(self, contract_id: str) -> Mapping[str, int]:
        if contract_id not in self._counts:
            contract = self._library.contract(contract_id)
            self._counts[contract_id] = _counted(contract.record) if contract else {}
        return self._counts[contract_id]


def _evidence_of(value: object) -> Iterator[Evidence]:
    """Every piece of evidence inside a record's value."""
    if isinstance(value, Evidence):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from _evidence_of(one)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _evidence_of(getattr(value, field.name))


def _counted(record: ContractRecord) -> Mapping[str, int]:
    perimeter = record.perimeter
    communes = sum(len(epci.communes) for epci in perimeter.epci) + len(perimeter.communes)
    named = {
        "signataires": len(record.signatories),
        "parties": len(record.signatories),
        "partenaires": sum(party.role is not PartyRole.SIGNATORY for party in record.parties),
        "fiches": len(record.actions),
        "actions": len(record.actions),
        "axes": len(record.axes),
        "intercommunalités": len(perimeter.epci),
        "communes": communes,
    }
    return {stem(noun): count for noun, count in named.items()}
