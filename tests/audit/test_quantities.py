"""Numbers in French text, in any form, with their unit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.audit.dates import dates, ranges
from assistant.audit.names import institutions_in, names_in
from assistant.audit.quantities import quantities
from assistant.audit.sentences import sentences_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("4 120 €", [(4120, "EUR")]),
        ("4120 euros", [(4120, "EUR")]),
        ("4.120 €", [(4120, "EUR")]),
        ("4\u00a0120\u202f€", [(4120, "EUR")]),
        ("12 k€", [(12000, "EUR")]),
        ("0,3 M€", [(300000, "EUR")]),
        ("3,6 milliards d'euros", [(3.6e9, "EUR")]),
        ("quatre mille euros", [(4000, "EUR")]),
        ("50 %", [(50, "%")]),
        ("50%", [(50, "%")]),
        ("cinquante pour cent", [(50, "%")]),
        ("cinq ans", [(5, "ans")]),
        ("5 années", [(5, "ans")]),
        ("deux mois", [(2, "mois")]),
        ("dix signataires", [(10, "signataires")]),
        ("23 418 habitants", [(23418, "habitants")]),
        ("10 à 16 personnes", [(10, ""), (16, "personnes")]),
        ("vingt et une communes", [(21, "communes")]),
        ("quatre-vingt-douze communes", [(92, "communes")]),
        ("une fiche et un axe", []),
        ("le 1er janvier", [(1, "")]),
        ("sans nombre", []),
        ("", []),
    ],
)
def test_a_quantity_is_read_in_any_form(text: str, expected: list[tuple[float, str]]) -> None:
    assert [(q.value, q.unit) for q in quantities(text)] == expected


@given(st.integers(1, 10**7), st.sampled_from(["{:,}", "{}"]), st.sampled_from([" €", "€", " euros"]))
def test_every_amount_is_found_as_it_is(value: int, form: str, unit: str) -> None:
    written = form.format(value).replace(",", " ")
    assert [(q.value, q.unit) for q in quantities(f"un montant de {written}{unit} par an")] == [(value, "EUR")]


@given(st.text(max_size=200))
def test_no_text_breaks_the_reading(text: str) -> None:
    for quantity in quantities(text):
        assert text[quantity.start : quantity.end] == quantity.text
    for date in dates(text):
        assert 1 <= date.month <= 12
    list(ranges(text))
    list(names_in(text))
    sentences_of(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("le 12 mars 2031", [(12, 3, 2031)]),
        ("le 1er mai", [(1, 5, 0)]),
        ("12/03/2031", [(12, 3, 2031)]),
        ("12.03.31", [(12, 3, 2031)]),
        ("2031-03-12", [(12, 3, 2031)]),
        ("March 12, 2031", [(12, 3, 2031)]),
        ("en octobre 2031", [(0, 10, 2031)]),
        ("chaque mois d'octobre", [(0, 10, 0)]),
        ("mars et mai", []),
        ("fiche 3.1, axe 4", []),
    ],
)
def test_dates(text: str, expected: list[tuple[int, int, int]]) -> None:
    assert [(d.day, d.month, d.year) for d in dates(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("La fiche est portée par la Maison des Rives", [("Maison",), ("Rives",)]),
        ("représenté par Odile Verdan, présidente", [("Odile", "Verdan")]),
        ("L'UNAFAM et le GEM", [("UNAFAM",), ("GEM",)]),
        ("Combien de communes ?", []),
        ("Dix signataires", []),
        ("Le CLS a seize fiches", []),
    ],
)
def test_names(text: str, expected: list[tuple[str, ...]]) -> None:
    assert list(names_in(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("l'ARS et la caisse primaire d'assurance maladie", {"ars", "cpam"}),
        ("l'Agence\nRégionale de Santé", {"ars"}),
        ("leur état de santé", set()),
        ("l'État", {"etat"}),
        ("6,2 dans la région", set()),
    ],
)
def test_institutions(text: str, expected: set[str]) -> None:
    assert institutions_in(text) == expected


def test_sentences_carry_the_marks_behind_them() -> None:
    text = (
        "Deux contrats : [1]\n- A [1][2]\n- B (4 €) [2]\nC est vrai [1]. D aussi [2] par an.\nLes documents se taisent."
    )
    assert [(s.text, s.marks, s.item, s.items) for s in sentences_of(text)] == [
        ("Deux contrats :", (1,), False, 2),
        ("A", (1, 2), True, 0),
        ("B (4 €)", (2,), True, 0),
        ("C est vrai", (1,), False, 0),
        ("D aussi par an.", (2,), False, 0),
        ("Les documents se taisent.", (), False, 0),
    ]
