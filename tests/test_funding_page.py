"""What the page of funding shows of an invented contract: lines, sums, filters, bars."""

from __future__ import annotations

from dataclasses import replace

import pytest

from api.web.chart import LONGEST, REST, SEVERAL, UNSAID, Bar, charts_of, cut, highest, shares_of
from api.web.funding_page import Filters, axis_names, has_money, money_of, payer_names, sheet_urls
from ingest.facts.records import Action, AmountPeriod, Funding, FundingState, LineRole, Nature, Place
from tests.facts.records_samples import CONTRACT_ID, line, proof, said
from tests.record_fakes import LATER_ID, SILENT_ID, contract

ANNUAL, GLOBAL = AmountPeriod.ANNUAL, AmountPeriod.GLOBAL
PROOF = "Montant prévisionnel annuel : 4 791,50 €"


def shown(filters: Filters = Filters()) -> list[str]:  # noqa: B008 - frozen
    return [sheet.number for sheet in money_of(contract(), filters).sheets]


# --- the table ---


def test_each_line_of_a_sheet_is_a_row_under_its_total() -> None:
    first = money_of(contract(), Filters()).sheets[0]
    assert (first.number, first.title, first.axis) == ("1.1", "Accueillir des internes", "1. Accès aux soins")
    assert first.url == f"/contrats/{CONTRACT_ID}/fiches/1.1"
    assert [(row.part, row.amount, row.period, row.payer, row.rate) for row in first.rows] == [
        ("", "4 791,50 €", "par an", "ARS", "50 % au plus"),
        ("dont location", "500 €", "par an", "", ""),
        ("dont part de ARS", "2 395,75 €", "par an", "ARS", ""),
    ]
    assert (first.rows[0].nature, first.rows[0].cofunding) == ("prévisionnel", "CCTS")


def test_every_row_is_proved_by_its_own_words() -> None:
    rows = [row for sheet in money_of(contract(), Filters()).sheets for row in sheet.rows]
    assert all(row.evidence for row in rows)
    assert [one.quote for one in rows[1].evidence] == ["location : 500 €"]
    assert [one.quote for one in rows[0].evidence] == [PROOF, "cofinancement : CCTS"]


def test_the_states_are_kept_apart_and_a_cap_is_no_amount() -> None:
    page = money_of(contract(), Filters())
    assert [(sheet.number, sheet.rows[-1].state) for sheet in page.sheets] == [
        ("1.1", "amount"), ("1.2", "to_be_set"), ("1.3", "funder_only"), ("1.4", "cap_only"), ("1.5", "not_stated"),
    ]  # fmt: skip
    capped = page.sheets[3].rows[0]
    assert (capped.amount, capped.cap, capped.period) == ("", "3 000 € par an", "")
    assert page.caps == ("fiche 1.4 : 3 000 € par an au plus",)


def test_sums_are_of_what_the_filters_keep() -> None:
    whole, kept = money_of(contract(), Filters()), money_of(contract(), Filters(words="chutes"))
    assert whole.totals.annual
    assert whole.totals.annual.amount == 4791.5
    assert kept.totals.annual is None
    assert kept.totals.global_
    assert (kept.totals.global_.amount, kept.totals.global_.actions) == (12000, ["1.2"])
    assert (len(kept.actions), kept.every) == (1, 5)


def test_a_sum_says_what_of_it_is_only_asked_for() -> None:
    known = contract()
    first, *others = known.record.actions
    asked = replace(first, funding=(replace(first.funding[0], nature=Nature.REQUESTED), *first.funding[1:]))
    page = money_of(replace(known, record=replace(known.record, actions=(asked, *others))), Filters())
    assert page.totals.annual
    assert (page.totals.annual.requested, page.totals.annual.requested_actions) == (4791.5, ["1.1"])
    plain = money_of(known, Filters()).totals.annual
    assert plain
    assert (plain.requested, plain.requested_actions) == (0, [])


def test_a_total_that_another_place_repeats_is_said_not_to_count() -> None:
    known = contract()
    first, *others = known.record.actions
    again = replace(first.funding[0], place=Place.SUMMARY, items=())
    doubled = replace(first, funding=(*first.funding, again))
    page = money_of(replace(known, record=replace(known.record, actions=(doubled, *others))), Filters())
    assert [row.part for row in page.sheets[0].rows][-1] == "répété ailleurs, compté une fois"
    assert page.totals.annual
    assert page.totals.annual.amount == 4791.5


def test_a_sheet_without_a_line_of_money_says_that_it_says_nothing() -> None:
    known = contract()
    bare = replace(known.record.actions[0], funding=())
    [sheet] = money_of(replace(known, record=replace(known.record, actions=(bare,))), Filters()).sheets
    assert [(row.state, row.amount) for row in sheet.rows] == [("not_stated", "")]
    assert sheet.rows[0].evidence[0].quote == "Fiche action 1.1 Accueillir des internes"


def test_a_contract_without_money_is_told_from_one_with() -> None:
    assert [has_money(contract(one)) for one in (CONTRACT_ID, LATER_ID, SILENT_ID)] == [True, True, False]
    assert money_of(contract(SILENT_ID), Filters()).unpriced


def test_what_articles_promise_stands_apart_and_leaves_with_the_first_filter() -> None:
    known = contract()
    promise = line("Les signataires s'engagent", role=LineRole.OTHER, amount=7000.0, period=ANNUAL, payer="ARS")
    known = replace(known, record=replace(known.record, funding=(promise,)))
    page = money_of(known, Filters())
    assert [(sheet.title, sheet.url, sheet.rows[0].amount) for sheet in page.promises] == [("", "", "7 000 €")]
    assert page.totals.annual
    assert page.totals.annual.amount == 4791.5
    assert money_of(known, Filters(axis="1")).promises == ()


# --- filters ---


@pytest.mark.parametrize(
    ("filters", "kept"),
    [
        (Filters(axis="1"), ["1.1", "1.2"]),
        (Filters(payer="ars"), ["1.1"]),
        (Filters(payer="ccts"), ["1.1"]),
        (Filters(state="cap_only"), ["1.4"]),
        (Filters(state="amount"), ["1.1", "1.2"]),
        (Filters(words="PROMOTION santé"), ["1.3"]),
        (Filters(words="1.5"), ["1.5"]),
        (Filters(axis="1", words="internes"), ["1.1"]),
        (Filters(axis="9"), []),
        (Filters(words="   "), ["1.1", "1.2", "1.3", "1.4", "1.5"]),
    ],
)
def test_filters_keep_the_sheets_that_say_so(filters: Filters, kept: list[str]) -> None:
    assert shown(filters) == kept


def test_filters_offer_what_the_contracts_say() -> None:
    assert axis_names([contract()]) == {"1": "1. Accès aux soins"}
    assert payer_names([contract()]) == {
        "ars": "ARS",
        "ccts": "CCTS",
        "promotion sante": "Promotion Santé",
        "tous les signataires du cls": "tous les signataires du CLS",
    }


def test_sheets_of_one_number_have_addresses_of_their_own() -> None:
    known = contract()
    one, other, *_ = known.record.actions
    twins = (one, replace(other, number="1.1"))
    urls = sheet_urls(replace(known, record=replace(known.record, actions=twins)))
    assert [urls[id(action)].rsplit("/", 1)[1] for action in twins] == ["n1", "n2"]


# --- who pays what ---


def action(*lines: Funding) -> Action:
    return Action("1.1", (said("Mobilité"),), proof("Mobilité"), funding=lines)


def total(amount: float = 900.0, **fields: object) -> Funding:
    return line(PROOF, **{"amount": amount, "period": ANNUAL, **fields})


def share(amount: float, payer: str) -> Funding:
    return line(PROOF, role=LineRole.SHARE, amount=amount, period=ANNUAL, payer=payer)


@pytest.mark.parametrize(
    ("lines", "shares"),
    [
        ((total(payer="ARS"),), (("ARS", 900.0),)),
        ((total(),), ((UNSAID, 900.0),)),
        ((total(payer="ARS", rate=100.0),), (("ARS", 900.0),)),
        # At 100 % the payer pays all, whoever is named beside.
        ((total(payer="ARS", rate=100.0, cofunders=(said("CCTS"),)),), (("ARS", 900.0),)),
        # A rate is no amount: what half of it makes is not worked out.
        ((total(payer="ARS", rate=50.0),), ((SEVERAL, 900.0),)),
        ((total(payer="ARS", rate=100.0, rate_is_cap=True),), ((SEVERAL, 900.0),)),
        ((total(payer="ARS", cofunders=(said("CCTS"),)),), ((SEVERAL, 900.0),)),
        ((total(), share(600, "ARS"), share(300, "CCTS")), (("ARS", 600.0), ("CCTS", 300.0))),
        ((total(), share(600, "ARS")), (("ARS", 600.0), (REST, 300.0))),
        # Shares beyond the total cannot be its parts.
        ((total(), share(600, "ARS"), share(700, "CCTS")), ((SEVERAL, 900.0),)),
        # Of two totals nobody can tell whose parts the shares are.
        ((total(100, payer="ARS"), total(200, payer="CCTS"), share(50, "ARS")), (("ARS", 100.0), ("CCTS", 200.0))),
        ((total(period=GLOBAL, payer="ARS"),), ()),
    ],
)  # fmt: skip
def test_shares_are_what_the_sheet_says(lines: tuple[Funding, ...], shares: tuple[tuple[str, float], ...]) -> None:
    assert shares_of(action(*lines), ANNUAL) == shares


# --- bars ---


def test_annual_and_whole_project_amounts_are_apart_and_a_euro_is_as_long_in_both() -> None:
    annual, whole = charts_of(contract(), contract().record.actions)
    assert (annual.period, whole.period) == ("annual", "global")
    assert [bar.value for bar in annual.bars] == ["4 791,50 €", "au plus 3 000 €"]
    assert [bar.value for bar in whole.bars] == ["12 000 €"]
    length = {bar.value: sum(s.width for s in bar.segments) for chart in (annual, whole) for bar in chart.bars}
    assert length["12 000 €"] == LONGEST
    assert length["au plus 3 000 €"] == pytest.approx(LONGEST / 4)
    assert length["4 791,50 €"] == pytest.approx(LONGEST * 4791.5 / 12_000, abs=0.02)


def test_beside_a_contract_with_higher_amounts_bars_are_shorter() -> None:
    actions = contract().record.actions
    assert highest(contract(), actions) == 12_000
    [*_, whole] = charts_of(contract(), actions, scale=48_000)
    assert whole.bars[0].segments[0].width == pytest.approx(LONGEST / 4)


def test_a_cap_is_a_bar_of_its_own_and_never_in_a_sum() -> None:
    annual, _ = charts_of(contract(), contract().record.actions, "axe")
    assert [(bar.label, bar.value, bar.is_cap) for bar in annual.bars] == [
        ("1. Accès aux soins", "4 791,50 €", False),
        ("Plafond, fiche 1.4", "au plus 3 000 €", True),
    ]


def test_bars_by_payer_add_up_what_each_pays() -> None:
    annual, whole = charts_of(contract(), contract().record.actions, "financeur")
    assert [(bar.label, bar.value) for bar in annual.bars if not bar.is_cap] == [
        ("ARS", "2 395,75 €"), (REST, "2 395,75 €"),
    ]  # fmt: skip
    assert [(bar.label, bar.value) for bar in whole.bars] == [(UNSAID, "12 000 €")]


def test_the_drawing_says_its_amounts_in_words() -> None:
    annual, _ = charts_of(contract(), contract().record.actions)
    assert annual.title == "Montants par an, par fiche"
    assert annual.description.startswith(
        "1.1 Accueillir des internes : 4 791,50 € ; Plafond, fiche 1.4 : au plus 3 000 €."
    )
    assert annual.legend == ("ARS", REST)


def test_a_drawing_keeps_the_highest_bars_and_says_how_many_are_left() -> None:
    actions = [
        Action(f"{n}", (said("Mobilité"),), proof("Mobilité"), funding=(total(float(n), payer="ARS"),))
        for n in range(1, 43)
    ]
    [chart] = charts_of(contract(), actions)
    assert (len(chart.bars), chart.hidden) == (30, 12)
    assert [bar.value for bar in chart.bars[:2]] == ["13 €", "14 €"]
    assert isinstance(chart.bars[0], Bar)


def test_nothing_is_drawn_of_what_has_no_amount() -> None:
    assert charts_of(contract(SILENT_ID), contract(SILENT_ID).record.actions) == ()
    silent = action(Funding(FundingState.NONE, proof("Mobilité")))
    assert charts_of(contract(), [silent]) == ()


@pytest.mark.parametrize(
    ("text", "most", "expected"),
    [("court", 10, "court"), ("un titre trop long", 12, "un titre …"), ("anticonstitutionnel", 8, "anticon …")],
)
def test_labels_are_cut_at_a_word(text: str, most: int, expected: str) -> None:
    assert cut(text, most) == expected
