"""Placed fragments of a PDF page's text, out of pypdf."""

from __future__ import annotations

import re
from collections import Counter
from math import hypot
from typing import Any

from pypdf import PageObject
from pypdf.errors import PdfReadError
from pypdf.generic import ContentStream, FloatObject, NameObject, NullObject

from ingest.readers.boxes import boxed
from ingest.readers.columns import Fragment
from ingest.readers.operations import operations as operations_of
from ingest.readers.strokes import Panel, Stroke, strokes

try:
    from pypdf.generic._font import Font  # pypdf has no public way to a font's widths
except ImportError:  # pragma: no cover - an older or later pypdf: widths are then estimated
    Font = None  # type: ignore[assignment,misc]

_MOVES = frozenset({b"Td", b"TD", b"Tm", b"T*", b"'", b'"'})
_SHOWS = frozenset({b"Tj", b"TJ", b"'", b'"'})
_DRAWS = frozenset(
    b"m l c v y h re S s f F f* B B* b b* n W W* g G rg RG k K cs CS sc SC scn SCN w J j M d ri i sh".split()
)
_IDENTITY = [FloatObject(value) for value in (1, 0, 0, 1, 0, 0)]
_AVERAGE_WIDTH = 0.5  # of the font size, where a font does not tell
_BOLD = re.compile(r"bold|black|heavy|semibold|demi(?!t)", re.IGNORECASE)
_BOLD_WEIGHT = 600
_MAX_OPERATIONS = 2_000_000  # of one page: drawings beyond are not text

Widths = dict[str, float]
Matrix = tuple[float, float, float, float, float, float]
_UNMOVED: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class FragmentReader:
    """Reads pages of one document; keeps the widths of its fonts from page to page."""

    def __init__(self) -> None:
        self._widths: dict[int, tuple[Any, Widths]] = {}
        self._weights: dict[int, tuple[Any, bool]] = {}

    def fragments(self, page: PageObject) -> list[Fragment]:
        """The page's fragments in stream order; their texts joined are pypdf's plain text of the page."""
        return self.page(page)[0]

    def page(self, page: PageObject) -> tuple[list[Fragment], list[Stroke], list[Panel]]:
        """The page's fragments, the straight lines and the coloured areas that it draws."""
        found: list[tuple[str, Matrix, Any, float]] = []
        forms = _Forms(page)

        def visit(text: str, cm: Any, tm: Any, font: Any, size: float) -> None:
            if text:
                # A soft hyphen that a page draws is a hyphen like any other.
                matrix = _product(_product(tm, cm), forms.matrix)
                found.append((text.replace("\u00ad", "-"), matrix, font, size))

        own = page.raw_get("/Contents") if "/Contents" in page else None
        try:
            lines, panels = _cut_at_moves(page)
            page.extract_text(visitor_text=visit, visitor_operand_before=forms.enter, visitor_operand_after=forms.leave)
        finally:
            if own is not None:
                page[NameObject("/Contents")] = own  # what is asked of the page next is asked of the file's content
        turn = _turn(matrix for text, matrix, _, _ in found if text.strip())
        fragments = boxed([self._fragment(*item, turn) for item in found])
        return fragments, [line.turned(turn) for line in lines], [panel.turned(turn) for panel in panels]

    def _fragment(self, text: str, matrix: Matrix, font: Any, size: float, turn: int) -> Fragment:
        across = hypot(matrix[0], matrix[1]) * abs(size)
        x, y = matrix[4], matrix[5]
        x, y = ((x, y), (y, -x), (-x, -y), (-y, x))[turn]
        height = hypot(matrix[2], matrix[3]) * abs(size)
        width = self._width(text.strip(), font) * across
        return Fragment(text, x, x + width, y, height or 1.0, _direction(matrix) == turn, self._bold(font))

    def _width(self, text: str, font: Any) -> float:
        """The width of a text in font sizes."""
        widths = self._font_widths(font)
        usual = widths.get("default", 1000 * _AVERAGE_WIDTH)
        return sum(widths.get(character, usual) for character in text) / 1000

    def _bold(self, font: Any) -> bool:
        if font is None:
            return False
        if id(font) not in self._weights:
            self._weights[id(font)] = (font, _is_bold(font))
        return self._weights[id(font)][1]

    def _font_widths(self, font: Any) -> Widths:
        if font is None or Font is None:
            return {}
        if id(font) not in self._widths:
            # The font is kept beside its widths, so that its id is not given to another.
            self._widths[id(font)] = (font, _read_widths(font))
        return self._widths[id(font)][1]


class _Forms:
    """Where the forms that a page draws stand: pypdf tells the places of their text within each only."""

    def __init__(self, page: PageObject) -> None:
        self._open: list[tuple[Matrix, Any]] = [(_UNMOVED, page)]

    @property
    def matrix(self) -> Matrix:
        """From the places inside the form that is being read to the page's."""
        return self._open[-1][0]

    def enter(self, operator: bytes, operands: Any, cm: Any, _: Any) -> None:
        """Before each operation."""
        if operator == b"Do":
            form = self._form(operands)
            own = tuple(map(float, form.get("/Matrix", _UNMOVED))) if form is not None else _UNMOVED
            self._open.append((_product(_product(own, cm), self.matrix), form))

    def leave(self, operator: bytes, *_: Any) -> None:
        """After each operation."""
        if operator == b"Do" and len(self._open) > 1:
            self._open.pop()

    def _form(self, operands: Any) -> Any:
        holder = self._open[-1][1]
        try:
            form = holder["/Resources"].get_object()["/XObject"].get_object()[operands[0]].get_object()
            return form if len(form.get("/Matrix", _UNMOVED)) == len(_UNMOVED) else None
        except (AttributeError, IndexError, KeyError, TypeError):  # a malformed page draws nothing there
            return None


def _read_widths(font: Any) -> Widths:
    try:
        read = Font.from_font_resource(font)
        # A code that maps to nothing says nothing of the character of its number: what is mapped goes last, and wins.
        ordered = sorted(read.character_widths.items(), key=lambda item: item[0] in read.character_map)
        return {read.character_map.get(raw, raw): float(width) for raw, width in ordered}
    except MemoryError:
        raise
    except Exception:  # a malformed font costs its widths, not its text
        return {}


def _is_bold(font: Any) -> bool:
    """Whether a font says that it is bold: by its name, or by the weight that its descriptor gives."""
    try:
        if _BOLD.search(str(font.get("/BaseFont", ""))):
            return True
        inner = font.get("/DescendantFonts")
        whole = inner.get_object()[0].get_object() if inner is not None else font
        descriptor = whole.get("/FontDescriptor")
        weight = descriptor.get_object().get("/FontWeight") if descriptor is not None else None
        return weight is not None and float(weight) >= _BOLD_WEIGHT
    except MemoryError:
        raise
    except Exception:  # a malformed font costs its weight, not its text
        return False


def _cut_at_moves(page: PageObject) -> tuple[list[Stroke], list[Panel]]:
    """Make pypdf hand over its text before each move, so that text on both sides of a gutter comes apart.

    The lines and areas that the page draws are returned.

    A `cm` with the identity matrix changes nothing else: pypdf reports what it has read before one.
    """
    contents = page.get("/Contents")
    if contents is None:
        return [], []
    if contents.get_object() is None or isinstance(contents.get_object(), NullObject):
        raise PdfReadError("the page's content is missing")  # cut off with the end of the file
    content = ContentStream(contents.get_object(), page.pdf, "bytes")  # strings stay bytes: their font decodes them
    if (quickly := operations_of(content.get_data())) is not None:
        content.operations = quickly
    if len(content.operations) > _MAX_OPERATIONS:
        return [], []
    drawn = strokes(content.operations)
    writes = any(operator in _SHOWS for _, operator in content.operations)
    operations: list[Any] = []
    for operands, operator in content.operations:
        if writes and operator in _DRAWS:
            continue  # what draws beside text is nothing to it
        if operator in _MOVES:
            operations.append((_IDENTITY, b"cm"))
        operations.append((operands, operator))
    content.operations = operations
    page[NameObject("/Contents")] = content
    return drawn


def _product(m: Any, n: Any) -> Matrix:
    return (
        m[0] * n[0] + m[1] * n[2],
        m[0] * n[1] + m[1] * n[3],
        m[2] * n[0] + m[3] * n[2],
        m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4],
        m[4] * n[1] + m[5] * n[3] + n[5],
    )


def _direction(matrix: Matrix) -> int:
    """Quarter turns of the text's baseline, counter-clockwise; -1 when it is slanted."""
    a, b = matrix[0], matrix[1]
    if abs(b) <= 0.1 * abs(a):
        return 0 if a >= 0 else 2
    if abs(a) <= 0.1 * abs(b):
        return 1 if b > 0 else 3
    return -1


def _turn(matrices: Any) -> int:
    """The direction of most of the page's text: landscape pages are often written sideways and turned for display."""
    directions = Counter(d for matrix in matrices if (d := _direction(matrix)) >= 0)
    return directions.most_common(1)[0][0] if directions else 0
