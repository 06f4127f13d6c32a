"""An error that a person meets in a browser is a page: what happened, what to do next, and where from."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from ingest.settings import Settings
from tests.api_fakes import FakeAssistant
from tests.web.fakes import EmptyAssistant

OPENED = {"accept": "text/html,*/*;q=0.8", "sec-fetch-dest": "document", "sec-fetch-mode": "navigate"}
FORM = {"content-type": "application/x-www-form-urlencoded"}
EMPTY = "Aucun document n&#39;est encore lu"


def browser_of(assistant: FakeAssistant, **settings: object) -> TestClient:
    made = Settings(_env_file=None, **settings)
    return TestClient(create_app(assistant, made), headers=OPENED, follow_redirects=False)


@pytest.fixture
def browser(tmp_path: Path) -> TestClient:
    return browser_of(FakeAssistant(tmp_path))


@pytest.mark.parametrize(
    ("path", "status", "told", "back"),
    [
        ("/nulle-part", 404, "L&#39;adresse est peut-être incomplète", "/"),
        ("/contrats/inconnu-2030-2035", 404, "L&#39;adresse est peut-être incomplète", "/contrats"),
        ("/financement?contract=inconnu-2030-2035", 404, "L&#39;adresse est peut-être incomplète", "/financement"),
        ("/api/funding?contract=inconnu-2030-2035&format=csv", 422, "Corrigez cette valeur", "/financement"),
        ("/api/compare?contract=a", 422, "Corrigez cette valeur", "/comparer"),
        ("/api/organisations/inconnu/obligations?format=docx", 404, "a été retiré depuis", "/engagements"),
        ("/api/documents/inconnu/file", 404, "a été retiré depuis", "/documents"),
        ("/api/ask", 405, "Revenez à la page précédente", "/"),
    ],
)
def test_what_a_browser_opens_and_is_refused_says_what_to_do_next(browser, path, status, told, back):
    page = browser.get(path)
    assert (page.status_code, page.headers["content-type"]) == (status, "text/html; charset=utf-8")
    assert told in page.text
    assert f'href="{back}"' in page.text.partition("<main")[2].partition("</main>")[0]


def test_software_and_pages_that_fetch_still_get_problems(browser):
    for headers in ({"sec-fetch-dest": "empty"}, {"accept": "application/json"}):
        refused = browser.get("/api/documents/inconnu", headers=headers)
        assert refused.headers["content-type"] == "application/problem+json"


def test_a_form_that_is_too_long_is_told_how_to_shorten(browser):
    page = browser.post("/", content=b"q=" + b"a" * 70_000, headers=FORM)
    assert page.status_code == 413
    assert "Raccourcissez votre question" in page.text


def test_who_asks_too_much_for_a_note_is_told_how_long_and_that_nothing_is_lost(tmp_path):
    browser = browser_of(FakeAssistant(tmp_path), rate_limit=1)
    assert browser.post("/note", data={"q": "Quoi ?"}).status_code == 200
    page = browser.post("/note", data={"q": "Quoi ?"})
    assert page.status_code == 429
    assert "patientez" in page.text
    assert "pas perdue" in page.text


@pytest.mark.parametrize("path", ["/", "/financement", "/engagements", "/comparer", "/contrats", "/?q=Quoi"])
def test_every_page_of_an_empty_index_leads_to_where_documents_are_added(tmp_path, path):
    page = browser_of(EmptyAssistant(tmp_path)).get(path).text
    assert EMPTY in page
    assert 'href="/documents#admin-title"' in page
    assert "Par où commencer" not in page, "what cannot be answered is not offered"


def test_an_index_that_is_only_late_is_not_said_to_be_empty(tmp_path):
    browser = browser_of(FakeAssistant(tmp_path, "L'index se charge."))
    for path in ("/", "/contrats"):
        page = browser.get(path).text
        assert "L&#39;index se charge." in page
        assert EMPTY not in page
