"""The child process that draws one page: an order in JSON on stdin; `marked`, a line break and a PNG on stdout.

Started by path (see `picture.py`): imports nothing of the project.
"""

from __future__ import annotations

import io
import json
import re
import sys
import unicodedata
from typing import Any

_SCALE = 2.0  # pixels a PDF point: 144 dpi reads well on a screen
_MAX_SIDE = 2_400  # pixels, whatever the page says it measures
_MAX_MEMORY = 2 * 2**30  # bytes of address space
_MAX_CPU = 15  # seconds
_MIN_FRAGMENT = 12  # letters and digits below which a fragment of a quote proves nothing
_COLOUR = (255, 221, 120)


def fold(char: str) -> str:
    """The letters and digits of a character, without accents, case or ligatures; empty for all else."""
    return "".join(c for c in unicodedata.normalize("NFKD", char).lower() if c.isalnum())


def locate(chars: str, quote: str, position: float) -> tuple[list[tuple[int, int]], str]:
    """The (start, end) of the quote among the page's characters, and how much was found: all, part, none.

    Only letters and digits are compared, and exactly: a quote that reads 350 000 never marks 300 000.
    """
    folded, origin = [], []
    for index, char in enumerate(chars):
        for letter in fold(char):
            folded.append(letter)
            origin.append(index)
    haystack = "".join(folded)
    whole = "".join(map(fold, quote))
    if not whole:
        return [], "none"
    if found := _nearest(haystack, whole, position * len(haystack)):
        return [(origin[found[0]], origin[found[1] - 1] + 1)], "all"
    # Printed and reading order differ (columns, tables): mark, line by line, what is contiguous in print.
    spans = []
    for fragment in re.split(r"\n|(?<=[.;:!?])\s", quote):
        needle = "".join(map(fold, fragment))
        if len(needle) >= _MIN_FRAGMENT and haystack.count(needle) == 1:
            at = haystack.index(needle)
            spans.append((origin[at], origin[at + len(needle) - 1] + 1))
    return spans, "part" if spans else "none"


def _nearest(haystack: str, needle: str, wanted: float) -> tuple[int, int] | None:
    places, at = [], haystack.find(needle)
    while at >= 0:
        places.append(at)
        at = haystack.find(needle, at + 1)
    if not places:
        return None
    best = min(places, key=lambda place: abs(place - wanted))
    return best, best + len(needle)


def draw(order: dict[str, Any]) -> tuple[str, bytes]:
    """How much of the quote was marked, and the PNG."""
    import pypdfium2 as pdfium

    document = pdfium.PdfDocument(order["path"])
    page = document[order["number"] - 1]
    scale = min(_SCALE, _MAX_SIDE / max(1.0, *page.get_size()))
    bitmap = page.render(scale=scale)
    image = bitmap.to_pil().convert("RGB")
    spans, marked = _find(page, order)
    if spans:
        converter = bitmap.get_posconv(page)
        for box in _boxes(page.get_textpage(), spans):
            _mark(image, converter.to_bitmap(box[0], box[3]), converter.to_bitmap(box[2], box[1]))
    out = io.BytesIO()
    image.save(out, "PNG", optimize=False)
    return marked, out.getvalue()


def _find(page: Any, order: dict[str, Any]) -> tuple[list[tuple[int, int]], str]:
    import pypdfium2.raw as raw

    if not order["quote"]:
        return [], "none"
    text = page.get_textpage()
    # One character for each index: what `get_text_range` gives can be shorter than the list of boxes.
    chars = "".join(chr(raw.FPDFText_GetUnicode(text, i) or 32) for i in range(text.count_chars()))
    return locate(chars, order["quote"], order["position"])


def _boxes(text: Any, spans: list[tuple[int, int]]) -> list[tuple[float, float, float, float]]:
    boxes = []
    for start, end in spans:
        # `count_rects` prepares the rectangles that `get_rect` then reads.
        count = text.count_rects(start, end - start)
        boxes += [text.get_rect(i) for i in range(count)]
    return boxes


def _mark(image: Any, one: tuple[int, int], other: tuple[int, int]) -> None:
    """Tint and underline a box: the print stays readable, and colour is not the only sign."""
    from PIL import Image, ImageChops, ImageDraw

    left, right = sorted((one[0], other[0]))
    top, bottom = sorted((one[1], other[1]))
    box = (max(0, left - 2), max(0, top - 2), min(image.width, right + 3), min(image.height, bottom + 3))
    if box[0] >= box[2] or box[1] >= box[3]:
        return
    tint = Image.new("RGB", (box[2] - box[0], box[3] - box[1]), _COLOUR)
    image.paste(ImageChops.multiply(image.crop(box), tint), box)
    ImageDraw.Draw(image).line((box[0], box[3] - 1, box[2] - 1, box[3] - 1), fill=(150, 90, 0), width=2)


def _limit() -> None:
    try:
        import resource
    except ImportError:  # not on Windows, where the parent's timeout remains
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MAX_MEMORY, _MAX_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_MAX_CPU, _MAX_CPU))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    _limit()
    how_much, png = draw(json.load(sys.stdin))
    sys.stdout.buffer.write(how_much.encode("ascii") + b"\n" + png)
