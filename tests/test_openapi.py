"""The description of the interface: in step with the code, in French, with examples that have the shapes it tells."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

import jsonschema
import pytest
from starlette.testclient import TestClient

import api.routes
from api.app import create_app
from api.openapi import describe, written
from ingest.settings import Settings
from tests.api_fakes import FakeAssistant

ROOT = Path(__file__).parent.parent
APP = create_app(FakeAssistant.__new__(FakeAssistant), Settings(_env_file=None))
SCHEMA = describe(APP)
OPERATIONS = {
    operation["operationId"]: (method, path, operation)
    for path, operations in SCHEMA["paths"].items()
    for method, operation in operations.items()
}
# The rest is pages for people, and the description itself.
PROGRAMS = re.compile(r"/(api|v1)/|/(healthz|readyz|metrics)$")


def test_the_file_in_the_repository_is_what_the_code_says() -> None:
    stored = (ROOT / "docs" / "openapi.json").read_text("utf-8")
    assert stored == written(SCHEMA), "régénérez-le : python -m api.description > docs/openapi.json"


def test_every_route_for_programs_is_described() -> None:
    modules = (import_module(f"api.routes.{found.name}") for found in iter_modules(api.routes.__path__))
    routes = {
        (method.lower(), route.path)
        for module in modules
        for route in module.router.routes
        for method in route.methods - {"HEAD"}
        if PROGRAMS.match(route.path)
    }
    assert len(routes) > 20
    assert {(method, path) for method, path, _ in OPERATIONS.values()} == routes


@pytest.mark.parametrize("name", OPERATIONS)
def test_an_operation_is_told_in_french_with_examples(name: str) -> None:
    _, path, operation = OPERATIONS[name]
    assert operation["summary"][0].isupper()
    assert operation["description"].endswith((".", "…"))
    for parameter in operation.get("parameters", []):
        assert parameter["description"].endswith((".", "»"))
        assert "example" in parameter
        check(parameter["example"], parameter["schema"])
    for media, content in operation.get("requestBody", {}).get("content", {}).items():
        if media == "application/json":
            check(content["example"], content["schema"])
    for status, response in operation["responses"].items():
        assert response["description"]
        for media, content in response["content"].items():
            if "json" in media:
                check(content["example"], content["schema"])
        if int(status) >= 400:
            expected = "application/json" if path.startswith("/v1/") else "application/problem+json"
            assert list(response["content"]) == [expected]
    assert ("401" in operation["responses"]) == (operation["security"] != [])


def check(example: Any, schema: dict[str, Any]) -> None:
    """The example has that shape."""
    whole = {**schema, "components": SCHEMA["components"]}
    jsonschema.Draft202012Validator(whole).validate(example)


def test_nothing_of_the_code_s_own_words_is_left() -> None:
    text = written(without_examples(SCHEMA))
    for english in ("Successful Response", "Validation Error", " the ", "api__"):
        assert english not in text, english
    assert not list(titles(SCHEMA["components"]["schemas"]))


def without_examples(node: Any) -> Any:
    """The description without its examples, which quote documents."""
    if isinstance(node, dict):
        return {key: without_examples(one) for key, one in node.items() if key != "example"}
    return [without_examples(one) for one in node] if isinstance(node, list) else node


def titles(node: Any) -> Iterator[str]:
    """The automatic titles of shapes."""
    if isinstance(node, dict):
        if isinstance(node.get("title"), str):
            yield node["title"]
        for one in node.values():
            yield from titles(one)
    elif isinstance(node, list):
        for one in node:
            yield from titles(one)


def test_the_page_shows_every_operation_and_loads_nothing_from_elsewhere(tmp_path: Path) -> None:
    client = TestClient(create_app(FakeAssistant(tmp_path), Settings(_env_file=None)))
    answer = client.get("/docs")
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "unsafe" not in answer.headers["content-security-policy"]
    page = answer.text
    for name, (method, path, _) in OPERATIONS.items():
        assert f'id="{name}"' in page
        assert f"<b>{method.upper()}</b> {path}" in page
    for found in re.findall(r'(?:src|href)="([^"]*)"', page):
        assert found.startswith(("/", "#")), found
    for inline in ("<script>", "<style", " style=", " onclick="):
        assert inline not in page
    assert json.loads(client.get("/openapi.json").text) == SCHEMA
    for link in set(re.findall(r'href="(/[^"]*)"', page)):
        assert client.get(link).status_code == 200


def test_the_page_s_commands_are_those_of_the_server_s_address(tmp_path: Path) -> None:
    settings = Settings(_env_file=None, public_url="https://cls.exemple.fr")
    page = TestClient(create_app(FakeAssistant(tmp_path), settings)).get("/docs").text
    assert "curl &#39;https://cls.exemple.fr/api/ask&#39;" in page
    assert "-F files=@contrat.pdf" in page
    assert "curl -X DELETE &#39;https://cls.exemple.fr/api/documents/3f1c" in page
