"""An agency's own questions: spreadsheet, CSV or JSONL of question, expected, source; every fault names its line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from openpyxl import Workbook

from assistant.records import Status
from eval.cases import CaseError, Evidence, Fact, FactKind
from eval.questions import facts_of, load_questions

ROWS = [
    ("Question", "Réponse attendue", "Source", "Thème"),
    ("Combien coûte la fiche 7.3 ?", "1 234 € par an, payés à 80 % par l'ARS", "contrat-ormont.pdf, page 12", "argent"),
    ("", "", "", ""),
    ("Qui est le maire ?", "aucune réponse", "", ""),
    ("La MSA a-t-elle signé ?", "Non", "contrat-ormont.pdf p. 3-4", ""),
]


def write(path: Path, rows: list[tuple[str, ...]]) -> Path:
    """The rows in the format of the path's name."""
    if path.suffix == ".xlsx":
        book = Workbook()
        for row in rows:
            book.active.append(row)  # type: ignore[union-attr]
        book.save(path)
    elif path.suffix == ".csv":
        path.write_text("\n".join(";".join(f'"{cell}"' for cell in row) for row in rows), encoding="cp1252")
    else:
        head = rows[0]
        lines = [json.dumps(dict(zip(head, row, strict=True)), ensure_ascii=False) for row in rows[1:] if row[0]]
        path.write_text("\n".join(lines), encoding="utf-8")
    return path


@pytest.mark.parametrize("name", ["questions.xlsx", "questions.csv", "questions.jsonl"])
def test_a_table_of_questions_becomes_cases(tmp_path: Path, name: str) -> None:
    cost, mayor, signed = load_questions(write(tmp_path / name, ROWS))
    assert cost.question == "Combien coûte la fiche 7.3 ?"
    assert cost.category == "argent"
    assert cost.evidence == (Evidence("contrat-ormont", (12,), ()),)
    assert cost.facts == (Fact(FactKind.AMOUNT, 1234.0, "EUR", "annual"), Fact(FactKind.RATE, 80.0))
    assert (mayor.status, mayor.facts, mayor.evidence) == (Status.NOT_FOUND, (), ())
    assert signed.facts == (Fact(FactKind.YES_NO, value=False),)
    assert signed.evidence[0].pages == (3, 4)


def test_lines_are_numbered_as_the_spreadsheet_numbers_them(tmp_path: Path) -> None:
    assert [case.id for case in load_questions(write(tmp_path / "q.xlsx", ROWS))] == ["q-002", "q-004", "q-005"]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([("Sujet", "Attendu"), ("a", "b")], "q.csv, ligne 1 : les en-têtes « question » et « attendu »"),
        ([("question", "attendu", "source"), ("", "12 €", "a.pdf")], "q.csv, ligne 2 : la colonne « question »"),
        ([("question", "attendu", "source"), ("Qui ?", "Moi", "")], "q.csv, ligne 2 : la colonne « source »"),
        ([("question", "attendu", "source"), ("Qui ?", "Moi", "page 3")], "ne nomme pas de document"),
        ([("question", "attendu", "source")], "est vide"),
        ([("question", "attendu", "source"), ("x" * 1001, "Moi", "a.pdf")], "dépasse 1 000 caractères"),
    ],
)
def test_a_fault_names_its_line(tmp_path: Path, rows: list[tuple[str, ...]], said: str) -> None:
    with pytest.raises(CaseError) as caught:
        load_questions(write(tmp_path / "q.csv", rows))
    assert said in str(caught.value)


def test_files_that_cannot_be_read_are_said(tmp_path: Path) -> None:
    broken = tmp_path / "q.xlsx"
    broken.write_bytes(b"not a workbook")
    with pytest.raises(CaseError, match="ne se lit pas"):
        load_questions(broken)
    (tmp_path / "q.pdf").write_bytes(b"%PDF")
    with pytest.raises(CaseError, match=r"\.jsonl, \.csv ou \.xlsx"):
        load_questions(tmp_path / "q.pdf")
    with pytest.raises(CaseError, match="ne se lit pas"):
        load_questions(tmp_path / "absent.csv")
    (tmp_path / "q.jsonl").write_text('{"question": "Qui ?", "attendu": "Moi", "source": "a.pdf"}\n{', encoding="utf-8")
    with pytest.raises(CaseError, match="ligne 2, colonne 2"):
        load_questions(tmp_path / "q.jsonl")


@pytest.mark.parametrize(
    ("expected", "facts"),
    [
        ("4 791 € par an", [Fact(FactKind.AMOUNT, 4791.0, "EUR", "annual")]),
        ("le 6 décembre 2031", [Fact(FactKind.DATE, "2031-12-06")]),
        ("50 %", [Fact(FactKind.RATE, 50.0)]),
        ("199 communes", [Fact(FactKind.NUMBER, 199.0)]),
        ("oui, 50 %", [Fact(FactKind.YES_NO, value=True), Fact(FactKind.RATE, 50.0)]),
        ("la CPTS ; le PETR", [Fact(FactKind.WORDS, "la CPTS"), Fact(FactKind.WORDS, "le PETR")]),
    ],
)
def test_expected_answers_are_read_as_typed_facts(expected: str, facts: list[Fact]) -> None:
    assert list(facts_of(expected)) == facts
