"""The examples of the interface's reference, from invented contracts: `python -m tests.reference_examples`.

They are written once into `api/examples.json`; a test holds them to the shapes of the interface.
"""

from __future__ import annotations

import json
import re
from typing import Any

from starlette.testclient import TestClient

from api.app import create_app
from ingest.settings import Settings
from tests.contracts import assistant_of

FOLLOWED = {
    "question": "Et la fiche 1.2 ?",
    "history": [{"question": "Combien coûte la fiche 1.1 des Hautes Rives ?", "answer": "7 350 € par an."}],
    "contracts": ["hautes-rives-2024-2028"],
}
CHAT = {
    "model": "assistant-cls",
    "messages": [{"role": "user", "content": "Combien coûte la fiche 1.1 des Hautes Rives ?"}],
    "stream": False,
}
JOB = {
    "id": "7c9e6679f7e94b1fa3c5b0a1d2e3f405",
    "kind": "upload",
    "state": "done",
    "created_at": "2026-03-02T09:14:05+00:00",
    "ended_at": "2026-03-02T09:14:09+00:00",
    "total": 2,
    "done": 2,
    "current": "",
    "outcomes": [
        {
            "file_name": "contrat-signe.pdf",
            "state": "ready",
            "change": "added",
            "document_id": "3f1c0a5b7d9e2468ace013579bdf02468ace13579bdf02468ace13579bdf0246",
            "pages": 84,
            "passages": 412,
            "message": "",
            "warnings": ["La page 31 est une numérisation sans texte."],
        },
        {
            "file_name": "avenant.pdf",
            "state": "encrypted",
            "change": "rejected",
            "document_id": "9b74c9897bac770ffc029102a200c5de9b74c9897bac770ffc029102a200c5de",
            "pages": 0,
            "passages": 0,
            "message": "Le fichier est protégé par un mot de passe : enregistrez-en une copie sans protection, puis "
            "ajoutez-la.",
            "warnings": [],
        },
    ],
    "message": "",
}
WAITING = JOB | {"state": "waiting", "done": 0, "outcomes": [], "ended_at": ""}
METRICS = 'cls_answers_total{status="answered"} 12.0\n'
GONE = JOB | {
    "kind": "removal",
    "total": 1,
    "done": 1,
    "outcomes": [JOB["outcomes"][0] | {"change": "removed", "pages": 0, "passages": 0, "warnings": []}],
}


def trimmed(value: Any) -> Any:
    """The value with one item of each list."""
    if isinstance(value, list):
        return [trimmed(item) for item in value[:1]]
    return {key: trimmed(item) for key, item in value.items()} if isinstance(value, dict) else value


def examples() -> dict[str, Any]:
    """An example of every operation's answer, and of its request where it has a body."""
    client = TestClient(
        create_app(assistant_of(), Settings(_env_file=None, rate_limit=0)), base_url="http://127.0.0.1:8000"
    )

    def read(path: str) -> Any:
        return trimmed(client.get(path).json())

    def post(path: str, body: Any) -> Any:
        return client.post(path, json=body).json()

    def stream(path: str, body: Any) -> str:
        lines = client.post(path, json=body).text.split("\n\n")
        return "\n\n".join([*lines[:4], "…", *lines[-2:]])

    contract = "hautes-rives-2024-2028"
    signed = next(one for one in client.get("/api/organisations").json() if one["roles"].get("signatory"))
    document = client.get("/api/documents").json()[0]
    csv = client.get(f"/api/funding?contract={contract}&format=csv").text
    found: dict[str, Any] = {
        "ask": {"request": FOLLOWED, "response": post("/api/ask", FOLLOWED)},
        "ask_in_stream": {"request": FOLLOWED, "texts": {"text/event-stream": stream("/api/ask/stream", FOLLOWED)}},
        "search": {"response": read("/api/search?q=médecins")},
        "contracts": {"response": read("/api/contracts")},
        "contract": {"response": read(f"/api/contracts/{contract}")},
        "funding": {
            "response": read(f"/api/funding?contract={contract}"),
            "texts": {"text/csv; charset=utf-8": "\n".join(csv.split("\n")[:3])},
        },
        "compare": {"response": read(f"/api/compare?contract={contract}&contract=val-brumeux-2024-2029")},
        "organisations": {"response": [trimmed(signed)]},
        "organisation": {"response": read(f"/api/organisations/{signed['id']}")},
        "documents": {"response": [document]},
        "document": {"response": document},
        "page": {"response": read(f"/api/documents/{document['id']}/pages/1")},
        "upload": {"response": WAITING},
        "remove": {"response": GONE},
        "reindex": {"response": WAITING | {"kind": "reindex", "total": 0}},
        "jobs": {"response": [JOB]},
        "job": {"response": JOB},
        "completions": {"request": CHAT, "response": post("/v1/chat/completions", CHAT)},
        "models": {"response": read("/v1/models")},
        "model": {"response": read("/v1/models/assistant-cls")},
        "healthz": {"response": {"status": "ok"}},
        "readyz": {"response": {"status": "ready"}},
        "metrics": {"texts": {"text/plain; version=1.0.0; charset=utf-8": METRICS}},
    }  # fmt: skip
    return found


if __name__ == "__main__":
    text = json.dumps(examples(), ensure_ascii=False, indent=1)
    print(re.sub(r'"elapsed_ms": [\d.]+', '"elapsed_ms": 18.2', text))
