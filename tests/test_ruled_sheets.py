"""Sheets drawn as a title band above a table of two columns: each label stands above its own content."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from ingest.facts.plans.rows import plan_actions
from ingest.facts.sheets.actions import actions
from ingest.facts.sheets.axes import axes
from ingest.readers.columns import Fragment
from ingest.readers.ruled_text import page_text
from ingest.readers.strokes import Stroke
from ingest.structure.wording import told
from tests.facts.readings import reading_of

LEFT, RIGHT, SIZE, LEADING = 50.0, 540.0, 9.0, 12.0
COVER = "Contrat local de santé\ndu Val d’Aurence\n2031-2035"
TITLES = ("Accueillir les internes", "Ouvrir un bus de soins", "Marcher ensemble", "Aérer les logements")
AXES = ("Accès aux soins et attractivité du territoire", "Animation et évaluation du contrat")
SOURCES = "CPTS", "Caisse", "Mairie", "Laboratoire"
LEADS = (["CPTS de l’Aurence"], ["CPAM de l’Orvanne"], ["CCAS de Lune", "MSA des Rives"], ["Agence de l’air"])


def band(cells: Sequence[tuple[float, list[str], bool]], top: float) -> tuple[list[Fragment], list[Stroke], float]:
    """A row of cells that begin at given places: its text, bold or not, its borders, and where it ends."""
    low = top - LEADING * max(len(lines) for _, lines, _ in cells) - 6
    fragments, strokes = [], [Stroke(LEFT, top, RIGHT, top), Stroke(LEFT, low, RIGHT, low)]
    strokes += [Stroke(x, low, x, top) for x in (*(x for x, *_ in cells), RIGHT)]
    for x, lines, bold in cells:
        for i, text in enumerate(lines):
            y = top - 12 - LEADING * i
            fragments += [
                Fragment(text, x + 4, x + 4 + 4 * len(text), y, SIZE, True, bold),
                Fragment("\n", x, x, y, SIZE, True),
            ]
    return fragments, strokes, low


def sheet(rows: Sequence[tuple[list[str], list[str]]], gutter: float = 180.0, title: Sequence[str] = ()) -> str:
    """The text of a page that holds a sheet: its number and title in a band, then labels beside contents."""
    fragments, strokes, top = [], [], 800.0
    cells = [[(LEFT, [title[0]], True), (LEFT + 100, [title[1]], True)]] if title else []
    cells += [[(LEFT, label, True), (gutter, content, False)] for label, content in rows]
    for row in cells:
        text, lines, top = band(row, top)
        fragments += text
        strokes += lines
    return page_text(fragments, strokes)[0]


def rows_of(k: int, policy: list[str], axis: str, lead: str) -> list[tuple[list[str], list[str]]]:
    number = 1 + k // 2
    return [
        ([axis], [f"Axe {number} – {AXES[number - 1]}"]),
        (policy, [f"Agir sur l’attractivité du métier {k}"]),
        (["Contexte et enjeux"], ["Six généralistes ont soixante ans ou plus.", f"L’un d’eux part en {2031 + k}."]),
        ([" ".join(f"{word}s" for word in lead.split()) if len(LEADS[k]) > 1 else lead], LEADS[k]),
        (["Partenaires mobilisés"], ["Faculté de médecine, Ordre des médecins"]),
        (["Public visé"], [f"• Internes du secteur {k}", "• Remplaçants"]),
        (["Livrables et résultats", "attendus"], [f"• Livret {k} diffusé"]),
        (["Plan de financement"], [f"{k + 1} 000 € par an"]),
        (["Indicateurs de processus"], [f"• Nombre de soirées {k}"]),
        (["Source des données"], [SOURCES[k]]),
        (["Leviers / freins"], [f"Leviers : accueil {k}", f"Freins : trajets {k}"]),
    ]


@pytest.mark.parametrize(
    ("policy", "axis", "lead", "gutter"),
    [
        (["Objectif stratégique du", "PRS"], "Axe stratégique", "Promoteur", 180.0),
        (["Ancrage régional"], "Axe", "Cheville ouvrière", 230.0),
        (["Orientations régionales", "du PRS"], "Axe du contrat", "Structure porteuse", 150.0),
    ],
)
def test_what_stands_beside_a_label_is_its_content(policy: list[str], axis: str, lead: str, gutter: float) -> None:
    pages = [
        sheet(rows_of(k, policy, axis, lead), gutter, (f"ACTION {1 + k // 2}-{1 + k % 2}", title))
        for k, title in enumerate(TITLES)
    ]
    # A table whose cells are lines of their own has the word "Axe" alone on one.
    table = "Les actions du contrat\n\nAxe\n\nAction\n\nPromoteur\n"
    reading = reading_of([COVER, table, *pages])
    found = actions(reading)
    assert [(a.number, a.titles[0].value, a.axis) for a in found] == [
        (f"{1 + k // 2}.{1 + k % 2}", title, str(1 + k // 2)) for k, title in enumerate(TITLES)
    ]
    for k, action in enumerate(found):
        assert [s.value for s in action.leads] == LEADS[k]
        assert [s.value for s in action.partners] == ["Faculté de médecine", "Ordre des médecins"]
        assert [s.value for s in action.public] == [f"Internes du secteur {k}", "Remplaçants"]
        assert [s.value for s in action.results] == [f"Livret {k} diffusé"]
        assert [line.amount for line in action.funding] == [1000 * (k + 1)]
        assert [i.name for i in action.indicators] == [f"Nombre de soirées {k}"]
        assert [s.value for s in action.source] == [SOURCES[k]]
    assert [axis_.titles[0].value for axis_ in axes(reading)] == list(AXES)


def test_labels_in_bold_above_contents_are_still_read_in_pairs() -> None:
    fragments, strokes, top = [], [], 800.0
    for labels, bold in ((["Pilote", "Partenaires"], True), (["CPTS du Val", "MSA des Rives"], False)):
        text, lines, top = band([(LEFT, labels[:1], bold), (300.0, labels[1:], bold)], top)
        fragments += text
        strokes += lines
    lines_ = [line for line in page_text(fragments, strokes)[0].split("\n") if line]
    assert lines_ == ["Pilote", "CPTS du Val", "Partenaires", "MSA des Rives"]


def test_a_table_whose_first_column_names_axes_is_a_table() -> None:
    rows = [("Axe", "Action", "Promoteur")]
    rows += [(f"Axe {i + 1} – {t}", f"{i + 1}-1 {TITLES[i]}", LEADS[i][0]) for i, t in enumerate(AXES)]
    rows += [("Axe 3 – Santé mentale et lien social", "3-1 Écouter", "CCAS de Lune")]
    fragments, strokes, top = [], [], 800.0
    for i, row in enumerate(rows):
        places = zip((LEFT, 260.0, 420.0), row, strict=True)
        text, lines, top = band([(x, [cell], i == 0) for x, cell in places], top)
        fragments += text
        strokes += lines
    assert page_text(fragments, strokes)[0].strip().split("\n") == [" | ".join(row) for row in rows]


HEAD = "N° | Intitulé | Pilote | Échéance"


@pytest.mark.parametrize(
    ("heading", "head"),
    [
        ("Tableau synthétique des actions\n\n", HEAD),
        ("Pour s’y retrouver\n\n", "Fiche | Action | Chef de file"),
        ("", HEAD),
    ],
)
def test_the_table_of_all_actions_on_a_page_behind_the_last_sheet_is_no_part_of_it(heading: str, head: str) -> None:
    sheets = "\n".join(
        f"Fiche-action n° {k + 1} – {t}\nPilote\n{LEADS[k][0]}\nCritères d’évaluation\n• Nombre de séances {k}"
        for k, t in enumerate(TITLES)
    )
    rows = "\n".join(f"{k + 1} | {t} | {LEADS[k][0]} | 203{k}" for k, t in enumerate(TITLES))
    found = actions(reading_of([COVER, sheets, f"{heading}{head}\n{rows}"]))
    assert [[i.name for i in action.indicators] for action in found] == [[f"Nombre de séances {k}"] for k in range(4)]


@pytest.mark.parametrize(
    "text", ["Axe 1 – Accès aux soins du territoire", "Axe III : Évaluation du contrat", "Objectif 2.1 – Public"]
)
def test_a_numbered_title_is_no_label_whatever_its_words(text: str) -> None:
    assert told(text) is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Objectif stratégique du PRS", "policy"),
        ("Axes prioritaires du projet régional de santé", "policy"),
        ("Objectif n° 2", "objectives"),
        ("Axe à évaluer et suivi", "indicators"),
        ("Enjeux du territoire", "context"),
    ],
)
def test_what_labels_tell(text: str, name: str) -> None:
    label = told(text)
    assert label is not None
    assert label.name == name


def test_a_number_with_a_dash_before_a_capital_is_an_action_s_of_a_plan() -> None:
    table = "Axe | Action | Pilote\nAxe 1 – Se soigner | 1-1 Ouvrir un bus | CPTS du Val\n | 2-3 ateliers par an | MSA"
    found = plan_actions(reading_of([COVER, table]))
    assert [(a.number, a.titles[0].value) for a in found] == [("1.1", "Ouvrir un bus"), ("", "2-3 ateliers par an")]


@pytest.mark.parametrize(
    ("cell", "leads"),
    [
        ("CPTS Rive et Lande et CPAM de l’Aurence", ["CPTS Rive et Lande", "CPAM de l’Aurence"]),
        ("Ligue contre le cancer, comité de l’Aurence", ["Ligue contre le cancer, comité de l’Aurence"]),
        ("CPTS du Val, Comité des fêtes", ["CPTS du Val", "Comité des fêtes"]),
        ("Maison des aînés et des aidants", ["Maison des aînés et des aidants"]),
    ],
)
def test_the_leads_of_a_row(cell: str, leads: list[str]) -> None:
    table = f"N° | Action | Pilote\n1 | Ouvrir un bus | {cell}\n2 | Marcher | MSA des Rives"
    assert [lead.value for lead in plan_actions(reading_of([COVER, table]))[0].leads] == leads
