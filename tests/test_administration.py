"""Administration over HTTP, with the token, in a real server process over a real index."""

from __future__ import annotations

import signal
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.uploads import safe_name
from ingest.settings import Settings
from tests.api_fakes import FakeAssistant
from tests.contracts import HAUTES_RIVES, TEXTS, write
from tests.documents import bad_files, image_pdf, pdf, png
from tests.live import Live, ended, serving

pytestmark = pytest.mark.slow

TOKEN = "jeton-é-d'administration"
MAX_BYTES = 2 * 2**20
NOTICE = "notice-hautes-rives.txt"
CATALOGUE = f"""
[[documents]]
id = "notice"
file = "{NOTICE}"
title = "Notice : contrat des Hautes Rives"
kind = "contrat"
territory = "Hautes Rives"
period = "2024-2028"

[documents.notice_of]
title = "Contrat local de santé des Hautes Rives"
kind = "contrat"
territory = "Hautes Rives"
period = "2024-2028"
"""


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """A server over a notice and a few contracts."""
    folder = tmp_path_factory.mktemp("admin")
    corpus = write(folder / "corpus", {name: text for name, text in TEXTS.items() if text is not HAUTES_RIVES})
    (corpus / NOTICE).write_text(HAUTES_RIVES.replace("7 350 €", "7 351 €"), "utf-8")
    (corpus / "catalogue.toml").write_text(CATALOGUE, "utf-8")
    settings = {
        "CLS_CORPUS_DIR": str(corpus), "CLS_ADMIN_TOKEN": TOKEN, "CLS_API_TOKEN": "lecture",
        "CLS_MAX_BYTES": str(MAX_BYTES), "CLS_RATE_LIMIT": "0",
    }  # fmt: skip
    with serving(folder / "data", **settings) as server:
        yield server


@pytest.fixture(scope="module")
def admin(live: Live) -> Iterator[httpx.Client]:
    with live.client(TOKEN) as client:
        yield client


def sent(client: httpx.Client, *files: tuple[str, bytes]) -> httpx.Response:
    return client.post("/api/documents", files=[("files", file) for file in files])


def taken(client: httpx.Client, *files: tuple[str, bytes]) -> list[dict[str, Any]]:
    """The outcomes of an upload that was accepted."""
    answer = sent(client, *files)
    assert answer.status_code == 202, answer.text
    assert answer.headers["location"] == f"/api/jobs/{answer.json()['id']}"
    job = ended(client, answer.json())
    assert (job["state"], job["message"], job["done"], job["total"]) == ("done", "", len(files), len(files))
    return job["outcomes"]


def removed(client: httpx.Client, document_id: str) -> dict[str, Any]:
    answer = client.delete(f"/api/documents/{document_id}")
    assert answer.status_code in (200, 202)
    return ended(client, answer.json())


def documents(client: httpx.Client) -> dict[str, dict[str, Any]]:
    return {document["file_name"]: document for document in client.get("/api/documents").json()}


def cost(client: httpx.Client) -> str:
    asked = {"question": "Combien coûte la fiche 1.1 des Hautes Rives ?"}
    return client.post("/api/ask", json=asked).json()["answer"]


def problem(answer: httpx.Response, status: int) -> dict[str, Any]:
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    return answer.json()


def test_the_original_makes_its_notice_step_back_and_its_removal_brings_it_back(admin: httpx.Client) -> None:
    assert "7 351 €" in cost(admin)
    outcome = taken(admin, ("contrat-signe.txt", HAUTES_RIVES.encode()))[0]
    assert (outcome["state"], outcome["change"], outcome["file_name"]) == ("ready", "added", "contrat-signe.txt")
    assert (outcome["pages"], outcome["passages"] > 5) == (1, True)
    assert documents(admin)[NOTICE]["superseded"]
    assert "7 350 €" in cost(admin)
    job = removed(admin, outcome["document_id"])
    assert [(one["change"], one["file_name"]) for one in job["outcomes"]] == [("removed", "contrat-signe.txt")]
    assert "contrat-signe.txt" not in documents(admin)
    assert not documents(admin)[NOTICE]["superseded"]
    assert "7 351 €" in cost(admin)
    problem(admin.get(f"/api/documents/{outcome['document_id']}"), 404)
    problem(admin.delete(f"/api/documents/{outcome['document_id']}"), 404)


def test_the_same_content_changes_nothing_and_the_same_name_replaces(admin: httpx.Client) -> None:
    first = taken(admin, ("note.txt", "Le comité se réunit à Lunac.".encode()))[0]
    assert first["change"] == "added"
    assert taken(admin, ("note.txt", "Le comité se réunit à Lunac.".encode()))[0]["change"] == "unchanged"
    second = taken(admin, ("note.txt", "Le comité se réunit à Aubeterre.".encode()))[0]
    assert second["change"] == "replaced"
    assert documents(admin)["note.txt"]["id"] == second["document_id"]
    problem(admin.get(f"/api/documents/{first['document_id']}"), 404)
    assert admin.get(f"/api/documents/{second['document_id']}/file").text == "Le comité se réunit à Aubeterre."
    removed(admin, second["document_id"])


def test_the_removal_of_a_file_of_the_corpus_says_that_it_may_come_back(admin: httpx.Client) -> None:
    name = next(name for name in TEXTS if name in documents(admin))
    job = removed(admin, documents(admin)[name]["id"])
    assert "il reviendra à la prochaine lecture" in job["outcomes"][0]["message"]
    taken(admin, (name, TEXTS[name].encode()))


def test_bad_files_are_reported_one_by_one_and_the_good_one_is_in(admin: httpx.Client, tmp_path: Path) -> None:
    expected = bad_files(tmp_path)
    expected["image-seule.pdf"] = "scanned"
    image_pdf(tmp_path / "image-seule.pdf")
    files = [(name, (tmp_path / name).read_bytes()) for name in expected if (tmp_path / name).stat().st_size < 10**6]
    outcomes = {one["file_name"]: one for one in taken(admin, *files, ("bon.txt", b"Le Val est signataire."))}
    assert outcomes.pop("bon.txt")["change"] == "added"
    wrong_kinds = {"unsupported", "mismatched"}
    by_content = {name for name, state in expected.items() if state in wrong_kinds and name not in outcomes}
    for name, outcome in outcomes.items():
        if name in expected:
            assert (outcome["state"], outcome["change"]) == (expected[name], "rejected"), name
            assert outcome["message"].endswith(".")
    assert len(outcomes.keys() & expected.keys()) >= 8
    # What its name called otherwise is known by what it holds.
    assert all(any(one.startswith(name) for one in outcomes) for name in by_content)
    for document in admin.get("/api/documents").json():
        if document["file_name"] in {*outcomes, "bon.txt"}:
            removed(admin, document["id"])


def test_a_file_is_typed_by_what_it_holds(admin: httpx.Client, tmp_path: Path) -> None:
    content = pdf(tmp_path / "a.pdf", [[("La commune de Lunac est signataire.", 72, 700)]]).read_bytes()
    outcome = taken(admin, ("../../contrat <b>.txt", content))[0]
    assert (outcome["file_name"], outcome["state"]) == ("contrat <b>.txt.pdf", "ready")
    file = admin.get(f"/api/documents/{outcome['document_id']}/file")
    assert (file.headers["content-type"], file.content) == ("application/pdf", content)
    removed(admin, outcome["document_id"])


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("contrat.pdf", "contrat.pdf"),
        ("C:\\Users\\a\\contrat signé.PDF", "contrat signé.PDF"),
        ("../../etc/passwd", "passwd"),
        ("a\nb\u202egnp.exe", "a b gnp.exe"),
        (".pdf", "document.pdf"),
        ("", "document"),
        ("..", "document"),
        ("/", "document"),
        ("contrat.", "contrat"),
        ("e\u0301tude.txt", "étude.txt"),
        ("x" * 300 + ".docx", "x" * 145 + ".docx"),
    ],
)
def test_a_sent_name_is_made_safe(given: str, kept: str) -> None:
    assert safe_name(given) == kept


def test_what_no_reader_takes_is_415_with_each_reason(admin: httpx.Client, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("a.txt", "a")
    found = problem(
        sent(admin, ("photo.pdf", png()), ("a.zip", (tmp_path / "a.zip").read_bytes()), ("a.exe", b"MZ\0\1" * 99)), 415
    )
    assert [error["field"] for error in found["errors"]] == ["photo.pdf", "a.zip", "a.exe"]
    assert "c’est en réalité une image" in found["errors"][0]["detail"]
    assert not {"photo.pdf", "a.zip", "a.exe"} & documents(admin).keys()


def test_what_is_too_large_is_413_declared_or_not(admin: httpx.Client) -> None:
    big = b"a" * (MAX_BYTES + 2**20 + 1)
    assert "3 Mio" in problem(sent(admin, ("a.txt", big)), 413)["detail"]
    form = b'--x\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n\r\n' + big + b"\r\n--x--\r\n"
    chunks = (form[start : start + 2**16] for start in range(0, len(form), 2**16))
    headers = {"Content-Type": "multipart/form-data; boundary=x"}
    problem(admin.post("/api/documents", content=chunks, headers=headers), 413)
    # One that fits the request and not the reader is an outcome.
    outcome = taken(admin, ("a.txt", b"a" * (MAX_BYTES + 1)))[0]
    assert (outcome["state"], outcome["change"]) == ("too_large", "rejected")


def test_what_cannot_be_read_is_not_kept_and_takes_the_place_of_nothing(admin: httpx.Client) -> None:
    first = taken(admin, ("avis.txt", "Le comité se réunit à Lunac.".encode()))[0]
    outcome = taken(admin, ("avis.txt", b""), ("vide.pdf", b""))
    assert [(one["state"], one["change"], one["message"][-1]) for one in outcome] == [("empty", "rejected", ".")] * 2
    listed = documents(admin)
    assert listed["avis.txt"]["id"] == first["document_id"]
    assert "vide.pdf" not in listed
    removed(admin, first["document_id"])


TEXT_FIELD = b'--x\r\nContent-Disposition: form-data; name="files"\r\n\r\na\r\n--x--\r\n'


@pytest.mark.parametrize(
    ("kind", "body", "status"),
    [
        ("multipart/form-data; boundary=x", b"--x--\r\n", 422),
        ("multipart/form-data; boundary=x", TEXT_FIELD, 422),
        ("multipart/form-data; boundary=x", b"nothing", 400),
        ("multipart/form-data", b"--x--\r\n", 400),
        ("application/json", b"{}", 415),
        ("", b"a", 415),
    ],
)  # fmt: skip
def test_a_form_without_a_file_is_refused(admin: httpx.Client, kind: str, body: bytes, status: int) -> None:
    problem(admin.post("/api/documents", content=body, headers={"Content-Type": kind}), status)


def test_two_files_of_one_name_are_refused(admin: httpx.Client) -> None:
    found = problem(sent(admin, ("a/note.txt", b"un"), ("b/note.txt", b"deux")), 422)
    assert "le même nom" in found["errors"][0]["detail"]


def test_answers_go_on_while_files_come_in_from_several_sides(admin: httpx.Client, live: Live) -> None:
    jobs: list[dict[str, Any]] = []

    def send(number: int) -> None:
        with live.client(TOKEN) as client:
            jobs.append(sent(client, (f"lot-{number}.txt", f"La convention {number} de Lunac.".encode() * 50)).json())

    threads = [threading.Thread(target=send, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    answers = {cost(admin) for _ in range(10)}
    for thread in threads:
        thread.join()
    assert len(answers) == 1
    outcomes = [one for job in jobs for one in ended(admin, job)["outcomes"]]
    assert sorted(one["file_name"] for one in outcomes) == [f"lot-{number}.txt" for number in range(4)]
    assert {one["change"] for one in outcomes} == {"added"}
    for outcome in outcomes:
        removed(admin, outcome["document_id"])


def test_reindexing_is_a_job_and_keeps_everything(admin: httpx.Client) -> None:
    before = documents(admin)
    answer = admin.post("/api/reindex")
    assert answer.status_code == 202
    job = ended(admin, answer.json())
    assert (job["kind"], job["state"], job["done"], job["total"]) == ("reindex", "done", len(before), len(before))
    assert documents(admin) == before
    listed = admin.get("/api/jobs").json()
    assert listed[0] == job
    assert "7 351 €" in cost(admin)


@pytest.mark.parametrize(
    ("method", "path"),
    [("POST", "/api/documents"), ("DELETE", "/api/documents/a"), ("POST", "/api/reindex"), ("GET", "/api/jobs"),
     ("GET", "/api/jobs/a")],
)  # fmt: skip
def test_only_the_administrator_s_token_administers(live: Live, admin: httpx.Client, method: str, path: str) -> None:
    with httpx.Client(base_url=live.address) as anyone:
        for shown in (b"", b"Bearer", b"Bearer faux", b"Bearer lecture", f"Basic {TOKEN}".encode()):
            found = problem(anyone.request(method, path, headers={"Authorization": shown}), 401)
            assert "CLS_ADMIN_TOKEN" in found["detail"]
        # A browser that keeps a password would send it with another site's form.
        problem(anyone.request(method, path, auth=("", TOKEN)), 401)
    assert admin.request(method, path).status_code not in (401, 403)


def test_the_administrator_s_token_reads_too(live: Live, admin: httpx.Client) -> None:
    assert admin.get("/api/documents").status_code == 200
    assert live.client("lecture").get("/api/documents").status_code == 200
    problem(live.client("autre").get("/api/documents"), 401)
    problem(live.client().get("/api/documents"), 401)


def test_an_unknown_job_is_404(admin: httpx.Client) -> None:
    assert "redémarre" in problem(admin.get("/api/jobs/inconnu"), 404)["detail"]


def test_nothing_is_left_aside(admin: httpx.Client, live: Live) -> None:
    assert list((live.log.parent / "data" / "incoming").glob("*")) == []
    copies = {path.stem for path in (live.log.parent / "data" / "files").iterdir()}
    assert copies == {document["id"] for document in admin.get("/api/documents").json()}


def test_a_stopped_server_breaks_off_and_the_index_is_whole(tmp_path: Path) -> None:
    data = tmp_path / "data"
    settings = {"CLS_CORPUS_DIR": str(write(tmp_path / "corpus")), "CLS_ADMIN_TOKEN": "jeton"}
    with serving(data, **settings) as server:
        with server.client("jeton") as client:
            before = documents(client)
            for number in range(3):
                sent(client, *((f"n{number}-{k}.txt", f"Texte {number} {k}".encode()) for k in range(40)))
        server.process.send_signal(signal.SIGINT)
        server.process.wait(60)
        assert server.process.returncode == 0
    with serving(data, **settings) as server, server.client("jeton") as client:
        after = documents(client)
        assert after.keys() >= before.keys()
        assert client.get("/api/jobs").json() == []
        assert client.get("/readyz").status_code == 200
        assert list((data / "incoming").glob("*")) == []


@pytest.mark.parametrize("token", ["", "Bearer x"])
def test_without_a_token_administration_is_off_and_says_so(tmp_path: Path, token: str) -> None:
    client = TestClient(create_app(FakeAssistant(tmp_path), Settings(_env_file=None)))
    headers = {"Authorization": token} if token else {}
    for method, path in (("POST", "/api/documents"), ("DELETE", "/api/documents/a"), ("GET", "/api/jobs/a")):
        found = problem(client.request(method, path, headers=headers), 403)
        assert "CLS_ADMIN_TOKEN" in found["detail"]
    assert client.get("/api/documents", headers=headers).status_code == 200
