"""Amounts in euros: their formats, what they cover, and the numbers that are no money."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.facts.money.amounts import aligned, bare_amount, moneys, nature_of, period_of
from ingest.facts.money.rates import rates
from ingest.facts.numerals import numeral
from ingest.facts.records import AmountPeriod, Nature

ANNUAL, GLOBAL, UNKNOWN = AmountPeriod.ANNUAL, AmountPeriod.GLOBAL, AmountPeriod.UNKNOWN


@pytest.mark.parametrize(
    ("text", "value", "period"),
    [
        ("30 000 € par an", 30000, ANNUAL),
        ("30 000 €/\nan", 30000, ANNUAL),
        ("7 300 € par exercice", 7300, ANNUAL),
        ("9 300 € pour les trois exercices", 9300, GLOBAL),
        ("30\u00a0000\u202f€", 30000, UNKNOWN),
        ("30\n000 €", 30000, UNKNOWN),
        ("4791 €", 4791, UNKNOWN),
        ("1500 €/an demandé", 1500, ANNUAL),
        ("1500 € pour le kit de 40 étudiants/an", 1500, UNKNOWN),
        ("35 000 euros par an pendant 5 ans", 35000, ANNUAL),
        ("317 932 €", 317932, UNKNOWN),
        ("12 k€", 12000, UNKNOWN),
        ("0,3 M€", 300000, UNKNOWN),
        ("3,6 milliards d'euros", 3.6e9, UNKNOWN),
        ("2 millions d’euros", 2e6, UNKNOWN),
        ("1.500,50 €", 1500.5, UNKNOWN),
        ("5.000 €", 5000, UNKNOWN),
        ("5 000€ TTC par an", 5000, ANNUAL),
        ("5000 EUR HT", 5000, UNKNOWN),
        ("EUR 5 000", 5000, UNKNOWN),
        ("quatre mille euros", 4000, UNKNOWN),
        ("30 000 (trente mille) euros", 30000, UNKNOWN),
        ("3 000 € (trois mille euros) par an", 3000, ANNUAL),
        ("45 000 € sur 3 ans", 45000, GLOBAL),
        ("45 000 € pour la durée du contrat", 45000, GLOBAL),
        ("5 000 € de l'ARS par an", 5000, ANNUAL),
        ("subvention annuelle ARS : 5 000 €", 5000, ANNUAL),
        ("2031 5 000 €", 5000, UNKNOWN),
    ],
)
def test_formats(text: str, value: float, period: AmountPeriod) -> None:
    (money,) = moneys(text)
    assert (money.value, money.period) == (value, period)


@pytest.mark.parametrize(
    "text",
    [
        "58 800 Corval",
        "36 673 habitants",
        "91.000 habitants",
        "03 84 11 22 33",
        "en 2031",
        "50 %",
        "40 étudiants par an",
        "1,500 €",  # a thousand and a half, or one and a half
        "12031 500 €",  # broken thousands
        "l 500 €",  # a letter read for a digit
        "3O 500 €",
        "3 OOO €",
        "1.500 k€",
        "2\n500 €",  # the end of one number, or two numbers
    ],
)
def test_no_money(text: str) -> None:
    assert moneys(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "maximum 30 000 €/an",
        "30 000 € maximum par an",
        "dans la limite d'un plafond de 30 000 €",
        "dans la limite de 30 000 €",
        "un montant d’aide plafonné à 30 000 € par an",
        "jusqu'à 30 000 €",
        "plafond : 30 000 €",
        "ne pouvant excéder 30 000 €",
        "30 000 € (plafond)",
        "au plus 30 000 euros",
        "à hauteur maximale de 30 000 €",
    ],
)
def test_caps(text: str) -> None:
    (money,) = moneys(text)
    assert (money.value, money.is_cap) == (30000, True)


@pytest.mark.parametrize(
    "text",
    ["30 000 €", "30 000 €, maximum 50 % de la dépense", "dans la limite des crédits disponibles, 30 000 €"],
)
def test_an_amount_is_no_cap(text: str) -> None:
    assert not moneys(text)[0].is_cap


@pytest.mark.parametrize(
    ("text", "nature"),
    [
        ("1500 €/an demandé", Nature.REQUESTED),
        ("demande de subvention : 1500 €", Nature.REQUESTED),
        ("montant sollicité : 1500 €", Nature.REQUESTED),
        ("subvention accordée par l'ARS : 1500 €", Nature.GRANTED),
        ("1500 € attribués", Nature.GRANTED),
        ("1500 € ont été versés", Nature.PAID),
        ("1500 € seront versés", Nature.UNKNOWN),
        ("la subvention qui sera versée : 1500 €", Nature.UNKNOWN),
        ("montant prévisionnel : 1500 €", Nature.ESTIMATED),
        ("environ 1500 €", Nature.ESTIMATED),
        ("1500 €", Nature.UNKNOWN),
    ],
)
def test_natures(text: str, nature: Nature) -> None:
    assert moneys(text)[0].nature is nature


@pytest.mark.parametrize("text", ["entre 5 000 et 8 000 €", "5 000-8 000 €", "de 5 000 à 8 000 €", "au moins 8 000 €"])
def test_ranges_and_floors_are_vague(text: str) -> None:
    assert all(money.is_vague for money in moneys(text))


@pytest.mark.parametrize(
    "text",
    [
        "250 € par séance",
        "250 €/habitant",
        "10 séances à 250 €",
        "10 x 250 €",
        "coût unitaire : 250 €",
        "250 € de l'heure",
    ],
)
def test_unit_prices(text: str) -> None:
    assert moneys(text)[0].is_unit


def test_a_product_is_an_amount_beside_its_unit() -> None:
    assert [(money.value, money.is_unit) for money in moneys("10 x 250 € = 2 500 €")] == [(250, True), (2500, False)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("100 %", [(100, False)]),
        ("37,5%", [(37.5, False)]),
        ("maximum 50 % de la dépense", [(50, True)]),
        ("50 % maximum", [(50, True)]),
        ("2/3 ARS, 1/3 au prorata", [(66.67, False), (33.33, False)]),
        ("80 % d'un ETP", []),
        ("poste à 80 %", []),
        ("finance 80 % du poste", [(80, False)]),
        ("20 à 80 %", []),
        ("minimum 20 %", []),
        ("120 %", []),
        ("1/2 journée financée", []),
    ],
)
def test_rates(text: str, found: list[tuple[float, bool]]) -> None:
    assert [(rate.value, rate.is_cap) for rate in rates(text)] == found


def test_words_of_labels() -> None:
    assert period_of("Estimation du montant prévisionnel global annuel du projet") is ANNUAL
    assert period_of("Coût total") is GLOBAL
    assert period_of("Budget 2031-2035") is GLOBAL
    assert period_of("Financement") is UNKNOWN
    assert nature_of("Estimation du montant") is Nature.ESTIMATED
    assert nature_of("Subvention demandée") is Nature.REQUESTED


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("5 000", 5000),
        ("12 500,50", 12500.5),
        ("5000 €", 5000),
        ("5 000 hab.", None),
        ("ARS 5 000", None),
        ("0500", None),
    ],
)
def test_bare_numbers_of_a_column_in_euros(text: str, value: float | None) -> None:
    assert bare_amount(text) == value


def french(value: int, separator: str) -> str:
    """A whole number with its thousands apart."""
    return f"{value:,}".replace(",", separator)


@given(
    st.integers(1, 99_999_999),
    st.sampled_from(["", " ", "\u00a0", "\u202f", "."]),
    st.sampled_from(["€", " €", " euros", " EUR"]),
)
def test_every_formatted_amount_is_read(value: int, separator: str, currency: str) -> None:
    (money,) = moneys(f"Budget : {french(value, separator)}{currency} pour l'action")
    assert money.value == value


@given(st.integers(0, 999_999), st.integers(0, 99), st.sampled_from(["", " ", "."]))
def test_cents(euros: int, cents: int, separator: str) -> None:
    (money,) = moneys(f"{french(euros, separator)},{cents:02} €")
    assert money.value == pytest.approx(euros + cents / 100)


@given(st.text(alphabet="0123456789 .,%/-ah\n", max_size=40))
def test_no_number_is_money_without_a_currency(text: str) -> None:
    assert moneys(text) == ()


@given(st.text(max_size=60))
def test_spans_lie_in_the_text(text: str) -> None:
    assert len(aligned(text)) == len(text)
    for money in moneys(text):
        assert 0 <= money.start < money.end <= money.tail <= len(text)


@given(st.lists(st.integers(1, 999_999), min_size=1, max_size=5))
def test_a_list_of_amounts_is_read_in_order(values: list[int]) -> None:
    text = "\n".join(f"- Poste : {french(value, ' ')} €" for value in values)
    assert [money.value for money in moneys(text)] == values


@given(st.integers(1, 99).map(lambda tens: tens * 10), st.integers(0, 999))
def test_a_number_cut_by_noise_is_never_read_short(thousands: int, rest: int) -> None:
    """ "3O 500 €" is not 500 €: a group of digits behind another token with digits is left alone."""
    noisy = str(thousands).replace("0", "O")
    assert all(money.value != rest for money in moneys(f"{noisy} {rest:03} €")) or rest == thousands * 1000 + rest


_UNITS = "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize".split()
_TENS = {20: "vingt", 30: "trente", 40: "quarante", 50: "cinquante", 60: "soixante"}


def spelt(n: int) -> str:
    """A number in French words, folded."""
    if n < 17:
        return _UNITS[n]
    if n < 20:
        return f"dix-{_UNITS[n - 10]}"
    if n < 70:
        ten, unit = n // 10 * 10, n % 10
        return _TENS[ten] + (f"-et-{_UNITS[1]}" if unit == 1 else f"-{_UNITS[unit]}" if unit else "")
    if n < 80:
        return f"soixante-{spelt(n - 60)}"
    if n < 100:
        return "quatre-vingts" if n == 80 else f"quatre-vingt-{spelt(n - 80)}"
    if n < 1000:
        head = "cent" if n < 200 else f"{_UNITS[n // 100]} cent"
        return f"{head} {spelt(n % 100)}" if n % 100 else head
    head = "mille" if n < 2000 else f"{spelt(n // 1000)} mille"
    return f"{head} {spelt(n % 1000)}" if n % 1000 else head


@given(st.integers(0, 999_999))
def test_numbers_in_words(n: int) -> None:
    assert numeral(aligned(spelt(n))) == n


@pytest.mark.parametrize("text", ["mille million", "et", "deux deux", "vingt cent vingt mille mille"])
def test_words_that_make_no_number(text: str) -> None:
    assert numeral(text) is None
