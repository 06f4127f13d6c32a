"""What invented contracts give an organisation to do, as data, spreadsheet and document."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.obligation_files import obligations_docx, obligations_table
from api.obligations import ContractDutiesOut, ObligationsOut, obligations_out
from assistant.library import Library
from ingest.facts.records import Commitment
from ingest.settings import Settings
from tests.facts.records_samples import CONTRACT_ID, PAGE_1, PAGE_2, said
from tests.record_fakes import LATER_ID, RecordAssistant, contracts, organisation
from tests.test_exports import csv_rows
from tests.test_records_api import evidences


def found(name: str, held: Library | None = None, asked: tuple[str, ...] = ()) -> ObligationsOut:
    held = held or contracts()
    known = held.organisation(organisation(name, held))
    assert known is not None
    return obligations_out(known, held, asked)


def duties(name: str, contract_id: str = CONTRACT_ID) -> ContractDutiesOut:
    return next(one for one in found(name).contracts if one.contract.id == contract_id)


def test_one_entry_gathers_all_spellings() -> None:
    shown = found("CPAM du Gers")
    assert set(shown.organisation.spellings) == {"CPAM", "CPAM du Gers"}
    assert [one.contract.id for one in shown.contracts] == [CONTRACT_ID]


def test_the_contract_in_force_comes_first() -> None:
    assert [(one.contract.id, one.current) for one in found("CPTS").contracts] == [
        (CONTRACT_ID, True), (LATER_ID, False),
    ]  # fmt: skip
    assert [one.contract.id for one in found("CPTS", asked=(LATER_ID,)).contracts] == [LATER_ID]


@pytest.mark.parametrize(
    ("name", "standing"),
    [
        ("ARS", ("signatory", "Agence régionale de santé Occitanie", ["Jeanne Morvan"], ["Directrice générale"])),
        ("État", ("signatory", "L'État", [], ["Préfet du Gers"])),
        ("CPAM du Gers", ("signatory", "CPAM du Gers", [], [])),
        ("Éducation nationale", ("associated", "Éducation nationale", [], [])),
    ],
)
def test_standing_says_who_represents_it(name: str, standing: tuple[object, ...]) -> None:
    [one] = duties(name).standing
    assert (one.role, one.name, one.representatives, one.offices) == standing


def test_roles_in_sheets_are_told_apart() -> None:
    assert [(s.action, [(r.role, r.collective) for r in s.roles]) for s in duties("CPAM du Gers").sheets] == [
        ("1.1", [("partner", False)]),
        ("1.2", [("partner", True), ("cofunder", True)]),
    ]
    assert next((s.action, [r.role for r in s.roles]) for s in duties("ARS").sheets) == ("1.1", ["payer"])
    assert duties("ARS").sheets[0].roles[0].detail == "4 791,50 € par an (prévisionnel)"


def test_who_only_the_summary_table_names_does_not_lead() -> None:
    [sheet] = duties("Pays").sheets
    assert [(role.role, role.detail) for role in sheet.roles] == [("lead_elsewhere", "CPTS d'Arvière")]
    assert [(r.role, r.detail) for r in duties("CPTS").sheets[0].roles] == [("lead", None)]


def test_who_only_the_text_names_is_no_partner() -> None:
    [sheet] = [one for one in duties("État").sheets if one.action == "1.1"]
    assert [role.role for role in sheet.roles] == ["partner"]
    held = contracts()
    known = held.contract(CONTRACT_ID)
    assert known
    first, *others = known.record.actions
    silent = replace(first, partners=tuple(one for one in first.partners if one.value != "Préfecture"))
    changed = replace(known, record=replace(known.record, actions=(silent, *others)))
    [sheet] = [one for one in found("État", Library((changed,))).contracts[0].sheets if one.action == "1.1"]
    assert [role.role for role in sheet.roles] == ["mention"]


def test_all_signatories_are_bound_and_associated_partners_are_not() -> None:
    assert [(one.shared, one.text) for one in duties("CPAM du Gers").commitments] == [
        (False, "la CPAM du Gers, la Communauté Professionnelle"),
        (True, "participer aux réunions"),
    ]
    assert [(one.shared, one.text) for one in duties("ARS").commitments] == [(True, "participer aux réunions")]
    associated = duties("Éducation nationale")
    assert (associated.commitments, associated.communication, associated.sheets) == ([], [], [])


def test_one_sentence_that_binds_two_binds_each_to_its_own() -> None:
    held = contracts()
    known = held.contract(CONTRACT_ID)
    assert known
    sentence = "Agence régionale de santé Occitanie, représentée par Jeanne Morvan"
    both = (
        Commitment("l'ARS", said("financer", sentence), "s'engage"),
        Commitment("la CPAM du Gers", said("informer", sentence), "s'engage"),
    )
    changed = Library((replace(known, record=replace(known.record, commitments=both)),))
    own = {n: [one.text for one in found(n, changed).contracts[0].commitments] for n in ("ARS", "CPAM du Gers")}
    assert own == {"ARS": ["financer"], "CPAM du Gers": ["informer"]}


def test_rules_of_communication_are_said_once() -> None:
    assert [one.text for one in duties("ARS").communication] == ["Toute modification fait l'objet d'un avenant."]


@pytest.mark.parametrize(
    ("name", "reasons"),
    [("CPTS", [["lead"], ["lead"]]), ("CPAM du Gers", [["source"]]), ("Pays", [["lead_elsewhere"]] * 2)],
)
def test_indicators_say_why_they_concern_it(name: str, reasons: list[list[str]]) -> None:
    indicators = duties(name).indicators
    assert [one.reasons for one in indicators] == reasons
    assert {tuple(one.frequency) for one in indicators} == {("annuelle",)}


def test_a_name_that_two_organisations_share_feeds_no_indicator() -> None:
    held = contracts()
    known = held.contract(CONTRACT_ID)
    assert known
    twin = replace(known.record.parties[2], name="CPAM du Lot")
    record = replace(known.record, parties=(*known.record.parties, twin))
    both = Library((replace(known, record=record),))
    assert [one.reasons for c in found("CPAM du Gers", both).contracts for one in c.indicators] == []


def test_every_line_is_proved_by_words_of_its_page() -> None:
    pages = {1: PAGE_1, 2: PAGE_2}
    for name in ("CPAM du Gers", "ARS", "CPTS", "État"):
        shown = found(name).model_dump()
        assert all(line["evidence"] for c in shown["contracts"] for key in ("standing", "commitments", "communication",
                   "indicators") for line in c[key])  # fmt: skip
        for one in evidences(shown):
            assert pages[one["page"]][one["start"] : one["end"]] == one["quote"]


# --- files ---


@pytest.fixture
def client(tmp_path: Path) -> TestClient:
    return TestClient(create_app(RecordAssistant(tmp_path), Settings(_env_file=None, rate_limit=0)))


def test_the_spreadsheet_has_a_row_an_obligation(client: TestClient) -> None:
    path = f"/api/organisations/{organisation('CPAM du Gers')}/obligations"
    response = client.get(path, params={"format": "csv"})
    assert response.headers["content-disposition"] == 'attachment; filename="engagements-cpam-du-gers.csv"'
    headings, *rows = csv_rows(response.content)
    told = [dict(zip(headings, row, strict=True)) for row in rows]
    assert [(one["Nature"], one["Fiche"], one["Précisions"]) for one in told] == [
        ("signataire", "", ""),
        ("partenaire", "1.1", ""),
        ("partenaire", "1.2", "avec tous les signataires"),
        ("cofinanceur", "1.2", "12 000 € pour l'ensemble du projet ; à définir ; avec tous les signataires"),
        ("engagement", "", "en propre"),
        ("engagement", "", "tous les signataires"),
        ("communication", "", "tous les signataires"),
        ("indicateur dont il est la source", "1.1", "fréquence : annuelle ; source : CPAM ; source des données"),
    ]
    assert {(one["Contrat"], one["En vigueur"], one["Document"]) for one in told} == {
        ("Val d'Arvière 2031-2035", "oui", "CLS du Val d'Arvière")
    }
    assert client.get(path, params={"format": "xlsx"}).content[:2] == b"PK"


def test_the_document_reads_as_a_note(client: TestClient) -> None:
    response = client.get(f"/api/organisations/{organisation('CPAM du Gers')}/obligations?format=docx")
    assert response.headers["content-type"].endswith("wordprocessingml.document")
    assert response.headers["content-disposition"] == 'attachment; filename="engagements-cpam-du-gers.docx"'
    note = docx.Document(io.BytesIO(response.content))
    texts = [paragraph.text for paragraph in note.paragraphs]
    assert texts[0] == "Engagements : CPAM du Gers"
    assert "CLS Val d'Arvière 2031-2035 (en vigueur)" in texts
    assert "participer aux réunions (tous les signataires) (CLS du Val d'Arvière, page 1)" in texts
    sheets, indicators = note.tables
    assert [cell.text for cell in sheets.rows[1].cells] == [
        "1.1 Accueillir des internes", "Partenaire (CLS du Val d'Arvière, page 1)",
    ]  # fmt: skip
    assert len(indicators.rows) == 2


def test_what_office_files_refuse_is_left_out() -> None:
    shown = found("CPAM du Gers")
    shown.contracts[0].commitments[1].text = "a\x00b\x0bc\ufffed"
    note = docx.Document(io.BytesIO(obligations_docx(shown, "2031-05-01")))
    assert any(paragraph.text.startswith("abcd (tous les signataires)") for paragraph in note.paragraphs)
    assert note.paragraphs[1].text.startswith("1er mai 2031. Relevé composé automatiquement")
    assert obligations_table(shown).title == "Engagements CPAM du Gers"


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/organisations/unknown/obligations", 404),
        ("/api/organisations/unknown/obligations?format=pdf", 422),
        (f"/api/organisations/cpam-du-gers/obligations?contract={LATER_ID}", 200),
        ("/api/organisations/cpam-du-gers/obligations?contract=unknown", 422),
    ],
)
def test_errors_are_those_of_the_api(client: TestClient, path: str, status: int) -> None:
    response = client.get(path)
    assert response.status_code == status
    if status == 200:
        assert response.json()["contracts"] == []
