"""The HTTP interface, route by route and error by error, over a fake assistant."""

from __future__ import annotations

import asyncio
import io
import json
import logging
import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.limits import MAX_BODY, RateLimiter
from api.picture import PictureError, draw_page
from api.picture_worker import locate
from api.routes.ask import guarded
from api.streaming import event, pieces
from api.web.presentation import blocks
from assistant.records import Turn
from ingest.errors import UserError
from ingest.settings import Settings
from tests.api_fakes import (
    BAD_ID,
    CONTRACT,
    HOSTILE,
    HTML_ID,
    PAGE_TEXT,
    PDF_ID,
    QUOTE,
    FakeAssistant,
)


@pytest.fixture
def assistant(tmp_path: Path) -> FakeAssistant:
    return FakeAssistant(tmp_path)


def client_of(assistant: FakeAssistant, **settings: object) -> TestClient:
    made = Settings(_env_file=None, **{"rate_limit": 0, **settings})
    return TestClient(create_app(assistant, made), raise_server_exceptions=False)


@pytest.fixture
def client(assistant: FakeAssistant) -> TestClient:
    return client_of(assistant)


def problem(response, status: int) -> dict:
    """The problem details of a response, whose form is checked."""
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    body = response.json()
    assert body["status"] == status
    assert body["type"] == "about:blank"
    assert body["title"]
    assert body["detail"]
    for leaked in ("Traceback", "/srv/secret", "site-packages"):
        assert leaked not in response.text
    return body


def test_ask_gives_the_whole_object(client):
    body = client.post("/api/ask", json={"question": "Combien coûtent les ateliers ?"}).json()
    start = PAGE_TEXT.index(QUOTE)
    assert list(body) == [
        "status", "answer", "citations", "figures", "scope", "understood", "suggestions", "elapsed_ms"
    ]  # fmt: skip
    assert body["citations"][0] == {
        "number": 1,
        "document_id": PDF_ID,
        "document_title": "Contrat des Rives d'Ormont",
        "page": 1,
        "section": "Fiche action 7.3 › Coût",
        "quote": QUOTE,
        "start": start,
        "end": start + len(QUOTE),
        "url": f"/documents/{PDF_ID}?page=1&start={start}&end={start + len(QUOTE)}",
    }
    assert json.dumps(body["figures"]) == json.dumps(
        [{"text": "1 234 €", "value": 1234, "unit": "EUR/an", "citation": 1}]
    )
    assert body["scope"] == {
        "contracts": [{"id": CONTRACT.id, "label": CONTRACT.label}],
        "note": "seul contrat indexé",
    }


def test_ask_passes_history_and_contracts_and_ignores_unknown_fields(client, assistant):
    sent = {
        "question": "  Et la 7.4 ?  ",
        "history": [{"question": "Et la 7.3 ?", "answer": "1 234 €"}, {"question": "Et la 7.2 ?"}],
        "contracts": [CONTRACT.id],
        "temperature": 1,
    }
    assert client.post("/api/ask", json=sent).status_code == 200
    asked = assistant.asked[0]
    assert asked.text == "Et la 7.4 ?"
    assert asked.history == (Turn("Et la 7.3 ?", "1 234 €"), Turn("Et la 7.2 ?"))
    assert asked.contracts == (CONTRACT.id,)


def test_stream_sends_scope_citations_deltas_then_the_whole(client):
    response = client.post("/api/ask/stream", json={"question": "Combien ?"})
    assert response.headers["content-type"].startswith("text/event-stream")
    events = []
    for block in response.text.strip().split("\n\n"):
        name, data = block.split("\n")
        events.append((name.removeprefix("event: "), json.loads(data.removeprefix("data: "))))
    names = [name for name, _ in events]
    assert names == ["scope", "citation", "citation", *["delta"] * (len(names) - 4), "done"]
    whole = client.post("/api/ask", json={"question": "Combien ?"}).json()
    assert events[-1][1] == whole
    assert "".join(data["text"] for name, data in events if name == "delta") == whole["answer"]
    assert [data for name, data in events if name == "citation"] == whole["citations"]


def test_what_breaks_a_stream_off_is_an_event_without_a_trace(caplog):
    async def broken():
        yield event({"a": 1}, "scope")
        raise RuntimeError("/srv/secret Mme Dupont")

    async def read():
        return [one async for one in guarded(broken())]

    events = asyncio.run(read())
    assert events[0] == 'event: scope\ndata: {"a": 1}\n\n'
    name, data = events[1].strip().split("\n")
    assert name == "event: error"
    assert json.loads(data.removeprefix("data: "))["status"] == 500
    assert "secret" not in data + caplog.text


def test_metrics_count_requests_by_route_and_answers_by_status_without_a_question(client):
    client.post("/api/ask", json={"question": "Mme Dupont ?"})
    client.post("/api/ask/stream", json={"question": "rien"})
    client.get("/", params={"q": "Mme Dupont ?"})
    client.get(f"/api/documents/{PDF_ID}")
    client.get("/api/documents/Dupont")
    client.get("/Dupont")
    client.request("DUPONT", "/api/ask")
    client.post("/api/ask", json={"question": "panne"})
    answer = client.get("/metrics")
    assert answer.headers["content-type"].startswith("text/plain; version=")
    lines = answer.text.splitlines()
    for line in (
        'cls_http_requests_total{method="POST",route="/api/ask",status="200"} 1.0',
        'cls_http_requests_total{method="POST",route="/api/ask",status="500"} 1.0',
        'cls_http_requests_total{method="GET",route="/api/documents/{document_id}",status="200"} 1.0',
        'cls_http_requests_total{method="GET",route="/api/documents/{document_id}",status="404"} 1.0',
        'cls_http_requests_total{method="GET",route="other",status="404"} 1.0',
        'cls_http_requests_total{method="other",route="/api/ask",status="405"} 1.0',
        'cls_answers_total{status="answered"} 2.0',
        'cls_answers_total{status="not_found"} 1.0',
        'cls_documents{state="damaged"} 1.0',
        "cls_passages 5.0",
        "cls_ready 1.0",
    ):
        assert line in lines
    assert not any(word in answer.text for word in ("Dupont", "DUPONT", PDF_ID))


def test_an_index_that_does_not_answer_is_503_without_its_sentence(assistant):
    def broken():
        raise UserError("Le dossier « /srv/secret » ne se lit pas.")

    assistant.documents = broken
    problem(client_of(assistant).get("/api/documents"), 503)


def test_nothing_is_sent_before_the_whole_is_verified(assistant, client, monkeypatch):
    sent = []
    real = assistant.ask

    def watched(question):
        sent.append("asked")
        answer = real(question)
        sent.append("verified")
        return answer

    monkeypatch.setattr(assistant, "ask", watched)
    monkeypatch.setattr("api.routes.ask.event", lambda data, name: sent.append(name) or f"event: {name}\n\n")
    client.post("/api/ask/stream", json={"question": "Combien ?"})
    assert sent[:3] == ["asked", "verified", "scope"]
    assert sent[-1] == "done"


def test_an_answer_that_cannot_be_made_sends_a_problem_and_no_event(client):
    response = client.post("/api/ask/stream", json={"question": "panne"})
    assert (response.status_code, response.headers["content-type"]) == (500, "application/problem+json")
    assert "event:" not in response.text


@pytest.mark.parametrize("text", ["", "un", " un  deux\n- trois [1].\n\n", "\n", "a " * 50, "mot\u00a0lié"])
def test_pieces_joined_give_the_text_back(text):
    assert "".join(pieces(text)) == text


@pytest.mark.parametrize(
    ("body", "field", "says"),
    [
        ({}, "question", "obligatoire"),
        ({"question": ""}, "question", "vide"),
        ({"question": " \u00a0\n\u200b"}, "question", "vide"),
        ({"question": "x" * 1001}, "question", "1 000 caractères au plus"),
        ({"question": 3}, "question", "texte"),
        ({"question": None}, "question", "texte"),
        ({"question": "Quoi ?", "history": [{"question": "a"}] * 21}, "history", "20 éléments au plus"),
        ({"question": "Quoi ?", "history": [{"answer": "a"}]}, "history[0].question", "obligatoire"),
        ({"question": "Quoi ?", "history": ["a"]}, "history[0]", "objet JSON"),
        ({"question": "Quoi ?", "contracts": "a"}, "contracts", "liste"),
        ({"question": "Quoi ?", "contracts": ["inconnu-2030"]}, "contracts", "aucun contrat indexé"),
        ([], "corps", "objet JSON"),
        ("texte", "corps", "objet JSON"),
    ],
)
@pytest.mark.parametrize("route", ["/api/ask", "/api/ask/stream"])
def test_422_names_the_field_in_french(client, route, body, field, says):
    found = problem(client.post(route, json=body), 422)
    assert [error["field"] for error in found["errors"]] == [field]
    assert says in found["errors"][0]["detail"]
    assert field in found["detail"]


def test_a_question_of_1000_characters_after_trimming_is_asked(client):
    assert client.post("/api/ask", json={"question": f"  {'é' * 1000}  "}).status_code == 200


def test_422_does_not_repeat_what_was_sent(client):
    assert "Dupont" not in client.post("/api/ask", json={"question": ["Mme Dupont"]}).text


def test_a_lone_surrogate_is_refused(client):
    headers = {"content-type": "application/json"}
    sent = client.post("/api/ask", content=b'{"question": "\\ud800"}', headers=headers)
    assert "Unicode" in problem(sent, 422)["detail"]


@pytest.mark.parametrize("body", [b"{", b"", b'{"question": "\xff"}', b"[" * 50_000, b'{"question": \x00"a"}', b"nul"])
def test_400_for_what_is_not_json(client, body):
    sent = client.post("/api/ask", content=body, headers={"content-type": "application/json"})
    if body:
        assert "JSON" in problem(sent, 400)["detail"]
    else:
        assert "corps" in problem(sent, 422)["detail"]


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", None])
def test_415_for_a_body_that_is_not_said_to_be_json(client, kind):
    headers = {"content-type": kind} if kind else {}
    found = problem(client.post("/api/ask", content=b'{"question": "a"}', headers=headers), 415)
    assert "application/json" in found["detail"]


def test_413_for_a_body_over_64_kio_declared_or_not(client):
    headers = {"content-type": "application/json"}
    big = json.dumps({"question": "a", "history": [{"question": "a", "answer": "b" * MAX_BODY}]}).encode()
    problem(client.post("/api/ask", content=big, headers=headers), 413)
    chunks = (big[i : i + 4096] for i in range(0, len(big), 4096))
    problem(client.post("/api/ask", content=chunks, headers=headers), 413)
    fits = big[: MAX_BODY - 100].rstrip(b'"}]') + b'"}]}'
    in_chunks = (fits[i : i + 4096] for i in range(0, len(fits), 4096))
    assert client.post("/api/ask", content=in_chunks, headers=headers).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/api/unknown",
        "/api/documents/unknown",
        "/api/documents/" + "0" * 64 + "/file",
        f"/api/documents/{PDF_ID}/pages/3",
        f"/api/documents/{PDF_ID}/pages/0",
        f"/api/documents/{PDF_ID}/pages/3.png",
        f"/api/documents/{HTML_ID}/pages/1.png",
        f"/api/documents/{BAD_ID}/file",
        "/documents/unknown",
        f"/documents/{PDF_ID}?page=9",
        "/static/unknown.css",
        "/static/../app.py",
        "/static/%2e%2e/templating.py",
        "/docs/",
        "/redoc",
        "/api/documents/",
    ],
)
def test_404(client, path):
    problem(client.get(path), 404)


@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", "/api/ask"), ("PATCH", "/api/documents"), ("PUT", "/"), ("PUT", "/static/tokens.css")],
)
def test_405(client, method, path):
    response = client.request(method, path)
    problem(response, 405)


def test_500_without_trace_and_without_the_question_in_the_logs(client, caplog):
    with caplog.at_level(logging.INFO):
        problem(client.post("/api/ask", json={"question": "panne de Mme Dupont"}), 500)
        client.get("/", params={"q": "Mme Dupont va-t-elle bien ?"})
        client.get("/api/search", params={"q": "Mme Dupont"})
        client.get("/x%0Aforged%20line")
    ours = [record.getMessage() for record in caplog.records if record.name.startswith("api")]
    assert any("RuntimeError" in line for line in ours)
    assert any(line.startswith("GET /api/search 200") for line in ours)
    assert "Dupont" not in "".join(ours)
    assert "\nforged" not in "".join(ours)


def test_questions_are_logged_only_where_the_page_says_so(assistant, caplog):
    with caplog.at_level(logging.INFO):
        client = client_of(assistant, log_questions=True)
        client.post("/api/ask", json={"question": "Combien\nça coûte ?"})
        page = client.get("/?q=Qui").text
    ours = [record.getMessage() for record in caplog.records if record.name.startswith("api")]
    assert r"question: 'Combien\nça coûte ?'" in ours
    assert "question: 'Qui'" in ours
    assert "sont notées dans le journal" in page
    assert "Rien n'est conservé" not in page
    assert "Rien n'est conservé" in client_of(assistant).get("/").text


def test_503_when_the_index_is_not_ready(tmp_path):
    client = client_of(FakeAssistant(tmp_path, "L'index est en cours de chargement."))
    for path in ("/readyz", "/api/contracts", "/api/search?q=coût"):
        assert problem(client.get(path), 503)["detail"] == "L'index est en cours de chargement."
    problem(client.post("/api/ask", json={"question": "Quoi ?"}), 503)
    # What was read, and why it answers nothing, can always be seen.
    for path in ("/api/documents", f"/api/documents/{PDF_ID}"):
        assert client.get(path).status_code == 200
    assert client.get("/healthz").status_code == 200
    assert "en cours de chargement" in client.get("/").text
    assert client.get("/?q=Quoi").status_code == 503


def test_health(client):
    assert client.get("/healthz").json() == {"status": "ok"}
    assert client.get("/readyz").json() == {"status": "ready"}
    assert client.head("/healthz").status_code == 200


def test_the_token_guards_everything_but_health_and_style(assistant):
    client = client_of(assistant, api_token="jeton-é")
    for path in ("/api/documents", "/", f"/documents/{PDF_ID}", "/api/unknown", "/static"):
        assert "WWW-Authenticate" in client.get(path).headers
        problem(client.get(path), 401)
    problem(client.post("/api/ask", content=b"{"), 401)
    for shown in ("Bearer", "Bearer faux", "Basic !!", "Basic w6k=", "jeton-é", "Token jeton-é"):
        problem(client.get("/api/documents", headers={"authorization": shown.encode()}), 401)
    assert client.get("/api/documents", headers={"authorization": "Bearer jeton-é".encode()}).status_code == 200
    assert client.get("/", auth=("", "jeton-é")).status_code == 200
    for path in ("/healthz", "/readyz", "/static/tokens.css"):
        assert client.get(path).status_code == 200


def test_429_with_retry_after_on_ask_routes_only(assistant):
    client = client_of(assistant, rate_limit=2)
    asked = {"question": "Quoi ?"}
    assert client.post("/api/ask", json=asked).status_code == 200
    assert client.post("/api/ask/stream", json=asked).status_code == 200
    response = client.post("/api/ask", json=asked)
    assert "patientez" in problem(response, 429)["detail"]
    assert 1 <= int(response.headers["retry-after"]) <= 30
    page = client.get("/?q=Quoi")
    assert page.status_code == 429
    assert "patientez" in page.text
    assert client.get("/").status_code == 200
    assert client.get("/api/search?q=coût").status_code == 200


def test_the_limiter_refills_evenly_and_counts_an_ipv6_network_as_one():
    now = [0.0]
    limiter = RateLimiter(2, clock=lambda: now[0])
    assert [limiter.wait("192.0.2.1") for _ in range(3)] == [0, 0, 30]
    assert limiter.wait("192.0.2.2") == 0
    now[0] = 19.5
    assert limiter.wait("192.0.2.1") == 11
    now[0] = 31.0
    assert limiter.wait("192.0.2.1") == 0
    assert [limiter.wait(f"2001:db8::{n}") for n in (1, 2)] == [0, 0]
    assert limiter.wait("2001:db8::3") > 0
    assert [RateLimiter(0).wait("a") for _ in range(100)] == [0] * 100


def test_documents_lists_the_rejected_ones_and_no_path(client):
    response = client.get("/api/documents")
    first, second, third = response.json()
    assert (first["id"], first["sha256"], first["pages"], first["passages"]) == (PDF_ID, PDF_ID, 2, 4)
    assert (first["title"], first["kind"]) == ("Contrat des Rives d'Ormont", "contrat")
    assert first["contract"] == CONTRACT.id
    assert first["warnings"] == ["La page 2 est une numérisation sans texte."]
    assert first["ingested_at"] == "2031-01-02T03:04:05Z"
    assert second["notice_of"]["title"] == "Article d'origine"
    assert (third["state"], third["title"]) == ("damaged", "abîmé.pdf")
    assert third["message"].startswith("Ce PDF est tronqué")
    assert "/srv/secret" not in response.text
    assert client.get(f"/api/documents/{PDF_ID}").json() == first


def test_page_text_and_sections_agree_with_the_offsets(client):
    page = client.get(f"/api/documents/{PDF_ID}/pages/1").json()
    assert list(page) == ["page", "text", "sections"]
    assert page["text"] == PAGE_TEXT
    assert [one["title"] for one in page["sections"]] == ["Fiche action 7.3", "Coût"]
    field = page["sections"][1]
    assert page["text"][field["start"] : field["end"]] == QUOTE
    assert client.get(f"/api/documents/{PDF_ID}/pages/2").json() == {"page": 2, "text": "", "sections": []}
    assert "nombre entier" in problem(client.get(f"/api/documents/{PDF_ID}/pages/x"), 422)["detail"]
    problem(client.get(f"/api/documents/{PDF_ID}/pages/{'9' * 5000}"), 422)


def test_a_pdf_is_shown_and_a_web_page_is_only_downloaded(client):
    pdf = client.get(f"/api/documents/{PDF_ID}/file")
    assert pdf.headers["content-type"] == "application/pdf"
    assert pdf.headers["content-disposition"] == 'inline; filename="contrat.pdf"'
    assert pdf.content.startswith(b"%PDF-")
    web = client.get(f"/api/documents/{HTML_ID}/file")
    assert web.headers["content-type"].startswith("text/html")
    assert web.headers["content-disposition"] == 'attachment; filename="article.html"'
    assert "sandbox" in web.headers["content-security-policy"]
    for response in (pdf, web):
        assert response.headers["x-content-type-options"] == "nosniff"


def test_the_picture_marks_the_span(client):
    from PIL import Image

    start = PAGE_TEXT.index(QUOTE)
    plain = client.get(f"/api/documents/{PDF_ID}/pages/1.png")
    marked = client.get(f"/api/documents/{PDF_ID}/pages/1.png?start={start}&end={start + len(QUOTE)}")
    assert (plain.headers["x-span-marked"], marked.headers["x-span-marked"]) == ("none", "all")
    assert marked.headers["content-type"] == "image/png"
    before, after = (Image.open(io.BytesIO(one.content)) for one in (plain, marked))
    assert before.size == after.size == (840, 600)
    # The third line is printed 192 points above the foot of a page of 300; nothing else is tinted.
    tinted = [y for y in range(600) if after.getpixel((90, y)) != before.getpixel((90, y))]
    assert tinted
    assert 190 <= min(tinted) <= max(tinted) <= 230
    missing = client.get(f"/api/documents/{PDF_ID}/pages/1.png?start=0&end=9999999999")
    assert missing.headers["x-span-marked"] == "part"


def test_a_file_that_is_no_pdf_inside_gives_no_picture_and_breaks_nothing(tmp_path):
    broken = tmp_path / "broken"
    broken.write_bytes(b"%PDF-1.7\nnothing")
    with pytest.raises(PictureError, match="n'a pas pu être produite"):
        draw_page(broken, 1, "texte", (0, 3))


@pytest.mark.parametrize(
    ("printed", "quote", "position", "expected"),
    [
        ("Coût : 300 000 euros", "350 000", 0, ([], "none")),
        ("ﬁnancé à 100 %", "financé à 100 %", 0, ([(0, 12)], "all")),
        ("un deux un deux", "un deux", 0.9, ([(8, 15)], "all")),
        ("pré-\nvention", "prévention", 0, ([(0, 12)], "all")),
        ("gauche un AAA droite deux trois", "gauche un.\ndroite deux trois", 0, ([(14, 31)], "part")),
        ("texte", " … ", 0, ([], "none")),
    ],
)
def test_locate_marks_exact_letters_and_digits_only(printed, quote, position, expected):
    assert locate(printed, quote, position) == expected


def test_search(client):
    found = client.get("/api/search", params={"q": "coût", "limit": 2, "contract": CONTRACT.id}).json()
    assert len(found) == 2
    start = PAGE_TEXT.index(QUOTE)
    assert found[0] == {
        "passage_id": "p0",
        "document_id": PDF_ID,
        "document_title": "Contrat des Rives d'Ormont",
        "page": 1,
        "section": "Fiche action 7.3 › Coût",
        "text": QUOTE,
        "spans": [{"page": 1, "start": start, "end": start + len(QUOTE)}],
        "url": f"/documents/{PDF_ID}?page=1&start={start}&end={start + len(QUOTE)}",
        "score": 3.0,
        "lexical_rank": 1,
        "vector_rank": 0,
    }
    for query, field in (("", "q"), ("q=%20", "q"), ("q=a&limit=0", "limit"), ("q=a&limit=x", "limit"),
                         ("q=a&contract=b", "contract"), ("q=" + "a" * 1001, "q")):  # fmt: skip
        assert problem(client.get(f"/api/search?{query}"), 422)["errors"][0]["field"] == field


def test_every_response_carries_the_security_headers(client):
    for path in ("/", "/api/documents", "/nowhere", "/static/tokens.css", f"/documents/{PDF_ID}", "/healthz"):
        headers = client.get(path).headers
        policy = headers["content-security-policy"]
        assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'")
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
    assert client.get("/?q=Quoi").headers["cache-control"] == "no-store"
    style = client.get("/static/tokens.css")
    assert style.headers["cache-control"] == "no-cache"
    assert client.get("/static/tokens.css", headers={"if-none-match": style.headers["etag"]}).status_code == 304


@pytest.mark.parametrize(
    ("path", "coding"),
    [
        ("/", "gzip"),
        ("/static/tokens.css", "gzip"),
        ("/api/documents", "gzip"),
        (f"/api/documents/{PDF_ID}/file", None),
        (f"/api/documents/{PDF_ID}/pages/1.png", None),
    ],
)
def test_text_travels_small_and_files_as_they_are(client: TestClient, path: str, coding: str | None) -> None:
    answer = client.get(path, headers={"accept-encoding": "gzip"})
    assert (answer.status_code, answer.headers.get("content-encoding")) == (200, coding)
    assert ("accept-encoding" in answer.headers.get("vary", "").lower()) is (coding == "gzip")


def test_what_streams_is_not_held_back(client: TestClient) -> None:
    sent = {"question": "Combien ?"}
    answer = client.post("/api/ask/stream", json=sent, headers={"accept-encoding": "gzip"})
    assert "content-encoding" not in answer.headers


def test_the_page_answers_without_javascript_and_escapes_documents(client):
    page = client.get("/", params={"q": "Combien coûtent les ateliers ?"})
    assert page.status_code == 200
    assert QUOTE in page.text
    assert '<a class="marker" href="#source-1-1" data-source="1"' in page.text
    assert "[9]" in page.text
    assert 'href="#source-9"' not in page.text
    assert HOSTILE not in page.text
    assert "&lt;script&gt;" in page.text
    assert "seul contrat indexé" in page.text
    assert "Question comprise" in page.text
    documents = client.get("/documents")
    assert "Ce PDF est tronqué" in documents.text
    assert HOSTILE not in documents.text
    for inline in ("<style", " style=", " onclick=", "<script>"):
        assert inline not in page.text
        assert inline not in documents.text


def test_the_page_explains_a_wrong_question(client):
    for q in ("", "  ", "x" * 1001):
        page = client.get("/", params={"q": q})
        assert page.status_code == 422
        assert "Votre question : " in page.text


def test_the_document_page_marks_the_span(client):
    start = PAGE_TEXT.index(QUOTE)
    page = client.get(f"/documents/{PDF_ID}?page=1&start={start}&end={start + len(QUOTE)}").text
    assert f'<mark id="extrait" tabindex="-1">{QUOTE}</mark>' in page
    assert HOSTILE not in page
    assert f"/api/documents/{PDF_ID}/file" in page
    assert "image sans texte" in client.get(f"/documents/{PDF_ID}?page=2").text
    assert "<mark" not in client.get(f"/documents/{PDF_ID}?start=9&end=3").text
    assert "Ce PDF est tronqué" in client.get(f"/documents/{BAD_ID}").text


def test_a_person_who_browses_gets_errors_as_pages(client, assistant):
    html = {"accept": "text/html,*/*"}
    page = client.get("/documents/unknown", headers=html)
    assert (page.status_code, page.headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert "Aucun document ne porte cet identifiant." in page.text
    problem(client.get("/api/documents/unknown", headers=html), 404)
    assert client_of(assistant, api_token="x").get("/", headers=html).status_code == 401
    assert client.get("/?q=panne", headers=html).status_code == 500


def test_the_first_view_weighs_less_than_100_kb(client):
    page = client.get("/?q=Combien").text
    paths = {found[1] for found in re.finditer(r'(?:href|src)="(/static/[^"]+)"', page)}
    assert {"/static/tokens.css", "/static/ask.js", "/static/icon.svg"} <= paths
    for module in [path for path in paths if path.endswith(".js")]:
        paths |= {f"/static/{name}" for name in re.findall(r'from "\./([^"]+)"', client.get(module).text)}
    assert len(page.encode()) + sum(len(client.get(path).content) for path in paths) < 100_000


def test_blocks_are_paragraphs_and_lists():
    found = blocks("Un [1].\n\n- deux\n- trois [2]\nQuatre", {1})
    assert [block.is_list for block in found] == [False, True, False]
    assert [[segment.number for segment in line] for line in found[0].lines] == [[0, 1, 0]]
    assert [[segment.text for segment in line] for line in found[1].lines] == [["deux"], ["trois [2]"]]
