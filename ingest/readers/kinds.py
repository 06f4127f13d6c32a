"""What a file really is, told from its bytes, and whether its extension agrees."""

from __future__ import annotations

import zipfile
from pathlib import Path

from ingest.readers.limits import UnreadableError, unreadable
from ingest.records import ReadState

# Names as they stand in « c’est en réalité … ».
NAMES = {
    "pdf": "un PDF",
    "html": "une page web",
    "docx": "un document Word",
    "xlsx": "un classeur Excel",
    "text": "un texte brut",
    "pptx": "une présentation PowerPoint",
    "odf": "un document LibreOffice",
    "zip": "une archive ZIP",
    "ole": "un document d’un ancien Word, Excel ou PowerPoint",
    "rtf": "un document RTF",
    "image": "une image",
    "binary": "un fichier d’un format inconnu",
}
EXTENSIONS = {
    ".pdf": "pdf",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".docx": "docx",
    ".docm": "docx",
    ".xlsx": "xlsx",
    ".xlsm": "xlsx",
    ".txt": "text",
    ".text": "text",
    ".md": "text",
    ".markdown": "text",
}
_USUAL = {"pdf": ".pdf", "html": ".html", "docx": ".docx", "xlsx": ".xlsx", "text": ".txt"}
_ADVICE = {
    "image": "placez l’image dans un document, enregistrez-le en PDF, puis ajoutez ce PDF",
    "zip": "décompressez l’archive, puis ajoutez les documents qu’elle contient",
    "text": "enregistrez-en une copie en .txt ou en PDF, puis ajoutez-la",
    "binary": "ouvrez-le avec le logiciel qui l’a créé et enregistrez-en une copie en PDF, puis ajoutez-la",
}
_ADVICE_DEFAULT = "ouvrez-le et enregistrez-en une copie en PDF ou en .docx, puis ajoutez-la"
_MAGIC = (
    (b"\x89PNG\r\n\x1a\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"BM", "image"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"{\\rtf", "rtf"),
)
_OFFICE_PARTS = (("word/", "docx"), ("xl/", "xlsx"), ("ppt/", "pptx"), ("content.xml", "odf"))
_HEAD = 4096
# Word and Excel wrap a document with a password in an OLE container that holds a stream of this name.
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")


def kind_of(path: Path) -> str:
    """The kind of reader that the file calls for; raises `UnreadableError` when there is none or its extension lies."""
    with path.open("rb") as stream:
        head = stream.read(_HEAD)
    if not head:
        raise unreadable(ReadState.EMPTY)
    actual = _sniff(path, head)
    extension = path.suffix.lower()
    declared = EXTENSIONS.get(extension, "")
    if declared and not head.strip(b"\x00 \t\r\n"):
        # Nothing but blanks, at least at the start: its reader tells whether there is more.
        return declared
    if actual == "ole" and declared in ("docx", "xlsx") and _ENCRYPTED_PACKAGE in path.read_bytes():
        raise unreadable(ReadState.ENCRYPTED)
    if declared == actual or (declared == "html" and actual == "text") or (not extension and actual in _USUAL):
        return declared or actual
    if declared in ("docx", "xlsx") and actual in ("zip", "binary") and head.startswith(b"PK"):
        raise unreadable(ReadState.DAMAGED)
    if declared:
        raise UnreadableError(ReadState.MISMATCHED, _mismatch(extension, actual))
    raise UnreadableError(ReadState.UNSUPPORTED, _unsupported(extension, actual))


def suffix_by_content(path: Path) -> str:
    """The usual extension of what the file is by its bytes; empty for plain text, which bears no mark, and the rest."""
    with path.open("rb") as stream:
        actual = _sniff(path, stream.read(_HEAD))
    return "" if actual == "text" else _USUAL.get(actual, "")


def _sniff(path: Path, head: bytes) -> str:
    if b"%PDF-" in head[:1024] and not _is_markup(head):
        return "pdf"
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "image"
    if head.startswith(b"PK"):
        return _archive(path)
    if _is_markup(head):
        return "html"
    return "text" if _is_text(head) else "binary"


def _archive(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return "zip"
    for part, kind in _OFFICE_PARTS:
        if any(name.startswith(part) for name in names):
            return kind
    return "zip"


def _is_markup(head: bytes) -> bool:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return start.startswith((b"<!doctype html", b"<html", b"<head", b"<body")) or (
        start.startswith((b"<?xml", b"<!--")) and b"<html" in start
    )


def _is_text(head: bytes) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    if b"\x00" in head:
        return _is_wide(head)
    controls = sum(byte < 32 and byte not in b"\t\n\r\f\x1b" for byte in head)
    return controls <= len(head) / 100


def _is_wide(head: bytes) -> bool:
    """Whether bytes are UTF-16 without its mark: French has a zero in every other byte, and what it spells shows."""
    even, odd = head[::2].count(0), head[1::2].count(0)
    if max(even, odd) <= 0.4 * len(head) / 2 or min(even, odd) > len(head) / 100:
        return False
    text = head[: len(head) // 2 * 2].decode("utf-16-be" if even > odd else "utf-16-le", errors="replace")
    shown = sum(character.isprintable() or character.isspace() for character in text)
    return shown >= 0.98 * len(text) and sum(map(str.isalpha, text)) > len(text) / 2


def _mismatch(extension: str, actual: str) -> str:
    advice = f"renommez-le en {_USUAL[actual]}, puis ajoutez-le de nouveau" if actual in _USUAL else _advice(actual)
    return f"Le fichier porte l’extension {extension}, mais c’est en réalité {NAMES[actual]} : {advice}."


def _unsupported(extension: str, actual: str) -> str:
    if not extension:
        return f"Ce fichier sans extension est {NAMES[actual]}, qui ne peut pas être lu : {_advice(actual)}."
    if actual in ("pdf", "docx", "xlsx", "html"):
        return (
            f"Les fichiers {extension} ne sont pas lus, mais celui-ci est {NAMES[actual]} :"
            f" renommez-le en {_USUAL[actual]}, puis ajoutez-le de nouveau."
        )
    return f"Les fichiers {extension} ne sont pas lus : {_advice(actual)}."


def _advice(actual: str) -> str:
    return _ADVICE.get(actual, _ADVICE_DEFAULT)
