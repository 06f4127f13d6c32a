"""Words as search compares them: French elision, accents, numbers in one form; digits exact."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.searching.tokens import pairs, stem, terms, words
from ingest.naming import fold


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("L'État et l’ARS", ["etat", "et", "ars"]),
        ("jusqu'à aujourd'hui", ["a", "aujourd", "hui"]),
        ("Porte-à-porte", ["porte", "a", "porte"]),
        ("cœur, ŒUVRE", ["coeur", "oeuvre"]),
        ("30 000 €", ["30000"]),
        ("30\u00a0000 €", ["30000"]),
        ("30\u202f000 €", ["30000"]),
        ("30.000 €", ["30000"]),
        ("1 234 567 habitants", ["1234567", "habitants"]),
        ("la 2.1", ["la", "2.1"]),
        ("133,6 %", ["133,6"]),
        ("le 6 décembre 2024", ["le", "6", "decembre", "2024"]),
        ("en 2024 300 personnes", ["en", "2024", "300", "personnes"]),
        ("2019/2023", ["2019", "2023"]),
        ("", []),
        ("«  » — … €", []),
        ("É\u0301", ["e"]),
        ("d'", ["d"]),
    ],
)
def test_words_are_folded_and_numbers_have_one_form(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("signataire", "signataires"),
        ("financement", "financements"),
        ("médical", "médicale"),
        ("santé mentale", "Santé  Mentales"),
    ],
)
def test_forms_of_a_word_have_one_stem(one: str, other: str) -> None:
    assert terms(one) == terms(other)


def test_numbers_and_short_words_are_their_own_stems() -> None:
    assert [stem(word) for word in ("2024", "2.1", "ars", "dac", "133,6")] == ["2024", "2.1", "ars", "dac", "133,6"]


def test_stop_words_are_left_out() -> None:
    assert terms("Qui est-ce que le contrat engage ?") == [stem("contrat"), stem("engage")]


def test_an_english_text_is_stemmed_in_english() -> None:
    assert terms("The practitioners", "en") == terms("practitioner", "en")


def test_pairs_are_neighbours() -> None:
    assert pairs(["a", "b", "c"]) == ["a_b", "b_c"]
    assert pairs(["a"]) == []
    assert pairs([]) == []


@given(st.text(max_size=200), st.sampled_from(["fr", "en", "de", ""]))
def test_no_text_breaks_it(text: str, language: str) -> None:
    found = terms(text, language)
    assert all(isinstance(term, str) and term for term in found)
    assert pairs(found) == [f"{a}_{b}" for a, b in pairwise(found)]


@given(st.text(max_size=100))
def test_accents_and_case_change_nothing(text: str) -> None:
    assert words(text) == words(fold(text))


@given(st.integers(0, 10**9))
def test_a_number_is_the_same_word_however_its_thousands_are_parted(number: int) -> None:
    plain = str(number)
    for mark in (" ", "\u00a0", "\u202f", "."):
        assert words(f"{number:,}".replace(",", mark)) == [plain]


@given(st.integers(1900, 2100), st.integers(1900, 2100))
def test_two_years_are_one_word_only_when_they_are_one_year(one: int, other: int) -> None:
    assert (terms(str(one)) == terms(str(other))) == (one == other)
