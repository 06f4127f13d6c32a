"""One record of a contract from the records of all documents that speak of it. Pure functions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from ingest.facts.contradictions import contradictions
from ingest.facts.parties.institutions import same_organisation
from ingest.facts.reading import letters
from ingest.facts.records import (
    Action,
    Axis,
    ContractRecord,
    Contradiction,
    DiagnosisFigure,
    Funding,
    Party,
    PartyRole,
    Perimeter,
    Quantity,
    Said,
)
from ingest.records import Document

# The contract itself outranks what is written about it; a notice comes after every original.
_KINDS = ("contrat", "avenant", "plan", "presentation", "communique", "article")
_NAMES = {
    "contrat": "le contrat",
    "avenant": "l'avenant",
    "plan": "le plan d'actions",
    "presentation": "la présentation",
    "communique": "le communiqué",
    "article": "l'article de presse",
}

T = TypeVar("T")


def ranked(documents: Iterable[Document]) -> tuple[Document, ...]:
    """The documents of one contract, the one that outranks the others first."""
    return tuple(sorted(documents, key=lambda d: (d.metadata.notice_of is not None, _rank(d), d.file_name)))


def merge(documents: Sequence[Document]) -> ContractRecord:
    """The record of the contract that these documents speak of; each value keeps its own evidence."""
    sources = [(d, d.facts) for d in ranked(documents) if d.facts is not None]
    if not sources:
        return ContractRecord()
    records = [record for _, record in sources]
    if len(records) == 1:
        return records[0]
    # An amendment is signed on a day of its own, which is told with it.
    signed = [record for document, record in sources if _kind(document) != "avenant"] or records
    merged = ContractRecord(
        territory=_scalars(r.territory for r in records),
        generation=_scalars(r.generation for r in records),
        period=_scalars(r.period for r in records),
        duration=_scalars(r.duration for r in records),
        signed_on=_scalars(r.signed_on for r in signed),
        signed_at=_scalars(r.signed_at for r in signed),
        previous=_scalars(r.previous for r in records),
        parties=_parties(records),
        perimeter=_perimeter(records),
        governance=_first(r.governance for r in records),
        axes=_axes(records),
        axis_counts=_quantities(r.axis_counts for r in records),
        actions=_actions(records),
        funding=_promised(sources),
        commitments=_first(r.commitments for r in records),
        revision=_first(r.revision for r in records),
        termination=_first(r.termination for r in records),
        communication=_first(r.communication for r in records),
        evaluation=_first(r.evaluation for r in records),
        figures=_figures(records),
        contacts=tuple(contact for r in records for contact in r.contacts),
        amendments=tuple(amendment for r in records for amendment in r.amendments),
    )
    return replace(merged, contradictions=_contradictions(merged, sources))


def _kind(document: Document) -> str:
    """The kind that ranks a document: an amendment reads as a contract does, and changes one."""
    changes = document.facts is not None and any(amendment.changes for amendment in document.facts.amendments)
    return "avenant" if document.metadata.kind == "contrat" and changes else document.metadata.kind


def _promised(sources: Sequence[tuple[Document, ContractRecord]]) -> tuple[Funding, ...]:
    """The money of the articles of the best document, and what amendments set besides."""
    best = _first(record.funding for _, record in sources)
    added = [line for document, record in sources if _kind(document) == "avenant" for line in record.funding]
    return (*best, *(line for line in added if line not in best))


def _rank(document: Document) -> int:
    kind = _kind(document)
    return _KINDS.index(kind) if kind in _KINDS else len(_KINDS)


def _scalars(values: Iterable[tuple[Said, ...]]) -> tuple[Said, ...]:
    kept: dict[str, Said] = {}
    for said in (said for values_of_one in values for said in values_of_one):
        key = letters(said.value)
        kept[key] = replace(kept[key], evidence=(*kept[key].evidence, *said.evidence)) if key in kept else said
    return tuple(kept.values())


def _quantities(values: Iterable[tuple[Quantity, ...]]) -> tuple[Quantity, ...]:
    kept: dict[tuple[float, str], Quantity] = {}
    for count in (count for counts in values for count in counts):
        key = (count.value, count.unit)
        kept[key] = replace(kept[key], evidence=(*kept[key].evidence, *count.evidence)) if key in kept else count
    return tuple(kept.values())


def _first(values: Iterable[tuple[T, ...]]) -> tuple[T, ...]:
    """What the best document says of it; a lesser one says the same in other words."""
    return next((value for value in values if value), ())


def _parties(records: Sequence[ContractRecord]) -> tuple[Party, ...]:
    merged: list[Party] = []
    for role in PartyRole:
        lists = [[party for party in record.parties if party.role is role] for record in records]
        lists = [listed for listed in lists if listed]
        # A list is whole: what another document adds to it is a contradiction, not one more signatory.
        best, *others = lists or [[]]
        for party in best:
            same = [p for listed in others for p in listed if same_organisation(p.name, party.name)]
            merged.append(
                replace(
                    party,
                    evidence=(*party.evidence, *(e for p in same for e in p.evidence)),
                    representatives=_scalars([party.representatives, *(p.representatives for p in same)]),
                    offices=_scalars([party.offices, *(p.offices for p in same)]),
                )
            )
    return tuple(merged)


def _perimeter(records: Sequence[ContractRecord]) -> Perimeter:
    best = next((r.perimeter for r in records if r.perimeter.epci or r.perimeter.communes), Perimeter())
    others = [record.perimeter for record in records]
    return replace(
        best,
        evidence=best.evidence or next((p.evidence for p in others if p.evidence), ()),
        commune_counts=_quantities(p.commune_counts for p in others),
        inhabitants=_quantities(p.inhabitants for p in others),
    )


def _axes(records: Sequence[ContractRecord]) -> tuple[Axis, ...]:
    best, *others = [record.axes for record in records if record.axes] or [()]
    merged = []
    for axis in best:
        same = [a for axes in others for a in axes if _same_axis(a, axis)]
        merged.append(replace(axis, titles=_scalars([axis.titles, *(a.titles for a in same)])))
    return tuple(merged)


def _same_axis(one: Axis, other: Axis) -> bool:
    return bool({letters(title.value) for title in one.titles} & {letters(title.value) for title in other.titles})


def _actions(records: Sequence[ContractRecord]) -> tuple[Action, ...]:
    """The best document's actions, and the numbered ones that only another document has."""
    best, *others = [record.actions for record in records if record.actions] or [()]
    known = {action.number for action in best if action.number}
    added = []
    for action in (action for actions in others for action in actions):
        if known and action.number and action.number not in known:
            known.add(action.number)
            added.append(action)
    return (*best, *added)


def _figures(records: Sequence[ContractRecord]) -> tuple[DiagnosisFigure, ...]:
    kept: dict[tuple[str, str, float], DiagnosisFigure] = {}
    for figure in (figure for record in records for figure in record.figures):
        kept.setdefault((letters(figure.indicator), letters(figure.territory), figure.value), figure)
    return tuple(kept.values())


def _contradictions(
    merged: ContractRecord, sources: Sequence[tuple[Document, ContractRecord]]
) -> tuple[Contradiction, ...]:
    """Those inside the merged record, and what a lesser document says otherwise."""
    # Of the numbers of sheets that the text announces, the record keeps none but those that contradict its list.
    counted = [c for _, record in sources[:1] for c in record.contradictions if c.field == "nombre de fiches"]
    return (*contradictions(merged), *counted, *_other_signatories(sources))


def _other_signatories(sources: Sequence[tuple[Document, ContractRecord]]) -> Iterator[Contradiction]:
    listed = [(document, record.signatories) for document, record in sources if record.signatories]
    for (best, own), (other, others) in ((listed[0], later) for later in listed[1:]):
        only_here = [p for p in own if not _among(p, others)]
        only_there = [p for p in others if not _among(p, own)]
        if only_here or only_there:
            values = tuple(Said(party.name, party.evidence[:1], party.place) for party in (*only_here, *only_there))
            reason = f"{_name(best)} prime sur {_name(other)}"
            yield Contradiction("contrat", "signataires", values, reason)


def _among(party: Party, others: Sequence[Party]) -> bool:
    return any(same_organisation(party.name, other.name) for other in others)


def _name(document: Document) -> str:
    name = _NAMES.get(_kind(document), "le document")
    return f"la notice sur {name}" if document.metadata.notice_of else name
