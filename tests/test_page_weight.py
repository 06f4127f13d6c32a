"""No page weighs more than a first view may, whatever the corpus says: followed from link to link."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.web.templating import SITE_PAGES
from assistant.service import Assistant
from ingest.settings import Settings

MOST = 100_000  # bytes, decoded
PAGES = re.compile(r'href="(/(?:contrats|engagements|financement|comparer|documents|evaluation|docs)[^"#]*)')
# A page of a document is its own text; one of each is followed, and files are no pages.
SKIPPED = re.compile(r"^/documents/.*\?|rapport\.html|format=")
QUESTIONS = (
    "Liste toutes les actions avec leur porteur et leur montant",
    "Résume le contrat du Pays Lédonien",
    "Quelle est la capitale de la Chine ?",
)


def pages(client: TestClient) -> Iterator[tuple[str, bytes]]:
    """Every page that the site leads to, once."""
    waiting, seen = [address for address, _ in SITE_PAGES] + ["/docs"], set[str]()
    while waiting:
        address = waiting.pop()
        if address in seen or SKIPPED.search(address):
            continue
        seen.add(address)
        answer = client.get(address, headers={"accept": "text/html"})
        assert answer.status_code == 200, address
        yield address, answer.content
        waiting += [html.unescape(one) for one in PAGES.findall(answer.text)]


@pytest.mark.slow
def test_every_page_of_the_corpus_is_light(corpus_assistant: Assistant, tmp_path: Path) -> None:
    settings = Settings(_env_file=None, data_dir=tmp_path, rate_limit=0)
    client = TestClient(create_app(corpus_assistant, settings))
    heavy = {address: len(body) for address, body in pages(client) if len(body) >= MOST}
    for question in QUESTIONS:
        size = len(client.get("/", params={"q": question}, headers={"accept": "text/html"}).content)
        heavy |= {question: size} if size >= MOST else {}
    every = [("contract", one.ref.id) for one in corpus_assistant.library().contracts]
    size = len(client.get("/comparer", params=every, headers={"accept": "text/html"}).content)
    heavy |= {"/comparer, all contracts": size} if size >= MOST else {}
    assert heavy == {}
