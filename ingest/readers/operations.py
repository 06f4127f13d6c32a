"""The operations of a page's content stream, read with one regular expression: much faster than one by one."""

from __future__ import annotations

import re
from typing import Any

from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    ByteStringObject,
    DictionaryObject,
    NameObject,
    NullObject,
)

Operation = tuple[list[Any], bytes]

# White space and comments, then a number, an operator, a string, a name or a bracket.
_TOKEN = re.compile(
    rb"(?:[\x00\t\n\x0c\r ]+|%[^\r\n]*)*(?:"
    rb"(?P<number>[+-]?(?:\d+\.?\d*|\.\d+))(?=[\x00\t\n\x0c\r \[\]<>()/%A-Za-z'\"+-]|$)"
    rb"|(?P<word>[A-Za-z'\"][A-Za-z0-9*'\"]*)"
    rb"|\((?P<plain>[^()\\\r]*)\)"
    rb"|(?P<string>\()"
    rb"|<(?P<hex>[0-9A-Fa-f\s]*)>"
    rb"|/(?P<name>[^\x00\t\n\x0c\r \[\]<>(){}/%]*)"
    rb"|(?P<open>\[|<<)|(?P<close>\]|>>)|(?P<end>\Z))"
)
_STRING = re.compile(rb"[^()\\\r]+|\\(?:[0-7]{1,3}|\r\n|[\s\S])|\r\n?|(?P<open>\()|(?P<close>\))")
_ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r": b"", b"\r\n": b""}
_CONSTANTS = {b"true": BooleanObject(True), b"false": BooleanObject(False), b"null": NullObject()}
# Behind these stands data that is no token.
_INLINE = frozenset((b"BI", b"ID", b"EI"))
_DEEPEST = 32


def operations(data: bytes) -> list[Operation] | None:
    """The operations of a content stream; None where it holds anything out of the ordinary: an inline image."""
    found: list[Operation] = []
    operands: list[Any] = []
    nested: list[tuple[list[Any], bytes]] = []
    at, end = 0, len(data)
    while at < end:
        match = _TOKEN.match(data, at)
        if match is None:
            return None
        at = match.end()
        kind = match.lastgroup
        if kind is None or kind == "end":
            break
        text = match[kind]
        if kind == "word":
            if text in _CONSTANTS:
                operands.append(_CONSTANTS[text])
                continue
            if text in _INLINE or nested:
                return None
            found.append((operands, text))
            operands = []
        elif kind == "number":
            operands.append(float(text))
        elif kind == "plain":
            operands.append(ByteStringObject(text))
        elif kind == "string":
            told = _string(data, at)
            if told is None:
                return None
            value, at = told
            operands.append(ByteStringObject(value))
        elif kind == "hex":
            digits = re.sub(rb"\s", b"", text)
            operands.append(ByteStringObject(bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))))
        elif kind == "name":
            if b"#" in text:
                return None
            operands.append(NameObject("/" + text.decode("latin-1")))
        elif kind == "open":
            if len(nested) >= _DEEPEST:
                return None
            nested.append((operands, text))
            operands = []
        else:
            if not nested or (nested[-1][1] == b"[") != (text == b"]"):
                return None
            inner, (operands, _) = operands, nested.pop()
            whole = ArrayObject(inner) if text == b"]" else _dictionary(inner)
            if whole is None:
                return None
            operands.append(whole)
    return found if not nested else None


def _string(data: bytes, at: int) -> tuple[bytes, int] | None:
    """A string in brackets, with escapes and brackets inside, and where it ends."""
    parts: list[bytes] = []
    depth = 1
    while match := _STRING.match(data, at):
        at = match.end()
        text = match.group()
        if match.lastgroup == "close":
            depth -= 1
            if not depth:
                return b"".join(parts), at
        elif match.lastgroup == "open":
            depth += 1
        elif text[:1] == b"\\":
            inner = text[1:]
            text = (
                bytes([int(inner, 8) & 255]) if inner[:1].isdigit() and inner[:1] < b"8" else _ESCAPES.get(inner, inner)
            )
        elif text[:1] == b"\r":
            text = b"\n"
        parts.append(text)
    return None


def _dictionary(values: list[Any]) -> DictionaryObject | None:
    if len(values) % 2 or not all(isinstance(key, NameObject) for key in values[::2]):
        return None
    return DictionaryObject(dict(zip(values[::2], values[1::2], strict=True)))
