"""An agency's own questions: a spreadsheet, a CSV or a JSONL of question, expected answer and source, as cases."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from assistant.records import Status
from eval.cases import Case, CaseError, Evidence, Fact, FactKind, load_cases
from eval.said import amounts, dates, numbers, rates
from ingest.naming import fold

# The heads of columns, as people write them.
_COLUMNS = {
    "question": ("question", "questions"),
    "expected": ("attendu", "reponse attendue", "reponse", "expected", "answer"),
    "source": ("source", "document", "reference", "preuve"),
    "category": ("categorie", "theme", "category"),
}
_SILENT = re.compile(
    r"^(?:rien|aucune? (?:reponse|information)|pas de reponse|non (?:dit|trouve|precise)|inconnu|-|–)?\.?$"
)
_SOURCE = re.compile(r"^(?P<document>.*?)[ ,;:]*(?:\b(?:pages?|p)\.? ?(?P<pages>\d+(?: ?[,;-] ?\d+)*))?\s*$", re.I)
_SPREADSHEETS = {".xlsx", ".xlsm"}
# What people call the questions that they did not file under anything.
CATEGORY = "vos questions"
LONGEST = 1_000

Row = tuple[int, Mapping[str, str]]


def load_questions(path: Path) -> tuple[Case, ...]:
    """The cases of a file: JSONL in our shape or with the columns of a table, CSV, XLSX; raises `CaseError`."""
    suffix = path.suffix.lower()
    if suffix in _SPREADSHEETS:
        return _cases(path, _spreadsheet(path))
    if suffix == ".csv":
        return _cases(path, _table(path.name, list(enumerate(csv.reader(io.StringIO(_text(path)), _dialect(path)), 1))))
    if suffix in {".jsonl", ".json"} and _is_simple(path):
        return _cases(path, _objects(path))
    if suffix in {".jsonl", ".json"} or not path.exists():
        return load_cases(path)
    raise CaseError(f"Le fichier de questions « {path} » n'est pas d'un format lu : .jsonl, .csv ou .xlsx.")


def _text(path: Path) -> str:
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise CaseError(
            f"Le fichier de questions « {path} » ne se lit pas : vérifiez le chemin et les droits."
        ) from error
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise CaseError(f"Le fichier de questions « {path} » n'est pas en UTF-8 : enregistrez-le ainsi.")


def _dialect(path: Path) -> type[csv.Dialect]:
    head = _text(path).partition("\n")[0]

    class Dialect(csv.excel):
        delimiter = max(";,\t", key=head.count)

    return Dialect


def _spreadsheet(path: Path) -> Iterator[Row]:
    from openpyxl import load_workbook

    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except Exception as error:  # openpyxl lets through what zipfile, XML and its own checks raise
        raise CaseError(f"Le tableur « {path} » ne se lit pas : est-ce bien un fichier .xlsx ?") from error
    try:
        sheet = book.worksheets[0]
        rows = [(i, ["" if v is None else str(v) for v in row]) for i, row in enumerate(sheet.values, 1)]
    finally:
        book.close()
    yield from _table(path.name, rows)


def _table(name: str, rows: list[tuple[int, list[str]]]) -> Iterator[Row]:
    filled = [(i, cells) for i, cells in rows if any(cell.strip() for cell in cells)]
    if not filled:
        return
    line, head = filled[0]
    places = {column: i for i, cell in enumerate(head) for column in _COLUMNS if fold(cell) in _COLUMNS[column]}
    if "question" not in places or "expected" not in places:
        raise CaseError(
            f"{name}, ligne {line} : les en-têtes « question » et « attendu » sont nécessaires ; lu : "
            f"{', '.join(cell for cell in head if cell) or 'rien'}."
        )
    for i, cells in filled[1:]:
        yield i, {column: cells[place].strip() if place < len(cells) else "" for column, place in places.items()}


def _is_simple(path: Path) -> bool:
    """Whether the first object of a file has our columns' names rather than a case's fields."""
    first = next((line for line in _text(path).splitlines() if line.strip()), "")
    try:
        read = json.loads(first)
    except json.JSONDecodeError:
        return False
    return isinstance(read, dict) and any(fold(key) in _COLUMNS["expected"] for key in read)


def _objects(path: Path) -> Iterator[Row]:
    for i, line in enumerate(_text(path).splitlines(), 1):
        if not line.strip():
            continue
        try:
            read = json.loads(line)
        except json.JSONDecodeError as error:
            raise CaseError(f"{path.name}, ligne {i}, colonne {error.colno} : ce n'est pas du JSON.") from error
        if not isinstance(read, dict):
            raise CaseError(f"{path.name}, ligne {i} : un objet JSON est attendu.")
        yield (
            i,
            {
                column: str(value).strip()
                for key, value in read.items()
                for column in _COLUMNS
                if fold(key) in _COLUMNS[column]
            },
        )


def _cases(path: Path, rows: Iterable[Row]) -> tuple[Case, ...]:
    cases = tuple(_case(f"{path.name}, ligne {i}", i, row) for i, row in rows)
    if not cases:
        raise CaseError(f"Le fichier de questions « {path} » est vide : il faut une question par ligne.")
    return cases


def _case(where: str, line: int, row: Mapping[str, str]) -> Case:
    question = row.get("question", "")
    if not 1 <= len(question) <= LONGEST:
        raise CaseError(f"{where} : la colonne « question » est vide ou dépasse 1 000 caractères.")
    expected = row.get("expected", "")
    silent = _SILENT.match(fold(expected)) is not None
    evidence = () if silent else _evidence(where, row.get("source", ""))
    return Case(
        id=f"q-{line:03}",
        question=question,
        category=row.get("category") or CATEGORY,
        status=Status.NOT_FOUND if silent else Status.ANSWERED,
        evidence=evidence,
        facts=() if silent else tuple(facts_of(expected)),
        note=expected,
    )


def _evidence(where: str, source: str) -> tuple[Evidence, ...]:
    if not source:
        raise CaseError(f"{where} : la colonne « source » est vide ; il faut le document, et sa page si possible.")
    found = []
    for part in source.split("\n"):
        match = _SOURCE.match(part.strip())
        if not match or not match["document"]:
            raise CaseError(
                f"{where} : la source « {part.strip()} » ne nomme pas de document (« contrat.pdf, page 12 »)."
            )
        found.append(Evidence(Path(match["document"].strip()).stem, tuple(_pages(match["pages"] or "")), ()))
    return tuple(found)


def _pages(text: str) -> Iterator[int]:
    for part in re.split(r"[,;]", text.replace(" ", "")):
        first, _, last = part.partition("-")
        if first:
            yield from range(int(first), int(last or first) + 1)


def facts_of(expected: str) -> Iterator[Fact]:
    """The facts that an expected answer states: yes or no, amounts, rates, dates, else a number or its words."""
    word = fold(expected).strip(" .!")
    if re.match(r"(?:oui|non)\b", word):
        yield Fact(FactKind.YES_NO, value=word.startswith("oui"))
        expected = re.sub(r"^\W*(?:oui|non)\b\W*", "", expected, flags=re.I)
    typed: list[Fact] = [Fact(FactKind.AMOUNT, a.value, "EUR", a.period) for a in amounts(expected)]
    typed += [Fact(FactKind.RATE, rate) for rate in rates(expected)]
    typed += [Fact(FactKind.DATE, date) for date in dates(expected)]
    if not typed and len(numbers(expected)) == 1 and len(expected.split()) <= 3:
        typed = [Fact(FactKind.NUMBER, numbers(expected)[0])]
    yield from typed
    if not typed:
        parts = [part.strip(" -•.") for part in re.split(r"[;\n]", expected)]
        yield from (Fact(FactKind.WORDS, part) for part in parts if part)
