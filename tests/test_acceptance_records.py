"""What must be understood of the reference documents, whole, and of a contract that nobody has seen."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

from assistant.library import Library
from assistant.service import Assistant
from eval.gold import load_gold, score
from eval.gold_report import GOLD
from eval.gold_tally import Score
from ingest.analysis import analyse
from ingest.facts.records import AmountPeriod, ContractRecord, Evidence, FundingState, Nature
from ingest.readers import Limits, read
from tests.conftest import REFERENCE
from tests.generated.houses import DEVELOPMENT, produce

STATES = {
    "1.1": ("amount", 1500, "annual"),
    "1.2": ("none", None, ""),
    "1.3": ("none", None, ""),
    "2.1": ("amount", 4791, "annual"),
    "2.2": ("amount", 3000, "annual"),
    "3.1": ("funder_only", None, ""),
    "3.2": ("amount", 6000, "annual"),
    "3.3": ("funder_only", None, ""),
    "3.4": ("funder_only", None, ""),
    "3.5": ("amount", 3000, "annual"),
    "3.6": ("amount", 1000, "annual"),
    "4.1": ("funder_only", None, ""),
    "4.2": ("funder_only", None, ""),
    "4.3": ("amount", 1000, "global"),
    "5.1": ("amount", None, ""),
    "5.2": ("to_be_set", None, ""),
}
# What the text of the pages does not tell stands in docs/records.md.
RECALL = 0.97
COMMUNES = (32, 54, 21, 92)


@pytest.fixture
def library(reference_assistant: Assistant) -> Library:
    return reference_assistant.library()


@pytest.fixture
def record(library: Library) -> ContractRecord:
    contract = library.contract("pays-ledonien-2025-2030")
    assert contract is not None
    return contract.record


def test_each_sheet_has_its_state_of_money(record: ContractRecord) -> None:
    lines = {action.number: action.funding[0] for action in record.actions}
    assert {n: (f.state.value, f.amount, f.period.value if f.amount else "") for n, f in lines.items()} == STATES
    capped = lines["5.1"]
    assert (capped.cap, capped.cap_period, capped.rate, capped.rate_is_cap) == (30000, AmountPeriod.ANNUAL, 50, True)
    assert lines["1.1"].nature is Nature.REQUESTED
    assert sum(item.amount for item in lines["3.2"].items) == 6000
    assert all(line.state is not FundingState.NOT_STATED for line in lines.values())


def test_ten_sign_and_those_are_named_whom_the_page_lets_one_read(record: ContractRecord) -> None:
    people = {party.name: [said.value for said in party.representatives] for party in record.signatories}
    assert len(people) == 10
    named = [name for names in people.values() for name in names]
    assert {"Mathilde MARMIER", "Jérôme DURAIN", "Gaël Faivre"} <= set(named)
    # Two hospitals, one director: whose she is, the page does not say.
    hospitals = [names for party, names in people.items() if "hospitalier" in party.lower()]
    assert hospitals == [[], []]


def test_199_communes_stand_in_their_four_groupings(record: ContractRecord) -> None:
    assert tuple(len(epci.communes) for epci in record.perimeter.epci) == COMMUNES
    assert [count.value for count in record.perimeter.commune_counts] == [199]


def test_both_generations_are_two_contracts(library: Library) -> None:
    own = [contract for contract in library.contracts if contract.ref.id.startswith("pays-ledonien")]
    assert [(contract.period, contract.current) for contract in own] == [("2019-2024", False), ("2025-2030", True)]
    assert len(own[0].record.signatories) == 8


def test_what_no_document_says_is_empty(library: Library) -> None:
    contract = library.contract("haut-jura-2026-2031")
    assert contract is not None
    record = contract.record
    assert [said.value for said in record.period] == ["2026-2031"]
    assert record.signatories == record.signed_on == record.funding == ()
    assert not any(line.amount or line.cap for action in record.actions for line in action.funding)


@pytest.mark.parametrize("gold", sorted(GOLD.glob("*.yaml")), ids=lambda path: path.stem)
def test_nothing_is_read_that_the_reference_document_does_not_say(gold: Path) -> None:
    true = load_gold(gold)
    path = REFERENCE / "documents" / true["document"]
    if not path.is_file():
        pytest.skip(f"reference documents absent: {path} (set CLS_REFERENCE_CORPUS)")
    document, _ = analyse(read(path, Limits(ocr=False)), document_id="d", file_name=path.name)
    reached = score(true, document.facts or ContractRecord())
    assert not reached.wrong_amounts
    assert reached.whole.wrong == 0, reached.differences
    assert reached.whole.recall >= RECALL


def test_every_value_stands_on_its_page(reference_assistant: Assistant, library: Library) -> None:
    seen = 0
    for contract in library.contracts:
        for found in _evidence(contract.record):
            document = reference_assistant.document(found.document_id)
            assert document is not None
            page = next(page for page in document.pages if page.number == found.page)
            assert page.text[found.start : found.end] == found.quote
            assert found.quote.strip()
            seen += 1
    assert seen > 1000


@pytest.mark.parametrize("family", list(DEVELOPMENT)[:3])
def test_a_generated_contract_dropped_in_as_a_pdf_comes_out_right(family: str, tmp_path: Path) -> None:
    whole = Score()
    for seed in (3, 4):
        book, path = produce(family, seed, tmp_path)
        document, _ = analyse(read(path, Limits(ocr=False)), document_id="d", file_name="contrat.pdf")
        assert document.facts is not None
        whole.add(score(book.truth, document.facts))
    for field in ("territory", "period", "signatories", "communes", "actions", "axes"):
        assert whole.fields[field].f1 >= 0.95, (field, whole.differences)
    assert whole.wrong_amounts == []


def _evidence(value: object) -> list[Evidence]:
    """Every piece of evidence inside a record."""
    if isinstance(value, Evidence):
        return [value]
    if isinstance(value, tuple):
        return [found for one in value for found in _evidence(one)]
    if is_dataclass(value):
        return [found for field in fields(value) for found in _evidence(getattr(value, field.name))]
    return []
