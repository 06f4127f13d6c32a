"""Questions as people type them, put into plain French: short forms, apostrophes, spelling."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.questions.scope import ScopeResolver
from assistant.questions.typing_errors import Known, plain, sound
from tests.contracts import snapshot_of

KNOWN = ScopeResolver(snapshot_of()).known


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ki a signe le cls", "qui a signe le cls"),
        ("c koi le taux de l ars", "c'est quoi le taux de l'ars"),
        ("le présidant du petr qui a signé cki", "le président du petr qui a signé c'est qui"),
        ("lambroisie c ki ki s en occupe", "l'ambroisie c'est qui qui s'en occupe"),
        ("cb de fois ds lannée", "combien de fois dans l'année"),
        ("7 teme c koi stp", "7 thème c'est quoi"),
        ("les signatères finansé par l ars", "les signataires financé par l'ars"),
        ("depuis kan le moustik tigre", "depuis quand le moustique tigre"),
        ("la violance", "la violence"),
        ("qui a sinié le cls", "qui a signé le cls"),
        ("resilliassion du contrat", "résiliation du contrat"),
        ("kel é le porteur", "quel est le porteur"),
        ("le porteur é le pilote", "le porteur et le pilote"),
        ("un probleme dalcool", "un probleme d'alcool"),
        ("ds lancien contrat", "dans l'ancien contrat"),
        ("sa coute combien", "ça coûte combien"),
        ("KI A SIGNÉ LE CLS", "Qui A SIGNÉ LE CLS"),
        # a verb and its subject turned round
        ("la cpam est elle signataire", "la cpam est-elle signataire"),
        ("l ars a t elle signé", "l'ars a-t-elle signé"),
        ("l'ars a t'elle signé", "l'ars a-t-elle signé"),
        ("faut il un avenant", "faut-il un avenant"),
        ("la région finance t elle", "la région finance-t-elle"),
        ("elle la finance elle même", "elle la finance elle même"),
        ("la charte c un cls", "la charte c'est un cls"),
        # what the documents name
        ("ki a signe o roche vive", "qui a signe au Rochevive"),
        ("maravale", "Maraval"),
    ],
)
def test_what_is_typed_is_read_as_it_was_meant(typed: str, meant: str) -> None:
    assert plain(typed, KNOWN) == meant


@pytest.mark.parametrize(
    "text",
    [
        "Qui a signé le CLS des Hautes Rives ?",
        "C'est quoi l'hépatite C ?",
        "Prendre 5 g par jour",
        "PE, AC, DS : que veulent dire ces sigles ?",
        "Où habite M. Signy ?",
        "Le CLS de Besançon",
        "le cls de besançon",
        "Combien coûte la fiche 2.1 en 2024-2028 ?",
        "30 000 € par an, soit 12,5 %",
        "Que dit l'article 9 ?",
        "Aubeterre et Lunac",
        "que fait-on contre l'ambrosie",
        "",
    ],
)
def test_what_is_well_typed_or_a_name_is_left_alone(text: str) -> None:
    assert plain(text, KNOWN) == text


def test_a_word_that_the_documents_hold_is_not_corrected() -> None:
    assert plain("le signator du plan", Known(frozenset({"signator"}))) == "le signator du plan"


@pytest.mark.parametrize(
    ("one", "other"),
    [("sinié", "signé"), ("moustik", "moustique"), ("teme", "thème"), ("fisique", "physique"), ("bujet", "budget")],
)
def test_words_of_one_sound_are_spelled_alike(one: str, other: str) -> None:
    assert sound(one) == sound(other)


def test_a_long_question_takes_no_time() -> None:
    began = time.thread_time()  # the work, whatever else the machine does
    for text in ("ki c koi " * 110, "signatèrz " * 99, "val dahon " * 99, "é " * 499):
        plain(text[:1000], KNOWN)
    assert time.thread_time() - began < 2


@given(st.text(max_size=120))
def test_digits_are_never_touched(text: str) -> None:
    digits = [c for c in text if c.isascii() and c.isdigit()]
    assert [c for c in plain(text, KNOWN) if c.isascii() and c.isdigit()] == digits
