"""The description of the interface (OpenAPI), in French, with examples.

What the code knows (paths, parameters, shapes) comes from the routes; `reference.toml` says it in French, and
`examples.json` shows it.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from importlib.metadata import version
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute

from api.problems import CHAT_PREFIX, ProblemError

_PROBLEM = "application/problem+json"
_RETRY = frozenset({429, 503})
_SECURITY = {"jeton": {"type": "http", "scheme": "bearer"}}
_TEXT: dict[str, Any] = {"type": "string"}
_HEADERS = {
    "Retry-After": {"description": "Secondes à attendre.", "schema": {"type": "string", "pattern": "^[0-9]+$"}},
    "WWW-Authenticate": {"description": "Comment montrer le jeton.", "schema": _TEXT},
    "Location": {"description": "L'adresse du travail.", "schema": _TEXT},
    "X-Span-Marked": {
        "description": "Ce qui de l'extrait est surligné : tout, une partie ou rien.",
        "schema": {"type": "string", "enum": ["all", "part", "none"]},
    },
}
_FIELD_ERROR = {
    "type": "object",
    "required": ["field", "detail"],
    "properties": {"field": _TEXT, "detail": _TEXT},
}
_SCHEMAS: dict[str, Any] = {
    "Problem": {
        "type": "object",
        "description": "Une erreur (RFC 9457), en français.",
        "required": ["type", "title", "status", "detail"],
        "properties": {
            "type": {"type": "string", "const": "about:blank"},
            "title": _TEXT,
            "status": {"type": "integer"},
            "detail": _TEXT,
            "errors": {"type": "array", "items": _FIELD_ERROR},
        },
    },
    "ChatError": {
        "type": "object",
        "description": "Une erreur dans la forme d'OpenAI.",
        "required": ["error"],
        "properties": {
            "error": {
                "type": "object",
                "required": ["message", "type", "param", "code"],
                "properties": {
                    "message": _TEXT,
                    "type": _TEXT,
                    "param": {"type": ["string", "null"]},
                    "code": {"type": ["string", "null"]},
                },
            }
        },
    },
}
# One event of a stream.
_EVENT = {"type": "object", "required": ["data"], "properties": {"event": _TEXT, "data": _TEXT}}
# Two shapes of one name get that of their module; the one that most readers meet keeps the short name.
_NAMES = {"api__schemas__FigureOut": "FigureOut", "api__record_schemas__FigureOut": "DiagnosisFigureOut"}
_UPLOAD = {
    "required": True,
    "content": {
        "multipart/form-data": {
            "schema": {
                "type": "object",
                "required": ["files"],
                "properties": {
                    "files": {
                        "type": "array",
                        "minItems": 1,
                        "items": {"type": "string", "format": "binary"},
                        "description": "Un fichier ou plusieurs, chacun sous un nom différent.",
                    }
                },
            }
        }
    },
}


def operation_id(route: APIRoute) -> str:
    """The name of a route's function names its operation."""
    return route.name


def describe(app: FastAPI) -> dict[str, Any]:
    """The OpenAPI document of the application."""
    texts = _texts()
    schema = get_openapi(
        title="Assistant CLS",
        version=version("cls-assistant"),
        summary=texts["summary"],
        description=texts["description"],
        routes=app.routes,
        tags=texts["tags"],
        license_info={"name": "Apache 2.0", "identifier": "Apache-2.0"},
    )
    for told, name in _NAMES.items():
        schema = json.loads(json.dumps(schema).replace(told, name))
    schemas = schema["components"]["schemas"]
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    for name, shape in schemas.items():
        _tell_schema(shape, texts["schemas"].get(name, {}))
    schemas.update(_SCHEMAS)
    schema["components"]["securitySchemes"] = {
        name: scheme | {"description": texts["token"]} for name, scheme in _SECURITY.items()
    }
    for path, operations in schema["paths"].items():
        for operation in operations.values():
            name = operation["operationId"]
            _tell(operation, path, texts["operations"][name], _examples().get(name, {}), texts["parameters"])
    return schema


@cache
def _texts() -> Mapping[str, Any]:
    return tomllib.loads(resources.files("api").joinpath("reference.toml").read_text(encoding="utf-8"))


@cache
def _examples() -> Mapping[str, Any]:
    text = resources.files("api").joinpath("examples.json").read_text(encoding="utf-8")
    return dict(json.loads(text))


def _tell_schema(shape: dict[str, Any], texts: Mapping[str, Any]) -> None:
    """The shape with French texts instead of the docstrings and titles that the code gave it."""
    shape.pop("title", None)
    shape.pop("description", None)
    if "description" in texts:
        shape["description"] = texts["description"]
    for name, field in shape.get("properties", {}).items():
        field.pop("title", None)
        if name in texts:
            field["description"] = texts[name]


def _tell(
    operation: dict[str, Any],
    path: str,
    texts: Mapping[str, Any],
    example: Mapping[str, Any],
    parameters: Mapping[str, Mapping[str, Any]],
) -> None:
    """The operation with its French texts, its examples and the errors that it answers with."""
    operation["tags"] = [texts["tag"]]
    operation["summary"] = texts["summary"]
    operation["description"] = texts["description"]
    is_admin = texts.get("admin", False)
    open_to_all = texts.get("open", False)
    operation["security"] = [] if open_to_all else [{"jeton": []}] if is_admin else [{}, {"jeton": []}]
    for parameter in operation.get("parameters", []):
        told = {**parameters.get(parameter["name"], {}), **texts.get("parameters", {}).get(parameter["name"], {})}
        parameter["schema"].pop("title", None)
        parameter["description"] = told["description"]
        parameter["schema"].update(told.get("schema", {}))
        parameter["example"] = told["example"]
    if operation["operationId"] == "upload":
        operation["requestBody"] = _UPLOAD
    elif "request" in example:
        operation["requestBody"]["content"]["application/json"]["example"] = example["request"]
    responses = {code: told for code, told in operation["responses"].items() if code != "422"}
    first = next(iter(responses.values()))
    first["description"] = texts["success"]
    _tell_content(first, texts, example)
    for status in texts.get("also", []):
        responses[str(status)] = first
    asked = [] if open_to_all else [401]
    for status in sorted({*asked, *([403] if is_admin else []), *texts.get("errors", [])}):
        responses[str(status)] = _error(status, path)
    operation["responses"] = dict(sorted(responses.items()))


def _tell_content(response: dict[str, Any], texts: Mapping[str, Any], example: Mapping[str, Any]) -> None:
    content = response.setdefault("content", {})
    if texts.get("no_json"):
        content.clear()
    for kind in texts.get("media", []):
        content[kind] = {"schema": _EVENT if kind == "text/event-stream" else _TEXT}
    if "response" in example:
        content["application/json"]["example"] = example["response"]
    for kind, text in example.get("texts", {}).items():
        content[kind]["example"] = text
    if texts.get("headers"):
        response["headers"] = {name: _HEADERS[name] for name in texts["headers"]}


def _error(status: int, path: str) -> dict[str, Any]:
    problem = ProblemError(status)
    is_chat = path.startswith(CHAT_PREFIX)
    name, kind = ("ChatError", "application/json") if is_chat else ("Problem", _PROBLEM)
    body = problem.chat_body() if is_chat else problem.body()
    told: dict[str, Any] = {
        "description": problem.title,
        "content": {kind: {"schema": {"$ref": f"#/components/schemas/{name}"}, "example": body}},
    }
    headers = ["Retry-After"] if status in _RETRY else ["WWW-Authenticate"] if status == 401 else []
    if headers:
        told["headers"] = {header: _HEADERS[header] for header in headers}
    return told


def written(schema: Mapping[str, Any]) -> str:
    """The document as the file in the repository holds it."""
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
