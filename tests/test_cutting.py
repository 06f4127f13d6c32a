"""Long values cut where their sentences end, each sentence with its own words as proof."""

from __future__ import annotations

import pytest

from assistant.quotations.cutting import LEFT_OUT, between, cut, sentences, whole_sentences
from ingest.facts.records import Evidence, Said

FIRST = "La référente tient un « guichet d'accueil » pour les internes.\nElle doit créer les conditions d'in-"
SECOND = "tégration des nouveaux venus : logement, emploi du conjoint.\nElle rend compte chaque année au comité."


def said(*pages: str) -> Said:
    """A value that stands on pages 4, 5…, each from character 10 on."""
    evidence = tuple(Evidence("d", 4 + i, 10, 10 + len(text), text) for i, text in enumerate(pages))
    return Said(" ".join(" ".join(pages).split()), evidence)


def test_each_sentence_has_the_words_that_prove_it() -> None:
    found = sentences(said(FIRST, SECOND))
    assert [one.value for one in found] == [
        "La référente tient un « guichet d'accueil » pour les internes.",
        "Elle doit créer les conditions d'intégration des nouveaux venus : logement, emploi du conjoint.",
        "Elle rend compte chaque année au comité.",
    ]
    assert [[e.page for e in one.evidence] for one in found] == [[4], [4, 5], [5]]
    for one in found:
        for e in one.evidence:
            assert (FIRST if e.page == 4 else SECOND)[e.start - 10 : e.end - 10] == e.quote


def test_what_is_left_out_is_not_cited() -> None:
    short = whole_sentences(said(FIRST, SECOND), 80)
    assert short.value == f"La référente tient un « guichet d'accueil » pour les internes.{LEFT_OUT}"
    assert [e.page for e in short.evidence] == [4]


def test_a_short_value_stays_whole() -> None:
    value = said("Un seul\nparagraphe.")
    assert whole_sentences(value, 80).value == "Un seul paragraphe."
    assert whole_sentences(value, 80).evidence == value.evidence


def test_one_long_sentence_stays_whole_where_it_is_little_longer() -> None:
    text = "Mettre en place avec la maison de santé un atelier d'équilibre pour les aînés."
    assert whole_sentences(said(text), 60).value == text
    assert whole_sentences(said(text), 40).value.endswith(LEFT_OUT)


def test_a_value_that_its_words_do_not_make_up_is_not_cut_apart() -> None:
    value = Said("Tout autre chose. Encore.", said("Deux phrases. Ici.").evidence)
    assert sentences(value) == [value]


def test_a_middle_part_says_that_words_are_left_out_on_both_sides() -> None:
    value = Said("Un jour. Deux mots. Trois mots ici.", said("Un jour. Deux mots. Trois mots ici.").evidence)
    pieces = sentences(value)
    assert between(value, pieces, 1, 1, 100).value == "[…] Deux mots. […]"
    assert between(value, pieces, 1, 2, 100).value == "[…] Deux mots. Trois mots ici."


@pytest.mark.parametrize(
    ("text", "most", "expected"),
    [
        (
            "Elle joue le rôle de « porte d'entrée », de « guichet d'accueil » du pays",
            60,
            "Elle joue le rôle de « porte d'entrée » […]",
        ),
        ("Un accueil (gares, mairies et maisons de santé du pays) est ouvert", 40, "Un accueil […]"),
        ("Une première phrase. Une seconde phrase qui est trop longue", 40, "Une première phrase. […]"),
        ("Court", 40, "Court"),
    ],
)
def test_no_quotation_mark_stays_open(text: str, most: int, expected: str) -> None:
    assert cut(text, most) == expected
