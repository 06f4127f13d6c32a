"""Invented contracts: what their true record says is printed in their files, and a seed gives the same again."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from eval.gold import compare, score
from eval.gold_tally import listed
from ingest.facts.reading import letters
from ingest.readers import Limits, read
from ingest.records import ReadState
from tests.generated.houses import BUDGETS, DEVELOPMENT, HELD_OUT, draw, produce
from tests.generated.ideal import record_of
from tests.generated.measure import measure, record_read

FAMILIES = [*DEVELOPMENT, *HELD_OUT, *BUDGETS]
PRINTED = [name for name, house in {**DEVELOPMENT, **HELD_OUT}.items() if house.layouts[0].format == "pdf"]
SEED = 4


def written(amount: float) -> list[str]:
    """How an amount may be printed, white space and the euro sign out."""
    return [f"{amount:.0f}", f"{amount / 1000:.0f}k€", f"{amount / 1e6:.1f}M€".replace(".", ",")]


def text_of(path: Path) -> str:
    """All that a PDF's pages say, white space single."""
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in PdfReader(path).pages))


@pytest.fixture(scope="module", params=PRINTED)
def printed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Any], str]:
    """A contract's truth and the text of its PDF."""
    book, path = produce(request.param, SEED, tmp_path_factory.mktemp("book"))
    return book.truth, text_of(path)


def test_every_amount_and_cap_is_printed(printed: tuple[dict[str, Any], str]) -> None:
    truth, text = printed
    bare = re.sub(r"\s", "", text)
    lines = [line for action in truth["actions"] for line in action["funding"]] + truth["funding"]
    figures = [line[name] for line in lines for name in ("amount", "cap") if line.get(name) is not None]
    figures += [item["amount"] for line in lines for item in line.get("items", ())]
    assert [figure for figure in figures if not any(form in bare for form in written(figure))] == []


def stands(text: str, bare: str) -> bool:
    """Whether a text is printed, whole or in two pieces where the end of a page cuts its cell."""
    own = letters(text)
    return own in bare or any(own[:i] in bare and own[i:] in bare for i in range(5, len(own) - 4))


def test_every_text_is_printed(printed: tuple[dict[str, Any], str]) -> None:
    truth, text = printed
    bare = letters(text)
    said = [truth["territory"], truth["signed_at"], *truth["previous"], *truth["revision"], *truth["termination"]]
    said += [party[name] for party in truth["signatories"] for name in ("name", "representative", "office")]
    said += [party["name"] for party in truth["associated"]]
    said += [commune for epci in truth["perimeter"]["epci"] for commune in epci["communes"]]
    said += [body[name] for body in truth["governance"] for name in ("name", "frequency")]
    said += [axis["title"] for axis in truth["axes"]]
    said += [one["text"] for one in truth["commitments"]]
    for action in truth["actions"]:
        said += [action["title"], action.get("summary_title", ""), *action["leads"], *action.get("summary_leads", [])]
        for name in ("partners", "public", "public_direct", "territory", "results", "calendar", "objectives"):
            said += action[name]
        said += [one["name"] for one in action["indicators"]]
        said += [value for name in ("frequency", "source", "baseline", "follow_up") for value in action.get(name, [])]
        said += [text for link in action["policy"] for text in link.values()]
        said += [text for line in action["funding"] for text in (line.get("payer", ""), line.get("instrument", ""))]
    assert [text for text in said if not stands(text, bare)] == []


def test_every_figure_of_the_diagnosis_is_printed(printed: tuple[dict[str, Any], str]) -> None:
    truth, text = printed
    shown = {figure["value"]: f"{figure['value']:g}".replace(".", ",") for figure in truth["figures"]}
    assert [value for value, form in shown.items() if form not in text] == []
    assert len(truth["figures"]) >= 14


def test_a_sheet_always_has_a_state_of_money() -> None:
    seen = set()
    for family in FAMILIES:
        for seed in range(6):
            for action in draw(family, seed).truth["actions"]:
                assert action["funding"], (family, seed, action["number"])
                seen |= {line["state"] for line in action["funding"]}
    assert seen == {"amount", "funder_only", "none", "not_stated", "to_be_set"}


def test_shares_and_years_and_items_sum_to_their_total() -> None:
    for family in FAMILIES:
        for seed in range(10):
            for action in draw(family, seed).truth["actions"]:
                totals = [line for line in action["funding"] if line.get("role") == "total" and line.get("amount")]
                years = [line["amount"] for line in action["funding"] if line.get("role") == "year"]
                assert len(totals) <= 1
                for line in totals:
                    items = [item["amount"] for item in line.get("items", ())]
                    assert not items or sum(items) == line["amount"]
                    assert not years or sum(years) == line["amount"]


def test_forms_differ_within_a_family() -> None:
    """Announced counts, summary tables and earlier contracts sometimes agree with the rest and sometimes do not."""
    truths = [draw(family, seed).truth for family in DEVELOPMENT for seed in range(20)]
    for field in ("nombre d’axes", "titre", "porteurs", "nombre de communes"):
        holding = [t for t in truths if any(one["field"] == field for one in t.get("contradictions", ()))]
        assert 0 < len(holding) < len(truths), field
    assert 0 < sum(bool(truth.get("previous")) for truth in truths) < len(truths)
    assert any(truth.get("contacts") for truth in truths)


@pytest.mark.parametrize("family", FAMILIES)
def test_a_seed_gives_the_same_again_and_another_seed_another(family: str) -> None:
    assert draw(family, 3) == draw(family, 3)
    assert draw(family, 3).truth != draw(family, 4).truth


@pytest.mark.parametrize("family", FAMILIES)
def test_the_truth_is_perfect_by_its_own_measure(family: str) -> None:
    truth = draw(family, 1).truth
    assert score(truth, record_of(truth)).perfect
    other = compare(truth, {name: listed(value) for name, value in draw(family, 2).truth.items() if name == "period"})
    assert not other.perfect


@pytest.mark.parametrize("family", FAMILIES)
def test_every_file_is_read(family: str, tmp_path: Path) -> None:
    _, path = produce(family, SEED, tmp_path)
    assert read(path, Limits(ocr=False)).state is ReadState.READY


def test_a_family_is_measured(tmp_path: Path) -> None:
    found, differences = measure("short city contract", range(1))
    assert found.whole.right + found.whole.missing > 20
    assert len(differences) == len(found.differences) + len(found.wrong_amounts)
    _, path = produce("short city contract", 0, tmp_path)
    assert record_read(path) == record_read(path)


@pytest.mark.parametrize("family", BUDGETS)
def test_the_money_of_a_budget_of_all_actions_is_exact(family: str) -> None:
    found, _ = measure(family, range(2))
    assert found.wrong_amounts == []
    assert (found.exact_money.wrong, found.exact_money.missing) == (0, 0)
