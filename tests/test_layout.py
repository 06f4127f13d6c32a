"""Pages are read in the order in which a person reads them, however their stream is written."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.readers import Limits, read
from ingest.readers.layout import Fragment, reading_order
from tests.documents import LEADING, Placed, across, lines, pdf

TOP = 700.0
HEADER: list[Placed] = [("CLS du Val d'Aurence", 60, 800), ("Agence de Brévanne", 430, 800)]
FOOTER: list[Placed] = [("Contrat 2031-2036, page 4", 240, 40)]
LEFT = [
    "La vallée compte douze communes et un bourg",
    "qui rassemble la moitié des habitants. Les",
    "médecins y sont deux fois moins nombreux que",
    "dans le reste du département, et leur moyenne",
    "d'âge approche soixante ans.",
]
RIGHT = [
    "Le contrat propose donc trois axes de travail",
    "qui se complètent. Le premier porte sur la",
    "venue de jeunes médecins, le deuxième sur la",
    "prévention, et le dernier sur la santé mentale",
    "des adolescents de la vallée.",
    "Chaque axe a son pilote.",
]
THIRD = [
    "Un comité se réunit",
    "deux fois par an et",
    "rend compte de son",
    "travail aux élus de",
    "la vallée en juin.",
]


def text_of(path: Path, page: list[Placed], one_text_object: bool = False) -> str:
    """The lines that the PDF reader gives of a page, without the blank ones that part its paragraphs."""
    return re.sub(r"\n{2,}", "\n", paragraphs_of(path, page, one_text_object))


def paragraphs_of(path: Path, page: list[Placed], one_text_object: bool = False) -> str:
    """The text that the PDF reader gives of a page."""
    return read(pdf(path, [page], one_text_object=one_text_object), Limits(ocr=False)).pages[0].text


def flat(placed: list[Placed]) -> list[str]:
    return [text for text, _, _ in placed]


def test_white_space_between_paragraphs_becomes_a_blank_line(tmp_path: Path) -> None:
    placed: list[Placed] = [("Les parties", 60, 700), ("La ville signe,", 60, 672), ("l’agence aussi.", 60, 658)]
    assert paragraphs_of(tmp_path / "p.pdf", placed) == "Les parties\n\nLa ville signe,\nl’agence aussi."


@pytest.mark.parametrize("one_text_object", [False, True])
def test_two_columns_of_prose_are_read_one_after_the_other(tmp_path: Path, one_text_object: bool) -> None:
    title: list[Placed] = [
        ("Le diagnostic de la vallée montre des besoins que le contrat doit couvrir en cinq ans", 60, 740)
    ]
    left, right = lines(LEFT, 60, TOP), lines(RIGHT, 320, TOP)
    after: list[Placed] = [
        ("Ces constats ont été partagés avec tous les partenaires lors de la réunion de clôture", 60, 560)
    ]
    expected = "\n".join([*flat(title), *LEFT, *RIGHT, *flat(after), *flat(FOOTER)])
    for body in (across(left, right), left + right):
        page = [*title, *body, *after, *FOOTER]
        assert text_of(tmp_path / "p.pdf", page, one_text_object) == expected


def test_three_columns_of_prose_are_read_one_after_the_other(tmp_path: Path) -> None:
    columns = [lines(THIRD, x, TOP) for x in (60, 230, 400)]
    expected = "\n".join(THIRD * 3)
    assert text_of(tmp_path / "p.pdf", across(*columns)) == expected
    assert text_of(tmp_path / "p.pdf", [p for column in columns for p in column]) == expected


def sheet_cells() -> list[tuple[list[Placed], list[Placed]]]:
    """Rows of an action sheet: label on the left, content on the right, a blank between rows."""
    rows = [
        (["Motivation,", "contexte"], LEFT),
        (["Porteur"], ["CPTS d'Aurence"]),
        (["Liens avec la poli-", "tique régionale de", "santé"], ["Parcours santé mentale", "Programme de Brévanne"]),
        (["Financement"], ["Montant annuel du projet : 4 500 €", "Cofinancements : néant"]),
    ]
    cells, top = [], TOP
    for label, content in rows:
        cells.append((lines(label, 60, top), lines(content, 170, top)))
        top -= LEADING * max(len(label), len(content)) + 8
    return cells


@pytest.mark.parametrize("one_text_object", [False, True])
def test_a_sheet_is_read_row_by_row_each_label_whole_and_on_its_own_lines(
    tmp_path: Path, one_text_object: bool
) -> None:
    cells = sheet_cells()
    by_cell = [placed for label, content in cells for placed in (*label, *content)]
    across_gutter = across(*(part for cell in cells for part in cell))
    expected = "\n".join([*flat(by_cell), *flat(FOOTER)])
    for body in (by_cell, across_gutter):
        assert text_of(tmp_path / "p.pdf", [*body, *FOOTER], one_text_object) == expected


def test_labels_written_before_all_contents_come_back_to_their_rows(tmp_path: Path) -> None:
    cells = sheet_cells()
    page = [p for label, _ in cells for p in label] + [p for _, content in cells for p in content]
    assert text_of(tmp_path / "p.pdf", page) == "\n".join(p[0] for label, content in cells for p in (*label, *content))


def test_a_label_centred_beside_its_content_stays_before_it(tmp_path: Path) -> None:
    content = lines(LEFT, 170, TOP)
    label = lines(["Motivation,", "contexte"], 60, TOP - 1.5 * LEADING)
    second = lines(["Calendrier"], 60, 600), lines(["De mars 2031 à juin 2033"], 170, 600)
    third = lines(["Public visé"], 60, 560), lines(["Les aidants de la vallée", "et leurs proches"], 170, 560)
    expected = "\n".join(flat([*label, *content, *second[0], *second[1], *third[0], *third[1]]))
    assert text_of(tmp_path / "p.pdf", [*label, *content, *second[0], *second[1], *third[0], *third[1]]) == expected
    assert text_of(tmp_path / "p.pdf", across(label, content, *second, *third)) == expected


def test_content_that_goes_on_from_the_page_before_stays_before_the_first_label(tmp_path: Path) -> None:
    content = lines(["suite du texte de la page précédente", "et sa fin."], 170, TOP + 60)
    cells = sheet_cells()
    by_cell = [*content, *(placed for label, text in cells for placed in (*label, *text))]
    assert text_of(tmp_path / "p.pdf", across(by_cell)) == "\n".join(flat(by_cell))
    assert text_of(tmp_path / "p.pdf", by_cell) == "\n".join(flat(by_cell))


def test_a_table_of_figures_is_read_row_by_row(tmp_path: Path) -> None:
    rows = [
        ("Taux pour 100 000", "Aurence", "Brévanne", "France"),
        ("Mortalité générale", "901,4", "888,2", "914,9"),
        ("Mortalité prématurée", "181,0", "174,3", "190,2"),
        ("Mortalité évitable", "60,1", "59,8", "61,0"),
        ("Mortalité par cancer", "230,5", "228,7", "249,6"),
    ]
    xs = (60, 250, 340, 430)
    cells = [[(text, x, TOP - 20 * i) for text, x in zip(row, xs, strict=True)] for i, row in enumerate(rows)]
    expected = "\n".join(" ".join(row) for row in rows)
    by_row = [cell for row in cells for cell in row]
    by_column = [row[column] for column in range(4) for row in cells]
    assert text_of(tmp_path / "p.pdf", by_row) == expected
    assert text_of(tmp_path / "p.pdf", by_column) == expected


def test_plain_prose_is_left_as_it_is_written(tmp_path: Path) -> None:
    page = [*HEADER, *lines(LEFT + RIGHT, 60, TOP), *FOOTER]
    expected = "\n".join([*flat(HEADER), *LEFT, *RIGHT, *flat(FOOTER)])
    assert text_of(tmp_path / "p.pdf", page) == expected


def test_bullets_make_no_column(tmp_path: Path) -> None:
    items = [(mark, x, TOP - LEADING * i) for i in range(6) for mark, x in (("-", 60), (f"point numéro {i}", 130))]
    assert text_of(tmp_path / "p.pdf", items) == "\n".join(f"- point numéro {i}" for i in range(6))


def test_turned_text_and_superscripts_lose_nothing(tmp_path: Path) -> None:
    from reportlab.pdfgen.canvas import Canvas

    path = tmp_path / "p.pdf"
    canvas = Canvas(str(path))
    canvas.setFont("Helvetica", 10)
    canvas.drawString(60, 700, "Le 1")
    canvas.setFont("Helvetica", 6)
    canvas.drawString(80, 704, "er")
    canvas.setFont("Helvetica", 10)
    canvas.drawString(88, 700, "avril 2031")
    canvas.rotate(90)
    canvas.drawString(100, -30, "en marge")
    canvas.save()
    text = read(path, Limits(ocr=False)).pages[0].text
    assert text.split()[0:2] == ["Le", "1er"]
    assert "avril 2031" in text
    assert "en marge" in text


def test_a_page_written_sideways_is_read_as_it_is_shown(tmp_path: Path) -> None:
    from reportlab.pdfgen.canvas import Canvas

    path = tmp_path / "p.pdf"
    canvas = Canvas(str(path))
    canvas.rotate(90)
    canvas.setFont("Helvetica", 10)
    for text, x, y in across(lines(LEFT, 60, 0), lines(RIGHT, 320, 0)):
        canvas.drawString(x, y - 100, text)
    canvas.save()
    assert read(path, Limits(ocr=False)).pages[0].text == "\n".join(LEFT + RIGHT)


places = st.builds(
    Fragment,
    text=st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Zs", "Zl", "Zp")), min_size=1, max_size=12),
    x0=st.floats(0, 500),
    x1=st.floats(0, 600),
    y=st.sampled_from([700.0 - 12 * i for i in range(8)]) | st.floats(0, 800),
    size=st.floats(1, 20),
    upright=st.booleans(),
)


@settings(max_examples=300, deadline=None)
@given(st.lists(places, max_size=40))
def test_no_character_is_lost_or_repeated(fragments: list[Fragment]) -> None:
    read_back = "".join(reading_order(fragments).split())
    assert sorted(read_back) == sorted("".join("".join(f.text for f in fragments).split()))
