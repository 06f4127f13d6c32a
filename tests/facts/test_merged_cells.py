"""A sheet that is one table of merged cells: its labels, its choices, the two sides of its budget."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ingest.facts.funding.sheet import sheet_funding
from ingest.facts.records import LineRole, Nature
from ingest.facts.sheets.actions import actions
from ingest.readers.columns import Fragment
from ingest.readers.ruled_text import page_text
from ingest.readers.strokes import Stroke
from ingest.records import SectionKind
from tests.facts.readings import reading_of

WIDTH, LEADING, SIZE = 80.0, 12.0, 10.0
COVER = "Contrat local de santé\ndu Val d’Aurence\n2031-2035"
# (columns, lines): six columns of one width, merged otherwise in each row.
Cell = tuple[int, list[str]]
FORM: list[list[Cell]] = [
    [(6, ["AXE 1 – Se soigner près de chez soi"])],
    [(1, ["Référence"]), (1, ["Action 1-A"]), (4, ["Ouvrir une permanence de soins"])],
    [(6, ["☒ ☐  Action nouvelle        Action existante"])],
    [(1, ["Porteur"]), (2, ["CPTS des Deux Rives"]), (1, ["Partenaires"]), (2, ["CPAM de l’Orvanne"])],
    [(1, ["Contexte"]), (5, ["Le dernier cabinet a fermé."])],
    [(1, ["Coût total"]), (5, ["30 000 € par an"])],
    [(6, ["Plan de financement"])],
    [(2, ["Postes de dépenses"]), (1, ["Montant"]), (2, ["Ressources"]), (1, ["Montant"])],
    [(2, ["Vacations"]), (1, ["24 000 €"]), (2, ["ARS (FIR), sollicité"]), (1, ["20 000 €"])],
    [(2, ["Locaux"]), (1, ["6 000 €"]), (2, ["Autofinancement de la CPTS"]), (1, ["10 000 €"])],
    [(2, ["Total"]), (1, ["30 000 €"]), (2, ["Total"]), (1, ["30 000 €"])],
    [(1, ["Échéancier"]), (5, ["Janvier 2032"])],
    [(1, ["Indicateurs"]), (5, ["Nombre de patients reçus"])],
    [(1, ["Référent"]), (2, ["Coordinatrice"]), (1, ["Articulation"]), (2, ["☒ ☐ ☒ PRS  PTSM  CRTE"])],
]


def drawn(rows: Sequence[Sequence[Cell]]) -> tuple[list[Fragment], list[Stroke]]:
    """A page with a table of these rows, from its top."""
    return list(_texts(rows)), list(_lines(rows))


def _texts(rows: Sequence[Sequence[Cell]]) -> Iterator[Fragment]:
    y = 800.0
    for row in rows:
        column = 0
        for span, lines in row:
            for i, text in enumerate(lines):
                x = 40 + column * WIDTH + 2
                yield Fragment(text, x, x + min(len(text) * 4.5, span * WIDTH - 6), y - 10 - i * LEADING, SIZE, True)
                yield Fragment("\n", x, x, y - 10 - i * LEADING, SIZE, True)
            column += span
        y -= LEADING * max(len(lines) for _, lines in row) + 4


def _lines(rows: Sequence[Sequence[Cell]]) -> Iterator[Stroke]:
    y, right = 800.0, 40 + 6 * WIDTH
    yield Stroke(40, y, right, y)
    for row in rows:
        below = y - LEADING * max(len(lines) for _, lines in row) - 4
        edges = [0]
        for span, _ in row:
            edges.append(edges[-1] + span)
        for edge in edges:
            yield Stroke(40 + edge * WIDTH, below, 40 + edge * WIDTH, y)
        yield Stroke(40, below, right, below)
        y = below


def test_each_label_stands_above_its_content_and_each_choice_behind_its_box() -> None:
    text, _ = page_text(*drawn(FORM))
    assert text.split("\n") == [
        "AXE 1 – Se soigner près de chez soi",
        "Action 1-A – Ouvrir une permanence de soins",
        "☒ Action nouvelle  ☐ Action existante",
        "Porteur",
        "CPTS des Deux Rives",
        "Partenaires",
        "CPAM de l’Orvanne",
        "Contexte",
        "Le dernier cabinet a fermé.",
        "Coût total",
        "30 000 € par an",
        "Plan de financement",
        "Postes de dépenses | Montant",
        "Vacations | 24 000 €",
        "Locaux | 6 000 €",
        "Total | 30 000 €",
        "Ressources | Montant",
        "ARS (FIR), sollicité | 20 000 €",
        "Autofinancement de la CPTS | 10 000 €",
        "Total | 30 000 €",
        "Échéancier",
        "Janvier 2032",
        "Indicateurs",
        "Nombre de patients reçus",
        "Référent",
        "Coordinatrice",
        "Articulation",
        "☒ PRS  ☐ PTSM  ☒ CRTE",
    ]


def test_the_sheet_is_read_with_its_budget() -> None:
    text, _ = page_text(*drawn(FORM))
    reading = reading_of([COVER, text])
    (action,) = actions(reading)
    assert (action.number, action.titles[0].value) == ("1.A", "Ouvrir une permanence de soins")
    assert [lead.value for lead in action.leads] == ["CPTS des Deux Rives"]
    assert [link.value.value for link in action.policy] == ["PRS", "CRTE"]
    (sheet,) = reading.of(SectionKind.SHEET)
    total, *shares = sheet_funding(reading, sheet)
    assert (total.role, total.amount, str(total.period)) == (LineRole.TOTAL, 30000, "annual")
    assert [(item.label, item.amount) for item in total.items] == [("Vacations", 24000), ("Locaux", 6000)]
    assert [(s.payer, s.amount, s.nature, s.instrument, str(s.period)) for s in shares] == [
        ("ARS", 20000, Nature.REQUESTED, "FIR", "annual"),
        ("CPTS", 10000, Nature.UNKNOWN, "", "annual"),
    ]


def test_cells_that_end_with_a_person_are_a_page_of_signatures() -> None:
    rows: list[list[Cell]] = [
        [(3, ["Ville de Castrin", "Aline Corvet"]), (3, ["Département de l’Orvanne", "Hugo Lestrade"])],
        [(3, ["CPAM de l’Orvanne", "Inès Rouvray"]), (3, ["Centre hospitalier", "Paul Astier"])],
    ]
    text, _ = page_text(*drawn(rows))
    assert "|" not in text
    assert [line for line in text.split("\n") if line][:3] == [
        "Ville de Castrin",
        "Aline Corvet",
        "Département de l’Orvanne",
    ]


def _box(left: float, right: float, top: float, bottom: float, *inner: float) -> list[Stroke]:
    level = [Stroke(left, y, right, y) for y in (top, bottom, *inner)]
    return [*level, Stroke(left, bottom, left, top), Stroke(right, bottom, right, top)]


def test_a_table_in_a_cell_that_touches_its_border() -> None:
    sheet = _box(40, 520, 800, 560, 780, 760, 740, 600, 580)
    columns = [Stroke(200, 760, 200, 780), Stroke(360, 760, 360, 780), Stroke(200, 740, 200, 760)]
    columns += [Stroke(360, 740, 360, 760), Stroke(280, 560, 280, 600)]
    inner = _box(46, 520, 730, 650, 710, 690, 670)
    inner += [Stroke(200, 650, 200, 730), Stroke(360, 650, 360, 730)]
    texts = [
        ("FICHE ACTION 1.1 – Ouvrir une maison de santé", 42, 786),
        *(("Pilote", 42, 766), ("Partenaires", 202, 766), ("Calendrier", 362, 766)),
        *(("CC du Val", 42, 746), ("CIAS de Brune", 202, 746), ("Juin 2031", 362, 746)),
        *(("Poste", 48, 716), ("Montant", 202, 716), ("Financeur", 362, 716)),
        *(("Travaux", 48, 696), ("20 000 €", 202, 696), ("Région Aurence (demandé)", 362, 696)),
        *(("Étude", 48, 676), ("4 000 €", 202, 676), ("CC du Val", 362, 676)),
        *(("Total", 48, 656), ("24 000 €", 202, 656)),
        ("Hors locaux.", 42, 630),
        *(("Indicateurs", 42, 586), ("Source", 282, 586), ("Nombre de soins", 42, 566), ("CPTS", 282, 566)),
    ]
    fragments = [Fragment(text, x, x + 4.5 * len(text), y, SIZE, True) for text, x, y in texts]
    text, _ = page_text(fragments, [*sheet, *columns, *inner])
    assert text.split("\n")[1:13] == [
        "Pilote",
        "CC du Val",
        "Partenaires",
        "CIAS de Brune",
        "Calendrier",
        "Juin 2031",
        "Poste | Montant | Financeur",
        "Travaux | 20 000 € | Région Aurence (demandé)",
        "Étude | 4 000 € | CC du Val",
        "Total | 24 000 € | ",
        "",
        "Hors locaux.",
    ]


def _money(*rows: str) -> list[tuple[LineRole, float | None, str, str, Nature]]:
    reading = reading_of("\n".join([COVER, "Fiche action 1.1 : Soigner", "Porteur", "CIAS", "Financement", *rows]))
    [sheet] = reading.of(SectionKind.SHEET)
    return [
        (x.role, x.amount if x.amount is not None else x.cap, x.payer, x.year, x.nature)
        for x in sheet_funding(reading, sheet)
    ]


def test_a_table_of_items_that_names_who_pays_each() -> None:
    found = _money(
        "Poste de dépense | Montant | Financeur",
        "Travaux | 20 000 € / an | Région Aurence (demandé)",
        "Poste (0,5 ETP) | 30 000 € / an | ARS : 18 000 € / an Val Intercom : 12 000 € / an",
        "Suivi | 8 000 € / an | ARS – FIR (50 %, plafond de 4 000 € par an) Val Intercom (solde)",
        "Total | 58 000 € / an | ",
        "Indicateurs | Source | Fréquence",
        "Nombre de soins ; Nombre de séances | CIAS | Annuelle",
    )
    assert found == [
        (LineRole.TOTAL, 58000, "", "", Nature.UNKNOWN),
        (LineRole.SHARE, 20000, "Région Aurence", "", Nature.REQUESTED),
        (LineRole.SHARE, 18000, "ARS", "", Nature.UNKNOWN),
        (LineRole.SHARE, 12000, "Val Intercom", "", Nature.UNKNOWN),
        (LineRole.SHARE, 4000, "ARS", "", Nature.UNKNOWN),
    ]
    assert _money(
        "Dépense | Montant | Financeur",
        "Ateliers 2031-2032 | 4 000 € | Fonds Aurence (accordé)",
        "Ateliers 2032-2033 | 5 000 € | Fonds Aurence (accordé)",
        "Total | 9 000 € | ",
    ) == [
        (LineRole.TOTAL, 9000, "", "", Nature.UNKNOWN),
        (LineRole.YEAR, 4000, "Fonds Aurence", "2031-2032", Nature.GRANTED),
        (LineRole.YEAR, 5000, "Fonds Aurence", "2032-2033", Nature.GRANTED),
    ]


def test_a_name_cut_at_its_hyphen_is_one_name() -> None:
    rows: list[list[Cell]] = [
        [(2, ["Organisme"]), (2, ["Signataire"]), (2, ["Qualité"])],
        [(2, ["CPTS des Deux Rives"]), (2, ["Marie-Ange", "LENOIR-", "ROUX"]), (2, ["Présidente"])],
        [(2, ["CPAM de l’Orvanne"]), (2, ["Paul ASTIER"]), (2, ["Directeur"])],
    ]
    fragments, strokes = drawn(rows)
    text, _ = page_text(fragments, strokes, (), ())
    assert "LENOIR-ROUX | Présidente" in text
