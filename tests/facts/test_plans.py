"""Plans of action in tables: workbooks in invented layouts, read as a file of the user would be."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.analysis import analyse
from ingest.facts.money.column_cell import money
from ingest.facts.plans.columns import role_of
from ingest.facts.plans.rows import is_plan, plan_actions, plan_axes
from ingest.facts.reading import Reading
from ingest.facts.records import Action, AmountPeriod, FundingState, LineRole, Nature
from ingest.readers import Limits, read
from ingest.structure.lines import body
from tests.facts.readings import reading_of, stands

Sheet = Sequence[Sequence[Any]]


def workbook(path: Path, sheets: dict[str, Sheet], merged: Sequence[str] = ()) -> Reading:
    """The reading of a workbook with these sheets."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
        for area in merged:
            sheet.merge_cells(area)
    book.save(path)
    return opened(path)


def opened(path: Path) -> Reading:
    """The reading of a file."""
    document, _ = analyse(read(path, Limits(ocr=False)), document_id="d", file_name=path.name)
    return Reading("d", document.metadata, document.pages, tuple(body(document.pages)), document.sections)


def values(said: Sequence[Any]) -> list[str]:
    return [one.value for one in said]


def money_of(action: Action) -> list[tuple[str, str, float | None, str]]:
    return [(line.state.value, line.role.value, line.amount, line.payer) for line in action.funding]


FUNDERS: Sheet = [
    ["Plan d'actions du CLS du Pays des Hautes Rives 2031-2035"],
    [],
    [
        "Axe stratégique",
        "Sous-axe",
        "N°",
        "Intitulé de l'action",
        "Pilote",
        "Partenaires",
        "Financeur 1",
        "Montant HT 1",
        "Financeur 2",
        "Montant HT 2",
        "Date de début",
        "Date de fin",
        "Statut",
    ],
    [
        "Axe 1 : Accès aux soins",
        "Attirer",
        "1.1",
        "Accueillir des internes",
        "CPTS des Rives",
        "ARS\nCPAM",
        "ARS",
        12500,
        "Région",
        "4 500 €",
        date(2031, 3, 1),
        date(2032, 12, 31),
        "En cours",
    ],
    [
        None,
        None,
        "1.2",
        "Créer un bus santé",
        "Pays",
        None,
        "ARS",
        None,
        None,
        None,
        date(2031, 3, 1),
        None,
        "À lancer",
    ],
    ["Axe 2 : Santé mentale", "Former", "2.1", "Former aux premiers secours", "CLSM", None, "à définir"],
    ["TOTAL", None, None, None, None, None, None, 12500, None, 4500],
]


def test_funders_amounts_and_dates_of_each_row(tmp_path: Path) -> None:
    reading = workbook(tmp_path / "plan.xlsx", {"Plan": FUNDERS})
    interns, bus, helpers = plan_actions(reading)
    assert [(a.axis, a.number, values(a.titles)) for a in (interns, bus, helpers)] == [
        ("1", "1.1", ["Accueillir des internes"]),
        ("1", "1.2", ["Créer un bus santé"]),
        ("2", "2.1", ["Former aux premiers secours"]),
    ]
    assert values(interns.leads) == ["CPTS des Rives"]
    assert values(interns.partners) == ["ARS", "CPAM"]
    assert values(interns.objectives_operational) == values(bus.objectives_operational) == ["Attirer"]
    assert values(interns.calendar) == ["01/03/2031 – 31/12/2032"]
    assert values(bus.calendar) == ["à partir de 01/03/2031"]
    assert values(interns.status) == ["En cours"]
    assert money_of(interns) == [("amount", "share", 12500, "ARS"), ("amount", "share", 4500, "Région")]
    assert money_of(bus) == [("funder_only", "share", None, "ARS")]
    assert money_of(helpers) == [("to_be_set", "total", None, "")]
    assert [(axis.number, values(axis.titles)) for axis in plan_axes(reading)] == [
        ("1", ["Accès aux soins"]),
        ("2", ["Santé mentale"]),
    ]
    assert (reading.metadata.kind, reading.metadata.territory, reading.metadata.period) == (
        "plan",
        "Hautes Rives",
        "2031-2035",
    )
    assert reading.metadata.title == "Plan d'actions du CLS du Pays des Hautes Rives 2031-2035"


def test_every_value_stands_in_its_page(tmp_path: Path) -> None:
    reading = workbook(tmp_path / "plan.xlsx", {"Plan": FUNDERS})
    for action in plan_actions(reading):
        assert stands(reading, action.evidence)
        for said in (*action.titles, *action.leads, *action.partners, *action.calendar, *action.status):
            assert stands(reading, said.evidence)
        for line in action.funding:
            assert stands(reading, line.evidence)
            quoted = " ".join(piece.quote for piece in line.evidence)
            assert line.payer in quoted
            assert line.amount is None or str(int(line.amount)) in quoted.replace(" ", "")


def test_a_header_of_two_lines_names_funders_under_a_merged_title(tmp_path: Path) -> None:
    rows: Sheet = [
        ["Thématique", "Action", "Porteur(s)", "Financement", None, None, "Calendrier", None],
        [None, None, None, "ARS", "Région", "Autres", "Début", "Fin"],
        ["Santé mentale", "Action 1 - Former", "Ville", "10 000", "2 000 €", None, "janv. 2031", "déc. 2031"],
        [None, "Action 2 - Écouter", "Ville / CCAS", None, "néant", None, "2032", None],
    ]
    reading = workbook(tmp_path / "p.xlsx", {"Feuil1": rows}, merged=("D1:F1", "G1:H1", "A3:A4"))
    former, listen = plan_actions(reading)
    assert (former.number, values(former.titles)) == ("1", ["Former"])
    assert money_of(former) == [("amount", "share", 10000, "ARS"), ("amount", "share", 2000, "Région")]
    assert values(former.calendar) == ["janv. 2031 – déc. 2031"]
    assert values(listen.leads) == ["Ville", "CCAS"]
    assert money_of(listen) == [("none", "share", None, "Région")]
    assert [values(axis.titles) for axis in plan_axes(reading)] == [["Santé mentale"]]


def test_axes_may_be_rows_of_their_own_and_years_may_be_ticked(tmp_path: Path) -> None:
    rows: Sheet = [
        ["AXE 1 : ACCÈS AUX SOINS"],
        ["Fiche action", "Objectif opérationnel", "Référent", "Coût total (k€)", "2031", "2032", "Indicateurs"],
        [
            "1.1 Installer une maison de santé",
            "Attirer",
            "Mme Roche",
            "12,5",
            "X",
            "X",
            "Nombre de médecins ; Patients",
        ],
        ["1.2 Bus", "Aller vers", "CPTS", "à définir", None, "X", None],
        ["AXE 2 : PRÉVENTION"],
        ["2.1 Bouger", "Bouger", "Ville", 0, None, "X", None],
    ]
    reading = workbook(tmp_path / "p.xlsx", {"Plan": rows})
    house, bus, move = plan_actions(reading)
    assert [(a.axis, a.number) for a in (house, bus, move)] == [("1", "1.1"), ("1", "1.2"), ("2", "2.1")]
    assert money_of(house) == [("amount", "total", 12500, "")]
    assert [line.state for line in (*bus.funding, *move.funding)] == [FundingState.TO_BE_SET, FundingState.NONE]
    assert values(house.leads) == ["Mme Roche"]
    assert values(house.calendar) == ["2031, 2032"]
    assert [i.name for i in house.indicators] == ["Nombre de médecins", "Patients"]


def test_columns_by_year_beside_a_total(tmp_path: Path) -> None:
    rows: Sheet = [
        [
            *("Priorité", "N° fiche", "Titre", "Structure pilote", "Public visé"),
            *("Budget prévisionnel 2031 (€)", "Budget prévisionnel 2032 (€)"),
            *("Coût total prévisionnel (€ HT)", "État d'avancement"),
        ],
        [1, 1, "Sport santé", "Office des sports", "Seniors", 1000, 2000, 3000, "en cours"],
        [None, 2, "Nutrition", "MSA", "Enfants", None, None, None, "non démarrée"],
    ]
    sport, food = plan_actions(workbook(tmp_path / "p.xlsx", {"Plan": rows}))
    assert [(line.role, line.amount, line.year, line.nature) for line in sport.funding] == [
        (LineRole.YEAR, 1000, "2031", Nature.ESTIMATED),
        (LineRole.YEAR, 2000, "2032", Nature.ESTIMATED),
        (LineRole.TOTAL, 3000, "", Nature.ESTIMATED),
    ]
    assert values(sport.public) == ["Seniors"]
    assert (food.axis, food.number, money_of(food)) == ("1", "2", [("not_stated", "total", None, "")])


def test_further_rows_of_an_action_and_unnamed_totals(tmp_path: Path) -> None:
    rows: Sheet = [
        ["Axe", "Action", "Chef de file", "Financeurs", "Montant", "Échéance"],
        ["Axe III – Environnement", "Radon", "ARS, DREAL", "ARS", "15 000 €/an", "2032"],
        [None, "Ambroisie", "Pays", "CPOM Prévention", None, "2033"],
        [None, None, "Mairie", "Région", "5000", None],
        [None, None, None, None, "20000", None],
        ["Axe", "Action", "Chef de file", "Financeurs", "Montant", "Échéance"],
        ["Axe IV – Habitat", "Amiante", "Pays", None, None, None],
    ]
    radon, ragweed, asbestos = plan_actions(workbook(tmp_path / "p.xlsx", {"Plan": rows}))
    assert values(radon.leads) == ["ARS", "DREAL"]
    assert [(line.amount, line.period) for line in radon.funding] == [(15000, AmountPeriod.ANNUAL)]
    assert values(ragweed.leads) == ["Pays", "Mairie"]
    assert money_of(ragweed) == [
        ("funder_only", "share", None, "CPOM Prévention"),
        ("amount", "share", 5000, "Région"),
    ]
    assert [a.axis for a in (radon, ragweed, asbestos)] == ["3", "3", "4"]


def test_each_sheet_may_repeat_the_header(tmp_path: Path) -> None:
    header = ["Action", "Pilote", "Coût"]
    sheets: dict[str, Sheet] = {
        f"Axe {n} - Thème {n}": [header, [f"{n}.1 Agir {word}", "CPTS", 100 * n]]
        for n, word in enumerate(("vite", "bien", "mieux", "encore"), 1)
    }
    reading = workbook(tmp_path / "p.xlsx", sheets)
    assert [(a.axis, a.number, values(a.titles)) for a in plan_actions(reading)] == [
        ("1", "1.1", ["Agir vite"]),
        ("2", "2.1", ["Agir bien"]),
        ("3", "3.1", ["Agir mieux"]),
        ("4", "4.1", ["Agir encore"]),
    ]
    assert [axis.number for axis in plan_axes(reading)] == ["1", "2", "3", "4"]


def test_a_table_of_a_word_document_with_lists_and_merged_cells(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Plan d'actions du contrat local de santé du Val d'Aurence")
    table = document.add_table(rows=4, cols=5)
    texts = [
        ("Orientation", "Fiche action", "Partenaires", "Financement", "Financement"),
        ("1 - Prévention", "1.1 - Bouger", "ARS", "5 000 €", "2031"),
        ("", "1.2 - Manger", "MSA", "", "2032"),
        ("2 - Aidants", "2.1 - Souffler", "CCAS", "néant", "2033"),
    ]
    for row, row_texts in zip(table.rows, texts, strict=True):
        for cell, text in zip(row.cells, row_texts, strict=True):
            cell.text = text
    table.cell(0, 4).text = "Échéance"
    table.cell(1, 2).add_paragraph("CPAM")
    table.cell(1, 0).merge(table.cell(2, 0))
    path = tmp_path / "plan.docx"
    document.save(str(path))
    move, eat, rest = plan_actions(opened(path))
    assert values(move.partners) == ["ARS", "CPAM"]
    assert [(a.axis, a.number) for a in (move, eat, rest)] == [("1", "1.1"), ("1", "1.2"), ("2", "2.1")]
    assert [line.state for a in (move, eat, rest) for line in a.funding] == [
        FundingState.AMOUNT,
        FundingState.NOT_STATED,
        FundingState.NONE,
    ]


def test_words_in_a_money_column_are_kept_as_words(tmp_path: Path) -> None:
    rows: Sheet = [
        ["Action", "Pilote", "Budget"],
        ["Bouger", "Ville", "Temps de travail valorisé"],
        ["Manger", "MSA", "CPOM Prévention"],
        ["Dormir", "CPTS", "10 000 à 15 000 €"],
    ]
    move, eat, sleep = plan_actions(workbook(tmp_path / "p.xlsx", {"Plan": rows}))
    assert money_of(move) == [("not_stated", "total", None, "")]
    assert values(move.funding[0].conditions) == ["Temps de travail valorisé"]
    assert money_of(eat) == [("funder_only", "total", None, "CPOM Prévention")]
    assert money_of(sleep) == [("amount", "other", None, "")]
    assert values(sleep.funding[0].conditions) == ["10 000 à 15 000 €"]


def test_a_plan_is_told_from_a_contract_with_a_summary_table(tmp_path: Path) -> None:
    assert is_plan(workbook(tmp_path / "p.xlsx", {"Plan": FUNDERS}))
    contract = (
        "Article 4 : les actions\n\nAction | Pilote | Coût\n1.1 Bouger | CPTS | 500 €\n\n" + "Le texte continue.\n" * 5
    )
    assert not is_plan(reading_of(contract))


def test_what_is_no_plan_gives_no_action() -> None:
    assert plan_actions(reading_of("Indicateur | Pays | France\nTaux de pauvreté | 12 % | 14 %")) == ()
    assert plan_actions(reading_of("Fiche action 1.1 : Bouger\n\nPorteur : CPTS\n\nFinancement : ARS")) == ()


@pytest.mark.parametrize(
    ("text", "state", "amount"),
    [
        ("12 500", FundingState.AMOUNT, 12500),
        ("12500 €", FundingState.AMOUNT, 12500),
        ("1.250,50", FundingState.AMOUNT, 1250.5),
        ("12,5 k€", FundingState.AMOUNT, 12500),
        ("0,3 M€", FundingState.AMOUNT, 300000),
        ("4 000 € / an", FundingState.AMOUNT, 4000),
        ("0", FundingState.NONE, None),
        ("Néant", FundingState.NONE, None),
        ("à définir", FundingState.TO_BE_SET, None),
        ("-", FundingState.NOT_STATED, None),
        ("CPOM Prévention", FundingState.FUNDER_ONLY, None),
        ("10 000 à 15 000 €", FundingState.AMOUNT, None),
        ("max. 30 000 €", FundingState.AMOUNT, None),
    ],
)
def test_money_cells(text: str, state: FundingState, amount: float | None) -> None:
    assert (money(text).state, money(text).amount) == (state, amount)


@given(st.integers(min_value=1, max_value=99_999_999))
def test_an_amount_is_read_however_its_thousands_are_parted(value: int) -> None:
    shown = f"{value:,}"
    assert {money(shown.replace(",", mark)).amount for mark in (" ", ".", "")} == {value}


@pytest.mark.parametrize(
    ("header", "role"),
    [
        ("Pilote(s) de l'action", "lead"),
        ("Objectifs opérationnels", "subaxis"),
        ("Axes thématiques", "axis"),
        ("N° de fiche action", "number"),
        ("Intitulé de l’action", "action"),
        ("Public(s) cible(s)", "public"),
        ("Date de fin prévisionnelle", "end"),
        ("État d'avancement", "status"),
        ("Montant (€ HT)", ""),
        ("Observations", ""),
    ],
)
def test_roles_of_columns(header: str, role: str) -> None:
    assert role_of(header) == role


def test_a_plan_goes_on_over_the_page() -> None:
    header = "N° | Action | Pilote | Partenaires | Coût"
    told = plan_actions(
        reading_of(
            [
                f"Axe 1 : Accès aux soins\n\n{header}\n1.1 | Attirer des internes | CPTS | ARS, MSA | 12 000 € (ARS)\n"
                "1.2 | Former les agents | Pays | CPAM | 4 500 € par an (FIR)",
                f"{header}\n | d'accueil du territoire |  | UNAFAM | \n1.3 | Ouvrir un bus | MSA | CAF | néant",
            ]
        )
    )
    assert [(a.number, a.titles[0].value, a.axis) for a in told] == [
        ("1.1", "Attirer des internes", "1"),
        ("1.2", "Former les agents d'accueil du territoire", "1"),
        ("1.3", "Ouvrir un bus", "1"),
    ]
    assert [s.value for s in told[1].partners] == ["CPAM", "UNAFAM"]
    first, second = told[0].funding[0], told[1].funding[0]
    assert (first.amount, first.payer) == (12000, "ARS")
    assert (second.amount, second.period, second.payer, second.instrument) == (4500, "annual", "", "FIR")


def test_a_cell_that_says_who_follows_beside_who_leads_and_a_row_cut_by_the_page() -> None:
    head = "N° | Action | Pilote | Partenaires | Budget & financeurs"
    reading = reading_of(
        [
            "Contrat local de santé\ndu Val d’Aurence\n2031-2035",
            f"Plan d’actions\nAxe 1 – Soins\n{head}\n"
            "1-1 | Ouvrir un centre ; Deux médecins salariés ; un local le samedi. ; Étapes : étude en 2031. "
            "| Ville – service des sports Référent(e) : Ada Bron, directrice | ARS – DD 99 ; CIAS "
            "| 90 000 € sur trois ans ; 2031 : 50 000 € ; 2032 : 40 000 € ; Ville : 60 000 € ; "
            "ARS : 30 000 €\n"
            "1-2 | Piloter le contrat ; Un poste de chef de projet. | Ville – direction de la santé Référent : Jo Lam, "
            "chef de projet | CPTS – CIAS | 61 000 € / an ; ARS : 30 000 € / an",
            f"Ville d’Aurence  |  Contrat local\n{head}\n"
            " | Constat : l’évaluation le recommande. ; Un forum est tenu. | CLS | | Ville : 31 000 € / an",
        ]
    )
    first, second = plan_actions(reading)
    assert (values(first.titles), values(first.leads)) == (["Ouvrir un centre"], ["Ville – service des sports"])
    assert (values(first.follow_up), values(first.partners)) == (["Ada Bron, directrice"], ["ARS – DD 99", "CIAS"])
    assert money_of(first) == [
        ("amount", "total", 90000, ""),
        ("amount", "year", 50000, ""),
        ("amount", "year", 40000, ""),
        ("amount", "share", 60000, "Ville"),
        ("amount", "share", 30000, "ARS"),
    ]
    assert (values(second.leads), values(second.follow_up)) == (
        ["Ville – direction de la santé"],
        ["Jo Lam, chef de projet CLS"],
    )
    assert values(second.partners) == ["CPTS", "CIAS"]
    assert money_of(second) == [
        ("amount", "total", 61000, ""),
        ("amount", "share", 30000, "ARS"),
        ("amount", "share", 31000, "Ville"),
    ]
    assert all(stands(reading, said.evidence) for said in (*second.leads, *second.follow_up, *second.funding))


def test_tables_of_an_axis_each_under_a_caption_that_names_it() -> None:
    head = "Réf. | Action et contenu | Tête de réseau | Au bénéfice de | Jalons | Ce que l’on mesurera\n"
    pages = [
        "Contrat local de santé du Val d’Aurence 2031-2035",
        f"Tableau de l’axe I – Soigner ici\n{head}"
        "I-a | Ouvrir un centre ; Trois médecins et deux assistants, au bourg. | CH d’Orvanne, centre de vaccination"
        " | Habitants ; Étudiants | 2032 | Nombre de patients\n",
        f"Tableau de l’axe II – Vivre ici\n{head}"
        "II-a | Marcher en ville | Ville d’Orvanne | Tous | 2033 | Nombre de pas\n",
    ]
    found = plan_actions(reading_of(pages))
    assert [(a.axis, a.number, a.titles[0].value) for a in found] == [
        ("1", "I.A", "Ouvrir un centre"),
        ("2", "II.A", "Marcher en ville"),
    ]
    assert values(found[0].leads) == ["CH d’Orvanne, centre de vaccination"]
    assert values(found[0].public) == ["Habitants", "Étudiants"]
    assert [i.name for i in found[0].indicators] == ["Nombre de patients"]
