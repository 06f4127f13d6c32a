"""The catalogue of a folder (`catalogue.toml`), and which notices step back for the document they stand for."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any

from ingest.errors import UserError
from ingest.naming import fold, territory_name
from ingest.records import INDEXED_STATES, Document, Metadata, Original

CATALOGUE_NAME = "catalogue.toml"
KINDS = ("contrat", "communique", "presentation", "article", "autre")

_REQUIRED = ("id", "file", "title", "kind")
_OPTIONAL = ("territory", "period", "publisher", "language", "published")
_NOTICE_REQUIRED = ("title", "kind", "territory")
_NOTICE_OPTIONAL = ("period",)
# What each field must look like, and how that is said in French.
_SHAPES: Mapping[str, tuple[re.Pattern[str], str]] = {
    "id": (re.compile(r"[a-z0-9][a-z0-9-]*"), "des lettres minuscules, des chiffres et des traits d'union"),
    "kind": (re.compile("|".join(KINDS)), f"l'un de : {', '.join(KINDS)}"),
    "period": (re.compile(r"(\d{4}(-\d{4})?)?"), 'une année ou deux, comme "2025-2030"'),
    "language": (re.compile(r"([a-z]{2})?"), 'un code de deux lettres, comme "fr"'),
    "published": (re.compile(r"(\d{4}-\d{2}-\d{2})?"), "une date, comme 2025-03-14"),
}
_SHA256 = re.compile(r"[0-9a-f]{64}")


class CatalogueError(UserError):
    """A catalogue that cannot be used; names the entry, the field and what is expected."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One catalogued file; `file` is its path from the catalogue's folder, with slashes."""

    id: str
    file: str
    metadata: Metadata


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The entries of one folder."""

    folder: Path
    entries: tuple[Entry, ...] = ()

    def known(self, path: Path) -> Metadata | None:
        """What the catalogue says of the file at `path`, None when it does not name it."""
        try:
            name = path.relative_to(self.folder).as_posix()
        except ValueError:
            return None
        return next((entry.metadata for entry in self.entries if entry.file == name), None)


def load_catalogue(folder: Path) -> Catalogue:
    """The catalogue of `folder`, empty when it has none; raises `CatalogueError`."""
    path = folder / CATALOGUE_NAME
    try:
        content = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Catalogue(folder)
    except (OSError, UnicodeDecodeError) as error:
        raise CatalogueError(f"Le catalogue « {path} » ne se lit pas : un texte en UTF-8 est attendu.") from error
    try:
        data = tomllib.loads(content)
    except tomllib.TOMLDecodeError as error:
        raise CatalogueError(f"Le catalogue « {path} » n'est pas du TOML valable : {error}.") from error
    return Catalogue(folder, _entries(data, path))


def _entries(data: Mapping[str, Any], path: Path) -> tuple[Entry, ...]:
    where = f"Catalogue « {path} »"
    _no_others(data, ("documents",), where)
    tables = data.get("documents", [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise CatalogueError(f"{where} : « documents » doit être une suite de tables [[documents]].")
    entries = tuple(_entry(table, f"{where}, entrée {_name(table, rank)}") for rank, table in enumerate(tables, 1))
    for field in ("id", "file"):
        values = [getattr(entry, field) for entry in entries]
        twice = next((value for value in values if values.count(value) > 1), None)
        if twice is not None:
            raise CatalogueError(f"{where} : « {field} » vaut « {twice} » dans deux entrées, il doit être unique.")
    return entries


def _name(table: Mapping[str, Any], rank: int) -> str:
    given = table.get("id") or table.get("file")
    return f"« {given} »" if isinstance(given, str) else f"n° {rank}"


def _entry(table: Mapping[str, Any], where: str) -> Entry:
    _no_others(table, (*_REQUIRED, *_OPTIONAL, "notice_of"), where)
    values = {field: _text(table, field, where, required=True) for field in _REQUIRED}
    values |= {field: _text(table, field, where) for field in _OPTIONAL}
    file = PurePosixPath(values.pop("file"))
    if file.is_absolute() or ".." in file.parts:
        raise CatalogueError(f"{where} : « file » doit être un chemin à l'intérieur du dossier, sans « .. ».")
    return Entry(values.pop("id"), file.as_posix(), Metadata(**values, notice_of=_original(table, where)))


def _original(table: Mapping[str, Any], where: str) -> Original | None:
    if "notice_of" not in table:
        return None
    inner, where = table["notice_of"], f"{where}, notice_of"
    if not isinstance(inner, dict):
        raise CatalogueError(f"{where} : une table [documents.notice_of] est attendue.")
    _no_others(inner, (*_NOTICE_REQUIRED, *_NOTICE_OPTIONAL, "sha256"), where)
    values = {field: _text(inner, field, where, required=True) for field in _NOTICE_REQUIRED}
    values |= {field: _text(inner, field, where) for field in _NOTICE_OPTIONAL}
    digests = inner.get("sha256", [])
    if not isinstance(digests, list) or not all(isinstance(d, str) and _SHA256.fullmatch(d) for d in digests):
        raise CatalogueError(f"{where} : « sha256 » doit être une liste d'empreintes de 64 chiffres hexadécimaux.")
    return Original(**values, sha256=tuple(digests))


def _no_others(table: Mapping[str, Any], known: Sequence[str], where: str) -> None:
    for field in table:
        if field not in known:
            raise CatalogueError(f"{where} : champ « {field} » inconnu ; sont attendus : {', '.join(known)}.")


def _text(table: Mapping[str, Any], field: str, where: str, *, required: bool = False) -> str:
    """The field as text, of the shape that it must have."""
    value = table.get(field, "")
    if field == "published" and type(value) is date:  # TOML has dates of its own
        value = value.isoformat()
    if required and value == "":
        raise CatalogueError(f"{where} : il manque « {field} », un texte non vide.")
    if not isinstance(value, str):
        raise CatalogueError(f"{where} : « {field} » vaut {value!r}, un texte entre guillemets est attendu.")
    pattern, expected = _SHAPES.get(field, (None, ""))
    if pattern is not None and not pattern.fullmatch(value):
        raise CatalogueError(f"{where} : « {field} » vaut « {value} », il faut {expected}.")
    return value


def active(documents: Sequence[Document]) -> tuple[Document, ...]:
    """The documents without the notices whose original is there and readable, in the same order.

    An original that cannot be read (a scan, an encrypted file) leaves its notice in place: nothing else would answer.
    """
    originals = [d for d in documents if d.metadata.notice_of is None and d.state in INDEXED_STATES]
    digests = {d.id for d in originals}
    subjects = {_subject(d.metadata.kind, d.metadata.territory, d.metadata.period) for d in originals} - {None}
    return tuple(d for d in documents if not _superseded(d.metadata.notice_of, digests, subjects))


def _superseded(original: Original | None, digests: set[str], subjects: set[tuple[str, str, str] | None]) -> bool:
    if original is None:
        return False
    return not digests.isdisjoint(original.sha256) or (
        _subject(original.kind, original.territory, original.period) in subjects
    )


def _subject(kind: str, territory: str, period: str) -> tuple[str, str, str] | None:
    """What a document is of, None when a part is unknown: two undated releases of a territory are not the same one."""
    parts = (fold(kind), fold(territory_name(territory)), re.sub(r"\D+", "-", period).strip("-"))
    return parts if all(parts) else None
