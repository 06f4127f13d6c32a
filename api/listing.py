"""Answers and documents as lines of text for the command line. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.records import Answer
from ingest.records import Document, Outcome, PageOrigin, ReadState

LONGEST_QUESTION = 1000

_STATES = {
    ReadState.READY: "lu",
    ReadState.PARTIAL: "lu en partie",
    ReadState.SCANNED: "images sans texte",
    ReadState.EMPTY: "vide",
    ReadState.ENCRYPTED: "protégé par mot de passe",
    ReadState.DAMAGED: "abîmé",
    ReadState.MISMATCHED: "contenu et extension différents",
    ReadState.UNSUPPORTED: "format non lu",
    ReadState.TOO_LARGE: "trop grand",
    ReadState.TIMED_OUT: "lecture trop longue",
    ReadState.OUT_OF_MEMORY: "lecture trop lourde",
    ReadState.FAILED: "lecture impossible",
}
_CHANGES = {
    "added": "ajouté",
    "replaced": "remplacé",
    "unchanged": "inchangé",
    "removed": "retiré",
    "rejected": "non lu",
}


def usage_error(error: Exception, commands: Sequence[str]) -> str:
    """What is wrong with a command line, in one French sentence; `error` is what the command-line library raised."""
    kind, message = type(error).__name__, str(getattr(error, "message", ""))
    context = getattr(error, "ctx", None)
    command = str(getattr(context, "command_path", "cls-assistant"))
    parameter = getattr(error, "param", None)
    name = str(getattr(parameter, "human_readable_name", "") or getattr(parameter, "name", "") or "").lower()
    unknown = re.search(r"No such command '([^']*)'", message)
    if unknown:
        said = f"La commande « {unknown[1]} » n'existe pas ; commandes : {', '.join(commands)}."
    elif kind == "NoSuchOption":
        said = f"L'option « {getattr(error, 'option_name', '')} » n'existe pas."
    elif kind == "MissingParameter":
        said = f"Il manque « {name} »."
    elif kind == "BadParameter" and name:
        said = f"La valeur donnée à « {name} » ne convient pas."
    else:
        said = "La commande est mal formée."
    return f"{said} Voyez : {command} --help"


def answer(found: Answer) -> str:
    """An answer and its numbered sources."""
    lines = [found.answer]
    if found.scope.note:
        lines += ["", f"({found.scope.note})"]
    if found.citations:
        lines += ["", "Sources :"]
        for citation in found.citations:
            section = f", {citation.section}" if citation.section else ""
            lines.append(f"[{citation.number}] {citation.document_title}, page {citation.page}{section}")
    if found.suggestions:
        lines += ["", "Vous pouvez demander :", *(f"- {suggestion}" for suggestion in found.suggestions)]
    return "\n".join(lines)


def outcomes(items: Sequence[Outcome]) -> Iterator[str]:
    """One line a document: change, state, pages, passages, warnings."""
    for item in items:
        line = f"{item.file_name} : {_CHANGES.get(item.change, item.change)}"
        if item.pages:
            line += f", {_STATES[item.state]}, {_count(item.pages, 'page')}, {_count(item.passages, 'passage')}"
        elif item.change == "rejected":
            line += f" ({_STATES[item.state]})"
        yield " ".join([line, *(f"— {text}" for text in (item.message, *item.warnings) if text)])


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'s' if number > 1 else ''}"


def documents(items: Sequence[Document]) -> Iterator[str]:
    """One line a document: state, title, pages, contract."""
    for item in items:
        metadata = item.metadata
        told = [_STATES[item.state], _count(len(item.pages), "page") if item.pages else "", metadata.contract_label]
        if metadata.notice_of:
            told.append("notice")
        yield f"{metadata.title or item.file_name} ({', '.join(part for part in told if part)}) — {item.file_name}"


def document_row(item: Document) -> dict[str, object]:
    """A document as an object of the JSON list."""
    metadata = item.metadata
    return {
        "id": item.id,
        "title": metadata.title,
        "kind": metadata.kind or None,
        "territory": metadata.territory or None,
        "period": metadata.period or None,
        "contract": metadata.contract_id or None,
        "language": metadata.language or None,
        "file_name": item.file_name,
        "state": item.state.value,
        "pages": len(item.pages),
        "pages_by_ocr": [page.number for page in item.pages if page.origin is PageOrigin.OCR],
        "passages": item.passage_count,
        "warnings": list(item.warnings),
        "message": item.message or None,
        "ingested_at": item.ingested_at,
    }
