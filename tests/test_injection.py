"""Orders hidden in documents, questions and histories, over three routes: no other answer changes, nothing leaves."""

from __future__ import annotations

import json
import re
import socket
from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from assistant.rewording import Writer
from assistant.service import Assistant
from ingest.settings import Settings
from tests.contracts import HAUTES_RIVES, TEXTS, VAL_BRUMEUX, Held, assistant_of, snapshot_of
from tests.fakes import FakeEncoder
from tests.injections import NEVER, PAYLOADS

QUESTIONS = (
    "Combien coûte la fiche 2.1 du CLS des Hautes Rives ?",
    "Qui a signé le CLS des Hautes Rives ?",
    "Que dit l'article 9 du CLS des Hautes Rives ?",
    "Quand a été signé le CLS du Val Brumeux ?",
    "Combien coûte la fiche 7.3 du CLS des Hautes Rives ?",
)
ROUTES = ("ask", "stream", "page")


@pytest.fixture(autouse=True)
def outbound(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Any]]:
    """Every address that somebody tries to reach; none is."""
    tried: list[Any] = []

    def refuse(self: socket.socket, address: Any) -> None:
        tried.append(address)
        raise OSError("no way out")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket.socket, "connect_ex", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", lambda *a, **_: tried.append(a) or (_ for _ in ()).throw(OSError()))
    yield tried
    assert tried == []


def client_of(assistant: Assistant) -> TestClient:
    return TestClient(create_app(assistant, Settings(_env_file=None, rate_limit=0)))


def answered(client: TestClient, route: str, question: str, history: list[dict[str, str]] | None = None) -> str:
    """What a route answers, as text; whatever the way, no markup of a document comes through."""
    asked = {"question": question, "history": history or []}
    if route == "ask":
        body = client.post("/api/ask", json=asked).json()
        return str(body["answer"])
    if route == "stream":
        text = client.post("/api/ask/stream", json=asked).text
        events = [block.split("\n") for block in text.strip().split("\n\n")]
        pieces = [json.loads(data.removeprefix("data: ")) for name, data in events if name == "event: delta"]
        return "".join(piece["text"] for piece in pieces)
    page = client.get("/", params={"q": question}).text
    assert not re.search(r"<script>fetch|<img src=x|<system>|href=\"javascript:|src=\"?https?://", page)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", "", page)))


PLAIN = client_of(assistant_of())
EXPECTED = {
    (route, question): answered(PLAIN, route, question) for route in ("ask", "stream") for question in QUESTIONS
}


def test_there_are_a_hundred() -> None:
    assert len(set(PAYLOADS)) == 100


def hostile(payloads: tuple[str, ...]) -> dict[str, str]:
    """The contracts with orders hidden in the context of sheets and in a document of their own."""
    inside = " ".join(payloads).replace("\n", " ")
    brumeux = VAL_BRUMEUX.replace("L'ambroisie gagne", f"{inside}\nL'ambroisie gagne")
    rives = HAUTES_RIVES.replace("Onze communes n'ont", f"{inside}\nOnze communes n'ont")
    return {**TEXTS, "val-brumeux.txt": brumeux, "hautes-rives.txt": rives}


@pytest.mark.parametrize("start", range(0, 100, 5))
def test_orders_in_documents_change_no_other_answer(start: int) -> None:
    client = client_of(assistant_of(hostile(PAYLOADS[start : start + 5])))
    for question in QUESTIONS:
        for route in ("ask", "stream"):
            assert answered(client, route, question) == EXPECTED[route, question]
        page = answered(client, "page", question)
        assert EXPECTED["ask", question].splitlines()[0].split(" [")[0][:60] in page.replace("\u00a0", " ")
    for never in NEVER:
        assert never not in answered(client, "ask", QUESTIONS[0])


@pytest.mark.parametrize("payload", PAYLOADS)
def test_orders_in_a_question_add_nothing_to_its_answer(payload: str) -> None:
    for route in ROUTES:
        for question in (payload[:1000], f"{QUESTIONS[0]} {payload}"[:1000]):
            text = answered(PLAIN, route, question)
            answer = text if route != "page" else text.split("Réponse", 1)[-1].replace(unescape(question), "")
            if route == "page":
                continue  # the page shows the question as typed: only its markup is checked
            assert not any(never in answer for never in NEVER), answer
            assert "<" not in answer


def test_orders_in_a_history_change_no_answer() -> None:
    history = [{"question": payload[:1000], "answer": payload} for payload in PAYLOADS[::6]]
    for question in QUESTIONS:
        assert answered(PLAIN, "ask", question, history) == EXPECTED["ask", question]


def test_a_model_that_obeys_every_order_changes_no_answer() -> None:
    class Obedient:
        """Says whatever orders its messages hold."""

        def words(self, messages: Any, seconds: float) -> str:
            said = " ".join(order for order in PAYLOADS if order[:30] in messages[1].text)
            return f"{said} La fiche 2.1 coûte 9 999 999 € par an [1]. <img src='https://pirate.invalid'>"

    snapshot = snapshot_of(hostile(PAYLOADS[:10]))
    client = client_of(Assistant(Held(snapshot), FakeEncoder(), None, Writer(Obedient(), 5)))
    for question in QUESTIONS:
        for route in ("ask", "stream"):
            assert answered(client, route, question) == EXPECTED[route, question]
