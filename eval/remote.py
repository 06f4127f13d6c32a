"""A running server, measured through its HTTP interface."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import httpx
from pydantic import TypeAdapter, ValidationError

from assistant.records import Answer, Question
from eval.metrics import Source
from eval.sources import make_source
from ingest.errors import UserError

# Long enough for a first question that loads the model.
_TIMEOUT_S = 60.0
_ANSWER = TypeAdapter(Answer)


class Remote:
    """One kept-open connection to a server; every method raises `UserError` when the server does not play along."""

    def __init__(self, url: str, token: str = "") -> None:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        self._url = url.rstrip("/")
        self._client = httpx.Client(base_url=self._url, headers=headers, timeout=_TIMEOUT_S, trust_env=False)

    def ask(self, question: Question) -> Answer:
        """The answer of `POST /api/ask`."""
        history = [asdict(turn) for turn in question.history]
        body = {"question": question.text, "history": history, "contracts": list(question.contracts)}
        try:
            return _ANSWER.validate_python(self._json("POST", "/api/ask", body))
        except ValidationError as error:
            raise UserError(
                f"La réponse de {self._url} n'a pas la forme attendue : est-ce bien ce serveur ?"
            ) from error

    def sources(self) -> dict[str, Source]:
        """The documents that the server answers from, with the text of every page, by id."""
        rows = [row for row in self._json("GET", "/api/documents") if row["passages"]]
        found = {}
        for row in rows:
            texts = (self._json("GET", f"/api/documents/{row['id']}/pages/{n}") for n in range(1, row["pages"] + 1))
            pages = {page["page"]: page["text"] for page in texts}
            notice = row["notice_of"] is not None
            found[row["id"]] = make_source(row["id"], row["file_name"], row["contract"], pages, notice=notice)
        return _without_replaced(found)

    def close(self) -> None:
        """Closes the connection."""
        self._client.close()

    def _json(self, method: str, path: str, body: object = None) -> Any:
        try:
            answer = self._client.request(method, path, json=body)
            answer.raise_for_status()
            return answer.json()
        except httpx.HTTPStatusError as error:
            raise UserError(_complaint(self._url, path, error.response.status_code)) from error
        except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
            raise UserError(
                f"Le serveur {self._url} ne répond pas : démarrez-le (« CLS_RATE_LIMIT=0 cls-assistant serve ») "
                "ou corrigez --url."
            ) from error


def _without_replaced(sources: dict[str, Source]) -> dict[str, Source]:
    """The sources less the notices whose document is there itself."""
    names = {source.name for source in sources.values() if not source.name.startswith("notice-")}
    return {
        id_: source
        for id_, source in sources.items()
        if not (source.stands_in and any(source.name == f"notice-{name}" for name in names))
    }


def _complaint(url: str, path: str, status: int) -> str:
    if status == 429:
        return f"Le serveur {url} limite le nombre de questions : redémarrez-le avec CLS_RATE_LIMIT=0 pour la mesure."
    if status == 401:
        return f"Le serveur {url} demande un jeton : donnez-le par CLS_API_TOKEN."
    return f"Le serveur {url} a répondu {status} à {path} : regardez son journal."
