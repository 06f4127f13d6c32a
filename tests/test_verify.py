"""The last check: a quote stands verbatim on its page, and no number is said that no quote holds."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.verify import Claim, Proof, numbers, verified
from ingest.records import Document, Metadata, Page, ReadState

FUNDING = "Estimation du montant prévisionnel\nannuel du projet : 4 120 €\nTaux : 80 %"
DATED = "Fait à Rochevive, le 12 mars 2024"
DOCUMENT = Document(
    "d", "d.txt", Metadata("Contrat", territory="Hautes Rives", period="2031-2036"), ReadState.READY,
    (Page(1, DATED), Page(2, FUNDING)),
)  # fmt: skip


def proof(quote: str = FUNDING, page: int = 2, section: str = "Financement", start: int = -1) -> Proof:
    """A proof where the quote stands, or at `start`."""
    text = DOCUMENT.pages[page - 1].text
    first = text.index(quote) if start < 0 else start
    return Proof(DOCUMENT, page, first, first + len(quote), quote, section)


def passes(claim: Claim) -> bool:
    """Whether a claim is let through."""
    return verified([claim]) == (claim,)


def test_a_verbatim_quote_passes() -> None:
    assert passes(Claim(f"Financement : « {FUNDING} »", (proof(),), "Financement"))
    assert passes(Claim("La fiche coûte 4 120 € par an.", (proof(),), "La fiche coûte 4 120 € par an."))


def test_white_space_is_all_that_may_differ() -> None:
    assert passes(Claim("x", (replace(proof(), quote=FUNDING.replace("\n", "  ")),)))
    for other in (FUNDING.replace("é", "e"), FUNDING.upper(), FUNDING[:-1], FUNDING.replace(":", " "), ""):
        assert not passes(Claim("x", (replace(proof(), quote=other),))), other


@pytest.mark.parametrize(
    "bad",
    [
        replace(proof(), page=1),
        replace(proof(), page=3),
        replace(proof(), page=0),
        replace(proof(), start=proof().start + 1),
        replace(proof(), end=proof().end - 1),
        replace(proof(), start=0, end=0),
        replace(proof(), quote=" \n"),
    ],
)
def test_a_quote_that_is_elsewhere_is_rejected(bad: Proof) -> None:
    assert not passes(Claim("x", (bad,)))
    assert not passes(Claim("x", (proof(), bad))), "one bad proof is enough"


def test_a_claim_without_proof_is_rejected() -> None:
    assert not passes(Claim("Le ciel est bleu.", ()))
    assert verified([]) == ()


def test_good_claims_pass_beside_bad_ones_in_order() -> None:
    good, other = Claim("4 120 €", (proof(),)), Claim("12 mars 2024", (proof(DATED, 1),))
    assert verified([good, Claim("9 999 €", (proof(),)), other]) == (good, other)


@pytest.mark.parametrize("where", ["text", "said"])
@given(data=st.data())
def test_a_changed_digit_is_always_rejected(where: str, data: st.DataObject) -> None:
    said = "4 120 € et 80 %"
    places = [i for i, c in enumerate(said) if c.isdigit()]
    place = data.draw(st.sampled_from(places))
    digit = data.draw(st.sampled_from([d for d in "123456789" if d != said[place]]))
    changed = said[:place] + digit + said[place + 1 :]
    assert passes(Claim(said, (proof(),), said))
    claim = Claim(changed, (proof(),)) if where == "text" else Claim(said, (proof(),), changed)
    assert not passes(claim)


@given(st.integers(0, 10**9))
def test_no_number_passes_that_no_quote_holds(number: int) -> None:
    claim = Claim(f"{number} €", (proof(),))
    assert passes(claim) == (number in {4120, 80, 2031, 2036})


def test_a_contracts_period_and_a_sections_number_may_be_said() -> None:
    assert passes(Claim("CLS Hautes Rives 2031-2036, fiche 2.1", (proof(section="Fiche action 2.1 › Financement"),)))
    assert not passes(Claim("CLS Hautes Rives 2024-2028", (proof(),)))
    assert not passes(Claim("fiche 2.2", (proof(section="Fiche action 2.1"),)))


def test_a_number_cut_by_a_page_stands_in_two_quotes() -> None:
    source = replace(DOCUMENT, pages=(Page(1, "le montant est de 4"), Page(2, "120 € par an")))
    one, two = (Proof(source, n, 0, len(p.text), p.text, "") for n, p in enumerate(source.pages, 1))
    assert passes(Claim("4 120 €", (one, two)))
    assert passes(Claim("4 puis 120", (one, two)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("30 000 €", {"30000"}),
        ("30.000 €", {"30000"}),
        ("30\u00a0000", {"30000"}),
        ("30\u202f000", {"30000"}),
        ("1 234 567,50", {"1234567.5"}),
        ("2,50 et 2.5", {"2.5"}),
        ("133,6 %", {"133.6"}),
        ("2019-2023", {"2019", "2023"}),
        ("2019/2023", {"2019", "2023"}),
        ("le 6 décembre 2024 300 personnes", {"6", "2024", "300"}),
        ("fiche 2.1", {"2.1"}),
        ("F2.1", {"2.1"}),
        ("0,3 M€", {"0.3"}),
        ("néant", set()),
        ("", set()),
    ],
)
def test_numbers_have_one_form(text: str, expected: set[str]) -> None:
    assert numbers(text) == expected


@given(st.text(max_size=200))
def test_no_text_breaks_it(text: str) -> None:
    assert all(any(c.isdigit() for c in number) for number in numbers(text))


def test_sheet_2_10_is_not_sheet_2_1() -> None:
    assert numbers("fiche 2.10") != numbers("fiche 2.1")
