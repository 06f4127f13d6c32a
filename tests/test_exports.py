"""The spreadsheets: what they hold, read back; nothing in them runs."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from starlette.testclient import TestClient

from api.app import create_app
from api.spreadsheets import Table, csv_of, xlsx_of
from ingest.settings import Settings
from tests.facts.records_samples import CONTRACT_ID, OLDER_ID
from tests.test_records_api import _Assistant

COLUMNS = [
    "Contrat", "Fiche", "Intitulé", "Axe", "État", "Montant (€)", "Période", "Nature", "Plafond (€)", "Financeur",
    "Dispositif", "Taux (%)", "Cofinanceurs", "Document", "Page", "Passage",
]  # fmt: skip
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture
def client(tmp_path: Path) -> TestClient:
    return TestClient(create_app(_Assistant(tmp_path), Settings(_env_file=None, rate_limit=0)))


def csv_rows(content: bytes) -> list[list[str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_funding_as_csv_is_in_french(client: TestClient) -> None:
    response = client.get("/api/funding", params={"format": "csv", "contract": CONTRACT_ID})
    assert response.headers["content-type"] == "text/csv; charset=utf-8"
    assert response.headers["content-disposition"] == 'attachment; filename="financements.csv"'
    headings, *rows = csv_rows(response.content)
    assert headings[:16] == COLUMNS
    assert len(rows) == 6
    first = dict(zip(headings, rows[0], strict=True))
    assert first["Contrat"] == "Val d'Arvière 2031-2035"
    assert (first["Fiche"], first["Axe"], first["État"]) == ("1.1", "1. Accès aux soins", "montant indiqué")
    assert (first["Montant (€)"], first["Période"], first["Nature"]) == ("4791,5", "par an", "prévisionnel")
    assert (first["Financeur"], first["Taux (%)"], first["Cofinanceurs"]) == ("ARS", "50", "CCTS")
    assert (first["Document"], first["Page"]) == ("CLS du Val d'Arvière", "2")
    assert first["Passage"] == "Montant prévisionnel annuel : 4 791,50 €"
    assert first["Ligne"] == "total de la fiche"
    assert [row[4] for row in rows] == [
        "montant indiqué", "montant indiqué", "montant indiqué", "financeur seul, sans montant", "plafond seul",
        "montant non indiqué",
    ]  # fmt: skip
    assert [row[5] for row in rows[3:]] == ["", "", ""]
    assert rows[4][8] == "3000"


def test_funding_as_xlsx_holds_numbers_as_numbers(client: TestClient) -> None:
    response = client.get("/api/funding?format=xlsx")
    assert response.headers["content-type"] == XLSX
    sheet = load_workbook(io.BytesIO(response.content)).active
    assert sheet.title == "Financements"
    assert [cell.value for cell in sheet[1]][:16] == COLUMNS
    assert sheet.freeze_panes == "A2"
    assert sheet.max_row == 7
    assert [sheet.cell(2, column).value for column in (2, 6, 12, 15)] == ["1.1", 4791.5, 50, 2]
    assert sheet.cell(5, 6).value is None


@pytest.mark.parametrize("dangerous", ["=1+1", "+33", "-2", "@SUM(A1)", "\t=1", " =1", "＝1"])
def test_no_cell_runs_as_a_formula(dangerous: str) -> None:
    table = Table("T", ("A",), ((dangerous,),))
    assert csv_rows(csv_of(table))[1][0].startswith("'")
    cell = load_workbook(io.BytesIO(xlsx_of(table))).active.cell(2, 1)
    assert (cell.data_type, cell.quotePrefix) == ("s", True)


def test_a_lead_that_looks_like_a_formula_is_compared_as_text(client: TestClient) -> None:
    asked = {"contract": [CONTRACT_ID, OLDER_ID], "format": "csv"}
    headings, *rows = csv_rows(client.get("/api/compare", params=asked).content)
    label = "Val d'Arvière 2031-2035"
    assert headings[:3] == ["Critère", label, f"Sources – {label}"]
    by_criterion = {row[0]: row for row in rows}
    assert by_criterion["Durée"][1:3] == ["5 ans", "CLS du Val d'Arvière, page 1"]
    assert by_criterion["Durée"][3] == "non trouvé dans les documents lus"
    asked["format"] = "xlsx"
    sheet = load_workbook(io.BytesIO(client.get("/api/compare", params=asked).content)).active
    assert sheet.max_row == len(rows) + 1


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1, max_size=3))
def test_any_text_can_be_written_and_none_begins_a_formula(texts: list[str]) -> None:
    table = Table("T", tuple("ABC"[: len(texts)]), (tuple(texts),))
    row = csv_rows(csv_of(table))[1] if any(texts) else []
    assert all(cell[:1] not in set("=+-@") or cell == "" for cell in row)
    load_workbook(io.BytesIO(xlsx_of(table)))
