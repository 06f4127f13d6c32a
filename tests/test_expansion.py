"""What a question asks for, group by group: acronyms both ways, synonyms, English, spelling; digits are exact."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.searching.expansion import (
    ACRONYM_WEIGHT,
    COMMON_WEIGHT,
    ENGLISH_WEIGHT,
    PAIR_WEIGHT,
    SPELLING_WEIGHT,
    SYNONYM_WEIGHT,
    Alternative,
    Group,
    expand,
)
from assistant.searching.tokens import stem, terms


def unspelled(_: str) -> str:
    """A speller that knows every word."""
    return ""


def group(said: str, question: str, **options: object) -> Group:
    """The group of a question's word."""
    return next(g for g in expand(question, unspelled, **options) if g.said == said)  # type: ignore[arg-type]


def ways(found: Group) -> dict[tuple[str, ...], float]:
    """The alternatives of a group by their stems."""
    return {alternative.stems: alternative.weight for alternative in found.alternatives}


def test_a_word_is_worth_one_and_its_group_says_it() -> None:
    assert expand("ambroisie", unspelled)[0].alternatives[0] == Alternative((stem("ambroisie"),), 1.0)
    assert expand("ambroisie", unspelled)[0].said == "ambroisie"


def test_stop_words_make_no_group() -> None:
    assert [g.said for g in expand("Qui est-ce que la MSA ?", unspelled)] == ["msa"]
    assert expand("", unspelled) == ()
    assert expand("de la des", unspelled) == ()


def test_an_acronym_stands_for_its_words_and_they_for_it() -> None:
    written_out = tuple(dict.fromkeys(terms("premiers secours en santé mentale")))
    assert ways(group("pssm", "la PSSM"))[written_out] == ACRONYM_WEIGHT
    # Each of the five words brings its share of what the acronym is worth.
    assert ways(group("secours", "premiers secours en santé mentale"))[("pssm",)] == ACRONYM_WEIGHT / 5


def test_an_acronym_with_two_meanings_has_both() -> None:
    found = ways(group("etp", "combien d'ETP"))
    assert tuple(terms("équivalent temps plein")) in found
    assert tuple(terms("éducation thérapeutique du patient")) in found


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("docteurs", "démographie médicale"),
        ("com-com", "communauté de communes"),
        ("hospitalisation d'office", "SDRE"),
        ("mal-être", "souffrance psychique"),
        ("groupe d'entraide mutuelle", "GEM"),
        ("budget", "montant prévisionnel"),
    ],
)
def test_everyday_words_find_the_documents_words(said: str, meant: str) -> None:
    stems = tuple(dict.fromkeys(terms(meant)))
    assert any(stems in ways(g) for g in expand(f"le {said}", unspelled)), said


def test_a_synonym_is_worth_less_than_the_word() -> None:
    found = ways(group("budget", "budget"))
    assert found[(stem("financement"),)] == SYNONYM_WEIGHT < 1


def test_french_words_find_an_english_source() -> None:
    found = ways(group("ambroisie", "ambroisie"))
    assert found[(stem("ambrosia", "en"),)] == ENGLISH_WEIGHT


def test_common_words_break_ties_only() -> None:
    assert group("contrat", "le contrat").alternatives[0].weight == COMMON_WEIGHT
    assert group("brumeux", "le Val Brumeux", common=("brumeux",)).alternatives[0].weight == COMMON_WEIGHT
    assert group("brumeux", "le Val Brumeux").alternatives[0].weight == 1.0


def test_a_misspelled_word_is_also_the_known_one() -> None:
    def speller(key: str) -> str:
        return "talus" if key == "talud" else ""

    assert expand("talud", speller)[0].alternatives[1] == Alternative(("talus",), SPELLING_WEIGHT)


def test_neighbours_are_a_group_that_says_nothing() -> None:
    found = [g for g in expand("conseil local", unspelled) if not g.said]
    assert found == [Group((Alternative((f"{stem('conseil')}_{stem('local')}",), PAIR_WEIGHT),))]


@given(st.integers(0, 10**7).map(str) | st.from_regex(r"\A[1-9]\d?\.\d{1,2}\Z"))
def test_digits_are_never_corrected(number: str) -> None:
    found = expand(number, lambda _: "9999")
    stems = {s for g in found for a in g.alternatives for s in a.stems}
    assert "9999" not in stems or number == "9999"
    assert stems == set(terms(number))


@given(st.text(max_size=120))
def test_no_question_breaks_it_and_all_weights_are_above_zero(text: str) -> None:
    for found in expand(text, unspelled):
        assert found.alternatives
        assert all(0 < a.weight <= 1 and a.stems and all(a.stems) for a in found.alternatives)
