"""Small documents for tests, written on the spot; their territories, names and figures are invented."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterable, Sequence
from io import BytesIO
from pathlib import Path

import docx
import openpyxl
from pypdf import PdfReader, PdfWriter
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = 595, 842
LEADING = 13
SIZE = 10

# What a page shows: text, left edge, height above the bottom.
Placed = tuple[str, float, float]


def pdf(path: Path, pages: Sequence[Iterable[Placed]], *, one_text_object: bool = False, **options: object) -> Path:
    """A PDF that shows each page's texts in the order given, each on its own or all in one text object."""
    canvas = Canvas(str(path), pagesize=(WIDTH, HEIGHT), **options)  # type: ignore[arg-type]
    for page in pages:
        if one_text_object:
            text = canvas.beginText()
            text.setFont("Helvetica", SIZE)
            for words, x, y in page:
                text.setTextOrigin(x, y)
                text.textOut(words)
            canvas.drawText(text)
        else:
            canvas.setFont("Helvetica", SIZE)
            for words, x, y in page:
                canvas.drawString(x, y, words)
        canvas.showPage()
    canvas.save()
    return path


def lines(texts: Sequence[str], x: float, top: float, leading: float = LEADING) -> list[Placed]:
    """Texts one under the other."""
    return [(text, x, top - leading * index) for index, text in enumerate(texts)]


def across(*columns: Sequence[Placed]) -> list[Placed]:
    """The columns' texts as a producer writes them that goes line by line across the gutter."""
    return sorted((placed for column in columns for placed in column), key=lambda p: (-p[2], p[1]))


def simple_pdf(path: Path, texts: Sequence[str]) -> Path:
    """A PDF with one line of text a page."""
    return pdf(path, [[(text, 72, 700)] for text in texts])


def encrypted_pdf(path: Path, user_password: str) -> Path:
    """A PDF with a password to open it, or with restrictions only when the password is empty."""
    lock = StandardEncryption(user_password, ownerPassword="proprietaire", canPrint=0, strength=128)
    return pdf(path, [[("Convention du Val d'Aurence, page unique", 72, 700)]], encrypt=lock)


def scan_pdf(path: Path, pages: Sequence[str | None]) -> Path:
    """A PDF whose pages are pictures of the texts; `None` is a page with true text instead."""
    import pypdfium2

    source = path.with_suffix(".source.pdf")
    drawing = Canvas(str(source), pagesize=(WIDTH, HEIGHT))
    for text in pages:
        drawing.setFont("Helvetica", 16)
        for index, line in enumerate((text or "").split("\n")):
            drawing.drawString(72, 740 - 28 * index, line)
        drawing.showPage()
    drawing.save()
    document = pypdfium2.PdfDocument(source)
    canvas = Canvas(str(path), pagesize=(WIDTH, HEIGHT))
    for index, text in enumerate(pages):
        if text is None:
            canvas.drawString(72, 740, "Cette page porte un vrai texte, lisible sans reconnaissance.")
        else:
            canvas.drawInlineImage(document[index].render(scale=2.5).to_pil(), 0, 0, WIDTH, HEIGHT)
        canvas.showPage()
    canvas.save()
    document.close()
    source.unlink()
    return path


def image_pdf(path: Path, pages: int = 1) -> Path:
    """A PDF whose pages are pictures of nothing."""
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    picture = ImageReader(Image.new("L", (800, 1100), 230))
    canvas = Canvas(str(path), pagesize=(WIDTH, HEIGHT))
    for _ in range(pages):
        canvas.drawImage(picture, 0, 0, WIDTH, HEIGHT)
        canvas.showPage()
    canvas.save()
    return path


def pdf_with_outline(path: Path) -> Path:
    """A PDF with bookmarks whose titles are nowhere on its page."""
    writer = PdfWriter()
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=(WIDTH, HEIGHT))
    canvas.drawString(72, 700, "Texte de la page")
    canvas.save()
    buffer.seek(0)
    writer.append(PdfReader(buffer))
    writer.add_outline_item(title="Signet qui ne se lit pas", page_number=0)
    writer.write(path)
    return path


def many_pages_pdf(path: Path, count: int) -> Path:
    """A PDF with many blank pages."""
    writer = PdfWriter()
    for _ in range(count):
        writer.add_blank_page(100, 100)
    writer.write(path)
    return path


def one_bad_page_pdf(path: Path) -> Path:
    """A PDF of three pages, the second of which unpacks to more than any page should."""
    simple_pdf(path, ["Première page du pacte", "Deuxième page du pacte", "Troisième page du pacte"])
    writer = PdfWriter(clone_from=path)
    from pypdf.generic import NameObject, NumberObject, StreamObject

    bomb = StreamObject()
    bomb._data = zlib.compress(b" " * 200_000_000, 9)
    bomb[NameObject("/Filter")] = NameObject("/FlateDecode")
    bomb[NameObject("/Length")] = NumberObject(len(bomb._data))
    writer.pages[1][NameObject("/Contents")] = writer._add_object(bomb)
    writer.write(path)
    return path


def bomb_docx(path: Path, megabytes: int = 80) -> Path:
    """A Word document whose text part unpacks to so many megabytes."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open("word/document.xml", "w", force_zip64=True) as stream:
            for _ in range(megabytes):
                stream.write(b"a" * 1_000_000)
    return path


def png() -> bytes:
    """A picture of one pixel."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")


def contract_docx(path: Path) -> Path:
    """A Word document with headings, lists, tables, a text box, an insertion, a deletion and a content control."""
    document = docx.Document()
    document.core_properties.title = "Contrat du Val d'Aurence"
    document.add_heading("Article 1 : les parties", level=1)
    document.add_paragraph("Le contrat est conclu entre trois parties.")
    document.add_paragraph("la communauté de communes", style="List Bullet")
    document.add_paragraph("l’hôpital de Brévanne", style="List Bullet")
    table = document.add_table(rows=2, cols=3)
    for row, texts in zip(
        table.rows, [("Action", "Porteur", "Montant"), ("1.1", "CPTS d’Aurence", "4 500 €")], strict=True
    ):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    sheet = document.add_table(rows=1, cols=2)
    sheet.cell(0, 0).text = "Objectifs"
    sheet.cell(0, 1).text = "Former des aidants"
    sheet.cell(0, 1).add_paragraph("Ouvrir une permanence")
    document.add_paragraph("Fin du contrat.")
    body = document.element.body
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    extra = parse_xml(
        f"<w:sdt {nsdecls('w')}><w:sdtContent><w:p><w:r><w:t>Dans un contrôle de contenu</w:t></w:r></w:p>"
        "</w:sdtContent></w:sdt>"
    )
    tracked = parse_xml(
        f"<w:p {nsdecls('w')}><w:ins w:id='1'><w:r><w:t>Ajouté</w:t></w:r></w:ins>"
        "<w:del w:id='2'><w:r><w:delText>Supprimé</w:delText></w:r></w:del></w:p>"
    )
    box = parse_xml(
        f"<w:p {nsdecls('w')} xmlns:v='urn:schemas-microsoft-com:vml'><w:r><w:t>Devant</w:t></w:r><w:r><w:pict>"
        "<v:textbox><w:txbxContent><w:p><w:r><w:t>Dans l’encadré</w:t></w:r></w:p></w:txbxContent></v:textbox>"
        "</w:pict></w:r></w:p>"
    )
    for element in (extra, tracked, box):
        body.insert(len(body) - 1, element)
    document.save(str(path))
    return path


def plan_xlsx(path: Path) -> Path:
    """A workbook with two visible sheets and a hidden one."""
    from datetime import date

    book = openpyxl.Workbook()
    plan = book.active
    assert plan is not None
    plan.title = "Plan"
    plan.append(["Action", "Pilote", "Montant", "Part", "Début"])
    plan.append(["1.1", "CPTS d’Aurence", 4500, 0.5, date(2031, 3, 1)])
    plan["C2"].number_format = "#,##0 €"
    plan["D2"].number_format = "0%"
    plan.append(["1.2", None, 1250.5, None, None])
    hidden = book.create_sheet("Listes")
    hidden.append(["à ne pas lire"])
    hidden.sheet_state = "hidden"
    book.create_sheet("Suivi").append(["Indicateur", "Nombre d’ateliers"])
    book.save(path)
    return path


PAGE = """<!doctype html><html lang="fr"><head><meta charset="utf-8">
<title>Le contrat de santé du Val d’Aurence</title></head>
<body><div class="cookie-banner"><p>Nous utilisons des cookies pour mesurer l’audience de ce site.</p></div>
<nav><ul><li><a href="/">Accueil</a></li><li><a href="/sante">Santé</a></li></ul></nav>
<main><article><h1>Le Val d’Aurence signe son contrat de santé</h1>
<p>Le 4 mars 2031, la communauté de communes du Val d’Aurence a signé son premier contrat local de santé avec ses
partenaires, pour une durée de cinq ans.</p>
<h2>Les priorités retenues</h2>
<p>Après une année de concertation, les partenaires ont retenu <b>trois priorités</b> pour les habitants :</p>
<ul><li>attirer des médecins généralistes</li><li>former aux premiers secours en santé mentale</li></ul>
<table><tr><th>Action</th><th>Montant</th></tr><tr><td>Maison de santé</td><td>12 400 €</td></tr></table>
<p>Le comité de pilotage se réunira deux fois par an pour suivre les actions et en rendre compte aux habitants.</p>
</article></main>
<aside><h2>À lire aussi</h2><p>Dix recettes de saison pour bien commencer l’automne en famille.</p></aside>
<div id="comments"><h3>Commentaires</h3>
<p>Bravo pour cet article, dit Lucette, qui habite le bourg depuis longtemps.</p></div>
<footer><p>Mentions légales. Tous droits réservés.</p></footer></body></html>"""


def bad_files(folder: Path) -> dict[str, str]:
    """Ten files that cannot be read, written into a folder: the state expected of each."""
    simple_pdf(folder / "entier.pdf", ["Pacte"] * 3)
    whole = (folder / "entier.pdf").read_bytes()
    (folder / "entier.pdf").unlink()
    (folder / "vide.pdf").write_bytes(b"")
    (folder / "tronque.pdf").write_bytes(whole[: len(whole) // 4])
    encrypted_pdf(folder / "protege.pdf", "secret")
    (folder / "image.pdf").write_bytes(png())
    (folder / "page.pdf").write_text(PAGE, "utf-8")
    (folder / "texte.txt").write_bytes(whole)
    (folder / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0" + b"\0" * 100)
    (folder / "diapos.pptx").write_bytes(b"PK\x03\x04rien")
    bomb_docx(folder / "bombe.docx")
    many_pages_pdf(folder / "epais.pdf", 2_001)
    return {
        "vide.pdf": "empty",
        "tronque.pdf": "damaged",
        "protege.pdf": "encrypted",
        "image.pdf": "mismatched",
        "page.pdf": "mismatched",
        "texte.txt": "mismatched",
        "photo.jpg": "unsupported",
        "diapos.pptx": "unsupported",
        "bombe.docx": "too_large",
        "epais.pdf": "too_large",
    }
