"""Sentences and items of a passage: offsets always lead back to the page's text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.quotations.units import is_heading, lines_apart, units_of, whole
from ingest.records import Document, Metadata, Page, Passage, ReadState, Span
from tests.contracts import page_text, passage_of, snapshot_of


def document(*pages: str) -> Document:
    """A document of these pages."""
    numbered = tuple(Page(number, text) for number, text in enumerate(pages, 1))
    return Document("d", "d.txt", Metadata("D"), ReadState.READY, numbered)


def passage(source: Document, path: tuple[str, ...] = (), *spans: Span) -> Passage:
    """A passage of whole pages, or of the given spans."""
    spans = spans or tuple(Span(page.number, 0, len(page.text)) for page in source.pages)
    return Passage("p", "d", "\n".join(page_text(source, s.page)[s.start : s.end] for s in spans), spans, path)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Une phrase. Une autre.", ["Une phrase.", "Une autre."]),
        ("Une phrase\nsur deux lignes. Une autre.", ["Une phrase\nsur deux lignes.", "Une autre."]),
        ("Mme Verdan et M. Astier signent. Le Dr. Bo aussi.", ["Mme Verdan et M. Astier signent.", "Le Dr. Bo aussi."]),
        ("Voir art. L. 1434-10 du code. Fin.", ["Voir art. L. 1434-10 du code.", "Fin."]),
        ("Budget : 1.500 € par an. Fin.", ["Budget : 1.500 € par an.", "Fin."]),
        ("- l'État\n- l'ARS", ["- l'État", "- l'ARS"]),
        ("Porteur : la CPTS\nMontant : 1 500 €", ["Porteur : la CPTS", "Montant : 1 500 €"]),
        ("Un paragraphe\n\nUn autre", ["Un paragraphe", "Un autre"]),
        ("  \n \n", []),
        ("", []),
    ],
)  # fmt: skip
def test_a_unit_is_a_sentence_an_item_or_a_labelled_line(text: str, expected: list[str]) -> None:
    source = document(text)
    assert [unit.text for unit in units_of(passage(source), source)] == expected


def test_no_unit_crosses_a_page() -> None:
    source = document("Une phrase qui", "continue ici.")
    assert [(u.page, u.text) for u in units_of(passage(source), source)] == [
        (1, "Une phrase qui"),
        (2, "continue ici."),
    ]


@given(st.text(alphabet=st.sampled_from("aB. \n-•:é!?1€»M")), st.integers(0, 20), st.integers(0, 60))
def test_offsets_give_the_text_back(text: str, start: int, length: int) -> None:
    source = document(text)
    span = Span(1, min(start, len(text)), min(start + length, len(text)))
    for found in (units_of, whole):
        units = found(passage(source, ("aB",), span), source)
        for unit in units:
            assert unit.text == text[unit.start : unit.end]
            assert span.start <= unit.start < unit.end <= span.end
            assert unit.text.strip()
        assert all(a.end <= b.start for a, b in pairwise(units))


@given(st.text(max_size=300))
def test_no_character_but_white_space_is_lost(text: str) -> None:
    source = document(text)
    kept = "".join(unit.text for unit in units_of(passage(source), source))
    assert "".join(kept.split()) == "".join(text.split())


def test_a_whole_passage_leaves_out_the_headings_that_its_path_repeats() -> None:
    text = "Fiche 2.1 : Former\nFinancement\nMontant : 4 120 €\nTaux : 100 %"
    source = document(text)
    [unit] = whole(passage(source, ("Fiche 2.1 : Former", "Financement")), source)
    assert unit.text == "Montant : 4 120 €\nTaux : 100 %"
    assert text[unit.start : unit.end] == unit.text


def test_a_whole_passage_over_two_pages_is_two_units() -> None:
    snapshot = snapshot_of()
    signed = passage_of(snapshot, "Odile Verdan")
    units = whole(signed, snapshot.document(signed.document_id))  # type: ignore[arg-type]
    assert [unit.page for unit in units] == [2, 3]
    assert units[0].text.startswith("Le contrat local de santé des Hautes Rives est signé entre :")
    assert units[1].text.endswith("le centre hospitalier de Rochevive.")


@pytest.mark.parametrize(
    ("line", "path", "expected"),
    [
        ("Article 1 : Les parties", ("Article 1 : Les parties",), True),
        ("ARTICLE 1 : LES PARTIES", ("Article 1 : Les parties",), True),
        ("Les parties", ("Article 1 : Les parties",), True),
        ("Article 1", ("Article 1 : Les parties",), True),
        ("Le contrat", ("Article 1 : Les parties",), False),
        ("…", (), True),
        ("Le contrat", (), False),
    ],
)
def test_a_line_that_only_repeats_a_title_is_a_heading(line: str, path: tuple[str, ...], expected: bool) -> None:
    assert is_heading(line, path) is expected


def test_a_line_that_ends_in_a_comma_goes_on_across_a_blank_line() -> None:
    text = "Le contrat est signé entre l'ARS de la Loue,\n\nla commune de Lunac et la CPAM.\nIl dure cinq ans."
    assert lines_apart(text)[0].endswith("la CPAM.")


def test_the_titles_of_a_sheet_are_none_of_its_first_sentence() -> None:
    text = (
        "AXE 2 : ENVIRONNEMENT\n\nFiche action 2.1 : Lutter contre le frelon :\naider les communes du Val\n"
        "Motivation, contexte\nLe frelon est là depuis 2031. Il progresse."
    )
    source = document(text)
    path = ("Fiche action 2.1", "Motivation, contexte")
    units = [unit.text for unit in units_of(passage(source, path), source)]
    assert units[-2:] == ["Le frelon est là depuis 2031.", "Il progresse."]
    assert all(is_heading(text, path) for text in units[1:-2])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("7 pièges sont posés près de l’hôpital\nL’Agence intervient aussi.", 2),
        ("La démarche est portée par\nL’Association des Rives.", 1),
        ("Le texte va\nÀ la ligne.", 1),
    ],
)
def test_a_line_that_begins_as_only_sentences_do_is_a_sentence(text: str, expected: int) -> None:
    source = document(text)
    assert len(units_of(passage(source), source)) == expected


def test_a_row_of_a_table_is_never_cut() -> None:
    row = "1.1 | Une équipe ; Une coordinatrice à plein temps | Communauté de communes | 55 000 €/an"
    source = document(f"Le plan. Il suit.\n{row}\n")
    assert [unit.text for unit in units_of(passage(source), source)][-1].endswith(row)
