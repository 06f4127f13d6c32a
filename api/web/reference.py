"""The OpenAPI document arranged for the reference page. Pure functions."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

_REF = "#/components/schemas/"
# How the types of JSON are called in French.
_TYPES = {
    "string": "texte",
    "integer": "entier",
    "number": "nombre",
    "boolean": "vrai ou faux",
    "object": "objet",
    "array": "liste",
    "null": "nul",
}
_DEEPEST = 3  # levels of a shape that the page tells; the example shows the rest


@dataclass(frozen=True, slots=True)
class Field:
    """A parameter or a field: `depth` is how far inside the body it is."""

    name: str
    type: str
    required: bool
    description: str
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer of an operation."""

    status: str
    description: str
    types: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation as the page shows it."""

    id: str
    method: str
    path: str
    summary: str
    description: str
    needs_admin: bool
    parameters: tuple[Field, ...]
    body: tuple[Field, ...]
    answer: tuple[Field, ...]
    command: str
    examples: tuple[tuple[str, str], ...]
    replies: tuple[Reply, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Operations of one subject."""

    name: str
    description: str
    operations: tuple[Operation, ...]


def groups(schema: Mapping[str, Any], base: str) -> tuple[Group, ...]:
    """The operations by subject, in the order of the document; `base` is the address in the commands."""
    shapes = schema["components"]["schemas"]
    found: dict[str, list[Operation]] = {tag["name"]: [] for tag in schema["tags"]}
    for path, operations in schema["paths"].items():
        for method, operation in operations.items():
            found[operation["tags"][0]].append(_operation(method.upper(), path, operation, shapes, base))
    return tuple(Group(tag["name"], tag["description"], tuple(found[tag["name"]])) for tag in schema["tags"])


def _operation(method: str, path: str, operation: Mapping[str, Any], shapes: Mapping[str, Any], base: str) -> Operation:
    parameters = operation.get("parameters", ())
    content: Mapping[str, Any] = operation.get("requestBody", {}).get("content", {})
    kind = next(iter(content), "")
    body = content.get(kind, {})
    success = next(iter(operation["responses"].values()))
    answer = success.get("content", {}).get("application/json", {})
    return Operation(
        id=operation["operationId"],
        method=method,
        path=path,
        summary=operation["summary"],
        description=operation["description"],
        needs_admin=operation["security"] == [{"jeton": []}],
        parameters=tuple(_parameter(parameter, shapes) for parameter in parameters),
        body=tuple(_fields(body.get("schema", {}), shapes, {})),
        # In an answer every field is there: saying so of each would say nothing.
        answer=tuple(replace(field, required=False) for field in _fields(answer.get("schema", {}), shapes, {})),
        command=_command(method, base + path, parameters, kind, body.get("example"), operation["security"]),
        examples=tuple(
            (media, _shown(told["example"])) for media, told in success.get("content", {}).items() if "example" in told
        ),
        replies=tuple(
            Reply(status, told["description"], tuple(told.get("content", ())))
            for status, told in operation["responses"].items()
        ),
    )


def _parameter(parameter: Mapping[str, Any], shapes: Mapping[str, Any]) -> Field:
    told = _type(parameter["schema"], shapes)
    return Field(parameter["name"], told, parameter.get("required", False), parameter["description"])


def _fields(
    shape: Mapping[str, Any], shapes: Mapping[str, Any], seen: Mapping[str, None], depth: int = 0
) -> Iterator[Field]:
    """The fields of a shape and of those inside it, each shape told once."""
    for name in _names(shape):
        if name in seen or depth >= _DEEPEST:
            continue
        yield from _properties(shapes[name], shapes, {**seen, name: None}, depth)
    if "properties" in shape:
        yield from _properties(shape, shapes, seen, depth)


def _properties(
    shape: Mapping[str, Any], shapes: Mapping[str, Any], seen: Mapping[str, None], depth: int
) -> Iterator[Field]:
    required = shape.get("required", ())
    for name, field in shape.get("properties", {}).items():
        description = field.get("description", "")
        yield Field(name, _type(field, shapes), name in required, description, depth)
        yield from _fields(field, shapes, seen, depth + 1)


def _names(shape: Mapping[str, Any]) -> Sequence[str]:
    """The shapes that a shape refers to."""
    if "$ref" in shape:
        return [shape["$ref"].removeprefix(_REF)]
    inner = [*shape.get("anyOf", ()), *([shape["items"]] if "items" in shape else [])]
    return [name for one in inner for name in _names(one)]


def _type(shape: Mapping[str, Any], shapes: Mapping[str, Any]) -> str:
    if "$ref" in shape:
        return _type(shapes[shape["$ref"].removeprefix(_REF)], shapes)
    if "enum" in shape or "const" in shape:
        values = shape.get("enum") or [shape["const"]]
        return " | ".join(str(value) for value in values)
    if "anyOf" in shape:
        types = dict.fromkeys(_type(one, shapes) for one in shape["anyOf"])
        return " ou ".join(told for told in types if not (told == "entier" and "nombre" in types))
    if shape.get("type") == "array":
        return f"liste ({_type(shape.get('items', {}), shapes)})"
    if shape.get("format") == "binary":
        return "fichier"
    return _TYPES.get(str(shape.get("type", "")), "")


def _command(
    method: str, url: str, parameters: Sequence[Mapping[str, Any]], kind: str, example: Any, security: Sequence[Any]
) -> str:
    """The request as a command line."""
    query = []
    for parameter in parameters:
        values = parameter["example"] if isinstance(parameter["example"], list) else [parameter["example"]]
        if parameter["in"] == "path":
            url = url.replace(f"{{{parameter['name']}}}", str(values[0]))
        else:
            pairs = (f"{parameter['name']}={value}" for value in values)
            query += [f"--data-urlencode {_quoted(pair)}" for pair in pairs]
    # curl posts by itself what it is given a body for.
    option = f"-X {method} " if method != "GET" and not kind else "-G " if query else ""
    lines = [f"curl {option}{_quoted(url)}"]
    if security == [{"jeton": []}]:
        lines.append('-H "Authorization: Bearer $CLS_ADMIN_TOKEN"')
    lines += query
    if kind == "multipart/form-data":
        lines.append("-F files=@contrat.pdf")
    elif kind:
        lines += ["--json " + _quoted(json.dumps(example, ensure_ascii=False))]
    return " \\\n  ".join(lines)


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'"


def _shown(example: Any) -> str:
    return example if isinstance(example, str) else json.dumps(example, ensure_ascii=False, indent=2)
