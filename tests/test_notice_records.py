"""What is understood of a notice is what is understood of the document it describes: the same facts in both records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

import pytest

from ingest import readers
from ingest.analysis import analyse
from ingest.facts.records import Action, ContractRecord, PartyRole, Quantity, Said
from tests.test_corpus_notices import CONTRACT, CORPUS, NOTICES, REFERENCE, reference, squash

ORIGINALS = REFERENCE / "documents"


def _record(path: Path) -> ContractRecord:
    document, _ = analyse(readers.read(path, readers.Limits(ocr=False)), document_id=path.stem, file_name=path.name)
    assert document.facts is not None
    return document.facts


@cache
def both(name: str) -> tuple[ContractRecord, ContractRecord]:
    """The records of a document and of its notice."""
    [original] = ORIGINALS.glob(f"{name}.*")
    return _record(original), _record(CORPUS / NOTICES[name])


def words(values: Iterable[Said]) -> list[str]:
    """The values of a field, by their letters."""
    return sorted({squash(value.value) for value in values})


def counts(values: Iterable[Quantity]) -> list[tuple[float, str]]:
    """The quantities of a field."""
    return sorted((value.value, value.unit) for value in values)


FACTS: dict[str, Callable[[ContractRecord], object]] = {
    "territory": lambda r: words(r.territory),
    "period": lambda r: words(r.period),
    "duration": lambda r: words(r.duration),
    "signed on": lambda r: words(r.signed_on),
    "signed at": lambda r: words(r.signed_at),
    "earlier contracts": lambda r: words(r.previous),
    "signatories": lambda r: [squash(p.name) for p in r.parties if p.role is PartyRole.SIGNATORY],
    "associated": lambda r: [squash(p.name) for p in r.parties if p.role is PartyRole.ASSOCIATED],
    "communes": lambda r: [
        (squash(e.name), [squash(c.value) for c in e.communes], counts((*e.inhabitants, *e.commune_counts)))
        for e in r.perimeter.epci
    ],
    "numbers of axes": lambda r: len(r.axes),
    "money outside the sheets": lambda r: [_money(line) for line in r.funding],
    "contradictions": lambda r: sorted((c.subject, c.field) for c in r.contradictions),
    "bodies and how often they meet": lambda r: [(squash(b.name), len(b.frequency)) for b in r.governance],
    "contacts": lambda r: sorted((squash(c.name), c.phone, c.email) for c in r.contacts),
}


def _money(line: object) -> tuple[object, ...]:
    fields = ("state", "role", "amount", "period", "cap", "cap_period", "payer", "rate", "rate_is_cap")
    return tuple(getattr(line, field) for field in fields)


@reference
@pytest.mark.parametrize("fact", FACTS)
@pytest.mark.parametrize("name", NOTICES)
def test_a_notice_is_understood_as_its_original(name: str, fact: str) -> None:
    original, notice = both(name)
    assert FACTS[fact](notice) == FACTS[fact](original)


ACTION_FACTS: dict[str, Callable[[Action], object]] = {
    "leads": lambda a: len(a.leads),
    "partners": lambda a: len(a.partners),
    "partners in the text": lambda a: words(a.partners_in_text),
    "money": lambda a: [(_money(line), [item.amount for item in line.items]) for line in a.funding],
    "indicators": lambda a: len(a.indicators),
    "results": lambda a: len(a.results),
}


@reference
@pytest.mark.parametrize("fact", ACTION_FACTS)
def test_each_sheet_of_the_contract_is_understood_as_in_the_original(fact: str) -> None:
    read = ACTION_FACTS[fact]
    original, notice = ({action.number: read(action) for action in record.actions} for record in both(CONTRACT))
    assert notice == original


@reference
def test_every_figure_understood_of_the_contract_is_understood_of_its_notice() -> None:
    original, notice = (Counter((f.value, f.unit) for f in record.figures) for record in both(CONTRACT))
    lacking = {value for value, _ in (original - notice)} - {value for value, _ in notice}
    assert lacking == set()
