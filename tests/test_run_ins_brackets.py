"""Labels in brackets behind a title, at the ends of lines, in the rows of a table whose columns are actions."""

from __future__ import annotations

from ingest.analysis import analyse
from ingest.facts.sheets.axes import axes
from ingest.readers.ruled import RuledCell
from ingest.readers.ruled_text import written_table
from ingest.records import Page, RawPage, ReadResult, ReadState
from ingest.structure.lines import body
from ingest.structure.run_ins import cut_run_ins
from tests.facts.readings import reading_of

BRACKETS = (
    "Action 1.1 – Ouvrir un centre de soins ouvert à tous les habitants (pilote : CIAS du Val ; partenaires : MSA,\n"
    "ADMR ; calendrier : 2031 ; budget : 4 000 €)\n"
    "Action 1.2 – Marcher en ville (pilote : Ville d’Orvanne ; partenaires : CPAM ; calendrier : 2032 ; "
    "budget : 900 €)\n"
)


def cut(text: str) -> list[str]:
    return [line.text for line in cut_run_ins(body([Page(1, text)]))]


def test_brackets_that_list_fields_are_cut() -> None:
    assert cut(BRACKETS) == [
        "Action 1.1 – Ouvrir un centre de soins ouvert à tous les habitants",
        "pilote : CIAS du Val ;",
        "partenaires : MSA,",
        "ADMR ;",
        "calendrier : 2031 ;",
        "budget : 4 000 €",
        ")",
        "Action 1.2 – Marcher en ville",
        "pilote : Ville d’Orvanne ;",
        "partenaires : CPAM ;",
        "calendrier : 2032 ;",
        "budget : 900 €",
        ")",
    ]


def test_other_brackets_are_left() -> None:
    text = (
        "Les actions (ateliers ; marches ; budget : 900 €) commencent.\n"
        "Le taux (source : INSEE ; année : 2031) augmente.\nLe pilote (CIAS) signe.\n"
    )
    assert cut(text) == text.strip().split("\n")


def test_a_label_at_the_end_of_its_line() -> None:
    sheet = "Les habitants renoncent. Porteur :\nCIAS {k}. Partenaires : MSA {k}. Budget : {k} 000 €.\n"
    found = cut("".join(f"Fiche action {k} : Agir\n{sheet.format(k=k)}" for k in (1, 2, 3)))
    assert found[:6] == [
        "Fiche action 1 : Agir", "Les habitants renoncent.", "Porteur :", "CIAS 1.", "Partenaires : MSA 1.",
        "Budget : 1 000 €.",
    ]  # fmt: skip


def test_what_a_bracket_says_is_its_action_s() -> None:
    pages = RawPage(1, "Contrat local de santé\ndu Val d’Aurence\n2031-2033"), RawPage(2, BRACKETS)
    document, _ = analyse(ReadResult(ReadState.READY, pages=pages), document_id="d", file_name="cls.pdf")
    assert document.facts is not None
    first, second = document.facts.actions
    assert [a.titles[0].value for a in (first, second)] == [
        "Ouvrir un centre de soins ouvert à tous les habitants",
        "Marcher en ville",
    ]
    assert [[lead.value for lead in a.leads] for a in (first, second)] == [["CIAS du Val"], ["Ville d’Orvanne"]]
    assert [[line.amount for line in a.funding] for a in (first, second)] == [[4000], [900]]


def test_groups_under_a_number_alone() -> None:
    sheet = "Porteur : CIAS\nPartenaires : MSA\nBudget : 900 €\nPublic : Tous\n"
    text = f"I. Soigner ici\nI.1. Ouvrir\n{sheet}I.2. Aller vers\n{sheet}II. Vivre ici\nII.1. Marcher\n{sheet}"
    reading = reading_of(["Contrat local de santé\ndu Val d’Aurence\n2031-2033", text])
    assert [(a.number, a.titles[0].value) for a in axes(reading)] == [("1", "Soigner ici"), ("2", "Vivre ici")]


def test_columns_that_are_actions_are_sheets() -> None:
    rows = [
        ("", "Action 1.1", "Action 1.2"),
        ("Intitulé", "Ouvrir un centre", "Marcher"),
        ("Porteur", "CIAS", "Ville"),
        ("Budget", "900 €", "4 000 €"),
        ("Calendrier", "2031", "2032"),
    ]
    cells = [
        RuledCell((r, r + 1), (c, c + 1), (0, 0, 0, 0), lines=(text,) if text else ())
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
    ]
    told = [line for line in written_table(cells) or [] if line]
    assert told[:3] == ["Action 1.1", "Intitulé", "Ouvrir un centre"]
    assert told[told.index("Action 1.2") :] == [
        "Action 1.2", "Intitulé", "Marcher", "Porteur", "Ville", "Budget", "4 000 €", "Calendrier", "2032",
    ]  # fmt: skip
