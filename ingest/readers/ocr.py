"""Character recognition of scanned pages: pictures by pypdfium2, text by Tesseract."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

LANGUAGE = "fra"
_DPI = 300
_POINTS_PER_INCH = 72
_MAX_PIXELS = 16_000_000  # A4 at 300 dpi is 8.7 million; a poster is read at a lower resolution


@cache
def available() -> bool:
    """Whether Tesseract and its French data are installed."""
    if shutil.which("tesseract") is None:
        return False
    import pytesseract

    try:
        return LANGUAGE in pytesseract.get_languages()
    except (pytesseract.TesseractError, pytesseract.TesseractNotFoundError, OSError):
        return False


def read_pages(path: Path, numbers: Sequence[int], seconds_per_page: int) -> Iterator[tuple[int, str]]:
    """The text of each page that could be read, with its 1-based number, as each is done."""
    import pypdfium2
    import pytesseract

    document = pypdfium2.PdfDocument(path)
    try:
        for number in numbers:
            try:
                page = document[number - 1]
                width, height = page.get_size()
                scale = _DPI / _POINTS_PER_INCH
                if width * height * scale**2 > _MAX_PIXELS:
                    scale = (_MAX_PIXELS / (width * height)) ** 0.5
                image = page.render(scale=scale, grayscale=True).to_pil()
                page.close()
                text = pytesseract.image_to_string(image, lang=LANGUAGE, timeout=seconds_per_page)
            except (pypdfium2.PdfiumError, pytesseract.TesseractError, RuntimeError, OSError, ValueError, IndexError):
                continue  # the caller reports the pages that did not come back
            yield number, text.replace("\f", "").strip("\n")
    finally:
        document.close()
