"""The pages made of records, as the server renders them: none, one and many contracts, and the unknown."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.evaluation_file import last_report
from api.record_schemas import EvidenceOut
from api.web.bodies import called, grouped, named_by
from api.web.evaluation_page import report_of
from api.web.picker import MOST_CHOICES, picker_of
from api.web.proofs import gathered
from assistant.library import Library
from ingest.settings import Settings
from tests.facts.records_samples import CONTRACT_ID
from tests.record_fakes import LATER_ID, SILENT_ID, RecordAssistant, contracts, many, organisation

PAGES = ("/financement", "/engagements", "/comparer", "/evaluation")
FIRST_VIEW = 100_000  # bytes
HTML = {"accept": "text/html"}


def client(folder: Path, held: Library | None = None) -> TestClient:
    settings = Settings(_env_file=None, rate_limit=0, results_dir=folder / "results")
    return TestClient(create_app(RecordAssistant(folder, held), settings), headers=HTML, follow_redirects=False)


@pytest.fixture
def pages(tmp_path: Path) -> TestClient:
    return client(tmp_path)


def text(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)).replace("&#39;", "'").replace("&nbsp;", " ")


# --- none, one, many, unknown ---


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("count", [0, 1, 500])
def test_a_page_stands_with_none_one_and_hundreds_of_contracts(tmp_path: Path, path: str, count: int) -> None:
    response = client(tmp_path, many(count)).get(path)
    assert response.status_code == 200
    assert len(response.content) < FIRST_VIEW
    assert response.text.count("<h1") == 1
    assert " style=" not in response.text
    assert "<script>" not in response.text


def test_among_hundreds_one_searches_before_one_chooses(tmp_path: Path) -> None:
    shown = client(tmp_path, many(500)).get("/financement", params={"territoire": "canton 490"})
    assert shown.text.count('type="checkbox"') == 1
    assert "Canton 490 2031-2035" in shown.text
    assert "Canton 300" not in shown.text


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("/financement?contract=unknown", "Aucun contrat indexé ne porte cet identifiant."),
        (f"/comparer?contract={CONTRACT_ID}&contract=unknown", "Aucun contrat indexé ne porte cet identifiant."),
        ("/engagements/unknown", "Aucun organisme ne porte cet identifiant."),
        (f"/engagements/{'x' * 300}", "Aucun organisme ne porte cet identifiant."),
        ("/engagements/cpam-du-gers?contract=unknown", "Aucun contrat indexé ne porte cet identifiant."),
    ],
)
def test_what_is_unknown_is_a_page_in_french(pages: TestClient, path: str, says: str) -> None:
    response = pages.get(path)
    assert response.status_code == 404
    assert response.headers["content-type"].startswith("text/html")
    assert says in text(response.text)


def test_too_long_a_filter_is_refused_in_french(pages: TestClient) -> None:
    response = pages.get("/financement", params={"q": "x" * 201})
    assert response.status_code == 422
    assert "200 caractères au plus" in text(response.text)


# --- funding ---


def test_the_contract_in_force_that_speaks_of_money_opens_by_itself(pages: TestClient) -> None:
    shown = text(pages.get("/financement").text)
    assert "CLS Val d'Arvière 2031-2035 en vigueur" in shown
    assert "4 791,50 € par an fiche 1.1" in shown
    assert "Financeur seul, sans montant : fiche 1.3" in shown
    assert "5 fiches affichées sur 5." in shown


def test_a_contract_without_money_says_so_and_what_was_read(pages: TestClient) -> None:
    shown = text(pages.get("/financement", params={"contract": SILENT_ID}).text)
    assert "Aucun montant dans les documents lus." in shown
    assert "Aucune fiche action n'y a été trouvée." in shown


def test_actions_without_sheets_are_called_actions(tmp_path: Path) -> None:
    known = contracts().contract(CONTRACT_ID)
    assert known
    bare = tuple(replace(action, number="") for action in known.record.actions)
    told = replace(known, record=replace(known.record, actions=bare))
    shown = text(client(tmp_path, Library((told,))).get("/financement").text)
    assert "5 actions affichées sur 5." in shown
    assert "fiches affichées" not in shown


def test_several_contracts_with_money_open_by_themselves_and_all_leave_at_one_click(tmp_path: Path) -> None:
    html = client(tmp_path, many(3)).get("/financement").text
    assert re.findall(r"<h2[^>]*>(CLS Canton \d+)", html) == ["CLS Canton 000", "CLS Canton 001", "CLS Canton 002"]
    assert 'href="/api/funding?format=csv"' in html
    assert 'href="/api/funding?format=xlsx"' in html
    assert "Choisissez un contrat" in client(tmp_path, many(40)).get("/financement").text


def test_two_contracts_stand_one_under_the_other(pages: TestClient) -> None:
    shown = pages.get("/financement", params={"contract": [CONTRACT_ID, LATER_ID], "q": "chutes"}).text
    assert shown.count("<table") == 2
    assert "2 fiches affichées sur 6." in text(shown)
    assert "Seules les fiches affichées sont comptées" in text(shown)
    for one in (CONTRACT_ID, LATER_ID):
        assert f'href="/api/funding?contract={one}&amp;format=csv"' in shown


def test_no_sheet_for_a_filter_leads_back_to_all(pages: TestClient) -> None:
    shown = pages.get("/financement", params={"contract": CONTRACT_ID, "axe": "9"}).text
    assert "Aucune des 5 fiches ne répond à ces filtres." in text(shown)
    assert "<svg" not in shown.partition('id="resultats"')[2]


def test_every_proof_opens_its_words(pages: TestClient) -> None:
    html = pages.get("/financement").text
    links = re.findall(r'class="proof" href="([^"]+)"', html)
    assert len(links) >= 8
    assert all(
        re.fullmatch(r"/documents/[0-9a-f]{64}\?page=\d+&amp;start=\d+&amp;end=\d+#extrait", one) for one in links
    )


# --- commitments ---


@pytest.mark.parametrize("typed", ["CPAM du Gers", "cpam du gers", "CCTS", "communauté de communes des trois sources"])
def test_an_exact_name_or_acronym_opens_its_organisation(pages: TestClient, typed: str) -> None:
    response = pages.get("/engagements", params={"q": typed})
    assert response.status_code == 303
    assert response.headers["location"].startswith("/engagements/c")


def test_a_name_of_several_lists_them(pages: TestClient) -> None:
    response = pages.get("/engagements", params={"q": "cpam"})
    assert response.status_code == 200
    shown = text(response.text)
    assert "CPAM du Gers" in shown
    assert "CPAM du Lot" in shown
    assert "2 organismes." in shown


def test_a_script_that_refreshes_the_list_is_not_sent_away(pages: TestClient) -> None:
    response = pages.get("/engagements", params={"q": "CPAM du Gers"}, headers={"sec-fetch-mode": "cors"})
    assert response.status_code == 200


def test_a_name_that_nobody_bears_is_said_and_escaped(pages: TestClient) -> None:
    response = pages.get("/engagements", params={"q": "<b>rien</b>"})
    assert "&lt;b&gt;rien" in response.text
    assert "<b>rien" not in response.text


def test_an_organisation_shows_its_roles_and_carries_its_contract_to_the_files(pages: TestClient) -> None:
    path = f"/engagements/{organisation('CPTS')}"
    html = pages.get(path).text
    assert "CLS Val d'Arvière 2031-2035 en vigueur" in text(html)
    assert f'href="{path}?contract={LATER_ID}"' in html
    assert f'href="/contrats/{CONTRACT_ID}/fiches/1.1"' in html
    later = pages.get(path, params={"contract": LATER_ID}).text
    assert f"/obligations?contract={LATER_ID}&amp;format=docx" in later
    assert "ne disent rien de plus" not in text(later)


def test_a_contract_that_does_not_name_it_gives_it_nothing(pages: TestClient) -> None:
    shown = text(pages.get(f"/engagements/{organisation('CPAM du Gers')}", params={"contract": LATER_ID}).text)
    assert "Les documents lus ne lui donnent aucun rôle." in shown


def test_names_are_found_by_any_spelling_and_grouped_by_kind() -> None:
    every = contracts().organisations
    assert [one.name for one in named_by(every, "caisse")] == []
    for words in ("trois sources", "CCTS", "sources ccts"):
        assert [one.name for one in named_by(every, words)] == ["Communauté de communes des Trois Sources"]
    assert called(every, "cpam") is None
    groups = grouped(every, {CONTRACT_ID: "Val 2031-2035"})
    assert list(groups) == ["party", "organisation", "group", "function"]
    assert "CPAM du Gers" in [one.name for one in groups["party"]]
    assert [one.name for one in groups["function"]] == ["Animateur CLS"]
    assert {one.where for one in groups["party"]} == {""}, "where there is one contract, naming it says nothing"


# --- comparison ---


def test_the_two_generations_of_a_territory_are_compared_by_themselves(pages: TestClient) -> None:
    shown = text(pages.get("/comparer").text)
    assert "CLS Val d'Arvière 2031-2035 CLS Val d'Arvière 2036-2040" in shown
    assert "Période différent 2031-2035" in shown
    assert "Durée identique 5 ans" in shown
    assert "non trouvé dans les documents lus" in shown


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ({"contract": CONTRACT_ID}, "Cochez un contrat de plus."),
        ({"territoire": "orval"}, "Cochez au moins deux contrats."),
        ({"contract": [CONTRACT_ID, CONTRACT_ID]}, "Cochez un contrat de plus."),
    ],
)
def test_one_contract_is_not_enough(pages: TestClient, query: dict[str, str], says: str) -> None:
    response = pages.get("/comparer", params=query)
    assert response.status_code == 200
    assert says in text(response.text)
    assert "<table" not in response.text


def test_one_indexed_contract_cannot_be_compared(tmp_path: Path) -> None:
    shown = text(client(tmp_path, many(1)).get("/comparer").text)
    assert "Il faut deux contrats pour comparer : les documents lus n'en disent qu'un." in shown


# --- the last evaluation ---

REPORT = {
    "about": {
        "date": "2031-05-02T10:20:30+00:00",
        "commit": "abcdef0123456789",
        "model": "packaged",
        "language_model": "",
    },
    "words": {
        "measures": {
            "refusal": "répond quand il faut, refuse quand il faut",
            "quotes_valid": "citations égales au texte de la page",
        },
        "sets": {"heldout": "Questions tenues à part, première série"},
        "categories": {"money": "argent"},
        "grave": {"wrong_figures": "chiffres faux", "false_signatories": "faux signataires"},
        "one_grave": {"wrong_figures": "chiffre faux", "false_signatories": "faux signataire"},
    },
    "sets": [
        {
            "name": "heldout",
            "questions": 40,
            "documents": [{"name": "contrat-arviere"}],
            "answers": {
                "quotes_valid": {"mean": 1.0, "low": 0.91, "high": 1.0},
                "refusal": {"mean": 0.975, "low": 0.87, "high": 0.99, "n": 40},
                "novel": {"mean": 0.5},
                "broken": {"mean": None},
            },
            "grave": {"wrong_figures": 0, "false_signatories": 2, "other": "x"},
            "categories": {"money": {"right": {"mean": 0.9, "low": 0.7, "high": 1.0, "n": 10}, "questions": 10}},
            "search": {"notre recherche": {"recall_5": {"mean": 0.9}}, "autre": {"recall_1": {"mean": 0.1}}},
            "latency_ms": {"median": 12.345, "p95": None},
        }
    ],
}


def test_without_a_report_the_page_says_so(pages: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.routes.evaluation.last_report", lambda folder: None)
    assert "Aucun rapport d'évaluation n'existe sur cette installation." in text(pages.get("/evaluation").text)


def test_the_last_report_is_shown(tmp_path: Path) -> None:
    (tmp_path / "results").mkdir()
    (tmp_path / "results" / "abcdef.json").write_text(json.dumps(REPORT), encoding="utf-8")
    site = client(tmp_path)
    shown = text(site.get("/evaluation").text)
    assert "2 mai 2031 à 10:20 UTC" in shown
    assert "Questions tenues à part, première série : 40 questions" in shown
    assert "0 chiffre faux 2 faux signataires" in shown
    assert "répond quand il faut, refuse quand il faut 97,5 % 87 % à 99 % 40" in shown
    one_set = text(site.get("/evaluation/1").text)
    assert "argent 90 % 70 % à 100 % 10" in one_set
    assert "notre recherche 90 %" in one_set
    assert "réponse complète, médiane 12,3 ms" in one_set
    assert site.get("/evaluation/2").status_code == 404


def test_the_whole_report_is_taken_away_where_there_is_one(tmp_path: Path) -> None:
    (tmp_path / "results").mkdir()
    (tmp_path / "results" / "abcdef.json").write_text(json.dumps(REPORT), encoding="utf-8")
    shown = client(tmp_path)
    assert "rapport.html" not in shown.get("/evaluation").text
    assert shown.get("/evaluation/rapport.html").status_code == 404
    (tmp_path / "results" / "abcdef.html").write_text("<p>tout</p>", encoding="utf-8")
    assert 'href="/evaluation/rapport.html"' in shown.get("/evaluation").text
    taken = shown.get("/evaluation/rapport.html")
    assert (taken.text, taken.headers["content-disposition"]) == (
        "<p>tout</p>", 'attachment; filename="rapport-evaluation.html"',
    )  # fmt: skip


def test_a_report_is_read_whatever_it_lacks() -> None:
    [shown] = report_of(REPORT).sets
    assert [(one.name, one.share, one.bounds) for one in shown.measures] == [
        ("répond quand il faut, refuse quand il faut", "97,5 %", "87 % à 99 %"),
        ("citations égales au texte de la page", "100 %", "91 % à 100 %"),
        ("novel", "50 %", ""),
    ]
    assert shown.grave == ((0, "chiffre faux"), (2, "faux signataires"))
    assert [one.name for one in (*shown.categories, *shown.search)] == ["argent", "notre recherche"]
    empty = report_of({"sets": [{}, None, {"answers": [], "questions": "x", "latency_ms": 3}]})
    assert [(one.name, one.questions, one.measures) for one in empty.sets] == [("", 0, ()), ("", 0, ())]


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"sets": 3}', "\x00", "{"])
def test_what_is_no_report_is_passed_over(tmp_path: Path, content: str) -> None:
    (tmp_path / "a.json").write_text(content, encoding="utf-8")
    assert last_report(tmp_path, tmp_path / "none") is None
    (tmp_path / "stored").mkdir()
    (tmp_path / "stored" / "b.json").write_text(json.dumps(REPORT), encoding="utf-8")
    found = last_report(tmp_path, tmp_path / "stored", tmp_path / "no.html")
    assert found
    assert (found.read, found.page) == (REPORT, None)


# --- what pages share ---


def test_the_picker_keeps_what_is_chosen_and_says_how_many_it_hides() -> None:
    library = many(40)
    shown = picker_of(library, ["canton-039-2031-2035"])
    assert (len(shown.choices), shown.hidden, shown.searchable) == (MOST_CHOICES, 28, True)
    assert [one.id for one in shown.choices if one.chosen] == ["canton-039-2031-2035"]
    found = picker_of(library, ["canton-039-2031-2035"], "canton 00")
    assert [one.label[:10] for one in found.choices] == [f"Canton 00{n}" for n in range(10)] + ["Canton 039"]
    assert not picker_of(contracts(), []).searchable


def evidence(start: int, end: int, page: int = 1, document: str = "d") -> EvidenceOut:
    quote = f"{start}-{end}"
    return EvidenceOut(
        document=document, document_title="T", page=page, start=start, end=end, quote=quote, url=f"{document}{page}"
    )


def test_close_quotes_make_one_proof_and_far_ones_two() -> None:
    found = gathered([evidence(50, 60), evidence(10, 20), evidence(900, 950), evidence(5, 9, page=2)])
    assert [(one.page, one.start, one.end, one.quote) for one in found] == [
        (1, 10, 60, "10-20 […] 50-60"), (1, 900, 950, "900-950"), (2, 5, 9, "5-9"),
    ]  # fmt: skip
    assert found[0].url == "/documents/d?page=1&start=10&end=60"
    inside = gathered([evidence(10, 60), evidence(20, 30)])
    assert [(one.start, one.end, one.quote) for one in inside] == [(10, 60, "10-60")]
    assert [one.document for one in gathered([evidence(1, 2, document="z"), evidence(1, 2, document="a")])] == [
        "z",
        "a",
    ]
