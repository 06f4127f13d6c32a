"""What was understood of contracts, as HTTP and the command line show it, over an invented record."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.contract_text import contract_lines
from assistant.library import Library, library_of
from assistant.records import ContractRef
from ingest.settings import Settings
from tests.api_fakes import FakeAssistant
from tests.contracts import snapshot_of
from tests.facts.records_samples import CONTRACT_ID, DOCUMENT_ID, OLDER_ID, PAGE_1, PAGE_2, library


class _Assistant(FakeAssistant):
    def library(self) -> Library:
        return library()

    def contracts(self) -> tuple[ContractRef, ...]:
        return tuple(contract.ref for contract in library().contracts)


@pytest.fixture
def client(tmp_path: Path) -> TestClient:
    made = Settings(_env_file=None, rate_limit=0)
    return TestClient(create_app(_Assistant(tmp_path), made), raise_server_exceptions=False)


@pytest.fixture
def contract(client: TestClient) -> dict[str, Any]:
    return client.get(f"/api/contracts/{CONTRACT_ID}").json()


def evidences(shown: object) -> list[dict[str, Any]]:
    """Every evidence anywhere in an answer."""
    if isinstance(shown, list):
        return [one for item in shown for one in evidences(item)]
    if isinstance(shown, dict):
        own = shown["evidence"] if isinstance(shown.get("evidence"), list) else []
        return [*own, *(one for value in shown.values() for one in evidences(value))]
    return []


# --- contracts ---


def test_the_list_tells_each_contract_by_its_counts(client: TestClient) -> None:
    older, newer = client.get("/api/contracts").json()
    assert (older["id"], older["current"], older["documents"]) == (OLDER_ID, False, [])
    assert (newer["id"], newer["label"], newer["current"]) == (CONTRACT_ID, "Val d'Arvière 2031-2035", True)
    assert (newer["territory"], newer["period"], newer["kind"]) == ("Val d'Arvière", "2031-2035", "contrat")
    assert [document["title"] for document in newer["documents"]] == ["CLS du Val d'Arvière"]
    assert newer["counts"] == {
        "signatories": 4,
        "associated": 1,
        "epci": 1,
        "axes": 1,
        "actions": 5,
        "actions_with_amount": 2,
        "contradictions": 1,
    }


def test_every_evidence_quotes_its_page(contract: dict[str, Any]) -> None:
    found = evidences(contract)
    assert len(found) > 50
    pages = {1: PAGE_1, 2: PAGE_2}
    for one in found:
        assert pages[one["page"]][one["start"] : one["end"]] == one["quote"]
        assert (one["document"], one["document_title"]) == (DOCUMENT_ID, "CLS du Val d'Arvière")
        assert one["url"] == f"/documents/{DOCUMENT_ID}?page={one['page']}&start={one['start']}&end={one['end']}"


def test_scalars_carry_their_evidence_and_what_is_unsaid_is_null(contract: dict[str, Any]) -> None:
    assert contract["signed_on"]["value"] == "2031-03-14"
    assert contract["signed_on"]["variants"] == []
    assert contract["signed_on"]["evidence"][0]["quote"] == "le 14 mars 2031"
    assert contract["generation"] is None
    assert contract["termination"] == []
    assert contract["perimeter"]["inhabitants"] is None
    assert contract["perimeter"]["commune_count"]["value"] == 2


def test_parties_are_told_apart_with_who_represents_them(contract: dict[str, Any]) -> None:
    first = contract["signatories"][0]
    assert first["name"] == "Agence régionale de santé Occitanie"
    assert (first["representative"]["value"], first["office"]["value"]) == ("Jeanne Morvan", "Directrice générale")
    assert contract["signatories"][2]["representative"] is None
    assert [party["name"] for party in contract["associated"]] == ["Éducation nationale"]
    assert contract["consulted"] == []


def test_the_perimeter_lists_communes_under_their_epci(contract: dict[str, Any]) -> None:
    [epci] = contract["perimeter"]["epci"]
    assert (epci["name"], epci["acronym"]) == ("Communauté de communes des Trois Sources", "CCTS")
    assert (epci["inhabitants"]["value"], epci["commune_count"]["value"]) == (11000, 2)
    assert [commune["value"] for commune in epci["communes"]] == ["Arvière", "Lunac"]


def test_an_action_has_its_sheets_values_and_the_others_as_variants(contract: dict[str, Any]) -> None:
    action = contract["actions"][0]
    assert (action["number"], action["title"], action["axis"]) == ("1.1", "Accueillir des internes", "1")
    assert [one["value"] for one in action["title_variants"]] == ["Accueillir les internes"]
    assert [one["place"] for one in action["title_variants"]] == ["summary"]
    assert [one["value"] for one in action["leads"]] == ["CPTS d'Arvière"]
    assert [one["value"] for one in action["lead_variants"]] == ["Pays"]
    assert [one["value"] for one in action["partners"]] == ["CPAM", "communes", "Préfecture"]
    assert action["indicators"][0]["frequency"][0]["value"] == "annuelle"
    assert action["policy"][0]["label"] == "PRS"
    line = action["funding"][0]
    assert (line["status"], line["amount"], line["period"], line["nature"]) == ("amount", 4791.5, "annual", "estimated")
    assert (line["rate"], line["rate_is_cap"], line["cap"]) == (50, True, None)
    assert line["items"][0]["label"] == "location"
    assert contract["actions"][1]["leads"][0]["value"] == '=HYPERLINK("http://x")'


def test_contradictions_show_each_value_with_its_evidence(contract: dict[str, Any]) -> None:
    [found] = contract["contradictions"]
    assert (found["subject"], found["field"]) == ("contrat", "nombre d'axes")
    assert [one["value"] for one in found["values"]] == ["3", "1"]


@pytest.mark.parametrize(
    "path", ["/api/contracts/unknown", "/api/organisations/unknown", "/api/contracts/", "/api/compare/x"]
)
def test_404_in_french(client: TestClient, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 404
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["title"] == "Introuvable"


@pytest.mark.parametrize(
    ("path", "field", "says"),
    [
        ("/api/funding?contract=unknown", "contract", "aucun contrat indexé"),
        ("/api/funding?format=pdf", "format", "n'est pas admise"),
        ("/api/compare", "contract", "obligatoire"),
        (f"/api/compare?contract={CONTRACT_ID}", "contract", "au moins 2 éléments"),
        (f"/api/compare?contract={CONTRACT_ID}&contract={CONTRACT_ID}", "contract", "deux contrats différents"),
        (f"/api/compare?contract={CONTRACT_ID}&contract=unknown", "contract", "aucun contrat indexé"),
    ],
)
def test_422_names_the_field_in_french(client: TestClient, path: str, field: str, says: str) -> None:
    response = client.get(path)
    assert response.status_code == 422
    [error] = response.json()["errors"]
    assert error["field"] == field
    assert says in error["detail"]


@pytest.mark.parametrize("path", ["/api/contracts", "/api/funding", "/api/organisations"])
def test_503_when_the_index_is_not_ready(tmp_path: Path, path: str) -> None:
    app = create_app(_Assistant(tmp_path, "L'index est en cours de chargement."), Settings(_env_file=None))
    assert TestClient(app).get(path).status_code == 503


# --- money ---


def test_funding_is_one_row_an_action_and_amount(client: TestClient) -> None:
    rows = client.get("/api/funding", params={"contract": CONTRACT_ID}).json()["rows"]
    assert [(row["action"], row["status"], row["role"], row["amount"], row["period"], row["cap"]) for row in rows] == [
        ("1.1", "amount", "total", 4791.5, "annual", None),
        ("1.1", "amount", "share", 2395.75, "annual", None),
        ("1.2", "amount", "total", 12000, "global", None),
        ("1.3", "funder_only", "total", None, None, None),
        ("1.4", "amount", "total", None, None, 3000),
        ("1.5", "not_stated", "total", None, None, None),
    ]
    assert rows[0]["contract"] == CONTRACT_ID
    assert (rows[0]["payer"], rows[0]["title"], rows[0]["axis"]) == ("ARS", "Accueillir des internes", "1")
    assert rows[4]["cap_period"] == "annual"
    assert rows[3]["instrument"] == "CPOM Promotion Santé"


def test_totals_keep_annual_and_global_apart_and_say_what_they_leave_out(client: TestClient) -> None:
    older, newer = client.get("/api/funding").json()["totals"]
    assert (older["annual"], older["global"], older["not_counted"]) == (None, None, [])
    assert newer["annual"] == {"amount": 4791.5, "actions": ["1.1"], "requested": 0, "requested_actions": []}
    assert newer["global"] == {"amount": 12000, "actions": ["1.2"], "requested": 0, "requested_actions": []}
    assert newer["actions"] == 5
    assert [(one["reason"], one["count"], one["actions"]) for one in newer["not_counted"]] == [
        ("funder_only", 1, ["1.3"]),
        ("not_stated", 1, ["1.5"]),
        ("cap_only", 1, ["1.4"]),
    ]


# --- organisations ---


def test_organisations_lead_to_their_roles(client: TestClient) -> None:
    listed = client.get("/api/organisations").json()
    [cpam] = [one for one in listed if one["acronym"] == "CPAM"]
    assert cpam["roles"] == {"signatory": 1, "partner": 1}
    shown = client.get(f"/api/organisations/{cpam['id']}").json()
    assert shown["name"] == "CPAM du Gers"
    assert [(role["role"], role["action"], role["title"]) for role in shown["roles"]] == [
        ("signatory", None, None),
        ("partner", "1.1", "Accueillir des internes"),
    ]
    assert shown["roles"][0]["contract"] == {"id": CONTRACT_ID, "label": "Val d'Arvière 2031-2035"}
    assert shown["roles"][1]["evidence"][0]["quote"] == "CPAM"
    assert len({one["id"] for one in listed}) == len(listed)


# --- comparison ---


def test_compare_gives_values_with_evidence_or_not_found(client: TestClient) -> None:
    asked = {"contract": [CONTRACT_ID, OLDER_ID]}
    shown = client.get("/api/compare", params=asked).json()
    assert [one["id"] for one in shown["contracts"]] == [CONTRACT_ID, OLDER_ID]
    cells = {one["criterion"]: one["cells"] for one in shown["criteria"]}
    assert all(own[OLDER_ID] == "not_found" for own in cells.values())
    assert cells["termination"][CONTRACT_ID] == "not_found"
    assert [one["value"] for one in cells["signed_on"][CONTRACT_ID]] == ["14 mars 2031"]
    assert cells["signed_on"][CONTRACT_ID][0]["evidence"][0]["quote"] == "le 14 mars 2031"
    assert [one["value"] for one in cells["actions"][CONTRACT_ID]] == ["5"]
    assert [one["value"] for one in cells["funding_annual"][CONTRACT_ID]] == ["4 791,50 € (1 action)"]
    assert [one["value"] for one in cells["funding_global"][CONTRACT_ID]] == ["12 000 € (1 action)"]
    assert [one["value"] for one in cells["funding_caps"][CONTRACT_ID]] == ["fiche 1.4 : 3 000 € par an"]
    assert len(cells["signatories"][CONTRACT_ID]) == 4


# --- the command line's text ---


def test_a_contract_is_told_in_french_with_what_is_missing() -> None:
    lines = list(contract_lines(library().contracts[1]))
    assert lines[0] == f"{CONTRACT_ID} : Val d'Arvière 2031-2035 (1 document, 5 fiches)"
    for told in (
        "  Période : 2031-2035 (en vigueur)",
        "  Signature : 14 mars 2031, à Arvière",
        "  Périmètre : 1 EPCI (Communauté de communes des Trois Sources), 2 communes",
        "    1.1 Accueillir des internes – porteur : CPTS d'Arvière – 4 791,50 € par an (prévisionnel)",
        "    1.3 Semaines de la santé – porteur non indiqué – financeur seul, sans montant (Promotion Santé)",
        "    1.4 Lutter contre l'ambroisie – porteur non indiqué – plafond de 3 000 € par an",
        "    1.5 Mobilité – porteur non indiqué – montant non indiqué",
        "  Total par an : 4 791,50 € (1 action : 1.1)",
        "  Contradiction (contrat, nombre d'axes) : « 3 » et « 1 » – le texte en annonce trois",
        "  Les documents lus ne disent pas : les conditions de résiliation.",
    ):
        assert told in lines


def test_a_contract_of_which_nothing_is_said_says_so() -> None:
    told = list(contract_lines(library().contracts[0]))
    assert told[0] == f"{OLDER_ID} : Val d'Arvière 2026-2030"
    assert told[-1].startswith("  Les documents lus ne disent pas : la date de signature, les signataires,")


def test_what_no_action_says_is_said_once() -> None:
    contract = library().contracts[1]
    bare = [replace(action, leads=(), funding=()) for action in contract.record.actions]
    lines = list(contract_lines(replace(contract, record=replace(contract.record, actions=tuple(bare)))))
    assert "    1.5 Mobilité" in lines
    assert any(line.startswith("  Les documents lus ne disent pas : les porteurs, les montants") for line in lines)


# --- the library ---


def test_the_library_holds_the_contracts_of_a_snapshot_and_which_are_in_force() -> None:
    found = library_of(snapshot_of(), 2026)
    assert [(one.ref.id, one.kind, one.current) for one in found.contracts] == [
        ("hautes-rives-2024-2028", "contrat", True),
        ("monts-d-oriel-2025-2030", "article", True),
        ("val-brumeux-2019-2023", "communique", False),
        ("val-brumeux-2024-2029", "contrat", True),
    ]
    assert found.contract("hautes-rives-2024-2028") is found.contracts[0]
    assert found.contract("unknown") is None
    assert not library_of(snapshot_of(), 2040).contracts[0].current
