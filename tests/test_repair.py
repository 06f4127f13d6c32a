"""Extracted French text is made whole, and what is already whole stays as it is."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.repair import repair_characters, repair_pages


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("30\u00a0000\u202f€", "30 000 €"),
        ("la  santé   mentale", "la santé mentale"),
        ("o\ufb03ciel et e\ufb00et", "officiel et effet"),
        ("\uf0b7 Former", "• Former"),
        ("sante\u0301", "santé"),
        ("a\u200bgir\x07", "agir"),
        ("fin \r\n début\f", "fin\ndébut"),
        ("un\n\n\n\n\ndeux", "un\n\ndeux"),
        ("rendez\u2011vous", "rendez-vous"),
    ],
)
def test_characters_are_plain(raw: str, expected: str) -> None:
    assert repair_characters(raw) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("des parte-\nnaires", "des partenaires"),
        ("des parte-\n\nnaires", "des partenaires"),
        ("des parte\u00ad\nnaires", "des partenaires"),
        ("des parte\x02naires", "des partenaires"),
        ("le médico-\nsocial", "le médico-social"),
        ("ce rendez-\nvous", "ce rendez-vous"),
        ("celui-\nci agit", "celui-ci agit"),
        ("Vers-sous-\nBelmoncel", "Vers-sous-Belmoncel"),
        ("Grimois-\nsur-Ourme", "Grimois-sur-Ourme"),
        ("le Val-\nd’Orme", "le Val-d’Orme"),
        ("le Bois-\nl'Abbé", "le Bois-l'Abbé"),
        ("PARTE-\nNAIRES", "PARTENAIRES"),
        ("la période 2031-\n2035", "la période 2031-2035"),
        ("sante@pays-\nrives.example", "sante@pays-rives.example"),
        ("ars-\ndt99@sante.example", "ars-dt99@sante.example"),
        ("l’amélio-\nration", "l’amélioration"),
        ("pluridisci-\nplinaires et coordon-\nnées", "pluridisciplinaires et coordonnées"),
        ("fin.\n- Former", "fin.\n- Former"),
        ("des profes-\nCLS, page 6", "des profes-\nCLS, page 6"),
        ("l’\n-\x02suite", "l’\n--\nsuite"),
    ],
)
def test_words_cut_by_a_line_end_are_made_whole_and_compounds_keep_their_hyphen(raw: str, expected: str) -> None:
    assert repair_pages([raw]) == (expected,)


def test_a_compound_written_elsewhere_in_the_document_keeps_its_hyphen() -> None:
    first, second = repair_pages(["Le groupe Sud-ourmois avance vite. ", "Le groupe du sud-\nourmois avance."])
    assert second == "Le groupe du sud-ourmois avance."
    assert first == "Le groupe Sud-ourmois avance vite."


french = st.text(st.sampled_from("abcéè -\n’'•.:1\u00a0\u00adSÀ\ufb01\x02"), max_size=60) | st.text(max_size=60)


@settings(max_examples=200, deadline=None)
@given(french)
def test_repaired_characters_need_no_second_repair(text: str) -> None:
    once = repair_characters(text)
    assert repair_characters(once) == once


@settings(max_examples=200, deadline=None)
@given(st.lists(french, max_size=3))
def test_pages_stay_pages_and_no_letter_is_lost(texts: list[str]) -> None:
    repaired = repair_pages(texts)
    assert len(repaired) == len(texts)

    def letters(text: str) -> list[str]:
        return [c for c in repair_characters(text) if c.isalnum()]

    assert [letters(t) for t in repaired] == [letters(t) for t in texts]
