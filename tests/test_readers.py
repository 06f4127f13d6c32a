"""Each format gives its text, whole and once, or a typed state and a sentence that says what to do."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.readers import Limits, ocr, read
from ingest.readers.html import _INVITATION
from ingest.readers.text import decode
from ingest.records import PageOrigin, ReadState
from tests import documents

NO_OCR = Limits(ocr=False)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
CORPUS = Path(__file__).parents[2] / "shared" / "corpus"
needs_tesseract = pytest.mark.skipif(not ocr.available(), reason="Tesseract or its French data is not installed")


def test_pdf_pages_are_physical_and_one_based(tmp_path: Path) -> None:
    result = read(documents.simple_pdf(tmp_path / "a.pdf", ["Premier texte", "Deuxième texte"]), NO_OCR)
    assert result.state is ReadState.READY
    assert [(page.number, page.text, page.origin) for page in result.pages] == [
        (1, "Premier texte", PageOrigin.TEXT),
        (2, "Deuxième texte", PageOrigin.TEXT),
    ]
    assert result.warnings == ()


def test_bookmarks_are_no_text(tmp_path: Path) -> None:
    assert read(documents.pdf_with_outline(tmp_path / "a.pdf"), NO_OCR).pages[0].text == "Texte de la page"


def test_a_pdf_with_restrictions_but_no_password_is_read(tmp_path: Path) -> None:
    result = read(documents.encrypted_pdf(tmp_path / "a.pdf", ""), NO_OCR)
    assert "Val d'Aurence" in result.pages[0].text


def test_a_page_that_fails_is_named_and_loses_no_other(tmp_path: Path) -> None:
    result = read(documents.one_bad_page_pdf(tmp_path / "a.pdf"), NO_OCR)
    assert result.state is ReadState.PARTIAL
    assert [page.text for page in result.pages] == ["Première page du pacte", "", "Troisième page du pacte"]
    assert result.warnings == ("Page 2 abîmée : le texte manque, vérifiez l’original.",)


def test_a_truncated_pdf_gives_what_is_left_with_a_warning(tmp_path: Path) -> None:
    path = documents.simple_pdf(tmp_path / "a.pdf", ["Premier texte", "Deuxième texte"])
    path.write_bytes(path.read_bytes()[:-60])  # the cross-reference's address is lost, no object is
    result = read(path, NO_OCR)
    assert [page.text for page in result.pages] == ["Premier texte", "Deuxième texte"]
    assert result.warnings == ("Le fichier semble incomplet : 2 pages lues, comparez à l’original.",)


def test_scanned_pages_without_recognition_are_named(tmp_path: Path) -> None:
    result = read(documents.scan_pdf(tmp_path / "a.pdf", [None, "Page en image", None]), NO_OCR)
    assert result.state is ReadState.PARTIAL
    assert [page.origin for page in result.pages] == [PageOrigin.TEXT, PageOrigin.SCAN, PageOrigin.TEXT]
    assert result.pages[1].text == ""
    assert len(result.warnings) == 1
    assert result.warnings[0].startswith("Page 2 numérisée sans texte")


def test_a_document_of_scans_alone_is_scanned(tmp_path: Path) -> None:
    result = read(documents.image_pdf(tmp_path / "a.pdf", 2), NO_OCR)
    assert result.state is ReadState.SCANNED
    assert "image numérisée" in result.message
    assert result.warnings[0].startswith("Pages 1 et 2 numérisées sans texte")


@needs_tesseract
def test_scanned_pages_are_read_by_recognition_and_marked_so(tmp_path: Path) -> None:
    announced: list[int] = []
    path = documents.scan_pdf(tmp_path / "a.pdf", [None, "Le montant prévisionnel est de 4 500 euros"])
    result = read(path, Limits(), announced.append)
    assert result.state is ReadState.READY
    assert result.pages[1].origin is PageOrigin.OCR
    assert "4 500 euros" in result.pages[1].text
    assert result.warnings == ("Page 2 lue par reconnaissance de caractères : à vérifier.",)
    assert announced == [1]


def test_a_blank_page_is_no_scan(tmp_path: Path) -> None:
    result = read(documents.pdf(tmp_path / "a.pdf", [[("Texte de la première page", 72, 700)], []]), NO_OCR)
    assert (result.state, result.warnings, result.pages[1].text) == (ReadState.READY, (), "")


def test_a_pdf_of_blank_pages_is_empty(tmp_path: Path) -> None:
    assert read(documents.many_pages_pdf(tmp_path / "a.pdf", 3), NO_OCR).state is ReadState.EMPTY


def test_a_web_page_gives_its_main_text_once(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(documents.PAGE, "utf-8")
    result = read(path, NO_OCR)
    assert result.title == "Le contrat de santé du Val d’Aurence"
    assert result.language == "fr"
    assert result.pages[0].text.split("\n") == [
        "Le Val d’Aurence signe son contrat de santé",
        "",
        "Le 4 mars 2031, la communauté de communes du Val d’Aurence a signé son premier contrat local de santé avec"
        " ses partenaires, pour une durée de cinq ans.",
        "",
        "Les priorités retenues",
        "",
        "Après une année de concertation, les partenaires ont retenu trois priorités pour les habitants :",
        "- attirer des médecins généralistes",
        "- former aux premiers secours en santé mentale",
        "Action | Montant",
        "Maison de santé | 12 400 €",
        "Le comité de pilotage se réunira deux fois par an pour suivre les actions et en rendre compte aux habitants.",
    ]


def test_a_short_web_page_is_read_too(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text("<html><body><nav>Menu</nav><p>Contrat signé le 4 mars 2031.</p></body></html>", "utf-8")
    assert read(path, NO_OCR).pages[0].text == "Contrat signé le 4 mars 2031."


def test_a_web_page_in_the_windows_code_page_is_read(tmp_path: Path) -> None:
    path = tmp_path / "page.htm"
    path.write_bytes(documents.PAGE.replace("utf-8", "windows-1252").encode("cp1252"))
    assert "Les priorités retenues" in read(path, NO_OCR).pages[0].text


@pytest.mark.parametrize(
    ("line", "invites"),
    [
        ("Leave a Comment", True),
        ("À lire aussi :", True),
        ("Partager cet article", True),
        ("Vous aimerez aussi", True),
        ("Partager les informations utiles entre professionnels", False),
        ("Lire la suite du contrat permet de comprendre", False),
    ],
)
def test_invitations_are_told_from_content(line: str, invites: bool) -> None:
    assert bool(_INVITATION.match(line)) is invites


@pytest.mark.reference
@pytest.mark.skipif(not CORPUS.is_dir(), reason="the reference documents are not there")
def test_the_reference_article_is_whole() -> None:
    result = read(CORPUS / "documents" / "article-haut-jura-2026.html", NO_OCR)
    lines = [line for line in result.pages[0].text.split("\n") if line]
    expected = [
        line.strip() for line in (CORPUS / "texte-brut" / "article-haut-jura-2026.txt").read_text("utf-8").split("\n")
    ]
    content = [line for line in expected if line and not _INVITATION.match(line) and not line.startswith("by ")]
    assert [line for line in content if lines.count(line) != content.count(line)] == []
    assert [line for line in lines if line not in content] == []
    assert (result.language, len(result.pages)) == ("en", 1)


def test_a_word_document_is_read_in_its_order(tmp_path: Path) -> None:
    result = read(documents.contract_docx(tmp_path / "a.docx"), NO_OCR)
    assert result.title == "Contrat du Val d'Aurence"
    assert result.pages[0].text.split("\n") == [
        "Article 1 : les parties",
        "",
        "Le contrat est conclu entre trois parties.",
        "- la communauté de communes",
        "- l’hôpital de Brévanne",
        "Action | Porteur | Montant",
        "1.1 | CPTS d’Aurence | 4 500 €",
        "Objectifs",
        "Former des aidants",
        "Ouvrir une permanence",
        "Fin du contrat.",
        "Dans un contrôle de contenu",
        "Ajouté",
        "Devant",
        "Dans l’encadré",
    ]


def test_a_workbook_gives_one_page_a_sheet(tmp_path: Path) -> None:
    result = read(documents.plan_xlsx(tmp_path / "a.xlsx"), NO_OCR)
    assert [(page.number, page.text.split("\n")) for page in result.pages] == [
        (
            1,
            [
                "Plan",
                "Action | Pilote | Montant | Part | Début",
                "1.1 | CPTS d’Aurence | 4500 € | 50 % | 01/03/2031",
                "1.2 |  | 1250,5",
            ],
        ),
        (3, ["Suivi", "Indicateur | Nombre d’ateliers"]),
    ]
    assert result.warnings == ("La feuille masquée « Listes » n’a pas été lue.",)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_text_is_read_in_each_usual_encoding(tmp_path: Path, encoding: str) -> None:
    text = "Contrat local de santé : l’été à Brévanne,\nœuvre commune à 4 500 €."
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode(encoding))
    assert read(path, NO_OCR).pages[0].text == text


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_decode(data: bytes) -> None:
    assert "\r" not in decode(data)


@pytest.fixture(scope="module")
def whole_files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """One good file of each kind, by suffix: made once, since their bytes hold the time and differ at each making."""
    folder = tmp_path_factory.mktemp("whole")
    makers = (documents.contract_docx, documents.plan_xlsx, documents.pdf_with_outline)
    suffixes = (".docx", ".xlsx", ".pdf")
    return {suffix: make(folder / f"a{suffix}").read_bytes() for make, suffix in zip(makers, suffixes, strict=True)}


# Where a damage falls is a share of the file: what is drawn must not depend on the file's length, which varies.
SHARES = st.floats(0, 1, exclude_max=True)


@settings(max_examples=60, deadline=None)
@given(
    suffix=st.sampled_from([".docx", ".xlsx", ".pdf"]),
    damages=st.lists(st.tuples(SHARES, st.integers(0, 255)), min_size=1, max_size=5),
    kept=SHARES | st.just(1.0),
)
def test_a_damaged_file_never_raises(
    tmp_path_factory: pytest.TempPathFactory,
    whole_files: dict[str, bytes],
    suffix: str,
    damages: list[tuple[float, int]],
    kept: float,
) -> None:
    content = bytearray(whole_files[suffix])
    for share, byte in damages:
        content[int(share * len(content))] = byte
    path = tmp_path_factory.mktemp("damaged") / f"a{suffix}"
    path.write_bytes(content[: int(kept * len(content))])
    result = read(path, NO_OCR)
    assert result.pages or result.message.endswith(".")


@pytest.mark.parametrize(
    ("name", "content", "state", "words"),
    [
        ("a.pdf", b"", ReadState.EMPTY, "vide"),
        ("a.txt", b" \n\n", ReadState.EMPTY, "vide"),
        ("a.html", b"<html><body></body></html>", ReadState.EMPTY, "vide"),
        ("a.pdf", documents.png(), ReadState.MISMATCHED, "c’est en réalité une image"),
        ("a.pdf", b"<!DOCTYPE html><html></html>", ReadState.MISMATCHED, "renommez-le en .html"),
        ("a.txt", b"%PDF-1.4\n", ReadState.MISMATCHED, "c’est en réalité un PDF : renommez-le en .pdf"),
        ("a.docx", OLE + b"\0" * 600, ReadState.MISMATCHED, "d’un ancien Word"),
        (
            "a.docx",
            OLE + "EncryptedPackage".encode("utf-16-le"),
            ReadState.ENCRYPTED,
            "mot de passe",
        ),
        ("a.docx", b"PK\x03\x04coupe", ReadState.DAMAGED, "incomplet"),
        ("a.pdf", b"%PDF-1.7\nrien", ReadState.DAMAGED, "incomplet"),
        ("a.doc", OLE + b"\0" * 600, ReadState.UNSUPPORTED, "en PDF ou en .docx"),
        ("a.jpg", b"\xff\xd8\xff\xe0" + b"\0" * 60, ReadState.UNSUPPORTED, "enregistrez-le en PDF"),
        ("a.zip", b"PK\x05\x06" + b"\0" * 18, ReadState.UNSUPPORTED, "décompressez l’archive"),
        ("a.csv", b"a;b\n1;2\n", ReadState.UNSUPPORTED, ".txt ou en PDF"),
    ],
)
def test_what_cannot_be_read_says_why_and_what_to_do(
    tmp_path: Path, name: str, content: bytes, state: ReadState, words: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    result = read(path, NO_OCR)
    assert (result.state, result.pages) == (state, ())
    assert words in result.message


def test_limits_hold(tmp_path: Path) -> None:
    path = documents.simple_pdf(tmp_path / "a.pdf", ["Texte"] * 4)
    too_long = read(path, Limits(ocr=False, pages=3))
    assert too_long.state is ReadState.TOO_LARGE
    assert "4 pages, plus que les 3 admises" in too_long.message
    assert read(path, Limits(ocr=False, bytes=100)).state is ReadState.TOO_LARGE
    assert read(path, Limits(ocr=False, characters=10)).state is ReadState.TOO_LARGE
    assert read(documents.bomb_docx(tmp_path / "a.docx"), NO_OCR).state is ReadState.TOO_LARGE


def test_a_reader_loads_only_what_its_format_needs() -> None:
    heavy = "torch", "chromadb", "trafilatura", "docx", "openpyxl"
    code = f"import sys, ingest.readers.pdf; print([name for name in {heavy} if name in sys.modules])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
