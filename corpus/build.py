"""Typesets the notices of the corpus from their sources: `python corpus/build.py` (or `make corpus`)."""

from __future__ import annotations

import os
import re
import sys
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import docx
import typst

CORPUS = Path(__file__).resolve().parent
SOURCES = CORPUS / "sources"

# The date of the notices, which every file carries so that the same sources give the same bytes.
NOTICE_DATE = datetime(2026, 11, 22, tzinfo=UTC)
FIXED_EPOCH = int(NOTICE_DATE.timestamp())

_BOLD = re.compile(r"\*\*(.+?)\*\*")
_HEADING = re.compile(r"(#{1,6}) (.+)")


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a readable source: a Word style and its text, where `**` surrounds bold words."""

    style: str
    text: str


def pdf_bytes(source: Path) -> bytes:
    """The PDF that Typst makes of `source`, with the fonts that Typst ships and no other."""
    os.environ["SOURCE_DATE_EPOCH"] = str(FIXED_EPOCH)
    pdf = typst.compile(source, root=SOURCES, ignore_system_fonts=True, timestamp=FIXED_EPOCH)
    if not isinstance(pdf, bytes):
        raise TypeError(f"Typst gave {type(pdf).__name__} for {source.name}: one PDF was expected")
    return pdf


def blocks(source: str) -> Iterator[Block]:
    """The blocks of a Markdown text that uses headings, paragraphs, `- ` lists, `> ` quotes and bold only."""
    for paragraph in re.split(r"\n\s*\n", source.strip()):
        lines = paragraph.splitlines()
        if heading := _HEADING.fullmatch(paragraph):
            level = len(heading[1]) - 1
            yield Block(f"Heading {level}" if level else "Title", heading[2])
        elif all(line.startswith("- ") for line in lines):
            yield from (Block("List Bullet", line[2:]) for line in lines)
        elif all(line.startswith(">") for line in lines):
            quoted = "\n".join(line[1:].strip() for line in lines)
            yield from (Block("Intense Quote", part) for part in re.split(r"\n\s*\n", quoted))
        else:
            yield Block("Normal", " ".join(lines))


def docx_bytes(source: Path) -> bytes:
    """The Word document made of a Markdown source, with Word's own heading and list styles."""
    document = docx.Document()
    content = list(blocks(source.read_text(encoding="utf-8")))
    for block in content:
        paragraph = document.add_paragraph(style=block.style)
        for n, run in enumerate(_BOLD.split(block.text)):
            paragraph.add_run(run).bold = True if n % 2 else None
    properties = document.core_properties
    properties.title = content[0].text
    properties.author = properties.last_modified_by = ""
    properties.comments = ""
    properties.language = "fr-FR"
    properties.created = properties.modified = NOTICE_DATE.replace(tzinfo=None)
    properties.revision = 1
    raw = BytesIO()
    document.save(raw)
    return _with_fixed_dates(raw)


def _with_fixed_dates(archive: BytesIO) -> bytes:
    """The same zip archive with every entry dated to the notices' date."""
    out = BytesIO()
    with zipfile.ZipFile(archive) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda entry: (entry != "[Content_Types].xml", entry)):
            entry = zipfile.ZipInfo(name, NOTICE_DATE.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # the same on every platform
            new.writestr(entry, old.read(name))
    return out.getvalue()


# What is made and from which source; the other notices are written by hand.
NOTICES = {
    "notice-contrat-pays-ledonien-2025-2030.pdf": "contrat-2025-2030/main.typ",
    "notice-presentation-pays-ledonien-2019-2024.pdf": "presentation-2019-2024.typ",
    "notice-communique-portes-du-haut-doubs-2021.docx": "communique-portes-du-haut-doubs-2021.md",
}
_MAKERS: dict[str, Callable[[Path], bytes]] = {".typ": pdf_bytes, ".md": docx_bytes}


def build(target: Path = CORPUS) -> list[Path]:
    """Makes every notice that has a source, writes it into `target` and returns the files written."""
    written = []
    for name, source in NOTICES.items():
        path = target / name
        path.write_bytes(_MAKERS[Path(source).suffix](SOURCES / source))
        written.append(path)
    return written


def main() -> int:
    """Builds the notices, into the folder given as argument or beside this script."""
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else CORPUS
    missing = [source for source in NOTICES.values() if not (SOURCES / source).is_file()]
    if missing:
        print(f"Sources absentes de corpus/sources : {', '.join(missing)}.", file=sys.stderr)
        return 1
    target.mkdir(parents=True, exist_ok=True)
    for path in build(target):
        print(f"{path.name} : {path.stat().st_size:,} octets".replace(",", " "))
    return 0


if __name__ == "__main__":
    sys.exit(main())
