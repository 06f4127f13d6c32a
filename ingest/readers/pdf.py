"""PDF documents, by pypdf."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from pypdf import PdfReader
from pypdf.errors import DependencyError, FileNotDecryptedError, LimitReachedError
from pypdf.generic import ContentStream

from ingest.readers import ocr
from ingest.readers.fragments import FragmentReader
from ingest.readers.limits import SENTENCES, AnnounceOcr, Limits, UnreadableError, unreadable
from ingest.readers.ruled_text import GoesOn, page_text
from ingest.readers.salvage import reopened
from ingest.records import PageOrigin, RawPage, ReadResult, ReadState

_FEW_LETTERS = 10  # a page number or a stamp over a picture is not the page's text
_SCAN_PIXELS = 400_000  # a picture with fewer is a logo
_DRAWING = 400  # operations without text that make a drawing, or text turned into curves
_TAIL = 2048
_NAMED_PAGES = 12  # in a warning

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it says of a broken file is told by the result


def read(path: Path, limits: Limits, announce_ocr: AnnounceOcr) -> ReadResult:
    """The document's physical pages; a page that fails is reported and does not lose the others."""
    reader, count = _open(path, limits)
    pages: dict[int, RawPage] = {}
    scans: list[int] = []
    broken: list[int] = []
    limited = 0
    room = limits.characters
    fragments = FragmentReader()
    goes_on: tuple[GoesOn, ...] = ()
    for number in range(1, count + 1):
        try:
            page = reader.pages[number - 1]
            placed, drawn, panels = fragments.page(page)
            text, goes_on = page_text(placed, drawn, goes_on, panels)
            scanned = _letters(text) < _FEW_LETTERS and _is_picture(page)
        except MemoryError:
            raise
        except Exception as error:  # pypdf leaves many kinds of exceptions to its caller
            limited += isinstance(error, LimitReachedError)
            broken.append(number)
            continue
        room -= len(text)
        if room < 0:
            raise unreadable(ReadState.TOO_LARGE)
        if scanned:
            scans.append(number)
        else:
            pages[number] = RawPage(number, text)
    warnings = _truncation(path, count)
    warnings += _recognise(path, limits, announce_ocr, pages, [*scans, *broken])
    lost = [number for number in broken if number not in pages]
    if len(lost) == count:
        raise unreadable(ReadState.TOO_LARGE if limited else ReadState.DAMAGED)
    if lost:
        warnings.append(f"{_named(lost)} abîmée{_s(lost)} : le texte manque, vérifiez l’original.")
    unread = [number for number in scans if number not in pages]
    if unread:
        warnings.append(_unread_warning(unread, limits))
    for number in [*unread, *lost]:
        pages[number] = RawPage(number, "", PageOrigin.SCAN)
    ordered = tuple(pages[number] for number in sorted(pages))
    state, message = _state(ordered, bool(unread or lost))
    return ReadResult(
        state, message, ordered, title=_title(reader), language=_language(reader), warnings=tuple(warnings)
    )


def _open(path: Path, limits: Limits) -> tuple[PdfReader, int]:
    try:
        reader, count = _opened(path)
    except (MemoryError, UnreadableError):
        raise
    except FileNotDecryptedError as error:
        raise unreadable(ReadState.ENCRYPTED) from error
    except LimitReachedError as error:
        raise unreadable(ReadState.TOO_LARGE) from error
    except Exception as error:  # pypdf leaves many kinds of exceptions to its caller
        raise unreadable(ReadState.DAMAGED) from error
    if not count:
        raise unreadable(ReadState.DAMAGED)
    if count > limits.pages:
        shown = f"{count:,}".replace(",", "\u202f")
        raise UnreadableError(
            ReadState.TOO_LARGE,
            f"Le document compte {shown} pages, plus que les {limits.pages} admises :"
            " découpez-le en plusieurs fichiers, puis ajoutez-les.",
        )
    return reader, count


def _opened(path: Path) -> tuple[PdfReader, int]:
    try:
        reader = PdfReader(path)
        if reader.is_encrypted:
            reader = _unlocked(path)
        return reader, len(reader.pages)
    except (MemoryError, UnreadableError, FileNotDecryptedError, LimitReachedError):
        raise
    except DependencyError:  # AES with a 256-bit key stops pypdf at once
        reader = _unlocked(path)
        return reader, len(reader.pages)
    except Exception:  # a truncated file has neither table of objects nor trailer
        salvaged = reopened(path)
        if salvaged is None:
            raise
        return salvaged, len(salvaged.pages)


def _unlocked(path: Path) -> PdfReader:
    """A reader of a document that opens without a password (only printing or copying is restricted).

    By pdfium, since pypdf leaves AES to a package that is not installed.
    """
    import pypdfium2

    copy = BytesIO()
    try:
        document = pypdfium2.PdfDocument(path)
        document.save(copy, flags=pypdfium2.raw.FPDF_REMOVE_SECURITY)
        document.close()
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        raise unreadable(ReadState.ENCRYPTED if locked else ReadState.DAMAGED) from error
    return PdfReader(copy)


def _recognise(
    path: Path,
    limits: Limits,
    announce_ocr: AnnounceOcr,
    pages: dict[int, RawPage],
    numbers: Sequence[int],
) -> list[str]:
    """Put what character recognition reads of the numbered pages among the pages; a warning for each."""
    if not numbers or not limits.ocr or not ocr.available():
        return []
    numbers = sorted(numbers)[: limits.ocr_pages]
    announce_ocr(len(numbers))
    warnings = []
    for number, text in ocr.read_pages(path, numbers, limits.ocr_seconds_per_page):
        if _letters(text):
            pages[number] = RawPage(number, text, PageOrigin.OCR)
            warnings.append(f"Page {number} lue par reconnaissance de caractères : à vérifier.")
    return warnings


def _letters(text: str) -> int:
    return sum(character.isalpha() for character in text)


def _is_picture(page: Any) -> bool:
    """Whether a page without text shows something: a large picture, or a drawing; a blank page shows nothing."""
    if _has_large_image(page.get("/Resources"), depth=3):
        return True
    content = page.get("/Contents")
    content = content.get_object() if content is not None else None
    if content is None:
        return False
    # Where the page's text was read, its operations are known; they hold numbers that cannot be written back.
    content = content if isinstance(content, ContentStream) else page.get_contents()
    operations = content.operations
    return len(operations) > _DRAWING or any(operator == b"INLINE IMAGE" for _, operator in operations)


def _has_large_image(resources: Any, depth: int) -> bool:
    resources = resources.get_object() if resources is not None else None
    objects = resources.get("/XObject") if isinstance(resources, dict) else None
    objects = objects.get_object() if objects is not None else {}
    for name in objects:
        item = objects[name].get_object()
        if item.get("/Subtype") == "/Image" and item.get("/Width", 0) * item.get("/Height", 0) >= _SCAN_PIXELS:
            return True
        if item.get("/Subtype") == "/Form" and depth and _has_large_image(item.get("/Resources"), depth - 1):
            return True
    return False


def _truncation(path: Path, count: int) -> list[str]:
    with path.open("rb") as stream:
        stream.seek(max(0, path.stat().st_size - _TAIL))
        if b"%%EOF" in stream.read():
            return []
    return [
        f"Le fichier semble incomplet : {count} page{'s' * (count > 1)} lue{'s' * (count > 1)}, comparez à l’original."
    ]


def _state(pages: Sequence[RawPage], some_unread: bool) -> tuple[ReadState, str]:
    if any(page.text.strip() for page in pages):
        return (ReadState.PARTIAL if some_unread else ReadState.READY), ""
    state = ReadState.SCANNED if some_unread else ReadState.EMPTY
    return state, SENTENCES[state]


def _s(numbers: Sequence[int]) -> str:
    return "s" if len(numbers) > 1 else ""


def _named(numbers: Sequence[int]) -> str:
    """« Page 3 » or « Pages 3, 5 et 8 »."""
    if len(numbers) == 1:
        return f"Page {numbers[0]}"
    if len(numbers) > _NAMED_PAGES:
        shown = ", ".join(str(n) for n in numbers[:_NAMED_PAGES])
        return f"Pages {shown} et {len(numbers) - _NAMED_PAGES} autres"
    return f"Pages {', '.join(str(n) for n in numbers[:-1])} et {numbers[-1]}"


def _unread_warning(numbers: Sequence[int], limits: Limits) -> str:
    what = f"{_named(numbers)} numérisée{_s(numbers)} sans texte"
    if limits.ocr and ocr.available():
        return f"{what} : la reconnaissance de caractères n’y a rien lu, vérifiez l’original."
    return f"{what} : demandez la version d’origine, ou installez Tesseract et sa langue française."


def _title(reader: PdfReader) -> str:
    try:
        metadata = reader.metadata
        return (metadata.title or "").strip() if metadata else ""
    except MemoryError:
        raise
    except Exception:  # a damaged title is no reason to lose the document
        return ""


def _language(reader: PdfReader) -> str:
    try:
        return str(reader.root_object.get("/Lang") or "").strip()
    except MemoryError:
        raise
    except Exception:  # likewise
        return ""
