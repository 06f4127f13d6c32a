"""An answer as a note for a council: a DOCX with the question, the answer, its sources and where it comes from."""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Sequence

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from api.web.presentation import TONES, Segment, blocks, quoted
from assistant.composers import french
from assistant.records import Answer, Citation, Status
from ingest.naming import slug

NOTE_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
NOTICE = (
    "Réponse composée automatiquement à partir des documents cités, et vérifiée mot à mot contre eux ; "
    "les documents seuls font foi."
)
_TITLE = "Contrats locaux de santé : réponse et sources"
_LONGEST_NAME = 60
# What XML cannot hold.
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_ACCENT, _SOFT = RGBColor(0x0A, 0x55, 0x66), RGBColor(0x4C, 0x5B, 0x63)


def note_of(question: str, answer: Answer, today: datetime.date) -> bytes:
    """The note as a DOCX file."""
    note = _new_note(today)
    _heading(note, _TITLE, 0)
    _line(note, f"Établie le {french.date(today.isoformat())}", soft=True)
    _heading(note, "Question", 1)
    _line(note, question)
    if answer.understood and answer.understood != question:
        _line(note, f"Comprise ainsi : {answer.understood}", soft=True)
    _heading(note, TONES[answer.status].heading, 1)
    _answer(note, answer)
    for line in _scope(answer):
        _line(note, line, soft=True)
    if answer.citations:
        _heading(note, "Sources", 1)
        for citation in answer.citations:
            _source(note, citation)
    _line(note, NOTICE, soft=True)
    file = io.BytesIO()
    note.save(file)
    return file.getvalue()


def note_name(question: str) -> str:
    """A file name that says what was asked, in plain letters."""
    words = slug(question)[:_LONGEST_NAME].rsplit("-", 1)[0] if len(slug(question)) > _LONGEST_NAME else slug(question)
    return f"note-cls-{words}.docx" if words else "note-cls.docx"


def _new_note(today: datetime.date) -> Document:
    note = docx.Document()
    properties = note.core_properties
    properties.title, properties.author, properties.language = _TITLE, "Assistant CLS", "fr-FR"
    properties.comments = ""  # the library's own advertisement
    properties.created = properties.modified = datetime.datetime.combine(today, datetime.time())
    section = note.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    normal = note.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(11)
    language = normal.element.get_or_add_rPr().makeelement(qn("w:lang"), {qn("w:val"): "fr-FR"})
    normal.element.get_or_add_rPr().append(language)
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _run(
        footer,
        "Assistant CLS – réponse composée automatiquement, à vérifier dans les documents cités",
        soft=True,
        size=8,
    )
    return note


def _heading(note: Document, text: str, level: int) -> None:
    heading = note.add_heading(level=level)
    run = heading.add_run(_clean(text))
    run.font.name, run.font.color.rgb = "Calibri", _ACCENT
    # A theme's font outranks the named one unless it is taken off.
    run.element.get_or_add_rPr().rFonts.set(qn("w:hAnsi"), "Calibri")


def _answer(note: Document, answer: Answer) -> None:
    numbers = {citation.number for citation in answer.citations}
    for block in blocks(answer.answer, numbers, [figure.text for figure in answer.figures]):
        for line in block.lines:
            _segments(note.add_paragraph(style="List Bullet" if block.is_list else None), line)


def _segments(paragraph: Paragraph, line: Sequence[Segment]) -> None:
    for segment in line:
        run = paragraph.add_run(_clean(segment.text))
        run.bold = segment.is_figure
        if segment.number:
            run.font.superscript, run.font.color.rgb = True, _ACCENT


def _scope(answer: Answer) -> list[str]:
    labels = ", ".join(contract.label for contract in answer.scope.contracts)
    return [
        text
        for text in (
            f"Contrat : {labels}" if labels else "",
            french.capital(answer.scope.note) + "." if answer.scope.note else "",
            TONES[answer.status].meaning if answer.status in (Status.PARTIAL, Status.UNREADABLE) else "",
        )
        if text
    ]


def _source(note: Document, citation: Citation) -> None:
    where = note.add_paragraph()
    where.paragraph_format.keep_with_next = True
    _run(where, f"[{citation.number}] ", bold=True)
    _run(where, f"{citation.document_title}, page {citation.page}", bold=True)
    if citation.section:
        _run(where, f" – {citation.section}", soft=True)
    quote = note.add_paragraph()
    quote.paragraph_format.left_indent = Cm(0.8)
    _run(quote, f"« {quoted(citation.quote)} »").italic = True
    where.paragraph_format.space_after, quote.paragraph_format.space_after = Pt(2), Pt(8)


def _line(note: Document, text: str, *, soft: bool = False) -> None:
    _run(note.add_paragraph(), text, soft=soft)


def _run(paragraph: Paragraph, text: str, *, soft: bool = False, bold: bool = False, size: float = 0):  # type: ignore[no-untyped-def]
    run = paragraph.add_run(_clean(text))
    run.bold = bold
    if soft:
        run.font.color.rgb, run.font.size = _SOFT, Pt(size or 10)
    return run


def _clean(text: str) -> str:
    return _UNWRITABLE.sub("", text)
