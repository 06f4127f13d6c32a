"""The shape of the house: imports point one way, a library has one room, modules stay small."""

from __future__ import annotations

import ast
from collections import defaultdict
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = ("ingest", "assistant", "api", "eval")
# What each room may import of the others.
ALLOWED = {
    "ingest": set(),
    "assistant": {"ingest"},
    "api": {"assistant", "ingest"},
    "eval": {"assistant", "ingest"},
}
# Where each third-party library may be imported: one module, or one room where the product stands on it.
HOMES = {
    "bm25s": {"assistant.searching.index"},
    "chromadb": {"ingest.storage.chroma"},
    "docx": {"ingest.readers.docx", "api.council_note", "api.obligation_files"},
    "fastapi": {"api"},
    "filelock": {"ingest.storage.locks"},
    "jinja2": {"api.web.templating", "eval.html"},
    "langchain": {"assistant.llm"},
    "langchain_core": {"assistant.searching.retriever", "assistant.llm"},
    "langchain_text_splitters": {"ingest.passages"},
    "mcp": {"api.mcp_server"},
    "langsmith": {"assistant.llm"},
    "openpyxl": {"ingest.readers.xlsx", "api", "eval.questions"},
    "prometheus_client": {"api.metrics"},
    "pydantic_settings": {"ingest.settings"},
    "pypdf": {"ingest.readers"},
    "pypdfium2": {"ingest.readers", "api.picture_worker"},
    "pytesseract": {"ingest.readers.ocr"},
    "sentence_transformers": {"ingest.encoder"},
    "starlette": {"api"},
    "Stemmer": {"assistant.searching.tokens"},
    "torch": {"ingest.encoder"},
    "trafilatura": {"ingest.readers.html"},
    "typer": {"api.cli", "api.help", "eval"},
    "uvicorn": {"api.serving"},
}
# What we are compared with is made of the same libraries.
COMPARED = {"eval.baselines"}
MODULES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts): path
    for room in ROOMS
    for path in sorted((ROOT / room).rglob("*.py"))
}


def imported(path: Path) -> set[str]:
    """The modules that a module imports, those of its functions too."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            found.add(node.module or "")
    return found


@pytest.mark.parametrize("name", MODULES)
def test_imports_point_one_way(name: str) -> None:
    room = name.split(".")[0]
    others = {module.split(".")[0] for module in imported(MODULES[name])} & {*ROOMS, "tests"} - {room}
    assert others <= ALLOWED[room]


@pytest.mark.parametrize("library", HOMES)
def test_a_library_is_imported_where_it_lives(library: str) -> None:
    users = {name for name, path in MODULES.items() if library in {m.split(".")[0] for m in imported(path)}}
    homes = HOMES[library] | COMPARED
    assert {name for name in users if not any(name == home or name.startswith(f"{home}.") for home in homes)} == set()


def test_no_cycle_between_modules() -> None:
    links = {name: {module for module in imported(path) if module in MODULES} for name, path in MODULES.items()}
    done: set[str] = set()

    def visit(name: str, above: tuple[str, ...]) -> None:
        assert name not in above, " → ".join([*above, name])
        if name not in done:
            for other in links[name]:
                visit(other, (*above, name))
            done.add(name)

    for name in links:
        visit(name, ())


@pytest.mark.parametrize("name", MODULES)
def test_a_module_is_small(name: str) -> None:
    assert len(MODULES[name].read_text("utf-8").splitlines()) <= 400


def test_no_module_is_called_utils() -> None:
    vague = {"utils", "util", "helpers", "helper", "misc", "common", "tools"}
    assert {name for name in MODULES if vague & set(name.split("."))} == set()


def test_every_module_says_what_it_is_and_holds_one_noun() -> None:
    for name, path in MODULES.items():
        text = path.read_text("utf-8")
        assert not text.strip() or ast.get_docstring(ast.parse(text)), name


def test_no_function_is_longer_than_a_screen() -> None:
    long = defaultdict(list)
    for name, path in MODULES.items():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or 0) - node.lineno + 1
                if lines > 70:
                    long[name].append((node.name, lines))
    assert dict(long) == {}


def test_the_top_level_is_the_one_agreed() -> None:
    for name in (*ROOMS, "corpus", "tests", "pyproject.toml"):
        assert (ROOT / name).exists()
